#include "domain/explain/internal/describe.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"
#include "domain/policy/parameter.h"

namespace yidi::explain::internal {
namespace {

/// The labels of the enumerators whose bits are set.
template <class Enumeration>
void add_mask(std::vector<std::string>& parts, std::uint8_t mask, std::size_t count,
              Language language) {
    if (mask == 0) return;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        if (((mask >> i) & 1U) != 0) {
            names.emplace_back(label(static_cast<Enumeration>(i)).in(language));
        }
    }
    parts.push_back(alternatives(names, language));
}

/// Where tertiary and top hospitals are treated alike, people say "tertiary".
[[nodiscard]] std::uint8_t plain_levels(std::uint8_t mask) {
    constexpr unsigned kTertiary = 1U << static_cast<unsigned>(policy::Level::tertiary);
    constexpr unsigned kTop = 1U << static_cast<unsigned>(policy::Level::top);
    const bool has_both = (mask & kTertiary) != 0 && (mask & kTop) != 0;
    return has_both ? static_cast<std::uint8_t>(mask & ~kTop) : mask;
}

/// How the numbers of a condition read: {0} is filled with one number, with two, or with an open
/// end.
struct RangeWords {
    Words exact;
    Words between;
    Words from;
    Words to;
};

constexpr RangeWords kNth{{"第 {0} 次住院", "admission {0}"},
                          {"第 {0} 至 {1} 次住院", "admissions {0} to {1}"},
                          {"第 {0} 次及以后住院", "admission {0} and later"},
                          {"第 {1} 次及以前住院", "admission {1} and earlier"}};
constexpr RangeWords kAge{{"{0} 周岁", "aged {0}"},
                          {"{0} 至 {1} 周岁", "aged {0} to {1}"},
                          {"{0} 周岁及以上", "aged {0} or more"},
                          {"{1} 周岁及以下", "aged {1} or less"}};
constexpr RangeWords kMonths{{"参保 {0} 个月", "{0} months insured"},
                             {"参保 {0} 至 {1} 个月", "{0} to {1} months insured"},
                             {"参保满 {0} 个月", "{0} months insured or more"},
                             {"参保不超过 {1} 个月", "{1} months insured or less"}};
constexpr RangeWords kRetireDate{{"{0} 退休", "retired on {0}"},
                                 {"{0} 至 {1} 退休", "retired from {0} to {1}"},
                                 {"{0} 及以后退休", "retired on {0} or later"},
                                 {"{1} 及以前退休", "retired on {1} or earlier"}};

void add_ranges(std::vector<std::string>& parts, const std::vector<policy::WholeRange>& ranges,
                const RangeWords& words, Language language, std::string (*text)(std::int64_t)) {
    if (ranges.empty()) return;
    std::vector<std::string> names;
    for (const policy::WholeRange& range : ranges) {
        const std::string low = range.low ? text(*range.low) : std::string{};
        const std::string high = range.high ? text(*range.high) : std::string{};
        const Words* pattern = &words.between;
        if (!range.high) {
            pattern = &words.from;
        } else if (!range.low) {
            pattern = &words.to;
        } else if (low == high) {
            pattern = &words.exact;
        }
        names.push_back(fill(*pattern, language, {low, high}));
    }
    parts.push_back(alternatives(names, language));
}

[[nodiscard]] std::string plain(std::int64_t value) {
    return std::to_string(value);
}
[[nodiscard]] std::string as_date(std::int64_t days) {
    return to_string(Date::from_days(days));
}

void add_names(std::vector<std::string>& parts, const std::vector<std::string>& names,
               Words pattern, Language language) {
    if (names.empty()) return;
    std::vector<std::string> words;
    words.reserve(names.size());
    for (const std::string& name : names) words.emplace_back(label_of_word(name).in(language));
    parts.push_back(fill(pattern, language, {alternatives(words, language)}));
}

[[nodiscard]] std::string rate_text(Rate rate) {
    return shown_ratio(rate.ppm(), Rate::one().ppm());
}

[[nodiscard]] std::string points_text(Rate rate) {
    return exact_decimal(rate.ppm(), 10'000, 0);
}

[[nodiscard]] std::string bands_text(const std::vector<policy::Band>& bands, Language language) {
    std::vector<std::string> parts;
    for (const policy::Band& band : bands) {
        const std::string rate = rate_text(band.rate);
        parts.push_back(band.up_to ? fill(Words{"{0} 以下 {1}", "{1} up to {0}"}, language,
                                          {grouped(*band.up_to), rate})
                                   : fill(Words{"以上 {0}", "{0} above"}, language, {rate}));
    }
    return listed(parts, language);
}

[[nodiscard]] std::string set_text(const policy::Row& row, const policy::Value& value,
                                   Language language) {
    // A set of limits names the pooled funds and then the layers before this one, which a row does
    // not know by name.
    constexpr std::array<std::string_view, 2> kPools{"pool", "outpatient_pool"};
    const std::span<const std::string_view> own = policy::spec(row.parameter).words;
    const std::span<const std::string_view> words =
        own.empty() ? std::span<const std::string_view>{kPools} : own;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < 32; ++i) {
        if (((value.mask >> i) & 1U) == 0) continue;
        parts.push_back(i < words.size() ? std::string{label_of_word(words[i]).in(language)}
                                         : fill(Words{"第 {0} 层", "layer {0}"}, language,
                                                {std::to_string(i - words.size() + 1)}));
    }
    if (parts.empty()) return std::string{label_of_word("none").in(language)};
    return listed(parts, language);
}

[[nodiscard]] std::string word_text(const policy::Row& row, const policy::Value& value,
                                    Language language) {
    const std::span<const std::string_view> words = policy::spec(row.parameter).words;
    const auto index = static_cast<std::size_t>(value.number);
    YIDI_ASSERT(index < words.size());
    return std::string{label_of_word(words[index]).in(language)};
}

/// The forms of a deductible from the second admission on.
[[nodiscard]] std::string change_text(const policy::Value& value, Language language) {
    using policy::ValueForm;
    if (value.form == ValueForm::falling) {
        return fill(Words{"逐次降低，不低于 {0}", "falling, not under {0}"}, language,
                    {yuan(value.floor, language)});
    }
    const std::string step =
        value.form == ValueForm::minus ? yuan(value.money, language) : rate_text(value.rate);
    return fill(Words{"每次降低 {0}，不低于 {1}", "{0} less each time, not under {1}"}, language,
                {step, yuan(value.floor, language)});
}

}  // namespace

std::string conditions_text(const policy::Conditions& when, Language language) {
    std::vector<std::string> parts;
    add_mask<policy::Level>(parts, plain_levels(when.level), policy::kLevelCount, language);
    add_mask<policy::Person>(parts, when.person, policy::kPersonCount, language);
    add_mask<policy::FilingState>(parts, when.filing, policy::kFilingStateCount, language);
    add_mask<policy::Distance>(parts, when.distance, policy::kDistanceCount, language);
    add_ranges(parts, when.nth, kNth, language, plain);
    add_ranges(parts, when.age, kAge, language, plain);
    add_ranges(parts, when.months, kMonths, language, plain);
    add_ranges(parts, when.retire_date, kRetireDate, language, as_date);
    add_names(parts, when.identity, {"身份为{0}", "{0}"}, language);
    add_names(parts, when.not_identity, {"身份不为{0}", "not {0}"}, language);
    add_names(parts, when.attr, {"{0}", "{0}"}, language);
    add_names(parts, when.not_attr, {"非{0}", "not {0}"}, language);
    add_names(parts, when.tier, {"缴费档次 {0}", "tier {0}"}, language);
    add_names(parts, when.disease, {"病种 {0}", "disease {0}"}, language);
    add_names(parts, when.rank, {"级别 {0}", "rank {0}"}, language);
    add_names(parts, when.hospital, {"机构 {0}", "institution {0}"}, language);
    add_names(parts, when.med_type, {"医疗类别 {0}", "visit type {0}"}, language);
    if (when.recognised == 1) parts.emplace_back(Words{"未经认定", "not recognised"}.in(language));
    if (when.recognised == 2) parts.emplace_back(Words{"已经认定", "recognised"}.in(language));
    return listed(parts, language);
}

std::string value_text(const policy::Row& row, std::size_t reading, Language language) {
    using policy::ValueForm;
    YIDI_ASSERT(reading < row.readings.size());
    const policy::Value& value = row.readings[reading];
    switch (value.form) {
        case ValueForm::none: return std::string{label_of_word("none").in(language)};
        case ValueForm::word: return word_text(row, value, language);
        case ValueForm::flag:
            return std::string{
                (value.number != 0 ? Words{"是", "yes"} : Words{"否", "no"}).in(language)};
        case ValueForm::day_of_year:
            return fill(Words{"{0} 月 {1} 日", "{0}-{1}"}, language,
                        {std::to_string(value.number / 100), std::to_string(value.number % 100)});
        case ValueForm::level:
            return std::string{label(static_cast<policy::Level>(value.number)).in(language)};
        case ValueForm::amount: return yuan(value.money, language);
        case ValueForm::count: return std::to_string(value.number);
        case ValueForm::rate: return rate_text(value.rate);
        case ValueForm::bands: return bands_text(value.bands, language);
        case ValueForm::age_ratio:
            return fill(Words{"{0} 加每周岁 {1}", "{0} plus {1} per year of age"}, language,
                        {rate_text(value.rate), rate_text(value.step)});
        case ValueForm::percent_of_bill:
            return fill(Words{"费用的 {0}，{1} 至 {2}", "{0} of the cost, {1} to {2}"}, language,
                        {rate_text(value.rate), yuan(value.money, language),
                         yuan(value.money_max, language)});
        case ValueForm::points:
            return fill(Words{"{0} 个百分点", "{0} percentage points"}, language,
                        {points_text(value.rate)});
        case ValueForm::share:
            return fill(Words{"个人负担部分乘 {0}", "the personal share times {0}"}, language,
                        {rate_text(value.rate)});
        case ValueForm::factor:
            return fill(Words{"乘 {0}", "times {0}"}, language, {rate_text(value.rate)});
        case ValueForm::minus:
        case ValueForm::minus_share:
        case ValueForm::falling: return change_text(value, language);
        case ValueForm::set: return set_text(row, value, language);
    }
    YIDI_ASSERT(false);
}

}  // namespace yidi::explain::internal
