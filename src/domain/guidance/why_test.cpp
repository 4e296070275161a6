#include "domain/guidance/why.h"

#include <algorithm>
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "domain/guidance/standing.h"
#include "domain/guidance/tell.h"
#include "domain/policy/filing_rules_test_support.h"
#include "domain/policy/pack_test_support.h"

// Every cause is provoked by a row of one table; a cause without a row fails a test.
namespace yidi::guidance {
namespace {

using explain::Language;
using filing::Filing;
using filing::Phase;
using filing::ProofState;
using policy::Business;
using policy::FilingKind;
using policy::KindRules;

constexpr std::uint32_t kHome = 990101;
constexpr std::uint32_t kSister = 990102;   // Of the same province.
constexpr std::uint32_t kPartner = 120000;  // Of a corridor with home.
constexpr std::uint32_t kAway = 320500;
constexpr std::uint32_t kFar = 440100;

Date day(unsigned month, unsigned of_month) {
    return Date::from_ymd({2026, month, of_month});
}

policy::Pack frame() {
    policy::Pack pack = policy::testing::pack_of({}, policy::kNationalFrame);
    pack.documents["joint"] = {
        .number = "联合通知", .title = "t", .seen = policy::Grade::P, .note = {}};
    pack.corridors.push_back({.id = "pair",
                              .name = "两地互通",
                              .regions = {kHome, kPartner},
                              .business = 1,
                              .source = {.document = "joint",
                                         .article = "1",
                                         .from = day(1, 1),
                                         .to = {},
                                         .grade = policy::Grade::P,
                                         .assumed_from = false}});
    return pack;
}

policy::Book book() {
    std::vector<policy::Pack> packs;
    packs.push_back(frame());
    policy::Book made =
        *policy::Book::from(std::move(packs), *policy::Regions::from({{kHome, kHome, "甲市"},
                                                                      {kSister, kSister, "乙市"},
                                                                      {kPartner, kPartner, "丙市"},
                                                                      {kAway, kAway, "丁市"},
                                                                      {kFar, kFar, "戊市"}}));
    using policy::testing::filing_book;
    using policy::testing::FilingRulesOf;
    made.set_filing_rules(
        filing_book({FilingRulesOf{kHome}
                         .set(FilingKind::posted_worker, &KindRules::proof_before_settlement, true)
                         .set(FilingKind::resettled_retiree, &KindRules::two_way, false)
                         .set_all(&KindRules::backdate_days, 30)
                         .none_in_province(true)
                         .rules()}));
    return made;
}

Filing long_term(std::uint32_t place) {
    Filing filing;
    filing.id = 7;
    filing.kind = FilingKind::long_term_resident;
    filing.places = {place};
    filing.begndate = day(1, 10);
    return filing;
}

/// Somebody who is insured at home, in hospital away since 3 March, and everything is in order.
ChainFacts in_order() {
    ChainFacts facts;
    facts.insuplc_admdvs = kHome;
    facts.mdtrtarea_admvs = kAway;
    facts.day = day(3, 3);
    facts.today = day(3, 5);
    facts.insured = Insured::yes;
    facts.disease = "M03900";
    facts.recognised = Recognised::yes;
    facts.filings = {long_term(kAway)};
    facts.route = Route::open;
    facts.institution = Institution::connected;
    facts.institution_name = "第一医院";
    facts.open_for = 0xFF;
    facts.disease_open = true;
    facts.credential = Credential::usable;
    facts.registered = Registered::as_insured;
    facts.year_left = Money::from_yuan(1000);
    return facts;
}

using Change = std::function<void(ChainFacts&)>;
struct Row {
    Cause cause;
    Change change;
    std::optional<Link> link = {};  ///< where it is not the cause's own
};

Change filing_is(const std::function<void(Filing&)>& change) {
    return [change](ChainFacts& facts) { change(facts.filings->front()); };
}
Change phase_is(Phase phase) {
    return filing_is([phase](Filing& filing) {
        filing.phase = phase;
        filing.was_reported = false;
    });
}
Change insured_is(Insured insured) {
    return [insured](ChainFacts& facts) {
        facts.insured = insured;
        facts.insured_day = day(2, 1);
    };
}
Change recognised_is(Recognised recognised) {
    return [recognised](ChainFacts& facts) {
        facts.business = Business::chronic;
        facts.recognised = recognised;
        facts.recognised_day = day(2, 1);
        facts.recognised_name = "other";
    };
}
Change credential_is(Credential credential) {
    return [credential](ChainFacts& facts) { facts.credential = credential; };
}
template <class T>
Change is(T ChainFacts::*member, T value) {
    return [member, value](ChainFacts& facts) { facts.*member = value; };
}
Change unfiled_and(bool ChainFacts::*flag) {
    return [flag](ChainFacts& facts) {
        facts.filings->clear();
        facts.*flag = true;
    };
}

std::vector<Row> rows_of_the_person() {
    return {
        {Cause::in_order, [](ChainFacts&) {}, Link::insured},
        {Cause::not_known, insured_is(Insured::not_known), Link::insured},
        {Cause::not_reached, insured_is(Insured::paused), Link::filed},
        {Cause::not_chronic, [](ChainFacts&) {}},
        {Cause::person_not_found, insured_is(Insured::person_not_found)},
        {Cause::no_insurance, insured_is(Insured::none)},
        {Cause::insurance_not_begun, insured_is(Insured::not_begun)},
        {Cause::newborn_not_enrolled, insured_is(Insured::newborn_not_enrolled)},
        {Cause::insurance_paused, insured_is(Insured::paused)},
        {Cause::insurance_ended, insured_is(Insured::ended)},
        {Cause::waiting_period, insured_is(Insured::waiting)},
        {Cause::person_dead, insured_is(Insured::dead)},
        {Cause::other_scheme, insured_is(Insured::other_scheme)},
        {Cause::two_insurances, insured_is(Insured::two_active)},
        {Cause::special_group, insured_is(Insured::special_group)},
        {Cause::third_party_liable, is(&ChainFacts::injury, Injury::third_party)},
        {Cause::injury_not_declared, is(&ChainFacts::injury, Injury::not_declared)},
        {Cause::work_injury, is(&ChainFacts::injury, Injury::work)},
        {Cause::disease_not_named,
         [](ChainFacts& facts) {
             facts.business = Business::chronic;
             facts.disease.clear();
         }},
        {Cause::disease_not_recognised, recognised_is(Recognised::no)},
        {Cause::recognised_later, recognised_is(Recognised::later)},
        {Cause::recognition_ended, recognised_is(Recognised::ended)},
        {Cause::other_disease_recognised, recognised_is(Recognised::other_disease)},
        {Cause::chosen_elsewhere, recognised_is(Recognised::chosen_elsewhere)},
    };
}

std::vector<Row> rows_of_the_filing() {
    return {
        {Cause::local_care, is(&ChainFacts::mdtrtarea_admvs, kHome)},
        {Cause::deemed_filed, is(&ChainFacts::mdtrtarea_admvs, kPartner)},
        {Cause::province_is_open, is(&ChainFacts::mdtrtarea_admvs, kSister)},
        {Cause::emergency_counts, unfiled_and(&ChainFacts::emergency_flag)},
        {Cause::unfiled_is_paid, unfiled_and(&ChainFacts::unfiled_pays)},
        {Cause::filed_in_time, filing_is([](Filing& filing) { filing.begndate = day(3, 4); })},
        {Cause::ended_mid_stay,
         [](ChainFacts& facts) {
             facts.filings->front().enddate = day(3, 4);
             facts.discharge = day(3, 9);
         }},
        {Cause::not_filed, [](ChainFacts& facts) { facts.filings->clear(); }},
        {Cause::emergency_not_flagged, unfiled_and(&ChainFacts::emergency_said)},
        {Cause::only_a_draft, phase_is(Phase::draft)},
        {Cause::under_review, phase_is(Phase::submitted)},
        {Cause::material_missing, phase_is(Phase::needs_material)},
        {Cause::filing_rejected, phase_is(Phase::rejected)},
        {Cause::filed_elsewhere, filing_is([](Filing& filing) { filing.places = {kFar}; })},
        {Cause::filed_for_other_business,
         filing_is([](Filing& filing) { filing.businesses = 0b10; })},
        {Cause::not_reported, phase_is(Phase::approved)},
        {Cause::report_failed, filing_is([](Filing& filing) {
             filing.phase = Phase::approved;
             filing.was_reported = false;
             filing.failed_reports = 3;
         })},
        {Cause::begins_later,
         [](ChainFacts& facts) {
             facts.filings->front().begndate = day(4, 1);
             facts.today = day(2, 1);
         }},
        {Cause::begins_after_admission,
         filing_is([](Filing& filing) { filing.begndate = day(4, 1); })},
        {Cause::begins_after_discharge,
         [](ChainFacts& facts) {
             facts.filings->front().begndate = day(3, 20);
             facts.discharge = day(3, 9);
             facts.today = day(3, 20);
         }},
        {Cause::filing_expired, filing_is([](Filing& filing) { filing.enddate = day(2, 1); })},
        {Cause::promise_lapsed,
         filing_is([](Filing& filing) { filing.proof = ProofState::lapsed; })},
        {Cause::filing_cancelled, filing_is([](Filing& filing) {
             filing.phase = Phase::cancelled;
             filing.enddate = day(2, 1);
         })},
        {Cause::filing_replaced, filing_is([](Filing& filing) {
             filing.phase = Phase::superseded;
             filing.enddate = day(2, 1);
         })},
        {Cause::proof_before_settlement, filing_is([](Filing& filing) {
             filing.kind = FilingKind::posted_worker;
             filing.proof = ProofState::promised;
         })},
        {Cause::home_on_promise,
         [](ChainFacts& facts) {
             facts.mdtrtarea_admvs = kHome;
             facts.filings->front().proof = ProofState::promised;
         }},
        {Cause::home_is_closed,
         [](ChainFacts& facts) {
             facts.mdtrtarea_admvs = kHome;
             facts.filings->front().kind = FilingKind::resettled_retiree;
         }},
    };
}

std::vector<Row> rows_of_the_place() {
    return {
        {Cause::closed_by_home, is(&ChainFacts::route, Route::closed_by_home)},
        {Cause::closed_there, is(&ChainFacts::route, Route::closed_there)},
        {Cause::route_opens_later, is(&ChainFacts::route, Route::opens_later)},
        {Cause::direct_settlement_suspended, is(&ChainFacts::route, Route::suspended)},
        {Cause::home_is_down, is(&ChainFacts::down, Down::home)},
        {Cause::care_region_is_down, is(&ChainFacts::down, Down::care_region)},
        {Cause::platform_is_down, is(&ChainFacts::down, Down::platform)},
        {Cause::institution_unknown, is(&ChainFacts::institution, Institution::no_such)},
        {Cause::agreement_ended, is(&ChainFacts::institution, Institution::agreement_ended)},
        {Cause::not_connected, is(&ChainFacts::institution, Institution::not_connected)},
        {Cause::institution_is_down, is(&ChainFacts::down, Down::hospital)},
        {Cause::business_not_open, is(&ChainFacts::open_for, std::optional<std::uint8_t>{0b10})},
        {Cause::disease_not_open,
         [](ChainFacts& facts) {
             facts.business = Business::chronic;
             facts.disease_open = false;
         }},
        {Cause::not_dual_channel,
         [](ChainFacts& facts) {
             facts.business = Business::dual_channel;
             facts.open_for = 1;
         }},
        {Cause::card_not_activated, credential_is(Credential::not_activated)},
        {Cause::card_lost, credential_is(Credential::lost)},
        {Cause::card_damaged, credential_is(Credential::damaged)},
        {Cause::token_unknown, credential_is(Credential::token_unknown)},
        {Cause::token_expired, credential_is(Credential::token_expired)},
        {Cause::name_differs, credential_is(Credential::name_differs)},
        {Cause::number_changed, credential_is(Credential::number_changed)},
        {Cause::other_region_bound, credential_is(Credential::other_region)},
        {Cause::registered_self_pay, is(&ChainFacts::registered, Registered::self_pay)},
        {Cause::settled_self_pay, is(&ChainFacts::registered, Registered::settled_self_pay)},
        {Cause::year_cap_used, is(&ChainFacts::year_left, std::optional{Money{}})},
        {Cause::disease_cap_used, is(&ChainFacts::disease_left, std::optional{Money{}})},
        {Cause::account_empty, is(&ChainFacts::account_left, std::optional{Money{}})},
        {Cause::account_not_allowed, is(&ChainFacts::account_allowed, false)},
    };
}

std::vector<Row> rows() {
    std::vector<Row> all = rows_of_the_person();
    for (const auto& part : {rows_of_the_filing(), rows_of_the_place()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Chain chain_of(const Row& row) {
    static const policy::Book kBook = book();
    ChainFacts facts = in_order();
    row.change(facts);
    return why(facts, kBook);
}

TEST(Why, IsProvokedForEveryCause) {
    std::set<Cause> provoked;
    for (const Row& row : rows()) {
        const CauseWords& words = words_of(row.cause);
        const ChainLink link = chain_of(row).at(row.link.value_or(words.link));
        EXPECT_EQ(name(link.cause), words.name);
        EXPECT_EQ(link.state, words.state) << words.name;
        if (link.cause == row.cause) provoked.insert(row.cause);
    }
    for (const CauseWords& words : cause_words()) {
        EXPECT_TRUE(provoked.contains(words.cause)) << words.name << " is provoked by no row";
    }
}

TEST(Why, KnowsMoreThanThirtyCausesForWhichALinkBreaks) {
    const auto red = std::ranges::count(cause_words(), LinkState::red, &CauseWords::state);
    EXPECT_GE(red, 30);
}

TEST(Why, BreaksAtTheFirstLinkThatRefuses) {
    for (const Row& row : rows()) {
        const CauseWords& words = words_of(row.cause);
        const Chain chain = chain_of(row);
        if (words.state != LinkState::red || words.link == Link::limit) {
            // That of `not_reached` breaks earlier, by what it stands behind.
            EXPECT_EQ(chain.broken() != nullptr, row.cause == Cause::not_reached) << words.name;
            continue;
        }
        ASSERT_NE(chain.broken(), nullptr) << words.name;
        EXPECT_EQ(chain.broken()->cause, row.cause) << words.name;
        EXPECT_FALSE(chain.holds()) << words.name;
    }
}

TEST(Why, SaysForEveryRedLinkWhatToSayWhatToDoAndWhomToAskInBothLanguages) {
    for (const Row& row : rows()) {
        const CauseWords& words = words_of(row.cause);
        const Chain chain = chain_of(row);
        for (const Language language : {Language::zh, Language::en}) {
            const LinkText text = tell(chain, row.link.value_or(words.link), language);
            EXPECT_FALSE(text.what.empty()) << words.name;
            if (words.state == LinkState::red) {
                EXPECT_FALSE(text.say.empty()) << words.name;
                EXPECT_FALSE(text.next.empty()) << words.name;
                EXPECT_FALSE(text.whom.empty()) << words.name;
            }
            for (const std::string& part : {text.what, text.next, text.whom}) {
                EXPECT_EQ(part.find_first_of("{}[]?"), std::string::npos) << part;
            }
            EXPECT_EQ(text.say.find_first_of("{}[]"), std::string::npos) << text.say;
        }
    }
}

TEST(Why, HasACodeForEveryRefusalExceptThoseThatThePersonCanMendAlone) {
    for (const CauseWords& words : cause_words()) {
        const bool mended_there =
            words.cause == Cause::registered_self_pay || words.cause == Cause::settled_self_pay;
        const bool refuses =
            words.state == LinkState::red && words.link != Link::limit && !mended_there;
        EXPECT_EQ(words.code.has_value(), refuses) << words.name;
    }
}

TEST(Why, HoldsWhenEveryLinkIsGreenOrNotNeeded) {
    const Chain chain = chain_of({Cause::in_order, [](ChainFacts&) {}});
    EXPECT_TRUE(chain.holds());
    EXPECT_EQ(headline(chain, Language::en), "The bill can be settled directly.");
    EXPECT_EQ(chain.at(Link::filed).filing, 7);
    EXPECT_EQ(chain.at(Link::effective).day, day(1, 10));
}

TEST(Why, NamesWhatIsNotKnownInsteadOfGuessing) {
    const policy::Book made = book();
    ChainFacts facts;
    facts.insuplc_admdvs = kHome;
    facts.mdtrtarea_admvs = kAway;
    facts.day = facts.today = day(3, 3);
    const Chain chain = why(facts, made);
    EXPECT_EQ(chain.broken(), nullptr);
    EXPECT_FALSE(chain.holds());
    for (const Link link : {Link::insured, Link::filed, Link::effective, Link::route,
                            Link::connected, Link::business, Link::credential, Link::limit}) {
        EXPECT_EQ(chain.at(link).state, LinkState::not_known) << name(link);
        EXPECT_FALSE(tell(chain, link, Language::zh).next.empty()) << name(link);
    }
}

TEST(Why, LooksAtTheHospitalEvenWhereTheFilingIsMissing) {
    const Chain chain = chain_of({Cause::not_filed, [](ChainFacts& facts) {
                                      facts.filings->clear();
                                      facts.institution = Institution::not_connected;
                                  }});
    EXPECT_EQ(chain.broken()->link, Link::filed);
    EXPECT_EQ(chain.at(Link::effective).state, LinkState::not_reached);
    EXPECT_EQ(chain.at(Link::connected).cause, Cause::not_connected);
    EXPECT_EQ(chain.at(Link::business).state, LinkState::not_reached);
}

TEST(Why, TellsOfSeveralFilingsTheOneThatCountsElseTheOneThatCameNearest) {
    const auto with = [](const std::function<void(Filing&)>& change) {
        return chain_of({Cause::in_order, [&](ChainFacts& facts) {
                             Filing other = long_term(kAway);
                             other.id = 8;
                             change(other);
                             facts.filings->push_back(other);
                         }});
    };
    EXPECT_EQ(with([](Filing& other) { other.phase = Phase::draft; }).at(Link::filed).filing, 7);
    const Chain chain = chain_of({Cause::in_order, [](ChainFacts& facts) {
                                      facts.filings->front().enddate = day(2, 1);
                                      Filing other = long_term(kAway);
                                      other.id = 8;
                                      other.phase = Phase::submitted;
                                      other.was_reported = false;
                                      facts.filings->push_back(other);
                                  }});
    EXPECT_EQ(chain.broken()->cause, Cause::under_review);  // More use than one that is over.
    EXPECT_EQ(chain.broken()->filing, 8);
}

TEST(Why, ACancelledFilingCountsForAStayThatBeganBefore) {
    const Chain chain = chain_of({Cause::in_order, filing_is([](Filing& filing) {
                                      filing.phase = Phase::cancelled;
                                      filing.enddate = day(3, 4);
                                  })});
    EXPECT_TRUE(chain.holds());
}

TEST(Why, CitesTheRuleWhereOneIsKnown) {
    const auto clause = [](Cause cause) {
        for (const Row& row : rows()) {
            if (row.cause != cause) continue;
            return tell(chain_of(row), words_of(cause).link, Language::en).clause;
        }
        return std::string{};
    };
    EXPECT_NE(clause(Cause::not_filed).find("医保发〔2022〕22号"), std::string::npos);
    EXPECT_NE(clause(Cause::emergency_not_flagged).find("第三十四条"), std::string::npos);
    EXPECT_NE(clause(Cause::deemed_filed).find("联合通知"), std::string::npos);
    EXPECT_NE(clause(Cause::province_is_open).find("synthetic"), std::string::npos);
    EXPECT_NE(clause(Cause::proof_before_settlement).find("synthetic"), std::string::npos);
    EXPECT_NE(clause(Cause::third_party_liable).find("grade K"), std::string::npos);
    EXPECT_EQ(clause(Cause::card_lost), "");
}

TEST(Why, ARefusalCarriesCodeLinkSentenceAndNextStep) {
    const Chain chain = chain_of({Cause::not_reported, phase_is(Phase::approved)});
    const Error error = refusal_of(chain, Language::en);
    EXPECT_EQ(error.code, ErrorCode::not_reported);
    EXPECT_EQ(error.where, "reported");
    EXPECT_NE(error.detail.find("has not reached the network"), std::string::npos);
    EXPECT_NE(error.remedy.find("甲市"), std::string::npos);
}

TEST(Why, AUsedUpLimitRefusesNothing) {
    const Chain chain =
        chain_of({Cause::year_cap_used, is(&ChainFacts::year_left, std::optional{Money{}})});
    EXPECT_EQ(chain.at(Link::limit).state, LinkState::red);
    EXPECT_TRUE(chain.holds());
}

TEST(Why, IsOnePageOfText) {
    const std::string text =
        to_text(chain_of({Cause::filed_elsewhere,
                          filing_is([](Filing& filing) { filing.places = {kFar}; })}),
                Language::zh);
    EXPECT_NE(text.find("不能直接结算：备案到了戊市别处，就医地是丁市。"), std::string::npos);
    EXPECT_NE(text.find("窗口这样说："), std::string::npos);
    EXPECT_LT(std::ranges::count(text, '\n'), 40);
}

TEST(Cause, NamesAreReadBack) {
    for (const CauseWords& words : cause_words()) {
        EXPECT_EQ(parse_cause(words.name), words.cause);
    }
    EXPECT_FALSE(parse_cause("nothing").has_value());
}

TEST(WhyInsured, FollowsTheStandingThatSettlementAsks) {
    const auto told = [](entitlement::State standing) {
        entitlement::Standing known;
        known.state = standing;
        known.since = day(2, 1);
        known.waiting_until = day(5, 31);
        known.changes = day(6, 1);
        return chain_of({Cause::in_order, [&](ChainFacts& facts) { state(known, facts); }})
            .at(Link::insured);
    };
    using entitlement::State;
    EXPECT_EQ(told(State::insured).cause, Cause::in_order);
    EXPECT_EQ(told(State::waiting).day, day(5, 31));
    EXPECT_EQ(told(State::paused).cause, Cause::insurance_paused);
    EXPECT_EQ(told(State::paused).day, day(2, 1));
    EXPECT_EQ(told(State::ended).cause, Cause::insurance_ended);
    EXPECT_EQ(told(State::not_yet).day, day(6, 1));
    EXPECT_EQ(told(State::none).cause, Cause::no_insurance);
    EXPECT_EQ(told(State::dead).cause, Cause::person_dead);
    EXPECT_EQ(told(State::special_group).cause, Cause::special_group);
}

TEST(WhyInsured, CitesTheRuleOfTheWaitingPeriod) {
    policy::StatedRule rule;
    rule.document = "国办发〔2024〕38号";
    rule.article = "unknown";
    rule.grade = policy::Grade::P;
    entitlement::Standing known;
    known.state = entitlement::State::waiting;
    known.rule = &rule;
    const Chain chain =
        chain_of({Cause::in_order, [&](ChainFacts& facts) { state(known, facts); }});
    EXPECT_EQ(tell(chain, Link::insured, Language::en).clause, "国办发〔2024〕38号（P）");
}

}  // namespace
}  // namespace yidi::guidance
