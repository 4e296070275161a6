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
    if (!in.insuplc_admdvs) {
        return unknown(ErrorCode::unbounded, Fact::insuplc_admdvs);
    }
    insured_area = book.regions().pooling_area(*in.insuplc_admdvs);
    policy_ = insured_area == policy::kNationalFrame ? nullptr : book.find(insured_area);
    if (policy_ == nullptr) {
        return unknown(ErrorCode::no_pack);
    }
    if (in.mdtrtarea_admvs) {
        treating_area = book.regions().pooling_area(*in.mdtrtarea_admvs);
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
    if (in.insutype) {
        insutype = *in.insutype;
        return Go::on;
    }
    const std::optional<policy::Person> person = policy::person_of(in.psn_type);
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
    if (in.med_type.empty()) {
        return unknown(ErrorCode::unbounded, Fact::med_type);
    }
    const std::optional<Business> found = policy::business_of(in.med_type);
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
    scheme = &policy_->scheme(insutype, business);
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
    if (!in.begndate && !in.enddate && !in.setl_date) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::date, scheme->epochs.size(), candidate) == Go::stop) {
            return Go::stop;
        }
        admission = discharge = settlement = scheme->epochs[candidate].valid.from;
        dates_known = false;
        dates_chosen = true;
        return Go::on;
    }
    discharge = in.enddate ? *in.enddate : in.setl_date ? *in.setl_date : *in.begndate;
    admission = in.begndate ? *in.begndate : discharge;
    settlement = in.setl_date ? *in.setl_date : discharge;
    return Go::on;
}

Go Evaluation::insurance() {
    if (in.psn_insu_stas != 1) {
        return reject(ErrorCode::not_insured);
    }
    if (in.waiting_until && admission <= *in.waiting_until) {
        return reject(ErrorCode::waiting_period);
    }
    if (in.rel_ttp_flag) {
        return reject(ErrorCode::third_party_liable);
    }
    if (in.trum_flag) {
        assume({.kind = AssumptionKind::no_third_party_promise});
    }
    return Go::on;
}

bool Evaluation::filing_in_force(const Filing& filing, bool& covers_place) const {
    covers_place = !filing.place;
    if (!covers_place && !place_assumed) {
        const std::uint32_t place = book.regions().pooling_area(*filing.place);
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
    if (remote) {
        if (remote_filing() == Go::stop) {
            return Go::stop;
        }
    } else {
        state = FilingState::local;
        if (in.filing_given == FilingGiven::open && stated_unknown(Fact::filing)) {
            std::uint32_t candidate = 0;
            if (open_fact(Fact::filing, policy::kFilingKindCount + 1, candidate) == Go::stop) {
                return Go::stop;
            }
            const bool filed = candidate < policy::kFilingKindCount;
            if (filed &&
                policy::state_of(static_cast<FilingKind>(candidate)) == FilingState::long_term) {
                state = FilingState::home;
            }
        } else if (in.filing_given == FilingGiven::open) {
            assume({.kind = AssumptionKind::no_filing_for_local_care, .fact = Fact::filing});
        }
        if (in.filing_given == FilingGiven::given &&
            policy::state_of(in.filing.kind) == FilingState::long_term) {
            bool elsewhere = false;
            Filing filing = in.filing;
            filing.place.reset();  // A filing to another place; only its dates matter at home.
            if (filing_in_force(filing, elsewhere)) {
                state = FilingState::home;
            }
        }
        if (state == FilingState::home && in.filing.promise) {
            return reject(ErrorCode::promise_not_completed);
        }
    }
    at.filing = static_cast<std::uint8_t>(state);
    out->filing_state = state;
    return Go::on;
}

Go Evaluation::remote_filing() {
    const policy::Corridor* corridor =
        place_assumed ? nullptr : book.corridor(insured_area, treating_area, business, admission);
    if (corridor != nullptr) {
        state = FilingState::long_term;
        assume({.kind = AssumptionKind::deemed_filed, .corridor = corridor});
        return Go::on;
    }
    ErrorCode refusal = ErrorCode::not_filed;
    bool in_force = false;
    FilingKind kind = in.filing.kind;
    if (in.filing_given == FilingGiven::open) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::filing, policy::kFilingKindCount + 1, candidate) == Go::stop) {
            return Go::stop;
        }
        in_force = candidate < policy::kFilingKindCount;
        kind =
            static_cast<FilingKind>(std::min<std::size_t>(candidate, policy::kFilingKindCount - 1));
    } else if (in.filing_given == FilingGiven::given) {
        bool covers_place = false;
        in_force = filing_in_force(in.filing, covers_place);
        refusal = covers_place ? ErrorCode::filing_not_in_force : ErrorCode::filing_elsewhere;
        if (in_force && !in.filing.place) {
            assume({.kind = AssumptionKind::filing_place_assumed, .fact = Fact::filing});
        }
    }
    if (in_force) {
        state = policy::state_of(kind);
        return Go::on;
    }
    bool emergency = in.med_type.starts_with("24") || in.med_type.starts_with("13");
    if (in.er_flag) {
        emergency = *in.er_flag;
    } else if (stated_unknown(Fact::er_flag)) {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::er_flag, 2, candidate) == Go::stop) {
            return Go::stop;
        }
        emergency = candidate == 0;
    } else if (policy_->pack.defaults.er_flag) {
        emergency = *policy_->pack.defaults.er_flag;
        assume({.kind = AssumptionKind::pack_default,
                .fact = Fact::er_flag,
                .number = emergency ? 1 : 0});
    } else {
        assume({.kind = AssumptionKind::er_flag_from_med_type,
                .fact = Fact::er_flag,
                .number = emergency ? 1 : 0});
    }
    if (emergency) {
        state = FilingState::emergency;
        return Go::on;
    }
    state = FilingState::unfiled;
    if (in.catalog == Catalog::insured) {
        return Go::on;
    }
    at.filing = static_cast<std::uint8_t>(state);
    Pick rule;
    if (pick(Parameter::unfiled_direct, rule) == Go::stop) {
        return Go::stop;
    }
    const bool pays = rule.value != nullptr &&
                      rule.value->number == static_cast<std::int64_t>(policy::UnfiledDirect::pay);
    if (pays) {
        return Go::on;
    }
    return reject(refusal, rule.row);
}

Go Evaluation::connection() {
    if (remote && in.catalog == Catalog::treating && in.inst_open &&
        ((*in.inst_open >> static_cast<unsigned>(business)) & 1U) == 0) {
        return reject(ErrorCode::not_connected);
    }
    return Go::on;
}

Date Evaluation::year_start(Date date) const {
    const std::int64_t start = scheme->benefit_year_start;
    const std::int64_t day = std::int64_t{date.month()} * 100 + date.day();
    const int year = day >= start ? date.year() : date.year() - 1;
    return Date::from_ymd(
        {year, static_cast<unsigned>(start / 100), static_cast<unsigned>(start % 100)});
}

Go Evaluation::year() {
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
