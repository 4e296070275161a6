#include "tests/claim/office.h"

#include <algorithm>

#include "app/filing/notices.h"
#include "app/payer/own_settlements.h"
#include "domain/policy/pack_test_support.h"
#include "domain/settlement/settle.h"

namespace yidi::tests {
namespace {

using policy::Bucket;
using policy::Business;
using policy::Parameter;
using policy::testing::Rules;

/// What the person bears of the cost in scope counts to it.
policy::Layer serious() {
    return policy::testing::layer_of(
        "serious",
        policy::testing::counting({Bucket::over_cap, Bucket::coinsurance, Bucket::deductible}));
}

policy::Pack pack_of_area(std::uint32_t area, policy::UndoRule undo_rule) {
    using policy::FilingState;
    using policy::testing::amount;
    using policy::testing::minus;
    using policy::testing::nothing;
    using policy::testing::pack_of;
    using policy::testing::pays;
    using policy::testing::points;
    using policy::testing::When;
    using policy::testing::word;
    Rules stays;
    stays.set(Parameter::cap, amount(20'000))
        .add(Parameter::deductible_nth, minus(500, 500))
        .add(Parameter::undo_rule, word(undo_rule))
        .clear(Parameter::remote_ratio)
        .add(Parameter::remote_ratio, points("0.20"), When{}.filing({FilingState::unfiled}))
        .add(Parameter::remote_ratio, nothing(),
             When{}.filing({FilingState::long_term, FilingState::referral, FilingState::emergency,
                            FilingState::other_temporary, FilingState::home}))
        .layer(serious())
        .add(Parameter::layer_threshold, amount(3'000))
        .add(Parameter::layer_ratio, pays("0.50"));
    stays.last_layer().by = policy::LayerBy::year;
    Rules visits{Business::outpatient};
    visits.set(Parameter::deductible_way, word(policy::DeductibleWay::per_year))
        .set(Parameter::deductible, amount(100))
        .set(Parameter::ratio, pays("0.50"))
        .set(Parameter::cap, amount(300))
        .add(Parameter::undo_rule, word(undo_rule));
    Rules dual{Business::dual_channel};
    dual.set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .clear(Parameter::deductible)
        .set(Parameter::ratio, pays("0.60"))
        .add(Parameter::undo_rule, word(undo_rule));
    Rules of_residents{Business::inpatient, policy::Insutype::resident};
    of_residents.add(Parameter::deductible_nth, minus(500, 500))
        .add(Parameter::undo_rule, word(undo_rule));
    return pack_of({stays, visits, dual, of_residents}, area);
}

claim::PaperRule paper(std::string kind, claim::When when) {
    claim::PaperRule one;
    one.kind = std::move(kind);
    one.region = policy::kNationalFrame;
    one.when = when;
    one.zh = one.kind;
    one.en = one.kind;
    one.valid.from = *parse_date("2020-01-01");
    return one;
}

claim::StatedLimit limit(claim::Limit which, std::int64_t value) {
    claim::StatedLimit one;
    one.limit = which;
    one.region = policy::kNationalFrame;
    one.value = value;
    one.valid.from = *parse_date("2020-01-01");
    one.document = "doc";
    one.article = "unknown";
    return one;
}

}  // namespace

Office::Office()
    : papers_{{paper("receipt", claim::When::always),
               paper("discharge_summary", claim::When::inpatient),
               paper("prescription", claim::When::outpatient),
               paper("emergency_record", claim::When::emergency),
               paper("no_third_party_statement", claim::When::injury),
               paper("card_proof", claim::When::card_unusable),
               paper("filing_record", claim::When::filed),
               paper("dual_channel_prescription", claim::When::dual_channel),
               paper("death_certificate", claim::When::heirs),
               paper("heir_proof", claim::When::heirs)}},
      limits_{{limit(claim::Limit::deadline_months, 12),
               limit(claim::Limit::four_eyes_amount, 100'000)}} {
    book_ = policy::testing::book_of({pack_of_area(kHomeArea, policy::UndoRule::block),
                                      pack_of_area(kNextDoorArea, policy::UndoRule::recompute)});
    EXPECT_TRUE(write([&](ports::Session& session) {
        registry::CatalogueItem item;
        item.admdvs = kNextDoorArea;
        item.med_list_codg = kDrug;
        item.begndate = *parse_date("2020-01-01");
        item.name = "药";
        item.chrgitm_lv = "01";
        return payer::add_item(session, context(), item, "test");
    }));
    insure(42, kNextDoorArea);
    hospital_ = kAwayHospital;
    now_ = at("2025-12-01 09:00:00");
}

claim::Statement Office::stay(std::string_view from, std::string_view to, std::int64_t cost_yuan) {
    claim::Statement said = claim::testing::stay(from, to, yuan(cost_yuan));
    said.invoices.front().number = claim::testing::invoice_number(++invoices_);
    said.account.holder = "人" + std::to_string(pid_);
    return said;
}

claim::Statement Office::visit(std::string_view on, std::int64_t cost_yuan) {
    claim::Statement said = stay(on, on, cost_yuan);
    said.med_type = "11";
    return said;
}

app::ClaimRequest Office::request(const claim::Statement& statement) {
    return {.pid = pid_,
            .actor = {.channel = claim::Channel::self, .by = "person", .proxy = {}},
            .statement = statement,
            .papers = {"receipt", "discharge_summary", "prescription", "filing_record"}};
}

app::ClaimStep Office::step(std::int64_t claim, std::string by) {
    app::ClaimStep one;
    one.key = {.pid = pid_, .claim = claim};
    one.actor = {.channel = claim::Channel::window, .by = std::move(by), .proxy = {}};
    one.reason = "because";
    one.bank_reference = "B1";
    return one;
}

std::int64_t Office::received(const claim::Statement& statement) {
    const auto reply = take(app::receive_claim, request(statement));
    EXPECT_TRUE(reply.has_value()) << reply.error();
    return reply ? reply->claim : 0;
}

std::int64_t Office::checked(const claim::Statement& statement,
                             std::vector<claim::RefusedLine> refused) {
    const std::int64_t claim = received(statement);
    const auto accepted = take(app::accept_claim, step(claim, "reviewer"));
    EXPECT_TRUE(accepted.has_value()) << accepted.error();
    app::ClaimStep check = step(claim, "reviewer");
    check.refused = std::move(refused);
    const auto reply = take(app::check_claim_lines, check);
    EXPECT_TRUE(reply.has_value()) << reply.error();
    return claim;
}

app::DecidedClaim Office::decided(const claim::Statement& statement) {
    const auto reply = take(app::decide_claim, step(checked(statement), "approver"));
    EXPECT_TRUE(reply.has_value()) << reply.error();
    return reply.value_or(app::DecidedClaim{});
}

claim::Claim Office::paid(std::int64_t claim) {
    for (const auto verb : {app::order_payment, app::send_payment, app::payment_arrived}) {
        const auto reply = take(verb, step(claim, "finance"));
        EXPECT_TRUE(reply.has_value()) << reply.error();
    }
    return view(claim).now;
}

app::ClaimView Office::view(std::int64_t claim) {
    app::ClaimView view;
    const payer::Context now = context();
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(view, app::view_claim(session, claims(now), {.pid = pid_, .claim = claim}));
        return {};
    }));
    return view;
}

claim::Finding Office::finding(std::int64_t claim, claim::Check check) {
    const app::ClaimView seen = view(claim);
    return seen.findings.at(static_cast<std::size_t>(check));
}

adjudication::Setlinfo Office::now_of(std::int64_t setl_id) {
    adjudication::Setlinfo info;
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const auto own,
                 payer::own_settlements(session, {.pid = pid_, .before = 0, .limit = 100}));
        for (const payer::OwnSettlement& one : own.settlements) {
            if (one.settlement.setl_id == setl_id && one.state != payer::OwnState::reversed) {
                info = one.now;
            }
        }
        YIDI_TRY(const auto claims, app::claims_of(session, pid_));
        for (const claim::Claim& one : claims) {
            if (one.decision && one.decision->setl_id == setl_id) {
                YIDI_TRY(const app::ClaimSettlement settled,
                         app::settlement_of_claim(session, {.pid = pid_, .claim = one.id}));
                info = settled.now;
            }
        }
        return {};
    }));
    info.balc = {};
    info.pool_prop_selfpay = {};
    return info;
}

Money Office::owed() {
    Money owed;
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(owed, app::owed_to_person(session, pid_));
        return {};
    }));
    return owed;
}

std::map<std::string, int> Office::messages(registry::Pid pid) {
    std::map<std::string, int> kinds;
    const payer::Context now = context();
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const auto all, app::notices_of(session, now, pid));
        for (const app::Notice& one : all) {
            ++kinds[std::string{app::name(one.kind)}];
            for (const auto language : {explain::Language::zh, explain::Language::en}) {
                const app::NoticeText told = app::text_of(one, now.book.regions(), language);
                EXPECT_FALSE(told.title.empty());
                EXPECT_EQ(told.text.find('{'), std::string::npos) << told.text;
            }
        }
        return {};
    }));
    return kinds;
}

}  // namespace yidi::tests
