#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/policy/pack_test_support.h"

/// Cases and answers in a few words, for tests only.
namespace yidi::adjudication::testing {

using policy::Bucket;
using policy::Business;
using policy::Distance;
using policy::FilingKind;
using policy::FilingState;
using policy::FundField;
using policy::Insutype;
using policy::Level;
using policy::Parameter;
using policy::Person;
using policy::testing::amount;
using policy::testing::bands;
using policy::testing::book_of;
using policy::testing::count;
using policy::testing::counting;
using policy::testing::date;
using policy::testing::day_of_year;
using policy::testing::factor;
using policy::testing::falling;
using policy::testing::flag;
using policy::testing::kHome;
using policy::testing::layer_of;
using policy::testing::level;
using policy::testing::minus;
using policy::testing::minus_share;
using policy::testing::nothing;
using policy::testing::of_age;
using policy::testing::pack_of;
using policy::testing::pays;
using policy::testing::percent_of_bill;
using policy::testing::points;
using policy::testing::rate;
using policy::testing::Rules;
using policy::testing::set_of;
using policy::testing::share;
using policy::testing::When;
using policy::testing::word;
using policy::testing::yuan;

constexpr std::uint32_t kNextDoor = 130200;
constexpr std::uint32_t kHarbour = 120000;
constexpr std::uint32_t kDelta = 310000;

/// An active employee in a secondary hospital at home, 2025-03-03 to 2025-03-13, first admission,
/// everything known; `cost` yuan, all in scope.
[[nodiscard]] inline Case bill(Money cost) {
    Case result;
    result.insuplc_admdvs = kHome;
    result.mdtrtarea_admvs = kHome;
    result.insutype = Insutype::employee;
    result.psn_type = "11";
    result.psn_idet.emplace();
    result.inst_attr.emplace();
    result.med_type = "21";
    result.hosp_lv = "05";
    result.ipt_cnt = 1;
    result.age = 40;
    result.begndate = date("2025-03-03");
    result.enddate = date("2025-03-13");
    result.setl_date = date("2025-03-13");
    result.filing_given = FilingGiven::none;
    result.er_flag = false;
    result.fee.medfee_sumamt = cost;
    result.fee.inscp_scp_amt = cost;
    return result;
}
[[nodiscard]] inline Case bill(std::int64_t whole) {
    return bill(yuan(whole));
}

/// Marks a fact as stated "?".
inline void not_known(Case& stated, Fact fact) {
    stated.dont_know |= 1U << static_cast<unsigned>(fact);
}

/// A remote bill with a filing of this kind to the place of care.
[[nodiscard]] inline Case filed(Case stated, FilingKind kind, std::uint32_t place) {
    stated.mdtrtarea_admvs = place;
    stated.filing_given = FilingGiven::given;
    stated.filing = {};
    stated.filing.kind = kind;
    stated.filing.place = place;
    return stated;
}

/// A retired employee.
[[nodiscard]] inline Case retired(Case stated) {
    stated.psn_type = "12";
    return stated;
}

/// Out-patient care of an employee.
[[nodiscard]] inline Case visit(std::int64_t cost) {
    Case result = bill(cost);
    result.med_type = "11";
    result.begndate = result.enddate;
    return result;
}

/// The accumulators of a case, made if they are not there.
[[nodiscard]] inline Accumulators& year_of(Case& stated) {
    if (!stated.cum) {
        stated.cum.emplace();
    }
    return *stated.cum;
}

/// The counters of its year for stays and for ordinary outpatient visits.
[[nodiscard]] inline YearCounter& stays_of(Case& stated) {
    return year_of(stated).of(policy::Business::inpatient);
}
[[nodiscard]] inline YearCounter& visits_of(Case& stated) {
    return year_of(stated).of(policy::Business::outpatient);
}

/// An answer with the packs it points into.
struct Solved {
    policy::Book book;
    Answer answer;

    [[nodiscard]] Status status() const { return answer.status; }
    [[nodiscard]] ErrorCode code() const { return answer.outcome.refusal.code; }
    [[nodiscard]] const Setlinfo& info() const { return answer.outcome.setlinfo; }
    [[nodiscard]] const Accumulators& cum() const { return answer.outcome.cum; }
    [[nodiscard]] Money paid(FundField field) const {
        return info().fund[static_cast<std::size_t>(field)];
    }
    /// −0.01 where nothing was computed, so that a missing answer is never taken for an amount.
    [[nodiscard]] Money pool() const { return if_computed(paid(FundField::hifp_pay)); }
    [[nodiscard]] Money fund() const { return if_computed(info().fund_pay_sumamt); }
    [[nodiscard]] Money deductible() const { return if_computed(info().act_pay_dedc); }
    [[nodiscard]] Money person() const { return if_computed(info().psn_part_amt); }
    /// What layer `index` paid.
    [[nodiscard]] Money layer(std::int8_t index) const {
        for (const Setldetail& row : answer.outcome.setldetail) {
            if (row.layer == index) {
                return row.fund_payamt;
            }
        }
        return if_computed({});
    }
    [[nodiscard]] bool assumes(AssumptionKind kind) const { return count_of(kind) > 0; }
    [[nodiscard]] int count_of(AssumptionKind kind) const {
        int found = 0;
        for (const Assumption& assumption : answer.outcome.assumptions) {
            found += assumption.kind == kind ? 1 : 0;
        }
        return found;
    }

private:
    [[nodiscard]] Money if_computed(Money money) const {
        return status() == Status::computed ? money : Money::from_fen(-1);
    }
};

/// Adjudicates with and without the trace, which must not change anything.
[[nodiscard]] inline Solved solve(policy::Book book, const Case& stated) {
    Solved solved{std::move(book), {}};
    solved.answer = *adjudicate(solved.book, stated, {.trace = true});
    const Answer untraced = *adjudicate(solved.book, stated);
    YIDI_ASSERT(untraced.status == solved.answer.status);
    YIDI_ASSERT(untraced.outcome.setlinfo == solved.answer.outcome.setlinfo);
    YIDI_ASSERT(untraced.outcome.setldetail == solved.answer.outcome.setldetail);
    return solved;
}
[[nodiscard]] inline Solved solve(const Rules& rules, const Case& stated) {
    return solve(book_of({pack_of({rules})}), stated);
}

}  // namespace yidi::adjudication::testing
