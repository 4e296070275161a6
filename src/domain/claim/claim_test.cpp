#include "domain/claim/claim.h"

#include <gtest/gtest.h>

#include "domain/claim/claim_test_support.h"

namespace yidi::claim {
namespace {

Event wanted(EventKind kind, std::string by = "reviewer", std::string reason = "because") {
    Event event;
    event.claim = 7;
    event.kind = kind;
    event.by = std::move(by);
    event.reason = std::move(reason);
    return event;
}

/// The history of a claim that took these events, each by its part.
std::vector<Event> after(std::initializer_list<EventKind> kinds, bool four_eyes = false) {
    std::vector<Event> history;
    for (const EventKind kind : kinds) {
        constexpr std::array<std::string_view, 4> kBy{"person", "reviewer", "approver", "finance"};
        const Phase phase = history.empty() ? Phase::received : history.back().after.phase;
        Event event =
            wanted(kind, std::string{kBy.at(static_cast<std::size_t>(part_of(kind, phase)))});
        event.after = history.empty() ? Claim{} : history.back().after;
        if (kind == EventKind::decided) {
            event.after.decision = Decision{.setl_id = 9,
                                            .claimed = Money::from_yuan(100),
                                            .refused = {},
                                            .amount = Money::from_yuan(80),
                                            .differences = {},
                                            .to_pay = Money::from_yuan(80),
                                            .four_eyes = four_eyes};
        }
        if (kind == EventKind::refused) {
            event.after.reasons = {Reason::duplicate};
        }
        const auto next = next_event(history, event);
        EXPECT_TRUE(next.has_value()) << name(kind);
        if (next) {
            history.push_back(*next);
        }
    }
    return history;
}

TEST(ClaimLife, GoesFromReceivedToMoneyThatArrived) {
    using enum EventKind;
    const auto history = after({received, accepted, checked, decided, ordered, sent, arrived});
    EXPECT_EQ(history.back().after.phase, Phase::paid);
    EXPECT_EQ(history.back().seq, 7);
    EXPECT_TRUE(is_over(history.back().after));
    EXPECT_FALSE(is_in_vain(history.back().after));
}

TEST(ClaimLife, OfADifferenceHasNothingToCheck) {
    using enum EventKind;
    Event event = wanted(received, "person");
    event.after.kind = Kind::difference;
    const auto first = next_event({}, event);
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->after.phase, Phase::checked);
    for (const EventKind kind : {decided, refused, withdrawn}) {
        EXPECT_TRUE(takes(&first->after, kind)) << name(kind);
    }
    for (const EventKind kind : {changed, material_asked, accepted, checked, sent_back}) {
        EXPECT_FALSE(takes(&first->after, kind)) << name(kind);
    }
}

TEST(ClaimLife, TellsWhatWaitsToBePaidByTheClaim) {
    using enum EventKind;
    const auto waits = [](std::initializer_list<EventKind> kinds) {
        std::vector<Event> history = after(kinds);
        return waits_to_be_paid(history.back().after);
    };
    EXPECT_EQ(waits({received, accepted, checked}), Money{});
    EXPECT_EQ(waits({received, accepted, checked, decided}), Money::from_yuan(80));
    EXPECT_EQ(waits({received, accepted, checked, decided, ordered, sent, returned}),
              Money::from_yuan(80));
    EXPECT_EQ(waits({received, accepted, checked, decided, set_off}), Money{});
    Claim part = after({received, accepted, checked, decided, ordered}).back().after;
    part.ordered = Money::from_yuan(30);
    EXPECT_EQ(waits_to_be_paid(part), Money::from_yuan(30));
    part.phase = Phase::sent;
    EXPECT_EQ(waits_to_be_paid(part), Money{});
}

TEST(ClaimLife, MayBeginAsADraftThatHoldsNothing) {
    using enum EventKind;
    auto history = after({drafted, changed});
    EXPECT_EQ(history.back().after.phase, Phase::draft);
    EXPECT_FALSE(holds_invoices(history.back().after));
    for (const EventKind kind : {accepted, refused, decided, material_asked}) {
        EXPECT_FALSE(takes(&history.back().after, kind)) << name(kind);
    }
    EXPECT_FALSE(was_sent_in(history));
    EXPECT_FALSE(was_sent_in(after({drafted, withdrawn})));
    history = after({drafted, received, accepted});
    EXPECT_TRUE(was_sent_in(history));
    EXPECT_EQ(history.back().after.phase, Phase::accepted);
    EXPECT_TRUE(holds_invoices(history.back().after));
    EXPECT_FALSE(takes(&history.back().after, received)) << "it was sent in";
}

TEST(ClaimLife, GoesBackToWhereMoreWasAskedFor) {
    using enum EventKind;
    EXPECT_EQ(after({received, material_asked, material_given}).back().after.phase,
              Phase::received);
    EXPECT_EQ(after({received, accepted, material_asked, material_given}).back().after.phase,
              Phase::accepted);
    EXPECT_EQ(after({received, accepted, checked, sent_back}).back().after.phase, Phase::accepted);
    EXPECT_EQ(after({received, accepted, material_asked, changed}).back().after.phase,
              Phase::received)
        << "what is stated anew is looked at anew";
}

TEST(ClaimLife, NeedsANewOrderAfterTheBankSentTheMoneyBack) {
    using enum EventKind;
    auto history = after({received, accepted, checked, decided, ordered, sent, returned});
    EXPECT_FALSE(takes(&history.back().after, sent));
    EXPECT_FALSE(takes(&history.back().after, ordered));
    history =
        after({received, accepted, checked, decided, ordered, sent, returned, account_corrected});
    EXPECT_TRUE(takes(&history.back().after, ordered));
}

TEST(ClaimLife, TakesNothingMoreWhenItIsOver) {
    using enum EventKind;
    for (const auto& history :
         {after({received, withdrawn}), after({received, accepted, checked, refused})}) {
        for (std::size_t kind = 0; kind < kEventKindCount; ++kind) {
            EXPECT_FALSE(takes(&history.back().after, static_cast<EventKind>(kind)));
        }
        EXPECT_TRUE(is_in_vain(history.back().after));
    }
    Claim nothing = after({received, accepted, checked, decided}).back().after;
    nothing.decision->to_pay = {};
    EXPECT_TRUE(is_over(nothing));
    EXPECT_FALSE(takes(&nothing, ordered));
}

TEST(ClaimLife, RefusesAStepWithoutItsReason) {
    using enum EventKind;
    const auto history = after({received});
    EXPECT_EQ(next_event(history, wanted(material_asked, "reviewer", "")).error().code,
              ErrorCode::missing_key);
    EXPECT_EQ(next_event(history, wanted(refused)).error().code, ErrorCode::missing_key)
        << "words alone are no reason";
    EXPECT_EQ(next_event(history, wanted(sent)).error().code, ErrorCode::inconsistent);
}

TEST(ClaimLife, NobodyChecksWhatTheySentIn) {
    using enum EventKind;
    const auto own = next_event(after({received}), wanted(accepted, "person"));
    EXPECT_EQ(own.error().code, ErrorCode::not_allowed);
}

TEST(ClaimLife, NobodyDecidesOrPaysWhereTheyActedForTheApplicant) {
    using enum EventKind;
    auto history = after({received, accepted, checked, decided, ordered, sent, returned},
                         /*four_eyes=*/false);
    const Event corrected = wanted(account_corrected, "finance");
    history.push_back(*next_event(history, corrected));
    EXPECT_EQ(next_event(history, wanted(ordered, "finance")).error().code, ErrorCode::not_allowed);
    EXPECT_TRUE(next_event(history, wanted(ordered, "other")).has_value());

    history = after({received, material_asked});
    history.push_back(*next_event(history, wanted(material_given, "reviewer")));
    EXPECT_EQ(next_event(history, wanted(accepted, "reviewer")).error().code,
              ErrorCode::not_allowed);
}

TEST(ClaimLife, WhoCheckedBeforeItWasSentBackHasHadTheirPart) {
    using enum EventKind;
    auto history = after({received, accepted});
    for (const auto& [kind, by] : {std::pair{checked, "first"}, std::pair{sent_back, "approver"},
                                   std::pair{checked, "second"}}) {
        history.push_back(*next_event(history, wanted(kind, by)));
    }
    Event decision = wanted(decided, "first");
    decision.after.decision = Decision{};
    EXPECT_EQ(next_event(history, decision).error().code, ErrorCode::not_allowed);
    decision.by = "third";
    EXPECT_TRUE(next_event(history, decision).has_value());
}

TEST(ClaimLife, WhoMadeADecisionDoesNotAnswerTheAppeal) {
    using enum EventKind;
    const auto first = after({received, accepted, checked, decided});
    auto appeal = after({received, accepted, checked});
    for (Event& one : appeal) {
        one.claim = 2;
        one.after.id = 2;
        one.after.kind = Kind::appeal;
        one.after.refers_to = 1;
    }
    Event decision = wanted(decided, "approver");
    decision.after.decision = Decision{};
    decision.after.decision->four_eyes = false;
    EXPECT_EQ(next_event(appeal, decision, first).error().code, ErrorCode::not_allowed);
    Event refusal = wanted(refused, "reviewer");
    refusal.after.reasons = {Reason::other};
    EXPECT_EQ(next_event(appeal, refusal, first).error().code, ErrorCode::not_allowed);
    decision.by = "another";
    EXPECT_TRUE(next_event(appeal, decision, first).has_value());
}

TEST(ClaimLife, EndsWhereNothingIsOwedAnyMore) {
    using enum EventKind;
    for (const auto& history : {after({received, accepted, checked, decided}),
                                after({received, accepted, checked, decided, ordered})}) {
        const auto ended = next_event(history, wanted(set_off, "finance"));
        ASSERT_TRUE(ended.has_value()) << ended.error();
        EXPECT_EQ(ended->after.phase, Phase::set_off);
        EXPECT_TRUE(is_over(ended->after));
        EXPECT_TRUE(holds_invoices(ended->after));
        EXPECT_EQ(ended->after.ordered, Money{});
    }
    const auto ordered_once = after({received, accepted, checked, decided, ordered});
    EXPECT_TRUE(takes(&ordered_once.back().after, ordered)) << "anew, of what is owed by now";
}

TEST(ClaimLife, ThreeCheckDecideAndPayAboveTheAmount) {
    using enum EventKind;
    Event decision = wanted(decided, "reviewer");
    decision.after.decision = Decision{};
    const auto history = after({received, accepted, checked});
    EXPECT_EQ(next_event(history, decision).error().code, ErrorCode::not_allowed);
    decision.after.decision->four_eyes = false;
    EXPECT_TRUE(next_event(history, decision).has_value());

    const auto four = after({received, accepted, checked, decided}, /*four_eyes=*/true);
    EXPECT_FALSE(next_event(four, wanted(ordered, "reviewer")).has_value());
    EXPECT_FALSE(next_event(four, wanted(ordered, "approver")).has_value());
    EXPECT_TRUE(next_event(four, wanted(ordered, "finance")).has_value());
    const auto two = after({received, accepted, checked, decided}, /*four_eyes=*/false);
    EXPECT_TRUE(next_event(two, wanted(ordered, "approver")).has_value());
}

TEST(ClaimWords, AreReadBackAsTheyAreWritten) {
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        EXPECT_EQ(parse_phase(name(static_cast<Phase>(i))), static_cast<Phase>(i));
    }
    for (std::size_t i = 0; i < kEventKindCount; ++i) {
        EXPECT_EQ(parse_event_kind(name(static_cast<EventKind>(i))), static_cast<EventKind>(i));
    }
    for (std::size_t i = 0; i < kReasonCount; ++i) {
        EXPECT_EQ(parse_reason(name(static_cast<Reason>(i))), static_cast<Reason>(i));
    }
    EXPECT_EQ(parse_phase("nowhere"), std::nullopt);
}

TEST(Statement, TakesTheReasonsOfThePlatformAndNoOthers) {
    for (const std::string_view code : {"01", "09", "10", "99"}) {
        EXPECT_TRUE(is_manl_reim_rea(code)) << code;
    }
    for (const std::string_view code : {"", "1", "00", "11", "98", "100"}) {
        EXPECT_FALSE(is_manl_reim_rea(code)) << code;
    }
}

TEST(Statement, KnowsInvoiceNumbersAndAccounts) {
    EXPECT_TRUE(is_invoice_number("01234567890123456789"));
    EXPECT_FALSE(is_invoice_number("0123456789012345678"));
    EXPECT_FALSE(is_invoice_number("0123456789012345678X"));
    EXPECT_TRUE(check_account({.holder = "甲", .bank = "乙", .number = "12345678"}));
    EXPECT_FALSE(check_account({.holder = "", .bank = "乙", .number = "12345678"}));
    EXPECT_FALSE(check_account({.holder = "甲", .bank = "乙", .number = "1234 5678"}));
}

TEST(Statement, IsRefusedWhereItIsNoClaimAtAll) {
    const Statement good = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(100));
    EXPECT_TRUE(check_statement(good));
    Statement bad = good;
    bad.lines.clear();
    EXPECT_EQ(check_statement(bad).error().where, "/lines");
    bad = good;
    bad.enddate = testing::day("2025-02-01");
    EXPECT_EQ(check_statement(bad).error().where, "/enddate");
    bad = good;
    bad.med_type = "77777";
    EXPECT_EQ(check_statement(bad).error().where, "/med_type");
    bad = good;
    bad.lines.front().det_item_fee_sumamt = {};
    EXPECT_EQ(check_statement(bad).error().code, ErrorCode::bad_amount);
}

/// A line of an amount that says so many at such a price; empty: it does not say.
Result<void> checked_line(std::string_view total, std::string_view cnt, std::string_view pric) {
    Statement said = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(1));
    adjudication::Line& line = said.lines.front();
    line.det_item_fee_sumamt = *parse_yuan(total);
    line.cnt = cnt.empty() ? Quantity{} : *parse_quantity(cnt);
    line.pric = pric.empty() ? UnitPrice{} : *parse_unit_price(pric);
    return check_statement(said);
}

TEST(Statement, HoldsCountAndPriceAgainstTheAmount) {
    EXPECT_TRUE(checked_line("10000", "200", "50"));
    EXPECT_TRUE(checked_line("33.33", "3", "11.11"));
    EXPECT_TRUE(checked_line("33.34", "3", "11.11")) << "a price that was rounded";
    EXPECT_TRUE(checked_line("10000", "", "")) << "the list has neither";
    const Result<void> other = checked_line("10000", "1", "1");
    EXPECT_EQ(other.error().code, ErrorCode::inconsistent);
    EXPECT_EQ(other.error().where, "/lines/0/det_item_fee_sumamt");
    EXPECT_EQ(checked_line("10000", "200", "").error().where, "/lines/0/pric");
    EXPECT_EQ(checked_line("10000", "", "50").error().where, "/lines/0/cnt");
    EXPECT_EQ(checked_line("10000", "-200", "50").error().where, "/lines/0/cnt");
    EXPECT_EQ(checked_line("10000", "-200", "-50").error().where, "/lines/0/cnt");
}

TEST(Statement, TakesNoInvoiceOfNothing) {
    Statement said = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(100));
    said.invoices.push_back({.number = testing::invoice_number(2),
                             .day = said.enddate,
                             .amount = -Money::from_yuan(50)});
    EXPECT_EQ(check_statement(said).error().where, "/invoices/1/amount");
}

TEST(Statement, TakesOnlyAttributesThatCanBe) {
    adjudication::LineAttributes read{
        .chrgitm_lv = "02", .selfpay_prop = Rate::one(), .pric_uplmt_amt = UnitPrice{}};
    EXPECT_TRUE(check_attributes(read, "/read_lines/0"));
    read.selfpay_prop = *parse_rate("1.5");
    EXPECT_EQ(check_attributes(read, "/read_lines/0").error().where, "/read_lines/0/selfpay_prop");
    read.selfpay_prop = {};
    read.pric_uplmt_amt = *parse_unit_price("-50");
    EXPECT_EQ(check_attributes(read, "/read_lines/0").error().where,
              "/read_lines/0/pric_uplmt_amt");
    read.pric_uplmt_amt.reset();
    read.chrgitm_lv = "99";
    EXPECT_EQ(check_attributes(read, "/read_lines/0").error().where, "/read_lines/0/chrgitm_lv");
}

TEST(Statement, TakesNoLineWithoutAPriceAboveTheLargestPrice) {
    EXPECT_TRUE(checked_line("9999999.99", "", ""));
    const Result<void> large = checked_line("10000000.00", "", "");
    EXPECT_EQ(large.error().code, ErrorCode::bad_amount);
    EXPECT_EQ(large.error().where, "/lines/0/det_item_fee_sumamt");
    EXPECT_TRUE(checked_line("90000000.00", "90", "1000000"));
}

}  // namespace
}  // namespace yidi::claim
