#include "app/payer/catalogue.h"

#include <functional>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "ports/tables.h"

namespace yidi::payer {
namespace {

using ports::Session;
using registry::CatalogueItem;

/// Where the institution's patients are treated, as lines are priced.
Result<std::uint32_t> area_of(Session& session, const Context& context, const Caller& caller) {
    YIDI_TRY(const auto institution, internal::find_institution(session, caller.fixmedins_code));
    if (!institution) {
        return internal::refuse(ErrorCode::bad_value, "fixmedins_code",
                                "the code of a known institution",
                                "have the institution registered", "no institution has this code");
    }
    return context.book.regions().pooling_area(institution->admdvs);
}

bool is_in_force(const CatalogueItem& item, Date day) {
    return item.begndate <= day && (!item.enddate || *item.enddate >= day);
}

bool has_ended(const CatalogueItem& item, Date today) {
    return item.enddate && *item.enddate < today;
}

/// Whether a text is asked for: by none, or by this one.
bool is_any_or(const std::string& asked, const std::string& value) {
    return asked.empty() || asked == value;
}

bool fits_texts(const CatalogueFilter& filter, const CatalogueItem& item) {
    return is_any_or(filter.list_type, item.list_type) &&
           is_any_or(filter.med_chrgitm_type, item.med_chrgitm_type) &&
           is_any_or(filter.chrgitm_lv, item.chrgitm_lv) &&
           item.name.find(filter.name) != std::string::npos;
}

bool fits(const CatalogueFilter& filter, const CatalogueItem& item, Date today) {
    const bool fits_days = (!filter.since || item.begndate >= *filter.since) &&
                           (!filter.on || is_in_force(item, *filter.on)) &&
                           (!filter.is_valid || has_ended(item, today) != *filter.is_valid);
    const bool fits_flags = (!filter.is_price_limited || item.pric_uplmt_amt) &&
                            (!filter.lmt_used_flag || item.lmt_used_flag == *filter.lmt_used_flag);
    return fits_days && fits_flags && fits_texts(filter, item);
}

/// Calls `take` for each item of an area, or of one code there.
Result<void> for_each(Session& session, std::uint32_t admdvs, const std::string& code,
                      const std::function<void(CatalogueItem)>& take) {
    ports::Range range;
    range.prefix = {ports::Value{std::int64_t{admdvs}}};
    if (!code.empty()) {
        range.prefix.emplace_back(code);
    }
    Result<void> state;
    YIDI_TRY_VOID(
        session.scan(ports::spec(ports::Table::catalogue), {}, range, [&](const ports::Row& row) {
            Result<CatalogueItem> item = internal::read_item(row);
            if (!item) {
                state = fail(std::move(item).error());
                return false;
            }
            take(*std::move(item));
            return true;
        }));
    return state;
}

}  // namespace

Result<Page<CatalogueItem>> query_catalogue(Session& session, const Context& context,
                                            const CatalogueQuery& query) {
    YIDI_TRY_VOID(check(query.page));
    std::uint32_t area = 0;
    if (query.admdvs == 0) {
        YIDI_TRY(area, area_of(session, context, query.caller));
    } else {
        area = context.book.regions().pooling_area(query.admdvs);
    }
    Page<CatalogueItem> page{.request = query.page, .count = 0, .rows = {}};
    const Date today = context.now.date();
    YIDI_TRY_VOID(for_each(session, area, query.filter.med_list_codg, [&](CatalogueItem item) {
        if (fits(query.filter, item, today)) {
            page.add(std::move(item));
        }
    }));
    return page;
}

Result<CatalogueExtract> extract_catalogue(Session& session, const Context& context,
                                           const Caller& caller, const std::string& list_type) {
    CatalogueExtract extract;
    YIDI_TRY(extract.admdvs, area_of(session, context, caller));
    YIDI_TRY_VOID(for_each(session, extract.admdvs, {}, [&](CatalogueItem item) {
        if (item.list_type == list_type) {
            extract.items.push_back(std::move(item));
        }
    }));
    return extract;
}

}  // namespace yidi::payer
