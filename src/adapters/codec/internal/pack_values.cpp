#include <algorithm>
#include <utility>

#include "adapters/codec/internal/pack_parts.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec::internal {
namespace {

using policy::Parameter;
using policy::ParameterSpec;
using policy::Value;
using policy::ValueForm;
using policy::ValueType;

constexpr std::size_t kBandsMax = 64;
constexpr std::size_t kReadingsMax = 8;
constexpr std::int64_t kDecimalMaxPpm = 100'000'000;  // A factor of 100.
constexpr std::array<std::string_view, 4> kLevels{"primary", "secondary", "tertiary", "top"};

Value make(ValueForm form, std::int64_t number = 0) {
    Value value;
    value.form = form;
    value.number = number;
    return value;
}

/// Decodes the value forms of one parameter.
class ValueDecoder {
public:
    ValueDecoder(const PackReader& reader, Parameter parameter,
                 std::span<const policy::Layer> layers)
        : reader_{reader}, spec_{policy::spec(parameter)}, what_{spec_.name}, layers_{layers} {}

    Result<Readings> readings(const Node& node) const;

private:
    Result<Readings> interval(const Node& node) const;
    Result<Readings> either(const Node& node) const;
    Result<Readings> inner_interval(const Node& node, std::string_view key) const;
    Result<Value> one(const Node& node) const;
    Result<Value> word(const Node& node) const;
    Result<Value> day_of_year(const Node& node) const;
    Result<Value> count(const Node& node) const;
    Result<Value> deductible(const Node& node) const;
    Result<Value> nth_rule(const Node& node) const;
    Result<Value> ratio(const Node& node) const;
    Result<Value> bands(const Node& node) const;
    Result<Value> age_ratio(const Node& node) const;
    Result<Value> change(const Node& node, Words keys) const;
    Result<Value> set(const Node& node) const;
    Result<Value> amount(const Node& node) const;
    Result<Value> rate(const Node& node, Rate highest) const;
    [[nodiscard]] Error wrong_form(const Node& node) const;
    /// The one key of a map such as {points: "0.03"}.
    Result<const Entry*> single_key(const Node& node, Words keys) const;

    const PackReader& reader_;
    const ParameterSpec& spec_;
    std::string what_;
    std::span<const policy::Layer> layers_;
};

std::string_view form_of(ValueType type) {
    switch (type) {
        case ValueType::word: return "one of the parameter's words";
        case ValueType::flag: return "true or false";
        case ValueType::day_of_year: return "a day \"MM-DD\"";
        case ValueType::level: return "primary, secondary, tertiary or top";
        case ValueType::amount: return "an amount in yuan";
        case ValueType::limit: return "an amount in yuan, or none";
        case ValueType::count: return "a whole number, or none";
        case ValueType::rate_or_none: return "a rate such as \"0.85\", or none";
        case ValueType::decimal: return "a decimal such as \"1.5\"";
        case ValueType::deductible:
            return R"(an amount in yuan, or {percent: "0.20", min: 2000, max: 10000})";
        case ValueType::nth_rule:
            return R"(none, {factor: "0.5"}, {minus: 100, floor: 100}, {minus_share: "0.20", floor: 0} or )"
                   "{falling: true, floor: 0}";
        case ValueType::ratio:
            return R"(a rate, bands such as [[10000, "0.80"], [null, "0.85"]], or {base: "0.75", )"
                   R"(per_year_of_age: "0.002"})";
        case ValueType::layer_ratio:
            return R"(a rate, bands such as [[10000, "0.80"], [null, "0.85"]], or none)";
        case ValueType::adjust: return R"(none, {points: "0.03"} or {share: "0.60"})";
        case ValueType::remote_ratio: return R"(none, {points: "0.10"} or {factor: "0.80"})";
        case ValueType::account_set: return "a list of what the account covers";
        case ValueType::limit_set: return "a list of pool, outpatient_pool and earlier layers";
    }
    return "";
}

bool has_scale(ValueForm form) {
    switch (form) {
        case ValueForm::amount:
        case ValueForm::count:
        case ValueForm::rate:
        case ValueForm::points:
        case ValueForm::share:
        case ValueForm::factor: return true;
        case ValueForm::none:
        case ValueForm::word:
        case ValueForm::flag:
        case ValueForm::day_of_year:
        case ValueForm::level:
        case ValueForm::bands:
        case ValueForm::age_ratio:
        case ValueForm::percent_of_bill:
        case ValueForm::minus:
        case ValueForm::minus_share:
        case ValueForm::falling:
        case ValueForm::set: return false;
    }
    return false;
}

/// Only compared between values of one form that has a scale.
bool is_less(const Value& a, const Value& b) {
    return std::tie(a.money, a.number, a.rate) < std::tie(b.money, b.number, b.rate);
}

Error ValueDecoder::wrong_form(const Node& node) const {
    const std::string form{form_of(spec_.type)};
    return reader_.refuse(node, {.detail = what_ + " has a value of the wrong form",
                                 .rule = what_ + " is " + form +
                                         "; {low: A, high: B} and {either: [A, B]} where only "
                                         "limits or two readings are known",
                                 .remedy = "write " + form});
}

Result<const Entry*> ValueDecoder::single_key(const Node& node, Words keys) const {
    if (!node.is_map()) {
        return fail(wrong_form(node));
    }
    YIDI_TRY_VOID(reader_.only_keys(node, what_, keys));
    if (node.entries.size() != 1) {
        return fail(wrong_form(node));
    }
    return &node.entries.front();
}

Result<Value> ValueDecoder::amount(const Node& node) const {
    Value value = make(ValueForm::amount);
    YIDI_TRY(value.money, reader_.amount(node, what_));
    return value;
}

Result<Value> ValueDecoder::rate(const Node& node, Rate highest) const {
    Value value = make(ValueForm::rate);
    YIDI_TRY(value.rate, reader_.rate(node, what_, highest));
    return value;
}

Result<Value> ValueDecoder::word(const Node& node) const {
    Value value = make(ValueForm::word);
    YIDI_TRY(const std::size_t index, reader_.word(node, what_, spec_.words));
    value.number = static_cast<std::int64_t>(index);
    return value;
}

Result<Value> ValueDecoder::day_of_year(const Node& node) const {
    // 2023 has no 29 February, so that the day exists in every year.
    const Result<Date> date = node.is_scalar() ? parse_date("2023-" + node.text) : parse_date("");
    if (!date) {
        return fail(reader_.refuse(node, {.code = ErrorCode::bad_date,
                                          .detail = what_ + " is not a day of every year",
                                          .rule = what_ + " is a day \"MM-DD\", not 29 February",
                                          .remedy = "write the day as \"01-01\""}));
    }
    return make(ValueForm::day_of_year, std::int64_t{date->month()} * 100 + date->day());
}

Result<Value> ValueDecoder::count(const Node& node) const {
    Value value = make(ValueForm::count);
    // Within 0 days is a transfer on the same day; paying again every 0 days means nothing.
    const std::int64_t low = spec_.parameter == Parameter::deductible_again_days ? 1 : 0;
    YIDI_TRY(value.number, reader_.whole(node, what_, {.low = low, .high = 3660}));
    return value;
}

Result<Value> ValueDecoder::deductible(const Node& node) const {
    if (!node.is_map()) {
        return amount(node);
    }
    constexpr std::array<std::string_view, 3> kKeys{"percent", "min", "max"};
    YIDI_TRY_VOID(reader_.only_keys(node, what_, kKeys));
    Value value = make(ValueForm::percent_of_bill);
    value.money_max = Money::from_fen(kInputFenMax);
    YIDI_TRY(const Node* percent, reader_.need(node, "percent", what_));
    YIDI_TRY(value.rate, reader_.rate(*percent, "percent", Rate::one()));
    if (const Node* least = node.find("min")) {
        YIDI_TRY(value.money, reader_.amount(*least, "min"));
    }
    if (const Node* most = node.find("max")) {
        YIDI_TRY(value.money_max, reader_.amount(*most, "max"));
    }
    if (value.money_max < value.money) {
        return fail(reader_.refuse(node, {.code = ErrorCode::inconsistent,
                                          .detail = "min is above max",
                                          .rule = "min is at most max",
                                          .remedy = "exchange the two amounts"}));
    }
    return value;
}

Result<Value> ValueDecoder::nth_rule(const Node& node) const {
    constexpr std::array<std::string_view, 5> kKeys{"factor", "minus", "minus_share", "falling",
                                                    "floor"};
    if (!node.is_map()) {
        return fail(wrong_form(node));
    }
    YIDI_TRY_VOID(reader_.only_keys(node, what_, kKeys));
    const Node* floor = node.find("floor");
    const bool single = node.entries.size() == (floor == nullptr ? 1U : 2U);
    Value value;
    if (floor != nullptr) {
        YIDI_TRY(value.floor, reader_.amount(*floor, "floor"));
    }
    if (const Node* factor = node.find("factor"); single && factor != nullptr && floor == nullptr) {
        value.form = ValueForm::factor;
        YIDI_TRY(value.rate, reader_.rate(*factor, "factor", Rate::one()));
        return value;
    }
    if (const Node* minus = node.find("minus"); single && minus != nullptr) {
        value.form = ValueForm::minus;
        YIDI_TRY(value.money, reader_.amount(*minus, "minus"));
        return value;
    }
    if (const Node* share = node.find("minus_share"); single && share != nullptr) {
        value.form = ValueForm::minus_share;
        YIDI_TRY(value.rate, reader_.rate(*share, "minus_share", Rate::one()));
        return value;
    }
    if (const Node* falling = node.find("falling");
        single && falling != nullptr && falling->is_plain("true")) {
        value.form = ValueForm::falling;
        return value;
    }
    return fail(wrong_form(node));
}

Result<Value> ValueDecoder::age_ratio(const Node& node) const {
    constexpr std::array<std::string_view, 2> kKeys{"base", "per_year_of_age"};
    YIDI_TRY_VOID(reader_.only_keys(node, what_, kKeys));
    Value value = make(ValueForm::age_ratio);
    YIDI_TRY(const Node* base, reader_.need(node, "base", what_));
    YIDI_TRY(value.rate, reader_.rate(*base, "base", Rate::one()));
    YIDI_TRY(const Node* step, reader_.need(node, "per_year_of_age", what_));
    YIDI_TRY(value.step, reader_.rate(*step, "per_year_of_age", Rate::one()));
    return value;
}

Result<Value> ValueDecoder::bands(const Node& node) const {
    Value value = make(ValueForm::bands);
    const auto bad_band = [&](const Node& at, std::string detail) {
        return fail(reader_.refuse(
            at,
            {.detail = std::move(detail),
             .rule = what_ + ": bands [up to, rate] in ascending order, the last one up to null",
             .remedy = R"(write bands such as [[10000, "0.80"], [null, "0.85"]])"}));
    };
    if (node.items.empty() || node.items.size() > kBandsMax) {
        return bad_band(node, "there are no bands, or more than 64");
    }
    Money low;
    for (const Node& item : node.items) {
        if (!item.is_list() || item.items.size() != 2) {
            return bad_band(item, "a band is not a pair [up to, rate]");
        }
        policy::Band band;
        const bool last = &item == &node.items.back();
        if (item.items[0].is_plain("null") != last) {
            return bad_band(
                item, last ? "the last band has an end" : "a band without end is not the last");
        }
        if (!last) {
            YIDI_TRY(band.up_to, reader_.amount(item.items[0], "the upper end of a band"));
            if (*band.up_to <= low) {
                return bad_band(item, "a band ends where or before it begins");
            }
            low = *band.up_to;
        }
        YIDI_TRY(band.rate, reader_.rate(item.items[1], "the rate of a band", Rate::one()));
        value.bands.push_back(band);
    }
    return value;
}

Result<Value> ValueDecoder::ratio(const Node& node) const {
    if (node.is_list()) {
        return bands(node);
    }
    if (!node.is_map()) {
        return rate(node, Rate::one());
    }
    return spec_.type == ValueType::ratio ? age_ratio(node) : fail(wrong_form(node));
}

/// {points: …}, {share: …} or {factor: …}.
Result<Value> ValueDecoder::change(const Node& node, Words keys) const {
    YIDI_TRY(const Entry* entry, single_key(node, keys));
    Value value = make(entry->key == "points"  ? ValueForm::points
                       : entry->key == "share" ? ValueForm::share
                                               : ValueForm::factor);
    YIDI_TRY(value.rate, reader_.rate(entry->value, entry->key, Rate::one()));
    return value;
}

Result<Value> ValueDecoder::set(const Node& node) const {
    std::vector<std::string_view> words{spec_.words.begin(), spec_.words.end()};
    if (spec_.type == ValueType::limit_set) {
        words = {"pool", "outpatient_pool"};
        for (const policy::Layer& layer : layers_) {
            words.push_back(layer.id);
        }
    }
    Value value = make(ValueForm::set);
    if (node.is_list() && node.items.empty()) {
        return value;
    }
    YIDI_TRY(const std::vector<const Node*> items, reader_.one_or_more(node, what_));
    for (const Node* item : items) {
        YIDI_TRY(const std::size_t index, reader_.word(*item, what_, words));
        value.mask |= std::uint32_t{1} << index;
    }
    return value;
}

Result<Value> ValueDecoder::one(const Node& node) const {
    constexpr std::array<std::string_view, 2> kAdjust{"points", "share"};
    constexpr std::array<std::string_view, 2> kRemote{"points", "factor"};
    const bool is_none = node.is_scalar() && node.text == "none";
    switch (spec_.type) {
        case ValueType::word: return word(node);
        case ValueType::flag: {
            YIDI_TRY(const bool flag, reader_.flag(node, what_));
            return make(ValueForm::flag, flag ? 1 : 0);
        }
        case ValueType::day_of_year: return day_of_year(node);
        case ValueType::level: {
            YIDI_TRY(const std::size_t index, reader_.word(node, what_, kLevels));
            return make(ValueForm::level, static_cast<std::int64_t>(index));
        }
        case ValueType::amount: return amount(node);
        case ValueType::limit: return is_none ? Value{} : amount(node);
        case ValueType::count: return is_none ? Value{} : count(node);
        case ValueType::rate_or_none: return is_none ? Value{} : rate(node, Rate::one());
        case ValueType::decimal: return rate(node, Rate::from_ppm(kDecimalMaxPpm));
        case ValueType::deductible: return deductible(node);
        case ValueType::nth_rule: return is_none ? Value{} : nth_rule(node);
        case ValueType::ratio: return ratio(node);
        case ValueType::layer_ratio: return is_none ? Value{} : ratio(node);
        case ValueType::adjust: return is_none ? Value{} : change(node, kAdjust);
        case ValueType::remote_ratio: return is_none ? Value{} : change(node, kRemote);
        case ValueType::account_set:
        case ValueType::limit_set: return set(node);
    }
    return fail(wrong_form(node));
}

Result<Readings> ValueDecoder::interval(const Node& node) const {
    constexpr std::array<std::string_view, 2> kKeys{"low", "high"};
    YIDI_TRY_VOID(reader_.only_keys(node, what_, kKeys));
    YIDI_TRY(const Node* low_node, reader_.need(node, "low", what_));
    YIDI_TRY(const Node* high_node, reader_.need(node, "high", what_));
    YIDI_TRY(Value low, one(*low_node));
    YIDI_TRY(Value high, one(*high_node));
    if (low.form != high.form || !has_scale(low.form)) {
        return fail(reader_.refuse(
            node, {.detail = "low and high of " + what_ + " are not two ends of one scale",
                   .rule = "low and high are two amounts, counts, rates or points",
                   .remedy = "use {either: [A, B]} for two readings of another form"}));
    }
    if (is_less(high, low)) {
        return fail(reader_.refuse(node, {.code = ErrorCode::inconsistent,
                                          .detail = "low is above high",
                                          .rule = "low is at most high",
                                          .remedy = "exchange the two values"}));
    }
    return Readings{.values = {std::move(low), std::move(high)}, .interval = true};
}

/// {points: {low: A, high: B}}, the same as {low: {points: A}, high: {points: B}}.
Result<Readings> ValueDecoder::inner_interval(const Node& node, std::string_view key) const {
    Node outer = node.entries.front().value;
    for (Entry& end : outer.entries) {
        Node wrapped = end.value;
        wrapped.kind = NodeKind::map;
        wrapped.text.clear();
        wrapped.items.clear();
        wrapped.entries = {Entry{
            .key = std::string{key}, .line = end.line, .column = end.column, .value = end.value}};
        end.value = std::move(wrapped);
    }
    return interval(outer);
}

Result<Readings> ValueDecoder::either(const Node& node) const {
    constexpr std::array<std::string_view, 1> kKeys{"either"};
    YIDI_TRY_VOID(reader_.only_keys(node, what_, kKeys));
    const Node& list = node.entries.front().value;
    if (!list.is_list() || list.items.size() < 2 || list.items.size() > kReadingsMax) {
        return fail(reader_.refuse(
            node, {.detail = "either of " + what_ + " does not list two or more readings",
                   .rule = "either holds a list of two to eight readings",
                   .remedy = "write {either: [A, B]}"}));
    }
    Readings found;
    for (const Node& item : list.items) {
        YIDI_TRY(Value reading, one(item));
        if (std::find(found.values.begin(), found.values.end(), reading) != found.values.end()) {
            return fail(reader_.refuse(
                item, {.detail = "either of " + what_ + " holds the same reading twice",
                       .rule = "the readings differ",
                       .remedy = "remove one, or write the value alone"}));
        }
        found.values.push_back(std::move(reading));
    }
    return found;
}

Result<Readings> ValueDecoder::readings(const Node& node) const {
    if (node.is_map() && !node.entries.empty()) {
        const Entry& first = node.entries.front();
        if (node.find("low") != nullptr || node.find("high") != nullptr) {
            return interval(node);
        }
        if (node.find("either") != nullptr) {
            return either(node);
        }
        if (node.entries.size() == 1 && first.value.is_map() &&
            first.value.find("low") != nullptr) {
            return inner_interval(node, first.key);
        }
    }
    YIDI_TRY(Value value, one(node));
    return Readings{.values = {std::move(value)}, .interval = false};
}

}  // namespace

Result<Readings> decode_value(const PackReader& reader, const Node& node, Parameter parameter,
                              std::span<const policy::Layer> layers) {
    return ValueDecoder{reader, parameter, layers}.readings(node);
}

}  // namespace yidi::codec::internal
