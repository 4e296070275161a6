#include "domain/publication/change.h"

#include <algorithm>
#include <set>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi::publication {
namespace {

constexpr std::uint32_t kArea = 130100;
constexpr std::int64_t kDayMs = 86'400'000;

Date day(unsigned of_march) {
    return Date::from_ymd({2026, 3, of_march});
}

Instant morning(unsigned of_march) {
    return Instant::from_ms((std::int64_t{day(of_march).days()}) * kDayMs + 3'600'000);
}

Event event(EventKind kind, const std::string& by, unsigned of_march = 1) {
    Event one;
    one.change = 7;
    one.area = kArea;
    one.kind = kind;
    one.at = morning(of_march);
    one.by = by;
    one.sha256 = "aa";
    one.reason = "why";
    return one;
}

/// A change on which each step is done or refused.
class Life {
public:
    Result<void> act(Event wanted) {
        const Change before = change;
        YIDI_TRY(const Event done, next_event(is_there ? &before : nullptr, std::move(wanted)));
        change = applied(is_there ? &before : nullptr, done);
        is_there = true;
        history.push_back(done);
        return {};
    }
    Result<void> act(EventKind kind, const std::string& by, unsigned of_march = 1) {
        return act(event(kind, by, of_march));
    }

    Change change;
    bool is_there = false;
    std::vector<Event> history;
};

Life submitted_by(const std::string& writer, const std::string& sender) {
    Life life;
    EXPECT_TRUE(life.act(EventKind::drafted, writer));
    EXPECT_TRUE(life.act(EventKind::submitted, sender));
    return life;
}

TEST(PolicyChange, IsApprovedByASecondPersonFromTheDayOfTheApproval) {
    Life life = submitted_by("user:1", "user:1");
    EXPECT_FALSE(life.change.from.has_value());
    ASSERT_TRUE(life.act(EventKind::approved, "user:2", 5));
    EXPECT_EQ(life.change.state, State::approved);
    EXPECT_EQ(life.change.from, day(5));
    EXPECT_EQ(life.change.authors, std::vector<std::string>{"user:1"});
    EXPECT_EQ(life.history.back().seq, 3);
}

TEST(PolicyChange, IsNotApprovedByAnybodyWhoWroteOrSubmittedAnyOfIt) {
    Life life;
    ASSERT_TRUE(life.act(EventKind::drafted, "user:1"));
    Event other = event(EventKind::revised, "user:2");
    other.sha256 = "bb";
    ASSERT_TRUE(life.act(other));
    Event sent = event(EventKind::submitted, "user:3");
    sent.sha256 = "bb";
    ASSERT_TRUE(life.act(sent));
    for (const std::string who : {"user:1", "user:2", "user:3"}) {
        Event approved = event(EventKind::approved, who);
        approved.sha256 = "bb";
        const auto refused = life.act(approved);
        ASSERT_FALSE(refused) << who;
        EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
        EXPECT_EQ(life.change.state, State::submitted);
    }
    Event approved = event(EventKind::approved, "user:4");
    approved.sha256 = "bb";
    EXPECT_TRUE(life.act(approved));
}

TEST(PolicyChange, IsApprovedOnlyInTheTextThatTheApproverHasSeen) {
    Life life = submitted_by("user:1", "user:1");
    Event approved = event(EventKind::approved, "user:2");
    approved.sha256 = "bb";
    const auto refused = life.act(approved);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::changed_meanwhile);
    EXPECT_EQ(refused.error().where, "sha256");
}

TEST(PolicyChange, ThatIsRevisedHasToBeSubmittedAgain) {
    Life life = submitted_by("user:1", "user:1");
    Event revised = event(EventKind::revised, "user:1");
    EXPECT_EQ(life.act(revised).error().code, ErrorCode::inconsistent) << "the same text";
    revised.sha256 = "bb";
    ASSERT_TRUE(life.act(revised));
    EXPECT_EQ(life.change.state, State::draft);
    Event approved = event(EventKind::approved, "user:2");
    approved.sha256 = "bb";
    EXPECT_EQ(life.act(approved).error().code, ErrorCode::changed_meanwhile);
}

TEST(PolicyChange, NeverCountsFromADayThatIsPast) {
    Life life;
    ASSERT_TRUE(life.act(EventKind::drafted, "user:1", 2));
    Event sent = event(EventKind::submitted, "user:1", 2);
    sent.from = day(1);
    EXPECT_EQ(life.act(sent).error().code, ErrorCode::bad_date);
    sent.from = day(3);
    ASSERT_TRUE(life.act(sent));
    const auto late = life.act(EventKind::approved, "user:2", 4);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::bad_date);
    // Sent again for another day, by anybody who may.
    sent = event(EventKind::submitted, "user:3", 4);
    sent.from = day(6);
    ASSERT_TRUE(life.act(sent));
    ASSERT_TRUE(life.act(EventKind::approved, "user:2", 4));
    EXPECT_EQ(life.change.from, day(6));
}

TEST(PolicyChange, IsRejectedWithAReasonAndThenRevised) {
    Life life = submitted_by("user:1", "user:1");
    Event rejected = event(EventKind::rejected, "user:2");
    rejected.reason.clear();
    EXPECT_EQ(life.act(rejected).error().code, ErrorCode::missing_key);
    ASSERT_TRUE(life.act(EventKind::rejected, "user:2"));
    EXPECT_EQ(life.act(EventKind::submitted, "user:1").error().code, ErrorCode::changed_meanwhile);
    Event revised = event(EventKind::revised, "user:1");
    revised.sha256 = "bb";
    EXPECT_TRUE(life.act(revised));
}

TEST(PolicyChange, IsWithdrawnByItsAuthorsAloneAndNotOnceApproved) {
    Life life = submitted_by("user:1", "user:1");
    EXPECT_EQ(life.act(EventKind::withdrawn, "user:2").error().code, ErrorCode::not_allowed);
    Life other = life;
    EXPECT_TRUE(life.act(EventKind::withdrawn, "user:1"));
    ASSERT_TRUE(other.act(EventKind::approved, "user:2"));
    EXPECT_EQ(other.act(EventKind::withdrawn, "user:1").error().code, ErrorCode::changed_meanwhile);
}

TEST(PolicyChange, ThatReturnsToAnEarlierPackKeepsItsText) {
    Life life;
    ASSERT_TRUE(life.act(EventKind::return_drafted, "user:1"));
    Event revised = event(EventKind::revised, "user:1");
    revised.sha256 = "bb";
    EXPECT_FALSE(life.act(revised));
    EXPECT_TRUE(life.change.is_return);
}

TEST(PolicyChange, IsNotEarlierThanItsLastEventWhateverTheClockSays) {
    Life life;
    ASSERT_TRUE(life.act(EventKind::drafted, "user:1", 9));
    ASSERT_TRUE(life.act(EventKind::submitted, "user:1", 3));
    EXPECT_EQ(life.history.back().at, morning(9));
}

Change published(std::int64_t id, unsigned from, std::int64_t approved_ms,
                 std::uint32_t area = kArea) {
    Change one;
    one.id = id;
    one.area = area;
    one.state = State::approved;
    one.from = day(from);
    one.at = Instant::from_ms(approved_ms);
    return one;
}

TEST(TermsOfAnArea, FollowOneAnotherAndTheLastHasNoEnd) {
    const std::vector<Change> changes{published(1, 10, 100), published(2, 20, 50),
                                      published(3, 15, 200), published(4, 1, 1, 120000)};
    const auto terms = terms_of(changes, kArea);
    ASSERT_EQ(terms.size(), 3U);
    EXPECT_EQ(terms[0].change->id, 1);
    EXPECT_EQ(terms[0].days, (DateInterval{day(10), day(15)}));
    EXPECT_EQ(terms[1].change->id, 3);
    EXPECT_EQ(terms[2].days, (DateInterval{day(20), std::nullopt}));
    EXPECT_EQ(in_force(changes, kArea, day(9)), nullptr);
    EXPECT_EQ(in_force(changes, kArea, day(19))->id, 3);
    EXPECT_EQ(in_force(changes, kArea, day(20))->id, 2);
    EXPECT_EQ(in_force(changes, 110000, day(20)), nullptr);
}

TEST(TermsOfAnArea, OfTwoFromOneDayTheLaterApprovedCounts) {
    const std::vector<Change> changes{published(1, 10, 300), published(2, 10, 200)};
    const auto terms = terms_of(changes, kArea);
    ASSERT_EQ(terms.size(), 1U);
    EXPECT_EQ(terms[0].change->id, 1);
}

TEST(TermsOfAnArea, AreOfApprovedChangesOnly) {
    Change draft = published(1, 10, 1);
    draft.state = State::submitted;
    EXPECT_TRUE(terms_of({draft}, kArea).empty());
}

TEST(PublicationWords, AreReadBack) {
    for (std::size_t i = 0; i < kEventKindCount; ++i) {
        const auto kind = static_cast<EventKind>(i);
        EXPECT_EQ(parse_event_kind(name(kind)), kind);
    }
    for (std::size_t i = 0; i < kStateCount; ++i) {
        const auto state = static_cast<State>(i);
        EXPECT_EQ(parse_state(name(state)), state);
    }
    EXPECT_FALSE(parse_event_kind("published"));
    EXPECT_FALSE(parse_state(""));
}

/// Where each state may lead; written down a second time, from docs/design/publishing.md.
const std::set<std::pair<State, State>>& legal() {
    using enum State;
    static const std::set<std::pair<State, State>> kLegal{
        {draft, draft},        {draft, submitted},     {draft, withdrawn},
        {submitted, draft},    {submitted, submitted}, {submitted, approved},
        {submitted, rejected}, {submitted, withdrawn}, {rejected, draft},
        {rejected, withdrawn},
    };
    return kLegal;
}

Event random_act() {
    const auto kind = static_cast<EventKind>(*rc::gen::inRange<int>(2, kEventKindCount));
    Event act = event(kind, "user:" + std::to_string(*rc::gen::inRange(1, 5)),
                      *rc::gen::inRange<unsigned>(1, 20));
    act.sha256 = *rc::gen::element(std::string{"aa"}, std::string{"bb"});
    if (*rc::gen::arbitrary<bool>()) act.from = day(*rc::gen::inRange<unsigned>(1, 28));
    if (*rc::gen::arbitrary<bool>()) act.reason.clear();
    return act;
}

/// What holds of a step that was done.
void check_step(const Change& before, const Change& after, const Event& done) {
    const bool moves_legally = legal().contains({before.state, after.state});
    RC_ASSERT(moves_legally);
    RC_ASSERT(done.at >= before.at);
    if (after.state != State::approved) return;
    const bool is_author = std::ranges::find(after.authors, done.by) != after.authors.end();
    RC_ASSERT(!is_author);
    RC_ASSERT(after.sha256 == before.sha256);
    RC_ASSERT(after.from.has_value());
    RC_ASSERT(*after.from >= done.at.date());
}

RC_GTEST_PROP(PolicyChange, NoSequenceOfActsLeavesTheStatesAndReplayingGivesTheSame, ()) {
    Life life;
    const EventKind first =
        *rc::gen::element(EventKind::drafted, EventKind::drafted, EventKind::return_drafted);
    RC_ASSERT(life.act(first, "user:1").has_value());
    const int acts = *rc::gen::inRange(1, 30);
    for (int i = 0; i < acts; ++i) {
        const Change before = life.change;
        const bool done = life.act(random_act()).has_value();
        if (done) {
            check_step(before, life.change, life.history.back());
        } else {
            RC_ASSERT(life.change == before);
        }
    }
    const std::vector<Change> replayed = changes_of(life.history);
    RC_ASSERT(replayed.size() == 1U);
    RC_ASSERT(replayed.front() == life.change);
}

RC_GTEST_PROP(TermsOfAnArea, ExactlyOneHoldsOnEachDayFromTheFirstOn, ()) {
    std::vector<Change> changes;
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 8);
    changes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        changes.push_back(published(static_cast<std::int64_t>(i + 1),
                                    *rc::gen::inRange<unsigned>(1, 28),
                                    *rc::gen::inRange<std::int64_t>(1, 5)));
    }
    const auto terms = terms_of(changes, kArea);
    for (unsigned of_march = 1; of_march < 29; ++of_march) {
        int holding = 0;
        for (const Term& term : terms) holding += term.days.contains(day(of_march)) ? 1 : 0;
        RC_ASSERT(holding == (day(of_march) < terms.front().days.from ? 0 : 1));
    }
}

}  // namespace
}  // namespace yidi::publication
