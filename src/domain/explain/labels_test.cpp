#include "domain/explain/labels.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/explain/ranges.h"
#include "domain/policy/parameter.h"

namespace yidi::explain {
namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(
        text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

/// Chinese words have Chinese characters, English ones none, and neither is empty.
void expect_both_languages(Words words, std::string_view what) {
    EXPECT_FALSE(words.zh.empty()) << what;
    EXPECT_FALSE(is_ascii(words.zh)) << what << ": " << words.zh;
    EXPECT_FALSE(words.en.empty()) << what;
    EXPECT_TRUE(is_ascii(words.en)) << what << ": " << words.en;
}

/// Calls `label` for the enumerators 0 … count − 1.
template <class Enumeration>
void expect_labels(std::size_t count, std::string_view what) {
    for (std::size_t i = 0; i < count; ++i) {
        expect_both_languages(label(static_cast<Enumeration>(i)),
                              std::string{what} + " " + std::to_string(i));
    }
}

/// Names on the wire are lower case, and no two are the same.
template <class Enumeration>
void expect_names(std::size_t count) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view text = name(static_cast<Enumeration>(i));
        EXPECT_TRUE(std::ranges::all_of(text, [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                   letter == '_';
        })) << text;
        EXPECT_TRUE(names.insert(text).second) << text;
    }
    EXPECT_EQ(names.size(), count);
}

constexpr std::size_t kRefusedWhyCount =
    static_cast<std::size_t>(adjudication::RefusedWhy::not_for_this_person) + 1;
constexpr std::size_t kAssumptionKindCount =
    static_cast<std::size_t>(adjudication::AssumptionKind::hospital_not_visited) + 1;
constexpr std::size_t kOpCount = static_cast<std::size_t>(adjudication::Op::times_plus) + 1;

TEST(Labels, NameEveryPartOfATraceInBothLanguages) {
    expect_labels<adjudication::Step>(adjudication::kStepCount, "step");
    expect_labels<adjudication::RefusedWhy>(kRefusedWhyCount, "why");
    expect_labels<adjudication::AssumptionKind>(kAssumptionKindCount, "assumption");
    expect_labels<adjudication::Fact>(adjudication::kFactCount, "fact");
    expect_labels<adjudication::Status>(4, "status");
    expect_labels<Rounding>(3, "rounding");
}

TEST(Labels, NameEveryWordOfTheVocabularyInBothLanguages) {
    expect_labels<policy::Parameter>(policy::kParameterCount, "parameter");
    expect_labels<policy::FilingState>(policy::kFilingStateCount, "filing state");
    expect_labels<policy::FilingKind>(policy::kFilingKindCount, "filing kind");
    expect_labels<policy::Insutype>(policy::kInsutypeCount, "insutype");
    expect_labels<policy::Business>(policy::kBusinessCount, "business");
    expect_labels<policy::Person>(policy::kPersonCount, "person");
    expect_labels<policy::Level>(policy::kLevelCount, "level");
    expect_labels<policy::Distance>(policy::kDistanceCount, "distance");
    expect_labels<policy::Grade>(5, "grade");
    expect_labels<policy::Bucket>(policy::kBucketCount, "bucket");
    expect_labels<policy::FundField>(policy::kFundFieldCount, "fund field");
}

TEST(Labels, SpellNamesOnTheWireOnceEach) {
    expect_names<adjudication::Step>(adjudication::kStepCount);
    expect_names<adjudication::Op>(kOpCount);
    expect_names<adjudication::RefusedWhy>(kRefusedWhyCount);
    expect_names<adjudication::AssumptionKind>(kAssumptionKindCount);
    expect_names<Rounding>(3);
    EXPECT_EQ(name(adjudication::Step::act_pay_dedc), "act_pay_dedc");
    EXPECT_EQ(name(adjudication::Op::over_limit), "over_limit");
}

TEST(Labels, GiveEveryErrorCodeAMeaningAndARemedy) {
    for (const ErrorCode code : kErrorCodes) {
        expect_both_languages(label(code), name(code));
        expect_both_languages(remedy(code), name(code));
    }
}

TEST(Labels, TellEveryRefusalOfAnAnswerApart) {
    std::set<std::string_view> sentences;
    std::size_t refusals = 0;
    for (const ErrorCode code : kErrorCodes) {
        const int family = static_cast<int>(code) / 1000;
        if (family != 2 && family != 6) continue;
        ++refusals;
        sentences.insert(label(code).en);
    }
    EXPECT_GT(refusals, 0U);
    EXPECT_EQ(sentences.size(), refusals);
}

TEST(Labels, NameEveryWordThatAPackCanWrite) {
    for (const policy::ParameterSpec& spec : policy::specs()) {
        for (const std::string_view word : spec.words) {
            expect_both_languages(label_of_word(word), word);
        }
    }
    EXPECT_EQ(label_of_word("a_word_nobody_knows").en, "a_word_nobody_knows");
}

TEST(Labels, AskAQuestionForEveryFact) {
    for (std::size_t i = 0; i < adjudication::kFactCount; ++i) {
        const std::string_view key = adjudication::key_of(static_cast<adjudication::Fact>(i));
        EXPECT_TRUE(question_for(key, Language::zh).ends_with("？")) << key;
        EXPECT_TRUE(question_for(key, Language::en).ends_with("?")) << key;
    }
    EXPECT_EQ(question_for("no_such_key", Language::en), "");
}

TEST(Labels, CallALayerByThePacksNameInChineseAndByTheFieldsInEnglish) {
    policy::Layer layer;
    layer.id = "large";
    layer.name = "职工大额互助";
    EXPECT_EQ(layer_name(layer, Language::zh), "职工大额互助");
    EXPECT_EQ(layer_name(layer, Language::en), "large-cost supplement");
    layer.id = "crew";
    EXPECT_EQ(layer_name(layer, Language::en), "职工大额互助");
    layer.name.clear();
    EXPECT_EQ(layer_name(layer, Language::zh), "crew");
}

}  // namespace
}  // namespace yidi::explain
