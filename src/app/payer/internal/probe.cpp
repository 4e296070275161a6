#include "app/payer/internal/probe.h"

#include "base/assert.h"

namespace yidi::payer::internal {

std::string_view med_type_of(policy::Business business) {
    switch (business) {
        case policy::Business::inpatient: return "21";
        case policy::Business::outpatient: return "11";
        case policy::Business::chronic: return "14";
        case policy::Business::pharmacy: return "41";
        case policy::Business::dual_channel: return "15";
        case policy::Business::maternity: return "52";
    }
    YIDI_ASSERT(false);
}

Result<adjudication::Case> case_of(const Probe& probe, const Context& context) {
    constexpr std::int64_t kMicroyuanOfFen = 10'000;
    constexpr std::int64_t kOneUnit = 10'000;
    settlement::PricedLine line;
    line.line.cnt = Quantity::from_ten_thousandths(kOneUnit);
    line.line.pric = UnitPrice::from_microyuan(probe.amount.fen() * kMicroyuanOfFen);
    line.line.det_item_fee_sumamt = probe.amount;
    line.line.fee_ocur_time = probe.at;
    line.attributes.chrgitm_lv = "01";
    const std::vector<settlement::PricedLine> lines{line};
    settlement::Visit visit;
    visit.pid = probe.person.pid;
    visit.insutype = probe.insutype;
    visit.med_type = probe.med_type;
    visit.dise_codg = probe.dise_codg;
    visit.begntime = probe.at;
    return settlement::case_of({.person = &probe.person,
                                .insurances = &probe.insurances,
                                .identities = &probe.identities,
                                .filings = &probe.filings,
                                .institution = &probe.institution,
                                .visit = &visit,
                                .lines = &lines,
                                .cum = {},
                                .balc = {},
                                .mulaid_balc = {},
                                .use_acct = false,
                                .mid_setl_flag = false,
                                .prev = {},
                                .until = probe.at.date(),
                                .now = probe.at},
                               context.book);
}

}  // namespace yidi::payer::internal
