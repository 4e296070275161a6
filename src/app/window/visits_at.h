#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "app/window/person_named.h"
#include "domain/settlement/records.h"

/// What goes on at an institution, for those who stand at its counter. Reads only.
namespace yidi::app {

enum class Stage : std::uint8_t {
    registered,   ///< an outpatient visit of which no line waits
    in_hospital,  ///< a stay that goes on
    to_settle,    ///< lines wait: of an outpatient visit, or of a stay that has ended
    pre_settled,  ///< the same, and a pre-settlement holds limits
    discharged,   ///< an ended stay without lines
    settled,      ///< nothing waits, and a settlement stands
    cancelled,
};
[[nodiscard]] std::string_view name(Stage stage);
[[nodiscard]] constexpr bool is_open(Stage stage) {
    return stage != Stage::settled && stage != Stage::cancelled;
}

/// A visit with what of it waits.
struct VisitNow {
    settlement::Visit visit;  ///< without its details
    Stage stage = Stage::registered;
    PersonNamed person;
    std::int64_t lines = 0;
    std::int64_t open_lines = 0;
    Money open_sumamt;
    std::optional<Instant> held_until;  ///< of a pre-settlement that has not run out
    std::optional<std::int64_t> days;   ///< of a stay: full days so far, or in all
};

enum class Which : std::uint8_t { open, settled, all };

struct VisitsQuery {
    std::string fixmedins_code;
    Which which = Which::open;
    std::size_t limit = 200;
};
struct VisitsNow {
    std::vector<VisitNow> visits;  ///< stays before other visits, of each the latest first
    bool is_cut = false;           ///< there may be more
};
/// Of each kind of visit this many are looked at, those of which something was said last. So a
/// counter's list costs the same however long the institution has been there.
inline constexpr std::size_t kVisitsLookedAt = 1'000;

[[nodiscard]] Result<VisitsNow> visits_at(ports::Session& session, const payer::Context& context,
                                          const VisitsQuery& query);
/// One visit of the institution's.
/// Errors    bad_value: no such visit of this person here.
[[nodiscard]] Result<VisitNow> visit_now(ports::Session& session, const payer::Context& context,
                                         const settlement::Visit& visit);

}  // namespace yidi::app
