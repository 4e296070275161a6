#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/crypto/sha256.h"
#include "app/clearing/bills.h"
#include "app/clearing/matters.h"
#include "app/clearing/months.h"
#include "app/clearing/prepayment.h"
#include "app/clearing/reconcile.h"
#include "cli/clearing_common.h"
#include "cli/demo_stays.h"

/// What has become of the demonstration's care in other provinces by its first day: months that
/// are cleared, signed, or still taking bills.
namespace yidi::cli {
namespace {

using clearing::Actor;
using clearing::Direction;
using clearing::Month;
using clearing::NoticeState;
using clearing::Role;

// What `note` of data/demo/stays.csv may say becomes of a bill.
constexpr std::string_view kLost =
    "lost";  ///< the treating province is not told; nobody has looked
constexpr std::string_view kLostProposed = "lost_proposed";  ///< found, and its repair proposed
constexpr std::string_view kDisputed = "disputed";
constexpr std::string_view kDeducted = "deducted";
constexpr std::string_view kInquired = "inquired";

// All of the stays are of employees.
constexpr std::string_view kPooledFund = "310100";
constexpr Money kDeduction = Money::from_yuan(860);
/// Of the day, after the settlements.
constexpr int kHour = 16;
/// Days after what it is about, on which the demonstration's people do something.
constexpr int kDaysToDispute = 2;
constexpr int kDaysToDeduct = 5;
constexpr int kDaysToInquire = 4;
constexpr int kDaysToReconcile = 1;
/// Days of the next month.
constexpr unsigned kConfirmDay = 12;
constexpr unsigned kMendDay = 20;
constexpr unsigned kTablesDay = 21;
constexpr unsigned kSignDay = 23;
constexpr unsigned kPublishDay = 26;
/// Days after the notice; the last party pays when it is due, the others earlier.
constexpr int kDaysToHand = 5;
constexpr int kDaysToPay = 14;
constexpr int kDaysToReceive = 20;

Actor centre() {
    return {.role = Role::centre, .party = 0, .by = "demo centre"};
}
Actor agency(std::uint32_t party) {
    return {.role = Role::agency, .party = party, .by = "demo agency " + std::to_string(party)};
}
Actor finance(std::uint32_t party) {
    return {.role = Role::finance, .party = party, .by = "demo finance " + std::to_string(party)};
}

/// What is done on days that lie before today, in their order.
class Agenda {
public:
    using Work = std::function<Result<void>(ports::Session&, const app::ClearingContext&)>;

    void add(Date day, Work work) { entries_.push_back({day, std::move(work)}); }

    Result<void> run(Payer& payer, const app::ClearingRules& rules) {
        payer::Context now = payer.context();
        const Date today = now.now.date();
        // An entry may add later ones.
        for (std::size_t done = 0; done < entries_.size(); ++done) {
            const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(done);
            std::ranges::stable_sort(from, entries_.end(), {}, &Entry::day);
            if (from->day >= today) return {};
            now.now = at_hour(from->day, kHour);
            const app::ClearingContext context{
                .payer = now, .rules = rules.rules, .days = rules.days, .parties = rules.parties};
            const Work work = from->work;
            YIDI_TRY_VOID(ports::write(
                payer.store(), [&](ports::Session& session) { return work(session, context); }));
        }
        return {};
    }

private:
    struct Entry {
        Date day;
        Work work;
    };
    std::vector<Entry> entries_;
};

/// The treating province holds the bill's day against the other book.
Result<void> reconcile(ports::Session& session, const app::ClearingContext& context,
                       const DemoStays::Settled& bill) {
    peers::MemoryPeers peers = peers_here(session, context);
    YIDI_TRY_VOID(app::reconcile_party(session, context, peers, crypto::sha256_bytes,
                                       {.holder = bill.treating,
                                        .counterpart = bill.insured,
                                        .day = bill.day,
                                        .by = agency(bill.treating).by}));
    return {};
}

Result<void> propose_adopting(ports::Session& session, const app::ClearingContext& context,
                              const DemoStays::Settled& bill) {
    YIDI_TRY(const auto all, app::differences(session, {.holder = bill.treating,
                                                        .state = app::DifferenceState::found,
                                                        .day = bill.day}));
    for (const app::DifferenceView& one : all) {
        if (one.setl_id != bill.setl_id) continue;
        YIDI_TRY_VOID(app::propose_repair(session, context,
                                          {.holder = one.holder,
                                           .id = one.id,
                                           .by = agency(bill.treating).by,
                                           .reason = "参保地账册有此笔，本地消息丢失"},
                                          reconciliation::Repair::adopt));
    }
    return {};
}

Result<void> approve_adopting(ports::Session& session, const app::ClearingContext& context,
                              const DemoStays::Settled& bill) {
    YIDI_TRY(const auto all, app::differences(session, {.holder = bill.treating,
                                                        .state = app::DifferenceState::proposed,
                                                        .day = bill.day}));
    for (const app::DifferenceView& one : all) {
        if (one.setl_id != bill.setl_id) continue;
        YIDI_TRY_VOID(app::approve_repair(
            session, context, nullptr,
            {.holder = one.holder, .id = one.id, .by = "demo second officer", .reason = {}}));
    }
    return {};
}

/// A treating party that misses a bill does not sign: what the reader has not mended by then, the
/// demonstration has.
Result<void> mend(ports::Session& session, const app::ClearingContext& context,
                  const DemoStays::Settled& bill) {
    YIDI_TRY_VOID(reconcile(session, context, bill));
    YIDI_TRY_VOID(propose_adopting(session, context, bill));
    return approve_adopting(session, context, bill);
}

/// What two provinces have between them about one bill.
void add_matter(Agenda& agenda, const DemoStays::Settled& bill) {
    if (bill.note == kDisputed) {
        agenda.add(
            bill.day.plus_days(kDaysToDispute),
            [bill](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
                YIDI_TRY_VOID(
                    app::open_dispute(session, context, agency(bill.insured),
                                      {.setl_id = bill.setl_id, .reason = "住院天数与病案不符"}));
                return {};
            });
    }
    if (bill.note == kDeducted) {
        agenda.add(
            bill.day.plus_days(kDaysToDeduct),
            [bill](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
                YIDI_TRY_VOID(app::decide_deduction(session, context, agency(bill.treating),
                                                    {.kind = clearing::DeductionKind::review,
                                                     .setl_id = bill.setl_id,
                                                     .fund = std::string{kPooledFund},
                                                     .decided = kDeduction,
                                                     .reason = "重复收费"}));
                return {};
            });
    }
    if (bill.note == kInquired) {
        agenda.add(
            bill.day.plus_days(kDaysToInquire),
            [bill](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
                YIDI_TRY_VOID(app::ask_inquiry(session, context, agency(bill.insured), bill.setl_id,
                                               "请核实住院期间的手术"));
                return {};
            });
    }
}

bool is_lost(const DemoStays::Settled& bill) {
    return bill.note == kLost || bill.note == kLostProposed;
}

/// On each day its settlements become bills of both books.
void add_taking(Agenda& agenda, const DemoStays& stays) {
    std::vector<std::int64_t> lost;
    for (const DemoStays::Settled& one : stays.settled) {
        if (is_lost(one)) lost.push_back(one.setl_id);
    }
    for (const DemoStays::Settled& one : stays.settled) {
        agenda.add(one.day,
                   [day = one.day, lost](ports::Session& session,
                                         const app::ClearingContext& context) -> Result<void> {
                       peers::MemoryPeers peers =
                           peers_here(session, context,
                                      [&lost](std::uint32_t, const clearing::BookedBill& bill) {
                                          return std::ranges::find(lost, bill.setl_id) != lost.end()
                                                     ? peers::Fate::lost
                                                     : peers::Fate::comes;
                                      });
                       YIDI_TRY_VOID(app::take_bills(session, context,
                                                     {.from = day, .to = day, .peers = &peers}));
                       return {};
                   });
    }
}

void add_bill(Agenda& agenda, const DemoStays::Settled& bill) {
    if (is_lost(bill)) {
        agenda.add(Month::of(bill.day).plus(1).day(kMendDay),
                   [bill](ports::Session& session, const app::ClearingContext& context) {
                       return mend(session, context, bill);
                   });
    }
    if (bill.note != kLost) {
        agenda.add(
            bill.day.plus_days(kDaysToReconcile),
            [bill](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
                YIDI_TRY_VOID(reconcile(session, context, bill));
                return bill.note == kLostProposed ? propose_adopting(session, context, bill)
                                                  : Result<void>{};
            });
    }
    add_matter(agenda, bill);
}

/// The three steps of a notice, each on its day.
void add_notice(Agenda& agenda, const clearing::Notice& notice) {
    const auto step = [&agenda, &notice](int days, const Actor& actor, NoticeState to) {
        const Date day = notice.published.plus_days(days);
        agenda.add(
            day,
            [number = notice.number, actor, to, day](
                ports::Session& session, const app::ClearingContext& context) -> Result<void> {
                app::NoticeRequest request{.number = number, .to = to, .bank = {}};
                if (to != NoticeState::handed) {
                    request.bank = {.bank = "演示银行", .serial_no = "DEMO" + number, .date = day};
                }
                YIDI_TRY_VOID(app::step_notice(session, context, actor, request));
                return {};
            });
    };
    step(kDaysToHand, agency(notice.direction.insured), NoticeState::handed);
    step(kDaysToPay, finance(notice.direction.insured), NoticeState::paid);
    step(kDaysToReceive, agency(notice.direction.treating), NoticeState::received);
}

void add_end(Agenda& agenda, Month month) {
    const Month next = month.plus(1);
    agenda.add(
        next.day(kTablesDay),
        [month](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
            YIDI_TRY_VOID(
                app::make_tables(session, context, centre(), {.month = month, .told = {}}));
            return {};
        });
    agenda.add(
        next.day(kSignDay),
        [month](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
            YIDI_TRY(const app::MonthView view, app::month_view(session, context, month));
            for (const std::uint32_t party : view.parties) {
                YIDI_TRY_VOID(
                    app::sign_month(session, context, agency(party), {.month = month, .own = {}}));
            }
            return {};
        });
    agenda.add(next.day(kPublishDay),
               [month, &agenda](ports::Session& session,
                                const app::ClearingContext& context) -> Result<void> {
                   YIDI_TRY_VOID(app::publish_month(session, context, centre(), month));
                   YIDI_TRY(const app::MonthView view, app::month_view(session, context, month));
                   for (const clearing::Notice& notice : view.notices) add_notice(agenda, notice);
                   const Date end = context.today().plus_days(kDaysToReceive + 1);
                   agenda.add(end,
                              [month](ports::Session& inner,
                                      const app::ClearingContext& then) -> Result<void> {
                                  YIDI_TRY_VOID(app::close_month(inner, then, centre(), month));
                                  return {};
                              });
                   return {};
               });
}

void add_month(Agenda& agenda, Month month, const std::vector<std::uint32_t>& treating) {
    agenda.add(
        month.first(),
        [month](ports::Session& session, const app::ClearingContext& context) -> Result<void> {
            YIDI_TRY_VOID(app::open_month(session, context, centre(), month));
            return {};
        });
    Date day = month.plus(1).day(kConfirmDay);
    for (const std::uint32_t party : treating) {
        agenda.add(day,
                   [month, party](ports::Session& session,
                                  const app::ClearingContext& context) -> Result<void> {
                       YIDI_TRY_VOID(app::confirm_month(session, context, agency(party), month));
                       return {};
                   });
        day = day.next_day();
    }
    add_end(agenda, month);
}

/// What lies with the treating province from the first month on: so much that the last month which
/// is over uses some, most or nearly all of it.
void add_prepayments(Agenda& agenda, const DemoStays& stays, Date today) {
    const Month first = Month::of(stays.settled.front().day);
    Month measured = first;
    for (const DemoStays::Settled& one : stays.settled) {
        const Month month = Month::of(one.day);
        if (month < Month::of(today)) measured = std::max(measured, month);
    }
    std::map<Direction, Money> used;
    for (const DemoStays::Settled& one : stays.settled) {
        if (Month::of(one.day) == measured) {
            used[{one.insured, one.treating}] += one.fund_pay_sumamt;
        }
    }
    constexpr std::array<std::int64_t, 3> kPercentUsed{45, 78, 94};
    std::size_t number = 0;
    for (const auto& [direction, sum] : used) {
        const std::int64_t percent = kPercentUsed[number % kPercentUsed.size()];
        ++number;
        // Whole yuan, as orders are.
        const Money amount = Money::from_yuan(sum.fen() / percent + 1);
        agenda.add(
            first.first(),
            [direction, amount](ports::Session& session,
                                const app::ClearingContext& context) -> Result<void> {
                const clearing::BankReference bank{
                    .bank = "演示银行", .serial_no = "DEMO-PREPAID", .date = context.today()};
                YIDI_TRY_VOID(app::order_prepayment(session, context, centre(),
                                                    {.direction = direction, .after = amount}));
                using app::OrderState;
                YIDI_TRY_VOID(app::step_order(session, context, agency(direction.insured),
                                              {.direction = direction, .to = OrderState::handed}));
                YIDI_TRY_VOID(app::step_order(
                    session, context, finance(direction.insured),
                    {.direction = direction, .to = OrderState::paid, .bank = bank}));
                YIDI_TRY_VOID(app::step_order(
                    session, context, agency(direction.treating),
                    {.direction = direction, .to = OrderState::received, .bank = bank}));
                return {};
            });
    }
}

}  // namespace

Result<void> add_demo_months(Context& context, Payer& payer) {
    YIDI_TRY(const DemoStays stays, add_demo_stays(context, payer));
    if (stays.settled.empty()) return {};
    YIDI_TRY(const app::ClearingRules rules, load_clearing(context, payer.regions()));
    const Month first = Month::of(stays.settled.front().day);
    const Month current = Month::of(payer.now().date());
    Agenda agenda;
    add_prepayments(agenda, stays, payer.now().date());
    for (Month month = first; month <= current; month = month.plus(1)) {
        std::vector<std::uint32_t> treating;
        for (const DemoStays::Settled& one : stays.settled) {
            if (Month::of(one.day) == month) treating.push_back(one.treating);
        }
        std::ranges::sort(treating);
        treating.erase(std::ranges::unique(treating).begin(), treating.end());
        add_month(agenda, month, treating);
    }
    add_taking(agenda, stays);
    for (const DemoStays::Settled& bill : stays.settled) add_bill(agenda, bill);
    return agenda.run(payer, rules);
}

}  // namespace yidi::cli
