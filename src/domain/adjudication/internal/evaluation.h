#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/adjudication/case.h"
#include "domain/adjudication/internal/open_key.h"
#include "domain/adjudication/internal/tape.h"
#include "domain/policy/policy.h"

/// One run of the calculation for one assignment of the open facts. It stops with `done`, or at the
/// first open fact that it really reads; the caller then runs it again once for each candidate
/// (docs/domain/calculation.md, first section).
namespace yidi::adjudication {

/// A value of the pack picked for this case. `value` is null where the parameter's default applies.
struct Pick {
    const policy::Value* value = nullptr;
    const policy::Row* row = nullptr;
    std::uint16_t reading = 0;
    [[nodiscard]] About about(Step step) const {
        return {.step = step, .rule = row, .reading = reading};
    }
};

enum class Go : std::uint8_t { on, stop };

class Evaluation {
public:
    Evaluation(const policy::Book& packs, const Case& input, const std::vector<Assigned>& assigned)
        : book_{packs}, in_{input}, assigned_{assigned} {}

    /// Runs all steps into `out`. `stop` with `fork()` set: an open fact was needed; otherwise
    /// `out` is complete.
    void run(Outcome& outcome, Trace* trace);
    [[nodiscard]] const std::optional<Fork>& fork() const { return fork_; }

    /// Label of a candidate as the case file would spell it.
    [[nodiscard]] std::string label(const OpenKey& key, std::uint32_t candidate) const;

private:
    // gate.cpp: step 0
    Go gate();
    Go regions();
    Go choose_scheme();
    Go choose_insutype();
    Go choose_dates();
    Go choose_epoch();
    Go insurance();
    Go filing();
    Go local_filing();
    Go remote_filing();
    Go filed_kind(std::optional<policy::FilingKind>& kind, ErrorCode& refusal);
    Go is_emergency(bool& emergency);
    Go unfiled_direct(ErrorCode refusal);
    Go connection();
    Go year();
    Go refused_groups();
    [[nodiscard]] bool filing_in_force(const Filing& filing, bool& covers_place) const;
    [[nodiscard]] Date year_start(Date date) const;

    // facts.cpp: resolving what tables ask
    Go need(const policy::Table& table);
    Go resolve(policy::Dimension dimension);
    Go resolve_person();
    Go resolve_level();
    Go resolve_nth();
    Go resolve_number(policy::Dimension dimension);
    Go resolve_name(policy::Dimension dimension);
    Go resolve_recognised();
    struct NameSource {
        const std::string* stated;
        Fact fact;
        const std::vector<std::string>* candidates;
        std::string_view* target;
        const std::optional<std::string>* pack_default;  ///< null: a pack cannot have one
    };
    NameSource name_source(policy::Dimension dimension);
    Go resolve_flags(std::uint32_t wanted, bool identity);
    Go has_attribute(std::string_view name, bool& has);
    Go has_identity(std::string_view name, bool& has);
    [[nodiscard]] std::string label_in_scheme(Fact fact, std::uint32_t candidate) const;
    [[nodiscard]] policy::Level level_of(std::string_view hosp_lv) const;
    Go resolve_once(policy::Dimension dimension);
    Go hospital_code(std::string_view stated, Fact fact, std::string_view& code);
    Go pick_from(const policy::Table& table, Pick& pick);
    Go settle_reading(const policy::Row& row, Pick& pick);
    void assume_start_date(const policy::Row& row);
    Go frame_remote_ratio(Pick& pick);

public:
    // Shared by the step functions in the other files.
    Go pick(policy::Parameter parameter, Pick& pick) {
        pick = {};
        return is_given(parameter) ? pick_given(parameter, pick) : Go::on;
    }
    Go pick_given(policy::Parameter parameter, Pick& pick);
    /// Whether the pack says anything about it in this period; the frame stands in for one.
    [[nodiscard]] bool is_given(policy::Parameter parameter) const {
        return ((epoch->given >> static_cast<unsigned>(parameter)) & 1U) != 0 ||
               parameter == policy::Parameter::remote_ratio;
    }
    Go pick_layer(std::size_t layer, policy::Parameter parameter, Pick& pick);
    /// The word of a word-typed parameter, or `otherwise` by default.
    template <class Word>
    Go word(policy::Parameter parameter, Word otherwise, Word& result) {
        result = otherwise;
        if (!is_given(parameter)) {
            return Go::on;
        }
        Pick picked;
        if (pick(parameter, picked) == Go::stop) {
            return Go::stop;
        }
        result = picked.value == nullptr ? otherwise : static_cast<Word>(picked.value->number);
        return Go::on;
    }
    Go open(const OpenKey& key, std::size_t candidates, std::uint32_t& candidate);
    Go open_fact(Fact fact, std::size_t candidates, std::uint32_t& candidate) {
        return open({.kind = OpenKey::Kind::fact, .fact = fact}, candidates, candidate);
    }
    /// The same for a fact whose candidates come from the scheme in use.
    Go open_in_scheme(Fact fact, std::size_t candidates, std::uint32_t& candidate) {
        return open({.kind = OpenKey::Kind::fact, .fact = fact, .scheme = scheme}, candidates,
                    candidate);
    }
    [[nodiscard]] bool stated_unknown(Fact fact) const {
        return ((in_.dont_know >> static_cast<unsigned>(fact)) & 1U) != 0;
    }
    Go reject(ErrorCode code, const policy::Row* row = nullptr) const;
    Go unknown(ErrorCode code, std::optional<Fact> about = {}) const;
    void assume(const Assumption& assumption) const;
    [[nodiscard]] static bool is_stay(policy::Business which) {
        return which == policy::Business::inpatient || which == policy::Business::maternity;
    }
    [[nodiscard]] bool is_stay() const { return is_stay(business); }

private:
    // lines.cpp: step 1
    Go bill();
    Go lines();
    void totals();
    // deductible.cpp: steps 2 and 3
    Go first_pay_before();
    Go account_before();
    Go deductible();
    Go deductible_standard(Amount& standard);
    Go deductible_nth(Amount& standard);
    Go deductible_again(Amount& standard);
    Go nth_change(const Pick& rule, Amount& standard);
    Go deductible_merge(Amount& standard);
    Go transfer_in_time(bool& in_time);
    Go merge_rule(policy::Merge& merge, Pick& picked);
    Go deductible_left(Amount standard, Amount& left);
    [[nodiscard]] Money counted(policy::DeductibleWay way) const;
    // pool.cpp: steps 4 to 7
    struct BandShare {
        Share share;
        Amount slice;
        std::int16_t number = -1;
    };
    Go cost_cap();
    Go pool();
    Go band_start(Money& start);
    Go cut_bands();
    Share band_ratio(const Pick& ratio, std::size_t index);
    Share adjusted(const Pick& rule, Share share, Step step, std::int8_t layer = -1);
    Share remote_share(const Pick& rule, Share share);
    Go sum_bands();
    void exact_band(const About& about, const BandShare& band);
    Go floor();
    Go limits();
    Go limit(policy::Parameter parameter, Money used);
    void over_cap_at_limit();
    Exact cost_at_limit();
    Exact cost_at_floor(const Exact& by_bands);
    [[nodiscard]] std::span<const BandShare> used_bands() const {
        return {bands.data(), bands_used};
    }
    [[nodiscard]] Money year_scope() const;
    [[nodiscard]] Money year_deductible() const;
    [[nodiscard]] Money of_disease(const std::vector<Counter>& counters) const;
    // chain.cpp: steps 8 to 12
    struct LayerRule {
        Pick ratio;
        Pick adjust;
        Amount threshold;
        bool pays = false;
    };
    Go chain();
    void fill_buckets();
    Go layer(std::size_t index);
    Amount layer_sum(std::size_t index);
    Go layer_rule(std::size_t index, LayerRule& rule);
    Amount layer_value(std::size_t index, const LayerRule& rule, Amount of, Step result);
    Amount layer_value(std::size_t index, const LayerRule& rule, const Exact& of);
    Share layer_share(std::size_t index, const LayerRule& rule, std::size_t band);
    Go layer_limit(std::size_t index, Amount& pays);
    void pay(std::size_t index, Amount amount);
    [[nodiscard]] Money& layer_base(std::size_t index);
    [[nodiscard]] Money& layer_paid(std::size_t index);
    [[nodiscard]] LayerCounter& layer_counter(std::string_view id) const;
    // personal.cpp: steps 13 and 14
    Go personal();
    Go accounts(Amount person);
    Go account_payments();
    [[nodiscard]] Amount covered_by_account(const Pick& covers);
    void accumulate();
    void report();

    const policy::Book& book_;
    const Case& in_;
    const std::vector<Assigned>& assigned_;
    std::optional<Fork> fork_;

public:
    Tape tape{nullptr};
    Outcome* out = nullptr;
    policy::Coordinates at;
    const policy::CompiledScheme* scheme = nullptr;
    const policy::Epoch* epoch = nullptr;
    const policy::Policy* compiled = nullptr;
    policy::Insutype insutype = policy::Insutype::employee;
    policy::Business business = policy::Business::inpatient;
    policy::FilingState state = policy::FilingState::local;
    bool remote = false;
    bool far = false;
    bool place_assumed = false;  ///< the treating region itself is open
    std::uint32_t insured_area = 0;
    std::uint32_t treating_area = 0;
    Date admission;
    Date discharge;
    Date settlement;
    Date policy_day;
    bool dates_known = true;
    bool dates_chosen =
        false;  ///< an ordinary outpatient scheme in place of a chronic one keeps the day
    policy::Level level_unmapped = policy::Level::primary;
    const policy::Row* start_date_said = nullptr;  ///< the last rule whose day was assumed
    Rounding rounding = Rounding::half_up;
    bool merged = false;

    Amount medfee;
    Amount own;
    Amount over;
    Amount pre;
    Amount in_scope;
    Amount first;  ///< account-first payment
    Amount rfp;
    bool rfp_after = false;
    Amount base;          ///< cost that deductible and bands see
    Amount base_counted;  ///< the same within a cost cap
    Amount ded;
    Amount net;
    Amount pooled;
    /// Those that hold a part of the slice. Never constructed as a whole, since most bills reach
    /// few bands and every case would pay for all: only the first `bands_used` have been written.
    union {
        std::array<BandShare, policy::kBandMax> bands;
    };
    std::size_t bands_used = 0;
    Exact over_cap;
    bool cap_on_cost = false;
    Ratio last_ratio;  ///< of the last band reached
    Pick floor_pick;
    Share floor_share;
    policy::FloorBase floor_base = policy::FloorBase::net;
    std::optional<Amount> limit_left;
    std::array<Amount, policy::kBucketCount> bucket;
    Money over_cap_paid;  ///< what layers have paid of the exact over-cap cost
    std::array<Amount, policy::kLayerMax> layer_amount;
    std::array<std::optional<Money>, policy::kLayerMax> layer_left;
    Amount funds;
    Amount account;
    Amount family;
};

}  // namespace yidi::adjudication
