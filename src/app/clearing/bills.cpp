#include "app/clearing/bills.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "app/clearing/internal/details.h"
#include "app/clearing/internal/entered.h"
#include "app/clearing/internal/settled.h"
#include "app/payer/internal/period.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using clearing::Direction;
using clearing::Month;
using clearing::Placing;
using ports::Session;
using settlement::Settlement;
using settlement::SettlementKind;

constexpr clearing::Placing kUnknownOriginal{};

bool is_away(const Direction& direction) {
    return direction.insured != direction.treating;
}

/// The areas whose funds are meant, which the ledger names: a settlement may name a district.
Direction areas_of(const Settlement& one, const policy::Regions& regions) {
    return {.insured = regions.pooling_area(one.insuplc_admdvs),
            .treating = regions.pooling_area(one.mdtrtarea_admvs)};
}

Result<BookedBill> bill_of(Session& session, const Settlement& one,
                           const policy::Regions& regions) {
    YIDI_TRY(const ledger::Entry entry, rows::entry_of(session, one.pid, one.setl_id));
    BookedBill bill;
    bill.setl_id = one.setl_id;
    bill.original = one.undoes;
    bill.day = one.setl_time.date();
    const Direction areas = areas_of(one, regions);
    bill.insuplc_admdvs = areas.insured;
    bill.mdtrtarea_admvs = areas.treating;
    bill.fixmedins_code = one.fixmedins_code;
    bill.insutype = one.insutype;
    bill.clr_type = one.clr_type;
    bill.medfee_sumamt = one.info.medfee_sumamt;
    bill.fund_pay_sumamt = one.info.fund_pay_sumamt;
    bill.acct_pay = one.info.acct_pay + one.info.acct_mulaid_pay;
    bill.psn_cash_pay = one.info.psn_cash_pay;
    bill.funds = clearing::owed_by(entry);
    return bill;
}

/// Whether 2601 has undone a settlement before any book had it, or the row does that: the
/// institution knows of neither.
Result<bool> has_never_been(Session& session, const Settlement& one) {
    const std::uint32_t holder = clearing::party_of(one.insuplc_admdvs);
    const std::int64_t original = one.hidden ? one.undoes : one.setl_id;
    YIDI_TRY(const auto booked, rows::find_bill(session, holder, original));
    if (booked || one.hidden) return !booked;
    return rows::is_hidden(session, {.fixmedins_code = one.fixmedins_code,
                                     .msgid = one.msgid,
                                     .pid = one.pid,
                                     .mdtrt_id = one.mdtrt_id,
                                     .setl_id = one.setl_id});
}

/// Makes bills of settlements.
class Taker {
public:
    Taker(Session& session, const ClearingContext& context, ports::Peers* peers)
        : session_{session}, context_{context}, peers_{peers} {}

    Result<void> take(const Settlement& one) {
        if (settlement::is_by_hand(one)) return {};
        const Direction direction{.insured = clearing::party_of(one.insuplc_admdvs),
                                  .treating = clearing::party_of(one.mdtrtarea_admvs)};
        if (!is_away(direction)) return {};
        YIDI_TRY(const bool is_none, has_never_been(session_, one));
        if (is_none) return {};
        YIDI_TRY(const BookedBill bill, bill_of(session_, one, context_.payer.book.regions()));
        // What is computed again between fund and person is nobody else's affair.
        const bool is_between_areas = one.kind != SettlementKind::recomputed || !bill.funds.empty();
        if (!is_between_areas) return {};
        YIDI_TRY_VOID(take_original(one, direction.insured));
        ++reply_.seen;
        return enter(direction, bill);
    }
    [[nodiscard]] TakeReply reply() const { return reply_; }

private:
    /// What is taken back may be of a day that nobody took: else the tables would take back what
    /// they never had. It comes too late by itself, and what takes it back then has nothing to
    /// reverse.
    Result<void> take_original(const Settlement& one, std::uint32_t insured) {
        if (one.undoes == 0) return {};
        YIDI_TRY(const auto booked, rows::find_bill(session_, insured, one.undoes));
        if (booked) return {};
        YIDI_TRY(const auto original, rows::find_settlement(session_, one.pid, one.undoes));
        if (!original) return rows::violated("what is taken back was settled");
        return take(*original);
    }

    Result<void> enter(const Direction& direction, BookedBill bill) {
        YIDI_TRY(const bool is_new, book_bill(session_, context_, direction.insured, bill));
        if (!is_new) return {};
        ++reply_.taken;
        if (peers_ != nullptr) {
            peers_->tell(direction.treating, bill);
            return {};
        }
        bill.via = clearing::Via::told;
        YIDI_TRY([[maybe_unused]] const bool told,
                 book_bill(session_, context_, direction.treating, bill));
        return {};
    }

    Session& session_;
    const ClearingContext& context_;
    ports::Peers* peers_;
    TakeReply reply_;
};

/// Which bills the tables of a month take.
struct Taken {
    Month month;
    const std::vector<std::uint32_t>& confirmed;  ///< by which treating parties
    const std::set<std::int64_t>& left_out;       ///< by their institutions
};

/// Places one book after the other.
class Placer {
public:
    Placer(Session& session, const Taken& taken, const clearing::Terms& terms, Instant now)
        : session_{session},
          month_{taken.month},
          terms_{terms},
          confirmed_{taken.confirmed},
          left_out_{taken.left_out},
          now_{now} {}

    Result<void> add(const rows::BillKey& key) {
        YIDI_TRY(const auto bill, rows::find_bill(session_, key.holder, key.setl_id));
        if (!bill) return rows::violated("a bill that waits is in its book");
        const Direction direction = clearing::direction_of(*bill);
        Placing original = kUnknownOriginal;
        const bool waits = Month::of(bill->day) > month_ || left_out_.contains(bill->setl_id) ||
                           !std::ranges::binary_search(confirmed_, direction.treating);
        if (waits) return leave();
        if (bill->original != 0) {
            YIDI_TRY(const bool is_ready, find_original(key.holder, bill->original, original));
            if (!is_ready) return leave();
        }
        const Placing placing =
            clearing::place({.service_month = Month::of(bill->day), .original = bill->original},
                            month_, terms_, bill->original == 0 ? nullptr : &original);
        YIDI_TRY_VOID(rows::insert(
            session_, {.key = key, .decided_in = month_, .placing = placing, .at = now_}));
        ++(placing.period ? reply_.placed : reply_.refused);
        if (!placing.period || key.holder != direction.insured) return {};
        const auto lines = clearing::lines_of(
            *bill, clearing::origin_of(placing, bill->original == 0 ? nullptr : &original));
        reply_.lines.insert(reply_.lines.end(), lines.begin(), lines.end());
        return {};
    }

    Result<PlacingReply> take() {
        YIDI_TRY(reply_.lines, clearing::compacted(std::move(reply_.lines)));
        return std::move(reply_);
    }

private:
    Result<void> leave() {
        ++reply_.left;
        return {};
    }
    /// Whether what a bill is about has been placed. One that this book never had does not hold it
    /// up: it mends what the other book had.
    Result<bool> find_original(std::uint32_t holder, std::int64_t setl_id, Placing& original) {
        YIDI_TRY(const auto place,
                 rows::find_place(session_, {.holder = holder, .setl_id = setl_id}));
        if (place) {
            original = place->placing;
            return true;
        }
        YIDI_TRY(const auto bill, rows::find_bill(session_, holder, setl_id));
        original.period = month_;
        return !bill.has_value();
    }

    Session& session_;
    Month month_;
    const clearing::Terms& terms_;
    const std::vector<std::uint32_t>& confirmed_;
    const std::set<std::int64_t>& left_out_;
    Instant now_;
    PlacingReply reply_;
};

}  // namespace

Result<bool> book_bill(Session& session, const ClearingContext& context, std::uint32_t holder,
                       const BookedBill& bill) {
    const Direction direction = clearing::direction_of(bill);
    if (!is_away(direction)) return false;
    if (holder != direction.insured && holder != direction.treating) {
        return rows::inconsistent("bill", "参保地或就医地为本地区的账单", "请核对账单的地区",
                                  "账单与本地区无关");
    }
    // No settlement has posted it.
    const bool is_repair = bill.via == clearing::Via::institution;
    return is_repair ? internal::enter(session, context, holder, bill)
                     : rows::book(session, holder, bill, context.now());
}

Result<TakeReply> take_bills(Session& session, const ClearingContext& context,
                             const TakeRequest& request) {
    if (request.to < request.from) {
        return rows::inconsistent("to", "不早于 from 的日期", "更正其中一个日期", "止日早于起日");
    }
    Taker taker{session, context, request.peers};
    YIDI_TRY_VOID(internal::each_settlement(
        session, request.from, request.to, [&](const Settlement& one) { return taker.take(one); }));
    return taker.reply();
}

Result<PlacingReply> place_bills(Session& session, const ClearingContext& context, Month month,
                                 const std::vector<std::uint32_t>& confirmed) {
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const auto keys, rows::waiting(session));
    YIDI_TRY(const std::set<std::int64_t> left_out, internal::left_out_of(session, month));
    Placer placer{session,
                  {.month = month, .confirmed = confirmed, .left_out = left_out},
                  terms,
                  context.now()};
    for (const rows::BillKey& key : keys) YIDI_TRY_VOID(placer.add(key));
    return placer.take();
}

Result<std::vector<clearing::Line>> placed_lines(Session& session, std::uint32_t holder,
                                                 Month month) {
    YIDI_TRY(const auto places, rows::places_in(session, holder, month));
    std::vector<clearing::Line> lines;
    for (const rows::PlaceRow& place : places) {
        if (!place.placing.period) continue;
        YIDI_TRY(const auto bill, rows::find_bill(session, holder, place.key.setl_id));
        if (!bill) return rows::violated("a bill that is placed is in its book");
        const auto more = clearing::lines_of(*bill, clearing::Origin::settled);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    return clearing::compacted(std::move(lines));
}

Result<std::vector<RefusedBill>> refused_bills(Session& session, std::uint32_t holder,
                                               Month month) {
    YIDI_TRY(const auto places, rows::places_in(session, holder, month));
    std::vector<RefusedBill> refused;
    for (const rows::PlaceRow& place : places) {
        if (place.placing.period) continue;
        YIDI_TRY(auto bill, rows::find_bill(session, holder, place.key.setl_id));
        if (!bill) return rows::violated("a bill that is placed is in its book");
        refused.push_back({.bill = *std::move(bill), .placing = place.placing});
    }
    return refused;
}

Result<clearing::MonthStatistics> month_statistics(Session& session, const policy::Regions& regions,
                                                   Month month, const std::string& area) {
    std::vector<clearing::CareRow> care;
    YIDI_TRY_VOID(internal::each_settlement(
        session, month.first(), month.last(), [&](const Settlement& one) -> Result<void> {
            const Direction areas = areas_of(one, regions);
            const bool is_elsewhere = areas.insured != areas.treating;
            if (!is_elsewhere || one.kind == SettlementKind::recomputed ||
                !std::to_string(one.insuplc_admdvs).starts_with(area)) {
                return {};
            }
            constexpr std::string_view kInpatient = "21";
            care.push_back({.pid = one.pid,
                            .fixmedins_code = one.fixmedins_code,
                            .is_direct = !settlement::is_by_hand(one),
                            .is_stay = one.clr_type == kInpatient,
                            .is_reversal = one.kind == SettlementKind::reversed,
                            .medfee = one.info.medfee_sumamt,
                            .fund = one.info.fund_pay_sumamt});
            return {};
        }));
    return clearing::statistics_of(month, care);
}

}  // namespace yidi::app
