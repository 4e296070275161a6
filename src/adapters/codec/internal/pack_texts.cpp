#include "adapters/codec/internal/pack_texts.h"

#include <array>
#include <utility>

#include "adapters/codec/internal/yaml.h"
#include "base/assert.h"
#include "base/date.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec::internal {
namespace {

using policy::Value;
using policy::ValueForm;
using policy::WholeRange;

template <class Enumeration>
void add_mask(std::vector<ConditionText>& texts, std::string_view key, unsigned mask,
              std::size_t count) {
    if (mask == 0) {
        return;
    }
    ConditionText text{.key = key, .items = {}, .style = ItemStyle::bare};
    for (std::size_t i = 0; i < count; ++i) {
        if ((mask & (1U << i)) != 0) {
            text.items.emplace_back(policy::name(static_cast<Enumeration>(i)));
        }
    }
    texts.push_back(std::move(text));
}

std::string range_text(const WholeRange& range) {
    if (!range.high) {
        return ">=" + std::to_string(range.low.value_or(0));
    }
    if (!range.low) {
        return "<" + std::to_string(*range.high + 1);
    }
    return std::to_string(*range.low) + "-" + std::to_string(*range.high);
}

std::string nth_text(const WholeRange& range) {
    return std::to_string(range.low.value_or(1)) + (range.high ? "" : "+");
}

std::string date_range_text(const WholeRange& range) {
    return range.low ? ">=" + to_string(Date::from_days(*range.low))
                     : "<" + to_string(Date::from_days(range.high.value_or(0) + 1));
}

using RangeText = std::string (*)(const WholeRange&);

void add_ranges(std::vector<ConditionText>& texts, std::string_view key,
                const std::vector<WholeRange>& ranges, RangeText write) {
    if (ranges.empty()) {
        return;
    }
    ConditionText text{.key = key, .items = {}, .style = ItemStyle::quoted};
    for (const WholeRange& range : ranges) {
        text.items.push_back(write(range));
    }
    texts.push_back(std::move(text));
}

void add_names(std::vector<ConditionText>& texts, std::string_view key,
               const std::vector<std::string>& names) {
    if (!names.empty()) {
        texts.push_back({.key = key, .items = names, .style = ItemStyle::name});
    }
}

std::string rate_text(Rate rate) {
    return yaml_quoted(to_string(rate));
}

std::string bands_text(const Value& value) {
    std::string out = "[";
    for (const policy::Band& band : value.bands) {
        out += out.size() > 1 ? ", [" : "[";
        out += band.up_to ? amount_text(*band.up_to) : "null";
        out += ", " + rate_text(band.rate) + "]";
    }
    return out + "]";
}

std::string percent_text(const Value& value) {
    std::string out = "{percent: " + rate_text(value.rate);
    if (value.money != Money{}) {
        out += ", min: " + amount_text(value.money);
    }
    if (value.money_max != Money::from_fen(kInputFenMax)) {
        out += ", max: " + amount_text(value.money_max);
    }
    return out + "}";
}

std::string two_digits(std::int64_t number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

/// Writes the values of one parameter.
class ValueWriter {
public:
    ValueWriter(const policy::ParameterSpec& spec, std::span<const policy::Layer> layers)
        : spec_{spec}, layers_{layers} {}

    [[nodiscard]] std::string text(const Value& value) const {
        switch (value.form) {
            case ValueForm::none: return "none";
            case ValueForm::word:
                return std::string{spec_.words[static_cast<std::size_t>(value.number)]};
            case ValueForm::flag: return value.number == 1 ? "true" : "false";
            case ValueForm::day_of_year:
                return yaml_quoted(two_digits(value.number / 100) + "-" +
                                   two_digits(value.number % 100));
            case ValueForm::level:
                return std::string{policy::name(static_cast<policy::Level>(value.number))};
            case ValueForm::amount: return amount_text(value.money);
            case ValueForm::count: return std::to_string(value.number);
            case ValueForm::rate: return rate_text(value.rate);
            case ValueForm::bands: return bands_text(value);
            case ValueForm::age_ratio:
                return "{base: " + rate_text(value.rate) +
                       ", per_year_of_age: " + rate_text(value.step) + "}";
            case ValueForm::percent_of_bill: return percent_text(value);
            case ValueForm::points: return "{points: " + rate_text(value.rate) + "}";
            case ValueForm::share: return "{share: " + rate_text(value.rate) + "}";
            case ValueForm::factor: return "{factor: " + rate_text(value.rate) + "}";
            case ValueForm::minus:
                return "{minus: " + amount_text(value.money) +
                       ", floor: " + amount_text(value.floor) + "}";
            case ValueForm::minus_share:
                return "{minus_share: " + rate_text(value.rate) +
                       ", floor: " + amount_text(value.floor) + "}";
            case ValueForm::falling:
                return "{falling: true, floor: " + amount_text(value.floor) + "}";
            case ValueForm::set: return set_text(value.mask);
        }
        return "";
    }

private:
    [[nodiscard]] std::string_view word_of(std::size_t bit) const {
        if (spec_.type != policy::ValueType::limit_set) {
            return spec_.words[bit];
        }
        constexpr std::array<std::string_view, 2> kPools{"pool", "outpatient_pool"};
        return bit < 2 ? kPools[bit] : std::string_view{layers_[bit - 2].id};
    }

    [[nodiscard]] std::string set_text(std::uint32_t mask) const {
        std::string out = "[";
        for (std::size_t bit = 0; bit < 32; ++bit) {
            if ((mask & (std::uint32_t{1} << bit)) != 0) {
                out += (out.size() > 1 ? ", " : "") + yaml_scalar(word_of(bit));
            }
        }
        return out + "]";
    }

    const policy::ParameterSpec& spec_;
    std::span<const policy::Layer> layers_;
};

/// The key of a form whose ends are written inside: {points: {low: "0", high: "0.10"}}.
std::string_view inner_key(ValueForm form) {
    if (form == ValueForm::points) return "points";
    if (form == ValueForm::share) return "share";
    return form == ValueForm::factor ? "factor" : "";
}

std::string interval_text(const policy::Row& row, const ValueWriter& writer) {
    const Value& low = row.readings.front();
    const Value& high = row.readings.back();
    const std::string_view key = inner_key(low.form);
    if (!key.empty()) {
        return "{" + std::string{key} + ": {low: " + rate_text(low.rate) +
               ", high: " + rate_text(high.rate) + "}}";
    }
    return "{low: " + writer.text(low) + ", high: " + writer.text(high) + "}";
}

}  // namespace

std::vector<ConditionText> condition_texts(const policy::Conditions& when) {
    std::vector<ConditionText> texts;
    add_mask<policy::Person>(texts, "person", when.person, policy::kPersonCount);
    add_mask<policy::Level>(texts, "level", when.level, policy::kLevelCount);
    add_mask<policy::FilingState>(texts, "filing", when.filing, policy::kFilingStateCount);
    add_mask<policy::Distance>(texts, "distance", when.distance, policy::kDistanceCount);
    add_ranges(texts, "nth", when.nth, nth_text);
    add_ranges(texts, "age", when.age, range_text);
    add_ranges(texts, "months", when.months, range_text);
    add_ranges(texts, "retire_date", when.retire_date, date_range_text);
    add_names(texts, "identity", when.identity);
    add_names(texts, "not_identity", when.not_identity);
    add_names(texts, "attr", when.attr);
    add_names(texts, "not_attr", when.not_attr);
    add_names(texts, "tier", when.tier);
    add_names(texts, "disease", when.disease);
    add_names(texts, "rank", when.rank);
    add_names(texts, "hospital", when.hospital);
    add_names(texts, "med_type", when.med_type);
    if (when.recognised != 0) {
        ConditionText text{.key = "recognised", .items = {}, .style = ItemStyle::bare};
        if ((when.recognised & 1U) != 0) text.items.emplace_back("false");
        if ((when.recognised & 2U) != 0) text.items.emplace_back("true");
        texts.push_back(std::move(text));
    }
    return texts;
}

std::string value_yaml(const policy::Row& row, std::span<const policy::Layer> layers) {
    if (row.readings.empty()) {
        return "";
    }
    const ValueWriter writer{policy::spec(row.parameter), layers};
    if (row.interval) {
        return interval_text(row, writer);
    }
    if (row.readings.size() == 1) {
        return writer.text(row.readings.front());
    }
    std::string out = "{either: [";
    for (const Value& reading : row.readings) {
        out += (&reading == row.readings.data() ? "" : ", ") + writer.text(reading);
    }
    return out + "]}";
}

std::string value_cell(const policy::Row& row, std::span<const policy::Layer> layers) {
    std::string text = value_yaml(row, layers);
    if (text.size() >= 2 && text.front() == '"') {
        return text.substr(1, text.size() - 2);
    }
    return text;
}

std::string amount_text(Money amount) {
    std::string text = to_yuan(amount);
    if (text.ends_with(".00")) {
        text.resize(text.size() - 3);
    }
    return text;
}

}  // namespace yidi::codec::internal
