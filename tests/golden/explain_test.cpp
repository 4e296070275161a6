#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/pack_store.h"
#include "app/estimate.h"
#include "domain/adjudication/replay.h"
#include "domain/explain/paragraph.h"
#include "domain/explain/ranges.h"
#include "domain/explain/render.h"
#include "domain/explain/sentences.h"
#include "domain/explain/waterfall.h"
#include "tests/golden/internal/rendered_replay.h"

// Explanations of the golden vectors: each trace replays, from its records and from its texts
// alone; each answer can be told in both languages; and the paragraphs of three cases read as kept
// below tests/golden/explain.
namespace yidi {
namespace {

using explain::Language;
using Json = nlohmann::json;

const std::filesystem::path kFolder = "tests/golden";
const codec::BookPlaces kPlaces{.policies = "policies", .regions = "data/regions/regions.tsv"};

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// All packs, loaded once.
const policy::Book& packs() {
    static const policy::Book kBook = [] {
        Result<policy::Book> loaded = codec::load_book(kPlaces, {});
        if (!loaded) ADD_FAILURE() << loaded.error();
        return loaded ? *std::move(loaded) : policy::Book{};
    }();
    return kBook;
}

std::unique_ptr<app::Estimate> estimate_of(const Json& input) {
    codec::CaseDecoder decoder{packs().regions()};
    app::CaseFile file;
    if (const Result<void> decoded = decoder.decode(input.dump(), file); !decoded) {
        ADD_FAILURE() << decoded.error();
        return nullptr;
    }
    auto made = std::make_unique<app::Estimate>();
    if (const Result<void> done = app::estimate(packs(), file, {.trace = true}, *made); !done) {
        ADD_FAILURE() << done.error();
        return nullptr;
    }
    return made;
}

struct Vector {
    std::string name;  ///< file and title
    Json input;
};

/// The case of a vector: written there, or the path of an example; a sequence has one for each
/// bill.
std::vector<Json> cases_of(const Json& vector) {
    if (vector.contains("bills")) return vector.at("bills");
    const Json& input = vector.at("case");
    if (!input.is_string()) return {input};
    return {Json::parse(text_of(input.get<std::string>()))};
}

std::vector<Vector> vectors() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{kFolder}) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::vector<Vector> found;
    for (const std::filesystem::path& path : files) {
        Json content = Json::parse(text_of(path));
        if (!content.is_array()) content = Json::array({content});
        for (const Json& one : content) {
            const std::string name =
                path.filename().string() + ", " + one.at("title").get<std::string>();
            for (const Json& input : cases_of(one)) found.push_back({name, input});
        }
    }
    return found;
}

void expect_told(const app::Estimate& estimate, Language language) {
    const policy::Book& book = estimate.book(packs());
    const adjudication::Answer& answer = estimate.answer;
    const std::string text = explain::paragraph(answer, book, language, estimate.filings);
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;
    EXPECT_FALSE(explain::headline(answer, language).empty());
    for (const std::string& sentence : explain::assumptions(answer.outcome, book, language)) {
        EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
    }
    for (const std::string& sentence : explain::because(answer, book, language)) {
        EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
    }
    if (answer.status == adjudication::Status::range && !answer.range.ask.empty()) {
        EXPECT_FALSE(explain::question(answer, language).empty()) << answer.range.ask;
    }
    for (const explain::RenderedStep& step : explain::render(answer, book, language)) {
        EXPECT_EQ(step.rule.empty(), !step.clause.has_value()) << step.id << ' ' << step.rule;
        EXPECT_FALSE(step.basis.empty()) << step.id;
        EXPECT_EQ(step.rule.find("default/"), std::string::npos) << step.rule;
    }
}

void expect_bars_that_sum(const app::Estimate& estimate) {
    const std::vector<explain::Bar> bars =
        explain::waterfall(estimate.answer, estimate.book(packs()), Language::zh);
    if (estimate.answer.outcome.status != adjudication::Status::computed) {
        EXPECT_TRUE(bars.empty());
        return;
    }
    ASSERT_FALSE(bars.empty());
    Money by_reason;
    Money by_payer;
    for (const explain::Bar& bar : bars) {
        using explain::BarGroup;
        if (bar.group == BarGroup::cost || bar.group == BarGroup::fund) by_reason += bar.amount;
        if (bar.group == BarGroup::payer || bar.group == BarGroup::fund) by_payer += bar.amount;
        if (bar.id != "share") {
            EXPECT_FALSE(bar.step.empty()) << bar.id;
        }
    }
    EXPECT_EQ(by_reason, bars.front().amount);
    EXPECT_EQ(by_payer, bars.front().amount);
}

TEST(Explain, EveryVectorReplaysAndIsTold) {
    std::size_t steps = 0;
    for (const Vector& vector : vectors()) {
        SCOPED_TRACE(vector.name);
        const std::unique_ptr<app::Estimate> estimate = estimate_of(vector.input);
        ASSERT_NE(estimate, nullptr);
        const Result<void> replayed = adjudication::replay(estimate->answer.trace);
        EXPECT_TRUE(replayed.has_value())
            << (replayed ? std::string{} : to_string(replayed.error()));
        expect_told(*estimate, Language::zh);
        expect_told(*estimate, Language::en);
        expect_bars_that_sum(*estimate);
        const auto rendered =
            explain::render(estimate->answer, estimate->book(packs()), Language::en);
        const std::string wrong = golden::first_that_does_not_follow(rendered);
        EXPECT_TRUE(wrong.empty()) << wrong;
        steps += rendered.size();
    }
    EXPECT_GT(steps, 1'000U);
}

TEST(Explain, TextsThatDoNotFollowAreFound) {
    explain::RenderedStep first;
    first.id = "s0";
    first.op = "given";
    first.in = {"80000.00"};
    first.out = "80000.00";
    explain::RenderedStep second = first;
    second.id = "s1";
    second.op = "multiply";
    second.in = {"s0", "0.9"};
    second.rounding = "half_up";
    second.out = "72000.00";
    EXPECT_EQ(golden::first_that_does_not_follow({first, second}), "");
    second.out = "72000.01";
    EXPECT_EQ(golden::first_that_does_not_follow({first, second}), "s1: 72000.01 is not 72000");
    second.in = {"s0", "s1"};
    EXPECT_EQ(golden::first_that_does_not_follow({first, second}),
              "s1: s1 is no number and not an earlier step");
}

/// The vector of a file by its title.
std::optional<Json> vector_of(const std::string& file, const std::string& title) {
    Json content = Json::parse(text_of(kFolder / file));
    if (!content.is_array()) content = Json::array({content});
    for (const Json& one : content) {
        if (one.at("title") == title) return one.at("case");
    }
    return std::nullopt;
}

/// A kept explanation: "vector FILE", "title TITLE", then a line for each language and its
/// paragraph.
TEST(Explain, ParagraphsReadAsKept) {
    std::size_t kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator{kFolder / "explain"}) {
        if (entry.path().extension() != ".txt") continue;
        SCOPED_TRACE(entry.path().string());
        ++kept;
        std::ifstream file{entry.path()};
        std::string vector;
        std::string title;
        std::string zh;
        std::string en;
        for (std::string* const line : {&vector, &title, &zh, &en}) std::getline(file, *line);
        ASSERT_TRUE(vector.starts_with("vector ") && title.starts_with("title "));
        ASSERT_TRUE(zh.starts_with("zh ") && en.starts_with("en "));
        const std::optional<Json> input = vector_of(vector.substr(7), title.substr(6));
        ASSERT_TRUE(input.has_value()) << "no such vector";
        const std::unique_ptr<app::Estimate> estimate = estimate_of(*input);
        ASSERT_NE(estimate, nullptr);
        const policy::Book& book = estimate->book(packs());
        EXPECT_EQ(explain::paragraph(estimate->answer, book, Language::zh, estimate->filings),
                  zh.substr(3));
        EXPECT_EQ(explain::paragraph(estimate->answer, book, Language::en, estimate->filings),
                  en.substr(3));
    }
    EXPECT_EQ(kept, 3U);
}

}  // namespace
}  // namespace yidi
