#include "domain/aid/transfer.h"

#include <gtest/gtest.h>

namespace yidi::aid {
namespace {

constexpr TransferLimits kLimits{
    .a_day = 3, .amount = Money::from_yuan(2'000), .opens = 6, .closes = 22, .returns = 6};

Instant at(std::string_view text) {
    return *parse_instant(text);
}

Offer offer(std::int64_t yuan, std::string_view now) {
    return {.amount = Money::from_yuan(yuan),
            .made_today = 0,
            .free = Money::from_yuan(10'000),
            .now = at(now)};
}

TEST(Transfers, AreMadeBetweenTheHours) {
    struct Row {
        std::string_view now;
        std::string_view next;
    };
    for (const Row& row : {
             Row{"2026-03-01 05:59:59", "2026-03-01 06:00:00"},
             Row{"2026-03-01 06:00:00", "2026-03-01 06:00:00"},
             Row{"2026-03-01 21:59:59", "2026-03-01 21:59:59"},
             Row{"2026-03-01 22:00:00", "2026-03-02 06:00:00"},
             Row{"2026-03-01 00:00:00", "2026-03-01 06:00:00"},
             Row{"2026-12-31 23:30:00", "2027-01-01 06:00:00"},
         }) {
        EXPECT_EQ(next_opening(kLimits, at(row.now)), at(row.next)) << row.now;
        EXPECT_EQ(is_open_at(kLimits, at(row.now)), row.now == row.next) << row.now;
        EXPECT_EQ(check_offer(kLimits, offer(1, row.now)).has_value(), row.now == row.next);
    }
}

TEST(Transfers, GoBackAtSixOnTheNextDay) {
    EXPECT_EQ(due_of(kLimits, at("2026-03-01 06:00:00")), at("2026-03-02 06:00:00"));
    EXPECT_EQ(due_of(kLimits, at("2026-03-01 21:59:59")), at("2026-03-02 06:00:00"));
}

TEST(Transfers, SayTheLimitAndFromWhenOnItCanBeDone) {
    const auto error = [](const Offer& one) { return check_offer(kLimits, one).error(); };
    EXPECT_EQ(error(offer(0, "2026-03-01 12:00:00")).code, ErrorCode::bad_amount);
    EXPECT_TRUE(check_offer(kLimits, offer(2'000, "2026-03-01 12:00:00")));
    const Error large = error(offer(2'001, "2026-03-01 12:00:00"));
    EXPECT_EQ(large.code, ErrorCode::limit_reached);
    EXPECT_NE(large.rule.find("2000.00"), std::string::npos);
    const Error night = error(offer(10, "2026-03-01 23:00:00"));
    EXPECT_EQ(night.code, ErrorCode::limit_reached);
    EXPECT_NE(night.rule.find("06:00 and 22:00"), std::string::npos);
    EXPECT_NE(night.remedy.find("2026-03-02 06:00:00"), std::string::npos);
    Offer fourth = offer(10, "2026-03-01 12:00:00");
    fourth.made_today = 3;
    EXPECT_NE(error(fourth).remedy.find("2026-03-02 06:00:00"), std::string::npos);
    Offer poor = offer(10, "2026-03-01 12:00:00");
    poor.free = Money::from_fen(999);
    EXPECT_NE(error(poor).rule.find("9.99"), std::string::npos);
    EXPECT_NE(error(poor).remedy.find("cash"), std::string::npos);
}

TEST(Transfers, AreAnsweredOnceAndInTime) {
    Transfer one;
    one.due = at("2026-03-02 06:00:00");
    EXPECT_TRUE(check_answer(one, at("2026-03-02 05:59:59")));
    EXPECT_EQ(check_answer(one, at("2026-03-02 06:00:00")).error().code, ErrorCode::limit_reached);
    one.state = TransferState::refused;
    EXPECT_EQ(check_answer(one, at("2026-03-01 12:00:00")).error().code,
              ErrorCode::changed_meanwhile);
}

TEST(Transfers, AreInOnePlaceAtEveryMoment) {
    const Parties parties{.from_psn_no = "13010000000000000042",
                          .to_psn_no = "13010000000000000043"};
    Transfer one;
    one.id = 7;
    one.amount = Money::from_yuan(500);
    EXPECT_EQ(ledger::to_text(entry_of(one, parties)),
              "personal:13010000000000000042=-50000 transit:13010000000000000042/7=50000");
    for (const TransferState end :
         {TransferState::accepted, TransferState::refused, TransferState::returned}) {
        Transfer after = one;
        after.state = end;
        const ledger::Entry entry = entry_of(after, parties);
        EXPECT_TRUE(ledger::is_balanced(entry));
        Money on_way;
        for (const ledger::Entry& each : {entry_of(one, parties), entry}) {
            for (const ledger::Leg& leg : each.legs) {
                on_way += leg.account == in_transit(parties, 7) ? leg.amount : Money{};
            }
        }
        EXPECT_EQ(on_way, Money{}) << name(end);
        EXPECT_EQ(entry.legs.front().account.key,
                  end == TransferState::accepted ? parties.to_psn_no : parties.from_psn_no);
        EXPECT_EQ(parse_transfer_state(name(end)), end);
    }
}

}  // namespace
}  // namespace yidi::aid
