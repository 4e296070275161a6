#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "app/payer/line_texts.h"
#include "domain/settlement/records.h"

/// Rows of visits: their events, their lines, the holds of pre-settlements.
namespace yidi::payer::internal {

using ports::Session;
using registry::Pid;
using settlement::Visit;

/// What an event leaves behind beside the visit itself.
struct VisitEvent {
    std::string_view event;  ///< "registered", "changed", …
    Instant at;
    std::string msgid;
};

/// Appends the event after which the visit is so; counts `seq` up.
[[nodiscard]] Result<void> append(Session& session, ports::Vault& vault, Visit& visit,
                                  const VisitEvent& event);
/// As the last event leaves it, without `details`. Empty: no such visit of this person.
[[nodiscard]] Result<std::optional<Visit>> find_visit(Session& session, Pid pid,
                                                      std::int64_t mdtrt_id);
/// The details of that last event, opened.
[[nodiscard]] Result<std::string> details_of(Session& session, const ports::Vault& vault,
                                             const Visit& visit);

/// A person's visits as their last events leave them, by number, without `details`.
[[nodiscard]] Result<std::vector<Visit>> visits_of(Session& session, Pid pid);
/// The visit after each of its events, with what was told then.
struct ToldVisit {
    Visit visit;  ///< with its details
    Instant at;
    std::string msgid;
};
[[nodiscard]] Result<std::vector<ToldVisit>> history_of(Session& session, const ports::Vault& vault,
                                                        const Visit& visit);

/// What an upload says that no rule reads.
struct UploadTexts {
    std::string opter_name;
    std::vector<LineTexts> lines;  ///< of each line, in order; none where nothing is said
};

/// An upload of lines, or the withdrawing of some by their serials.
struct FeeEvent {
    std::int64_t seq = 0;
    bool withdraws = false;
    std::vector<settlement::PricedLine> lines;
    std::vector<std::string> withdrawn;
    UploadTexts texts = {};  ///< written only: rows_line_texts.h reads them
};
struct FeeKey {
    Pid pid = 0;
    std::int64_t mdtrt_id = 0;
};
[[nodiscard]] Result<void> insert(Session& session, const Context& context, const FeeKey& key,
                                  const FeeEvent& event, const std::string& msgid);
[[nodiscard]] Result<std::vector<FeeEvent>> fee_events_of(Session& session, const FeeKey& key);

[[nodiscard]] Result<void> put(Session& session, const settlement::Hold& hold);
[[nodiscard]] Result<void> erase_hold(Session& session, const settlement::Hold& hold);
/// What is held of a person's limits and money: by the person's own bills, and by relatives' bills
/// of the person's account.
[[nodiscard]] Result<std::vector<settlement::Hold>> holds_of(Session& session, Pid pid);
[[nodiscard]] Result<std::vector<settlement::Hold>> holds_of(Session& session, Pid pid,
                                                             std::int64_t mdtrt_id);
/// Of every person, for verify.
[[nodiscard]] Result<std::vector<settlement::Hold>> all_holds(Session& session);

/// Reads one row of `visit`, for whole-table scans.
[[nodiscard]] Result<Visit> read_visit(const ports::Row& row);

}  // namespace yidi::payer::internal
