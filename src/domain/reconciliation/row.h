#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

/// Two books of the same settlements, held against each other (docs/design/reconciliation.md).
namespace yidi::reconciliation {

/// What a book may tell of a settlement's money. Names are the national elements'.
enum class Amount : std::uint8_t {
    medfee_sumamt,
    fund_pay_sumamt,
    hifp_pay,
    cvlserv_pay,
    hifes_pay,
    hifmi_pay,
    hifob_pay,
    hifdm_pay,
    maf_pay,
    oth_pay,
    hosp_part_amt,
    acct_pay,
    acct_mulaid_pay,
    psn_cash_pay,
    psn_part_amt,
};
inline constexpr std::size_t kAmountCount = 15;
[[nodiscard]] std::string_view name(Amount amount);
/// Every amount, the total first.
[[nodiscard]] std::array<Amount, kAmountCount> amounts();

/// The amounts that a book tells; the others are not known, which is not zero.
class Amounts {
public:
    void tell(Amount which, Money amount) {
        amounts_[index(which)] = amount;
        told_ = static_cast<std::uint16_t>(told_ | bit(which));
    }
    [[nodiscard]] bool tells(Amount which) const { return (told_ & bit(which)) != 0; }
    [[nodiscard]] std::optional<Money> of(Amount which) const {
        return tells(which) ? std::optional{amounts_[index(which)]} : std::nullopt;
    }
    [[nodiscard]] Money total() const { return amounts_[index(Amount::medfee_sumamt)]; }
    [[nodiscard]] Amounts negated() const;

    friend auto operator<=>(const Amounts&, const Amounts&) = default;

private:
    static std::size_t index(Amount which) { return static_cast<std::size_t>(which); }
    static unsigned bit(Amount which) { return 1U << index(which); }

    std::array<Money, kAmountCount> amounts_{};  ///< zero where not told
    std::uint16_t told_ = 0;
};

/// A month of clearing.
struct Month {
    std::int32_t year = 1970;
    std::uint32_t month = 1;  ///< 1 to 12
    friend auto operator<=>(const Month&, const Month&) = default;
};
/// "2026-05".
[[nodiscard]] std::string to_string(Month month);

enum class State : std::uint8_t {
    standing,
    reversed,  ///< a settlement that was taken back, told by a mark on its own row
    reversal,  ///< a row of its own that takes a settlement back; its amounts are negative
};

/// A settlement, or a reversal, as one book tells it. Texts that it does not tell are empty.
struct Row {
    std::string setl_id;
    std::string mdtrt_id;
    std::string psn_no;
    std::string certno;
    std::optional<Date> day;  ///< of the settlement
    std::optional<Month> month;
    Amounts amounts;  ///< the total is told
    State state = State::standing;
    std::string reverses;  ///< setl_id of what a reversal takes back
    friend auto operator<=>(const Row&, const Row&) = default;
};

/// What a book says of being taken back, as a state: a mark beside a positive total is `reversed`,
/// unless the row names another that it takes back; then its amounts are told without their sign
/// and get it here. A negative total is a reversal, marked or not.
void set_state(Row& row, bool is_marked);

/// What each book tells, added up; an amount that some rows do not tell is the sum of the others.
/// Errors    limit_exceeded: a sum above half of what Money holds.
[[nodiscard]] Result<Amounts> sum_of(std::span<const Row> rows);

/// Everything that a row says, as one text: equal texts for equal rows only.
[[nodiscard]] std::string content_of(const Row& row);

}  // namespace yidi::reconciliation
