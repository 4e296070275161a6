#include "adapters/codec/chain_encoder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/codec/pack_store.h"

namespace yidi::codec {
namespace {

using explain::Language;
using nlohmann::json;

policy::Book two_regions() {
    return *policy::Book::from(
        {}, *policy::Regions::from({{990101, 990101, "甲市"}, {320500, 320500, "丁市"}}));
}

guidance::ChainFacts unfiled() {
    guidance::ChainFacts facts;
    facts.insuplc_admdvs = 990101;
    facts.mdtrtarea_admvs = 320500;
    facts.day = facts.today = Date::from_ymd({2026, 3, 3});
    facts.insured = guidance::Insured::yes;
    facts.filings.emplace();
    return facts;
}

TEST(ChainJson, HasEveryLinkWithTheSameKeys) {
    std::string out;
    append_chain(guidance::why(unfiled(), two_regions()), Language::en, out);
    const json chain = json::parse(out);
    EXPECT_EQ(chain["holds"], false);
    EXPECT_EQ(chain["broken"], "filed");
    ASSERT_EQ(chain["links"].size(), guidance::kLinkCount);
    for (const json& link : chain["links"]) EXPECT_EQ(link.size(), 12U);
    const json& filed = chain["links"][2];
    EXPECT_EQ(filed["state"], "red");
    EXPECT_EQ(filed["cause"], "not_filed");
    EXPECT_EQ(filed["ask"], "insured_region");
    EXPECT_EQ(filed["filing"], nullptr);
    EXPECT_EQ(chain["links"][3]["state"], "not_reached");
    EXPECT_EQ(chain["links"][5]["cause"], "not_known");
    EXPECT_EQ(chain["links"][5]["ask"], "insured_region");
}

/// A pattern as the page shows it: gaps as …, optional parts in place.
std::string shown(std::string_view pattern) {
    std::string text;
    bool gap = false;
    for (const char c : pattern) {
        if (c == '{') text += "…";
        gap = c == '{' || (gap && c != '}');
        if (!gap && c != '}' && c != '[' && c != ']') text += c;
    }
    return text;
}

std::string row_of(const guidance::CauseWords& words) {
    const auto cell = [](explain::Words both) { return shown(both.zh) + "<br>" + shown(both.en); };
    return "| " + std::string{guidance::name(words.link)} + " | `" + std::string{words.name} +
           "` | " + cell(words.what) + " | " + cell(words.say) + " | " + cell(words.next) + " | " +
           std::string{guidance::name(words.ask)} + " |\n";
}

TEST(TheTableOfCauses, InTheDocumentationIsThatOfTheProgram) {
    const Result<std::string> page = read_file("docs/using/why.md");
    ASSERT_TRUE(page.has_value()) << page.error();
    std::string table;
    for (const guidance::CauseWords& words : guidance::cause_words()) {
        if (words.state == guidance::LinkState::red) table += row_of(words);
    }
    EXPECT_NE(page->find(table), std::string::npos) << "put this table into docs/using/why.md:\n"
                                                    << table;
}

}  // namespace
}  // namespace yidi::codec
