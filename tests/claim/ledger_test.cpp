#include "app/clearing/bills.h"
#include "domain/ledger/trial_balance.h"
#include "tests/claim/office.h"

/// The journal after claims: whole on every day, and between areas as the hospitals' bills made it.
namespace yidi::tests {
namespace {

using ledger::AccountKind;
using settlement::Settlement;

class ClaimLedger : public Office {
protected:
    // Columns of the table `journal`.
    static constexpr std::size_t kAt = 2;
    static constexpr std::size_t kEntry = 3;

    std::vector<ledger::DatedEntry> journal() {
        std::vector<ledger::DatedEntry> entries;
        EXPECT_TRUE(store_.read([&](ports::Session& session) {
            return session.scan(
                ports::spec(ports::Table::journal), {}, {}, [&](const ports::Row& row) {
                    const auto entry = ledger::parse_entry(std::get<std::string>(row.at(kEntry)));
                    EXPECT_TRUE(entry.has_value());
                    const Instant made = Instant::from_ms(std::get<std::int64_t>(row.at(kAt)));
                    entries.push_back({.date = made.date(),
                                       .about = std::to_string(std::get<std::int64_t>(row.at(1))),
                                       .entry = entry.value_or(ledger::Entry{})});
                    return true;
                });
        }));
        return entries;
    }
    static std::map<std::string, Money> balances(const std::vector<ledger::AccountBalance>& all,
                                                 AccountKind kind) {
        std::map<std::string, Money> of_kind;
        for (const ledger::AccountBalance& one : all) {
            if (one.account.kind == kind) of_kind[one.account.key] = one.balance();
        }
        return of_kind;
    }
};

TEST_F(ClaimLedger, StaysWholeAndLeavesWhatAreasOweEachOtherAlone) {
    file(kAwayArea, "2025-01-01");
    const Settlement later = settled_stay("2025-11-20", 3'000);
    const auto before = ledger::trial_balance(journal(), now_.date());
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 2'000));
    ASSERT_EQ(claim.corrections.size(), 1U);
    ASSERT_EQ(now_of(later.setl_id).fund_pay_sumamt, yuan(2'000)) << "400 more than it was";
    const auto after = ledger::trial_balance(journal(), now_.date());
    Money sum;
    for (const ledger::AccountBalance& one : after) sum += one.balance();
    EXPECT_EQ(sum, Money{});
    EXPECT_EQ(balances(after, AccountKind::clearing), balances(before, AccountKind::clearing))
        << "what the year's order changes is between the home fund and the person";
    EXPECT_EQ(balances(after, AccountKind::receivable), balances(before, AccountKind::receivable));
    // 800 of the claim and 400 of the correction, owed to the person by the fund at home.
    EXPECT_EQ(balances(after, AccountKind::payable), (std::map{std::pair{psn_no_, yuan(1'200)}}));
    Money fund;
    for (const auto& [key, balance] : balances(after, AccountKind::fund)) fund += balance;
    EXPECT_EQ(fund, -yuan(1'200));

    paid(claim.reply.claim);
    const auto paid = ledger::trial_balance(journal(), now_.date());
    EXPECT_EQ(balances(paid, AccountKind::payable), (std::map{std::pair{psn_no_, Money{}}}));
    EXPECT_EQ(balances(paid, AccountKind::disbursed),
              (std::map{std::pair{std::to_string(kNextDoorArea), yuan(1'200)}}));
}

TEST_F(ClaimLedger, S39_ARefundAfterTheMonthIsANewEntryOfALaterDay) {
    const app::DecidedClaim first = decided(stay("2025-03-01", "2025-03-05", 3'000));
    const Date then = now_.date();
    const auto books = ledger::trial_balance(journal(), then);
    now_ = at("2026-01-20 09:00:00");
    app::ClaimRequest correction = request(stay("2025-03-01", "2025-03-05", 2'500));
    correction.kind = claim::Kind::correction;
    correction.refers_to = first.reply.claim;
    correction.reason = "医院退了 500 元";
    const auto received = take(app::receive_claim, correction);
    ASSERT_TRUE(received.has_value()) << received.error();
    ASSERT_TRUE(take(app::accept_claim, step(received->claim, "reviewer")));
    ASSERT_TRUE(take(app::check_claim_lines, step(received->claim, "reviewer")).has_value());
    const auto decided = take(app::decide_claim, step(received->claim, "approver"));
    ASSERT_TRUE(decided.has_value()) << decided.error();
    EXPECT_EQ(ledger::trial_balance(journal(), then), books) << "no day that is over is edited";
    EXPECT_EQ(view(received->claim).now.refers_to, first.reply.claim);
    EXPECT_EQ(owed(), yuan(900)) << "(2,500 − 1,000) × 60 %";
    expect_verified();
}

/// What an appeal or a correction takes back is no direct settlement that was taken back.
TEST_F(ClaimLedger, IsReadByTheStatisticsAsNotSettledDirectly) {
    file(kAwayArea, "2025-01-01");
    settled_stay("2025-11-20", 3'000);
    const clearing::Month month = clearing::Month::of(now_.date());
    const auto numbers = [&] {
        clearing::CareNumbers all;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const auto found, app::month_statistics(session, book_.regions(), month,
                                                             std::to_string(kNextDoorArea)));
            all = found.all;
            return {};
        }));
        return all;
    };
    const std::int64_t first = decided(stay("2025-03-01", "2025-03-05", 2'000)).reply.claim;
    EXPECT_EQ(numbers().settlements, 1);
    EXPECT_EQ(numbers().manual, 1);
    EXPECT_EQ(numbers().direct_ppm(), 500'000);

    app::ClaimRequest correction = request(stay("2025-03-01", "2025-03-05", 2'500));
    correction.kind = claim::Kind::correction;
    correction.refers_to = first;
    correction.reason = "an amount was wrong";
    const auto received = take(app::receive_claim, correction);
    ASSERT_TRUE(received.has_value()) << received.error();
    ASSERT_TRUE(take(app::accept_claim, step(received->claim, "reviewer")));
    ASSERT_TRUE(take(app::check_claim_lines, step(received->claim, "reviewer")));
    ASSERT_TRUE(take(app::decide_claim, step(received->claim, "approver")));
    EXPECT_EQ(numbers().settlements, 1);
    EXPECT_EQ(numbers().manual, 1);
}

}  // namespace
}  // namespace yidi::tests
