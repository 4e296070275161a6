#include "app/registry/upkeep.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_route.h"
#include "app/payer/upkeep.h"
#include "ports/tables.h"

namespace yidi::app {
namespace {

using payer::internal::refuse;
using ports::Session;
using ports::Table;
using ports::Value;
using registry::CatalogueItem;
using registry::Institution;

bool has_chronic(std::uint8_t mask) {
    return (mask >> static_cast<unsigned>(policy::Business::chronic) & 1U) != 0;
}

/// "remote_open=inpatient>inpatient;outpatient".
InstitutionChange::Field field_of(std::string_view word) {
    const std::size_t name = word.find('=');
    if (name == std::string_view::npos) {
        return {.name = std::string{word}, .before = {}, .after = {}};
    }
    const std::string_view sides = word.substr(name + 1);
    const std::size_t border = std::min(sides.find('>'), sides.size());
    return {.name = std::string{word.substr(0, name)},
            .before = std::string{sides.substr(0, border)},
            .after = std::string{sides.substr(std::min(border + 1, sides.size()))}};
}

InstitutionChange change_of(std::string_view words) {
    InstitutionChange change;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        const std::string_view word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        if (word == "added") {
            change.is_added = true;
        } else if (!word.empty()) {
            change.fields.push_back(field_of(word));
        }
    }
    return change;
}

constexpr char kMarkSeparator = '/';

/// Where a page of a catalogue ended: a code and a day.
struct Mark {
    std::string code;
    std::int64_t day = 0;
};

Result<Mark> read_mark(const std::string& text) {
    if (text.empty()) return Mark{};
    const std::size_t end = text.rfind(kMarkSeparator);
    const Result<Date> day =
        end == std::string::npos ? parse_date("") : parse_date(text.substr(end + 1));
    if (day) return Mark{.code = text.substr(0, end), .day = day->days()};
    return refuse(ErrorCode::bad_value, "after", "what the page before ended with",
                  "send its `after` unchanged, or none for the first page", "this is no such mark");
}

bool fits(const CatalogueItem& item, const CatalogueSearch& search) {
    const bool is_meant = search.text.empty() || item.med_list_codg.starts_with(search.text) ||
                          item.name.find(search.text) != std::string::npos;
    const bool holds = !search.on || (item.begndate <= *search.on &&
                                      (!item.enddate || *search.on <= *item.enddate));
    return is_meant && holds && (search.list_type.empty() || item.list_type == search.list_type);
}

}  // namespace

Openings openings_of(const Institution& institution) {
    return {.local_open = institution.local_open,
            .remote_open = institution.remote_open,
            .remote_diseases = institution.remote_diseases};
}

Result<Institution> change_openings(Session& session, const payer::Context& context,
                                    const OpeningsChange& change) {
    YIDI_TRY(std::optional<Institution> found,
             payer::institution_with_keys(session, context, change.fixmedins_code));
    if (!found) {
        return refuse(ErrorCode::bad_value, "fixmedins_code", "the code of an institution",
                      "look it up by its name", "no institution has this code");
    }
    if (openings_of(*found) != change.seen) {
        return refuse(ErrorCode::changed_meanwhile, "seen", "what is open as it is kept now",
                      "read the institution again, then decide",
                      "what is open has been changed by somebody else");
    }
    if (!change.wanted.remote_diseases.empty() && !has_chronic(change.wanted.remote_open)) {
        return refuse(ErrorCode::inconsistent, "remote_diseases",
                      "diseases only where remote_open has chronic",
                      "add chronic to remote_open, or leave the diseases out",
                      "diseases are named, but chronic care is not open");
    }
    if (change.wanted == change.seen) {
        return refuse(ErrorCode::inconsistent, "remote_open", "something else than what is open",
                      "nothing has to be kept", "nothing would change");
    }
    found->local_open = change.wanted.local_open;
    found->remote_open = change.wanted.remote_open;
    found->remote_diseases = change.wanted.remote_diseases;
    YIDI_TRY_VOID(payer::put_institution(session, context, *found, change.by));
    return *std::move(found);
}

Result<InstitutionHistory> history_of(Session& session, const std::string& fixmedins_code) {
    const std::string head = "institution " + fixmedins_code;
    InstitutionHistory history;
    std::size_t seen = 0;
    Result<void> state;
    const auto visit = [&](const ports::Row& row) {
        const Result<payer::internal::AuditRow> read = payer::internal::read_audit(row);
        if (!read) {
            state = fail(read.error());
            return false;
        }
        const std::string& what = read->note.what;
        const bool is_about =
            what.starts_with(head) && (what.size() == head.size() || what[head.size()] == ':');
        if (is_about) {
            InstitutionChange change =
                change_of(std::string_view{what}.substr(std::min(head.size() + 1, what.size())));
            change.at = read->at;
            change.by = read->note.by;
            history.changes.push_back(std::move(change));
        }
        if (++seen < kNotesMax) return true;
        history.since = read->day;
        return false;
    };
    ports::Range range;
    range.descending = true;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::audit), {}, range, visit));
    if (!state) return fail(std::move(state).error());
    return history;
}

Result<CatalogueFound> find_items(Session& session, const CatalogueSearch& search) {
    YIDI_TRY(const Mark mark, read_mark(search.after));
    ports::Range range;
    range.prefix = {Value{std::int64_t{search.admdvs}}};
    if (!mark.code.empty()) range.from = Value{mark.code};
    CatalogueFound found;
    std::size_t seen = 0;
    Result<void> state;
    CatalogueItem last;
    bool has_more = false;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::catalogue), {}, range, [&](const auto& row) {
        Result<CatalogueItem> item = payer::internal::read_item(row);
        if (!item) {
            state = fail(std::move(item).error());
            return false;
        }
        const bool is_told = item->med_list_codg == mark.code && item->begndate.days() <= mark.day;
        if (is_told) return true;
        if (found.items.size() == search.limit || seen == kCatalogueRowsMax) {
            has_more = true;
            return false;
        }
        ++seen;
        last = *item;
        if (fits(*item, search)) found.items.push_back(*std::move(item));
        return true;
    }));
    if (!state) return fail(std::move(state).error());
    if (has_more) {
        found.after = last.med_list_codg + kMarkSeparator + to_string(last.begndate);
    }
    return found;
}

Result<std::vector<CatalogueItem>> item_history(Session& session, std::uint32_t admdvs,
                                                const std::string& med_list_codg) {
    return payer::internal::catalogue_of(session, admdvs, med_list_codg);
}

Result<std::vector<registry::Route>> all_routes(Session& session,
                                                std::optional<std::uint32_t> insured) {
    return payer::internal::routes_of(session, insured);
}

Result<std::vector<registry::DualDrug>> all_drugs(Session& session,
                                                  std::optional<std::uint32_t> admdvs) {
    return admdvs ? payer::internal::drugs_of(session, *admdvs)
                  : payer::internal::all_drugs(session);
}

Result<std::vector<Institution>> all_institutions(Session& session) {
    return payer::internal::all_institutions(session);
}

Result<std::vector<CatalogueItem>> all_items(Session& session, std::uint32_t admdvs) {
    ports::Range range;
    range.prefix = {Value{std::int64_t{admdvs}}};
    return payer::internal::scan_rows<CatalogueItem>(session, Table::catalogue, range,
                                                     payer::internal::read_item);
}

}  // namespace yidi::app
