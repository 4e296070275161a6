#include "app/access/accesses.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/access/accounts.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/rows_person.h"
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

/// Where a page goes on: behind the row with this day and number.
struct Place {
    std::int64_t day = 0;
    std::int64_t id = 0;
};

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

/// The notes of a person that lie behind a place, the latest first, at most kRowsAtOnce.
Result<std::vector<AuditRow>> notes_behind(Session& session, registry::Pid pid,
                                           const std::optional<Place>& place) {
    ports::Range range{.prefix = {Value{pid}}, .descending = true};
    if (place) range.to = Value{place->day};
    std::vector<AuditRow> notes;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(
        ports::spec(Table::audit), payer::internal::kByPerson, range, [&](const Row& row) {
            Result<AuditRow> one = payer::internal::read_audit(row);
            if (!one) {
                state = fail(std::move(one).error());
                return false;
            }
            const bool is_behind = !place || one->day.days() < place->day || one->id < place->id;
            if (is_behind) notes.push_back(*std::move(one));
            return notes.size() < kRowsAtOnce;
        }));
    YIDI_TRY_VOID(std::move(state));
    return notes;
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
        YIDI_TRY(const std::vector<AuditRow> notes, notes_behind(session, query.pid, place));
        for (const AuditRow& row : notes) {
            YIDI_TRY(Looked one, lookers.of(row.note.by));
            one.at = row.at;
            one.what = row.note.what;
            const bool is_meant = !query.others_only || one.looker != Looker::self;
            const bool goes_on = is_meant && !page.accesses.empty() &&
                                 belongs_to(page.accesses.back(), one, regions);
            if (is_meant && !goes_on && page.accesses.size() == query.limit) {
                page.before = std::to_string(place->day) + "." + std::to_string(place->id);
                return page;
            }
            if (goes_on) {
                ++page.accesses.back().times;
            } else if (is_meant) {
                page.accesses.push_back(std::move(one));
            }
            place = Place{.day = row.day.days(), .id = row.id};
        }
        if (notes.size() < kRowsAtOnce) return page;
    }
}

}  // namespace yidi::accounts
