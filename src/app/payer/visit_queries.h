#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/fees.h"
#include "app/payer/visits.h"

/// What is known of a person's visits.
namespace yidi::payer {

/// What a message told of a visit.
struct Told {
    std::string details;
    std::int64_t seq = 0;  ///< of the visit's event
    Instant at;
    std::string opter;  ///< who sent it; empty where that is not known
};
struct VisitView {
    settlement::Visit visit;
    std::vector<Told> told;  ///< in order
    registry::Institution institution;
    registry::Insurance insurance;  ///< that the visit is of
    bool civil_servant = false;     ///< by the register, when it began
};
struct VisitsReply {
    registry::Person person;
    std::vector<VisitView> visits;
};

/// 5201.
struct VisitsQuery {
    Caller caller;
    std::string psn_no;
    Instant from;
    std::optional<Instant> to;  ///< empty: now
    std::string med_type;
    std::string mdtrt_id;  ///< empty: any
};
/// The person's visits in the caller's institution that began in the period and are not cancelled.
/// Errors    bad_value: nobody's number, or no number of ours.
[[nodiscard]] Result<VisitsReply> query_visits(ports::Session& session, const Context& context,
                                               const VisitsQuery& request);

/// 5202. Errors    bad_value: no such visit of this person here.
[[nodiscard]] Result<VisitView> query_visit(ports::Session& session, const Context& context,
                                            const VisitRequest& request);

/// 5303.
struct StaysQuery {
    Caller caller;
    std::string psn_no;
    std::optional<Instant> from;  ///< only those that began from here …
    std::optional<Instant> to;    ///< … to here
};
/// The stays that go on, in whichever institution.
/// Errors    bad_value: nobody's number.
[[nodiscard]] Result<VisitsReply> query_stays(ports::Session& session, const Context& context,
                                              const StaysQuery& request);

/// 5205.
struct ChronicDrugsQuery {
    Caller caller;
    std::string psn_no;
    Instant from;
    std::optional<Instant> to;  ///< empty: now
};
struct ChronicDrug {
    LineView line;
    std::int64_t mdtrt_id = 0;
    registry::Institution institution;
};
/// The drugs of settled chronic visits, in whichever institution.
/// Errors    bad_value: nobody's number.
[[nodiscard]] Result<std::vector<ChronicDrug>> query_chronic_drugs(
    ports::Session& session, const Context& context, const ChronicDrugsQuery& request);

}  // namespace yidi::payer
