#include "domain/settlement/settle.h"

/// The double entries of settlements.
namespace yidi::settlement {

using ledger::AccountKind;
using policy::FundField;

ledger::Entry entry_of(const adjudication::Setlinfo& info, const Places& places) {
    ledger::Entry entry;
    const bool away = places.insured_area != places.treating_area;
    const std::string insured = std::to_string(places.insured_area);
    const std::string between = std::to_string(places.treating_area) + '<' + insured;
    ledger::post(entry, {AccountKind::receivable, places.fixmedins_code},
                 info.medfee_sumamt - info.hosp_part_amt);
    for (std::size_t i = 0; i < policy::kFundFieldCount; ++i) {
        const std::string fund{fund_code(static_cast<FundField>(i), places.insutype)};
        ledger::post(entry,
                     {away ? AccountKind::clearing : AccountKind::fund,
                      (away ? between : insured) + '/' + fund},
                     -info.fund[i]);
    }
    ledger::post(entry, {AccountKind::personal, places.psn_no}, -info.acct_pay);
    ledger::post(entry, {AccountKind::personal, places.family_psn_no}, -info.acct_mulaid_pay);
    ledger::post(entry, {AccountKind::cash, places.fixmedins_code}, -info.psn_cash_pay);
    return entry;
}

ledger::Entry entry_with_person(const adjudication::Setlinfo& info, const Places& places) {
    ledger::Entry entry;
    const std::string insured = std::to_string(places.insured_area);
    Money paid;
    for (std::size_t i = 0; i < policy::kFundFieldCount; ++i) {
        const std::string fund{fund_code(static_cast<FundField>(i), places.insutype)};
        ledger::post(entry, {AccountKind::fund, std::string{insured}.append(1, '/').append(fund)},
                     -info.fund[i]);
        paid += info.fund[i];
    }
    ledger::post(entry, {AccountKind::personal, places.psn_no}, -info.acct_pay);
    ledger::post(entry, {AccountKind::personal, places.family_psn_no}, -info.acct_mulaid_pay);
    paid += info.acct_pay + info.acct_mulaid_pay;
    if (!places.fixmedins_code.empty()) {
        ledger::post(entry, {AccountKind::receivable, places.fixmedins_code}, -info.hosp_part_amt);
        paid += info.hosp_part_amt;
    }
    ledger::post(entry, {AccountKind::payable, places.owed_psn_no}, paid);
    return entry;
}

}  // namespace yidi::settlement
