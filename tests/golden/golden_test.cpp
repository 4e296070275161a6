#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/case_decoder.h"
#include "adapters/codec/pack_store.h"
#include "app/check_published.h"
#include "app/estimate.h"
#include "domain/adjudication/sequence.h"
#include "domain/explain/language.h"

// One test for each JSON file below tests/golden; tests/golden/README.md says what a vector holds.
namespace yidi {
namespace {

using Json = nlohmann::json;

const std::filesystem::path kFolder = "tests/golden";
const codec::BookPlaces kPlaces{.policies = "policies", .regions = "data/regions/regions.tsv"};

std::vector<std::string> vector_files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{kFolder}) {
        if (entry.path().extension() == ".json") {
            files.push_back(std::filesystem::relative(entry.path(), kFolder).generic_string());
        }
    }
    std::ranges::sort(files);
    return files;
}

Json read(const std::filesystem::path& path) {
    std::ifstream file{path};
    return Json::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
}

/// Puts quotes around the decimals of an answer, so that amounts are compared as they are written.
std::string with_decimals_as_text(std::string_view json) {
    std::string out;
    bool in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const bool begins_number =
            !in_text && (json[i] == '-' || std::isdigit(static_cast<unsigned char>(json[i])) != 0);
        if (begins_number) {
            const std::size_t end =
                std::min(json.find_first_not_of("-.0123456789", i), json.size());
            const std::string_view number = json.substr(i, end - i);
            const bool decimal = number.find('.') != std::string_view::npos;
            out += decimal ? '"' + std::string{number} + '"' : std::string{number};
            i = end - 1;
            continue;
        }
        if (in_text && json[i] == '\\' && i + 1 < json.size()) {
            out += json.substr(i, 2);
            ++i;
            continue;
        }
        if (json[i] == '"') in_text = !in_text;
        out += json[i];
    }
    return out;
}

policy::Book load_packs_for(const Json& input) {
    std::vector<std::uint32_t> codes;
    for (const auto* key : {"insuplc_admdvs", "mdtrtarea_admvs"}) {
        if (input.contains(key)) {
            codes.push_back(static_cast<std::uint32_t>(std::stoul(input[key].get<std::string>())));
        }
    }
    if (codes.empty()) codes.push_back(policy::kNationalFrame);
    Result<policy::Book> book = codec::load_book(kPlaces, codes);
    if (!book) throw std::runtime_error{to_string(book.error())};
    return *std::move(book);
}

template <class T>
T value_of(Result<T> result) {
    if (!result) throw std::runtime_error{to_string(result.error())};
    return *std::move(result);
}

app::CaseFile decoded(const Json& input, const policy::Book& book) {
    codec::CaseDecoder decoder{book.regions()};
    app::CaseFile file;
    const std::string text = input.dump();
    const Result<void> done = decoder.decode(text, file);
    if (!done) throw std::runtime_error{to_string(done.error())};
    return file;
}

Json encoded(const policy::Book& book, const app::CaseFile& file, const app::Estimate& estimate,
             std::span<const app::Verdict> verdicts = {}) {
    std::string out;
    codec::AnswerEncoder{explain::Language::zh}.append(book, file, estimate, verdicts, out);
    return Json::parse(with_decimals_as_text(out));
}

/// What the program says of a case, or of the case file at a path, as it is printed with --json.
Json answer_to(const Json& given) {
    const Json input = given.is_string() ? read(given.get<std::string>()) : given;
    const policy::Book book = load_packs_for(input);
    const app::CaseFile file = decoded(input, book);
    app::Estimate estimate;
    const Result<void> done = app::estimate(book, file, {.trace = true}, estimate);
    if (!done) throw std::runtime_error{to_string(done.error())};
    return encoded(book, file, estimate,
                   value_of(app::check_published(book, file, estimate, explain::Language::zh)));
}

/// The same of some bills of a person and year, and of undoing one of them.
Json answer_to_sequence(const Json& vector) {
    const Json& inputs = vector.at("bills");
    const policy::Book book = load_packs_for(inputs.at(0));
    std::vector<adjudication::Case> bills;
    for (const Json& input : inputs) bills.push_back(decoded(input, book).facts);
    const auto answers = value_of(adjudication::adjudicate_sequence(book, bills));

    app::Estimate estimate;
    const auto encode = [&](const adjudication::Setlinfo& info,
                            const adjudication::Accumulators& cum) {
        estimate.answer.outcome.setlinfo = info;
        estimate.answer.outcome.cum = cum;
        return encoded(book, {}, estimate);
    };
    Json out = {{"answers", Json::array()}, {"differences", Json::array()}};
    for (const adjudication::Answer& answer : answers) {
        estimate.answer = answer;
        out["answers"].push_back(encoded(book, {}, estimate));
    }
    if (!vector.contains("undo")) return out;
    const auto undone = adjudication::undo(book, bills, answers, vector["undo"].get<std::size_t>());
    if (!undone) {
        out["refused"] = name(undone.error().code);
        return out;
    }
    const Json after = encode(undone->negative, undone->cum);
    out["negative"] = after["setlinfo"];
    out["cum"] = after["cum"];
    for (const adjudication::Difference& difference : undone->differences) {
        out["differences"].push_back({{"index", difference.index},
                                      {"before", encode(difference.before, {})["setlinfo"]},
                                      {"after", encode(difference.after, {})["setlinfo"]}});
    }
    return out;
}

bool is_zero(const Json& value) {
    return value == "0.00" || value == 0 || value.is_null();
}

/// The element of a list that an expected one is compared with: that of the same `name`, else that
/// at the same position.
Json counterpart(const Json& wanted, const Json& list, std::size_t position) {
    const auto same = [&](const Json& one) {
        return one.is_object() && wanted.is_object() && wanted.contains("name") &&
               one.value("name", Json{}) == wanted["name"];
    };
    const auto named = std::ranges::find_if(list, same);
    if (named != list.end()) return *named;
    return position < list.size() ? list[position] : Json{};
}

/// Lists where `actual` differs from what `expected` names; an absent amount is 0.
void compare(const Json& expected, const Json& actual, const std::string& place,
             std::vector<std::string>& differences) {
    const auto under = [&](std::string_view key) {
        return std::string{place}.append("/").append(key);
    };
    if (expected.is_object() && actual.is_object()) {
        for (const auto& [key, value] : expected.items()) {
            compare(value, actual.value(key, Json{}), under(key), differences);
        }
    } else if (expected.is_array() && actual.is_array()) {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            compare(expected[i], counterpart(expected[i], actual, i), under(std::to_string(i)),
                    differences);
        }
    } else if (expected != actual && !(is_zero(expected) && is_zero(actual))) {
        differences.push_back(std::string{place}
                                  .append(": expected ")
                                  .append(expected.dump())
                                  .append(", is ")
                                  .append(actual.dump()));
    }
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, AnswersAsWorkedByHand) {
    Json vectors = read(kFolder / GetParam());
    if (!vectors.is_array()) vectors = Json::array({vectors});
    ASSERT_FALSE(vectors.empty());
    for (const Json& vector : vectors) {
        const std::string title = vector.at("title");
        ASSERT_FALSE(vector.at("worked").get<std::string>().empty()) << title;
        ASSERT_FALSE(vector.at("source").get<std::string>().empty()) << title;
        SCOPED_TRACE(title);
        const Json answer =
            vector.contains("bills") ? answer_to_sequence(vector) : answer_to(vector.at("case"));
        std::vector<std::string> differences;
        compare(vector.at("expect"), answer, "", differences);
        for (const std::string& difference : differences) {
            ADD_FAILURE() << GetParam() << ", " << title << difference
                          << "\n  worked: " << vector.at("worked").get<std::string>();
        }
    }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(0, info.param.size() - std::string_view{".json"}.size());
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Vectors, Golden, testing::ValuesIn(vector_files()), test_name);

TEST(Golden, HasAVectorForEverySyntheticRegion) {
    std::vector<std::string> regions;
    for (const auto& entry : std::filesystem::directory_iterator{kPlaces.policies}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("99")) regions.push_back(name.substr(0, 6));
    }
    ASSERT_FALSE(regions.empty());
    const std::vector<std::string> files = vector_files();
    for (const std::string& region : regions) {
        const bool has = std::ranges::any_of(files, [&](const std::string& file) {
            return file.starts_with("synthetic/" + region);
        });
        EXPECT_TRUE(has) << region;
    }
}

TEST(Golden, HasAVectorForEveryExampleCase) {
    const std::string vectors = read(kFolder / "examples.json").dump();
    for (const auto& entry : std::filesystem::directory_iterator{"examples"}) {
        if (entry.path().extension() != ".json") continue;
        EXPECT_NE(vectors.find(entry.path().generic_string()), std::string::npos) << entry.path();
    }
}

TEST(Golden, ADifferenceIsFoundWhereverItStands) {
    const Json actual = {{"setlinfo", {{"hifp_pay", "1.00"}}},
                         {"range", {{"fund_pay_sumamt", {"1.00", "2.00"}}}},
                         {"published", {{{"name", "a"}, {"right", true}}}},
                         {"cum", Json::object()}};
    std::vector<std::string> found;
    compare(actual, actual, "", found);
    compare({{"cum", {{"pool", "0.00"}}}}, actual, "", found);
    EXPECT_TRUE(found.empty());
    compare({{"setlinfo", {{"hifp_pay", "1.01"}}}}, actual, "", found);
    compare({{"setlinfo", {{"maf_pay", "1.00"}}}}, actual, "", found);
    compare({{"range", {{"fund_pay_sumamt", {"1.00", "2.01"}}}}}, actual, "", found);
    compare({{"published", {{{"name", "a"}, {"right", false}}}}}, actual, "", found);
    compare({{"cum", {{"pool", "5.00"}}}}, actual, "", found);
    EXPECT_EQ(found.size(), 5U);
}

TEST(Golden, AmountsAreComparedAsWritten) {
    EXPECT_EQ(with_decimals_as_text(R"({"a\"1.0":[1.10,-2.00,3],"b":"4.5"})"),
              R"({"a\"1.0":["1.10","-2.00",3],"b":"4.5"})");
}

}  // namespace
}  // namespace yidi
