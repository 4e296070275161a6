#include "app/payer/mapping.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer {
namespace {

using internal::RowReader;
using internal::value_of;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

constexpr std::string_view kPut = "put";
constexpr std::string_view kUndone = "undone";

constexpr std::array kDetails{
    &Mapping::medins_list_name,
    &Mapping::aprvno,
    &Mapping::dosform,
    &Mapping::exct_cont,
    &Mapping::item_cont,
    &Mapping::prcunt,
    &Mapping::spec,
    &Mapping::pacspec,
    &Mapping::memo,
};

/// A pair of codes as its last event leaves it.
struct Stored {
    Mapping mapping;
    std::int64_t seq = 0;  ///< 0: never came
    bool stands = false;
};

Result<Stored> read(const Row& row) {
    RowReader in{Table::mapping, row};
    Stored one;
    in.skip();
    one.mapping.medins_list_codg = in.text();
    one.mapping.med_list_codg = in.text();
    one.seq = in.number();
    one.stands = in.text() == kPut;
    one.mapping.list_type = in.text();
    one.mapping.begndate = in.date();
    one.mapping.enddate = in.maybe_date();
    one.mapping.at = in.instant();
    in.skip();
    const std::string details = in.text();
    YIDI_TRY_VOID(in.end());
    internal::CompactReader parts{details};
    for (const auto detail : kDetails) {
        one.mapping.*detail = parts.text();
    }
    return one;
}

Result<void> append(Session& session, const Caller& caller, const Stored& one) {
    internal::CompactWriter details;
    for (const auto detail : kDetails) {
        details.text(one.mapping.*detail);
    }
    return session.insert(
        spec(Table::mapping),
        {caller.fixmedins_code, one.mapping.medins_list_codg, one.mapping.med_list_codg, one.seq,
         value_of(one.stands ? kPut : kUndone), one.mapping.list_type,
         value_of(one.mapping.begndate), value_of(one.mapping.enddate), value_of(one.mapping.at),
         caller.msgid, details.take()});
}

Result<Stored> last_of(Session& session, const Caller& caller, const std::string& medins_list_codg,
                       const std::string& med_list_codg) {
    ports::Range range;
    range.prefix = {Value{caller.fixmedins_code}, Value{medins_list_codg}, Value{med_list_codg}};
    range.descending = true;
    Result<Stored> last = Stored{};
    YIDI_TRY_VOID(session.scan(spec(Table::mapping), {}, range, [&](const Row& row) {
        last = read(row);
        return false;
    }));
    return last;
}

/// The catalogue must have the item, now or once.
Result<void> check(Session& session, std::uint32_t area, const Mapping& one) {
    if (one.enddate && *one.enddate < one.begndate) {
        return internal::inconsistent(
            "enddate", "a day on or after begndate", "mend one of the two days",
            "the mapping of " + one.medins_list_codg + " would end before it begins");
    }
    YIDI_TRY(const auto items, internal::catalogue_of(session, area, one.med_list_codg));
    if (items.empty()) {
        return internal::refuse(ErrorCode::bad_value, "med_list_codg",
                                "an item of the treating region's catalogue",
                                "download the catalogue (1301 and so on) and map to its codes",
                                "the catalogue has no item " + one.med_list_codg);
    }
    const bool is_of_kind = std::ranges::any_of(items, [&](const registry::CatalogueItem& item) {
        return item.list_type == one.list_type;
    });
    if (!is_of_kind) {
        return internal::refuse(
            ErrorCode::bad_value, "list_type", "the kind that the item has",
            "mend the kind or the code",
            "the item " + one.med_list_codg + " is of the kind " + items.back().list_type);
    }
    return {};
}

bool fits(const MappingQuery& query, const Mapping& one) {
    const auto is_any_or = [](const std::string& asked, const std::string& value) {
        return asked.empty() || asked == value;
    };
    const bool fits_days =
        (!query.since || one.at.date() >= *query.since) &&
        (!query.on || (one.begndate <= *query.on && (!one.enddate || *one.enddate >= *query.on)));
    return fits_days && is_any_or(query.med_list_codg, one.med_list_codg) &&
           is_any_or(query.list_type, one.list_type) &&
           one.medins_list_name.find(query.medins_list_name) != std::string::npos;
}

}  // namespace

Result<void> upload_mappings(Session& session, const Context& context,
                             const UploadMappings& request) {
    const Caller& caller = request.caller;
    YIDI_TRY(const auto institution, internal::find_institution(session, caller.fixmedins_code));
    if (!institution) {
        return internal::refuse(ErrorCode::bad_value, "fixmedins_code",
                                "the code of a known institution",
                                "have the institution registered", "no institution has this code");
    }
    const std::uint32_t area = context.book.regions().pooling_area(institution->admdvs);
    for (const Mapping& one : request.mappings) {
        YIDI_TRY_VOID(check(session, area, one));
        YIDI_TRY(const Stored last,
                 last_of(session, caller, one.medins_list_codg, one.med_list_codg));
        Stored next{.mapping = one, .seq = last.seq + 1, .stands = true};
        next.mapping.at = context.now;
        YIDI_TRY_VOID(append(session, caller, next));
    }
    return {};
}

Result<bool> undo_mapping(Session& session, const Context& context, const UndoMapping& request) {
    YIDI_TRY(Stored last,
             last_of(session, request.caller, request.medins_list_codg, request.med_list_codg));
    if (last.seq == 0) {
        return internal::refuse(
            ErrorCode::bad_value, "fixmedins_hilist_id", "a mapping that 3301 has brought",
            "ask 1317 for the mappings that stand", "this institution has no such mapping");
    }
    if (!last.stands) {
        return false;
    }
    last.stands = false;
    ++last.seq;
    last.mapping.at = context.now;
    YIDI_TRY_VOID(append(session, request.caller, last));
    return true;
}

Result<Page<Mapping>> query_mappings(Session& session, const Context& /*context*/,
                                     const MappingQuery& query) {
    YIDI_TRY_VOID(check(query.page));
    ports::Range range;
    range.prefix = {Value{query.caller.fixmedins_code}};
    if (!query.medins_list_codg.empty()) {
        range.prefix.emplace_back(query.medins_list_codg);
    }
    YIDI_TRY(std::vector<Stored> events,
             internal::scan_rows<Stored>(session, Table::mapping, range, read));
    Page<Mapping> page{.request = query.page, .count = 0, .rows = {}};
    for (std::size_t i = 0; i < events.size(); ++i) {
        // Events of one pair stand together; seq counts from 1 again with the next pair.
        const bool is_last = i + 1 == events.size() || events[i + 1].seq == 1;
        if (is_last && events[i].stands && fits(query, events[i].mapping)) {
            page.add(std::move(events[i].mapping));
        }
    }
    return page;
}

}  // namespace yidi::payer
