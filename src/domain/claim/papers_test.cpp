#include "domain/claim/papers.h"

#include <gtest/gtest.h>

#include "domain/claim/claim_test_support.h"
#include "domain/policy/regions.h"

namespace yidi::claim {
namespace {

using testing::day;

PaperRule rule(std::string kind, When when, std::uint32_t region = policy::kNationalFrame) {
    PaperRule one;
    one.kind = std::move(kind);
    one.when = when;
    one.region = region;
    one.valid.from = day("2020-01-01");
    return one;
}

std::vector<std::string> kinds_of(const std::vector<const PaperRule*>& papers) {
    std::vector<std::string> kinds;
    kinds.reserve(papers.size());
    for (const PaperRule* one : papers) {
        kinds.push_back(one->kind);
    }
    return kinds;
}

using Kinds = std::vector<std::string>;

TEST(ClaimPapers, FollowFromTheSituation) {
    const PaperRules rules{{rule("receipt", When::always), rule("summary", When::inpatient),
                            rule("record", When::outpatient), rule("promise", When::injury),
                            rule("death", When::heirs)}};
    Statement said = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(100));
    const Asking asking{.area = 130100, .day = said.enddate};
    EXPECT_EQ(kinds_of(papers_for(rules, situation_of(said, {}), asking)),
              (Kinds{"receipt", "summary"}));
    said.trum_flag = true;
    EXPECT_EQ(kinds_of(papers_for(rules, situation_of(said, {}), asking)),
              (Kinds{"receipt", "summary", "promise"}));
    said.med_type = "11";
    said.trum_flag = false;
    EXPECT_EQ(kinds_of(papers_for(rules, situation_of(said, {.is_filed = false, .has_died = true}),
                                  asking)),
              (Kinds{"receipt", "record", "death"}));
}

TEST(ClaimPapers, EachFlagBringsItsOwn) {
    Statement said = testing::stay("2025-03-01", "2025-03-05", Money::from_yuan(100));
    said.er_flag = true;
    said.circumstances = {
        .by_agent = true, .card_unusable = true, .dual_channel = true, .referral = true};
    const Situation situation = situation_of(said, {.is_filed = true, .has_died = false});
    for (const When when : {When::emergency, When::agent, When::card_unusable, When::dual_channel,
                            When::referral, When::filed}) {
        EXPECT_NE(situation & bit(when), 0) << name(when);
    }
    EXPECT_EQ(situation & bit(When::heirs), 0);
}

TEST(ClaimPapers, OfARegionAreAskedForBesidesThoseOfAll) {
    PaperRule over = rule("stamp", When::always);
    over.valid.to = day("2025-01-01");
    const PaperRules rules{{rule("receipt", When::always), rule("form", When::always, 130000),
                            rule("letter", When::always, 120000), over,
                            rule("receipt", When::inpatient)}};
    EXPECT_EQ(kinds_of(papers_for(rules, bit(When::always) | bit(When::inpatient),
                                  {.area = 130100, .day = day("2025-03-01")})),
              (Kinds{"receipt", "form"}));
}

TEST(ClaimPapers, AreMissingByName) {
    const PaperRules rules{{rule("receipt", When::always), rule("list", When::always)}};
    const auto asked =
        papers_for(rules, bit(When::always), {.area = 130100, .day = day("2025-03-01")});
    EXPECT_EQ(kinds_of(missing(asked, {"receipt"})), (Kinds{"list"}));
    EXPECT_TRUE(missing(asked, {"list", "receipt", "other_paper"}).empty());
}

}  // namespace
}  // namespace yidi::claim
