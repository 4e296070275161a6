#include "domain/settlement/settle.h"

#include <algorithm>
#include <array>

#include "domain/adjudication/sequence.h"
#include "domain/policy/regions.h"
#include "domain/registry/route.h"

namespace yidi::settlement {
namespace {

using adjudication::Case;
using policy::Business;
using policy::FundField;
using policy::Insutype;

using adjudication::Setlinfo;

/// Every amount that sums up.
constexpr std::array kAmounts{
    &Setlinfo::medfee_sumamt,  &Setlinfo::fulamt_ownpay_amt, &Setlinfo::overlmt_selfpay,
    &Setlinfo::preselfpay_amt, &Setlinfo::inscp_scp_amt,     &Setlinfo::rloc_preselfpay,
    &Setlinfo::act_pay_dedc,   &Setlinfo::fund_pay_sumamt,   &Setlinfo::hosp_part_amt,
    &Setlinfo::psn_part_amt,   &Setlinfo::acct_pay,          &Setlinfo::acct_mulaid_pay,
    &Setlinfo::psn_cash_pay};

Error refused(std::string where, std::string rule, std::string remedy, std::string detail) {
    return Error{.code = ErrorCode::inconsistent,
                 .where = std::move(where),
                 .rule = std::move(rule),
                 .remedy = std::move(remedy),
                 .detail = std::move(detail)};
}

/// The state as cases know it: normal, paused or ended. What refuses besides is told before.
std::int64_t case_state(entitlement::State state) {
    constexpr std::int64_t kNormal = 1;
    constexpr std::int64_t kPaused = 2;
    constexpr std::int64_t kEnded = 4;
    using entitlement::State;
    if (state == State::paused) {
        return kPaused;
    }
    const bool insured =
        state == State::insured || state == State::waiting || state == State::special_group;
    return insured ? kNormal : kEnded;
}

std::int64_t months_between(Date from, Date to) {
    const std::int64_t months = (std::int64_t{to.year()} - from.year()) * 12 +
                                std::int64_t{to.month()} - std::int64_t{from.month()};
    return std::max<std::int64_t>(0, months - (to.day() < from.day() ? 1 : 0));
}

void add_insured(const entitlement::Standing& standing, Date admission, Case& out) {
    const registry::Insurance& insurance = *standing.insurance;
    constexpr std::int64_t kMonthsMax = 1'200;
    out.insuplc_admdvs = insurance.insuplc_admdvs;
    out.insutype = insurance.insutype;
    out.psn_type = insurance.psn_type;
    out.psn_insu_stas = case_state(standing.state);
    // Where the day of discharge counts, one that was waited for on admission is over.
    const bool counts = standing.state == entitlement::State::waiting ||
                        (standing.waiting_until && *standing.waiting_until < admission);
    out.waiting_until = counts ? standing.waiting_until : std::nullopt;
    out.retire_date = insurance.retire_date;
    out.insured_months = std::min(kMonthsMax, insurance.insured_months.value_or(months_between(
                                                  insurance.psn_insu_date, admission)));
    out.insu_tier = insurance.insu_tier;
    // The register knows the rank of every civil servant: none is an answer, not an open fact.
    out.civil_rank = insurance.civil_rank.empty() ? "none" : insurance.civil_rank;
}

void add_institution(const registry::Institution& institution, Case& out) {
    constexpr std::string_view kUngraded = "11";
    constexpr std::string_view kPharmacy = "2";
    const bool pharmacy =
        institution.hosp_lv.empty() && institution.fixmedins_type.starts_with(kPharmacy);
    out.mdtrtarea_admvs = institution.admdvs;
    out.hosp_lv = pharmacy ? kUngraded : institution.hosp_lv;
    out.inst_attr = institution.inst_attr;
    out.fixmedins_code = institution.fixmedins_code;
}

/// What is open to patients from elsewhere. Chronic care of a disease that the institution is
/// published not to be open for is not among it.
std::uint8_t open_for(const registry::Institution& institution, const Visit& visit) {
    const auto state = registry::opening_of(institution, Business::chronic, visit.dise_codg);
    const unsigned chronic = 1U << static_cast<unsigned>(Business::chronic);
    return state == registry::OpeningState::disease_closed
               ? static_cast<std::uint8_t>(institution.remote_open & ~chronic)
               : institution.remote_open;
}

/// The filing that counts for a stay, by what is known now.
class FilingChoice {
public:
    FilingChoice(const std::vector<filing::Filing>& all, std::uint32_t place,
                 std::uint32_t pooling_area)
        : place_{place}, pooling_area_{pooling_area} {
        for (const filing::Filing& one : all) {
            if (one.proof != filing::ProofState::lapsed) {
                known_.push_back(one);
            }
        }
    }

    /// Writes it into the case. `admission` is the stay's, `from` the first day of this bill.
    void state(Date admission, Date from, bool is_stay, Case& out) const {
        const filing::Filing* chosen = filing::best_for(known_, place_, pooling_area_, admission);
        out.filing_given = adjudication::FilingGiven::none;
        if (chosen == nullptr) {
            return;
        }
        bool counts = in_force(*chosen, admission);
        if (is_stay && (!counts || covering(*chosen) == 0)) {
            // Filed before the discharge: the hospital has to settle directly, and by that filing.
            const Date end = out.enddate.value_or(from);
            const filing::Filing* late = filing::best_for(known_, place_, pooling_area_, end);
            if (late != nullptr && covering(*late) != 0 && in_force(*late, end) &&
                late->begndate > admission) {
                chosen = late;
                counts = true;
            }
        }
        out.filing_given = adjudication::FilingGiven::given;
        out.filing.kind = chosen->kind;
        out.filing.begndate = chosen->begndate;
        out.filing.enddate = chosen->enddate;
        out.filing.promise = chosen->proof == filing::ProofState::promised;
        if (!chosen->places.empty()) {
            const std::uint32_t here = covering(*chosen);
            out.filing.place = here != 0 ? here : chosen->places.front();
        }
        if (counts) {
            // What holds on admission holds for the stay, also for its later parts.
            out.filing.begndate = std::min(chosen->begndate, admission);
            if (out.filing.enddate) {
                out.filing.enddate = std::max(*out.filing.enddate, from);
            }
        }
    }

private:
    static bool in_force(const filing::Filing& one, Date day) {
        return one.begndate <= day && (!one.enddate || *one.enddate >= day);
    }
    /// The filed place that covers the place of care; 0 if none does. A filing without places
    /// covers any.
    [[nodiscard]] std::uint32_t covering(const filing::Filing& one) const {
        if (one.places.empty()) {
            return place_;
        }
        const auto found = std::ranges::find_if(one.places, [this](std::uint32_t place) {
            return policy::covers(place, place_) || policy::covers(place, pooling_area_);
        });
        return found == one.places.end() ? 0 : *found;
    }

    std::uint32_t place_;
    std::uint32_t pooling_area_;
    std::vector<filing::Filing> known_;
};

Result<void> add_days(const Facts& facts, Case& out) {
    const Date admission = facts.visit->begntime.date();
    const bool continues = facts.prev && facts.prev->enddate;
    const Date from = continues ? std::max(admission, *facts.prev->enddate) : admission;
    if (facts.until < from) {
        return fail(refused("endtime", "an end on or after " + to_string(from),
                            "mend the day of the discharge or of the admission",
                            "the bill would end before it begins"));
    }
    const Date settled = facts.now.date();
    if (settled < from || (settled < facts.until && !facts.mid_setl_flag)) {
        return fail(refused("endtime", "days that are not after the settlement",
                            "mend the day, or settle later",
                            "the bill ends after the day of its settlement"));
    }
    out.begndate = from;
    out.enddate = facts.until;
    out.setl_date = settled;
    return {};
}

/// A disease counts as recognised while the register says so.
bool is_recognised(const std::vector<registry::Identity>& identities, std::string_view dise_codg,
                   Date day) {
    return std::ranges::any_of(identities, [&](const registry::Identity& one) {
        return one.psn_idet_type == registry::kRecognisedDisease && one.psn_type_lv == dise_codg &&
               one.begndate <= day && (!one.enddate || *one.enddate >= day);
    });
}

adjudication::Line line_of(const PricedLine& priced) {
    adjudication::Line line;
    line.med_list_codg = priced.line.med_list_codg;
    line.medins_list_name = priced.name;
    line.cnt = priced.line.cnt;
    line.pric = priced.line.pric;
    line.det_item_fee_sumamt = priced.line.det_item_fee_sumamt;
    line.treating = priced.attributes;
    line.fee_ocur_time = priced.line.fee_ocur_time.date();
    return line;
}

Date year_start(Date day, std::int64_t start) {
    const std::int64_t in_year = std::int64_t{day.month()} * 100 + day.day();
    return Date::from_ymd({in_year >= start ? day.year() : day.year() - 1,
                           static_cast<unsigned>(start / 100), static_cast<unsigned>(start % 100)});
}

Money times(UnitPrice price, Quantity count) {
    return amount(price, count, Rounding::half_up);
}

}  // namespace

entitlement::Facts standing_facts(const Facts& facts) {
    return {.insurances = *facts.insurances,
            .identities = *facts.identities,
            .born = facts.person->personal.brdy,
            .died = facts.person->died};
}

Result<Case> case_of(const Facts& facts, const policy::Book& book) {
    const Visit& visit = *facts.visit;
    const Date admission = visit.begntime.date();
    const entitlement::Governing by =
        entitlement::governing(standing_facts(facts), book, visit.insutype,
                               {.first = admission, .last = std::max(admission, facts.until)});
    if (by.standing.insurance == nullptr) {
        return fail(Error{.code = ErrorCode::not_insured,
                          .where = "insutype",
                          .rule = "an insurance of this type that has begun on the admission day",
                          .remedy = "look at insuinfo of 1101 and send the type it names",
                          .detail = "the person has no such insurance on that day",
                          .source = {}});
    }
    Case out;
    YIDI_TRY_VOID(add_days(facts, out));
    add_insured(by.standing, admission, out);
    add_institution(*facts.institution, out);
    out.inst_open = open_for(*facts.institution, visit);
    out.age = registry::age_on(facts.person->personal, *out.setl_date);
    out.psn_idet = registry::names_on(*facts.identities, admission);
    out.med_type = visit.med_type;
    out.dise_codg = visit.dise_codg;
    if (policy::business_of(visit.med_type) == Business::chronic) {
        out.recognised = is_recognised(*facts.identities, visit.dise_codg, admission);
    }
    out.mid_setl_flag = facts.mid_setl_flag;
    out.prev = facts.prev;
    const std::uint32_t place = facts.institution->admdvs;
    FilingChoice{*facts.filings, place, book.regions().pooling_area(place)}.state(
        admission, *out.begndate, visit.is_stay, out);
    out.er_flag = visit.er_flag;
    out.trum_flag = visit.trum_flag;
    out.rel_ttp_flag = visit.rel_ttp_flag;
    for (const PricedLine& line : *facts.lines) {
        out.feedetail.push_back(line_of(line));
    }
    out.cum = facts.cum;
    out.cum_has_ipt_cnt = true;
    out.balc = facts.balc;
    out.use_acct = facts.use_acct;
    out.mulaid_balc = facts.mulaid_balc;
    return out;
}

std::optional<Date> benefit_year_of(const Case& input, const policy::Book& book) {
    const std::optional<Business> business = policy::business_of(input.med_type);
    if (!business || !input.insutype || !input.insuplc_admdvs) {
        return {};
    }
    const policy::Policy* pack = book.find(book.regions().pooling_area(*input.insuplc_admdvs));
    if (pack == nullptr) {
        return {};
    }
    const policy::CompiledScheme& scheme = pack->scheme(*input.insutype, *business);
    if (!scheme.known()) {
        return {};
    }
    const bool stay = *business == Business::inpatient || *business == Business::maternity;
    const bool by_discharge = !stay || scheme.year_crossing == policy::YearCrossing::by_discharge;
    return year_start(by_discharge ? *input.enddate : *input.begndate, scheme.benefit_year_start);
}

bool fits_price(const FeeLine& line) {
    const std::int64_t off = line.det_item_fee_sumamt.fen() - times(line.pric, line.cnt).fen();
    return off >= -1 && off <= 1;
}

Result<std::vector<PricedLine>> net_lines(const std::vector<PricedLine>& uploaded) {
    std::vector<PricedLine> net;
    for (const PricedLine& one : uploaded) {
        if (one.line.init_feedetl_sn.empty()) {
            net.push_back(one);
            continue;
        }
        const auto named = std::ranges::find_if(net, [&](const PricedLine& line) {
            return line.line.feedetl_sn == one.line.init_feedetl_sn;
        });
        if (named == net.end()) {
            return fail(refused("init_feedetl_sn", "the serial of an uploaded, unsettled line",
                                "name the line that the return takes back",
                                "there is no such line to take back from"));
        }
        const std::int64_t count =
            named->line.cnt.ten_thousandths() + one.line.cnt.ten_thousandths();
        const Money left = named->line.det_item_fee_sumamt + one.line.det_item_fee_sumamt;
        if (count < 0 || left < Money{}) {
            return fail(refused("cnt", "at most what is left of the line",
                                "return no more than " + to_string(named->line.cnt),
                                "the return is larger than the line it takes back"));
        }
        named->line.cnt = Quantity::from_ten_thousandths(count);
        named->line.det_item_fee_sumamt = left;
        if (!fits_price(named->line)) {
            return fail(refused("det_item_fee_sumamt",
                                "a rest that is cnt times pric, at most 0.01 off",
                                "take back the amount of what is returned",
                                "the line would keep " + to_yuan(left) + " for " +
                                    to_string(named->line.cnt) + " units"));
        }
    }
    std::erase_if(net, [](const PricedLine& one) {
        return one.line.cnt == Quantity{} && one.line.det_item_fee_sumamt == Money{};
    });
    return net;
}

const registry::CatalogueItem* item_on(const std::vector<registry::CatalogueItem>& items,
                                       Date day) {
    const registry::CatalogueItem* found = nullptr;
    for (const registry::CatalogueItem& item : items) {
        const bool holds = item.begndate <= day && (!item.enddate || *item.enddate >= day);
        if (holds && (found == nullptr || item.begndate > found->begndate)) {
            found = &item;
        }
    }
    return found;
}

PricedLine priced(FeeLine line, const registry::CatalogueItem* item) {
    constexpr std::string_view kMet = "1";
    PricedLine result;
    result.line = std::move(line);
    result.attributes.chrgitm_lv = "03";
    if (item == nullptr) {
        return result;
    }
    result.is_listed = true;
    result.list_type = item->list_type;
    result.med_chrgitm_type = item->med_chrgitm_type;
    result.name = item->name;
    result.attributes.chrgitm_lv = item->chrgitm_lv;
    result.attributes.selfpay_prop = item->selfpay_prop;
    result.attributes.pric_uplmt_amt = item->pric_uplmt_amt;
    result.attributes.lmt_used_flag = item->lmt_used_flag && result.line.hosp_appr_flag != kMet;
    return result;
}

adjudication::FeedetailResult parts_of(const PricedLine& priced) {
    const adjudication::LineAttributes& attributes = priced.attributes;
    const bool is_return = priced.line.det_item_fee_sumamt < Money{};
    const Money whole =
        is_return ? -priced.line.det_item_fee_sumamt : priced.line.det_item_fee_sumamt;
    const std::int64_t count = priced.line.cnt.ten_thousandths();
    adjudication::FeedetailResult parts;
    const bool in_class = attributes.chrgitm_lv == "01" || attributes.chrgitm_lv == "02";
    if (!in_class || attributes.lmt_used_flag) {
        parts.fulamt_ownpay_amt = whole;
    } else {
        if (attributes.pric_uplmt_amt && priced.line.pric > *attributes.pric_uplmt_amt) {
            const auto excess = UnitPrice::from_microyuan(priced.line.pric.microyuan() -
                                                          attributes.pric_uplmt_amt->microyuan());
            const auto units = Quantity::from_ten_thousandths(count < 0 ? -count : count);
            parts.overlmt_amt = std::min(whole, times(excess, units));
        }
        parts.preselfpay_amt =
            (whole - parts.overlmt_amt).times(attributes.selfpay_prop, Rounding::half_up);
        parts.inscp_scp_amt = whole - parts.overlmt_amt - parts.preselfpay_amt;
    }
    if (is_return) {
        for (Money* part : {&parts.fulamt_ownpay_amt, &parts.overlmt_amt, &parts.preselfpay_amt,
                            &parts.inscp_scp_amt}) {
            *part = -*part;
        }
    }
    return parts;
}

adjudication::Setlinfo sum(const adjudication::Setlinfo& a, const adjudication::Setlinfo& b) {
    adjudication::Setlinfo result = a;
    for (const auto amount : kAmounts) {
        result.*amount += b.*amount;
    }
    for (std::size_t i = 0; i < result.fund.size(); ++i) {
        result.fund[i] += b.fund[i];
    }
    return result;
}

adjudication::Setlinfo difference(const adjudication::Setlinfo& a,
                                  const adjudication::Setlinfo& b) {
    adjudication::Setlinfo result = sum(a, adjudication::negated(b));
    result.pool_prop_selfpay = {};
    result.balc = {};
    return result;
}

std::string_view fund_code(FundField field, Insutype insutype) {
    switch (field) {
        case FundField::hifp_pay: return insutype == Insutype::resident ? "390100" : "310100";
        case FundField::hifob_pay: return "330100";
        case FundField::hifmi_pay: return "390200";
        case FundField::cvlserv_pay: return "320100";
        case FundField::hifes_pay: return "370100";
        case FundField::hifdm_pay: return "350100";
        case FundField::maf_pay: return "610100";
        case FundField::oth_pay: return "999997";
    }
    return "999997";
}

std::string_view clr_type_of(Business business) {
    switch (business) {
        case Business::inpatient: return "21";
        case Business::pharmacy: return "41";
        case Business::outpatient:
        case Business::chronic:
        case Business::dual_channel:
        case Business::maternity: return "11";
    }
    return "99";
}

}  // namespace yidi::settlement
