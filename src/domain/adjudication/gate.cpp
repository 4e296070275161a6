#include <algorithm>

#include "domain/adjudication/internal/evaluation.h"

/// Step 0: who is insured where, which scheme and period, whether care elsewhere is filed, and
/// everything that refuses a bill.
namespace yidi::adjudication {

using policy::Business;
using policy::Dimension;
using policy::FilingKind;
using policy::FilingState;
using policy::Parameter;

Go Evaluation::gate() {
    at.known = bit(Dimension::identity) | bit(Dimension::attr);  // Resolved name by name.
    const auto steps = {&Evaluation::regions,       &Evaluation::choose_scheme,
                        &Evaluation::insurance,     &Evaluation::filing,
                        &Evaluation::connection,    &Evaluation::year,
                        &Evaluation::refused_groups};
    for (const auto step : steps) {
        if ((this->*step)() == Go::stop) {
            return Go::stop;
        }
    }
    return Go::on;
}

Go Evaluation::regions() {
    if (!in_.insuplc_admdvs) {
        return unknown(ErrorCode::unbounded, Fact::insuplc_admdvs);
    }
    insured_area = book_.regions().pooling_area(*in_.insuplc_admdvs);
    compiled = insured_area == policy::kNationalFrame ? nullptr : book_.find(insured_area);
    if (compiled == nullptr) {
        return unknown(ErrorCode::no_pack);
    }
    if (in_.mdtrtarea_admvs) {
        treating_area = book_.regions().pooling_area(*in_.mdtrtarea_admvs);
        remote = treating_area != insured_area;
        far = policy::province(treating_area) != policy::province(insured_area);
        return Go::on;
    }
    std::uint32_t candidate = 0;
    if (open_fact(Fact::mdtrtarea_admvs, 2, candidate) == Go::stop) {
        return Go::stop;
    }
    remote = candidate == 1;
    far = remote;
    place_assumed = remote;
    return Go::on;
}

Go Evaluation::choose_insutype() {
    if (in_.insutype) {
        insutype = *in_.insutype;
        return Go::on;
    }
    const std::optional<policy::Person> person = policy::person_of(in_.psn_type);
    if (person) {
        insutype = policy::insutype_of(*person);
        return Go::on;
    }
    std::uint32_t candidate = 0;
    if (open_fact(Fact::insutype, policy::kInsutypeCount, candidate) == Go::stop) {
        return Go::stop;
    }
    insutype = static_cast<policy::Insutype>(candidate);
    return Go::on;
}

Go Evaluation::choose_scheme() {
    if (in_.med_type.empty()) {
        return unknown(ErrorCode::unbounded, Fact::med_type);
    }
    const std::optional<Business> found = policy::business_of(in_.med_type);
    if (!found) {
        return unknown(ErrorCode::rule_unknown, Fact::med_type);
    }
    business = *found;
    if (choose_insutype() == Go::stop) {
        return Go::stop;
    }
    return choose_epoch();
}

Go Evaluation::choose_epoch() {
    scheme = &compiled->scheme(insutype, business);
    out->scheme = scheme;
    if (!scheme->known()) {
        unknown(ErrorCode::rule_unknown);
        if (scheme->scheme != nullptr) {
            out->refusal.reason = scheme->scheme->unknown;
        }
        return Go::stop;
    }
    if (choose_dates() == Go::stop) {
        return Go::stop;
    }
    policy_day = scheme->policy_date == policy::PolicyDate::admission   ? admission
                 : scheme->policy_date == policy::PolicyDate::discharge ? discharge
                                                                        : settlement;
    epoch = scheme->at(policy_day);
    if (epoch == nullptr) {
        return unknown(policy_day < scheme->epochs.front().valid.from ? ErrorCode::before_first_rule
                                                                      : ErrorCode::rule_unknown);
    }
    out->epoch = static_cast<std::size_t>(epoch - scheme->epochs.data());
    return Go::on;
}

// Dates that are left out follow the others; without any, each period of the scheme is possible.
Go Evaluation::choose_dates() {
    if (dates_chosen) {
        return Go::on;
    }
    if (!in_.begndate && !in_.enddate && !in_.setl_date) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::date, scheme->epochs.size(), candidate) == Go::stop) {
            return Go::stop;
        }
        admission = discharge = settlement = scheme->epochs[candidate].valid.from;
        dates_known = false;
        dates_chosen = true;
        return Go::on;
    }
    discharge = in_.enddate ? *in_.enddate : in_.setl_date ? *in_.setl_date : *in_.begndate;
    admission = in_.begndate ? *in_.begndate : discharge;
    settlement = in_.setl_date ? *in_.setl_date : discharge;
    return Go::on;
}

Go Evaluation::insurance() {
    if (in_.psn_insu_stas != 1) {
        return reject(ErrorCode::not_insured);
    }
    if (in_.waiting_until && admission <= *in_.waiting_until) {
        return reject(ErrorCode::waiting_period);
    }
    if (in_.rel_ttp_flag) {
        return reject(ErrorCode::third_party_liable);
    }
    if (in_.trum_flag) {
        assume({.kind = AssumptionKind::no_third_party_promise});
    }
    return Go::on;
}

bool Evaluation::filing_in_force(const Filing& filing, bool& covers_place) const {
    covers_place = !filing.place;
    if (!covers_place && !place_assumed) {
        const std::uint32_t place = book_.regions().pooling_area(*filing.place);
        covers_place =
            policy::covers(place, treating_area) || policy::covers(*filing.place, treating_area);
    }
    const bool begun = !dates_known || !filing.begndate || *filing.begndate <= admission;
    const bool ended = dates_known && filing.enddate && *filing.enddate < admission;
    return covers_place && begun && !ended;
}

Go Evaluation::filing() {
    at.distance = static_cast<std::uint8_t>(far ? policy::Distance::out_province
                                                : policy::Distance::in_province);
    at.known |= bit(Dimension::distance) | bit(Dimension::filing);
    if ((remote ? remote_filing() : local_filing()) == Go::stop) {
        return Go::stop;
    }
    at.filing = static_cast<std::uint8_t>(state);
    out->filing_state = state;
    return Go::on;
}

// Care at home: a long-term filing to another place may change the terms here too.
Go Evaluation::local_filing() {
    state = FilingState::local;
    if (in_.filing_given == FilingGiven::open && stated_unknown(Fact::filing)) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::filing, policy::kFilingKindCount + 1, candidate) == Go::stop) {
            return Go::stop;
        }
        const bool filed = candidate < policy::kFilingKindCount;
        if (filed &&
            policy::state_of(static_cast<FilingKind>(candidate)) == FilingState::long_term) {
            state = FilingState::home;
        }
    } else if (in_.filing_given == FilingGiven::open) {
        assume({.kind = AssumptionKind::no_filing_for_local_care, .fact = Fact::filing});
    } else if (in_.filing_given == FilingGiven::given &&
               policy::state_of(in_.filing.kind) == FilingState::long_term) {
        bool elsewhere = false;
        Filing filing = in_.filing;
        filing.place.reset();  // A filing to another place; only its dates matter at home.
        state = filing_in_force(filing, elsewhere) ? FilingState::home : state;
    }
    const bool promised = state == FilingState::home && in_.filing.promise;
    return promised ? reject(ErrorCode::promise_not_completed) : Go::on;
}

Go Evaluation::remote_filing() {
    const policy::Corridor* corridor =
        place_assumed ? nullptr : book_.corridor(insured_area, treating_area, business, admission);
    if (corridor != nullptr) {
        state = FilingState::long_term;
        assume({.kind = AssumptionKind::deemed_filed, .corridor = corridor});
        return Go::on;
    }
    ErrorCode refusal = ErrorCode::not_filed;
    std::optional<FilingKind> kind;
    if (filed_kind(kind, refusal) == Go::stop) {
        return Go::stop;
    }
    if (kind) {
        state = policy::state_of(*kind);
        return Go::on;
    }
    bool emergency = false;
    if (is_emergency(emergency) == Go::stop) {
        return Go::stop;
    }
    state = emergency ? FilingState::emergency : FilingState::unfiled;
    return emergency || in_.catalog == Catalog::insured ? Go::on : unfiled_direct(refusal);
}

// The filing that is in force for this place and day; without one, how a refusal names it.
Go Evaluation::filed_kind(std::optional<FilingKind>& kind, ErrorCode& refusal) {
    if (in_.filing_given == FilingGiven::open) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::filing, policy::kFilingKindCount + 1, candidate) == Go::stop) {
            return Go::stop;
        }
        if (candidate < policy::kFilingKindCount) {
            kind = static_cast<FilingKind>(candidate);
        }
    } else if (in_.filing_given == FilingGiven::given) {
        bool covers_place = false;
        if (!filing_in_force(in_.filing, covers_place)) {
            refusal = covers_place ? ErrorCode::filing_not_in_force : ErrorCode::filing_elsewhere;
            return Go::on;
        }
        kind = in_.filing.kind;
        if (!in_.filing.place) {
            assume({.kind = AssumptionKind::filing_place_assumed, .fact = Fact::filing});
        }
    }
    return Go::on;
}

Go Evaluation::is_emergency(bool& emergency) {
    const std::optional<bool>& pack_default = compiled->pack.defaults.er_flag;
    if (in_.er_flag) {
        emergency = *in_.er_flag;
    } else if (stated_unknown(Fact::er_flag)) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::er_flag, 2, candidate) == Go::stop) {
            return Go::stop;
        }
        emergency = candidate == 0;
    } else {
        emergency =
            pack_default.value_or(in_.med_type.starts_with("24") || in_.med_type.starts_with("13"));
        assume({.kind = pack_default ? AssumptionKind::pack_default
                                     : AssumptionKind::er_flag_from_med_type,
                .fact = Fact::er_flag,
                .number = emergency ? 1 : 0});
    }
    return Go::on;
}

Go Evaluation::unfiled_direct(ErrorCode refusal) {
    at.filing = static_cast<std::uint8_t>(state);
    Pick rule;
    if (pick(Parameter::unfiled_direct, rule) == Go::stop) {
        return Go::stop;
    }
    const bool pays = rule.value != nullptr &&
                      rule.value->number == static_cast<std::int64_t>(policy::UnfiledDirect::pay);
    return pays ? Go::on : reject(refusal, rule.row);
}

Go Evaluation::connection() {
    if (remote && in_.catalog == Catalog::treating && in_.inst_open &&
        ((*in_.inst_open >> static_cast<unsigned>(business)) & 1U) == 0) {
        return reject(ErrorCode::not_connected);
    }
    return Go::on;
}

Date Evaluation::year_start(Date date) const {
    const std::int64_t start = scheme->benefit_year_start;
    const DateParts parts = date.parts();
    const std::int64_t day = std::int64_t{parts.month} * 100 + parts.day;
    const int year = day >= start ? parts.year : parts.year - 1;
    return Date::from_ymd(
        {year, static_cast<unsigned>(start / 100), static_cast<unsigned>(start % 100)});
}

Go Evaluation::year() {
    if (dates_known) {
        const bool by_discharge =
            !is_stay() || scheme->year_crossing == policy::YearCrossing::by_discharge;
        out->benefit_year = year_start(by_discharge ? discharge : admission);
    }
    if (is_stay() && scheme->year_crossing == policy::YearCrossing::settle_at_year_end &&
        year_start(admission) != year_start(discharge)) {
        return reject(ErrorCode::interim_required);
    }
    return Go::on;
}

Go Evaluation::refused_groups() {
    Pick rule;
    if (pick(Parameter::gate, rule) == Go::stop) {
        return Go::stop;
    }
    if (rule.value != nullptr &&
        rule.value->number == static_cast<std::int64_t>(policy::Gate::reject)) {
        return reject(ErrorCode::not_covered, rule.row);
    }
    if (business != Business::chronic) {
        return Go::on;
    }
    if (resolve(Dimension::recognised) == Go::stop) {
        return Go::stop;
    }
    if (at.recognised) {
        return Go::on;
    }
    if (pick(Parameter::unrecognised, rule) == Go::stop) {
        return Go::stop;
    }
    const bool as_outpatient =
        rule.value != nullptr &&
        rule.value->number == static_cast<std::int64_t>(policy::Unrecognised::ordinary_outpatient);
    if (!as_outpatient) {
        return reject(ErrorCode::not_recognised, rule.row);
    }
    business = Business::outpatient;
    at.known = bit(Dimension::identity) | bit(Dimension::attr);
    at.identities_known = 0;
    at.attributes_known = 0;
    const auto steps = {&Evaluation::choose_epoch, &Evaluation::insurance,
                        &Evaluation::filing,       &Evaluation::connection,
                        &Evaluation::year,         &Evaluation::refused_groups};
    for (const auto step : steps) {
        if ((this->*step)() == Go::stop) {
            return Go::stop;
        }
    }
    return Go::on;
}

}  // namespace yidi::adjudication
