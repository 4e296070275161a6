#include "adapters/codec/pack_decoder.h"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include "adapters/codec/internal/hosp_lv.h"
#include "adapters/codec/internal/pack_parts.h"
#include "adapters/codec/internal/pack_reader.h"
#include "adapters/codec/internal/yaml.h"
#include "adapters/crypto/sha256.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace internal {
namespace {

using policy::Pack;
using policy::Scheme;

constexpr std::array<std::string_view, 2> kInsutypes{"310", "390"};

/// Decodes the outer shell of a pack.
class PackDecoder {
public:
    explicit PackDecoder(std::string_view file_name) : reader_{file_name} {}

    Result<Pack> decode(const Node& root);

private:
    Result<void> decode_header(const Node& root);
    Result<void> decode_schemes(const Node& schemes);
    Result<void> decode_scheme(const Node& node);
    Result<void> add_scheme(const Node& node, Scheme scheme);
    Result<void> decode_frame(const Node& root);
    Result<policy::Corridor> decode_corridor(const Node& node) const;
    Result<policy::DiseaseGroup> decode_disease_group(const Node& node) const;
    Result<policy::Source> decode_own_source(const Node& node) const;
    Result<std::string> need_text(const Node& node, std::string_view key,
                                  std::string_view what) const;

    PackReader reader_;
    Pack pack_;
};

Result<std::string> PackDecoder::need_text(const Node& node, std::string_view key,
                                           std::string_view what) const {
    YIDI_TRY(const Node* found, reader_.need(node, key, what));
    return reader_.text(*found, key);
}

Result<void> PackDecoder::decode_header(const Node& root) {
    constexpr std::array<std::string_view, 11> kKeys{
        "yidi_pack", "id",       "name",    "version",   "known_since",   "documents",
        "notes",     "defaults", "schemes", "corridors", "disease_groups"};
    YIDI_TRY(Head head, decode_head(reader_, root, {"yidi_pack", "a pack", kKeys}));
    pack_.id = head.id;
    pack_.name = std::move(head.name);
    pack_.version = head.version;
    pack_.known_since = head.known_since;
    pack_.documents = std::move(head.documents);
    pack_.notes = std::move(head.notes);
    if (const Node* defaults = root.find("defaults")) {
        YIDI_TRY(pack_.defaults, decode_defaults(reader_, *defaults));
    }
    return {};
}

Result<void> PackDecoder::add_scheme(const Node& node, Scheme scheme) {
    for (const Scheme& other : pack_.schemes) {
        if (other.insutype == scheme.insutype && other.business == scheme.business) {
            return fail(reader_.refuse(
                node, {.code = ErrorCode::inconsistent,
                       .detail = "the scheme " + std::string{policy::code(scheme.insutype)} + " " +
                                 std::string{policy::name(scheme.business)} +
                                 " stands twice (first in line " + std::to_string(other.line) + ")",
                       .rule = "one scheme for each insurance type and business",
                       .remedy = "merge the two"}));
        }
    }
    pack_.schemes.push_back(std::move(scheme));
    return {};
}

Result<void> PackDecoder::decode_scheme(const Node& node) {
    constexpr std::array<std::string_view, 5> kKeys{"insutype", "business", "source", "rules",
                                                    "chain"};
    constexpr std::array<std::string_view, 3> kUnknownKeys{"insutype", "business", "unknown"};
    YIDI_TRY_VOID(reader_.expect_map(node, "a scheme"));
    const Node* unknown = node.find("unknown");
    if (unknown == nullptr) {
        YIDI_TRY_VOID(reader_.only_keys(node, "a scheme", kKeys));
    } else {
        YIDI_TRY_VOID(reader_.only_keys(node, "a scheme that is declared unknown", kUnknownKeys));
    }
    Scheme scheme;
    scheme.line = node.line;
    YIDI_TRY(const Node* insutype, reader_.need(node, "insutype", "a scheme"));
    YIDI_TRY(const std::size_t type, reader_.word(*insutype, "insutype", kInsutypes));
    scheme.insutype = static_cast<policy::Insutype>(type);
    YIDI_TRY(const Node* business, reader_.need(node, "business", "a scheme"));
    YIDI_TRY(const std::vector<policy::Business> named, decode_businesses(reader_, *business));
    if (unknown != nullptr) {
        YIDI_TRY(scheme.unknown, reader_.text(*unknown, "unknown"));
        for (const policy::Business one : named) {
            scheme.business = one;
            YIDI_TRY_VOID(add_scheme(node, scheme));
        }
        return {};
    }
    if (named.size() != 1) {
        return fail(reader_.refuse(*business,
                                   {.code = ErrorCode::inconsistent,
                                    .detail = "a scheme with rules names several businesses",
                                    .rule = "a scheme with rules has one business; only a declared "
                                            "unknown may name several",
                                    .remedy = "write one scheme for each"}));
    }
    scheme.business = named.front();
    YIDI_TRY(Scheme whole, decode_scheme_rules(reader_, node, std::move(scheme), pack_.documents));
    return add_scheme(node, std::move(whole));
}

Result<void> PackDecoder::decode_schemes(const Node& schemes) {
    YIDI_TRY_VOID(reader_.expect_list(schemes, "schemes"));
    for (const Node& item : schemes.items) {
        YIDI_TRY_VOID(decode_scheme(item));
    }
    return {};
}

Result<policy::Source> PackDecoder::decode_own_source(const Node& node) const {
    YIDI_TRY(const Node* source, reader_.need(node, "source", "this entry"));
    YIDI_TRY(const SourceDraft draft, overlay_source(reader_, *source, {}));
    return finish_source(reader_, *source, draft, pack_.documents);
}

Result<policy::Corridor> PackDecoder::decode_corridor(const Node& node) const {
    constexpr std::array<std::string_view, 5> kKeys{"id", "name", "regions", "business", "source"};
    YIDI_TRY_VOID(reader_.expect_map(node, "a corridor"));
    YIDI_TRY_VOID(reader_.only_keys(node, "a corridor", kKeys));
    policy::Corridor corridor;
    YIDI_TRY(const Node* id, reader_.need(node, "id", "a corridor"));
    YIDI_TRY(corridor.id, reader_.name(*id, "id"));
    YIDI_TRY(corridor.name, need_text(node, "name", "a corridor"));
    YIDI_TRY(const Node* regions, reader_.need(node, "regions", "a corridor"));
    YIDI_TRY(const std::vector<const Node*> items, reader_.one_or_more(*regions, "regions"));
    for (const Node* item : items) {
        YIDI_TRY(const std::uint32_t code, reader_.region(*item, "a region"));
        corridor.regions.push_back(code);
    }
    YIDI_TRY(const Node* business, reader_.need(node, "business", "a corridor"));
    YIDI_TRY(const std::vector<policy::Business> named, decode_businesses(reader_, *business));
    for (const policy::Business one : named) {
        corridor.business =
            static_cast<std::uint8_t>(corridor.business | (1U << static_cast<unsigned>(one)));
    }
    YIDI_TRY(corridor.source, decode_own_source(node));
    return corridor;
}

Result<policy::DiseaseGroup> PackDecoder::decode_disease_group(const Node& node) const {
    constexpr std::array<std::string_view, 4> kKeys{"id", "name", "codes", "source"};
    YIDI_TRY_VOID(reader_.expect_map(node, "a disease group"));
    YIDI_TRY_VOID(reader_.only_keys(node, "a disease group", kKeys));
    policy::DiseaseGroup group;
    YIDI_TRY(const Node* id, reader_.need(node, "id", "a disease group"));
    YIDI_TRY(group.id, reader_.name(*id, "id"));
    YIDI_TRY(group.name, need_text(node, "name", "a disease group"));
    YIDI_TRY(const Node* codes, reader_.need(node, "codes", "a disease group"));
    YIDI_TRY(group.codes, reader_.names(*codes, "codes"));
    YIDI_TRY(group.source, decode_own_source(node));
    return group;
}

Result<void> PackDecoder::decode_frame(const Node& root) {
    if (const Node* corridors = root.find("corridors")) {
        YIDI_TRY_VOID(reader_.expect_list(*corridors, "corridors"));
        for (const Node& item : corridors->items) {
            YIDI_TRY(policy::Corridor corridor, decode_corridor(item));
            pack_.corridors.push_back(std::move(corridor));
        }
    }
    if (const Node* groups = root.find("disease_groups")) {
        YIDI_TRY_VOID(reader_.expect_list(*groups, "disease_groups"));
        for (const Node& item : groups->items) {
            YIDI_TRY(policy::DiseaseGroup group, decode_disease_group(item));
            pack_.disease_groups.push_back(std::move(group));
        }
    }
    return {};
}

Result<Pack> PackDecoder::decode(const Node& root) {
    YIDI_TRY_VOID(decode_header(root));
    YIDI_TRY(const Node* schemes, reader_.need(root, "schemes", "a pack"));
    YIDI_TRY_VOID(decode_schemes(*schemes));
    YIDI_TRY_VOID(decode_frame(root));
    return std::move(pack_);
}

}  // namespace

Result<Pack> decode_tree(const Node& root, std::string_view file_name) {
    YIDI_TRY(Pack pack, PackDecoder{file_name}.decode(root));
    pack.file = file_name;
    return pack;
}

Result<policy::Defaults> decode_defaults(const PackReader& reader, const Node& node) {
    constexpr std::array<std::string_view, 11> kKeys{
        "psn_idet",       "inst_attr", "insu_tier",   "civil_rank", "hosp_lv", "age",
        "insured_months", "ipt_cnt",   "retire_date", "recognised", "er_flag"};
    YIDI_TRY_VOID(reader.expect_map(node, "defaults"));
    YIDI_TRY_VOID(reader.only_keys(node, "defaults", kKeys));
    policy::Defaults defaults;
    const auto names_or_none = [&reader](const Node& list, std::string_view what) {
        return list.is_list() && list.items.empty() ? Result<std::vector<std::string>>{}
                                                    : reader.names(list, what);
    };
    if (const Node* found = node.find("psn_idet")) {
        YIDI_TRY(defaults.psn_idet, names_or_none(*found, "psn_idet"));
    }
    if (const Node* found = node.find("inst_attr")) {
        YIDI_TRY(defaults.inst_attr, names_or_none(*found, "inst_attr"));
    }
    if (const Node* found = node.find("insu_tier")) {
        YIDI_TRY(defaults.insu_tier, reader.name(*found, "insu_tier"));
    }
    if (const Node* found = node.find("civil_rank")) {
        YIDI_TRY(defaults.civil_rank, reader.name(*found, "civil_rank"));
    }
    if (const Node* found = node.find("hosp_lv")) {
        YIDI_TRY(const std::size_t word, reader.word(*found, "hosp_lv", kHospLv));
        defaults.hosp_lv = kHospLv[word];
    }
    if (const Node* found = node.find("age")) {
        YIDI_TRY(defaults.age, reader.whole(*found, "age", {.low = 0, .high = 150}));
    }
    if (const Node* found = node.find("insured_months")) {
        YIDI_TRY(defaults.insured_months,
                 reader.whole(*found, "insured_months", {.low = 0, .high = 1800}));
    }
    if (const Node* found = node.find("ipt_cnt")) {
        YIDI_TRY(defaults.ipt_cnt, reader.whole(*found, "ipt_cnt", {.low = 1, .high = 999}));
    }
    if (const Node* found = node.find("retire_date")) {
        YIDI_TRY(defaults.retire_date, reader.date(*found, "retire_date"));
    }
    if (const Node* found = node.find("recognised")) {
        YIDI_TRY(defaults.recognised, reader.flag(*found, "recognised"));
    }
    if (const Node* found = node.find("er_flag")) {
        YIDI_TRY(defaults.er_flag, reader.flag(*found, "er_flag"));
    }
    return defaults;
}

}  // namespace internal

Result<policy::Pack> decode_pack(std::string_view text, std::string_view file_name) {
    try {
        YIDI_TRY(const internal::Node root, internal::parse_yaml(text, file_name));
        YIDI_TRY(policy::Pack pack, internal::decode_tree(root, file_name));
        pack.sha256 = crypto::sha256(text);
        return pack;
    } catch (const std::exception& problem) {  // Out of memory; nothing else throws here.
        return fail({.code = ErrorCode::internal,
                     .where = std::string{file_name},
                     .detail = problem.what()});
    }
}

}  // namespace yidi::codec
