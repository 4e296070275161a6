#include "domain/adjudication/adjudicate.h"
#include "tests/payer/window.h"

namespace yidi::tests {
namespace {

using payer::SettleReply;
using policy::FundField;

Money pool_of(const settlement::Settlement& one) {
    return one.info.fund[static_cast<std::size_t>(FundField::hifp_pay)];
}

TEST_F(Window, AStayIsSettledByTheRulesOfTheInsuredArea) {
    pay_into_account(yuan(500));
    const settlement::Settlement one = settled_stay("2025-03-03", 3'000);
    EXPECT_EQ(one.info.act_pay_dedc, yuan(1'000));
    EXPECT_EQ(pool_of(one), yuan(1'600));  // (3,000 − 1,000) × 80 %
    EXPECT_EQ(one.info.acct_pay, yuan(500));
    EXPECT_EQ(one.info.psn_cash_pay, yuan(900));
    EXPECT_EQ(one.info.balc, yuan(0));
    EXPECT_EQ(one.year, 2025);
    EXPECT_EQ(one.clr_type, "21");
    ASSERT_EQ(one.payers.size(), 2U);
    EXPECT_EQ(one.payers[0].fund_pay_type, "310100");
    EXPECT_NE(one.payers[0].setl_proc_info.find("1600.00"), std::string::npos);
    EXPECT_EQ(one.payers[1].fund_pay_type, "310200");
    EXPECT_EQ(year_text(),
              "1 y0=100000,300000,160000 h0=12:H13010200001,100000,160000 "
              "m0=7:2025-03,100000,160000");
    EXPECT_EQ(balance(), yuan(0));
    expect_verified();
}

TEST_F(Window, ASettlementWritesSixRows) {
    pay_into_account(yuan(500));
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    std::array<std::size_t, ports::kTableCount> before{};
    for (std::size_t i = 0; i < before.size(); ++i) {
        before[i] = rows(static_cast<ports::Table>(i));
    }
    ASSERT_TRUE(run(payer::settle, bill(stay, 3'000)));
    std::vector<std::string_view> grown;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto table = static_cast<ports::Table>(i);
        if (rows(table) != before[i]) {
            EXPECT_EQ(rows(table), before[i] + 1) << ports::spec(table).name;
            grown.push_back(ports::spec(table).name);
        }
    }
    // The account's row was there; the message's is written by once().
    EXPECT_EQ(grown, (std::vector<std::string_view>{"settlement", "journal", "cum_event", "cum"}));
}

TEST_F(Window, TheCaseThatIsKeptGivesTheSameAmountsForEver) {
    const settlement::Settlement one = settled_stay("2025-03-03", 3'000);
    EXPECT_TRUE(one.computed_by.starts_with("130100@")) << one.computed_by;
    EXPECT_TRUE(one.computed_by.ends_with(" 1")) << one.computed_by;
    const auto facts = texts_.read_case(one.case_text);
    ASSERT_TRUE(facts.has_value());
    const auto again = adjudication::adjudicate(book_, *facts);
    EXPECT_EQ(again->outcome.setlinfo, one.info);
}

TEST_F(Window, OutpatientBatchesShareTheYearsDeductible) {
    pay_into_account(yuan(30));
    const settlement::Settlement first = settled_visit(300);
    EXPECT_EQ(pool_of(first), yuan(100));  // (300 − 100) × 50 %
    EXPECT_EQ(first.info.acct_pay, yuan(30));
    EXPECT_EQ(first.clr_type, "11");
    const settlement::Settlement second = settled_visit(300);
    EXPECT_EQ(second.info.act_pay_dedc, yuan(0));
    EXPECT_EQ(pool_of(second), yuan(150));  // 300 × 50 %
    const settlement::Settlement third = settled_visit(300);
    EXPECT_EQ(pool_of(third), yuan(50)) << "the year's 300 are used up";
    expect_verified();
}

TEST_F(Window, CareElsewhereIsPaidByItsFilingAndStandsOnTheClearingAccount) {
    hospital_ = kAwayHospital;
    file(kAwayArea, "2025-03-01");
    const settlement::Settlement one = settled_stay("2025-03-03", 3'000);
    EXPECT_EQ(pool_of(one), yuan(1'600));
    EXPECT_EQ(one.mdtrtarea_admvs, 120101U);
    std::string legs;
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        const std::array<ports::Value, 2> key{pid_, one.setl_id};
        YIDI_TRY(const auto row, session.get(ports::spec(ports::Table::journal), key));
        legs = std::get<std::string>(row->back());
        return {};
    }));
    EXPECT_EQ(legs,
              "receivable:H12010100001=300000 clearing:120000<130100/310100=-160000 "
              "cash:H12010100001=-140000");
    expect_verified();
}

TEST_F(Window, AnUnfiledStayElsewhereIsRefusedWithItsReasonAndNothingIsWritten) {
    hospital_ = kAwayHospital;
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    const std::string before = state();
    const auto reply = run(payer::settle, bill(stay, 3'000));
    ASSERT_FALSE(reply.has_value());
    EXPECT_EQ(reply.error().code, ErrorCode::not_filed);
    EXPECT_FALSE(reply.error().rule.empty());
    EXPECT_FALSE(reply.error().remedy.empty());
    EXPECT_EQ(state(), before);
}

TEST_F(Window, AnEmergencyElsewhereIsDeemedFiled) {
    hospital_ = kAwayHospital;
    const auto visit = run(payer::admit, payer::RegisterRequest{.caller = caller("2401"),
                                                                .psn_no = psn_no_,
                                                                .begntime = at("2025-03-03"),
                                                                .ipt_otp_no = "I1",
                                                                .med_type = "21",
                                                                .dise_codg = {},
                                                                .er_flag = true,
                                                                .details = {}});
    ASSERT_TRUE(upload(visit->mdtrt_id, 3'000).has_value());
    discharge(visit->mdtrt_id, "2025-03-13 10:00:00");
    const auto reply = run(payer::settle, bill(visit->mdtrt_id, 3'000));
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ(pool_of(reply->settlement), yuan(1'600));
}

TEST_F(Window, AFilingMadeBeforeTheDischargeCountsForTheStay) {
    hospital_ = kAwayHospital;
    const std::int64_t stay = admit("2025-03-03", 3'000);
    EXPECT_EQ(run(payer::pre_settle, bill(stay, 3'000)).error().code, ErrorCode::not_filed);
    file(kAwayArea, "2025-03-12");
    discharge(stay, "2025-03-13 10:00:00");
    const auto reply = run(payer::settle, bill(stay, 3'000));
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ(pool_of(reply->settlement), yuan(1'600));
}

TEST_F(Window, ABatchIsSettledOnceWhateverTheMessageSays) {
    const settlement::Settlement first = settled_stay("2025-03-03", 3'000);
    const std::string before = state();
    const auto again = run(payer::settle, bill(first.mdtrt_id, 9'999));
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_TRUE(again->already_settled);
    EXPECT_EQ(again->settlement.setl_id, first.setl_id);
    EXPECT_EQ(again->settlement.info, first.info);
    EXPECT_EQ(again->settlement.payers, first.payers);
    EXPECT_EQ(state(), before);
}

TEST_F(Window, TheTotalMustBeTheSumOfTheLines) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    const auto reply = run(payer::settle, bill(stay, 2'999));
    ASSERT_FALSE(reply.has_value());
    EXPECT_EQ(reply.error().where, "medfee_sumamt");
    EXPECT_NE(reply.error().rule.find("3000.00"), std::string::npos) << reply.error().rule;
}

TEST_F(Window, EchoedAmountsMustBeTheComputedOnes) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    payer::SettleRequest request = bill(stay, 3'000);
    request.echo.inscp_scp_amt = yuan(2'000);
    EXPECT_EQ(run(payer::settle, request).error().where, "inscp_scp_amt");
    request.echo.inscp_scp_amt = yuan(3'000);
    EXPECT_TRUE(run(payer::settle, request).has_value());
}

TEST_F(Window, AStayThatGoesOnIsNotSettledAsAWhole) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    EXPECT_EQ(run(payer::settle, bill(stay, 3'000)).error().code, ErrorCode::inconsistent);
    EXPECT_TRUE(run(payer::pre_settle, bill(stay, 3'000)).has_value()) << "a trial may be made";
}

TEST_F(Window, AStayThatItsPartsHaveSettledIsClosedByNothing) {
    pay_into_account(yuan(500));
    const std::int64_t stay = admit("2025-03-03", 3'000);
    payer::SettleRequest part = bill(stay, 3'000);
    part.mid_setl_flag = true;
    const auto first = run(payer::settle, part);
    ASSERT_TRUE(first.has_value()) << first.error();
    const std::string year = year_text();
    discharge(stay, "2025-03-13 11:00:00");
    EXPECT_EQ(run(payer::settle, bill(stay, 1)).error().where, "medfee_sumamt");
    ASSERT_TRUE(run(payer::pre_settle, bill(stay, 0)).has_value());
    const auto closed = run(payer::settle, bill(stay, 0));
    ASSERT_TRUE(closed.has_value()) << closed.error();
    EXPECT_EQ(closed->settlement.info.medfee_sumamt, yuan(0));
    EXPECT_EQ(closed->settlement.info.psn_part_amt, yuan(0));
    EXPECT_FALSE(closed->settlement.is_interim);
    EXPECT_EQ(year_text(), year) << "nothing of the year is used, and no admission counted";
    EXPECT_TRUE(run(payer::settle, bill(stay, 0))->already_settled);
    EXPECT_EQ(upload(stay, 1).error().where, "chrg_bchno") << "the stay is closed";
    expect_verified();
    EXPECT_FALSE(run(payer::reverse, back(first->settlement)).has_value()) << "the later one first";
    ASSERT_TRUE(run(payer::reverse, back(closed->settlement)).has_value());
    ASSERT_TRUE(run(payer::reverse, back(first->settlement)).has_value());
    EXPECT_EQ(balance(), yuan(500));
    expect_verified();
}

TEST_F(Window, AStayWithoutLinesHasNothingToSettle) {
    const std::int64_t stay = admit("2025-03-03");
    discharge(stay, "2025-03-13 11:00:00");
    EXPECT_EQ(run(payer::settle, bill(stay, 0)).error().detail, "there is nothing to settle");
}

TEST_F(Window, WhatAMessageSaysBesideItsBillIsToldAgain) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 11:00:00");
    payer::SettleRequest request = bill(stay, 3'000);
    request.invono = "INV7";
    request.mdtrt_cert_type = "03";
    request.visit.caller.opter_name = "收费甲";
    const auto settled = run(payer::settle, request);
    ASSERT_TRUE(settled.has_value()) << settled.error();
    const auto shown = run(payer::query_settlement, back(settled->settlement));
    EXPECT_EQ(shown->invono, "INV7");
    EXPECT_EQ(shown->mdtrt_cert_type, "03");
    EXPECT_EQ(shown->opter_name, "收费甲");
    payer::ReverseRequest reverse = back(settled->settlement);
    reverse.visit.caller.opter_name = "收费乙";
    const auto reversed = run(payer::reverse, reverse);
    ASSERT_TRUE(reversed.has_value()) << reversed.error();
    const auto taken_back = run(payer::query_settlement, back(reversed->settlement));
    EXPECT_EQ(taken_back->invono, "INV7") << "of what it takes back";
    EXPECT_EQ(taken_back->opter_name, "收费乙");
    EXPECT_EQ(run(payer::query_settlement, back(settled->settlement))->opter_name, "收费甲");
}

TEST_F(Window, ATrialIsTheSettlementWithoutItsNumber) {
    pay_into_account(yuan(500));
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    const auto trial = run(payer::pre_settle, bill(stay, 3'000));
    ASSERT_TRUE(trial.has_value()) << trial.error();
    EXPECT_EQ(trial->settlement.setl_id, 0);
    EXPECT_EQ(rows(ports::Table::settlement), 0U);
    EXPECT_EQ(rows(ports::Table::hold), 1U);
    ASSERT_TRUE(run(payer::pre_settle, bill(stay, 3'000)).has_value());
    EXPECT_EQ(rows(ports::Table::hold), 1U) << "replaced on repeat";
    const auto final = run(payer::settle, bill(stay, 3'000));
    EXPECT_EQ(final->settlement.info, trial->settlement.info);
    EXPECT_EQ(final->settlement.payers, trial->settlement.payers);
    EXPECT_EQ(rows(ports::Table::hold), 0U) << "gone with the settlement";
    expect_verified();
}

TEST_F(Window, AnotherWindowSeesTheLimitAndTheAccountLessWhatATrialHolds) {
    pay_into_account(yuan(120));
    const std::int64_t first = register_visit("2025-03-13");
    ASSERT_TRUE(upload(first, 500, "b1").has_value());
    const auto held = run(payer::pre_settle, bill(first, 500, "b1"));
    EXPECT_EQ(pool_of(held->settlement), yuan(200));  // (500 − 100) × 50 %
    EXPECT_EQ(held->settlement.info.acct_pay, yuan(120));

    const std::int64_t second = register_visit("2025-03-13");
    ASSERT_TRUE(upload(second, 500, "b1").has_value());
    const auto trial = run(payer::pre_settle, bill(second, 500, "b1"));
    EXPECT_EQ(pool_of(trial->settlement), yuan(100)) << "300 less the 200 held";
    EXPECT_EQ(trial->settlement.info.acct_pay, yuan(0));
    EXPECT_EQ(trial->held_pool, yuan(200));
    EXPECT_EQ(trial->held_account, yuan(120));

    const auto final = run(payer::settle, bill(second, 500, "b1"));
    EXPECT_EQ(pool_of(final->settlement), yuan(200))
        << "a hold makes no settlement refuse or pay less";
    EXPECT_EQ(final->held_pool, yuan(0));
    expect_verified();
}

TEST_F(Window, AHoldEndsAfterTenMinutes) {
    const std::int64_t first = register_visit("2025-03-13");
    ASSERT_TRUE(upload(first, 500, "b1").has_value());
    ASSERT_TRUE(run(payer::pre_settle, bill(first, 500, "b1")).has_value());
    const std::int64_t second = register_visit("2025-03-13");
    ASSERT_TRUE(upload(second, 500, "b1").has_value());
    now_ = now_.plus_ms(settlement::kHoldMs - 1);
    EXPECT_EQ(run(payer::pre_settle, bill(second, 500, "b1"))->held_pool, yuan(200));
    now_ = now_.plus_ms(1);
    EXPECT_EQ(run(payer::pre_settle, bill(second, 500, "b1"))->held_pool, yuan(0));
}

TEST_F(Window, ALongStayIsSettledInParts) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    payer::SettleRequest part = bill(stay, 3'000);
    part.mid_setl_flag = true;
    const auto first = run(payer::settle, part);
    ASSERT_TRUE(first.has_value()) << first.error();
    EXPECT_EQ(pool_of(first->settlement), yuan(1'600));
    EXPECT_TRUE(first->settlement.is_interim);
    EXPECT_TRUE(run(payer::settle, part)->already_settled) << "nothing new to settle";

    now_ = at("2025-03-20 09:00:00");
    ASSERT_TRUE(upload(stay, 2'000).has_value());
    discharge(stay, "2025-03-20 08:00:00");
    const auto rest = run(payer::settle, bill(stay, 2'000));
    ASSERT_TRUE(rest.has_value()) << rest.error();
    // The same admission: its deductible has been borne.
    EXPECT_EQ(rest->settlement.info.act_pay_dedc, yuan(0));
    EXPECT_EQ(pool_of(rest->settlement), yuan(1'600));
    EXPECT_EQ(year_text().substr(0, 2), "1 ") << "one admission";
    EXPECT_EQ(run(payer::reverse, back(first->settlement)).error().code,
              ErrorCode::must_undo_later_first);
    EXPECT_TRUE(run(payer::reverse, back(rest->settlement)).has_value());
    EXPECT_TRUE(run(payer::reverse, back(first->settlement)).has_value());
    EXPECT_EQ(year_text(), "0");
    expect_verified();
}

TEST_F(Window, APartEndsOnTheDayItIsSettledUpTo) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    now_ = at("2025-03-20 09:00:00");
    ASSERT_TRUE(upload(stay, 2'000).has_value());
    payer::SettleRequest part = bill(stay, 3'000);
    part.mid_setl_flag = true;
    part.dscg_time = at("2025-03-15").date();
    const auto first = run(payer::settle, part);
    ASSERT_TRUE(first.has_value()) << first.error();
    EXPECT_EQ(first->settlement.until, part.dscg_time);
    discharge(stay, "2025-03-20 08:00:00");
    EXPECT_TRUE(run(payer::settle, bill(stay, 2'000)).has_value());
    expect_verified();
}

TEST_F(Window, ASettlementOfSomebodyElsesHospitalIsNotFound) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    hospital_ = kAwayHospital;
    EXPECT_EQ(run(payer::settle, bill(stay, 3'000)).error().where, "mdtrt_id");
}

TEST_F(Window, AnOpeningOfTheYearIsCounted) {
    adjudication::Accumulators used;
    used.ipt_cnt = 1;
    used.of(policy::Business::inpatient).pool = yuan(19'000);
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::open_year(session, context(),
                                {.pid = pid_, .year = 2025, .cum = used, .by = "test"});
    }));
    const settlement::Settlement one = settled_stay("2025-03-03", 10'000);
    EXPECT_EQ(one.info.act_pay_dedc, yuan(500)) << "the second admission";
    EXPECT_EQ(pool_of(one), yuan(1'000)) << "what is left of 20,000";
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    EXPECT_EQ(year_text(), settlement::to_text(used));
    expect_verified();
}

class FamilyAccount : public Window {
protected:
    FamilyAccount() {
        pay_into_account(yuan(1'000));
        owner_ = pid_;
        owner_no_ = psn_no_;
        insure(43);
    }
    void share(std::optional<Money> year_limit) {
        payer::PersonRecord record;
        record.person.pid = pid_;
        record.person.insuplc_admdvs = kHomeArea;
        record.family.push_back({.seq = 1,
                                 .owner = owner_,
                                 .year_limit = year_limit,
                                 .begndate = *parse_date("2025-01-01"),
                                 .enddate = {}});
        ASSERT_TRUE(write([&](ports::Session& session) {
            return payer::put_person(session, context(), record, "test");
        }));
    }
    payer::SettleReply trial(std::int64_t total) {
        const std::int64_t visit = register_visit("2025-03-13");
        EXPECT_TRUE(upload(visit, total, "b1").has_value());
        auto reply = run(payer::pre_settle, bill(visit, total, "b1"));
        EXPECT_TRUE(reply.has_value()) << reply.error();
        return reply ? *std::move(reply) : payer::SettleReply{};
    }
    void be(registry::Pid pid, const std::string& psn_no) {
        pid_ = pid;
        psn_no_ = psn_no;
    }

    registry::Pid owner_ = 0;
    std::string owner_no_;
};

TEST_F(FamilyAccount, PaysWithinItsLimit) {
    pay_into_account(yuan(100));
    share(yuan(300));
    const settlement::Settlement one = settled_stay("2025-03-03", 1'200);
    EXPECT_EQ(one.info.acct_pay, yuan(100));
    EXPECT_EQ(one.info.acct_mulaid_pay, yuan(300));
    EXPECT_EQ(one.info.psn_cash_pay, yuan(640));  // 1,200 − 160 − 100 − 300
    EXPECT_EQ(settled_stay("2025-03-12", 600).info.acct_mulaid_pay, yuan(0)) << "used up";
    pid_ = owner_;
    EXPECT_EQ(balance(), yuan(700));
    expect_verified();
}

TEST_F(FamilyAccount, IsPromisedToOneWindowAtATime) {
    share({});
    const payer::SettleReply first = trial(900);  // 300 of the fund; 600 are left.
    EXPECT_EQ(first.settlement.info.acct_mulaid_pay, yuan(600));
    EXPECT_EQ(first.held_family, yuan(0));
    const payer::SettleReply second = trial(900);
    EXPECT_EQ(second.settlement.info.acct_mulaid_pay, yuan(400)) << "1,000 less the 600 held";
    EXPECT_EQ(second.held_family, yuan(600));
    expect_verified();

    const registry::Pid relative = pid_;
    const std::string relative_no = psn_no_;
    be(owner_, owner_no_);
    const payer::SettleReply own = trial(300);
    EXPECT_EQ(own.settlement.info.acct_pay, yuan(0)) << "all of it is promised to the relative";
    EXPECT_EQ(own.held_account, yuan(1'000));

    be(relative, relative_no);
    ASSERT_TRUE(run(payer::settle, bill(first.settlement.mdtrt_id, 900, "b1")).has_value());
    be(owner_, owner_no_);
    EXPECT_EQ(balance(), yuan(400));
    EXPECT_EQ(trial(300).held_account, yuan(400)) << "settled is no longer held";
    expect_verified();
}

TEST_F(FamilyAccount, IsFreeAgainWhenLinesAreWithdrawnOrTheTrialIsMadeAgain) {
    share({});
    const payer::SettleReply first = trial(900);
    EXPECT_EQ(rows(ports::Table::hold), 2U) << "the bill's, and the owner's";
    payer::SettleRequest without = bill(first.settlement.mdtrt_id, 900, "b1");
    without.acct_used_flag = false;
    ASSERT_TRUE(run(payer::pre_settle, without).has_value());
    EXPECT_EQ(rows(ports::Table::hold), 1U);
    ASSERT_TRUE(run(payer::pre_settle, bill(first.settlement.mdtrt_id, 900, "b1")).has_value());
    EXPECT_EQ(rows(ports::Table::hold), 2U);
    ASSERT_TRUE(
        run(payer::withdraw_fees,
            payer::WithdrawRequest{
                .visit = named(first.settlement.mdtrt_id), .chrg_bchno = "0000", .feedetl_sn = {}})
            .has_value());
    EXPECT_EQ(rows(ports::Table::hold), 0U);
}

TEST_F(FamilyAccount, HoldsCountToTheYearsLimit) {
    share(yuan(700));
    EXPECT_EQ(trial(900).settlement.info.acct_mulaid_pay, yuan(600));
    const payer::SettleReply second = trial(900);
    EXPECT_EQ(second.settlement.info.acct_mulaid_pay, yuan(100));
    EXPECT_EQ(second.held_family, yuan(600));
}

TEST_F(FamilyAccount, WhatIsGivenBackCountsToTheYearItWasPaidIn) {
    share(yuan(300));
    now_ = at("2025-12-30 12:00:00");
    const settlement::Settlement last_year = settled_stay("2025-12-20", 1'200);
    EXPECT_EQ(last_year.info.acct_mulaid_pay, yuan(300));
    now_ = at("2026-01-05 12:00:00");
    const settlement::Settlement this_year = settled_stay("2026-01-02", 1'200);
    EXPECT_EQ(this_year.info.acct_mulaid_pay, yuan(300)) << "a new year";
    ASSERT_TRUE(run(payer::reverse, back(last_year)).has_value());
    EXPECT_EQ(settled_stay("2026-01-04", 1'200).info.acct_mulaid_pay, yuan(0))
        << "this year's limit is used up all the same";
    expect_verified();
}

}  // namespace
}  // namespace yidi::tests
