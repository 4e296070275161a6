#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/notice.h"
#include "domain/clearing/timetable.h"

/// A clearing month from its opening to its close.
namespace yidi::app {

/// A month as it stands, with what it is held against.
struct MonthView {
    clearing::Cycle cycle;
    clearing::Timetable timetable;
    std::vector<clearing::CycleEvent> events;
    std::vector<std::uint32_t> parties;   ///< that confirm, and later those that sign; sorted
    std::vector<clearing::Line> lines;    ///< none before the tables are made
    std::vector<clearing::Line> carried;  ///< into the next month
    std::vector<clearing::Notice> notices;
};
/// Errors    bad_value: the month was never opened; rule_unknown.
[[nodiscard]] Result<MonthView> month_view(ports::Session& session, const ClearingContext& context,
                                           clearing::Month month);
/// Every month that was opened, the latest first.
[[nodiscard]] Result<std::vector<clearing::Cycle>> months(ports::Session& session,
                                                          const ClearingContext& context);

/// Months are opened one after the other, from any first one on: what a month carries over is taken
/// up by the next.
/// Errors    inconsistent: another month comes next; those of clearing::next_event.
[[nodiscard]] Result<clearing::Cycle> open_month(ports::Session& session,
                                                 const ClearingContext& context,
                                                 const clearing::Actor& actor,
                                                 clearing::Month month);
/// The treating party: what its institutions have billed is as they say.
/// Errors    those of clearing::next_event.
[[nodiscard]] Result<clearing::Cycle> confirm_month(ports::Session& session,
                                                    const ClearingContext& context,
                                                    const clearing::Actor& actor,
                                                    clearing::Month month);

struct TablesRequest {
    clearing::Month month;
    /// Of insured parties whose books lie in other stores.
    std::vector<clearing::Line> told = {};
};
struct TablesReply {
    clearing::Cycle cycle;
    std::int64_t placed = 0;
    std::int64_t refused = 0;
    std::int64_t left = 0;
};
/// Places the bills, adds what is carried, disputed and deducted, and writes the month's lines.
/// A month for which no bill waits needs no confirmation; where nothing else stands in its tables
/// either, they are empty, and signed by nobody.
/// Errors    inconsistent: the tables of an earlier month are not made, or there are bills and
///           nobody has confirmed.
[[nodiscard]] Result<TablesReply> make_tables(ports::Session& session,
                                              const ClearingContext& context,
                                              const clearing::Actor& actor,
                                              const TablesRequest& request);

struct SignRequest {
    clearing::Month month;
    /// What the party's own book says where it lies in another store; empty: it lies in this one.
    std::optional<std::vector<clearing::Line>> own = {};
};
/// A difference that was registered when days were held against each other keeps nobody from
/// signing: the tables are not edited, and what mends it comes in a later month
/// (internal/reserved.h). Errors    inconsistent: the tables say something else than the party's
/// own book, with the first
///           direction and both sums.
[[nodiscard]] Result<clearing::Cycle> sign_month(ports::Session& session,
                                                 const ClearingContext& context,
                                                 const clearing::Actor& actor,
                                                 const SignRequest& request);
/// The directions in which the tables of a month differ from a party's own book, registered
/// differences apart where both books lie in this store.
[[nodiscard]] Result<std::vector<clearing::Disagreement>> against_own_book(
    ports::Session& session, std::uint32_t party, const SignRequest& request);

/// Writes the notices.
[[nodiscard]] Result<clearing::Cycle> publish_month(ports::Session& session,
                                                    const ClearingContext& context,
                                                    const clearing::Actor& actor,
                                                    clearing::Month month);
/// Errors    inconsistent: a notice is not received.
[[nodiscard]] Result<clearing::Cycle> close_month(ports::Session& session,
                                                  const ClearingContext& context,
                                                  const clearing::Actor& actor,
                                                  clearing::Month month);

struct NoticeRequest {
    std::string number;
    clearing::NoticeState to = clearing::NoticeState::handed;
    clearing::BankReference bank = {};
};
/// A step of a notice; paying posts its entry.
/// Errors    bad_value: no such notice; those of clearing::advance_notice.
[[nodiscard]] Result<clearing::Notice> step_notice(ports::Session& session,
                                                   const ClearingContext& context,
                                                   const clearing::Actor& actor,
                                                   const NoticeRequest& request);

}  // namespace yidi::app
