#include "adapters/codec/clearing_rules.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/stated_lines.h"
#include "base/money.h"
#include "base/rate.h"

namespace yidi::codec {
namespace {

using clearing::RuleUnit;
using clearing::StatedRule;

std::optional<std::int64_t> value_of(RuleUnit unit, std::string_view text) {
    switch (unit) {
        case RuleUnit::yuan: {
            const Result<Money> amount = parse_yuan(text);
            return amount ? std::optional{amount->fen()} : std::nullopt;
        }
        case RuleUnit::ratio: {
            const Result<Rate> rate = parse_rate(text);
            return rate ? std::optional{rate->ppm()} : std::nullopt;
        }
        case RuleUnit::number: break;
    }
    std::int64_t whole = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return whole;
}

Result<StatedRule> rule_of(StatedLine line, std::string_view file_name) {
    const auto refuse = [&](std::string_view column, std::string_view expected) {
        return refuse_cell({.file_name = file_name,
                            .line = line.line,
                            .column = column,
                            .expected = expected,
                            .remedy = "see docs/domain/clearing.md"});
    };
    const auto rule = clearing::parse_rule(line.rule);
    if (!rule) return refuse("rule", "a rule of docs/domain/clearing.md");
    const clearing::RuleSpec& spec = clearing::spec(*rule);
    const auto value = value_of(spec.unit, line.value);
    if (!value || *value < spec.low || *value > spec.high) {
        return refuse("value", "a whole number, yuan or a ratio, as the rule says, in its range");
    }
    return StatedRule{.rule = *rule,
                      .region = line.region,
                      .value = *value,
                      .valid = line.valid,
                      .document = std::move(line.document),
                      .article = std::move(line.article),
                      .grade = line.grade,
                      .note = std::move(line.note)};
}

}  // namespace

Result<clearing::Rules> read_clearing_rules(std::string_view csv, std::string_view file_name) {
    YIDI_TRY(std::vector<StatedLine> lines, read_stated_lines(csv, file_name));
    std::vector<StatedRule> rules;
    for (StatedLine& line : lines) {
        YIDI_TRY(StatedRule one, rule_of(std::move(line), file_name));
        rules.push_back(std::move(one));
    }
    return clearing::Rules{std::move(rules)};
}

Result<clearing::Rules> load_clearing_rules(const std::filesystem::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    return read_clearing_rules(text, file.filename().string());
}

}  // namespace yidi::codec
