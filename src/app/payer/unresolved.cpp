#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "app/payer/internal/messages.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"
#include "app/payer/verify.h"

namespace yidi::payer {
namespace {

using ports::Row;
using ports::Session;
using ports::Table;
using registry::Pid;
using settlement::Settlement;
using settlement::Visit;

/// Marks of 2601 for messages that never came; of an institution, or of all.
Result<std::vector<Unresolved>> marks(Session& session, const UnresolvedAt* place) {
    ports::Range range;
    if (place != nullptr) {
        range.prefix = {ports::Value{place->fixmedins_code}};
    }
    std::vector<Unresolved> found;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::undone), {}, range, [&](const Row& row) {
        internal::RowReader in{Table::undone, row};
        Unresolved one;
        one.kind = OneSided::never_came;
        one.fixmedins_code = in.text();
        one.msgid = in.text();
        in.skip();
        one.pid = in.number();
        one.at = in.instant();
        in.skip();
        if (!in.flag()) {
            found.push_back(std::move(one));
        }
        return true;
    }));
    return found;
}

/// Whether the institution has settled something for the person since.
Result<bool> has_settled_since(Session& session, const Unresolved& mark) {
    ports::Range range;
    range.prefix = {ports::Value{mark.pid}};
    YIDI_TRY(const auto rows, internal::scan_rows<Settlement>(session, Table::settlement, range,
                                                              internal::read_settlement));
    return std::ranges::any_of(rows, [&](const Settlement& one) {
        return one.fixmedins_code == mark.fixmedins_code && one.setl_time >= mark.at;
    });
}

/// Settlements; those without their message stay.
Result<std::vector<Unresolved>> settlements(Session& session, const UnresolvedAt* place) {
    ports::Range range;
    std::string_view index;
    if (place != nullptr) {
        index = ports::by::kInstitution;
        range.prefix = {ports::Value{place->fixmedins_code}};
        range.from = ports::Value{place->since.ms()};
    }
    std::vector<Unresolved> found;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::settlement), index, range, [&](const Row& row) {
        const Result<Settlement> one = internal::read_settlement(row);
        if (!one) {
            state = fail(one.error());
            return false;
        }
        // A claim by hand has no message, and a correction is of what has made it.
        if (settlement::is_by_hand(*one) || one->kind == settlement::SettlementKind::recomputed) {
            return true;
        }
        found.push_back({.kind = OneSided::no_message,
                         .pid = one->pid,
                         .fixmedins_code = one->fixmedins_code,
                         .msgid = one->msgid,
                         .id = one->setl_id,
                         .at = one->setl_time});
        return true;
    }));
    if (!state) {
        return fail(std::move(state).error());
    }
    return found;
}

bool has_ended(const Visit& visit) {
    return visit.is_stay && visit.state == settlement::VisitState::discharged;
}

/// Stays that have ended.
Result<std::vector<Visit>> ended_stays(Session& session) {
    std::vector<Visit> last;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::visit), {}, {}, [&](const Row& row) {
        Result<Visit> one = internal::read_visit(row);
        if (!one) {
            state = fail(std::move(one).error());
            return false;
        }
        // The events of a visit stand together: the last one counts, and only ended stays are kept.
        const bool is_same =
            !last.empty() && last.back().pid == one->pid && last.back().mdtrt_id == one->mdtrt_id;
        if (!last.empty() && (is_same || !has_ended(last.back()))) {
            last.pop_back();
        }
        last.push_back(*std::move(one));
        return true;
    }));
    if (!state) {
        return fail(std::move(state).error());
    }
    if (!last.empty() && !has_ended(last.back())) {
        last.pop_back();
    }
    return last;
}

/// The stays of an institution that ended last.
Result<std::vector<Visit>> ended_stays_at(Session& session, const UnresolvedAt& place) {
    constexpr std::int64_t kStay = 1;
    ports::Range range;
    range.prefix = {ports::Value{place.fixmedins_code}, ports::Value{kStay}};
    range.descending = true;
    std::set<std::pair<Pid, std::int64_t>> seen;
    std::vector<Visit> ended;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(
        ports::spec(Table::visit), ports::by::kInstitution, range, [&](const Row& row) {
            Result<Visit> one = internal::read_visit(row);
            if (!one) {
                state = fail(std::move(one).error());
                return false;
            }
            // Of a visit the last event comes first.
            if (seen.insert({one->pid, one->mdtrt_id}).second && has_ended(*one)) {
                ended.push_back(*std::move(one));
            }
            return seen.size() < place.stays_max;
        }));
    if (!state) {
        return fail(std::move(state).error());
    }
    return ended;
}

Result<std::vector<Unresolved>> unresolved_of(Session& session, Instant now,
                                              const UnresolvedAt* place) {
    std::vector<Unresolved> found;
    YIDI_TRY(const auto never_came, marks(session, place));
    for (const Unresolved& mark : never_came) {
        YIDI_TRY(const bool resolved, has_settled_since(session, mark));
        if (!resolved) {
            found.push_back(mark);
        }
    }
    YIDI_TRY(const auto all, settlements(session, place));
    for (const Unresolved& one : all) {
        YIDI_TRY(const auto message,
                 internal::find_message(
                     session, {.fixmedins_code = one.fixmedins_code, .msgid = one.msgid}));
        if (!message) {
            found.push_back(one);
        }
    }
    YIDI_TRY(const auto stays,
             place == nullptr ? ended_stays(session) : ended_stays_at(session, *place));
    for (const Visit& stay : stays) {
        YIDI_TRY(const internal::Lines lines, internal::lines_of(session, stay));
        if (lines.has_open()) {
            found.push_back({.kind = OneSided::not_settled,
                             .pid = stay.pid,
                             .fixmedins_code = stay.fixmedins_code,
                             .msgid = {},
                             .id = stay.mdtrt_id,
                             .at = stay.endtime.value_or(stay.begntime)});
        }
    }
    for (Unresolved& one : found) {
        one.age_ms = now.ms() - one.at.ms();
    }
    std::ranges::stable_sort(found, {}, &Unresolved::at);
    return found;
}

}  // namespace

Result<std::vector<Unresolved>> unresolved(Session& session, Instant now) {
    return unresolved_of(session, now, nullptr);
}

Result<std::vector<Unresolved>> unresolved_at(Session& session, Instant now,
                                              const UnresolvedAt& place) {
    return unresolved_of(session, now, &place);
}

}  // namespace yidi::payer
