#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/internal/pack_reader.h"
#include "adapters/codec/internal/yaml.h"
#include "domain/policy/pack.h"

/// The parts of a pack, each decoded from its node. Used by the pack decoder and, on trees made of
/// cells, by the tables.
namespace yidi::codec::internal {

/// The keys of conditions in the order in which packs write them.
inline constexpr std::array<std::string_view, 18> kConditionKeys{
    "person", "level",       "filing",   "distance",     "nth",      "age",
    "months", "retire_date", "identity", "not_identity", "attr",     "not_attr",
    "tier",   "disease",     "rank",     "hospital",     "med_type", "recognised"};

/// Keys of a source that are known so far; inherited from the outside in and overridden key by key.
struct SourceDraft {
    std::optional<std::string> document;
    std::optional<std::string> article;
    std::optional<Date> from;
    std::optional<Date> to;
    std::optional<policy::Grade> grade;
    bool assumed_from = false;
};

using Documents = std::map<std::string, policy::Document>;

/// `outer` with the keys of `node` put over it. A new `from` is not assumed unless it says so
/// itself; `to: null` takes an inherited end away.
[[nodiscard]] Result<SourceDraft> overlay_source(const PackReader& reader, const Node& node,
                                                 SourceDraft outer);
/// Errors    missing_key; inconsistent: an unlisted document, an end not after the beginning.
/// `owner` is the node
///           whose source this is.
[[nodiscard]] Result<policy::Source> finish_source(const PackReader& reader, const Node& owner,
                                                   const SourceDraft& draft,
                                                   const Documents& documents);

/// What packs and filing rules begin with.
struct Head {
    std::uint32_t id = 0;
    std::string name;
    std::uint32_t version = 0;
    Date known_since;
    Documents documents;
    std::vector<std::string> notes;
};
/// Which kind of file it is: the key of its format, its name in sentences, all keys it may have.
struct FileKind {
    std::string_view format;
    std::string_view what;
    Words keys;
};
[[nodiscard]] Result<Head> decode_head(const PackReader& reader, const Node& root,
                                       const FileKind& kind);

/// One business or a list of them, none twice.
[[nodiscard]] Result<std::vector<policy::Business>> decode_businesses(const PackReader& reader,
                                                                      const Node& node);

/// Reads the condition keys of a row and passes over its other keys.
[[nodiscard]] Result<policy::Conditions> decode_conditions(const PackReader& reader,
                                                           const Node& row);

/// The readings of one `value`.
struct Readings {
    std::vector<policy::Value> values;
    bool interval = false;
};
/// `layers` are the layers that stand before the rule's own, for `limit_includes`.
[[nodiscard]] Result<Readings> decode_value(const PackReader& reader, const Node& node,
                                            policy::Parameter parameter,
                                            std::span<const policy::Layer> layers);

/// What the rows of one rule share.
struct RuleContext {
    policy::Parameter parameter = policy::Parameter::policy_date;
    std::int8_t layer = -1;
    SourceDraft source;
};
/// Appends the rows of one scheme (rules, then chain) in canonical order: by layer, then by
/// parameter, then as written.
[[nodiscard]] Result<policy::Scheme> decode_scheme_rules(const PackReader& reader, const Node& node,
                                                         policy::Scheme scheme,
                                                         const Documents& documents);

/// A whole pack; `sha256` stays empty.
[[nodiscard]] Result<policy::Pack> decode_tree(const Node& root, std::string_view file_name);
[[nodiscard]] Result<policy::Defaults> decode_defaults(const PackReader& reader, const Node& node);

}  // namespace yidi::codec::internal
