#include "api/line/plan.h"

#include <charconv>
#include <utility>

#include "adapters/codec/json_tree.h"

namespace yidi::line {
namespace {

using codec::JsonKind;
using codec::JsonNode;

constexpr std::string_view kOthers = "*";
constexpr int kAll = 100;

Error bad_rule(std::string_view text) {
    return {.code = ErrorCode::usage,
            .where = "--fault",
            .rule = "INSTITUTION=FAULT[=ARGUMENT][:MESSAGES], such as H99330100011=one-sided:2",
            .remedy = "see `yidi faults`",
            .detail = "cannot use " + std::string{text}};
}

template <class T>
bool read_whole(std::string_view text, T& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

Error bad_script(std::string where, std::string_view rule, std::string_view detail) {
    return {.code = ErrorCode::bad_value,
            .where = std::move(where),
            .rule = std::string{rule},
            .remedy = "write the script as docs/integrating/faults.md shows it",
            .detail = std::string{detail}};
}

Result<std::vector<FaultScript::Odds>> read_odds(const JsonNode& node, const std::string& where) {
    constexpr std::string_view kRule = "whole percents of faults, at most 100 together";
    if (node.kind != JsonKind::object) {
        return fail(bad_script(where, kRule, "this is no object of faults"));
    }
    std::vector<FaultScript::Odds> all;
    int sum = 0;
    for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
        const std::string place = where + '/' + std::string{one->name};
        Result<Chosen> chosen = parse_fault(one->name);
        if (!chosen) return fail(bad_script(place, chosen.error().rule, chosen.error().detail));
        int percent = 0;
        if (one->kind != JsonKind::number || !read_whole(one->text, percent) || percent < 0 ||
            percent > kAll - sum) {
            return fail(bad_script(place, kRule, "this is no such percentage"));
        }
        sum += percent;
        all.push_back({*std::move(chosen), percent});
    }
    return all;
}

}  // namespace

Result<FaultRule> parse_fault_rule(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return fail(bad_rule(text));
    FaultRule rule{.fixmedins_code = std::string{text.substr(0, equals)}, .chosen = {}};
    std::string_view fault = text.substr(equals + 1);
    if (const std::size_t colon = fault.rfind(':'); colon != std::string_view::npos) {
        std::int64_t messages = 0;
        if (!read_whole(fault.substr(colon + 1), messages) || messages < 1) {
            return fail(bad_rule(text));
        }
        rule.messages = messages;
        fault = fault.substr(0, colon);
    }
    Result<Chosen> chosen = parse_fault(fault);
    if (!chosen) {
        Error error = std::move(chosen).error();
        error.where = "--fault";
        return fail(std::move(error));
    }
    rule.chosen = *std::move(chosen);
    return rule;
}

Result<FaultScript> read_fault_script(std::string_view json) {
    codec::JsonTree tree;
    YIDI_TRY(const JsonNode* const root, tree.read(json));
    FaultScript script;
    const JsonNode* const seed = root->member("seed");
    if (seed == nullptr || seed->kind != JsonKind::number || !read_whole(seed->text, script.seed)) {
        return fail(bad_script("/seed", "a whole number", "there is no seed"));
    }
    const JsonNode* const percent = root->member("percent");
    if (percent == nullptr || percent->kind != JsonKind::object) {
        return fail(bad_script("/percent", "an object of transactions", "there are no faults"));
    }
    for (const JsonNode* one = root->first; one != nullptr; one = one->next) {
        if (one != seed && one != percent) {
            return fail(bad_script('/' + std::string{one->name}, "seed and percent, nothing else",
                                   "there is no such member"));
        }
    }
    for (const JsonNode* one = percent->first; one != nullptr; one = one->next) {
        YIDI_TRY(script.odds[std::string{one->name}],
                 read_odds(*one, "/percent/" + std::string{one->name}));
    }
    return script;
}

FaultPlan::FaultPlan(std::vector<FaultRule> rules, std::optional<FaultScript> script)
    : rules_{std::move(rules)}, script_{std::move(script)}, chance_{script_ ? script_->seed : 0} {}

std::optional<Chosen> FaultPlan::choose(std::string_view fixmedins_code, std::string_view infno) {
    const std::lock_guard only{mutex_};
    for (FaultRule& rule : rules_) {
        if (rule.fixmedins_code != fixmedins_code || rule.messages == 0) continue;
        if (rule.messages) --*rule.messages;
        return rule.chosen;
    }
    return by_script(infno);
}

std::optional<Chosen> FaultPlan::by_script(std::string_view infno) {
    if (!script_) return std::nullopt;
    // Drawn for every message, so that what becomes of one does not depend on which are named.
    int drawn = chance_.percent();
    auto odds = script_->odds.find(infno);
    if (odds == script_->odds.end()) odds = script_->odds.find(kOthers);
    if (odds == script_->odds.end()) return std::nullopt;
    for (const FaultScript::Odds& one : odds->second) {
        drawn -= one.percent;
        if (drawn < 0) return one.chosen;
    }
    return std::nullopt;
}

}  // namespace yidi::line
