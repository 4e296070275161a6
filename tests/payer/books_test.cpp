#include <map>

#include "app/payer/accumulators.h"
#include "app/payer/totals.h"
#include "app/payer/undo_message.h"
#include "tests/payer/window.h"

namespace yidi::tests {
namespace {

using payer::OneSided;
using payer::Totals;
using settlement::Settlement;

class Books : public Window {
protected:
    Result<payer::TotalsReply> totals(Totals theirs, bool without_refunds = false,
                                      std::string clr_type = "21") {
        payer::TotalsRequest request;
        request.caller = caller("3201");
        request.clr_type = std::move(clr_type);
        request.setl_optins = kHomeArea;
        request.stmt_begndate = at("2025-03-01").date();
        request.stmt_enddate = at("2025-03-31").date();
        request.theirs = theirs;
        request.without_refunds = without_refunds;
        return run(payer::totals, request);
    }
    static Totals sums(std::int64_t medfee, std::int64_t fund, std::int64_t acct,
                       std::int64_t count) {
        return {.medfee_sumamt = yuan(medfee),
                .fund_pay_sumamt = yuan(fund),
                .acct_pay = yuan(acct),
                .count = count};
    }
    std::vector<payer::Mismatch> mismatches() {
        std::vector<payer::Mismatch> found;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const payer::VerifyReply reply, payer::verify(session));
            found = reply.mismatches;
            return {};
        }));
        return found;
    }
    std::vector<payer::Unresolved> unresolved() {
        std::vector<payer::Unresolved> found;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found, payer::unresolved(session, now_));
            return {};
        }));
        return found;
    }
    void undo_message_of(const Settlement& one) {
        ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
            // The log's row, as once() writes it.
            return session.insert(
                ports::spec(ports::Table::message),
                {hospital_, one.msgid, std::string{"2304"}, pid_, std::string{"h"}, std::int64_t{0},
                 std::string{"7"}, one.setl_id, std::string{}, ports::Value{}});
        }));
        ASSERT_TRUE(run(payer::undo_message, payer::UndoRequest{.caller = caller("2601"),
                                                                .psn_no = psn_no_,
                                                                .omsgid = one.msgid,
                                                                .oinfno = "2304"})
                        .has_value());
    }
    /// What no use case does: a row that is put as it stands.
    void put(ports::Table table, const ports::Row& row) {
        ASSERT_TRUE(
            write([&](ports::Session& session) { return session.put(ports::spec(table), row); }));
    }
};

TEST_F(Books, TotalsTellBothSumsAndTheDifference) {
    pay_into_account(yuan(500));
    settled_stay("2025-03-03", 3'000);
    EXPECT_TRUE(totals(sums(3'000, 1'600, 500, 1))->equal);
    const auto unequal = totals(sums(2'990, 1'600, 500, 1));
    EXPECT_FALSE(unequal->equal);
    EXPECT_NE(unequal->dscr.find("2990.00"), std::string::npos) << unequal->dscr;
    EXPECT_NE(unequal->dscr.find("3000.00"), std::string::npos) << unequal->dscr;
    EXPECT_NE(unequal->dscr.find("-10.00"), std::string::npos) << unequal->dscr;
    EXPECT_EQ(totals({}, false, "11")->ours, Totals{}) << "no outpatient settlements";
}

TEST_F(Books, TotalsCountReversalsAsRowsOfTheirOwn) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    EXPECT_EQ(totals({})->ours, sums(0, 0, 0, 2));
    EXPECT_EQ(totals({}, /*without_refunds=*/true)->ours, sums(3'000, 1'600, 0, 1));
}

TEST_F(Books, TotalsAreOfAYearAtMost) {
    payer::TotalsRequest request;
    request.caller = caller("3201");
    request.stmt_begndate = at("1900-01-01").date();
    request.stmt_enddate = at("2025-03-31").date();
    EXPECT_EQ(run(payer::totals, request).error().where, "stmt_enddate");
}

TEST_F(Books, TotalsLeaveOutWhatAMessageHasUndoneEvenLater) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    now_ = at("2025-04-02 10:00:00");
    undo_message_of(one);
    EXPECT_EQ(totals({})->ours, Totals{});
}

TEST_F(Books, TotalsKeepWhatWasReversedBeforeItsMessageWasUndone) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    undo_message_of(one);
    EXPECT_EQ(totals({})->ours, sums(0, 0, 0, 2));
}

TEST_F(Books, TotalsReadTheRowsOfTheirPeriodAlone) {
    settled_stay("2025-03-03", 3'000);
    // Whoever read this row could not go on.
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        const ports::TableSpec& table = ports::spec(ports::Table::settlement);
        ports::Row later;
        YIDI_TRY_VOID(session.scan(table, {}, {}, [&](const ports::Row& row) {
            later = row;
            return false;
        }));
        std::get<std::int64_t>(later[1]) += 1'000;
        later[2] = std::string{"unreadable"};
        later[10] = at("2025-04-01 00:00:00").ms();
        return session.insert(table, later);
    }));
    EXPECT_EQ(totals({})->ours, sums(3'000, 1'600, 0, 1));
}

TEST_F(Books, AccumulatorsAreThoseAtTheEndOfTheMonth) {
    settled_stay("2025-03-03", 3'000);
    now_ = at("2025-05-10 12:00:00");
    settled_visit(300);
    const auto ask = [&](std::string month) {
        std::map<std::string, Money> found;
        const auto rows =
            run(payer::query_accumulators,
                payer::AccumulatorsRequest{
                    .caller = caller("5206"), .psn_no = psn_no_, .cum_ym = std::move(month)});
        for (const payer::AccumulatorRow& row : *rows) {
            EXPECT_EQ(row.year, 2025);
            found[row.cum_type_code] = row.is_count ? yuan(row.count) : row.amount;
        }
        return found;
    };
    EXPECT_EQ(ask("202503"), (std::map<std::string, Money>{{"ipt_cnt", yuan(1)},
                                                           {"dedc", yuan(1'000)},
                                                           {"scope", yuan(3'000)},
                                                           {"pool", yuan(1'600)}}));
    EXPECT_EQ(ask("202505")["otp_pool"], yuan(100));
    EXPECT_TRUE(ask("202502").empty());
    EXPECT_EQ(run(payer::query_accumulators,
                  payer::AccumulatorsRequest{
                      .caller = caller("5206"), .psn_no = psn_no_, .cum_ym = "202513"})
                  .error()
                  .where,
              "cum_ym");
}

TEST_F(Books, VerifyFindsAYearThatIsNotAsItsEventsSay) {
    settled_stay("2025-03-03", 3'000);
    EXPECT_TRUE(mismatches().empty());
    put(ports::Table::cum,
        {pid_, std::int64_t{2025}, std::string{"310"}, std::int64_t{1}, std::string{"0"}});
    ASSERT_EQ(mismatches().size(), 1U);
    EXPECT_EQ(mismatches()[0].table, "cum");
    EXPECT_EQ(mismatches()[0].key, "42/2025/310");
}

TEST_F(Books, VerifyFindsAnAccountThatIsNotTheSumOfItsLegs) {
    pay_into_account(yuan(500));
    put(ports::Table::account, {pid_, std::int64_t{1}});
    ASSERT_EQ(mismatches().size(), 1U);
    EXPECT_EQ(mismatches()[0].table, "account");
    put(ports::Table::account, {std::int64_t{99}, std::int64_t{7}});
    EXPECT_EQ(mismatches().size(), 2U);
}

TEST_F(Books, VerifyFindsALostLegAndAnEntryOfNothing) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    ASSERT_TRUE(write([&](ports::Session& session) {
        return session.insert(ports::spec(ports::Table::journal),
                              {pid_, one.setl_id + 1'000, std::int64_t{0},
                               std::string{"receivable:H13010200001=5 fund:130100/310100=-4"}});
    }));
    const auto found = mismatches();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].problem, "its legs do not sum to zero");
    EXPECT_EQ(found[1].problem, "there is no settlement of this number");
}

TEST_F(Books, VerifyFindsABatchThatIsSettledTwice) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    const auto again = run(payer::settle, bill(one.mdtrt_id, 3'000));
    ASSERT_TRUE(again.has_value()) << again.error();
    EXPECT_TRUE(mismatches().empty()) << "the first has been taken back";
    // A second row of the same batch, and the rest of the books left as they are.
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        std::optional<ports::Row> copy;
        YIDI_TRY_VOID(
            session.scan(ports::spec(ports::Table::settlement), {}, {}, [&](const ports::Row& row) {
                copy = row;
                return true;
            }));
        (*copy)[1] = again->settlement.setl_id + 1'000;
        return session.insert(ports::spec(ports::Table::settlement), *std::move(copy));
    }));
    const auto found = mismatches();
    ASSERT_FALSE(found.empty());
    EXPECT_NE(found[0].problem.find("settled twice"), std::string::npos) << found[0].problem;
}

TEST_F(Books, VerifyFindsAHoldOfWhatIsSettled) {
    const Settlement one = settled_stay("2025-03-03", 3'000);
    put(ports::Table::hold, {pid_, one.mdtrt_id, std::string{}, std::int64_t{2025},
                             std::string{"310"}, std::string{"inpatient"}, std::int64_t{1},
                             std::int64_t{0}, std::int64_t{0}, std::monostate{}, std::monostate{}});
    put(ports::Table::hold, {pid_, std::int64_t{5}, std::string{}, std::int64_t{2025},
                             std::string{"310"}, std::string{"inpatient"}, std::int64_t{1},
                             std::int64_t{0}, std::int64_t{0}, std::monostate{}, std::monostate{}});
    EXPECT_EQ(mismatches().size(), 2U);
}

TEST_F(Books, OneSidedRecordsAreListedWithTheirAge) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    ASSERT_TRUE(
        run(payer::undo_message,
            payer::UndoRequest{
                .caller = caller("2601"), .psn_no = psn_no_, .omsgid = "lost", .oinfno = "2304"})
            .has_value());
    auto found = unresolved();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kind, OneSided::not_settled);
    EXPECT_EQ(found[0].id, stay);
    EXPECT_EQ(found[0].age_ms, std::int64_t{2} * 60 * 60 * 1'000);  // Since 10:00.
    EXPECT_EQ(found[1].kind, OneSided::never_came);
    EXPECT_EQ(found[1].msgid, "lost");

    ASSERT_TRUE(run(payer::settle, bill(stay, 3'000)).has_value());
    found = unresolved();
    ASSERT_EQ(found.size(), 1U) << "settled since; but by no message of the log";
    EXPECT_EQ(found[0].kind, OneSided::no_message);
}

TEST_F(Books, AnInstitutionsOwnOneSidedRecordsAreThoseOfItsOwn) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    discharge(stay, "2025-03-13 10:00:00");
    ASSERT_TRUE(
        run(payer::undo_message,
            payer::UndoRequest{
                .caller = caller("2601"), .psn_no = psn_no_, .omsgid = "lost", .oinfno = "2304"})
            .has_value());
    insure(43);
    settled_visit(300);
    const auto at_place = [&](std::string_view code, Instant since) {
        std::vector<std::pair<OneSided, std::int64_t>> told;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const auto found,
                     payer::unresolved_at(session, now_,
                                          {.fixmedins_code = std::string{code}, .since = since}));
            for (const payer::Unresolved& one : found) told.emplace_back(one.kind, one.id);
            return {};
        }));
        return told;
    };
    std::vector<std::pair<OneSided, std::int64_t>> all;
    for (const payer::Unresolved& one : unresolved()) all.emplace_back(one.kind, one.id);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(at_place(hospital_, {}), all);
    EXPECT_EQ(at_place(hospital_, now_.plus_ms(1)).size(), 2U) << "the settlement is older";
    EXPECT_TRUE(at_place(kAwayHospital, {}).empty());
}

}  // namespace
}  // namespace yidi::tests
