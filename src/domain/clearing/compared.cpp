#include "domain/clearing/compared.h"

#include <algorithm>
#include <array>

#include "domain/settlement/settle.h"

namespace yidi::clearing {
namespace {

using reconciliation::Amount;
using reconciliation::Row;

constexpr std::array<Amount, policy::kFundFieldCount> kFunds{
    Amount::hifp_pay,  Amount::hifob_pay, Amount::hifmi_pay, Amount::cvlserv_pay,
    Amount::hifes_pay, Amount::hifdm_pay, Amount::maf_pay,   Amount::oth_pay};

}  // namespace

Row row_of(const BookedBill& bill) {
    Row row;
    row.setl_id = std::to_string(bill.setl_id);
    row.day = bill.day;
    row.amounts.tell(Amount::medfee_sumamt, bill.medfee_sumamt);
    row.amounts.tell(Amount::fund_pay_sumamt, bill.fund_pay_sumamt);
    row.amounts.tell(Amount::acct_pay, bill.acct_pay);
    row.amounts.tell(Amount::psn_cash_pay, bill.psn_cash_pay);
    for (std::size_t i = 0; i < kFunds.size(); ++i) {
        const auto fund = settlement::fund_code(static_cast<policy::FundField>(i), bill.insutype);
        const auto part = std::ranges::find(bill.funds, fund, &FundPart::fund);
        // Zero is told too: books that name different funds have none that both name.
        row.amounts.tell(kFunds[i], part == bill.funds.end() ? Money{} : part->amount);
    }
    if (bill.original != 0) {
        row.reverses = std::to_string(bill.original);
        reconciliation::set_state(row, bill.medfee_sumamt < Money{});
    }
    return row;
}

std::vector<Row> rows_of(const std::vector<BookedBill>& bills) {
    std::vector<Row> made;
    made.reserve(bills.size());
    for (const BookedBill& bill : bills) made.push_back(row_of(bill));
    return made;
}

}  // namespace yidi::clearing
