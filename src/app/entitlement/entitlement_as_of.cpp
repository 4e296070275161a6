#include "app/entitlement/entitlement_as_of.h"

#include <algorithm>

#include "app/payer/internal/probe.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_filing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/visit_of.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/entitlement/words.h"
#include "domain/explain/sentences.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using adjudication::Answer;
using adjudication::Status;
using entitlement::Standing;
using payer::Context;
using policy::Business;
using ports::Session;

/// Above every deductible: below it nobody asks what a limit has left.
constexpr std::int64_t kProbeYuan = 1'000'000;

/// A hospital at home, where nothing else is asked for.
registry::Institution at_home(const registry::Insurance& insurance) {
    constexpr std::uint8_t kAll = 0x3F;
    registry::Institution one;
    one.admdvs = insurance.insuplc_admdvs;
    one.fixmedins_type = "1";
    one.hosp_lv = "02";
    one.local_open = kAll;
    one.remote_open = kAll;
    return one;
}

/// Whether a scheme limits the cost in scope and not what the fund pays.
bool caps_cost(const policy::Scheme& scheme) {
    return std::ranges::any_of(scheme.rows, [](const policy::Row& row) {
        return row.parameter == policy::Parameter::cap_basis &&
               std::ranges::any_of(row.readings, [](const policy::Value& value) {
                   return value.number == static_cast<std::int64_t>(policy::CapBasis::in_scope);
               });
    });
}

class Gathering {
public:
    Gathering(Session& session, const Context& context, const EntitlementQuery& query)
        : session_{session}, context_{context}, query_{query} {}

    Result<EntitlementAsOf> gather() {
        out_.day = query_.day;
        out_.psn_no = query_.psn_no;
        YIDI_TRY(const registry::Pid pid, rows::read_psn_no(session_, query_.psn_no));
        YIDI_TRY(out_.person, rows::read_person(session_, context_.vault, pid));
        YIDI_TRY(out_.insurances, rows::insurances_of(session_, pid));
        YIDI_TRY(out_.identities, rows::identities_of(session_, pid));
        YIDI_TRY(records_, rows::records_of(session_, pid));
        if (!query_.fixmedins_code.empty()) {
            YIDI_TRY(place_, rows::institution_of(session_, query_.fixmedins_code));
        }
        out_.standings = entitlement::standings_on({.insurances = out_.insurances,
                                                    .identities = out_.identities,
                                                    .born = out_.person.personal.brdy,
                                                    .died = out_.person.died},
                                                   context_.book, query_.day);
        gather_records();
        YIDI_TRY_VOID(gather_filings());
        find_move();
        YIDI_TRY(events_, rows::cum_events_of(session_, pid));
        for (const Standing& one : out_.standings) {
            YIDI_TRY_VOID(gather_year(one));
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_dead() const {
        return out_.person.died && query_.day > *out_.person.died;
    }

    void gather_records() {
        for (const registry::CareRecord& one : records_) {
            if (one.cancelled || !registry::falls_into(one, query_.day, query_.day) || is_dead()) {
                continue;
            }
            if (one.kind == registry::RecordKind::referral) {
                out_.referrals.push_back(one);
            } else if (one.kind == registry::RecordKind::chosen_institution) {
                out_.chosen.push_back(one);
            }
        }
        std::vector<registry::Identity> known = out_.identities;
        for (std::size_t i = 0; i < policy::kInsutypeCount; ++i) {
            for (registry::Identity& one :
                 registry::recognised_by(records_, static_cast<policy::Insutype>(i))) {
                known.push_back(std::move(one));
            }
        }
        for (registry::Identity& one : known) {
            const bool holds =
                one.begndate <= query_.day && (!one.enddate || *one.enddate >= query_.day);
            if (one.psn_idet_type == registry::kRecognisedDisease && holds && !is_dead()) {
                out_.recognised.push_back(std::move(one));
            }
        }
    }

    Result<void> gather_filings() {
        YIDI_TRY(const auto events, rows::filing_events_of(session_, out_.person.pid));
        filings_ = filing::filings_of(events);
        for (const filing::Filing& one : filings_) {
            // As settlement takes them, whatever became of one since.
            const bool counts = filing::is_known_upward(one) && filing::holds_on(one, query_.day) &&
                                one.proof != filing::ProofState::lapsed;
            if (counts && !is_dead()) {
                out_.filings.push_back(one);
            }
        }
        return {};
    }

    /// The insurance of the day began this year, after one of the same type elsewhere had ended.
    void find_move() {
        const policy::Regions& regions = context_.book.regions();
        for (const Standing& one : out_.standings) {
            if (one.insurance == nullptr ||
                one.insurance->psn_insu_date.year() != query_.day.year()) {
                continue;
            }
            const std::uint32_t to = regions.pooling_area(one.insurance->insuplc_admdvs);
            for (const registry::Insurance& before : out_.insurances) {
                const std::uint32_t from = regions.pooling_area(before.insuplc_admdvs);
                const bool ended = before.paus_insu_date &&
                                   *before.paus_insu_date <= one.insurance->psn_insu_date &&
                                   before.paus_insu_date->year() == query_.day.year();
                if (before.insutype == one.insutype && from != to && ended) {
                    out_.moved = Moved{
                        .from = from,
                        .to = to,
                        .day = one.insurance->psn_insu_date,
                        .rule = context_.book.person_rules().find(
                            policy::PersonRule::moved_year, to, one.insurance->psn_insu_date)};
                }
            }
        }
    }

    Result<void> gather_year(const Standing& standing) {
        if (standing.insurance == nullptr) {
            return {};
        }
        YIDI_TRY_VOID(gather_limit(standing, Business::inpatient, {}));
        YIDI_TRY_VOID(gather_limit(standing, Business::outpatient, {}));
        for (const registry::Identity& one : out_.recognised) {
            YIDI_TRY_VOID(gather_limit(standing, Business::chronic, one.psn_type_lv));
        }
        return {};
    }

    /// What had been counted of the benefit year by the end of the day.
    Result<void> state_year(const rows::YearKey& key) {
        YearUsed used;
        used.insutype = key.insutype;
        used.year = key.year;
        const rows::CumEvent* last = nullptr;
        for (const rows::CumEvent& event : events_) {
            if (event.key == key && event.at.date() <= query_.day) {
                last = &event;
            }
        }
        if (last != nullptr) {
            used.at = last->at;
            YIDI_TRY(used.cum, settlement::parse_accumulators(last->cum));
        }
        out_.years.push_back(std::move(used));
        return {};
    }

    Result<void> gather_limit(const Standing& standing, Business business, std::string dise_codg) {
        LimitLeft limit;
        limit.insutype = standing.insutype;
        limit.business = business;
        limit.dise_codg = dise_codg;
        YIDI_TRY(const auto identities,
                 rows::identities_for(session_, out_.person.pid, standing.insutype));
        const registry::Institution institution = place_ ? *place_ : at_home(*standing.insurance);
        const rows::Probe probe{.person = out_.person,
                                .insurances = out_.insurances,
                                .identities = identities,
                                .filings = filings_,
                                .institution = institution,
                                .insutype = standing.insutype,
                                .med_type = std::string{rows::med_type_of(business)},
                                .dise_codg = std::move(dise_codg),
                                .at = noon(query_.day),
                                .amount = Money::from_yuan(kProbeYuan)};
        YIDI_TRY(adjudication::Case stated, rows::case_of(probe, context_));
        const Date year = settlement::benefit_year_of(stated, context_.book).value_or(query_.day);
        const rows::YearKey key{out_.person.pid, year.year(), standing.insutype};
        if (business == Business::inpatient) {
            YIDI_TRY_VOID(state_year(key));
        }
        stated.cum = cum_of(key);
        YIDI_TRY(const Answer answer, adjudication::adjudicate(context_.book, stated));
        read_limit(standing, answer, limit);
        out_.limits.push_back(std::move(limit));
        return {};
    }

    [[nodiscard]] adjudication::Accumulators cum_of(const rows::YearKey& key) const {
        for (const YearUsed& used : out_.years) {
            if (used.insutype == key.insutype && used.year == key.year) {
                return used.cum;
            }
        }
        return {};
    }

    void read_limit(const Standing& standing, const Answer& answer, LimitLeft& limit) const {
        if (!standing.pays()) {
            limit.why = entitlement::told(standing, context_.book).cause.zh;
            return;
        }
        if (answer.status != Status::computed) {
            limit.why = answer.status == Status::range
                            ? "参保地规则在此没有唯一数额"
                            : explain::refusal(answer.outcome, context_.book, explain::Language::zh)
                                  .sentence;
            return;
        }
        if (caps_cost(*answer.outcome.scheme->scheme)) {
            limit.why = "封顶线按政策范围内费用计，不是基金支付额";
            return;
        }
        limit.is_known = true;
        // The pooled fund's row stands first, whatever it pays.
        limit.left = answer.outcome.setldetail.front().crt_payb_lmt_amt;
    }

    static Instant noon(Date day) { return *parse_instant(to_string(day) + " 12:00:00"); }

    Session& session_;
    const Context& context_;
    const EntitlementQuery& query_;
    EntitlementAsOf out_;
    std::vector<registry::CareRecord> records_;
    std::vector<filing::Filing> filings_;
    std::vector<rows::CumEvent> events_;
    std::optional<registry::Institution> place_;
};

}  // namespace

Result<EntitlementAsOf> entitlement_as_of(Session& session, const Context& context,
                                          const EntitlementQuery& query) {
    return Gathering{session, context, query}.gather();
}

}  // namespace yidi::app
