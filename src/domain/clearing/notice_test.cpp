#include "domain/clearing/notice.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

const Direction kThere{.insured = 130'000, .treating = 120'000};
const Direction kBack{.insured = 120'000, .treating = 130'000};

Line line(const Direction& direction, const char* fund, std::string_view amount,
          Origin origin = Origin::settled) {
    return {.direction = direction,
            .kind = {.insutype = policy::Insutype::employee, .clr_type = "21", .fund = fund},
            .origin = origin,
            .about = 0,
            .rows = 1,
            .amount = yuan(amount)};
}

const std::vector<Line> kLines{line(kBack, "310100", "50"), line(kThere, "310100", "100"),
                               line(kThere, "310100", "-10", Origin::deducted),
                               line(kThere, "330100", "20")};

std::vector<Notice> march() {
    return notices_of(month("2026-03"), kLines, day("2026-04-30"));
}
std::array<DatedStep, 3> march_days() {
    return steps_after_notice(day("2026-04-30"), national_terms(), days_2026());
}

const Actor kAgency{.role = Role::agency, .party = 130'000, .by = "user:1"};
const Actor kFinance{.role = Role::finance, .party = 130'000, .by = "user:2"};
const Actor kPayee{.role = Role::agency, .party = 120'000, .by = "user:3"};

BankReference bank(std::string_view on) {
    return {.bank = "工商银行", .serial_no = "20260520001", .date = day(on)};
}

TEST(Notices, AskForEachDirectionInFull) {
    const std::vector<Notice> notices = march();
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_EQ(notices[0].number, "QS202603-120000-130000");
    EXPECT_EQ(notices[0].amount, yuan("50")) << "not offset against the 110 of the other side";
    EXPECT_EQ(notices[1].amount, yuan("110"));
    EXPECT_EQ(open_notices(notices), 2);
    EXPECT_TRUE(
        notices_of(month("2026-03"), std::vector{line(kBack, "310100", "0")}, day("2026-04-30"))
            .empty());
}

TEST(ANotice, IsHandedPaidAndReceived) {
    Notice notice = march()[1];
    notice =
        *advance_notice(notice, kAgency,
                        {.to = NoticeState::handed, .at = at("2026-05-12 10:00:00")}, march_days());
    EXPECT_EQ(notice.late_days, 1) << "due on the 11th";
    notice = *advance_notice(
        notice, kFinance,
        {.to = NoticeState::paid, .at = at("2026-05-21 09:00:00"), .bank = bank("2026-05-20")},
        march_days());
    EXPECT_EQ(notice.late_days, 0);
    EXPECT_EQ(notice.payment->serial_no, "20260520001");
    notice = *advance_notice(
        notice, kPayee,
        {.to = NoticeState::received, .at = at("2026-06-03 09:00:00"), .bank = bank("2026-05-21")},
        march_days());
    EXPECT_EQ(notice.state, NoticeState::received);
    EXPECT_EQ(notice.late_days, 2) << "reported on the 3rd, due on the 1st";
    EXPECT_EQ(notice.seq, 4);
    EXPECT_EQ(open_notices({&notice, 1}), 0);
}

TEST(ANotice, RefusesTheWrongPartyOrOrder) {
    const Notice notice = march()[1];
    const auto code = [&](const Notice& before, const Actor& actor, NoticeState to) {
        const auto after = advance_notice(
            before, actor, {.to = to, .at = at("2026-05-08"), .bank = bank("2026-05-08")},
            march_days());
        return after ? ErrorCode::internal : after.error().code;
    };
    EXPECT_EQ(code(notice, kPayee, NoticeState::handed), ErrorCode::not_allowed);
    EXPECT_EQ(code(notice, kFinance, NoticeState::handed), ErrorCode::not_allowed);
    EXPECT_EQ(code(notice, kFinance, NoticeState::paid), ErrorCode::changed_meanwhile);
    Notice handed = notice;
    handed.state = NoticeState::handed;
    EXPECT_EQ(code(handed, kAgency, NoticeState::paid), ErrorCode::not_allowed);
    EXPECT_EQ(code(handed, kAgency, NoticeState::handed), ErrorCode::changed_meanwhile);
    Notice paid = handed;
    paid.state = NoticeState::paid;
    paid.payment = bank("2026-05-08");
    EXPECT_EQ(code(paid, kFinance, NoticeState::received), ErrorCode::not_allowed);
    const Actor centre;
    EXPECT_EQ(code(paid, centre, NoticeState::received), ErrorCode::not_allowed);
}

TEST(ANotice, NeedsABankReferenceThatCanBe) {
    Notice handed = march()[1];
    handed.state = NoticeState::handed;
    const auto pay = [&](const BankReference& reference) {
        return advance_notice(
            handed, kFinance,
            {.to = NoticeState::paid, .at = at("2026-05-20 09:00:00"), .bank = reference},
            march_days());
    };
    EXPECT_EQ(pay({}).error().code, ErrorCode::missing_key);
    EXPECT_EQ(pay(bank("2026-05-21")).error().code, ErrorCode::bad_date) << "tomorrow";
    EXPECT_EQ(pay(bank("2026-04-29")).error().code, ErrorCode::bad_date) << "before the notice";
    EXPECT_TRUE(pay(bank("2026-05-20")));
}

TEST(ANoticesEntry, DischargesWhatTheSettlementsOwed) {
    const ledger::Entry entry = entry_of(march()[1], kLines);
    EXPECT_TRUE(ledger::is_balanced(entry));
    EXPECT_EQ(ledger::to_text(entry),
              "clearing:120000<130000/310100=9000 fund:130000/310100=-9000 "
              "clearing:120000<130000/330100=2000 fund:130000/330100=-2000 "
              "fiscal:120000=11000 fiscal:130000=-11000");
}

TEST(AStatement, ListsBothSidesOfAParty) {
    const std::vector<StatementRow> rows = statement_of(120'000, kLines, march());
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_TRUE(rows[0].is_receivable);
    EXPECT_EQ(rows[0].notice, "QS202603-130000-120000");
    EXPECT_EQ(rows[1].origin, Origin::deducted);
    EXPECT_FALSE(rows[3].is_receivable);
    EXPECT_EQ(rows[3].counterpart, 130'000U);
    EXPECT_EQ(rows[3].amount, yuan("50"));
    EXPECT_TRUE(statement_of(310'000, kLines, march()).empty());
}

}  // namespace
}  // namespace yidi::clearing
