#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/timetable.h"
#include "domain/ledger/journal.h"

/// Notices of payment and receipt (付款、收款通知书), and the statement of a party.
namespace yidi::clearing {

/// One payment: its payer holds the payment notice, its payee the receipt notice, under one number.
enum class NoticeState : std::uint8_t { issued, handed, paid, received };
inline constexpr std::size_t kNoticeStateCount = 4;
[[nodiscard]] std::string_view name(NoticeState state);

/// Where the money went, as finance confirms it.
struct BankReference {
    std::string bank;
    std::string serial_no;  ///< 交易流水号
    Date date;
    bool operator==(const BankReference&) const = default;
};

struct Notice {
    std::string number;  ///< "QS202603-130000-120000": month, payer, payee
    Month month;
    Direction direction;
    Money amount;
    NoticeState state = NoticeState::issued;
    std::int64_t seq = 1;  ///< events so far, the issue included
    Date published;
    std::optional<BankReference> payment;
    std::optional<BankReference> receipt;
    std::int32_t late_days = 0;  ///< of the last step
    bool operator==(const Notice&) const = default;
};

/// The notices of a month: one for each direction above zero, sorted. A direction of zero has none;
/// one below zero is carried before (carry_negatives).
/// Requires  no direction below zero (asserted).   Source    docs/domain/clearing.md C4, C10.
[[nodiscard]] std::vector<Notice> notices_of(Month month, std::span<const Line> lines,
                                             Date published);

/// A step of a notice: handed by the payer's agency, paid by the payer's finance with its bank
/// reference, received by the payee's agency or finance with its own.
struct NoticeStep {
    NoticeState to = NoticeState::handed;
    Instant at;
    BankReference bank = {};  ///< of paid and received
};
/// Errors    not_allowed: another party or role; changed_meanwhile: another step is due;
///           missing_key: no bank or serial number; bad_date: a day before the notice, before the
///           payment, or after today.
[[nodiscard]] Result<Notice> advance_notice(const Notice& before, const Actor& actor,
                                            const NoticeStep& step,
                                            const std::array<DatedStep, 3>& days);

/// Notices that are not received yet.
[[nodiscard]] std::int64_t open_notices(std::span<const Notice> notices);

/// The double entry of a paid notice: the insured area's clearing accounts are discharged fund by
/// fund, its funds bear it, and the money goes from its fiscal account to the treating area's.
/// `lines` are those of the month; their sum for this direction is the notice's amount (asserted).
[[nodiscard]] ledger::Entry entry_of(const Notice& notice, std::span<const Line> lines);

/// One line of a party's statement of a month.
struct StatementRow {
    bool is_receivable = false;  ///< else payable
    std::uint32_t counterpart = 0;
    Kind kind;
    Origin origin = Origin::settled;
    std::int64_t about = 0;
    std::int64_t rows = 0;
    Money amount;
    std::string notice;  ///< its number; empty: the direction has none
    bool operator==(const StatementRow&) const = default;
};
/// Receivables first, by counterpart, kind and origin.
[[nodiscard]] std::vector<StatementRow> statement_of(std::uint32_t party,
                                                     std::span<const Line> lines,
                                                     std::span<const Notice> notices);

}  // namespace yidi::clearing
