#include "domain/clearing/inquiry.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

const Direction kPair{.insured = 130'000, .treating = 120'000};
const Actor kInsured{.role = Role::agency, .party = 130'000, .by = "user:1"};
const Actor kTreating{.role = Role::agency, .party = 120'000, .by = "user:2"};

InquiryRequest request(std::string_view medfee) {
    return {.id = 5,
            .direction = kPair,
            .setl_id = 77,
            .medfee = yuan(medfee),
            .today = day("2026-03-02"),
            .reason = "同日两次手术"};
}

Result<Inquiry> step(const Inquiry& before, const Actor& actor, const InquiryStep& wanted) {
    return advance_inquiry(before, actor, wanted, national_terms(), days_2026());
}

Inquiry asked() {
    return *ask(request("30000.01"), kInsured, national_terms(), days_2026());
}

TEST(AnInquiry, NeedsAStayAboveTheAmount) {
    EXPECT_TRUE(ask(request("30000.01"), kInsured, national_terms(), days_2026()));
    const auto exactly = ask(request("30000"), kInsured, national_terms(), days_2026());
    ASSERT_FALSE(exactly);
    EXPECT_EQ(exactly.error().code, ErrorCode::not_allowed);
    EXPECT_FALSE(ask(request("30000.01"), kTreating, national_terms(), days_2026()));
    InquiryRequest without = request("50000");
    without.reason.clear();
    EXPECT_EQ(ask(without, kInsured, national_terms(), days_2026()).error().code,
              ErrorCode::missing_key);
}

TEST(AnInquiry, HasADeadlineForEachStep) {
    Inquiry inquiry = asked();
    // Ten working days after Monday the 2nd: 3 to 6, 9 to 13, 16 March.
    EXPECT_EQ(inquiry.due, day("2026-03-16"));
    EXPECT_FALSE(is_overdue(inquiry, day("2026-03-16")));
    EXPECT_TRUE(is_overdue(inquiry, day("2026-03-17")));
    inquiry = *step(inquiry, kTreating,
                    {.to = InquiryState::accepted, .today = day("2026-03-10"), .reason = {}});
    // Twenty after the 10th: 11 to 13, three weeks, 3 April is the 18th; 7 and 8 after the holiday.
    EXPECT_EQ(inquiry.due, day("2026-04-08"));
    EXPECT_FALSE(inquiry.is_provisional);
}

TEST(AnInquiry, IsAnsweredWithAFindingThatFitsItsAmount) {
    const Inquiry accepted =
        *step(asked(), kTreating,
              {.to = InquiryState::accepted, .today = day("2026-03-10"), .reason = {}});
    const auto answer = [&](Finding finding, std::string_view amount) {
        return step(accepted, kTreating,
                    {.to = InquiryState::answered,
                     .today = day("2026-03-20"),
                     .reason = "已核病历",
                     .finding = finding,
                     .not_owed = yuan(amount)});
    };
    EXPECT_EQ(answer(Finding::none, "0").error().code, ErrorCode::inconsistent);
    EXPECT_FALSE(answer(Finding::correct, "1"));
    EXPECT_FALSE(answer(Finding::partly, "0"));
    EXPECT_FALSE(answer(Finding::partly, "-1"));
    const auto partly = answer(Finding::partly, "1200");
    ASSERT_TRUE(partly) << partly.error();
    EXPECT_EQ(partly->not_owed, yuan("1200"));
    EXPECT_FALSE(is_overdue(*partly, day("2027-01-01"))) << "nothing is awaited";
    EXPECT_FALSE(step(*partly, kTreating,
                      {.to = InquiryState::closed, .today = day("2026-03-21"), .reason = {}}));
    EXPECT_EQ(step(*partly, kInsured,
                   {.to = InquiryState::closed, .today = day("2026-03-21"), .reason = {}})
                  ->state,
              InquiryState::closed);
}

TEST(AnInquiry, ThatIsRefusedMayBeAskedAgain) {
    EXPECT_EQ(step(asked(), kTreating,
                   {.to = InquiryState::refused, .today = day("2026-03-03"), .reason = {}})
                  .error()
                  .code,
              ErrorCode::missing_key);
    const Inquiry refused =
        *step(asked(), kTreating,
              {.to = InquiryState::refused, .today = day("2026-03-03"), .reason = "疑点不明"});
    const auto again =
        step(refused, kInsured,
             {.to = InquiryState::asked, .today = day("2026-03-04"), .reason = "补充病历首页"});
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(again->seq, 3);
    EXPECT_EQ(step(*again, kInsured,
                   {.to = InquiryState::closed, .today = day("2026-03-05"), .reason = {}})
                  .error()
                  .code,
              ErrorCode::changed_meanwhile);
}

Deduction deduction(DeductionKind kind) {
    return {.id = 3,
            .kind = kind,
            .direction = kPair,
            .money = {.insutype = policy::Insutype::employee, .clr_type = "21", .fund = "310100"},
            .fixmedins_code = "H12000000001",
            .setl_id = 77,
            .decided = yuan("1200"),
            .deducted = {},
            .reason = "重复收费"};
}

TEST(ADeduction, IsKeptBackAsFarAsThePaymentGoes) {
    const Deduction decided = deduction(DeductionKind::review);
    const Deduction first = *keep_back(decided, yuan("900"));
    EXPECT_EQ(first.deducted, yuan("900"));
    EXPECT_EQ(netted(decided, first)->amount, yuan("-900"));
    EXPECT_EQ(netted(decided, first)->about, 3);
    const Deduction second = *keep_back(first, yuan("900"));
    EXPECT_EQ(second.open(), Money{});
    EXPECT_EQ(netted(first, second)->amount, yuan("-300"));
    EXPECT_EQ(*keep_back(second, yuan("900")), second);
    EXPECT_FALSE(netted(second, second).has_value());
    EXPECT_EQ(*keep_back(decided, yuan("-5")), decided) << "no payment, nothing to keep back";
}

TEST(ADeduction, LowersThePayableOnlyWhereTheMoneyWasNotOwed) {
    for (const DeductionKind kind :
         {DeductionKind::prepaid_offset, DeductionKind::retention, DeductionKind::other}) {
        const Deduction decided = deduction(kind);
        EXPECT_FALSE(netted(decided, *keep_back(decided, yuan("2000"))).has_value()) << name(kind);
    }
    EXPECT_TRUE(lowers_payable(DeductionKind::audit));
    Deduction nothing = deduction(DeductionKind::review);
    nothing.decided = {};
    EXPECT_FALSE(keep_back(nothing, yuan("5")));
}

}  // namespace
}  // namespace yidi::clearing
