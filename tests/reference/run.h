#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/reference/facts.h"
#include "tests/reference/reference.h"

namespace reference {

/// Thrown where a calculation ends without an amount.
struct Stop {
    std::string status;  ///< rejected, unknown
    std::string code;
};
[[noreturn]] void reject(const std::string& code);
[[noreturn]] void unknown(const std::string& code);

/// A band `(low, up]`; no `up`: without end.
struct Band {
    Q low;
    std::optional<Q> up;
    Q ratio;
};
using Bands = std::vector<Band>;

/// Σ of slice × ratio over `(from, to]`.
Q value_between(const Bands& bands, const Q& from, const Q& to);
/// The smallest length x with value_between(from, from + x) >= `value`; empty if there is none.
std::optional<Q> length_for(const Bands& bands, const Q& from, const Q& value);
/// `ratio_adjust` and a layer's `adjust`.
Q adjusted(const Q& ratio, const Value& adjust);

/// One calculation; ends by throwing Open where it asks for an open fact.
class Run {
public:
    Run(const Book& book, const Bill& bill, const Facts& facts);
    Outcome carry_out();

private:
    // Tables.
    const Row* find(const Scheme& scheme, std::string_view parameter, int layer);
    [[nodiscard]] bool in_force(const Row& row) const;
    bool holds(const Table& table, const Condition& condition, bool for_level_map);
    bool named(const Table& table, const Condition& condition,
               const std::vector<std::string>& values);
    bool disease_named(const Table& table, const Condition& condition);
    [[nodiscard]] const Value& read(const Row& row) const;
    const Value& value(std::string_view parameter, int layer = -1);
    const std::string& word(std::string_view parameter) { return value(parameter).word; }
    const Value& remote_rule();
    [[nodiscard]] Bands bands_of(const Value& ratio) const;

    // Gate.
    void gate();
    void choose_scheme();
    void insurance();
    void filing_state();
    void unfiled();
    [[nodiscard]] bool place_covers() const;
    [[nodiscard]] bool in_force_by_date() const;
    /// First day of the benefit year that holds `day`.
    [[nodiscard]] int benefit_year(int day);
    /// That of the bill.
    [[nodiscard]] int benefit_year();
    const std::string& level();
    [[nodiscard]] const std::string& for_all_days(std::string_view parameter) const;
    std::string own_level(const std::string& hosp_lv, bool here);
    [[nodiscard]] bool remote() const { return facts_.treating() != facts_.insured; }
    [[nodiscard]] bool stay() const { return business_ == "inpatient" || business_ == "maternity"; }

    // Amounts.
    void lines();
    void line(const Line& line, bool insured_catalogue);
    void first_pay();
    void account_first();
    void deductible();
    [[nodiscard]] Q nth(Q standard);
    [[nodiscard]] Q merged(const Q& standard);
    [[nodiscard]] Q left_of(const Q& standard);
    [[nodiscard]] Q month_sum(const std::string& member, int months) const;
    void pool();
    void pay(const Q& counted_base, const Q& above);
    Bands pool_bands();
    void pay_bands(const Bands& bands, const Q& start, const Q& above, const std::string& mode);
    std::optional<Q> limit_left();
    void chain();
    void pay_layer(int number, const Layer& layer);
    Q layer_amount(int number, const Layer& layer, const Q& base);
    Q layer_value(int number, const Layer& layer, const Q& threshold, const Bands& bands,
                  const Q& x) const;
    Q limit_used(const Value& includes, const Layer& layer);
    void persons_part();
    [[nodiscard]] Q covered_by_accounts();
    void accumulate();

    [[nodiscard]] Q cum(const std::string& name) const;
    [[nodiscard]] Q counter(const std::string& member) const;
    [[nodiscard]] Q paid_for(const std::vector<std::string>& businesses) const;
    [[nodiscard]] Q disease_sum() const;
    [[nodiscard]] std::string base_name(const Layer& layer) const;
    [[nodiscard]] std::string paid_name(const Layer& layer) const;
    [[nodiscard]] bool account_allowed();

    const Book& book_;
    const Bill& bill_;
    const Facts& facts_;
    const Pack* pack_ = nullptr;
    const Scheme* scheme_ = nullptr;
    std::string business_;
    std::string counter_;  // The business whose counters of the year are meant.
    std::string state_;
    std::optional<std::string> level_;  // As all tables but level_map see it, once asked for.
    int date_ = 0;

    Amounts growth_;  // By how much the layers' accumulators grow.
    Amounts after_;   // Accumulators after the bill.
    Q medfee_, own_, over_limit_, first_share_, in_scope_;
    Q remote_first_, account_first_, base_, deductible_, standard_left_, net_, pool_, ratio_;
    Q over_cap_exact_;
    bool merged_ = false;
    Amounts buckets_;
    std::map<int, Q> paid_;
};

}  // namespace reference
