#include "app/note.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "domain/explain/labels.h"

namespace yidi::app {
namespace {

using adjudication::Case;
using adjudication::Catalog;
using adjudication::Line;
using policy::Distinctions;

void add_count(NoteKind kind, std::int64_t count, std::vector<Note>& notes) {
    if (count > 0) notes.push_back({.kind = kind, .count = count});
}

void add_notes_on_lines(const CaseFile& file, std::vector<Note>& notes) {
    const Case& facts = file.facts;
    std::int64_t no_class = 0;
    std::int64_t outside = 0;
    for (const Line& line : facts.feedetail) {
        const bool insured = facts.catalog == Catalog::insured && line.insured;
        const auto& attributes = insured ? *line.insured : line.treating;
        no_class += attributes.chrgitm_lv.empty() ? 1 : 0;
        const bool early =
            line.fee_ocur_time && facts.begndate && *line.fee_ocur_time < *facts.begndate;
        const bool late =
            line.fee_ocur_time && facts.enddate && *facts.enddate < *line.fee_ocur_time;
        outside += early || late ? 1 : 0;
    }
    add_count(NoteKind::no_class, no_class, notes);
    add_count(NoteKind::no_first_pay,
              facts.catalog == Catalog::insured ? file.without_first_pay.insured
                                                : file.without_first_pay.treating,
              notes);
    add_count(NoteKind::outside_stay, outside, notes);
}

using Names = std::vector<std::string> Distinctions::*;

bool asks_for(const policy::Policy& policy, Names names, std::string_view name) {
    return std::ranges::any_of(policy.schemes, [&](const policy::CompiledScheme& scheme) {
        const std::vector<std::string>& asked = scheme.distinctions.*names;
        return std::ranges::find(asked, name) != asked.end();
    });
}

/// Each once, in the order of the schemes.
std::vector<std::string> asked_names(const policy::Policy& policy, Names names) {
    std::vector<std::string> all;
    for (const policy::CompiledScheme& scheme : policy.schemes) {
        for (const std::string& name : scheme.distinctions.*names) {
            if (std::ranges::find(all, name) == all.end()) all.push_back(name);
        }
    }
    return all;
}

void check_names(const policy::Policy& policy, Names names, std::span<const std::string> stated,
                 std::string_view key, std::vector<Note>& notes) {
    for (const std::string& name : stated) {
        if (name.empty() || asks_for(policy, names, name)) continue;
        // A name that has a meaning elsewhere is no slip: this region makes no difference of it.
        if (explain::label_of_word(name).zh != name) continue;
        notes.push_back({.kind = NoteKind::name_not_asked,
                         .count = 0,
                         .key = std::string{key},
                         .name = name,
                         .asked = asked_names(policy, names)});
    }
}

}  // namespace

bool is_warning(NoteKind kind) {
    return kind == NoteKind::outside_stay || kind == NoteKind::name_not_asked;
}

void add_notes(const policy::Book& packs, const CaseFile& file, std::vector<Note>& notes) {
    add_notes_on_lines(file, notes);
    const Case& facts = file.facts;
    if (file.terms || !facts.insuplc_admdvs) return;
    const policy::Policy* policy = packs.find(packs.regions().pooling_area(*facts.insuplc_admdvs));
    if (policy == nullptr) return;
    if (facts.psn_idet) {
        check_names(*policy, &Distinctions::identities, *facts.psn_idet, "psn_idet", notes);
    }
    if (facts.inst_attr) {
        check_names(*policy, &Distinctions::attributes, *facts.inst_attr, "inst_attr", notes);
    }
    check_names(*policy, &Distinctions::tiers, {&facts.insu_tier, 1}, "insu_tier", notes);
    check_names(*policy, &Distinctions::ranks, {&facts.civil_rank, 1}, "civil_rank", notes);
}

}  // namespace yidi::app
