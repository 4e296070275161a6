#include "domain/explain/rule_words.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "domain/explain/error_words.h"
#include "domain/explain/fill.h"
#include "domain/explain/internal/describe.h"
#include "domain/explain/labels.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::explain {
namespace {

constexpr std::string_view kGap = "no row applies to ";
constexpr std::string_view kOverlap = "two rows apply to ";
constexpr std::string_view kOther = " (the other stands in line ";
constexpr std::string_view kFrom = "from ";
constexpr std::string_view kUntil = " until ";
constexpr std::string_view kComma = ", ";

/// How one place of a proof is called: {0} is the value.
struct PlaceWords {
    std::string_view key;
    std::string_view pattern;
};
constexpr std::array kPlaces{
    PlaceWords{"not identity", "身份不为{0}"},
    PlaceWords{"identity", "身份为{0}"},
    PlaceWords{"not attr", "机构不是{0}"},
    PlaceWords{"attr", "机构是{0}"},
    PlaceWords{"person", "{0}"},
    PlaceWords{"level", "{0}"},
    PlaceWords{"filing", "{0}"},
    PlaceWords{"distance", "{0}"},
    PlaceWords{"nth", "第 {0} 次住院"},
    PlaceWords{"age", "{0} 周岁"},
    PlaceWords{"months", "参保 {0} 个月"},
    PlaceWords{"retire_date", "{0} 退休"},
    PlaceWords{"tier", "缴费档次 {0}"},
    PlaceWords{"disease", "病种 {0}"},
    PlaceWords{"rank", "级别 {0}"},
    PlaceWords{"hospital", "机构 {0}"},
    PlaceWords{"med_type", "医疗类别 {0}"},
};

std::string_view item_in_chinese(std::string_view item) {
    if (const auto person = policy::parse_person(item)) return label(*person).zh;
    if (const auto level = policy::parse_level(item)) return label(*level).zh;
    if (const auto filing = policy::parse_filing_state(item)) return label(*filing).zh;
    if (const auto distance = policy::parse_distance(item)) return label(*distance).zh;
    return item == "other" ? std::string_view{"其他"} : label_of_word(item).zh;
}

std::string place_in_chinese(std::string_view place) {
    if (place == "recognised true") return "已经认定";
    if (place == "recognised false") return "未经认定";
    for (const PlaceWords& words : kPlaces) {
        const bool is_it = place.starts_with(words.key) && place.size() > words.key.size() &&
                           place[words.key.size()] == ' ';
        if (is_it) {
            return fill(words.pattern, {item_in_chinese(place.substr(words.key.size() + 1))});
        }
    }
    return std::string{place};
}

/// "from 2024-01-01 until 2025-01-01", of which the second is the first day after.
std::string days_in_chinese(std::string_view days) {
    days.remove_prefix(kFrom.size());
    const std::size_t until = days.find(kUntil);
    const std::string first{days.substr(0, until)};
    if (until == std::string_view::npos) return first + " 起";
    const Result<Date> after = parse_date(days.substr(until + kUntil.size()));
    return first + " 至 " + (after ? to_string(after->previous_day()) : std::string{});
}

/// "person active, level tertiary from 2024-01-01".
std::string cell_in_chinese(std::string_view cell) {
    const bool has_no_place = cell.starts_with(kFrom);
    const std::size_t days = has_no_place ? 0 : cell.rfind(" from ") + 1;
    if (days == 0 && !has_no_place) return std::string{cell};
    std::string text;
    std::string_view places = cell.substr(0, has_no_place ? 0 : days - 1);
    while (!places.empty()) {
        const std::size_t end = std::min(places.find(kComma), places.size());
        text += (text.empty() ? "" : "、") + place_in_chinese(places.substr(0, end));
        places.remove_prefix(std::min(end + kComma.size(), places.size()));
    }
    return text + (text.empty() ? "" : "，") + days_in_chinese(cell.substr(days));
}

std::string rule_in_chinese(std::string_view rule) {
    if (rule.starts_with(kGap)) {
        return "没有规则：" + cell_in_chinese(rule.substr(kGap.size()));
    }
    const std::size_t other = rule.find(kOther);
    const std::string_view cell = rule.substr(kOverlap.size(), other - kOverlap.size());
    const std::size_t number = other + kOther.size();
    return "有两条规则：" + cell_in_chinese(cell) + "（另一条在第 " +
           std::string{rule.substr(number, rule.size() - number - 1)} + " 行）";
}

/// "310 inpatient layer large ratio": insurance, business, layer and parameter.
std::string where_in_chinese(std::string_view where) {
    std::string text;
    bool is_layer = false;
    bool is_layer_name = false;
    while (!where.empty()) {
        const std::size_t end = std::min(where.find(' '), where.size());
        const std::string_view word = where.substr(0, end);
        where.remove_prefix(std::min(end + 1, where.size()));
        std::string said{word};
        if (word == "layer") {
            is_layer = is_layer_name = true;
            continue;
        }
        if (is_layer_name) {
            said.insert(0, "支付层 ");
            is_layer_name = false;
        } else if (const auto insutype = policy::parse_insutype(word)) {
            said = label(*insutype).zh;
        } else if (const auto business = policy::parse_business(word)) {
            said = label(*business).zh;
        } else if (const auto parameter = policy::parse_parameter(word, is_layer)) {
            said = label(*parameter).zh;
        }
        text += (text.empty() ? "" : " · ") + said;
    }
    return text;
}

}  // namespace

std::string conditions_in(Language language, const policy::Row& row) {
    return internal::conditions_text(row.when, language);
}

std::string value_in(Language language, const policy::Row& row) {
    std::string text;
    for (std::size_t i = 0; i < row.readings.size(); ++i) {
        if (i > 0) {
            text += row.interval ? Words{" 至 ", " to "}.in(language)
                                 : Words{" 或 ", " or "}.in(language);
        }
        text += internal::value_text(row, i, language);
    }
    return text;
}

std::string parameter_in(Language language, const policy::Row& row,
                         std::span<const policy::Layer> layers) {
    std::string said{label(row.parameter).in(language)};
    if (row.layer < 0) return said;
    const policy::Layer& layer = layers[static_cast<std::size_t>(row.layer)];
    return layer_name(layer, language) + std::string{Words{"：", ": "}.in(language)} + said;
}

std::string_view name(FindingKind kind) {
    constexpr std::array<std::string_view, 3> kNames{"gap", "overlap", "other"};
    return kNames.at(static_cast<std::size_t>(kind));
}

FindingKind kind_of(const policy::Finding& finding) {
    if (finding.rule.starts_with(kGap)) return FindingKind::gap;
    return finding.rule.starts_with(kOverlap) ? FindingKind::overlap : FindingKind::other;
}

policy::Finding finding_in(Language language, policy::Finding finding) {
    if (language != Language::zh) return finding;
    const FindingKind kind = kind_of(finding);
    Error error = translated({.code = ErrorCode::bad_pack,
                              .where = {},
                              .rule = finding.rule,
                              .remedy = finding.remedy,
                              .detail = {}},
                             language);
    finding.rule =
        kind == FindingKind::other ? std::move(error.rule) : rule_in_chinese(finding.rule);
    finding.remedy = std::move(error.remedy);
    finding.where = where_in_chinese(finding.where);
    return finding;
}

}  // namespace yidi::explain
