#include "domain/adjudication/identities.h"

#include <algorithm>

namespace yidi::adjudication {

namespace {

tl::unexpected<Error> broken(std::string_view identity) {
    return fail(Error{.code = ErrorCode::invariant_violated,
                      .where = std::string{identity},
                      .rule = "this identity holds for every settlement",
                      .remedy = "report the case: nothing was answered",
                      .detail = "identity broken: " + std::string{identity},
                      .source = {}});
}

bool any_negative(const Setlinfo& info) {
    Money least = *std::ranges::min_element(info.fund);
    for (const Money amount :
         {info.medfee_sumamt, info.fulamt_ownpay_amt, info.overlmt_selfpay, info.preselfpay_amt,
          info.inscp_scp_amt, info.rloc_preselfpay, info.act_pay_dedc, info.fund_pay_sumamt,
          info.hosp_part_amt, info.psn_part_amt, info.acct_pay, info.acct_mulaid_pay,
          info.psn_cash_pay, info.balc}) {
        least = std::min(least, amount);
    }
    return least < Money{};
}

}  // namespace

Result<void> check_identities(const Outcome& outcome) {
    const Setlinfo& info = outcome.setlinfo;
    if (info.medfee_sumamt !=
        info.fulamt_ownpay_amt + info.overlmt_selfpay + info.preselfpay_amt + info.inscp_scp_amt) {
        return broken("medfee = fulamt_ownpay + overlmt_selfpay + preselfpay + inscp_scp");
    }
    if (info.medfee_sumamt != info.fund_pay_sumamt + info.hosp_part_amt + info.psn_part_amt) {
        return broken("medfee = fund_pay_sumamt + hosp_part_amt + psn_part_amt");
    }
    if (info.psn_part_amt != info.acct_pay + info.acct_mulaid_pay + info.psn_cash_pay) {
        return broken("psn_part = acct_pay + acct_mulaid_pay + psn_cash_pay");
    }
    Money funds;
    for (const Money amount : info.fund) {
        funds += amount;
    }
    if (funds != info.fund_pay_sumamt) {
        return broken("fund_pay_sumamt = the sum of the funds");
    }
    if (any_negative(info)) {
        return broken("no amount is negative");
    }
    Money paid;
    for (const Setldetail& row : outcome.setldetail) {
        paid += row.fund_payamt;
        if (row.crt_payb_lmt_amt && row.fund_payamt > *row.crt_payb_lmt_amt) {
            return broken("no fund passes its cap");
        }
    }
    if (paid != info.fund_pay_sumamt + info.acct_pay + info.acct_mulaid_pay + info.hosp_part_amt) {
        return broken("setldetail lists every payer");
    }
    if (!outcome.feedetail.empty()) {
        FeedetailResult sum;
        for (const FeedetailResult& line : outcome.feedetail) {
            sum.fulamt_ownpay_amt += line.fulamt_ownpay_amt;
            sum.overlmt_amt += line.overlmt_amt;
            sum.preselfpay_amt += line.preselfpay_amt;
            sum.inscp_scp_amt += line.inscp_scp_amt;
        }
        const FeedetailResult total{info.fulamt_ownpay_amt, info.overlmt_selfpay,
                                    info.preselfpay_amt, info.inscp_scp_amt};
        if (sum != total) {
            return broken("the lines add up to the totals");
        }
    }
    return {};
}

}  // namespace yidi::adjudication
