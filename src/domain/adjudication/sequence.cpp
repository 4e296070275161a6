#include "domain/adjudication/sequence.h"

#include "base/assert.h"

namespace yidi::adjudication {

namespace {

bool is_settled(const Answer& answer) {
    return answer.status == Status::computed;
}

// A bill of a sequence: the accumulators before it decide, so it must not bring its own.
Case placed(const Case& bill, const std::optional<Accumulators>& cum) {
    Case result = bill;
    if (cum) {
        result.cum = *cum;
        result.cum_has_ipt_cnt = true;
        result.ipt_cnt.reset();
    }
    return result;
}

Result<std::vector<Answer>> adjudicate_from(const policy::Book& book,
                                            const std::vector<Case>& bills, std::size_t first,
                                            std::optional<Accumulators> cum) {
    std::vector<Answer> answers;
    for (std::size_t i = first; i < bills.size(); ++i) {
        YIDI_TRY(Answer answer, adjudicate(book, placed(bills[i], cum)));
        if (is_settled(answer)) {
            cum = answer.outcome.cum;
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

// The accumulators that stood before bill `index`: what the last settled bill before it left, or
// what the first one brought.
Accumulators before(const std::vector<Case>& bills, const std::vector<Answer>& answers,
                    std::size_t index) {
    for (std::size_t i = index; i > 0; --i) {
        if (is_settled(answers[i - 1])) {
            return answers[i - 1].outcome.cum;
        }
    }
    return bills.front().cum.value_or(Accumulators{});
}

}  // namespace

Setlinfo negated(const Setlinfo& info) {
    Setlinfo result = info;
    for (Money* amount :
         {&result.medfee_sumamt, &result.fulamt_ownpay_amt, &result.overlmt_selfpay,
          &result.preselfpay_amt, &result.inscp_scp_amt, &result.rloc_preselfpay,
          &result.act_pay_dedc, &result.fund_pay_sumamt, &result.hosp_part_amt,
          &result.psn_part_amt, &result.acct_pay, &result.acct_mulaid_pay, &result.psn_cash_pay}) {
        *amount = -*amount;
    }
    for (Money& amount : result.fund) {
        amount = -amount;
    }
    result.balc = info.balc + info.acct_pay;  // The account has its money back.
    return result;
}

Result<std::vector<Answer>> adjudicate_sequence(const policy::Book& book,
                                                const std::vector<Case>& bills) {
    return adjudicate_from(book, bills, 0, std::nullopt);
}

Result<Undone> undo(const policy::Book& book, const std::vector<Case>& bills,
                    const std::vector<Answer>& answers, std::size_t index) {
    YIDI_ASSERT(bills.size() == answers.size());
    YIDI_ASSERT(index < bills.size());
    const Answer& taken = answers[index];
    if (!is_settled(taken)) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = std::to_string(index),
                          .rule = "only a settled bill can be taken back",
                          .remedy = "choose a bill whose status is computed",
                          .detail = "the bill was not settled",
                          .source = {}});
    }
    bool later = false;
    for (std::size_t i = index + 1; i < answers.size(); ++i) {
        later = later || is_settled(answers[i]);
    }
    if (later && taken.outcome.scheme->undo_rule == policy::UndoRule::block) {
        return fail(Error{.code = ErrorCode::must_undo_later_first,
                          .where = std::to_string(index),
                          .rule = "later settlements of the year stand on this one",
                          .remedy = "take back the later ones first, the latest before the others",
                          .detail = "later settlements block taking this one back",
                          .source = {}});
    }
    Undone result;
    result.negative = negated(taken.outcome.setlinfo);
    result.cum = before(bills, answers, index);
    if (!later) {
        return result;
    }
    YIDI_TRY(const std::vector<Answer> again, adjudicate_from(book, bills, index + 1, result.cum));
    for (std::size_t i = 0; i < again.size(); ++i) {
        const Answer& old = answers[index + 1 + i];
        if (again[i].outcome.setlinfo != old.outcome.setlinfo) {
            result.differences.push_back(
                {index + 1 + i, old.outcome.setlinfo, again[i].outcome.setlinfo});
        }
        if (is_settled(again[i])) {
            result.cum = again[i].outcome.cum;
        }
    }
    return result;
}

}  // namespace yidi::adjudication
