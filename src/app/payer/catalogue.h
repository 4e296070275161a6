#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "app/payer/page.h"
#include "domain/registry/records.h"

/// What a treating region's catalogue holds, for institutions to read (1301–1319). Reads only.
namespace yidi::payer {

/// What is empty asks for everything.
struct CatalogueFilter {
    std::string med_list_codg;
    std::string name;  ///< a part of it
    std::string list_type;
    std::string med_chrgitm_type;
    std::string chrgitm_lv;
    std::optional<bool> lmt_used_flag;
    bool is_price_limited = false;  ///< only what has a price limit
    std::optional<Date> since;      ///< begun on this day or later
    std::optional<Date> on;         ///< in force on this day
    std::optional<bool> is_valid;   ///< ends, or has ended by today
};
struct CatalogueQuery {
    Caller caller;
    std::uint32_t admdvs = 0;  ///< whose catalogue; 0: that of the institution's place
    CatalogueFilter filter;
    PageRequest page;
};
/// By code, and then by day.
/// Errors    bad_value: no such institution, or a page that is none.
[[nodiscard]] Result<Page<registry::CatalogueItem>> query_catalogue(ports::Session& session,
                                                                    const Context& context,
                                                                    const CatalogueQuery& query);

/// Every interval of every item of one kind, by code and then by day.
struct CatalogueExtract {
    std::uint32_t admdvs = 0;
    std::vector<registry::CatalogueItem> items;
};
/// Errors    bad_value: no such institution.
[[nodiscard]] Result<CatalogueExtract> extract_catalogue(ports::Session& session,
                                                         const Context& context,
                                                         const Caller& caller,
                                                         const std::string& list_type);

}  // namespace yidi::payer
