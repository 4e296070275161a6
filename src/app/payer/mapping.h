#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "app/payer/page.h"

/// Which item of the catalogue an institution's own item is (3301, 3302, 1317).
namespace yidi::payer {

struct Mapping {
    std::string medins_list_codg;  ///< the institution's own number
    std::string medins_list_name;
    std::string med_list_codg;  ///< the catalogue's
    std::string list_type;
    Date begndate;
    std::optional<Date> enddate;
    std::string aprvno;
    std::string dosform;
    std::string exct_cont;
    std::string item_cont;
    std::string prcunt;
    std::string spec;
    std::string pacspec;
    std::string memo;
    Instant at;  ///< when it came; set by the use case
};

struct UploadMappings {
    Caller caller;
    std::vector<Mapping> mappings;
};
/// 3301. A second upload of the same pair of codes replaces the first.
/// Errors    bad_value: an item that the region's catalogue does not have, or has as another kind;
///           inconsistent: an end before the beginning.
[[nodiscard]] Result<void> upload_mappings(ports::Session& session, const Context& context,
                                           const UploadMappings& request);

struct UndoMapping {
    Caller caller;
    std::string medins_list_codg;
    std::string med_list_codg;
};
/// 3302. False: it had been undone before, and nothing is written.
/// Errors    bad_value: no such mapping.
[[nodiscard]] Result<bool> undo_mapping(ports::Session& session, const Context& context,
                                        const UndoMapping& request);

/// What is empty asks for everything of the institution.
struct MappingQuery {
    Caller caller;
    std::string medins_list_codg;
    std::string medins_list_name;  ///< a part of it
    std::string med_list_codg;
    std::string list_type;
    std::optional<Date> since;  ///< came on this day or later
    std::optional<Date> on;     ///< in force on this day
    PageRequest page;
};
/// 1317: what stands, by the institution's numbers. Reads only.
/// Errors    bad_value: a page that is none.
[[nodiscard]] Result<Page<Mapping>> query_mappings(ports::Session& session, const Context& context,
                                                   const MappingQuery& query);

}  // namespace yidi::payer
