#include "adapters/codec/filing_schema.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/schema_test_support.h"
#include "domain/policy/filing_rules.h"

namespace yidi::codec {
namespace {

constexpr std::string_view kSmall = R"(yidi_filing: 1
id: "130100"
name: x
version: 1
known_since: 2026-11-21
documents: {}
kinds:
- kind: referral
  rules:
    open: true
    materials: [referral_certificate, [a, b]]
    validity: endless
    lock: {months: 3}
    lock_exceptions: [death]
    decision: instant
    automatic: [posting]
    extends_itself: {unknown: why}
    promise_days: [{value: 30, note: x}, {value: 60}]
)";

std::string misfit(std::string_view from = {}, std::string_view to = {}) {
    static const testing_support::TextSchema kSchema{filing_schema()};
    std::string text{kSmall};
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    return kSchema.misfit(text, "filing-v1.yaml");
}

TEST(FilingSchema, FileIsWhatTheProgramGenerates) {
    const Result<std::string> file = read_file("schemas/filing-rules.schema.json");
    ASSERT_TRUE(file.has_value()) << file.error();
    EXPECT_TRUE(*file == filing_schema())
        << "run: yidi policy schema filing > schemas/filing-rules.schema.json";
}

TEST(FilingSchema, FitsEveryFileOfTheRepository) {
    const testing_support::TextSchema schema{filing_schema()};
    const Result<std::vector<PackFile>> files = list_filing_rules("policies");
    ASSERT_TRUE(files.has_value()) << files.error();
    ASSERT_FALSE(files->empty());
    for (const PackFile& file : *files) {
        EXPECT_EQ(schema.misfit(*read_file(file.path), file.name), "") << file.name;
    }
}

TEST(FilingSchema, RefusesWhatTheDecoderRefuses) {
    EXPECT_EQ(misfit(), "");
    EXPECT_NE(misfit("open: true", "open: yes"), "");
    EXPECT_NE(misfit("open:", "opens:"), "");
    EXPECT_NE(misfit("kind: referral", "kind: referrals"), "");
    EXPECT_NE(misfit("validity: endless", "validity: none"), "");
    EXPECT_NE(misfit("{months: 3}", "{}"), "");
    EXPECT_NE(misfit("{months: 3}", "endless"), "");
    EXPECT_NE(misfit("[death]", "[deaths]"), "");
    EXPECT_NE(misfit("instant", "soon"), "");
    EXPECT_NE(misfit("automatic: [posting]", "automatic: []"), "");
    EXPECT_NE(misfit("{unknown: why}", "{unknown: why, value: true}"), "");
    EXPECT_NE(misfit("[a, b]]", "[]]"), "");
    EXPECT_NE(misfit("value: 60", "value: -1"), "");
    EXPECT_NE(misfit("yidi_filing", "yidi_pack"), "");
}

TEST(FilingReference, NamesEveryRuleAndWord) {
    const Result<std::string> page = read_file("docs/policies/filing-rules.md");
    ASSERT_TRUE(page.has_value()) << page.error();
    const auto names = [&page](std::string_view word) {
        return page->find("`" + std::string{word} + "`") != std::string::npos;
    };
    policy::for_each_rule([&](std::string_view name, auto /*member*/) {
        EXPECT_NE(page->find("| `" + std::string{name} + "` |"), std::string::npos)
            << name << " has no row";
    });
    EXPECT_TRUE(names("none_in_province") && names("whole_places"));
    for (const std::string_view word :
         {"ends", "other_temporary", "instant", "review", "city", "province", "death",
          "wrong_entry", "insurance_lost", "endless", "none"}) {
        EXPECT_TRUE(names(word)) << word;
    }
}

}  // namespace
}  // namespace yidi::codec
