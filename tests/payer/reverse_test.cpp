#include "app/payer/once.h"
#include "app/payer/totals.h"
#include "app/payer/undo_message.h"
#include "domain/policy/pack_test_support.h"
#include "tests/payer/window.h"

namespace yidi::tests {
namespace {

using payer::Undone;
using settlement::Settlement;
using settlement::SettlementKind;

class Reversal : public Window {
protected:
    /// A settlement asked for by a message, as the interface does it.
    Settlement settle_by(const std::string& msgid, std::int64_t mdtrt_id, std::int64_t total) {
        payer::SettleRequest request = bill(mdtrt_id, total);
        request.visit.caller.msgid = msgid;
        request.visit.caller.infno = "2304";
        Settlement made;
        const auto done = once(request.visit.caller, msgid, [&](ports::Session& session) {
            auto reply = payer::settle(session, context(), request);
            if (reply) {
                made = reply->settlement;
            }
            return to_made(reply);
        });
        error_ = done ? std::nullopt : std::optional{done.error()};
        return made;
    }
    Settlement reverse_by(const std::string& msgid, const Settlement& target) {
        payer::ReverseRequest request = back(target);
        request.visit.caller.msgid = msgid;
        request.visit.caller.infno = "2305";
        Settlement made;
        const auto done = once(request.visit.caller, msgid, [&](ports::Session& session) {
            auto reply = payer::reverse(session, context(), request);
            if (reply) {
                made = reply->settlement;
            }
            return to_made(reply);
        });
        error_ = done ? std::nullopt : std::optional{done.error()};
        return made;
    }
    Result<Undone> undo(const std::string& omsgid, const std::string& oinfno) {
        return run(
            payer::undo_message,
            payer::UndoRequest{
                .caller = caller("2601"), .psn_no = psn_no_, .omsgid = omsgid, .oinfno = oinfno});
    }
    template <class Work>
    Result<payer::Once> once(const payer::Caller& caller, const std::string& hash, Work work) {
        std::optional<Result<payer::Once>> done;
        const Result<void> written = write([&](ports::Session& session) -> Result<void> {
            done = payer::once(session, context(), {.caller = caller, .pid = pid_, .hash = hash},
                               [&] { return work(session); });
            if (!*done) {
                return fail(done->error());
            }
            return {};
        });
        if (!written) {
            return fail(written.error());
        }
        return *std::move(done);
    }
    static Result<payer::Made> to_made(const Result<payer::SettleReply>& reply) {
        if (!reply) {
            return fail(reply.error());
        }
        return payer::Made{.answer = "settled",
                           .id = reply->already_settled ? 0 : reply->settlement.setl_id};
    }
    std::int64_t discharged_stay(std::int64_t cost) {
        const std::int64_t stay = admit("2025-03-03", cost);
        discharge(stay, to_string(now_));
        return stay;
    }

    std::optional<Error> error_;
};

TEST_F(Reversal, IsTheExactNegativeAndBringsEverythingBack) {
    pay_into_account(yuan(500));
    settled_visit(300);
    const std::string year = year_text();
    const Money before = balance();
    const Settlement one = settled_stay("2025-03-03", 3'000);
    ASSERT_NE(year_text(), year);
    const auto reply = run(payer::reverse, back(one));
    ASSERT_TRUE(reply.has_value()) << reply.error();
    const Settlement& undone = reply->settlement;
    EXPECT_EQ(undone.kind, SettlementKind::reversed);
    EXPECT_EQ(undone.undoes, one.setl_id);
    EXPECT_NE(undone.setl_id, one.setl_id);
    EXPECT_EQ(undone.info.medfee_sumamt, -one.info.medfee_sumamt);
    EXPECT_EQ(undone.info.fund_pay_sumamt, -one.info.fund_pay_sumamt);
    EXPECT_EQ(undone.info.acct_pay, -one.info.acct_pay);
    EXPECT_EQ(undone.info.psn_cash_pay, -one.info.psn_cash_pay);
    EXPECT_EQ(undone.info.balc, before);
    EXPECT_EQ(undone.payers[0].fund_payamt, -one.payers[0].fund_payamt);
    EXPECT_EQ(year_text(), year);
    EXPECT_EQ(balance(), before);
    expect_verified();
}

TEST_F(Reversal, AskedForAgainAnswersTheFirst) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    const auto first = run(payer::reverse, back(one));
    const std::string before = state();
    const auto again = run(payer::reverse, back(one));
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_TRUE(again->already_settled);
    EXPECT_EQ(again->settlement.setl_id, first->settlement.setl_id);
    EXPECT_EQ(state(), before);
}

TEST_F(Reversal, LetsTheStayBeSettledAgain) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    const auto again = run(payer::settle, bill(one.mdtrt_id, 3'000));
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_FALSE(again->already_settled);
    EXPECT_EQ(again->settlement.info, one.info);
    expect_verified();
}

TEST_F(Reversal, OfAnEarlierOneIsBlockedByTheLaterOnesThatItNames) {
    const Settlement first = settled_stay("2025-03-01", 3'000);
    const Settlement second = settled_stay("2025-03-05", 3'000);
    const std::string before = state();
    const auto refused = run(payer::reverse, back(first));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::must_undo_later_first);
    EXPECT_NE(refused.error().detail.find(std::to_string(second.setl_id)), std::string::npos);
    EXPECT_EQ(state(), before);
    EXPECT_TRUE(run(payer::reverse, back(second)).has_value());
    EXPECT_TRUE(run(payer::reverse, back(first)).has_value());
    EXPECT_EQ(year_text(), "0");
    expect_verified();
}

TEST_F(Reversal, OfAnEarlierOneComputesTheLaterOnesAgainWhereThePackSaysSo) {
    insure(77, kNextDoorArea);
    hospital_ = kAwayHospital;
    file(kAwayArea, "2025-01-01");
    pay_into_account(yuan(5'000));
    const Settlement first = settled_stay("2025-03-01", 3'000);
    const Settlement second = settled_stay("2025-03-05", 3'000);
    EXPECT_EQ(second.info.act_pay_dedc, yuan(500));
    EXPECT_EQ(second.info.fund_pay_sumamt, yuan(2'000));  // (3,000 − 500) × 80 %
    ASSERT_TRUE(run(payer::reverse, back(first)).has_value());
    // Now it is the first admission: (3,000 − 1,000) × 80 % = 1,600.
    EXPECT_EQ(year_text(),
              "1 y0=100000,300000,160000 h0=12:H12010100001,100000,160000 "
              "m0=7:2025-03,100000,160000");
    EXPECT_EQ(rows(ports::Table::settlement), 4U) << "two, a reversal and a correction";
    expect_verified();
    // 5,000 − 1,000: the account pays no more for the second than it did.
    EXPECT_EQ(balance(), yuan(4'000));

    const auto reply = run(payer::reverse, back(second));
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ(reply->settlement.info.fund_pay_sumamt, yuan(-2'000)) << "as the hospital knows it";
    EXPECT_EQ(year_text(), "0");
    EXPECT_EQ(balance(), yuan(5'000));
    expect_verified();
}

TEST_F(Reversal, ComputesThePartsOfALaterStayAgainOneFromTheOther) {
    insure(77, kNextDoorArea);
    hospital_ = kAwayHospital;
    file(kAwayArea, "2025-01-01");
    const Settlement first = settled_stay("2025-03-01", 3'000);
    const std::int64_t stay = admit("2025-03-05", 700);
    payer::SettleRequest part = bill(stay, 700);
    part.mid_setl_flag = true;
    const auto early = run(payer::settle, part);
    ASSERT_TRUE(early.has_value()) << early.error();
    EXPECT_EQ(early->settlement.info.act_pay_dedc, yuan(500)) << "a second admission's";
    ASSERT_TRUE(upload(stay, 2'000).has_value());
    discharge(stay, "2025-03-13 10:00:00");
    const auto rest = run(payer::settle, bill(stay, 2'000));
    ASSERT_TRUE(rest.has_value()) << rest.error();
    EXPECT_EQ(rest->settlement.info.act_pay_dedc, yuan(0)) << "500 is what its admission bears";

    ASSERT_TRUE(run(payer::reverse, back(first)).has_value());
    // Now it is the first admission, with 1,000: 700 in the part, and 300 in the rest.
    EXPECT_EQ(year_text(),
              "1 y0=100000,270000,136000 h0=12:H12010100001,100000,136000 "
              "m0=7:2025-03,100000,136000");
    expect_verified();
}

TEST_F(Reversal, DoesNotComputeLaterOnesByRulesThatHaveChangedSince) {
    insure(77, kNextDoorArea);
    hospital_ = kAwayHospital;
    file(kAwayArea, "2025-01-01");
    const Settlement first = settled_stay("2025-03-01", 3'000);
    const Settlement second = settled_stay("2025-03-05", 3'000);
    policy::Book same = book_of_the_window(3);
    policy::testing::Rules rules;
    rules.add(policy::Parameter::undo_rule, policy::testing::word(policy::UndoRule::recompute));
    policy::Pack dearer = policy::testing::pack_of({rules}, kNextDoorArea);
    dearer.version = 2;
    policy::Book other = policy::testing::book_of({dearer});
    std::swap(book_, other);
    const std::string before = state();
    const auto refused = run(payer::reverse, back(first));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::must_undo_later_first);
    EXPECT_NE(refused.error().detail.find("have been replaced"), std::string::npos)
        << refused.error();
    EXPECT_EQ(state(), before);
    std::swap(book_, same);
    EXPECT_TRUE(run(payer::reverse, back(first)).has_value())
        << "a new version with the same rules for the case";
    expect_verified();
}

TEST_F(Reversal, ByAMessageIsHiddenFromQueriesAndMayBeRepeated) {
    pay_into_account(yuan(500));
    const std::int64_t stay = discharged_stay(3'000);
    const Settlement one = settle_by("lost", stay, 3'000);
    ASSERT_FALSE(error_) << *error_;
    EXPECT_EQ(undo("lost", "2304").value(), Undone::taken_back);
    EXPECT_EQ(year_text(), "0");
    EXPECT_EQ(balance(), yuan(500));
    EXPECT_EQ(run(payer::query_settlement, back(one)).error().where, "setl_id");
    EXPECT_EQ(run(payer::reverse, back(one)).error().where, "setl_id") << "it never was";
    const std::string before = state();
    EXPECT_EQ(undo("lost", "2304").value(), Undone::before);
    EXPECT_EQ(state(), before);
    expect_verified();
}

TEST_F(Reversal, ByAMessageLetsTheStayBeSettledAgainUnderANewOne) {
    const std::int64_t stay = discharged_stay(3'000);
    settle_by("lost", stay, 3'000);
    ASSERT_TRUE(undo("lost", "2304").has_value());
    settle_by("lost", stay, 3'000);
    ASSERT_TRUE(error_);
    EXPECT_EQ(error_->where, "msgid") << "the delayed original is refused";
    EXPECT_EQ(settle_by("new", stay, 3'000).info.fund_pay_sumamt, yuan(1'600));
    expect_verified();
}

TEST_F(Reversal, OfAMessageThatNeverCameRefusesItWhenItComesLate) {
    const std::int64_t stay = discharged_stay(3'000);
    EXPECT_EQ(undo("late", "2304").value(), Undone::never_came);
    EXPECT_EQ(undo("late", "2304").value(), Undone::before);
    settle_by("late", stay, 3'000);
    ASSERT_TRUE(error_);
    EXPECT_EQ(error_->code, ErrorCode::inconsistent);
    EXPECT_EQ(rows(ports::Table::settlement), 0U);
    EXPECT_EQ(settle_by("new", stay, 3'000).info.fund_pay_sumamt, yuan(1'600));
}

TEST_F(Reversal, OfAMessageNamesItsTransactionAndItsPerson) {
    const std::int64_t stay = discharged_stay(3'000);
    settle_by("one", stay, 3'000);
    EXPECT_EQ(undo("one", "2207").error().where, "omsgid");
    EXPECT_EQ(undo("one", "2303").error().where, "oinfno");
    insure(43);
    EXPECT_EQ(undo("one", "2304").error().where, "omsgid");
}

TEST_F(Reversal, OfAReversalLetsTheSettlementStandAgain) {
    pay_into_account(yuan(500));
    const std::int64_t stay = discharged_stay(3'000);
    const Settlement one = settle_by("m-a", stay, 3'000);
    const std::string year = year_text();
    const Settlement reversal = reverse_by("m-b", one);
    ASSERT_FALSE(error_) << *error_;
    EXPECT_EQ(balance(), yuan(500));
    EXPECT_EQ(undo("m-b", "2305").value(), Undone::taken_back);
    EXPECT_EQ(year_text(), year);
    EXPECT_EQ(balance(), yuan(0));
    EXPECT_TRUE(run(payer::settle, bill(stay, 3'000))->already_settled);
    EXPECT_EQ(run(payer::query_settlement, back(reversal)).error().where, "setl_id");
    EXPECT_TRUE(run(payer::query_settlement, back(one)).has_value());
    expect_verified();
    EXPECT_TRUE(run(payer::reverse, back(one)).has_value()) << "and may be reversed again";
    EXPECT_EQ(year_text(), "0");
    expect_verified();
}

TEST_F(Reversal, OfAReversalIsRefusedWhereTheLinesHaveChangedSince) {
    const std::int64_t visit = register_visit("2025-03-13");
    ASSERT_TRUE(upload(visit, 500, "b1").has_value());
    const auto settled = run(payer::settle, bill(visit, 500, "b1"));
    ASSERT_TRUE(settled.has_value()) << settled.error();
    reverse_by("m-b", settled->settlement);
    ASSERT_FALSE(error_) << *error_;
    ASSERT_TRUE(
        run(payer::withdraw_fees,
            payer::WithdrawRequest{.visit = named(visit), .chrg_bchno = "b1", .feedetl_sn = {}})
            .has_value());
    const std::string before = state();
    EXPECT_FALSE(undo("m-b", "2305").has_value());
    EXPECT_EQ(state(), before);
    EXPECT_TRUE(run(payer::cancel_visit, named(visit)).has_value());
    EXPECT_FALSE(undo("m-b", "2305").has_value()) << "nor does it stand on a cancelled visit";
    expect_verified();
}

TEST_F(Reversal, OfAReversalDoesNotBringBackWhatIsUndoneItself) {
    const std::int64_t stay = discharged_stay(3'000);
    const Settlement one = settle_by("m-a", stay, 3'000);
    reverse_by("m-b", one);
    ASSERT_FALSE(error_) << *error_;
    EXPECT_EQ(undo("m-a", "2304").value(), Undone::taken_back);
    EXPECT_EQ(undo("m-b", "2305").value(), Undone::taken_back);
    EXPECT_EQ(year_text(), "0");
    const auto again = run(payer::settle, bill(stay, 3'000));
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_FALSE(again->already_settled);
    expect_verified();
}

TEST_F(Reversal, ThatIsUndoneLeavesACorrectedSettlementInTheTotals) {
    insure(77, kNextDoorArea);
    hospital_ = kAwayHospital;
    file(kAwayArea, "2025-01-01");
    const Settlement first = settled_stay("2025-03-01", 3'000);
    const Settlement second = settled_stay("2025-03-05", 3'000);
    ASSERT_TRUE(run(payer::reverse, back(first)).has_value());
    payer::TotalsRequest request;
    request.caller = caller("3201");
    request.clr_type = "21";
    request.setl_optins = kNextDoorArea;
    request.stmt_begndate = at("2025-03-01").date();
    request.stmt_enddate = at("2025-03-31").date();
    request.without_refunds = true;
    const payer::Totals before = run(payer::totals, request)->ours;
    EXPECT_EQ(before.fund_pay_sumamt, yuan(2'000 + 1'600));
    reverse_by("m-b", second);
    ASSERT_FALSE(error_) << *error_;
    EXPECT_EQ(undo("m-b", "2305").value(), Undone::taken_back);
    EXPECT_EQ(run(payer::totals, request)->ours, before);
    expect_verified();
}

TEST_F(Reversal, OfAReversalIsRefusedOnceTheYearHasGoneOn) {
    const std::int64_t stay = discharged_stay(3'000);
    const Settlement one = settle_by("m-a", stay, 3'000);
    reverse_by("m-b", one);
    settled_visit(300);
    EXPECT_EQ(undo("m-b", "2305").error().code, ErrorCode::must_undo_later_first);
}

TEST_F(Reversal, OfAMessageThatWasAnsweredAlreadySettledUndoesNothing) {
    const std::int64_t stay = discharged_stay(3'000);
    const Settlement one = settle_by("first", stay, 3'000);
    settle_by("second", stay, 3'000);
    ASSERT_FALSE(error_);
    EXPECT_EQ(undo("second", "2304").value(), Undone::taken_back);
    EXPECT_TRUE(run(payer::query_settlement, back(one)).has_value()) << "the first one's stays";
}

TEST_F(Reversal, OfAnAdmissionCancelsTheStay) {
    payer::RegisterRequest request{.caller = caller("2401"),
                                   .psn_no = psn_no_,
                                   .begntime = at("2025-03-03"),
                                   .ipt_otp_no = "I1",
                                   .med_type = "21",
                                   .dise_codg = {},
                                   .er_flag = {},
                                   .details = {}};
    request.caller.msgid = "adm";
    std::int64_t stay = 0;
    const auto done =
        once(request.caller, "h", [&](ports::Session& session) -> Result<payer::Made> {
            auto visit = payer::admit(session, context(), request);
            stay = visit->mdtrt_id;
            return payer::Made{.answer = "admitted", .id = stay};
        });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(undo("adm", "2401").value(), Undone::taken_back);
    EXPECT_EQ(upload(stay, 100).error().where, "mdtrt_id");
}

TEST_F(Reversal, AMessageIsDoneOnceAndItsAnswerRepeated) {
    int runs = 0;
    const auto work = [&](ports::Session&) -> Result<payer::Made> {
        ++runs;
        return payer::Made{.answer = "answer " + std::to_string(runs), .id = 0};
    };
    const payer::Caller sender = caller("1101");
    const auto first = once(sender, "content", work);
    EXPECT_FALSE(first->repeated);
    const auto again = once(sender, "content", work);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->answer, "answer 1");
    EXPECT_EQ(runs, 1);
    const auto other = once(sender, "other content", work);
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, ErrorCode::inconsistent);
    EXPECT_FALSE(other.error().rule.empty());
    payer::Caller elsewhere = sender;
    elsewhere.fixmedins_code = "H99";
    EXPECT_TRUE(once(elsewhere, "other content", work).has_value()) << "another institution's";
}

TEST_F(Reversal, AnErrorStoresNothingSoThatTheMessageMayComeAgain) {
    const payer::Caller sender = caller("1101");
    const auto refused = once(sender, "content", [](ports::Session&) -> Result<payer::Made> {
        return fail(Error{.code = ErrorCode::bad_value});
    });
    EXPECT_FALSE(refused.has_value());
    EXPECT_EQ(rows(ports::Table::message), 0U);
    const auto corrected = once(sender, "mended", [](ports::Session&) -> Result<payer::Made> {
        return payer::Made{.answer = "done", .id = 0};
    });
    EXPECT_EQ(corrected->answer, "done");
}

}  // namespace
}  // namespace yidi::tests
