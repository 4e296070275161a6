#include "app/clearing/jobs.h"

#include <algorithm>
#include <array>
#include <set>

#include "adapters/crypto/sha256.h"
#include "tests/clearing/centre.h"

/// What every night does without a request: bills of the days that have ended, and days held
/// against the other books.
namespace yidi::tests {
namespace {

using app::DifferenceState;
using clearing::BookedBill;
using ports::Session;
using reconciliation::Class;
using reconciliation::Hash;

constexpr std::uint32_t kShijiazhuang = 130100;
constexpr std::size_t kAll = 100;

/// The other parties, of whom some do not answer.
class SomeSilent final : public ports::Peers {
public:
    explicit SomeSilent(ports::Peers& all) : all_{all} {}
    std::set<std::uint32_t> silent;

    void tell(std::uint32_t to, const BookedBill& bill) override { all_.tell(to, bill); }
    Result<std::size_t> count(const Day& day) override {
        if (silent.contains(day.asked)) {
            return fail({.code = ErrorCode::busy,
                         .where = std::to_string(day.asked),
                         .rule = "a party that answers",
                         .remedy = "ask again",
                         .detail = "no answer"});
        }
        return all_.count(day);
    }
    Result<Hash> root(const Day& day, reconciliation::Shape shape) override {
        return all_.root(day, shape);
    }
    Result<std::vector<Hash>> children(const Day& day, reconciliation::Shape shape,
                                       std::span<const reconciliation::Node> nodes) override {
        return all_.children(day, shape, nodes);
    }
    Result<std::vector<std::int64_t>> repaired(const Day& day) override {
        return all_.repaired(day);
    }
    Result<std::vector<BookedBill>> bills(const Day& day, reconciliation::Shape shape,
                                          std::span<const std::uint32_t> buckets) override {
        return all_.bills(day, shape, buckets);
    }

private:
    ports::Peers& all_;
};

class Nights : public Centre {
protected:
    Nights() { on("2026-01-10"); }

    void lose() {
        fate_ = [](const BookedBill&) { return peers::Fate::lost; };
    }
    void night(std::string_view day) { now_ = at(std::string{day} + " 02:00:00"); }

    /// The night of the store of insured books; its writer fails after `works`.
    Result<app::HeldDays> try_hold(std::size_t limit, std::size_t works) {
        left_.clear();
        return app::hold_ended_days(
            {.transact = [this, &works](const app::NightWork& work) -> Result<void> {
                 if (works == 0) return fail({.code = ErrorCode::busy});
                 --works;
                 return in<void>(store_, [&](Session& session, const app::ClearingContext& now) {
                     return work(session, now, peers_);
                 });
             },
             .hash = hash_,
             .on_left = [this](const app::PartyDay& day,
                               const Error&) { left_.push_back(day.counterpart); }},
            limit);
    }
    app::HeldDays hold(std::size_t limit = kAll) {
        const auto done = try_hold(limit, kAll);
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
        return done.value_or(app::HeldDays{});
    }
    std::vector<app::DifferenceView> differences(DifferenceState state) {
        std::vector<app::DifferenceView> found;
        EXPECT_TRUE(store_.read([&](Session& session) -> Result<void> {
            YIDI_TRY(found,
                     app::differences(session, {.holder = kHebei, .state = state, .day = {}}));
            return {};
        }));
        return found;
    }
    app::TakenDays take() {
        const auto done =
            in<app::TakenDays>(store_, [&](Session& session, const app::ClearingContext& now) {
                return app::take_ended_days(session, now, &peers_);
            });
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
        return done.value_or(app::TakenDays{});
    }
    /// Until no day that has ended is left.
    app::TakenDays take_all() {
        app::TakenDays sum;
        sum.is_all = false;
        while (!sum.is_all) {
            const app::TakenDays one = take();
            sum.days += one.days;
            sum.seen += one.seen;
            sum.taken += one.taken;
            sum.is_all = one.is_all;
        }
        return sum;
    }

    SomeSilent peers_{to_treating_};
    std::vector<std::uint32_t> left_;

private:
    const reconciliation::HashFunction hash_ = crypto::sha256_bytes;
};

TEST_F(Nights, FindALossThatNobodyAskedAbout) {
    settle(kShijiazhuang, kBeijing, yuan(300));
    lose();
    const BookedBill lost = settle(kShijiazhuang, kTianjin, yuan(700));
    EXPECT_EQ(hold().due, 0U) << "the day goes on";
    night("2026-01-11");
    const app::HeldDays done = hold();
    EXPECT_EQ(done.held, 2);
    EXPECT_EQ(done.differing, 1);
    const auto found = differences(DifferenceState::found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().setl_id, lost.setl_id);
    EXPECT_EQ(found.front().what, Class::only_a);
    EXPECT_EQ(found.front().by, "job:reconcile");
}

TEST_F(Nights, DoNothingTwice) {
    settle(kShijiazhuang, kBeijing, yuan(300));
    lose();
    settle(kShijiazhuang, kTianjin, yuan(700));
    night("2026-01-11");
    hold();
    const std::string before = state();
    EXPECT_EQ(hold().due, 0U);
    EXPECT_EQ(state(), before);
}

TEST_F(Nights, ComeBackToADayUntilNothingOfItIsOpen) {
    fate_ = [](const BookedBill&) { return peers::Fate::late; };
    settle(kShijiazhuang, kTianjin, yuan(700));
    night("2026-01-11");
    hold();
    night("2026-01-12");
    EXPECT_EQ(hold().differing, 1);
    ASSERT_EQ(differences(DifferenceState::found).size(), 1U) << "it is found once";
    to_treating_.deliver_late();
    night("2026-01-13");
    EXPECT_EQ(hold().held, 1);
    EXPECT_TRUE(differences(DifferenceState::found).empty());
    EXPECT_EQ(differences(DifferenceState::agreed).size(), 1U);
    night("2026-01-14");
    EXPECT_EQ(hold().due, 0U);
}

TEST_F(Nights, LeaveADifferenceThatIsMendedAlone) {
    lose();
    settle(kShijiazhuang, kTianjin, yuan(700));
    night("2026-01-11");
    hold();
    const auto found = differences(DifferenceState::found);
    ASSERT_EQ(found.size(), 1U);
    const app::RepairStep step{
        .holder = kHebei, .id = found.front().id, .by = "user:7", .reason = "never admitted there"};
    ASSERT_TRUE(clear(app::propose_repair, step, reconciliation::Repair::reverse));
    app::RepairStep other = step;
    other.by = "user:8";
    ports::Peers* const nobody = nullptr;
    ASSERT_TRUE(clear(app::approve_repair, nobody, other));
    for (const std::string_view day : {"2026-01-12", "2026-01-13"}) {
        night(day);
        hold();
    }
    night("2026-01-14");
    EXPECT_EQ(hold().due, 0U);
    EXPECT_TRUE(differences(DifferenceState::found).empty());
}

TEST_F(Nights, GoOnWhereTheyWereStopped) {
    const std::array<std::uint32_t, 5> treating{kTianjin, kBeijing, 310000, 320000, 330000};
    for (const std::uint32_t party : treating) settle(kShijiazhuang, party, yuan(100));
    night("2026-01-11");
    EXPECT_EQ(hold(2).held, 2);
    // What is due, one day, and then the store's writer fails.
    const auto stopped = try_hold(kAll, 2);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(rows(ports::Table::reconciled_day), 3U);
    EXPECT_EQ(hold().held, 2);
    EXPECT_EQ(rows(ports::Table::reconciled_day), treating.size()) << "each day once";
    EXPECT_EQ(hold().due, 0U);
}

TEST_F(Nights, LeaveWhatIsNotAnsweredForTheNext) {
    settle(kShijiazhuang, kBeijing, yuan(300));
    settle(kShijiazhuang, 310000, yuan(400));
    lose();
    settle(kShijiazhuang, kTianjin, yuan(700));
    peers_.silent = {kTianjin};
    night("2026-01-11");
    const app::HeldDays done = hold();
    EXPECT_EQ(done.held, 2) << "nobody else is kept from being held";
    EXPECT_EQ(done.left, 1);
    EXPECT_EQ(left_, std::vector{kTianjin});
    EXPECT_EQ(hold().due, 0U) << "asked once a night";
    EXPECT_TRUE(differences(DifferenceState::found).empty());
    peers_.silent.clear();
    night("2026-01-12");
    EXPECT_EQ(hold().differing, 1);
    EXPECT_EQ(differences(DifferenceState::found).size(), 1U);
}

TEST_F(Nights, HoldAnOldDayAgainForABillThatComesLate) {
    settle(kShijiazhuang, kTianjin, yuan(300));
    const BookedBill late = stay(kShijiazhuang, kTianjin, yuan(700));
    night("2026-01-11");
    hold();
    on("2026-01-25");
    lose();
    settle(late);
    night("2026-01-26");
    EXPECT_EQ(hold().differing, 1);
    const auto found = differences(DifferenceState::found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().setl_id, late.setl_id);
    EXPECT_EQ(found.front().day, late.day);
}

TEST_F(Nights, HoldADayAgainThatWasHeldBeforeItEnded) {
    settle(kShijiazhuang, kTianjin, yuan(300));
    const auto by_hand =
        in<app::ReconciledDay>(store_, [&](Session& session, const app::ClearingContext& now) {
            return app::reconcile_party(
                session, now, peers_, crypto::sha256_bytes,
                {.holder = kHebei, .counterpart = kTianjin, .day = now_.date(), .by = "user:7"});
        });
    ASSERT_TRUE(by_hand);
    night("2026-01-11");
    EXPECT_EQ(hold().held, 1);
}

/// The party that lacks the only bill of a day has nothing by which to know that it should ask.
TEST_F(Nights, HoldBothSidesWhereBothBooksAreHere) {
    const BookedBill bill = stay(kShijiazhuang, kTianjin, yuan(700));
    ASSERT_TRUE(clear(app::book_bill, kHebei, bill));
    night("2026-01-11");
    const reconciliation::HashFunction hash = crypto::sha256_bytes;
    const std::array here{kTianjin, kHebei};
    const auto done = app::hold_ended_days(
        {.transact =
             [this, &hash](const app::NightWork& work) {
                 return in<void>(store_, [&](Session& session, const app::ClearingContext& now) {
                     peers::MemoryPeers peers{{.take = {},
                                               .book =
                                                   [&session](const ports::Peers::Day& day) {
                                                       return app::day_book(session, day);
                                                   },
                                               .hash = hash}};
                     return work(session, now, peers);
                 });
             },
         .hash = hash,
         .here = here},
        kAll);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->due, 1U);
    EXPECT_EQ(done->held, 2);
    EXPECT_EQ(done->differing, 2);
    std::vector<app::DifferenceView> found;
    ASSERT_TRUE(store_.read([&](Session& session) -> Result<void> {
        YIDI_TRY(found, app::differences(session, {.holder = kTianjin, .state = {}, .day = {}}));
        return {};
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().what, Class::only_b);
}

/// A person of Hebei at the hospital of Tianjin.
class NightsOfTaking : public Nights {
protected:
    NightsOfTaking() {
        now_ = at("2025-03-13 12:00:00");
        insure(77);
        hospital_ = kAwayHospital;
        file(kAwayArea, "2025-01-01");
    }
};

TEST_F(NightsOfTaking, MakeBillsOfTheDaysThatHaveEnded) {
    const settlement::Settlement one = settled_stay("2025-03-10", 3'000);
    EXPECT_EQ(take_all().taken, 0) << "the day goes on";
    night("2025-03-14");
    const app::TakenDays done = take_all();
    EXPECT_EQ(done.days, 1);
    EXPECT_EQ(done.seen, 1);
    EXPECT_EQ(done.taken, 1);
    EXPECT_EQ(hold().held, 1) << "and the same night holds the day";
    const std::string before = state();
    EXPECT_EQ(take_all().days, 0);
    EXPECT_EQ(state(), before) << "a second run finds nothing";
    std::vector<BookedBill> told;
    ASSERT_TRUE(treating_.read([&](Session& session) -> Result<void> {
        YIDI_TRY(told,
                 app::day_book(session,
                               {.asked = kTianjin, .asking = kHebei, .day = one.setl_time.date()}));
        return {};
    }));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().setl_id, one.setl_id);
}

/// March's care may stand in the tables of May, and May has none until June.
TEST_F(NightsOfTaking, BeginWithWhatTheNextTablesMayHold) {
    settled_stay("2025-03-10", 3'000);
    night("2025-06-01");
    const app::TakenDays done = take_all();
    EXPECT_EQ(done.days, 31 + 30 + 31) << "from 1 March on";
    EXPECT_EQ(done.taken, 1);
    EXPECT_EQ(take().days, 0);
}

TEST_F(NightsOfTaking, GoBackFurtherWhereAnEarlierMonthHasNoTables) {
    settled_stay("2025-03-10", 3'000);
    ASSERT_TRUE(clear(app::open_month, centre(), month("2025-03")));
    night("2025-07-02");
    EXPECT_EQ(take_all().taken, 1) << "March may hold what is of January";
}

/// The tables would take back from the hospital's province what they never paid it.
TEST_F(NightsOfTaking, TakeWhatIsTakenBackTooThoughItsDayIsLongOver) {
    const settlement::Settlement one = settled_stay("2025-03-10", 3'000);
    now_ = at("2025-06-01 12:00:00");
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    night("2025-06-02");
    EXPECT_EQ(take_all().taken, 2) << "April and May are looked at, and March's stay is known";
    std::vector<BookedBill> booked;
    ASSERT_TRUE(store_.read([&](Session& session) -> Result<void> {
        YIDI_TRY(booked,
                 app::day_book(session,
                               {.asked = kHebei, .asking = kTianjin, .day = one.setl_time.date()}));
        return {};
    }));
    ASSERT_EQ(booked.size(), 1U);
    EXPECT_EQ(booked.front().setl_id, one.setl_id);
}

TEST_F(NightsOfTaking, TakeOneDayWithCareElsewhereAtATime) {
    settled_stay("2025-03-10", 3'000);
    now_ = at("2025-03-15 12:00:00");
    settled_stay("2025-03-14", 3'000);
    night("2025-03-16");
    std::vector<std::int64_t> seen;
    for (app::TakenDays one = take();; one = take()) {
        if (one.seen > 0) seen.push_back(one.seen);
        if (one.is_all) break;
    }
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 1}));
}

}  // namespace
}  // namespace yidi::tests
