#include "app/clearing/months.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "app/clearing/bills.h"
#include "app/clearing/internal/cycles.h"
#include "app/clearing/internal/reserved.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::Actor;
using clearing::Carried;
using clearing::Cycle;
using clearing::CycleEvent;
using clearing::CycleEventKind;
using clearing::Line;
using clearing::Month;
using ports::Session;

/// Of bills; what is carried, disputed or deducted stands in no party's own book.
bool is_of_bills(const Line& line) {
    return line.origin == clearing::Origin::settled || line.origin == clearing::Origin::late ||
           line.origin == clearing::Origin::reversed;
}

Result<void> check_earlier(Session& session, Month month) {
    YIDI_TRY(const auto opened, internal::months_with(session, CycleEventKind::opened));
    YIDI_TRY(const auto tabled, internal::months_with(session, CycleEventKind::tables_made));
    for (const Month earlier : opened) {
        if (earlier >= month || std::ranges::binary_search(tabled, earlier)) continue;
        return rows::inconsistent("month", "按月份先后制表", "请先为前面的月份制表",
                                  to_string(earlier) + " 还没有制表");
    }
    return {};
}

/// Whether a bill waits that the tables of a month could take.
Result<bool> has_bills(Session& session, Month month) {
    YIDI_TRY(const auto keys, rows::waiting(session));
    for (const rows::BillKey& key : keys) {
        YIDI_TRY(const auto bill, rows::find_bill(session, key.holder, key.setl_id));
        if (bill && Month::of(bill->day) <= month) return true;
    }
    return false;
}

/// Where there are bills, some of them are confirmed. What has no bills needs no confirmation: else
/// the next month, whose tables follow on these, could never be made.
Result<void> check_confirmed(Session& session, const Cycle& cycle, const TablesRequest& request) {
    if (!cycle.confirmed.empty()) return {};
    YIDI_TRY(const bool has_own, has_bills(session, request.month));
    if (!has_own && request.told.empty()) return {};
    return rows::inconsistent("month", "至少一个就医地已确认", "请先由就医地确认本月账单",
                              "还没有地区确认");
}

/// What the tables before those of a month have carried over.
Result<std::vector<Line>> carried_into(Session& session, Month month) {
    YIDI_TRY(const auto tabled, internal::months_with(session, CycleEventKind::tables_made));
    const auto at = std::ranges::lower_bound(tabled, month);
    if (at == tabled.begin()) return std::vector<Line>{};
    YIDI_TRY(Carried before, rows::lines_in(session, *std::prev(at)));
    return std::move(before.next);
}

/// What areas owe each other by their settlements goes over to their provinces, which clear it.
ledger::Entry taken_over(const std::vector<clearing::BookedBill>& bills) {
    ledger::Entry entry;
    for (const clearing::BookedBill& bill : bills) {
        const clearing::Direction parties = clearing::direction_of(bill);
        const std::string areas =
            std::to_string(bill.mdtrtarea_admvs) + '<' + std::to_string(bill.insuplc_admdvs) + '/';
        const std::string provinces =
            std::to_string(parties.treating) + '<' + std::to_string(parties.insured) + '/';
        if (areas == provinces) continue;
        for (const clearing::FundPart& part : bill.funds) {
            ledger::post(entry, {ledger::AccountKind::clearing, areas + part.fund}, part.amount);
            ledger::post(entry, {ledger::AccountKind::clearing, provinces + part.fund},
                         -part.amount);
        }
    }
    return entry;
}

Result<ledger::Entry> entry_of_tables(Session& session, const ClearingContext& context,
                                      Month month) {
    std::vector<clearing::BookedBill> bills;
    for (const std::uint32_t party : context.parties) {
        YIDI_TRY(const auto places, rows::places_in(session, party, month));
        for (const rows::PlaceRow& place : places) {
            if (!place.placing.period) continue;
            YIDI_TRY(auto bill, rows::find_bill(session, party, place.key.setl_id));
            if (!bill) return rows::violated("a bill that is placed is in its book");
            if (clearing::direction_of(*bill).insured == party) bills.push_back(*std::move(bill));
        }
    }
    return taken_over(bills);
}

/// What is left of disagreements when the bills of registered differences are left out.
Result<std::vector<clearing::Disagreement>> not_reserved(
    Session& session, std::uint32_t party, Month month,
    const std::vector<clearing::Disagreement>& differing) {
    std::vector<clearing::Direction> directions;
    directions.reserve(differing.size());
    for (const clearing::Disagreement& one : differing) directions.push_back(one.direction);
    YIDI_TRY(const auto reserved, internal::reserved_in(session, party, month, directions));
    std::vector<clearing::Disagreement> left;
    for (std::size_t i = 0; i < differing.size(); ++i) {
        clearing::Disagreement one = differing[i];
        one.b += reserved[i].amount;
        if (one.a != one.b) left.push_back(one);
    }
    return left;
}

std::vector<clearing::Due> of_party(const std::vector<Line>& lines, std::uint32_t party) {
    std::vector<Line> own;
    std::ranges::copy_if(lines, std::back_inserter(own), [party](const Line& line) {
        return is_of_bills(line) &&
               (line.direction.insured == party || line.direction.treating == party);
    });
    return clearing::dues_of(own);
}

}  // namespace

Result<MonthView> month_view(Session& session, const ClearingContext& context, Month month) {
    YIDI_TRY(auto now, internal::cycle_now(session, context, month));
    if (!now.cycle) {
        return rows::refuse(ErrorCode::bad_value, "month", "已开启的清算月份", "请先开启这一月份",
                            "这一月份还没有开启");
    }
    MonthView view{.cycle = *std::move(now.cycle),
                   .timetable = now.timetable,
                   .events = std::move(now.events),
                   .parties = std::move(now.parties),
                   .lines = {},
                   .carried = {},
                   .notices = {}};
    YIDI_TRY(Carried lines, rows::lines_in(session, month));
    view.lines = std::move(lines.month);
    view.carried = std::move(lines.next);
    YIDI_TRY(view.notices, rows::notices_in(session, month));
    return view;
}

Result<std::vector<Cycle>> months(Session& session, const ClearingContext& context) {
    YIDI_TRY(const auto events, rows::all_events(session));
    std::vector<Cycle> all;
    for (const CycleEvent& event : events) {
        if (event.kind != CycleEventKind::opened) continue;
        YIDI_TRY(auto now, internal::cycle_now(session, context, event.month));
        all.push_back(*std::move(now.cycle));
    }
    std::ranges::reverse(all);
    return all;
}

Result<Cycle> open_month(Session& session, const ClearingContext& context, const Actor& actor,
                         Month month) {
    if (month > Month::of(context.today())) {
        return rows::refuse(ErrorCode::not_allowed, "month", "已经开始的月份", "到该月再开启",
                            "这一月份还没有开始");
    }
    YIDI_TRY(const auto opened, internal::months_with(session, CycleEventKind::opened));
    YIDI_TRY(Cycle cycle,
             internal::step_cycle(session, context, actor, month, CycleEventKind::opened));
    if (opened.empty() || month == opened.back().plus(1)) return cycle;
    return rows::inconsistent("month", "按月份先后开启，不跳过月份", "请先开启接着的月份",
                              "接着要开启的是 " + to_string(opened.back().plus(1)));
}

Result<Cycle> confirm_month(Session& session, const ClearingContext& context, const Actor& actor,
                            Month month) {
    return internal::step_cycle(session, context, actor, month, CycleEventKind::confirmed);
}

Result<TablesReply> make_tables(Session& session, const ClearingContext& context,
                                const Actor& actor, const TablesRequest& request) {
    const Month month = request.month;
    YIDI_TRY_VOID(check_earlier(session, month));
    YIDI_TRY(const Cycle cycle,
             internal::step_cycle(session, context, actor, month, CycleEventKind::tables_made));
    YIDI_TRY_VOID(check_confirmed(session, cycle, request));
    YIDI_TRY(PlacingReply placed, place_bills(session, context, month, cycle.confirmed));
    std::vector<Line> lines = std::move(placed.lines);
    lines.insert(lines.end(), request.told.begin(), request.told.end());
    YIDI_TRY(const auto carried, carried_into(session, month));
    lines.insert(lines.end(), carried.begin(), carried.end());
    YIDI_TRY(const auto matters, internal::lines_of_matters(session, context, month));
    lines.insert(lines.end(), matters.begin(), matters.end());
    YIDI_TRY(lines, clearing::compacted(std::move(lines)));
    YIDI_TRY_VOID(rows::insert(session, month, clearing::carry_negatives(std::move(lines))));
    YIDI_TRY(const ledger::Entry entry, entry_of_tables(session, context, month));
    YIDI_TRY_VOID(rows::insert_entry(session, "tables:" + to_string(month), context.now(), entry));
    // Who signs is known only now: without anybody, the month is signed already.
    YIDI_TRY(auto now, internal::cycle_now(session, context, month));
    return TablesReply{.cycle = *std::move(now.cycle),
                       .placed = placed.placed,
                       .refused = placed.refused,
                       .left = placed.left};
}

Result<std::vector<clearing::Disagreement>> against_own_book(Session& session, std::uint32_t party,
                                                             const SignRequest& request) {
    YIDI_TRY(const Carried tables, rows::lines_in(session, request.month));
    std::vector<Line> own;
    if (request.own) {
        own = *request.own;
    } else {
        YIDI_TRY(own, placed_lines(session, party, request.month));
    }
    auto differing = clearing::disagreements(of_party(tables.month, party), of_party(own, party));
    return request.own ? std::move(differing)
                       : not_reserved(session, party, request.month, differing);
}

Result<Cycle> sign_month(Session& session, const ClearingContext& context, const Actor& actor,
                         const SignRequest& request) {
    YIDI_TRY(const auto differing, against_own_book(session, actor.party, request));
    YIDI_TRY(const Cycle cycle, internal::step_cycle(session, context, actor, request.month,
                                                     CycleEventKind::signed_by));
    if (differing.empty()) return cycle;
    const clearing::Disagreement& first = differing.front();
    return rows::inconsistent("month", "与本地区账册一致的清算表",
                              "请先对账，或对有疑问的账单提出争议",
                              std::to_string(first.direction.insured) + " 应付 " +
                                  std::to_string(first.direction.treating) + "：表上 " +
                                  to_yuan(first.a) + " 元，本地区账册 " + to_yuan(first.b) +
                                  " 元；共 " + std::to_string(differing.size()) + " 处不一致");
}

Result<Cycle> publish_month(Session& session, const ClearingContext& context, const Actor& actor,
                            Month month) {
    YIDI_TRY(const Cycle cycle,
             internal::step_cycle(session, context, actor, month, CycleEventKind::published));
    YIDI_TRY(const Carried lines, rows::lines_in(session, month));
    for (clearing::Notice& notice : clearing::notices_of(month, lines.month, context.today())) {
        YIDI_TRY_VOID(rows::insert(
            session,
            rows::NoticeRow{.notice = std::move(notice), .at = context.now(), .by = actor.by}));
    }
    return cycle;
}

Result<Cycle> close_month(Session& session, const ClearingContext& context, const Actor& actor,
                          Month month) {
    return internal::step_cycle(session, context, actor, month, CycleEventKind::closed);
}

Result<clearing::Notice> step_notice(Session& session, const ClearingContext& context,
                                     const Actor& actor, const NoticeRequest& request) {
    YIDI_TRY(const auto before, rows::find_notice(session, request.number));
    if (!before) {
        return rows::refuse(ErrorCode::bad_value, "number", "已发出的通知书编号", "请核对编号",
                            "没有这份通知书");
    }
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(clearing::Notice after,
             clearing::advance_notice(
                 *before, actor, {.to = request.to, .at = context.now(), .bank = request.bank},
                 clearing::steps_after_notice(before->published, terms, context.days)));
    YIDI_TRY_VOID(rows::insert(
        session, rows::NoticeRow{.notice = after, .at = context.now(), .by = actor.by}));
    if (after.state == clearing::NoticeState::paid) {
        YIDI_TRY(const Carried lines, rows::lines_in(session, after.month));
        YIDI_TRY_VOID(rows::insert_entry(session, "notice:" + after.number, context.now(),
                                         clearing::entry_of(after, lines.month)));
    }
    return after;
}

}  // namespace yidi::app
