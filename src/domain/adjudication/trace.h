#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/fraction.h"
#include "base/int128.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/policy/pack.h"

/// The trace of one calculation: an ordered list of small records, written while calculating, from
/// which every explanation is rendered and which `replay.h` carries out again. Cheap enough to
/// leave on: no strings, one vector.
namespace yidi::adjudication {

/// What a step means to a person; the labels are in domain/explain.
enum class Step : std::uint8_t {
    medfee_sumamt,    ///< the bill's total
    line_amount,      ///< a line's amount (number: line index)
    line_over,        ///< … over the price limit
    line_within,      ///< … within the price limit
    line_ownpay,      ///< … own expense
    line_preselfpay,  ///< … first-pay of class B
    line_inscope,     ///< … in scope
    fulamt_ownpay_amt,
    overlmt_selfpay,
    preselfpay_amt,
    inscp_scp_amt,
    account_first,       ///< account paid before the pooled step
    first_pay_rate,      ///< the share paid first
    rloc_preselfpay,     ///< remote first-pay
    base,                ///< cost that deductible and bands see
    deductible_rate,     ///< a share, factor or percentage of the deductible
    deductible_percent,  ///< that share of this bill
    deductible_bound,    ///< least, most or floor of the deductible
    deductible_standard,
    deductible_fall,  ///< what comes off from the second admission on
    deductible_nth,
    deductible_factor,
    deductible_again,
    deductible_merge,
    deductible_used,   ///< already counted this year (or month …)
    deductible_limit,  ///< the year's deductibles stop there
    deductible_left,
    act_pay_dedc,
    net,
    band_start,     ///< position where the bands begin
    band_ratio,     ///< the ratio as the pack's table has it
    band_adjusted,  ///< … after the retiree or person rule
    band_remote,    ///< … after the remote rule
    band_slice,     ///< part of the cost in this band
    band_exact,     ///< the same before rounding
    band_pay,
    pool_sum,
    floor_rate,
    floor_pay,
    pool_floored,
    cap_standard,  ///< a limit as the pack has it
    cap_used,      ///< what this year (month …) has used of it
    cap_left,
    cap_paid_before,  ///< exact fund amount of the bands before the one that meets the cap
    cap_cost,         ///< cost at which the cap is met
    over_cap,         ///< cost beyond the point where the cap is met
    hifp_pay,
    layer_counted,  ///< one part of what the layer counts
    layer_base,
    layer_threshold,
    layer_over,  ///< what lies above the threshold
    layer_ratio,
    layer_slice,
    layer_band_pay,
    layer_year,    ///< the layer's yearly base before and after this bill
    layer_before,  ///< yearly value before this bill
    layer_after,
    layer_limit,  ///< the layer's limit as the pack has it
    layer_used,   ///< what has been used of it
    layer_left,   ///< what the layer's limit leaves
    layer_pay,
    fund_pay_sumamt,
    psn_part_amt,
    acct_covers,  ///< what the accounts may pay
    acct_pay,
    acct_mulaid_pay,
    psn_cash_pay,
    balc,
};
inline constexpr std::size_t kStepCount = 68;

/// How `out` follows from `in`. Amounts are exact fractions of a fen; ratios are numbers.
/// `replay.h` carries out exactly this:
/// - The first `in_count` operands are read. `step` stands for the `out` of an earlier entry, the
/// others for themselves (see Operand).
/// - Where a number of operands is named below, it is that number; "…" takes 1 to 4.
/// - The op's exact result is, whatever the op, rounded to a whole number by `rounding` if and only
/// if `rounds` is set.
/// - `out_num / out_den` equals the result; it need not be in lowest terms; `out_den` > 0.
enum class Op : std::uint8_t {
    given,      ///< in[0], a literal of case or pack (not a step)
    sum,        ///< in[0] + in[1] + … (a sum of many is a chain)
    sum_range,  ///< in[0] `number`: a Step's value; in[1] `number` or `step`: an entry's index. The
                ///< sum of the outs of all entries of that step and this entry's `layer`, from that
                ///< index on and before this entry; 0 if none.
    subtract,   ///< in[0] − in[1] − …
    subtract0,  ///< max(0, in[0] − in[1] − …)
    minimum,    ///< least of in[0], in[1], …
    maximum,    ///< greatest of in[0], in[1], …
    multiply,   ///< in[0] × in[1]
    slice,      ///< length of the part of (in[0], in[0]+in[1]] inside (in[2], in[3]]; in[3] may be
                ///< `no_end`
    over_limit,  ///< max(0, in[0] − in[1]) × in[2] in fen: two `price`s and a `quantity`; a price
                 ///< limit above the price gives 0
    add_points,  ///< min(1, in[0] + in[1])
    cut_points,  ///< max(0, in[0] − in[1])
    share,       ///< max(0, 1 − (1 − in[0]) × in[1])
    scale,       ///< in[0] × in[1], a ratio; never rounds
    round,       ///< in[0]; always rounds
    back,  ///< in[0] + (in[1] − in[2]) ÷ in[3], in[3] > 0: the cost at which the cap is met
    times_plus,  ///< min(1, in[0] + in[1] × in[2]): the age formula
};

/// An input: a step's result (`a` = index of an earlier entry), an amount (`a` fen), a ratio
/// (`a`/`b`), a unit price (`a` millionths of a yuan), a count of goods (`a` ten-thousandths), a
/// whole number (`a`), an exact part of a fen (`fraction`: `a`/`b` fen), or the open end of a band.
/// `none`: not used.
struct Operand {
    enum class Kind : std::uint8_t {
        none,
        step,
        amount,
        ratio,
        price,
        quantity,
        number,
        fraction,
        no_end
    };
    Kind kind = Kind::none;
    std::int64_t a = 0;  ///< step index, fen, numerator, micro-yuan, 1e-4
    std::int64_t b = 1;  ///< denominator of a ratio
    static Operand of_step(std::int64_t index) { return {Kind::step, index, 1}; }
    static Operand of(Money money) { return {Kind::amount, money.fen(), 1}; }
    static Operand of(Ratio ratio) { return {Kind::ratio, ratio.num(), ratio.den()}; }
};

/// Result of a step: an exact fraction num/den; amounts in fen.
struct Entry {
    Step step = Step::medfee_sumamt;
    Op op = Op::given;
    Rounding rounding = Rounding::half_up;
    bool rounds = false;       ///< whether `rounding` is applied
    bool is_ratio = false;     ///< `out` is a ratio, not an amount
    std::int8_t layer = -1;    ///< chain layer, −1: none
    std::int16_t number = -1;  ///< line or band index, −1: none
    std::uint8_t in_count = 0;
    std::array<Operand, 4> in;
    Int128 out_num = 0;
    Int128 out_den = 1;
    const policy::Row* rule =
        nullptr;                ///< the pack's row, null where the case or arithmetic decides
    std::uint16_t reading = 0;  ///< which reading of the row
};

/// Why a branch was not taken, for `refused`.
enum class RefusedWhy : std::uint8_t {
    other_condition,  ///< another row of the same parameter applies here
    not_needed,       ///< no remote rule for local care …
    below_deductible,
    cap_not_met,
    base_is_zero,
    not_for_this_person,
};
struct Refused {
    std::uint32_t entry = 0;  ///< entry the refusal stands at
    RefusedWhy why = RefusedWhy::other_condition;
    const policy::Row* rule = nullptr;  ///< the row that does not apply, if one is meant
    std::optional<policy::Parameter> parameter =
        {};  ///< the parameter that was not needed, if one is meant
};

/// Owns the entries. Rows are pointers into the policy, which must outlive the trace.
class Trace {
public:
    void clear() {
        entries_.clear();
        refused_.clear();
    }
    std::int64_t add(const Entry& entry) {
        entries_.push_back(entry);
        return static_cast<std::int64_t>(entries_.size()) - 1;
    }
    void refuse(const Refused& refused) { refused_.push_back(refused); }
    [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
    [[nodiscard]] std::span<const Refused> refused() const { return refused_; }

private:
    std::vector<Entry> entries_;
    std::vector<Refused> refused_;
};

}  // namespace yidi::adjudication
