#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/rules.h"
#include "domain/clearing/working_days.h"

/// Inquiries about a stay (费用协查) and what is deducted from institutions.
namespace yidi::clearing {

enum class InquiryState : std::uint8_t {
    asked,     ///< by the insured side
    refused,   ///< by the treating side, with a reason; may be asked again
    accepted,  ///< being looked into
    answered,  ///< what was found
    closed,    ///< the insured side has taken note
};
inline constexpr std::size_t kInquiryStateCount = 5;
[[nodiscard]] std::string_view name(InquiryState state);

enum class Finding : std::uint8_t {
    none,     ///< not answered yet
    correct,  ///< the bill stands
    partly,   ///< some of it is not owed
    false_bill,
};
inline constexpr std::size_t kFindingCount = 4;
[[nodiscard]] std::string_view name(Finding finding);

struct Inquiry {
    std::int64_t id = 0;
    Direction direction;
    std::int64_t setl_id = 0;
    Money medfee;  ///< total of the stay
    InquiryState state = InquiryState::asked;
    std::int64_t seq = 1;
    Date due;                     ///< of the step that is awaited
    bool is_provisional = false;  ///< `due` rests on a year without a notice
    Finding finding = Finding::none;
    Money not_owed;      ///< of the funds' part, as found
    std::string reason;  ///< of the last step
    bool operator==(const Inquiry&) const = default;
};

/// A stay that the insured side doubts.
struct InquiryRequest {
    std::int64_t id = 0;
    Direction direction;
    std::int64_t setl_id = 0;
    Money medfee;
    Date today;
    std::string reason;
};
/// Errors    not_allowed: not above the amount from which may be asked, or not by the insured
/// side's
///           agency; missing_key: no reason.   Source    docs/domain/clearing.md Q1, Q2.
[[nodiscard]] Result<Inquiry> ask(const InquiryRequest& request, const Actor& actor,
                                  const Terms& terms, const WorkingDays& days);

struct InquiryStep {
    InquiryState to = InquiryState::accepted;
    Date today;
    std::string reason;  ///< of a refusal and an answer
    Finding finding = Finding::none;
    Money not_owed = {};
};
/// The treating side refuses, accepts or answers; the insured side closes an answered one.
/// Errors    not_allowed: the other side's step; changed_meanwhile: the state does not take it;
///           missing_key: no reason; inconsistent: a finding that does not go with its amount.
[[nodiscard]] Result<Inquiry> advance_inquiry(const Inquiry& before, const Actor& actor,
                                              const InquiryStep& step, const Terms& terms,
                                              const WorkingDays& days);
/// Whether the awaited step is late.
[[nodiscard]] bool is_overdue(const Inquiry& inquiry, Date today);

/// Why the treating side keeps back what a fund would pay to an institution.
enum class DeductionKind : std::uint8_t {
    review,          ///< 审核扣款
    audit,           ///< 稽核、飞行检查
    prepaid_offset,  ///< an advance to the institution, set off
    retention,       ///< 质量保证金, paid later
    other,
};
inline constexpr std::size_t kDeductionKindCount = 5;
[[nodiscard]] std::string_view name(DeductionKind kind);
/// Whether it lowers what the insured area owes: a review or audit finds that the money was never
/// owed; the rest is between the treating area and its institution.
[[nodiscard]] bool lowers_payable(DeductionKind kind);

struct Deduction {
    std::int64_t id = 0;
    DeductionKind kind = DeductionKind::review;
    Direction direction;
    Kind money;
    std::string fixmedins_code;
    std::int64_t setl_id = 0;  ///< 0: not about one settlement
    Money decided;             ///< above zero, until the bill is taken back
    Money deducted;            ///< actually kept back so far
    std::string reason;

    [[nodiscard]] Money open() const { return decided - deducted; }
    bool operator==(const Deduction&) const = default;
};
/// Keeps back what is open, as far as the institution's payment of the month goes.
/// Returns   the deduction after it. Errors    bad_amount: nothing was decided.
[[nodiscard]] Result<Deduction> keep_back(const Deduction& before, Money payment);
/// The line of an open month by which what was kept back since `before` is netted; empty where it
/// does not lower the payable, or nothing was kept back.   Source    C11.
[[nodiscard]] std::optional<Line> netted(const Deduction& before, const Deduction& after);

}  // namespace yidi::clearing
