#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/timetable.h"

namespace yidi::app::internal {

/// A month as its events leave it, and who takes part.
struct CycleNow {
    std::optional<clearing::Cycle> cycle;  ///< empty: never opened
    clearing::Timetable timetable;
    std::vector<clearing::CycleEvent> events;
    std::vector<std::uint32_t> parties;
};
[[nodiscard]] Result<CycleNow> cycle_now(ports::Session& session, const ClearingContext& context,
                                         clearing::Month month);
/// The months in which a step was done, sorted, each once.
[[nodiscard]] Result<std::vector<clearing::Month>> months_with(ports::Session& session,
                                                               clearing::CycleEventKind kind);
/// Takes the next step, if the core allows it, and writes it.
[[nodiscard]] Result<clearing::Cycle> step_cycle(ports::Session& session,
                                                 const ClearingContext& context,
                                                 const clearing::Actor& actor,
                                                 clearing::Month month,
                                                 clearing::CycleEventKind kind);

/// The day on which the tables of a month were made; empty: they are not, or nobody opened it.
[[nodiscard]] Result<std::optional<Date>> tables_day(ports::Session& session,
                                                     clearing::Month month);
/// What an institution is told that would change what stands in tables.
[[nodiscard]] tl::unexpected<Error> tables_are_made(std::string_view field, Date tables);

/// What disputes and deductions put into the tables of a month, and what that changes of them.
/// Posts what an institution bears.
[[nodiscard]] Result<std::vector<clearing::Line>> lines_of_matters(ports::Session& session,
                                                                   const ClearingContext& context,
                                                                   clearing::Month month);

}  // namespace yidi::app::internal
