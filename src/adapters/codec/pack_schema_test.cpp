#include "adapters/codec/pack_schema.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/schema_test_support.h"
#include "domain/policy/parameter.h"

namespace yidi::codec {
namespace {

class PackSchema : public testing::Test {
protected:
    [[nodiscard]] std::string misfit(std::string_view text, std::string_view name) const {
        return schema_.misfit(text, name);
    }

private:
    testing_support::TextSchema schema_{pack_schema()};
};

constexpr std::string_view kSmall = R"(yidi_pack: 1
id: "130100"
name: x
version: 1
known_since: 2026-11-21
documents: {}
schemes:
- insutype: "310"
  business: inpatient
  rules:
    ratio: "0.85"
)";

std::string replaced(std::string_view from, std::string_view to) {
    std::string text{kSmall};
    return text.replace(text.find(from), from.size(), to);
}

TEST(PackSchemaFile, IsWhatTheProgramGenerates) {
    const Result<std::string> file = read_file("schemas/policy-pack.schema.json");
    ASSERT_TRUE(file.has_value()) << file.error();
    EXPECT_EQ(*file, pack_schema()) << "run: yidi policy schema > schemas/policy-pack.schema.json";
}

TEST_F(PackSchema, FitsEveryPackOfTheRepository) {
    const Result<std::vector<PackFile>> files = list_packs("policies");
    ASSERT_TRUE(files.has_value()) << files.error();
    for (const PackFile& file : *files) {
        EXPECT_EQ(misfit(*read_file(file.path), file.name), "") << file.name;
    }
}

TEST_F(PackSchema, RefusesWhatTheDecoderRefuses) {
    EXPECT_EQ(misfit(kSmall, "small"), "");
    EXPECT_NE(misfit(replaced("\"0.85\"", "0.85"), "bare rate"), "");
    EXPECT_NE(misfit(replaced("\"0.85\"", "\"1.2\""), "rate above one"), "");
    EXPECT_NE(misfit(replaced("ratio:", "raito:"), "unknown key"), "");
    EXPECT_NE(misfit(replaced("known_since: 2026-11-21", "known_since: soon"), "date"), "");
    EXPECT_NE(misfit(replaced("version: 1", "version: 0"), "version"), "");
    EXPECT_EQ(misfit(replaced("documents", "defaults: {hosp_lv: \"07\"}\ndocuments"), "grade"), "");
    EXPECT_NE(misfit(replaced("documents", "defaults: {hosp_lv: \"77\"}\ndocuments"), "grade"), "");
    EXPECT_NE(misfit(replaced("\"0.85\"", "[{value: \"0.8\", unknown: why}]"), "both"), "");
    EXPECT_NE(misfit(replaced("\"0.85\"", "[[1000, 0.8], [null, \"0.9\"]]"), "bare rate in a band"),
              "");
}

/// The rows of the reference's parameter tables, by name.
std::string reference_row(const std::string& text, const policy::ParameterSpec& spec) {
    const std::size_t layers = text.find("### Layers of the chain");
    const std::string part = spec.of_layer ? text.substr(layers) : text.substr(0, layers);
    std::size_t at = 0;
    while (at < part.size()) {
        const std::size_t end = std::min(part.find('\n', at), part.size());
        std::string line = part.substr(at, end - at);
        const std::string head = line.substr(0, line.find('|', 1));
        if (line.starts_with("|") &&
            head.find("`" + std::string{spec.name} + "`") != std::string::npos) {
            return line;
        }
        at = end + 1;
    }
    return "";
}

/// How the reference writes a default: the spec's words in backticks, or in its own words.
bool names_default(const std::string& row, const policy::ParameterSpec& spec) {
    const std::string_view text = spec.default_text;
    if (spec.parameter == policy::Parameter::layer_limit_includes) {
        return row.find("empty") != std::string::npos;
    }
    if (text.empty()) return row.find("—") != std::string::npos;
    if (text == "same") return row.find("the level itself") != std::string::npos;
    if (text == "frame") return row.find("the national frame") != std::string::npos;
    if (text.find(", ") != std::string_view::npos) {
        const std::size_t comma = text.find(", ");
        return row.find("`" + std::string{text.substr(0, comma)} + "`, `" +
                        std::string{text.substr(comma + 2)} + "`") != std::string::npos;
    }
    if (spec.type == policy::ValueType::adjust && spec.of_layer) {
        return row.find("`none`") != std::string::npos;
    }
    const std::string plain = "`" + std::string{text} + "`";
    const std::string quoted = "`\"" + std::string{text} + "\"`";
    return row.find(plain) != std::string::npos || row.find(quoted) != std::string::npos;
}

TEST(PackReference, NamesEveryParameterWithItsDefaultAndWords) {
    const Result<std::string> text = read_file("docs/policies/pack-reference.md");
    ASSERT_TRUE(text.has_value()) << text.error();
    for (const policy::ParameterSpec& spec : policy::specs()) {
        const std::string row = reference_row(*text, spec);
        ASSERT_FALSE(row.empty()) << spec.name << " has no row";
        EXPECT_TRUE(names_default(row, spec))
            << spec.name << " lacks its default " << spec.default_text;
        for (const std::string_view word : spec.words) {
            EXPECT_NE(row.find("`" + std::string{word} + "`"), std::string::npos)
                << spec.name << " lacks " << word;
        }
    }
}

}  // namespace
}  // namespace yidi::codec
