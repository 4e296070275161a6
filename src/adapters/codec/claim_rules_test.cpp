#include "adapters/codec/claim_rules.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

constexpr std::string_view kLimits = "limit,region,value,from,to,document,article,grade,note\n";

Date day(std::string_view text) {
    return *parse_date(text);
}

TEST(ClaimRules, OfTheProjectNameAPaperForEverySituation) {
    const auto rules = load_claim_papers("data/rules/claim-papers.csv");
    ASSERT_TRUE(rules.has_value()) << rules.error();
    std::set<claim::When> whens;
    for (const claim::PaperRule& one : rules->all()) {
        whens.insert(one.when);
    }
    EXPECT_EQ(whens.size(), claim::kWhenCount);
}

TEST(ClaimRules, OfTheProjectInventNoLimit) {
    const auto limits = load_claim_limits("data/rules/claim-limits.csv");
    ASSERT_TRUE(limits.has_value()) << limits.error();
    const auto* found = limits->find(claim::Limit::deadline_months, 420100, day("2026-03-01"));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->value, std::nullopt);
    EXPECT_FALSE(found->note.empty());
}

TEST(ClaimRules, OfTheNearestRegionHold) {
    const auto limits =
        read_claim_limits(std::string{kLimits} +
                              "deadline_months,100000,12,2024-01-01,,d,unknown,K,\n"
                              "deadline_months,130000,24,2024-01-01,2025-01-01,d,第八条,O,\n"
                              "four_eyes_amount,130100,5000.00,2024-01-01,,d,unknown,O,\n",
                          "limits.csv");
    ASSERT_TRUE(limits.has_value()) << limits.error();
    const auto months = [&limits](std::string_view on) {
        return limits->find(claim::Limit::deadline_months, 130100, day(on))->value;
    };
    EXPECT_EQ(months("2024-06-01"), 24);
    EXPECT_EQ(months("2025-06-01"), 12);
    EXPECT_EQ(limits->find(claim::Limit::four_eyes_amount, 130100, day("2025-01-01"))->value,
              500'000);
    EXPECT_EQ(limits->find(claim::Limit::four_eyes_amount, 120000, day("2025-01-01")), nullptr);
    EXPECT_EQ(claim::clause_of(limits->all()[1]), "d 第八条 (O)");
}

TEST(ClaimRules, AreRefusedWithLineAndColumn) {
    struct Row {
        std::string_view line;
        std::string_view where;
    };
    for (const Row& row :
         {Row{"deadline,100000,12,2024-01-01,,d,unknown,K,", "limits.csv:2:limit"},
          Row{"deadline_months,1000,12,2024-01-01,,d,unknown,K,", "limits.csv:2:region"},
          Row{"deadline_months,100000,0,2024-01-01,,d,unknown,K,", "limits.csv:2:value"},
          Row{"four_eyes_amount,100000,1.234,2024-01-01,,d,unknown,K,", "limits.csv:2:value"},
          Row{"deadline_months,100000,unknown,2024-01-01,,d,unknown,K,", "limits.csv:2:note"},
          Row{"deadline_months,100000,12,2024-13-01,,d,unknown,K,", "limits.csv:2:from"},
          Row{"deadline_months,100000,12,2024-01-01,2023-01-01,d,unknown,K,", "limits.csv:2:to"},
          Row{"deadline_months,100000,12,2024-01-01,,,unknown,K,", "limits.csv:2:document"},
          Row{"deadline_months,100000,12,2024-01-01,,d,unknown,Z,", "limits.csv:2:grade"},
          Row{"deadline_months,100000,12,2024-01-01,,d,unknown,K,\n"
              "deadline_months,100000,24,2025-01-01,,d,unknown,K,",
              "limits.csv:3:from"}}) {
        const auto read =
            read_claim_limits(std::string{kLimits} + std::string{row.line} + "\n", "limits.csv");
        ASSERT_FALSE(read.has_value()) << row.line;
        EXPECT_EQ(read.error().where, row.where);
    }
}

}  // namespace
}  // namespace yidi::codec
