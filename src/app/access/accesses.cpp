#include "app/access/accesses.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "app/access/accounts.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_visit.h"
#include "base/whole.h"
#include "domain/registry/shown_name.h"
#include "ports/tables.h"

namespace yidi::accounts {
namespace {

using payer::internal::AuditRow;
using ports::Row;
using ports::Session;
using ports::Table;
using ports::Value;

constexpr std::array<std::string_view, 6> kLookers{"self",        "family",  "staff",
                                                   "institution", "program", "system"};
/// Rows that are read at a time; of a page of others' accesses most may be the person's own.
constexpr std::size_t kRowsAtOnce = 500;

/// Notes of lists that are looked at for one page: a list's note says whom it showed, and somebody
/// is found in it by looking.
constexpr std::size_t kListsLookedAt = 20'000;

/// Where a page goes on: behind the row with this day and number.
struct Place {
    std::int64_t day = 0;
    std::int64_t id = 0;
    auto operator<=>(const Place&) const = default;
};
Place place_of(const AuditRow& row) {
    return {.day = row.day.days(), .id = row.id};
}

std::string text_of(const Place& place) {
    return std::to_string(place.day) + "." + std::to_string(place.id);
}

Result<Place> read_place(const std::string& text) {
    const std::string_view all{text};
    const std::size_t dot = std::min(all.find('.'), all.size());
    const std::optional<std::int64_t> day = parse_whole(all.substr(0, dot));
    const std::optional<std::int64_t> id = parse_whole(all.substr(std::min(dot + 1, all.size())));
    if (!day || !id) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "before",
                          .rule = "上一页应答的 before",
                          .remedy = "请照原样填写，或去掉它从头看起",
                          .detail = "这不是上一页给出的位置"});
    }
    return Place{.day = *day, .id = *id};
}

/// Goes through the notes of an index from the latest on that lie behind a place, until `take`
/// returns false.
Result<void> go_through(Session& session, std::string_view index, const Value& of,
                        const std::optional<Place>& behind,
                        const std::function<bool(AuditRow)>& take) {
    ports::Range range{.prefix = {of}, .descending = true};
    if (behind) range.to = Value{behind->day};
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::audit), index, range, [&](const Row& row) {
        Result<AuditRow> one = payer::internal::read_audit(row);
        if (!one) {
            state = fail(std::move(one).error());
            return false;
        }
        if (behind && place_of(*one) >= *behind) return true;
        return take(*std::move(one));
    }));
    return state;
}

/// Notes of a person, the latest first, all there are from the place down to `until`.
struct Stretch {
    std::vector<AuditRow> notes;
    std::optional<Place> until;  ///< empty: down to the first there is
};

/// Notes about the person alone, at most kRowsAtOnce.
Result<Stretch> own_notes(Session& session, registry::Pid pid, const std::optional<Place>& behind) {
    Stretch found;
    YIDI_TRY_VOID(
        go_through(session, payer::internal::kByPerson, Value{pid}, behind, [&](AuditRow one) {
            found.notes.push_back(std::move(one));
            return found.notes.size() < kRowsAtOnce;
        }));
    if (found.notes.size() == kRowsAtOnce) found.until = place_of(found.notes.back());
    return found;
}

/// The lists that may have shown somebody: of institutions where they have been, of filings, and of
/// claims.
Result<std::vector<std::string>> lists_of(Session& session, registry::Pid pid) {
    std::set<std::string> all;
    YIDI_TRY(const auto visits, payer::internal::visits_of(session, pid));
    for (const settlement::Visit& one : visits) all.insert(list_at(one.fixmedins_code));
    const ports::Range own{.prefix = {Value{pid}}};
    YIDI_TRY_VOID(session.scan(ports::spec(Table::filing), {}, own, [&](const Row& /*row*/) {
        all.insert(std::string{kFilingList});
        return false;
    }));
    YIDI_TRY_VOID(session.scan(ports::spec(Table::claim), {}, own, [&](const Row& /*row*/) {
        all.insert(std::string{kClaimList});
        return false;
    }));
    return std::vector<std::string>{all.begin(), all.end()};
}

/// Puts the notes of lists that have shown the person among those of the stretch.
Result<void> add_lists(Session& session, registry::Pid pid, const std::optional<Place>& behind,
                       Stretch& stretch) {
    YIDI_TRY(const std::vector<std::string> lists, lists_of(session, pid));
    if (lists.empty()) return {};
    const std::size_t each = kListsLookedAt / lists.size() + 1;
    for (const std::string& list : lists) {
        std::size_t looked_at = 0;
        YIDI_TRY_VOID(
            go_through(session, payer::internal::kByList, Value{list}, behind, [&](AuditRow one) {
                const Place place = place_of(one);
                if (stretch.until && place < *stretch.until) return false;
                const bool is_shown = std::ranges::binary_search(one.note.shown, pid);
                if (is_shown) stretch.notes.push_back(std::move(one));
                if (++looked_at < each) return true;
                stretch.until = place;
                return false;
            }));
    }
    if (stretch.until) {
        std::erase_if(stretch.notes,
                      [&](const AuditRow& one) { return place_of(one) < *stretch.until; });
    }
    std::ranges::sort(stretch.notes, std::ranges::greater{}, place_of);
    return {};
}

std::optional<std::int64_t> number_behind(std::string_view text, std::string_view head) {
    if (!text.starts_with(head)) return std::nullopt;
    return parse_whole(text.substr(head.size()));
}

/// Says of ids who they are; each is looked up once.
class Lookers {
public:
    Lookers(Session& session, const payer::Context& context, registry::Pid pid)
        : session_{session}, context_{context}, pid_{pid} {}

    Result<Looked> of(const std::string& by) {
        if (const auto known = known_.find(by); known != known_.end()) return known->second;
        YIDI_TRY(Looked one, find(by));
        known_.emplace(by, one);
        return one;
    }

private:
    Result<Looked> find(const std::string& by) {
        Looked one;
        if (const auto account = number_behind(by, "user:")) {
            one.looker = Looker::staff;
            YIDI_TRY(const std::optional<Account> found,
                     account_of(session_, context_.vault, *account));
            if (!found) return one;
            one.grants = found->grants;
            if (found->pid) {
                one.looker = *found->pid == pid_ ? Looker::self : Looker::family;
                YIDI_TRY(const registry::Person person,
                         payer::internal::read_person(session_, context_.vault, *found->pid));
                one.named = registry::shown_name(person.personal.psn_name);
                return one;
            }
            const std::string& code = one.grants.front().scope.institution;
            YIDI_TRY(const auto hospital, payer::internal::find_institution(session_, code));
            one.named = hospital ? hospital->fixmedins_name : code;
            return one;
        }
        if (const auto key = number_behind(by, "key:")) {
            one.looker = Looker::program;
            YIDI_TRY(const std::optional<Key> found, key_of(session_, *key));
            if (!found) return one;
            one.grants = found->grants;
            one.named = found->name;
            return one;
        }
        YIDI_TRY(const std::optional<registry::Institution> hospital,
                 payer::internal::find_institution(session_, by));
        if (hospital) {
            one.looker = Looker::institution;
            one.named = hospital->fixmedins_name;
        }
        return one;
    }

    Session& session_;
    const payer::Context& context_;
    registry::Pid pid_;
    std::map<std::string, Looked, std::less<>> known_;
};

bool belongs_to(const Looked& last, const Looked& next, const policy::Regions& regions) {
    if (last.looker != next.looker || last.at.date() != next.at.date()) return false;
    const LookedText one = text_of(last, regions, explain::Language::zh);
    const LookedText other = text_of(next, regions, explain::Language::zh);
    return one.who == other.who && one.did == other.did;
}

}  // namespace

std::string_view name(Looker looker) {
    return kLookers.at(static_cast<std::size_t>(looker));
}

Result<LookedPage> who_looked(Session& session, const payer::Context& context,
                              const LookedQuery& query) {
    const policy::Regions& regions = context.book.regions();
    std::optional<Place> place;
    if (!query.before.empty()) {
        YIDI_TRY(place, read_place(query.before));
    }
    Lookers lookers{session, context, query.pid};
    LookedPage page;
    for (;;) {
        YIDI_TRY(Stretch stretch, own_notes(session, query.pid, place));
        const bool has_more_own = stretch.until.has_value();
        YIDI_TRY_VOID(add_lists(session, query.pid, place, stretch));
        for (const AuditRow& row : stretch.notes) {
            YIDI_TRY(Looked one, lookers.of(row.note.by));
            one.at = row.at;
            one.what = row.note.what;
            const bool is_meant = !query.others_only || one.looker != Looker::self;
            const bool goes_on = is_meant && !page.accesses.empty() &&
                                 belongs_to(page.accesses.back(), one, regions);
            if (is_meant && !goes_on && page.accesses.size() == query.limit) {
                page.before = text_of(*place);
                return page;
            }
            if (goes_on) {
                ++page.accesses.back().times;
            } else if (is_meant) {
                page.accesses.push_back(std::move(one));
            }
            place = place_of(row);
        }
        if (!stretch.until) return page;
        place = stretch.until;
        // So many lists were looked through that the page ends here, though it be short.
        if (!has_more_own) {
            page.before = text_of(*place);
            return page;
        }
    }
}

}  // namespace yidi::accounts
