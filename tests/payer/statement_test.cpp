#include "app/payer/statement.h"

#include "app/payer/once.h"
#include "app/payer/undo_message.h"
#include "tests/payer/window.h"

namespace yidi::tests {
namespace {

using payer::StatementReply;
using settlement::Settlement;
using settlement::SettlementKind;

class Statements : public Window {
protected:
    Result<StatementReply> statement_of(std::int64_t setl_id) {
        std::optional<Result<StatementReply>> reply;
        const Result<void> read = store_.read([&](ports::Session& session) -> Result<void> {
            reply = payer::statement(session, context(),
                                     {.fixmedins_code = hospital_,
                                      .psn_no = psn_no_,
                                      .setl_id = std::to_string(setl_id)});
            return {};
        });
        EXPECT_TRUE(read.has_value());
        return *std::move(reply);
    }
    /// As the interface reverses: in the log of messages, so that 2601 can undo it.
    Settlement reverse_by(const std::string& msgid, const Settlement& target) {
        payer::ReverseRequest request = back(target);
        request.visit.caller.msgid = msgid;
        request.visit.caller.infno = "2305";
        Settlement made;
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            YIDI_TRY_VOID(payer::once(
                session, context(), {.caller = request.visit.caller, .pid = pid_, .hash = msgid},
                [&]() -> Result<payer::Made> {
                    YIDI_TRY(const auto reply, payer::reverse(session, context(), request));
                    made = reply.settlement;
                    return payer::Made{.answer = "{}", .id = made.setl_id};
                }));
            return {};
        }));
        return made;
    }
};

TEST_F(Statements, HoldWhatTheSettlementWasAndTheYearRightAfterIt) {
    const Settlement first = settled_stay("2025-03-01 08:00:00", 3'000);
    const Settlement second = settled_visit(300);
    const auto reply = statement_of(first.setl_id);
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ(reply->settlement.info, first.info);
    EXPECT_EQ(reply->settlement.payers, first.payers);
    EXPECT_EQ(reply->visit.ipt_otp_no, "I1");
    EXPECT_EQ(reply->person.personal.psn_name, "人42");
    EXPECT_EQ(reply->institution.fixmedins_name, "甲医院");
    EXPECT_EQ(reply->reversed_by, 0);
    EXPECT_TRUE(reply->corrections.empty());
    Money sum;
    for (const payer::LineReply& line : reply->lines) {
        sum += line.priced.line.det_item_fee_sumamt;
    }
    EXPECT_EQ(sum, first.info.medfee_sumamt);
    EXPECT_FALSE(reply->filing.has_value()) << "at home";
    ASSERT_TRUE(reply->cum.has_value());
    EXPECT_EQ(reply->cum->ipt_cnt, 1);
    // (3,000 - 1,000) * 80 %; the visit came later.
    EXPECT_EQ(reply->cum->of(policy::Business::inpatient).pool, yuan(1'600));
    EXPECT_EQ(reply->cum->of(policy::Business::outpatient).pool, yuan(0));
    // (300 - 100) * 50 %
    EXPECT_EQ(statement_of(second.setl_id)->cum->of(policy::Business::outpatient).pool, yuan(100));
}

TEST_F(Statements, SayWhatTookThemBackAndWhoDid) {
    const Settlement stay = settled_stay("2025-03-01 08:00:00", 3'000);
    const Settlement reversal = reverse_by("r1", stay);
    const auto before = statement_of(stay.setl_id);
    ASSERT_TRUE(before.has_value()) << before.error();
    EXPECT_EQ(before->reversed_by, reversal.setl_id);
    EXPECT_TRUE(before->lines.empty()) << "they may be settled again";
    ASSERT_TRUE(before->cum.has_value());
    EXPECT_EQ(before->cum->ipt_cnt, 1) << "as it was then";
    const auto reply = statement_of(reversal.setl_id);
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ(reply->settlement.kind, SettlementKind::reversed);
    EXPECT_EQ(reply->settlement.undoes, stay.setl_id);
    EXPECT_EQ(reply->reversed_by, 0);
    EXPECT_EQ(reply->opter, "7");
    ASSERT_TRUE(reply->cum.has_value());
    EXPECT_EQ(reply->cum->ipt_cnt, 0);
}

TEST_F(Statements, OfAReversalThatAMessageHasUndoneAreGoneAndTheSettlementStandsAgain) {
    const Settlement stay = settled_stay("2025-03-01 08:00:00", 3'000);
    const Settlement reversal = reverse_by("r1", stay);
    EXPECT_TRUE(
        run(payer::undo_message,
            payer::UndoRequest{
                .caller = caller("2601"), .psn_no = psn_no_, .omsgid = "r1", .oinfno = "2305"}));
    EXPECT_EQ(statement_of(stay.setl_id)->reversed_by, 0);
    EXPECT_FALSE(statement_of(reversal.setl_id).has_value());
}

TEST_F(Statements, NameWhatWasCorrectedSince) {
    insure(43, kNextDoorArea);
    file(kHomeArea, "2025-01-01");
    const Settlement first = settled_stay("2025-02-01 08:00:00", 3'000);
    const Settlement second = settled_stay("2025-03-01 08:00:00", 3'000);
    EXPECT_TRUE(run(payer::reverse, back(first)));
    const auto reply = statement_of(second.setl_id);
    ASSERT_TRUE(reply.has_value()) << reply.error();
    ASSERT_EQ(reply->corrections.size(), 1U);
    // The second stay's deductible of 500 is 1,000 now: 500 * 80 % less from the fund.
    EXPECT_EQ(reply->filing, policy::FilingKind::referral);
    EXPECT_EQ(reply->corrections[0].info.fund_pay_sumamt, -yuan(400));
    EXPECT_EQ(reply->corrections[0].info.psn_part_amt, yuan(400));
    // A correction is no settlement of its own.
    EXPECT_FALSE(statement_of(reply->corrections[0].setl_id).has_value());
}

TEST_F(Statements, AreForWhoeverSettledAndAboutWhomTheyName) {
    const Settlement stay = settled_stay("2025-03-01 08:00:00", 3'000);
    const auto expect_none = [&] {
        const auto reply = statement_of(stay.setl_id);
        ASSERT_FALSE(reply.has_value());
        EXPECT_EQ(reply.error().code, ErrorCode::bad_value);
    };
    hospital_ = std::string{kAwayHospital};
    expect_none();
    hospital_ = std::string{kHomeHospital};
    insure(43);
    expect_none();
    psn_no_ = "x";
    expect_none();
}

}  // namespace
}  // namespace yidi::tests
