#include "domain/filing/lifecycle.h"

#include <gtest/gtest.h>

#include "domain/policy/filing_rules_test_support.h"

namespace yidi::filing {
namespace {

using policy::FilingKind;
using policy::FilingRuleBook;
using policy::KindRules;
using policy::LockException;
using policy::Span;
using policy::testing::filing_book;
using policy::testing::FilingRulesOf;

constexpr std::uint32_t kArea = 990101;
constexpr FilingKind kKind = FilingKind::long_term_resident;

Date day(unsigned month, unsigned of_month) {
    return Date::from_ymd({2026, month, of_month});
}

Filing since_january() {
    Filing filing;
    filing.id = 7;
    filing.kind = kKind;
    filing.begndate = day(1, 10);
    return filing;
}

class Ruled {
public:
    explicit Ruled(const FilingRulesOf& rules) : book_{filing_book({rules.rules()})} {}
    [[nodiscard]] policy::KindView on(Date when) const { return book_->kind(kArea, kKind, when); }

private:
    std::shared_ptr<const FilingRuleBook> book_;
};

TEST(StateOfAFiling, FollowsTheDayOnceItIsReported) {
    Filing filing = since_january();
    filing.enddate = day(7, 9);
    EXPECT_EQ(state_on(filing, day(1, 9)), State::reported);
    EXPECT_EQ(state_on(filing, day(1, 10)), State::effective);
    EXPECT_EQ(state_on(filing, day(6, 24)), State::effective);
    EXPECT_EQ(state_on(filing, day(6, 25)), State::expiring);
    EXPECT_EQ(state_on(filing, day(7, 9)), State::expiring);
    EXPECT_EQ(state_on(filing, day(7, 10)), State::expired);
    filing.proof = ProofState::lapsed;
    EXPECT_EQ(state_on(filing, day(2, 1)), State::lapsed);
}

TEST(StateOfAFiling, IsItsPhaseBeforeTheNetworkKnowsIt) {
    Filing filing = since_january();
    filing.was_reported = false;
    for (const auto& [phase, state] : {std::pair{Phase::draft, State::draft},
                                       std::pair{Phase::needs_material, State::needs_material},
                                       std::pair{Phase::approved, State::approved},
                                       std::pair{Phase::rejected, State::rejected}}) {
        filing.phase = phase;
        EXPECT_EQ(state_on(filing, day(3, 1)), state) << name(phase);
        EXPECT_EQ(parse_state(name(state)), state);
    }
}

TEST(Lock, RefusesWithTheDayOnWhichItEnds) {
    const Ruled rules{FilingRulesOf{kArea}
                          .set(kKind, &KindRules::lock, Span{.months = 3, .days = 0})
                          .set(kKind, &KindRules::lock_exceptions, std::uint8_t{1U})};
    const Filing filing = since_january();
    const auto early = may_unlock(filing, rules.on(day(4, 9)), day(4, 9), {});
    ASSERT_FALSE(early.has_value());
    EXPECT_EQ(early.error().code, ErrorCode::filing_locked);
    EXPECT_NE(early.error().remedy.find("2026-04-10"), std::string::npos);
    EXPECT_EQ(early.error().source, "synthetic, 1 (I)");
    EXPECT_EQ(locked_until(filing, rules.on(day(4, 9))), day(4, 10));
    EXPECT_TRUE(may_unlock(filing, rules.on(day(4, 10)), day(4, 10), {}).has_value());
}

TEST(Lock, IsLiftedByAnExceptionThatSomebodyHasToSee) {
    const Ruled rules{FilingRulesOf{kArea}
                          .set(kKind, &KindRules::lock, Span{.months = 0, .days = 60})
                          .set(kKind, &KindRules::lock_exceptions, std::uint8_t{1U})};
    const Filing filing = since_january();
    const auto died = may_unlock(filing, rules.on(day(2, 1)), day(2, 1), LockException::death);
    ASSERT_TRUE(died.has_value());
    EXPECT_TRUE(died->needs_review);
    EXPECT_FALSE(may_unlock(filing, rules.on(day(2, 1)), day(2, 1), LockException::wrong_entry));
}

TEST(Lock, ThatIsNotKnownIsForAPersonToDecide) {
    const Ruled rules{FilingRulesOf{kArea}};
    const auto ruling = may_unlock(since_january(), rules.on(day(2, 1)), day(2, 1), {});
    ASSERT_TRUE(ruling.has_value());
    EXPECT_TRUE(ruling->needs_review);
    EXPECT_TRUE(ruling->clause.empty());
}

TEST(Extension, AddsItsSpanAsOftenAsItMay) {
    const Ruled rules{FilingRulesOf{kArea}
                          .set(kKind, &KindRules::extension, Span{.months = 6, .days = 0})
                          .set(kKind, &KindRules::extensions, 1)};
    Filing filing = since_january();
    filing.enddate = day(7, 9);
    const auto first = may_extend(filing, rules.on(day(7, 1)), day(7, 1));
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->enddate, Date::from_ymd({2027, 1, 9}));
    EXPECT_FALSE(first->ruling.needs_review);
    EXPECT_FALSE(may_extend(filing, rules.on(day(7, 10)), day(7, 10)).has_value());
    filing.extensions = 1;
    EXPECT_EQ(may_extend(filing, rules.on(day(7, 1)), day(7, 1)).error().code,
              ErrorCode::filing_refused);
}

std::vector<DueKind> kinds_of(const std::vector<Due>& all) {
    std::vector<DueKind> kinds;
    kinds.reserve(all.size());
    for (const Due& one : all) {
        kinds.push_back(one.kind);
    }
    return kinds;
}

TEST(Agenda, WarnsFourteenSevenAndOneDayBeforeTheEnd) {
    const Ruled rules{FilingRulesOf{kArea}};
    Filing filing = since_january();
    filing.enddate = day(7, 9);
    const std::vector<Due> all = agenda(filing, rules.on(day(1, 10)), {});
    EXPECT_EQ(kinds_of(all), (std::vector{DueKind::active, DueKind::expiry, DueKind::expiry,
                                          DueKind::expiry, DueKind::ended}));
    EXPECT_EQ(to_string(all[0].at), "2026-01-10 08:00:00");
    EXPECT_EQ(to_string(all[1].at), "2026-06-25 08:00:00");
    EXPECT_EQ(to_string(all[3].at), "2026-07-08 08:00:00");
    EXPECT_EQ(to_string(all[4].at), "2026-07-10 08:00:00");
}

TEST(Agenda, LeavesAPromiseAloneWhereNoRuleSaysWhatBecomesOfIt) {
    const Ruled rules{FilingRulesOf{kArea}};
    Filing filing = since_january();
    filing.proof = ProofState::promised;
    filing.promise_until = day(2, 9);
    for (const Due& due : agenda(filing, rules.on(day(1, 10)), {})) {
        EXPECT_NE(due.kind, DueKind::promise_lapse);
    }
}

TEST(Agenda, LapsesAPromiseOnTheDayAfterItsLast) {
    const Ruled rules{
        FilingRulesOf{kArea}.set_all(&KindRules::after_lapse, policy::AfterLapse::ends)};
    Filing filing = since_january();
    filing.proof = ProofState::promised;
    filing.promise_until = day(2, 9);
    const std::vector<Due> all = agenda(filing, rules.on(day(1, 10)), {});
    ASSERT_EQ(all.back().kind, DueKind::promise_lapse);
    EXPECT_EQ(to_string(all.back().at), "2026-02-10 08:00:00");
    filing.proof = ProofState::lapsed;
    EXPECT_TRUE(agenda(filing, rules.on(day(1, 10)), {}).empty());
}

TEST(Agenda, TriesAFailedReportAgainAfterGrowingPauses) {
    const Ruled rules{FilingRulesOf{kArea}};
    Filing filing = since_january();
    filing.phase = Phase::approved;
    filing.was_reported = false;
    const Instant last = Instant::from_ms(1'000'000'000'000);
    std::int64_t before = -1;
    for (std::int32_t failures = 0; failures < 6; ++failures) {
        filing.failed_reports = failures;
        const std::vector<Due> all = agenda(filing, rules.on(day(1, 10)), last);
        ASSERT_EQ(kinds_of(all), std::vector{DueKind::report});
        const std::int64_t pause = all[0].at.ms() - last.ms();
        EXPECT_GT(pause, before);
        before = failures == 4 ? pause - 1 : pause;
    }
    EXPECT_EQ(before, 720 * 60'000);
}

}  // namespace
}  // namespace yidi::filing
