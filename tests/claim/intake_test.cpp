#include <algorithm>
#include <array>

#include "app/payer/upkeep.h"
#include "domain/ledger/trial_balance.h"
#include "tests/claim/office.h"

/// Claims come in, with their papers; what is written down agrees.
namespace yidi::tests {
namespace {

using claim::Check;
using claim::Phase;
using claim::Verdict;

class Intake : public Office {
protected:
    app::NewClaimPaper paper(std::int64_t claim, std::string bytes) {
        return {.key = {.pid = pid_, .claim = claim},
                .actor = {.channel = claim::Channel::self, .by = "person", .proxy = {}},
                .kind = "receipt",
                .filename = "票据.jpg",
                .bytes = std::move(bytes),
                .sha256 = "of " + std::to_string(++hashes_)};
    }
    /// What verify says of a table.
    std::vector<std::string> problems() {
        std::vector<std::string> found;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const payer::VerifyReply reply, payer::verify(session));
            for (const payer::Mismatch& one : reply.mismatches) {
                found.push_back(one.table + ": " + one.problem);
            }
            return {};
        }));
        return found;
    }

private:
    int hashes_ = 0;
};

const std::string kJpeg = "\xFF\xD8\xFF rest";

TEST_F(Intake, KeepsWhatIsStatedSealedAndTellsThePerson) {
    const claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    const std::int64_t claim = received(said);
    const app::ClaimView seen = view(claim);
    EXPECT_EQ(seen.now.phase, Phase::received);
    EXPECT_EQ(seen.now.claimed, yuan(3'000));
    EXPECT_EQ(seen.statement.account, said.account);
    EXPECT_EQ(seen.statement.invoices, said.invoices);
    EXPECT_EQ(seen.statement.manl_reim_rea, "99");
    EXPECT_EQ(seen.statement.lines.front().insured->chrgitm_lv, "01") << "by the catalogue";
    EXPECT_EQ(messages(pid_)["claim_received"], 1);
    EXPECT_EQ(rows(ports::Table::claim_queue), 1U);
    expect_verified();
}

TEST_F(Intake, NamesTheMissingPapersUntilTheyAreThere) {
    app::ClaimRequest wanted = request(stay("2025-03-01", "2025-03-05", 3'000));
    wanted.papers.clear();
    const auto claim = take(app::receive_claim, wanted);
    ASSERT_TRUE(claim.has_value()) << claim.error();
    EXPECT_EQ(finding(claim->claim, Check::papers).about,
              (std::vector<std::string>{"receipt", "discharge_summary"}));
    ASSERT_TRUE(take(app::attach_to_claim, paper(claim->claim, kJpeg)));
    EXPECT_EQ(finding(claim->claim, Check::papers).about,
              std::vector<std::string>{"discharge_summary"});
    EXPECT_EQ(take(app::accept_claim, step(claim->claim, "reviewer")).error().where, "papers");
    app::ClaimStep ask = step(claim->claim, "reviewer");
    ASSERT_TRUE(take(app::ask_claim_material, ask));
    EXPECT_EQ(messages(pid_)["claim_material_asked"], 1);
    ask.papers = {"nonsense"};
    EXPECT_EQ(take(app::give_claim_material, ask).error().where, "/papers/0");
    wanted.papers = {"receipt", "nonsense"};
    EXPECT_EQ(take(app::receive_claim, wanted).error().where, "/papers/1");
    ask.papers = {"discharge_summary"};
    ask.actor.by = "person";
    const auto given = take(app::give_claim_material, ask);
    ASSERT_TRUE(given.has_value()) << given.error();
    EXPECT_EQ(given->now.phase, Phase::received);
    EXPECT_EQ(finding(claim->claim, Check::papers).verdict, Verdict::passed);
    expect_verified();
}

TEST_F(Intake, IsForTheRegionThatInsuredTheCare) {
    // Insured next door up to March, then in the home region.
    payer::PersonRecord record;
    record.person.pid = pid_;
    record.person.insuplc_admdvs = kHomeArea;
    record.person.personal.psn_name = "人42";
    record.person.personal.psn_cert_type = "01";
    record.person.personal.certno = "C42";
    registry::Insurance first;
    first.seq = 1;
    first.insuplc_admdvs = kNextDoorArea;
    first.psn_type = "11";
    first.psn_insu_date = *parse_date("2020-01-01");
    first.paus_insu_date = *parse_date("2025-03-10");
    registry::Insurance second = first;
    second.seq = 2;
    second.insuplc_admdvs = kHomeArea;
    second.psn_insu_date = *parse_date("2025-03-10");
    second.paus_insu_date.reset();
    record.insurances = {first, second};
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    const std::int64_t before = received(stay("2025-03-01", "2025-03-05", 3'000));
    EXPECT_EQ(view(before).now.area, kNextDoorArea);
    EXPECT_EQ(view(received(stay("2025-05-01", "2025-05-05", 3'000))).now.area, kHomeArea);
    ASSERT_TRUE(take(app::accept_claim, step(before, "reviewer")));
    ASSERT_TRUE(take(app::check_claim_lines, step(before, "reviewer")).has_value());
    ASSERT_TRUE(take(app::decide_claim, step(before, "approver")).has_value());
    ASSERT_EQ(paid(before).phase, Phase::paid);
    // Owed and paid by one fund, under one number: nothing is left between two.
    std::map<std::string, Money> payable;
    ASSERT_TRUE(store_.read([&](ports::Session& session) {
        return session.scan(ports::spec(ports::Table::journal), {}, {}, [&](const ports::Row& row) {
            const auto entry = ledger::parse_entry(std::get<std::string>(row.at(3)));
            for (const ledger::Leg& leg : entry->legs) {
                const bool is_owed = leg.account.kind == ledger::AccountKind::payable;
                payable[is_owed ? leg.account.key : leg.account.key.substr(0, 6)] += leg.amount;
            }
            return true;
        });
    }));
    EXPECT_EQ(payable[std::to_string(kNextDoorArea)], Money{});
    for (const auto& [account, left] : payable) EXPECT_EQ(left, Money{}) << account;
    expect_verified();
}

TEST_F(Intake, TakesPapersByTheirContentAndNotByTheirName) {
    const std::int64_t claim = received(stay("2025-03-01", "2025-03-05", 3'000));
    const auto kept = take(app::attach_to_claim, paper(claim, kJpeg));
    ASSERT_TRUE(kept.has_value()) << kept.error();
    EXPECT_EQ(kept->attachment.format, app::PaperFormat::jpeg);
    EXPECT_EQ(take(app::attach_to_claim, paper(claim, "MZ program")).error().where, "/bytes");
    EXPECT_EQ(take(app::attach_to_claim, paper(claim, std::string("\0\0\0\x18"
                                                                  "ftypheic",
                                                                  12)))
                  .error()
                  .where,
              "/bytes")
        << "no browser shows it";
    EXPECT_EQ(
        take(app::attach_to_claim, paper(claim, kJpeg + std::string(app::kAttachmentBytesMax, 'x')))
            .error()
            .code,
        ErrorCode::limit_exceeded);
    app::NewClaimPaper unknown = paper(claim, kJpeg);
    unknown.kind = "photograph_of_the_cat";
    EXPECT_EQ(take(app::attach_to_claim, unknown).error().where, "/kind");
    app::AttachmentBytes bytes;
    const payer::Context now = context();
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(bytes, app::open_claim_paper(session, claims(now), {.pid = pid_, .claim = claim},
                                              kept->attachment.id));
        return {};
    }));
    EXPECT_EQ(bytes.bytes, kJpeg);
    expect_verified();
}

TEST_F(Intake, WhoHandsAPaperInDoesNotCheckIt) {
    const std::int64_t claim = received(stay("2025-05-01", "2025-05-05", 3'000));
    app::NewClaimPaper scanned = paper(claim, kJpeg);
    scanned.actor = {.channel = claim::Channel::window, .by = "counter", .proxy = {}};
    ASSERT_TRUE(take(app::attach_to_claim, scanned));
    const auto refused = take(app::accept_claim, step(claim, "counter"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
    EXPECT_TRUE(take(app::accept_claim, step(claim, "reviewer")));
}

TEST_F(Intake, ARelativeClaimsOnlyWithABond) {
    app::ClaimRequest wanted = request(stay("2025-03-01", "2025-03-05", 3'000));
    wanted.actor = {.channel = claim::Channel::proxy, .by = "relative", .proxy = 77};
    EXPECT_EQ(take(app::receive_claim, wanted).error().code, ErrorCode::not_allowed);
    insure(77, kNextDoorArea);
    payer::PersonRecord record;
    record.person.pid = 42;
    record.person.insuplc_admdvs = kNextDoorArea;
    record.person.personal.psn_name = "人42";
    record.person.personal.psn_cert_type = "01";
    record.person.personal.certno = "C42";
    record.family.push_back({.seq = 1,
                             .owner = 77,
                             .year_limit = {},
                             .begndate = *parse_date("2025-01-01"),
                             .enddate = {}});
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    const auto claim = take(app::receive_claim, wanted);
    ASSERT_TRUE(claim.has_value()) << claim.error();
    EXPECT_EQ(claim->now.channel, claim::Channel::proxy);
}

TEST_F(Intake, AnInvoiceIsClaimedOnce) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    const std::int64_t first = received(said);
    const auto twice = take(app::receive_claim, request(said));
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().where, "/invoices");
    EXPECT_NE(twice.error().detail.find(std::to_string(first)), std::string::npos);
    ASSERT_TRUE(take(app::withdraw_claim, step(first, "person")));
    EXPECT_TRUE(take(app::receive_claim, request(said)).has_value()) << "the first is over in vain";
    expect_verified();

    // Somebody else with the same invoice is told by the check, to the agency alone.
    insure(77, kNextDoorArea);
    said.account.holder = "人77";
    const auto other = take(app::receive_claim, request(said));
    ASSERT_TRUE(other.has_value()) << other.error();
    EXPECT_EQ(finding(other->claim, Check::duplicate_claim).verdict, Verdict::blocks);
}

TEST_F(Intake, CountsTheDeadlineAndSaysWhereNoneIsKnown) {
    const std::int64_t late = received(stay("2024-11-01", "2024-11-20", 3'000));
    EXPECT_EQ(finding(late, Check::deadline).verdict, Verdict::blocks);
    limits_ = {};
    EXPECT_EQ(finding(late, Check::deadline).verdict, Verdict::unknown);
}

TEST_F(Intake, AThirdPartysInjuryIsRefusedWithItsReason) {
    claim::Statement said = stay("2025-03-01", "2025-03-05", 3'000);
    said.trum_flag = true;
    said.rel_ttp_flag = true;
    const std::int64_t claim = received(said);
    EXPECT_EQ(finding(claim, Check::third_party).verdict, Verdict::blocks);
    app::ClaimStep refuse = step(claim, "reviewer");
    EXPECT_EQ(take(app::refuse_claim, refuse).error().code, ErrorCode::missing_key);
    refuse.reasons = {claim::Reason::third_party};
    const auto refused = take(app::refuse_claim, refuse);
    ASSERT_TRUE(refused.has_value()) << refused.error();
    EXPECT_EQ(refused->now.phase, Phase::refused);
    EXPECT_EQ(messages(pid_)["claim_refused"], 1);
    EXPECT_EQ(rows(ports::Table::claim_invoice), 0U);
    EXPECT_EQ(rows(ports::Table::claim_queue), 0U);
}

TEST_F(Intake, VerifyFindsAnIndexThatIsNotAsTheClaimsSay) {
    received(stay("2025-03-01", "2025-03-05", 3'000));
    EXPECT_TRUE(problems().empty());
    ASSERT_TRUE(write([&](ports::Session& session) {
        return session.put(ports::spec(ports::Table::claim_invoice),
                           {std::string{"hash of nothing"}, pid_, std::int64_t{7}});
    }));
    EXPECT_EQ(problems(), std::vector<std::string>{"claim_invoice: it is not as the claims say"});
}

TEST_F(Intake, VerifyFindsCareThatIsPaidTwice) {
    file(kAwayArea, "2025-01-01");
    const settlement::Settlement direct = settled_stay("2025-11-20", 3'000);
    ASSERT_TRUE(run(payer::reverse, back(direct)).has_value());
    decided(stay("2025-11-20", "2025-11-30", 3'000));
    EXPECT_TRUE(problems().empty());
    // The settlement that was taken back, standing again under another number.
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        const std::array<ports::Value, 2> key{pid_, direct.setl_id};
        YIDI_TRY(auto row, session.get(ports::spec(ports::Table::settlement), key));
        (*row)[1] = std::int64_t{999'999};
        return session.insert(ports::spec(ports::Table::settlement), *row);
    }));
    const auto found = problems();
    EXPECT_NE(std::ranges::find(found, "settlement: its care is paid by a claim too"), found.end());
}

TEST_F(Intake, VerifyFindsADecisionWithoutItsClaimsMoney) {
    const app::DecidedClaim claim = decided(stay("2025-03-01", "2025-03-05", 3'000));
    EXPECT_TRUE(problems().empty());
    // A settlement of kind `claimed` that no claim was decided by.
    std::optional<ports::Row> row;
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        const std::array<ports::Value, 2> key{pid_, claim.settlement.setl_id};
        YIDI_TRY(row, session.get(ports::spec(ports::Table::settlement), key));
        (*row)[1] = std::int64_t{999'999};
        return session.insert(ports::spec(ports::Table::settlement), *row);
    }));
    const auto found = problems();
    EXPECT_NE(std::ranges::find(found, "settlement: no claim was decided by it"), found.end());
}

}  // namespace
}  // namespace yidi::tests
