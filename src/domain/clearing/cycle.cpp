#include "domain/clearing/cycle.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "base/assert.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kCycleStateCount> kStates{
    "open", "confirming", "tables_made", "signed_all", "published", "closed"};
constexpr std::array<std::string_view, kCycleStateCount> kStateWords{
    "收集中", "确认中", "已制表", "已全部签章", "已发通知书", "已办结"};
constexpr std::array<std::string_view, kCycleEventKindCount> kEvents{
    "opened", "confirmed", "tables_made", "signed_by", "published", "closed"};

tl::unexpected<Error> refuse(ErrorCode code, std::string rule, std::string remedy,
                             std::string detail) {
    return fail(Error{.code = code,
                      .where = "clearing month",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

bool is_by_party(CycleEventKind kind) {
    return kind == CycleEventKind::confirmed || kind == CycleEventKind::signed_by;
}

bool contains(const std::vector<std::uint32_t>& sorted, std::uint32_t party) {
    return std::ranges::binary_search(sorted, party);
}

Result<void> check_actor(const Actor& actor, CycleEventKind kind, const CycleFacts& facts) {
    if (!is_by_party(kind)) {
        if (actor.role == Role::centre) return {};
        return refuse(ErrorCode::not_allowed, "由清算中心办理", "请由清算中心办理",
                      "这一步不由参加清算的地区办理");
    }
    if (actor.role == Role::agency && contains(facts.parties, actor.party)) return {};
    return refuse(ErrorCode::not_allowed, "由参加清算的地区的经办机构办理",
                  "请由该地区的经办机构办理", "办理人不是参加本月清算的经办机构");
}

/// The step of the timetable that an event does; none for opening and closing.
std::optional<Step> step_of(CycleEventKind kind) {
    switch (kind) {
        case CycleEventKind::confirmed: return Step::confirm;
        case CycleEventKind::tables_made: return Step::tables;
        case CycleEventKind::signed_by: return Step::sign;
        case CycleEventKind::published: return Step::notices;
        case CycleEventKind::opened:
        case CycleEventKind::closed: break;
    }
    return std::nullopt;
}

bool takes(const Cycle& cycle, CycleEventKind kind) {
    switch (kind) {
        case CycleEventKind::opened: return false;
        case CycleEventKind::confirmed:
        case CycleEventKind::tables_made: return cycle.takes_bills();
        case CycleEventKind::signed_by: return cycle.state == CycleState::tables_made;
        case CycleEventKind::published: return cycle.state == CycleState::signed_all;
        case CycleEventKind::closed: return cycle.state == CycleState::published;
    }
    YIDI_ASSERT(false);
}

Result<void> check_state(const Cycle* before, const Actor& actor, CycleEventKind kind) {
    const bool begins = kind == CycleEventKind::opened;
    if (before == nullptr) {
        if (begins) return {};
        return refuse(ErrorCode::changed_meanwhile, "已开启的清算月份", "请先开启这一月份",
                      "这一月份还没有开启");
    }
    if (!takes(*before, kind)) {
        return refuse(ErrorCode::changed_meanwhile, "状态容许的步骤", "请重新读取后再办理",
                      to_string(before->month) + " 现在是" +
                          std::string{kStateWords[static_cast<std::size_t>(before->state)]} +
                          "状态");
    }
    const std::vector<std::uint32_t>& done =
        kind == CycleEventKind::confirmed ? before->confirmed : before->signed_by;
    if (is_by_party(kind) && contains(done, actor.party)) {
        return refuse(ErrorCode::changed_meanwhile, "每个地区一次", "不必再办",
                      "该地区已经办过这一步");
    }
    return {};
}

void insert_sorted(std::vector<std::uint32_t>& list, std::uint32_t value) {
    list.insert(std::ranges::upper_bound(list, value), value);
}

}  // namespace

std::string_view name(CycleState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::string_view name(CycleEventKind kind) {
    return kEvents[static_cast<std::size_t>(kind)];
}

Result<CycleEvent> next_event(const Cycle* before, const Actor& actor, const CycleStep& wanted,
                              const CycleFacts& facts) {
    YIDI_TRY_VOID(check_actor(actor, wanted.kind, facts));
    YIDI_TRY_VOID(check_state(before, actor, wanted.kind));
    if (wanted.kind == CycleEventKind::closed && facts.open_notices > 0) {
        return refuse(ErrorCode::inconsistent, "全部通知书已付、已收", "请先办完未了的通知书",
                      "还有 " + std::to_string(facts.open_notices) + " 份通知书未办结");
    }
    CycleEvent event{.month = facts.timetable.month(),
                     .seq = before == nullptr ? 1 : before->seq + 1,
                     .kind = wanted.kind,
                     .party = is_by_party(wanted.kind) ? actor.party : 0,
                     .at = before == nullptr ? wanted.at : std::max(wanted.at, before->at),
                     .by = actor.by,
                     .late_days = 0};
    if (const auto step = step_of(wanted.kind)) {
        const DatedStep& dated = facts.timetable.at(*step);
        const Date today = event.at.date();
        if (today < dated.from) {
            return refuse(ErrorCode::not_allowed, "不早于规定的日期", "请到期再办",
                          "最早 " + to_string(dated.from) + " 起可以办理");
        }
        event.late_days = std::max(0, days_between(dated.by, today));
    }
    return event;
}

Cycle applied(const Cycle* before, const CycleEvent& event, std::size_t parties) {
    Cycle after = before == nullptr ? Cycle{} : *before;
    after.month = event.month;
    after.seq = event.seq;
    after.at = event.at;
    switch (event.kind) {
        case CycleEventKind::opened: after.state = CycleState::open; break;
        case CycleEventKind::confirmed:
            insert_sorted(after.confirmed, event.party);
            after.state = CycleState::confirming;
            break;
        case CycleEventKind::tables_made:
            after.state = parties == 0 ? CycleState::signed_all : CycleState::tables_made;
            break;
        case CycleEventKind::signed_by:
            insert_sorted(after.signed_by, event.party);
            if (after.signed_by.size() == parties) after.state = CycleState::signed_all;
            break;
        case CycleEventKind::published: after.state = CycleState::published; break;
        case CycleEventKind::closed: after.state = CycleState::closed; break;
    }
    return after;
}

std::vector<std::uint32_t> missing(const std::vector<std::uint32_t>& parties,
                                   const std::vector<std::uint32_t>& done) {
    std::vector<std::uint32_t> rest;
    std::ranges::set_difference(parties, done, std::back_inserter(rest));
    return rest;
}

}  // namespace yidi::clearing
