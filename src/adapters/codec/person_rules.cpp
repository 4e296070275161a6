#include "adapters/codec/person_rules.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/stated_lines.h"
#include "base/money.h"

namespace yidi::codec {
namespace {

using policy::PersonRule;
using policy::StatedRule;

constexpr std::string_view kUnknown = "unknown";

class RulesReader {
public:
    explicit RulesReader(std::string_view file_name) : file_name_{file_name} {}

    [[nodiscard]] Result<StatedRule> read(StatedLine line) const {
        const auto known = policy::parse_person_rule(line.rule);
        if (!known) {
            return refuse(line, "rule", "a rule of docs/policies/person-rules.md", "mend the name");
        }
        YIDI_TRY(const std::optional<std::int64_t> value, read_value(line, *known));
        if (!value && line.note.empty()) {
            return refuse(line, "note", "why the value is unknown", "say it");
        }
        return StatedRule{.rule = *known,
                          .region = line.region,
                          .value = value,
                          .valid = line.valid,
                          .document = std::move(line.document),
                          .article = std::move(line.article),
                          .grade = line.grade,
                          .note = std::move(line.note)};
    }

private:
    [[nodiscard]] tl::unexpected<Error> refuse(const StatedLine& line, std::string_view column,
                                               std::string_view expected,
                                               std::string_view remedy) const {
        return refuse_cell({.file_name = file_name_,
                            .line = line.line,
                            .column = column,
                            .expected = expected,
                            .remedy = remedy});
    }

    [[nodiscard]] Result<std::optional<std::int64_t>> read_value(const StatedLine& line,
                                                                 PersonRule which) const {
        const std::string& text = line.value;
        if (text == kUnknown) {
            return std::optional<std::int64_t>{};
        }
        const policy::PersonRuleSpec& spec = policy::spec(which);
        if (!spec.words.empty()) {
            const auto found = std::ranges::find(spec.words, text);
            if (found == spec.words.end()) {
                return refuse(line, "value", "a word of docs/policies/person-rules.md",
                              "mend the word, or write unknown and say why in the note");
            }
            return std::optional<std::int64_t>{found - spec.words.begin()};
        }
        std::optional<std::int64_t> number;
        if (which == PersonRule::transfer_amount) {
            if (const Result<Money> amount = parse_yuan(text)) {
                number = amount->fen();
            }
        } else {
            std::int64_t whole = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
            if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) {
                number = whole;
            }
        }
        if (!number || *number < spec.low || *number > spec.high) {
            return refuse(line, "value",
                          "a number from " + std::to_string(spec.low) + " to " +
                              std::to_string(spec.high) + ", amounts in yuan",
                          "mend the number, or write unknown and say why in the note");
        }
        return number;
    }

    std::string_view file_name_;
};

}  // namespace

Result<policy::PersonRules> read_person_rules(std::string_view csv, std::string_view file_name) {
    YIDI_TRY(std::vector<StatedLine> lines, read_stated_lines(csv, file_name));
    const RulesReader reader{file_name};
    std::vector<StatedRule> rules;
    for (StatedLine& line : lines) {
        YIDI_TRY(StatedRule one, reader.read(std::move(line)));
        rules.push_back(std::move(one));
    }
    return policy::PersonRules{std::move(rules)};
}

Result<policy::PersonRules> load_person_rules(const std::filesystem::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    return read_person_rules(text, file.filename().string());
}

}  // namespace yidi::codec
