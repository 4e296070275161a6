#include <algorithm>
#include <tuple>
#include <utility>

#include "adapters/codec/internal/pack_parts.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec::internal {
namespace {

using policy::Layer;
using policy::Parameter;
using policy::Row;
using policy::Scheme;

constexpr std::size_t kRowsMax = 20'000;

/// Keys of a row besides its conditions.
constexpr std::array<std::string_view, 4> kRowKeys{"value", "unknown", "source", "note"};

std::vector<std::string_view> row_keys() {
    std::vector<std::string_view> keys{kConditionKeys.begin(), kConditionKeys.end()};
    keys.insert(keys.end(), kRowKeys.begin(), kRowKeys.end());
    return keys;
}

std::vector<std::string_view> parameter_names(bool of_layer) {
    std::vector<std::string_view> found;
    for (const policy::ParameterSpec& spec : policy::specs()) {
        if (spec.of_layer == of_layer) {
            found.push_back(spec.name);
        }
    }
    return found;
}

/// A row may be written alone, without a list, when it has more than a value.
bool is_row(const Node& node) {
    return node.find("value") != nullptr || node.find("unknown") != nullptr;
}

/// Decodes the rules and the chain of one scheme.
class SchemeDecoder {
public:
    SchemeDecoder(const PackReader& reader, const Documents& documents, Scheme scheme)
        : reader_{reader}, documents_{documents}, scheme_{std::move(scheme)} {}

    Result<Scheme> decode(const Node& node);

private:
    Result<void> decode_rules(const Node& rules, std::int8_t layer, const SourceDraft& source);
    Result<void> decode_rule(const Entry& rule, RuleContext context);
    Result<void> decode_rows(const Node& list, const RuleContext& context);
    Result<void> decode_row(const Node& node, const RuleContext& context);
    Result<void> add_value(const Node& owner, const Node& value, const RuleContext& context,
                           Row row);
    Result<void> decode_chain(const Node& chain, const SourceDraft& source);
    Result<Layer> decode_layer(const Node& node) const;
    Result<void> decode_counts(const Node& node, Layer& layer) const;
    Result<void> decode_layer_words(const Node& node, Layer& layer) const;
    Result<void> check_row(const Node& node, const Row& row) const;

    const PackReader& reader_;
    const Documents& documents_;
    Scheme scheme_;
};

Result<void> SchemeDecoder::check_row(const Node& node, const Row& row) const {
    const policy::ParameterSpec& spec = policy::spec(row.parameter);
    if (!spec.conditions_allowed && row.when != policy::Conditions{}) {
        return fail(
            reader_.refuse(node, {.code = ErrorCode::inconsistent,
                                  .detail = std::string{spec.name} + " has a condition",
                                  .rule = std::string{spec.name} + " has one value for all cases",
                                  .remedy = "write `" + std::string{spec.name} + ": value`"}));
    }
    constexpr unsigned kEmployee = 0b00011;
    constexpr unsigned kResident = 0b11100;
    const unsigned foreign = scheme_.insutype == policy::Insutype::employee ? kResident : kEmployee;
    if ((row.when.person & foreign) != 0) {
        return fail(reader_.refuse(
            node, {.code = ErrorCode::inconsistent,
                   .detail = "person names a group that is not insured here",
                   .rule = "person is active or retired in 310; child, adult or old in 390",
                   .remedy = "name a group of this insurance type"}));
    }
    const bool rejects =
        row.parameter == Parameter::gate && !row.readings.empty() &&
        row.readings.front().number == static_cast<std::int64_t>(policy::Gate::reject);
    if (rejects && row.note.empty()) {
        return fail(reader_.refuse(node, {.code = ErrorCode::missing_key,
                                          .detail = "gate rejects without a note",
                                          .rule = "a rejecting gate says why in its note",
                                          .remedy = "add a note that the refusal can show"}));
    }
    return {};
}

Result<void> SchemeDecoder::add_value(const Node& owner, const Node& value,
                                      const RuleContext& context, Row row) {
    const std::size_t before =
        context.layer < 0 ? scheme_.layers.size() : static_cast<std::size_t>(context.layer);
    const std::span<const Layer> layers{scheme_.layers.data(), before};
    row.parameter = context.parameter;
    row.layer = context.layer;
    if (row.unknown.empty()) {
        YIDI_TRY(Readings readings, decode_value(reader_, value, context.parameter, layers));
        row.readings = std::move(readings.values);
        row.interval = readings.interval;
    }
    YIDI_TRY(row.source, finish_source(reader_, owner, context.source, documents_));
    YIDI_TRY_VOID(check_row(owner, row));
    if (scheme_.rows.size() >= kRowsMax) {
        return fail(
            reader_.refuse(owner, {.code = ErrorCode::limit_exceeded,
                                   .detail = "this scheme has more than 20,000 rows",
                                   .rule = "at most 20,000 rows in a scheme",
                                   .remedy = "write lists of values in place of many rows"}));
    }
    scheme_.rows.push_back(std::move(row));
    return {};
}

Result<void> SchemeDecoder::decode_row(const Node& node, const RuleContext& context) {
    YIDI_TRY_VOID(reader_.expect_map(node, "a row"));
    static const std::vector<std::string_view> kKeys = row_keys();
    YIDI_TRY_VOID(reader_.only_keys(node, "a row", kKeys));
    const Node* value = node.find("value");
    const Node* unknown = node.find("unknown");
    if ((value == nullptr) == (unknown == nullptr)) {
        return fail(reader_.refuse(
            node, {.code = value == nullptr ? ErrorCode::missing_key : ErrorCode::inconsistent,
                   .detail = value == nullptr ? "a row has neither value nor unknown"
                                              : "a row has both value and unknown",
                   .rule = "a row has a value, or says `unknown: reason`",
                   .remedy = value == nullptr ? "add one of the two" : "remove one of the two"}));
    }
    Row row;
    row.line = node.line;
    RuleContext inner = context;
    if (const Node* source = node.find("source")) {
        YIDI_TRY(inner.source, overlay_source(reader_, *source, std::move(inner.source)));
    }
    if (unknown != nullptr) {
        YIDI_TRY(row.unknown, reader_.text(*unknown, "unknown"));
    }
    if (const Node* note = node.find("note")) {
        YIDI_TRY(row.note, reader_.text(*note, "note"));
    }
    YIDI_TRY(row.when, decode_conditions(reader_, node));
    return add_value(node, value == nullptr ? node : *value, inner, std::move(row));
}

Result<void> SchemeDecoder::decode_rows(const Node& list, const RuleContext& context) {
    const policy::ParameterSpec& spec = policy::spec(context.parameter);
    if (list.items.empty() || (!spec.conditions_allowed && list.items.size() > 1)) {
        return fail(reader_.refuse(
            list,
            {.code = ErrorCode::inconsistent,
             .detail = std::string{spec.name} +
                       (list.items.empty() ? " has an empty list of rows" : " has several rows"),
             .rule = list.items.empty() ? "a rule has at least one row"
                                        : std::string{spec.name} + " has one value for all days",
             .remedy = list.items.empty() ? "leave the rule out" : "keep one row"}));
    }
    for (const Node& item : list.items) {
        YIDI_TRY_VOID(decode_row(item, context));
    }
    return {};
}

Result<void> SchemeDecoder::decode_rule(const Entry& rule, RuleContext context) {
    const Node& node = rule.value;
    if (node.is_list()) {
        // A list of maps is a list of rows; any other list is a value: bands, or a set of names.
        const bool is_rows = !node.items.empty() && node.items.front().is_map();
        if (is_rows) {
            return decode_rows(node, context);
        }
    } else if (node.is_map() && node.find("rows") != nullptr) {
        constexpr std::array<std::string_view, 2> kKeys{"source", "rows"};
        YIDI_TRY_VOID(reader_.only_keys(node, "a rule", kKeys));
        if (const Node* source = node.find("source")) {
            YIDI_TRY(context.source, overlay_source(reader_, *source, std::move(context.source)));
        }
        YIDI_TRY_VOID(reader_.expect_list(*node.find("rows"), "rows"));
        return decode_rows(*node.find("rows"), context);
    } else if (node.is_map() && is_row(node)) {
        return decode_row(node, context);
    }
    // The key's own place: a plain value stands behind it, or starts on a later line.
    Node owner;
    owner.line = rule.line;
    owner.column = rule.column;
    Row row;
    row.line = rule.line;
    return add_value(owner, node, context, std::move(row));
}

Result<void> SchemeDecoder::decode_rules(const Node& rules, std::int8_t layer,
                                         const SourceDraft& source) {
    YIDI_TRY_VOID(reader_.expect_map(rules, "rules"));
    static const std::array<std::vector<std::string_view>, 2> kNames{parameter_names(false),
                                                                     parameter_names(true)};
    const bool of_layer = layer >= 0;
    YIDI_TRY_VOID(reader_.only_keys(rules,
                                    of_layer ? "the rules of a layer" : "the rules of a scheme",
                                    kNames[of_layer ? 1 : 0]));
    for (const Entry& rule : rules.entries) {
        const std::optional<Parameter> parameter = policy::parse_parameter(rule.key, of_layer);
        if (parameter) {
            YIDI_TRY_VOID(
                decode_rule(rule, {.parameter = *parameter, .layer = layer, .source = source}));
        }
    }
    return {};
}

Result<void> SchemeDecoder::decode_counts(const Node& node, Layer& layer) const {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < policy::kBucketCount; ++i) {
        words.push_back(policy::name(static_cast<policy::Bucket>(i)));
    }
    words.emplace_back("in_scope");
    YIDI_TRY(const std::vector<const Node*> items, reader_.one_or_more(node, "counts"));
    for (const Node* item : items) {
        YIDI_TRY(const std::size_t index, reader_.word(*item, "counts", words));
        if (index == policy::kBucketCount) {
            layer.in_scope = true;
        } else {
            layer.counts = static_cast<std::uint8_t>(layer.counts | (1U << index));
        }
    }
    if (layer.in_scope && (layer.counts != 0 || items.size() > 1)) {
        return fail(
            reader_.refuse(node, {.code = ErrorCode::inconsistent,
                                  .detail = "counts names in_scope beside other parts",
                                  .rule = "in_scope holds all in-scope cost and stands alone",
                                  .remedy = "write [in_scope], or the parts without it"}));
    }
    return {};
}

Result<void> SchemeDecoder::decode_layer_words(const Node& node, Layer& layer) const {
    constexpr std::array<std::string_view, 2> kBy{"stay", "year"};
    constexpr std::array<std::string_view, 3> kBanding{"net", "gross", "whole"};
    // hifp_pay is the pooled fund itself, which no layer pays into.
    std::vector<std::string_view> fields;
    for (std::size_t i = 1; i < policy::kFundFieldCount; ++i) {
        fields.push_back(policy::name(static_cast<policy::FundField>(i)));
    }
    YIDI_TRY(const Node* field, reader_.need(node, "field", "a layer"));
    YIDI_TRY(const std::size_t index, reader_.word(*field, "field", fields));
    layer.field = static_cast<policy::FundField>(index + 1);
    if (const Node* by = node.find("by")) {
        YIDI_TRY(const std::size_t chosen, reader_.word(*by, "by", kBy));
        layer.by = static_cast<policy::LayerBy>(chosen);
    }
    if (const Node* banding = node.find("banding")) {
        YIDI_TRY(const std::size_t chosen, reader_.word(*banding, "banding", kBanding));
        layer.banding = static_cast<policy::Banding>(chosen);
    }
    return {};
}

Result<Layer> SchemeDecoder::decode_layer(const Node& node) const {
    constexpr std::array<std::string_view, 9> kKeys{
        "id", "name", "field", "fund_pay_type", "counts", "by", "banding", "source", "rules"};
    YIDI_TRY_VOID(reader_.expect_map(node, "a layer"));
    YIDI_TRY_VOID(reader_.only_keys(node, "a layer", kKeys));
    Layer layer;
    layer.line = node.line;
    YIDI_TRY(const Node* id, reader_.need(node, "id", "a layer"));
    YIDI_TRY(layer.id, reader_.name(*id, "id"));
    const auto same = [&layer](const Layer& other) { return other.id == layer.id; };
    if (layer.id == "pool" || layer.id == "outpatient_pool" ||
        std::any_of(scheme_.layers.begin(), scheme_.layers.end(), same)) {
        return fail(
            reader_.refuse(*id, {.code = ErrorCode::inconsistent,
                                 .detail = "the layer id \"" + layer.id + "\" is taken",
                                 .rule = "each layer of a chain has an id of its own; pool and "
                                         "outpatient_pool are the pooled fund",
                                 .remedy = "choose another id"}));
    }
    YIDI_TRY(const Node* name, reader_.need(node, "name", "a layer"));
    YIDI_TRY(layer.name, reader_.text(*name, "name"));
    YIDI_TRY(const Node* type, reader_.need(node, "fund_pay_type", "a layer"));
    YIDI_TRY(layer.fund_pay_type, reader_.name(*type, "fund_pay_type"));
    const bool digits = layer.fund_pay_type.find_first_not_of("0123456789") == std::string::npos;
    if (layer.fund_pay_type.size() != 6 || !digits) {
        return fail(reader_.refuse(
            *type, {.detail = "fund_pay_type is not six digits",
                    .rule = "fund_pay_type is a six-digit code",
                    .remedy = "write the code of the national table, such as \"330100\""}));
    }
    YIDI_TRY_VOID(decode_layer_words(node, layer));
    YIDI_TRY(const Node* counts, reader_.need(node, "counts", "a layer"));
    YIDI_TRY_VOID(decode_counts(*counts, layer));
    return layer;
}

Result<void> SchemeDecoder::decode_chain(const Node& chain, const SourceDraft& source) {
    YIDI_TRY_VOID(reader_.expect_list(chain, "chain"));
    if (chain.items.size() > policy::kLayerMax) {
        return fail(reader_.refuse(chain, {.code = ErrorCode::limit_exceeded,
                                           .detail = "the chain has more than eight layers",
                                           .rule = "at most eight layers in a chain",
                                           .remedy = "merge layers that pay alike"}));
    }
    for (const Node& item : chain.items) {
        YIDI_TRY(Layer layer, decode_layer(item));
        SourceDraft draft = source;
        if (const Node* own = item.find("source")) {
            YIDI_TRY(draft, overlay_source(reader_, *own, std::move(draft)));
        }
        YIDI_TRY(layer.source, finish_source(reader_, item, draft, documents_));
        const auto index = static_cast<std::int8_t>(scheme_.layers.size());
        scheme_.layers.push_back(std::move(layer));
        YIDI_TRY(const Node* rules, reader_.need(item, "rules", "a layer"));
        YIDI_TRY_VOID(decode_rules(*rules, index, draft));
    }
    return {};
}

Result<Scheme> SchemeDecoder::decode(const Node& node) {
    SourceDraft source;
    if (const Node* own = node.find("source")) {
        YIDI_TRY(source, overlay_source(reader_, *own, {}));
    }
    YIDI_TRY(const Node* rules, reader_.need(node, "rules", "a scheme"));
    YIDI_TRY_VOID(decode_rules(*rules, -1, source));
    if (const Node* chain = node.find("chain")) {
        YIDI_TRY_VOID(decode_chain(*chain, source));
    }
    std::stable_sort(scheme_.rows.begin(), scheme_.rows.end(), [](const Row& a, const Row& b) {
        return std::tie(a.layer, a.parameter) < std::tie(b.layer, b.parameter);
    });
    return std::move(scheme_);
}

}  // namespace

Result<Scheme> decode_scheme_rules(const PackReader& reader, const Node& node, Scheme scheme,
                                   const Documents& documents) {
    return SchemeDecoder{reader, documents, std::move(scheme)}.decode(node);
}

}  // namespace yidi::codec::internal
