#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/registry/records.h"
#include "ports/store.h"

/// Looking institutions up, before a journey: by what a person remembers of the name and needs
/// there. Reads only.
namespace yidi::app {

/// What is empty is not asked.
struct InstitutionQuery {
    std::string name;         ///< a part, its pinyin or initials; words separated by blanks
    std::uint32_t place = 0;  ///< a county, a city (PPCC00) or a province (PP0000) with all in it
    std::string hosp_lv;      ///< "02", or the first digit of "三级" and so on: "3", "2", "1"
    std::string fixmedins_type;
    std::optional<policy::Business> business;  ///< open to patients from elsewhere
    std::string disease;     ///< chronic care that is open for it, or for which that is not stated
    std::size_t limit = 20;  ///< 1 to kInstitutionsMax
    std::string after;       ///< InstitutionsFound::after of the page before
};
inline constexpr std::size_t kInstitutionsMax = 100;

struct InstitutionsFound {
    std::vector<registry::Institution> found;  ///< by place and code, without their keys
    std::string after;                         ///< where the next page begins; empty: no more
};

/// Errors    missing_key: nothing is asked; bad_value: a name of more than 64 characters, a level,
///           limit or mark that is none; busy: the index is not made yet (upkeep.h).
[[nodiscard]] Result<InstitutionsFound> find_institutions(ports::Session& session,
                                                          const InstitutionQuery& query);

}  // namespace yidi::app
