#include "app/clearing/confirmations.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "app/clearing/internal/cycles.h"
#include "app/clearing/internal/details.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"
#include "app/payer/internal/rows_hospital_clearing.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using clearing::Confirmation;
using clearing::ConfirmationKind;
using clearing::Month;
using internal::Treating;
using ports::Session;
using rows::inconsistent;
using rows::refuse;
using settlement::Settlement;

/// Tells what settlements of a bill's day know of it; a day's are read once.
class SettlementsByDay {
public:
    SettlementsByDay(Session& session, const std::string& fixmedins_code)
        : session_{session}, fixmedins_code_{fixmedins_code} {}

    /// Null: its settlement lies in another store.
    Result<const Settlement*> find(const BookedBill& bill) {
        if (!day_ || *day_ != bill.day) {
            YIDI_TRY(made_, internal::settlements_between(
                                session_, internal::on_day(fixmedins_code_, bill.day)));
            day_ = bill.day;
        }
        const auto found = std::ranges::find(made_, bill.setl_id, &Settlement::setl_id);
        return found == made_.end() ? nullptr : &*found;
    }

private:
    Session& session_;
    const std::string& fixmedins_code_;
    std::optional<Date> day_;
    std::vector<Settlement> made_;
};

Result<void> check_month(Session& session, const payer::Context& context, Month month) {
    const Date first = month.plus(1).first();
    if (context.now.date() < first) {
        return refuse(ErrorCode::not_allowed, "trt_month", "a month that is over",
                      "confirm when its last day has passed",
                      "this month can be confirmed from " + to_string(first) + " on");
    }
    YIDI_TRY(const std::optional<Date> tables, internal::tables_day(session, month));
    if (tables) return internal::tables_are_made("trt_month", *tables);
    return {};
}

/// Holds the rows of a 3261 against the book, one after the other.
class WordJudge {
public:
    WordJudge(Session& session, const payer::Context& context, Treating treating, Month month)
        : session_{session},
          context_{context},
          treating_{std::move(treating)},
          month_{month},
          made_{session, treating_.fixmedins_code} {}

    Result<void> judge(std::size_t place, const DetailWord& word) {
        row_ = "detail[" + std::to_string(place) + "].";
        YIDI_TRY(const BookedBill bill, bill_of(word));
        if (!seen_.insert(bill.setl_id).second) {
            return inconsistent(row_ + "setl_sn", "each settlement once in a message",
                                "send the settlement in one row",
                                "this settlement stands in an earlier row too");
        }
        YIDI_TRY(const Settlement* const one, made_.find(bill));
        if (one == nullptr) return unknown();
        YIDI_TRY_VOID(check_amount("medfee_sumamt", word.medfee_sumamt, bill.medfee_sumamt));
        YIDI_TRY_VOID(
            check_amount("optins_pay_sumamt", word.optins_pay_sumamt, bill.fund_pay_sumamt));
        if (word.mdtrt_id != std::to_string(one->mdtrt_id)) return differs("mdtrt_id");
        // The line has no parts of a second.
        constexpr std::int64_t kSecond = 1'000;
        if (word.mdtrt_setl_time.ms() / kSecond != one->setl_time.ms() / kSecond) {
            return differs("mdtrt_setl_time");
        }
        YIDI_TRY(const registry::Person person,
                 rows::read_person(session_, context_.vault, one->pid));
        if (word.certno != person.personal.certno) return differs("certno");
        said_.push_back({.setl_id = bill.setl_id, .is_in = word.is_in});
        return {};
    }

    [[nodiscard]] std::vector<clearing::SaidBill> take() { return std::move(said_); }

private:
    Result<BookedBill> bill_of(const DetailWord& word) {
        YIDI_TRY(const std::int64_t setl_id, rows::read_id(word.setl_sn, row_ + "setl_sn"));
        YIDI_TRY(auto bill, rows::find_bill(session_, treating_.party, setl_id));
        if (!bill) return unknown();
        YIDI_TRY(const bool is_asked, internal::is_to_confirm(session_, treating_, *bill, month_));
        if (!is_asked) return unknown();
        return *std::move(bill);
    }
    [[nodiscard]] tl::unexpected<Error> unknown() const {
        return refuse(ErrorCode::bad_value, row_ + "setl_sn",
                      "a settlement that 3260 answers for this month",
                      "fetch the month again by 3260; what it lacks is named by 3209A",
                      "no settlement of this institution is cleared under this number this month");
    }
    [[nodiscard]] tl::unexpected<Error> differs(std::string_view field) const {
        return inconsistent(row_ + std::string{field}, "as 3260 answered it",
                            "send the rows as 3260 answered them",
                            "the settlement has another value here");
    }
    [[nodiscard]] Result<void> check_amount(std::string_view field, Money theirs,
                                            Money ours) const {
        if (theirs == ours) return {};
        return inconsistent(row_ + std::string{field}, "the amount of the settlement",
                            "leave the row out (cnfm_flag 0) with our amount, and reconcile by "
                            "3201 and 3202",
                            to_yuan(theirs) + " was sent, the settlement has " + to_yuan(ours));
    }

    Session& session_;
    const payer::Context& context_;
    Treating treating_;
    Month month_;
    SettlementsByDay made_;
    std::string row_;
    std::set<std::int64_t> seen_;
    std::vector<clearing::SaidBill> said_;
};

/// Bills that a reversal of the same month takes back, and those reversals.
std::set<std::int64_t> come_to_nothing(const std::vector<BookedBill>& bills) {
    std::map<std::int64_t, const BookedBill*> by_id;
    for (const BookedBill& bill : bills) by_id.emplace(bill.setl_id, &bill);
    std::set<std::int64_t> nothing;
    for (const BookedBill& bill : bills) {
        const auto original = by_id.find(bill.original);
        if (original == by_id.end() || original->second->owed() != -bill.owed()) continue;
        nothing.insert({bill.setl_id, bill.original});
    }
    return nothing;
}

}  // namespace

Result<std::vector<ClearingDetail>> clearing_details(Session& session,
                                                     const payer::Context& context,
                                                     const DetailsQuery& query) {
    YIDI_TRY(const Treating treating, internal::treating_of(session, query.fixmedins_code));
    YIDI_TRY(const auto bills, internal::bills_to_confirm(session, treating, query.month));
    const auto first = static_cast<std::size_t>(std::max<std::int64_t>(query.startrow, 1) - 1);
    SettlementsByDay made{session, treating.fixmedins_code};
    std::vector<ClearingDetail> page;
    for (std::size_t i = first; i < bills.size() && i - first < kDetailsMax; ++i) {
        YIDI_TRY(const Settlement* const one, made.find(bills[i]));
        if (one == nullptr) continue;
        YIDI_TRY(const registry::Person person,
                 rows::read_person(session, context.vault, one->pid));
        page.push_back({.seqno = static_cast<std::int64_t>(i) + 1,
                        .bill = bills[i],
                        .mdtrt_id = one->mdtrt_id,
                        .setl_time = one->setl_time,
                        .certno = person.personal.certno,
                        .fulamt_advpay_flag = std::string{settlement::fulamt_advpay_flag(*one)}});
    }
    return page;
}

Result<ConfirmReply> confirm_details(Session& session, const payer::Context& context,
                                     const ConfirmRequest& request) {
    YIDI_TRY(const Treating treating,
             internal::treating_of(session, request.caller.fixmedins_code));
    YIDI_TRY_VOID(check_month(session, context, request.month));
    if (request.rows.size() > kDetailsMax) {
        return refuse(ErrorCode::limit_exceeded, "detail", "at most 100 rows in a message",
                      "send the rows in several messages", "the message has too many rows");
    }
    WordJudge judge{session, context, treating, request.month};
    for (std::size_t i = 0; i < request.rows.size(); ++i) {
        YIDI_TRY_VOID(judge.judge(i, request.rows[i]));
    }
    YIDI_TRY(const auto before,
             rows::confirmations_of(session, request.month, treating.fixmedins_code));
    const clearing::Said said = clearing::standing(before);
    const Confirmation one{.month = request.month,
                           .fixmedins_code = treating.fixmedins_code,
                           .seq = std::ssize(before) + 1,
                           .kind = ConfirmationKind::said,
                           .otransid = request.otransid,
                           .bills = judge.take(),
                           .at = context.now,
                           .by = request.caller.opter};
    ConfirmReply reply;
    for (const clearing::SaidBill& bill : one.bills) {
        ++(bill.is_in ? reply.confirmed : reply.left_out);
        const auto known = said.bills.find(bill.setl_id);
        reply.again += known != said.bills.end() && known->second == bill.is_in ? 1 : 0;
    }
    YIDI_TRY_VOID(rows::insert(session, one));
    return reply;
}

Result<UndoneConfirmation> undo_confirmation(Session& session, const payer::Context& context,
                                             const UndoConfirmationRequest& request) {
    const std::string& code = request.caller.fixmedins_code;
    YIDI_TRY(const auto before, rows::confirmations_of(session, request.month, code));
    const bool is_all = request.otransid == clearing::kUndoAll;
    const bool is_known =
        is_all || std::ranges::any_of(before, [&request](const Confirmation& one) {
            return one.kind == ConfirmationKind::said && one.otransid == request.otransid;
        });
    if (!is_known) {
        return refuse(ErrorCode::bad_value, "otransid",
                      "the inf_refmsgid of a 3261 of this institution and month, or 0 for all",
                      "send the inf_refmsgid that 3261 was answered with",
                      "this institution has confirmed nothing of this month under this number");
    }
    const auto stood = clearing::standing(before).otransids;
    const auto undone = is_all ? std::ssize(stood) : std::ranges::count(stood, request.otransid);
    if (undone == 0) return UndoneConfirmation{.before = true};
    YIDI_TRY(const std::optional<Date> tables, internal::tables_day(session, request.month));
    if (tables) return internal::tables_are_made("trt_month", *tables);
    YIDI_TRY_VOID(rows::insert(session, Confirmation{.month = request.month,
                                                     .fixmedins_code = code,
                                                     .seq = std::ssize(before) + 1,
                                                     .kind = ConfirmationKind::undone,
                                                     .otransid = request.otransid,
                                                     .bills = {},
                                                     .at = context.now,
                                                     .by = request.caller.opter}));
    return UndoneConfirmation{.messages = undone};
}

Result<std::vector<InstitutionConfirmation>> institution_confirmations(Session& session,
                                                                       std::uint32_t party,
                                                                       Month month) {
    YIDI_TRY(const auto of_month, rows::bills_between(session, party, month.first(), month.last()));
    std::set<std::string> codes;
    for (const BookedBill& bill : of_month) {
        if (clearing::direction_of(bill).treating == party) codes.insert(bill.fixmedins_code);
    }
    // Whoever has nothing but earlier bills has been asked about them in their month.
    std::vector<InstitutionConfirmation> all;
    for (const std::string& code : codes) {
        YIDI_TRY(const auto bills, internal::bills_to_confirm(
                                       session, {.fixmedins_code = code, .party = party}, month));
        YIDI_TRY(const auto messages, rows::confirmations_of(session, month, code));
        const clearing::Said said = clearing::standing(messages);
        const std::set<std::int64_t> nothing = come_to_nothing(bills);
        InstitutionConfirmation one{.fixmedins_code = code, .fund = {}, .at = said.at};
        for (const BookedBill& bill : bills) {
            const auto word = said.bills.find(bill.setl_id);
            if (word == said.bills.end() && nothing.contains(bill.setl_id)) continue;
            ++one.bills;
            one.fund += bill.owed();
            ++(word == said.bills.end() ? one.open : word->second ? one.confirmed : one.left_out);
        }
        if (one.bills > 0) all.push_back(std::move(one));
    }
    return all;
}

}  // namespace yidi::app
