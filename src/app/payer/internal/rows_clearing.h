#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/book.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/notice.h"
#include "domain/clearing/placing.h"
#include "domain/ledger/trial_balance.h"

/// Rows of clearing (docs/design/clearing.md).
namespace yidi::payer::internal {

/// The value of an enumeration that `name` gives, of so many.
template <class Enum>
[[nodiscard]] std::optional<Enum> parse_named(std::string_view text, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

/// A month as the tables count it, and back.
[[nodiscard]] std::int64_t number_of(clearing::Month month);
[[nodiscard]] clearing::Month month_of(std::int64_t number);

/// Whether the bill is new: a number that the holder's book has already changes nothing.
[[nodiscard]] Result<bool> book(ports::Session& session, std::uint32_t holder,
                                const clearing::BookedBill& bill, Instant at);
[[nodiscard]] Result<std::optional<clearing::BookedBill>> find_bill(ports::Session& session,
                                                                    std::uint32_t holder,
                                                                    std::int64_t setl_id);
struct HeldBill {
    std::uint32_t holder = 0;
    clearing::BookedBill bill;
};
[[nodiscard]] Result<HeldBill> read_bill(const ports::Row& row);
/// The bills of some days, both ends included.
[[nodiscard]] Result<std::vector<clearing::BookedBill>> bills_between(ports::Session& session,
                                                                      std::uint32_t holder,
                                                                      Date from, Date to);
/// What reverses or corrects a bill.
[[nodiscard]] Result<std::vector<clearing::BookedBill>> bills_about(ports::Session& session,
                                                                    std::uint32_t holder,
                                                                    std::int64_t original);
/// Which bill, in whose book.
struct BillKey {
    std::uint32_t holder = 0;
    std::int64_t setl_id = 0;
    auto operator<=>(const BillKey&) const = default;
};
/// In order of holder and number; `holder` empty: every book of this store.
[[nodiscard]] Result<std::vector<BillKey>> waiting(ports::Session& session,
                                                   std::optional<std::uint32_t> holder = {});

struct PlaceRow {
    BillKey key;
    clearing::Month decided_in;
    clearing::Placing placing;
    Instant at;
};
/// Writes the place and takes the bill from those that wait.
[[nodiscard]] Result<void> insert(ports::Session& session, const PlaceRow& one);
[[nodiscard]] Result<std::optional<PlaceRow>> find_place(ports::Session& session,
                                                         const BillKey& key);
[[nodiscard]] Result<PlaceRow> read_place(const ports::Row& row);
/// What was decided when a month's tables were made, of one book.
[[nodiscard]] Result<std::vector<PlaceRow>> places_in(ports::Session& session, std::uint32_t holder,
                                                      clearing::Month month);

[[nodiscard]] Result<void> insert(ports::Session& session, const clearing::CycleEvent& one);
[[nodiscard]] Result<std::vector<clearing::CycleEvent>> events_of(ports::Session& session,
                                                                  clearing::Month month);
[[nodiscard]] Result<std::vector<clearing::CycleEvent>> all_events(ports::Session& session);

/// A month's lines, and those that the next begins with.
[[nodiscard]] Result<void> insert(ports::Session& session, clearing::Month month,
                                  const clearing::Carried& lines);
[[nodiscard]] Result<clearing::Carried> lines_in(ports::Session& session, clearing::Month month);

struct NoticeRow {
    clearing::Notice notice;  ///< as the step leaves it
    Instant at;
    std::string by;
};
[[nodiscard]] Result<void> insert(ports::Session& session, const NoticeRow& one);
/// As its last step left it; `steps`, where wanted, gets each.
[[nodiscard]] Result<std::optional<clearing::Notice>> find_notice(
    ports::Session& session, const std::string& number, std::vector<NoticeRow>* steps = nullptr);
/// Sorted by number.
[[nodiscard]] Result<std::vector<clearing::Notice>> notices_in(ports::Session& session,
                                                               clearing::Month month);

/// What two parties have between them beside bills.
enum class MatterKind : std::uint8_t { dispute, deduction, inquiry, prepayment, increase };
inline constexpr std::size_t kMatterKindCount = 5;
[[nodiscard]] std::string_view name(MatterKind kind);
struct Matter {
    MatterKind kind = MatterKind::dispute;
    std::int64_t id = 0;
    std::int64_t seq = 1;
    clearing::Direction direction;
    std::int64_t setl_id = 0;
    std::string fixmedins_code;
    clearing::Kind money;
    std::string sort;  ///< of a deduction its kind, of a prepayment why
    std::string state;
    Money amount;
    Money done;  ///< deducted, not owed, granted, or prepaid before
    Date day;    ///< of this step
    std::optional<Date> due;
    bool is_provisional = false;
    std::string finding;
    std::string reason;
    Instant at;
    std::string by;
    std::optional<Date> bank_date;  ///< of the payment or receipt that this step tells
};
[[nodiscard]] Result<void> insert(ports::Session& session, const Matter& one);
/// Every step, the first one first; empty: there is no such matter.
[[nodiscard]] Result<std::vector<Matter>> steps_of(ports::Session& session, MatterKind kind,
                                                   std::int64_t id);
/// The last step of each, by id.
[[nodiscard]] Result<std::vector<Matter>> matters(ports::Session& session, MatterKind kind);

/// Errors    invariant_violated: it does not balance. An entry without legs is left out.
[[nodiscard]] Result<void> insert_entry(ports::Session& session, const std::string& about,
                                        Instant at, const ledger::Entry& entry);
[[nodiscard]] Result<std::vector<ledger::DatedEntry>> clearing_entries(ports::Session& session);

}  // namespace yidi::payer::internal
