#include "adapters/codec/filing_decoder.h"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/internal/filing_values.h"
#include "adapters/codec/internal/pack_parts.h"
#include "adapters/codec/internal/pack_reader.h"
#include "adapters/codec/internal/yaml.h"
#include "adapters/crypto/sha256.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace internal {
namespace {

using policy::FilingKind;
using policy::FilingRules;
using policy::KindRules;
using policy::Rule;
using policy::Ruled;

/// The names of the rules of a kind.
const std::vector<std::string_view>& rule_names() {
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> names;
        policy::for_each_rule(
            [&names](std::string_view name, auto /*member*/) { names.push_back(name); });
        return names;
    }();
    return kNames;
}

std::array<std::string_view, policy::kFilingKindCount> kind_names() {
    std::array<std::string_view, policy::kFilingKindCount> names{};
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = policy::name(static_cast<FilingKind>(i));
    }
    return names;
}

/// A value with its source, or the declaration that it is unknown: a map that says one of the two.
bool is_row(const Node& node) {
    return node.is_map() && (node.find("value") != nullptr || node.find("unknown") != nullptr);
}

class FilingDecoder {
public:
    explicit FilingDecoder(std::string_view file_name) : reader_{file_name} {}

    Result<FilingRules> decode(const Node& root);

private:
    Result<void> decode_header(const Node& root);
    Result<void> decode_entry(const Node& node);
    Result<std::vector<FilingKind>> decode_kinds(const Node& node) const;
    Result<void> decode_rules(const Node& rules, FilingKind kind, const SourceDraft& source);
    /// Where a rule stands in the file.
    struct Place {
        const Node& node;
        std::string_view rule;
        std::string_view kind;  ///< empty: of the region
    };
    template <class T>
    Result<void> decode_rule(const Place& place, const SourceDraft& source, Rule<T>& rule);
    template <class T>
    Result<void> decode_row(const Place& place, const SourceDraft& source, Rule<T>& rule);

    PackReader reader_;
    FilingRules rules_;
    SourceDraft source_;
    std::map<std::string, std::uint32_t> first_lines_;  ///< by kind and rule
};

Result<void> FilingDecoder::decode_header(const Node& root) {
    constexpr std::array<std::string_view, 11> kKeys{
        "yidi_filing", "id",     "name",  "version",          "known_since", "documents",
        "notes",       "source", "kinds", "none_in_province", "whole_places"};
    YIDI_TRY(Head head,
             decode_head(reader_, root, {"yidi_filing", "a file of filing rules", kKeys}));
    rules_.region = head.id;
    rules_.name = std::move(head.name);
    rules_.version = head.version;
    rules_.known_since = head.known_since;
    rules_.documents = std::move(head.documents);
    rules_.notes = std::move(head.notes);
    if (const Node* source = root.find("source")) {
        YIDI_TRY(source_, overlay_source(reader_, *source, {}));
    }
    return {};
}

template <class T>
Result<void> FilingDecoder::decode_row(const Place& place, const SourceDraft& source,
                                       Rule<T>& rule) {
    constexpr std::array<std::string_view, 4> kKeys{"value", "unknown", "source", "note"};
    if (!is_row(place.node)) {
        Ruled<T> one;
        YIDI_TRY_VOID(read_value({reader_, place.node, place.rule}, one.value));
        YIDI_TRY(one.source, finish_source(reader_, place.node, source, rules_.documents));
        rule.values.push_back(std::move(one));
        return {};
    }
    YIDI_TRY_VOID(reader_.only_keys(place.node, "a value", kKeys));
    const Node* value = place.node.find("value");
    if (const Node* unknown = place.node.find("unknown")) {
        if (value != nullptr) {
            return fail(reader_.refuse(*unknown, {.code = ErrorCode::inconsistent,
                                                  .detail = "a value is given and unknown",
                                                  .rule = "a row has a value or says unknown",
                                                  .remedy = "remove one of the two"}));
        }
        YIDI_TRY(const std::string reason, reader_.text(*unknown, "unknown"));
        rules_.notes.push_back((place.kind.empty() ? "" : std::string{place.kind} + ".") +
                               std::string{place.rule} + ": " + reason);
        return {};
    }
    SourceDraft draft = source;
    if (const Node* own = place.node.find("source")) {
        YIDI_TRY(draft, overlay_source(reader_, *own, source));
    }
    Ruled<T> one;
    YIDI_TRY_VOID(read_value({reader_, *value, place.rule}, one.value));
    YIDI_TRY(one.source, finish_source(reader_, place.node, draft, rules_.documents));
    if (const Node* note = place.node.find("note")) {
        YIDI_TRY(one.note, reader_.text(*note, "note"));
    }
    rule.values.push_back(std::move(one));
    return {};
}

template <class T>
Result<void> FilingDecoder::decode_rule(const Place& place, const SourceDraft& source,
                                        Rule<T>& rule) {
    const auto [first, is_new] = first_lines_.emplace(
        std::string{place.kind} + "." + std::string{place.rule}, place.node.line);
    if (!is_new) {
        return fail(reader_.refuse(
            place.node,
            {.code = ErrorCode::duplicate_key,
             .detail = std::string{place.rule} + " of " + std::string{place.kind} +
                       " stands twice (first in line " + std::to_string(first->second) + ")",
             .rule = "each rule of a kind once; values over time are one list",
             .remedy = "merge the two"}));
    }
    const bool is_rows = place.node.is_list() && !place.node.items.empty() &&
                         std::ranges::all_of(place.node.items, is_row);
    if (!is_rows) {
        return decode_row(place, source, rule);
    }
    for (const Node& item : place.node.items) {
        YIDI_TRY_VOID(decode_row({item, place.rule, place.kind}, source, rule));
    }
    return {};
}

Result<void> FilingDecoder::decode_rules(const Node& rules, FilingKind kind,
                                         const SourceDraft& source) {
    KindRules& of_kind = rules_.kinds[static_cast<std::size_t>(kind)];
    Result<void> good;
    policy::for_each_rule([&](std::string_view name, auto member) {
        const Node* node = rules.find(name);
        if (good && node != nullptr) {
            good = decode_rule({*node, name, policy::name(kind)}, source, of_kind.*member);
        }
    });
    return good;
}

Result<std::vector<FilingKind>> FilingDecoder::decode_kinds(const Node& node) const {
    static const auto kNames = kind_names();
    YIDI_TRY(const std::vector<const Node*> items, reader_.one_or_more(node, "kind"));
    std::vector<FilingKind> kinds;
    for (const Node* item : items) {
        YIDI_TRY(const std::size_t index, reader_.word(*item, "kind", kNames));
        kinds.push_back(static_cast<FilingKind>(index));
    }
    return kinds;
}

Result<void> FilingDecoder::decode_entry(const Node& node) {
    constexpr std::array<std::string_view, 3> kKeys{"kind", "source", "rules"};
    YIDI_TRY_VOID(reader_.expect_map(node, "an entry of kinds"));
    YIDI_TRY_VOID(reader_.only_keys(node, "an entry of kinds", kKeys));
    YIDI_TRY(const Node* kind, reader_.need(node, "kind", "an entry of kinds"));
    YIDI_TRY(const std::vector<FilingKind> kinds, decode_kinds(*kind));
    SourceDraft source = source_;
    if (const Node* own = node.find("source")) {
        YIDI_TRY(source, overlay_source(reader_, *own, source_));
    }
    YIDI_TRY(const Node* rules, reader_.need(node, "rules", "an entry of kinds"));
    YIDI_TRY_VOID(reader_.expect_map(*rules, "rules"));
    YIDI_TRY_VOID(reader_.only_keys(*rules, "the rules of a kind", rule_names()));
    for (const FilingKind one : kinds) {
        YIDI_TRY_VOID(decode_rules(*rules, one, source));
    }
    return {};
}

Result<FilingRules> FilingDecoder::decode(const Node& root) {
    YIDI_TRY_VOID(decode_header(root));
    if (const Node* kinds = root.find("kinds")) {
        YIDI_TRY_VOID(reader_.expect_list(*kinds, "kinds"));
        for (const Node& item : kinds->items) {
            YIDI_TRY_VOID(decode_entry(item));
        }
    }
    if (const Node* none = root.find("none_in_province")) {
        YIDI_TRY_VOID(
            decode_rule({*none, "none_in_province", {}}, source_, rules_.none_in_province));
    }
    if (const Node* whole = root.find("whole_places")) {
        YIDI_TRY_VOID(decode_rule({*whole, "whole_places", {}}, source_, rules_.whole_places));
    }
    return std::move(rules_);
}

}  // namespace
}  // namespace internal

Result<policy::FilingRules> decode_filing_rules(std::string_view text, std::string_view file_name) {
    try {
        YIDI_TRY(const internal::Node root, internal::parse_yaml(text, file_name));
        YIDI_TRY(policy::FilingRules rules, internal::FilingDecoder{file_name}.decode(root));
        rules.file = file_name;
        rules.sha256 = crypto::sha256(text);
        return rules;
    } catch (const std::exception& problem) {  // Out of memory; nothing else throws here.
        return fail({.code = ErrorCode::internal,
                     .where = std::string{file_name},
                     .detail = problem.what()});
    }
}

bool looks_like_filing_rules(std::string_view text) {
    constexpr std::string_view kFormat = "yidi_filing";
    const Result<internal::Node> root = internal::parse_yaml(text, "");
    return root && root->find(kFormat) != nullptr;
}

}  // namespace yidi::codec
