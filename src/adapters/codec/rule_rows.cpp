#include "adapters/codec/rule_rows.h"

#include <array>

#include "adapters/codec/pack_text.h"
#include "base/assert.h"
#include "domain/explain/clause.h"
#include "domain/explain/fill.h"
#include "domain/explain/labels.h"
#include "domain/explain/rule_words.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace {

using app::RowSide;
using explain::Language;
using explain::Words;

void write_identity(JsonWriter& json, std::string_view name, const policy::Pack& pack) {
    json.key(name);
    json.begin_object();
    json.member("id", std::to_string(pack.id));
    json.member("name", pack.name);
    json.member("version", std::int64_t{pack.version});
    json.member("known_since", pack.known_since);
    json.member("sha256", pack.sha256);
    json.end_object();
}

std::string scheme_label(const policy::Scheme& scheme, Language language) {
    return std::string{explain::label(scheme.insutype).in(language)} + " · " +
           std::string{explain::label(scheme.business).in(language)};
}

void write_conditions(JsonWriter& json, const policy::Row& row) {
    json.key("conditions");
    json.begin_array();
    for (const ConditionWords& one : condition_words(row.when)) {
        json.begin_object();
        json.member("key", one.key);
        json.key("items");
        json.begin_array();
        for (const std::string& item : one.items) json.value(item);
        json.end_array();
        json.end_object();
    }
    json.end_array();
}

void write_source(JsonWriter& json, const policy::Pack& pack, const policy::Source& source,
                  Language language) {
    json.member("from", source.from);
    json.key("to");
    source.to ? json.value(source.to->previous_day()) : json.null();
    json.member("assumed_from", source.assumed_from);
    json.member("grade", policy::name(source.grade));
    json.member("document", source.document);
    json.member("article", source.article);
    json.member("clause", explain::short_text(explain::clause_of(source, pack), language));
}

void write_scheme(JsonWriter& json, const policy::Scheme& scheme, Language language) {
    std::int64_t unknown = 0;
    for (const policy::Row& row : scheme.rows) unknown += row.unknown.empty() ? 0 : 1;
    json.begin_object();
    json.member("insutype", policy::code(scheme.insutype));
    json.member("business", policy::name(scheme.business));
    json.member("label", scheme_label(scheme, language));
    json.key("unknown");
    scheme.unknown.empty() ? json.null() : json.value(scheme.unknown);
    json.member("rows", static_cast<std::int64_t>(scheme.rows.size()));
    json.member("unknown_rows", unknown);
    json.end_object();
}

void write_documents(JsonWriter& json, const policy::Pack& pack) {
    json.key("documents");
    json.begin_array();
    for (const auto& [id, document] : pack.documents) {
        json.begin_object();
        json.member("id", id);
        json.member("number", document.number);
        json.member("title", document.title);
        json.member("seen", policy::name(document.seen));
        json.member("note", document.note);
        json.end_object();
    }
    json.end_array();
    json.key("notes");
    json.begin_array();
    for (const std::string& note : pack.notes) json.value(note);
    json.end_array();
}

/// What a side of a comparison says; null where it has no such row.
void write_side(JsonWriter& json, std::string_view name, const policy::Pack& pack,
                const RowSide& side, Language language) {
    json.key(name);
    if (side.row == nullptr) {
        json.null();
        return;
    }
    json.begin_object();
    write_rule_row(json, pack, side, language);
    json.end_object();
}

std::string state_of(const policy::Scheme* scheme, Language language) {
    if (scheme == nullptr) return std::string{Words{"没有", "absent"}.in(language)};
    if (scheme->unknown.empty()) return std::string{Words{"有规则", "has rules"}.in(language)};
    return explain::fill(Words{"未知（{0}）", "unknown ({0})"}, language, {scheme->unknown});
}

std::string sentence_of(const app::SchemeChange& change, Language language) {
    const policy::Scheme* shown = change.after != nullptr ? change.after : change.before;
    YIDI_ASSERT(shown != nullptr);
    return explain::fill(Words{"{0}：{1} → {2}", "{0}: {1} → {2}"}, language,
                         {scheme_label(*shown, language), state_of(change.before, language),
                          state_of(change.after, language)});
}

std::string sentence_of(const app::LayerChange& change, Language language) {
    const policy::Layer* shown = change.after != nullptr ? change.after : change.before;
    YIDI_ASSERT(shown != nullptr && change.scheme != nullptr);
    Words pattern{"{0}：支付层“{1}”有改动", "{0}: the layer \"{1}\" differs"};
    if (change.before == nullptr) {
        pattern = {"{0}：新增支付层“{1}”", "{0}: the layer \"{1}\" is new"};
    } else if (change.after == nullptr) {
        pattern = {"{0}：删去支付层“{1}”", "{0}: the layer \"{1}\" is gone"};
    }
    return explain::fill(
        pattern, language,
        {scheme_label(*change.scheme, language), explain::layer_name(*shown, language)});
}

std::string sentence_of(std::string_view part, Language language) {
    struct Part {
        std::string_view key;
        Words words;
    };
    constexpr std::array kParts{
        Part{"id", {"统筹区不同", "they are of different areas"}},
        Part{"name", {"名称有改动", "the name differs"}},
        Part{"documents", {"所引文件有改动", "the documents differ"}},
        Part{"notes", {"说明有改动", "the notes differ"}},
        Part{"defaults", {"缺省值有改动", "the defaults differ"}},
        Part{"corridors", {"免备案区域有改动", "the corridors differ"}},
        Part{"disease_groups", {"病种分组有改动", "the disease groups differ"}},
    };
    for (const Part& one : kParts) {
        if (one.key == part) return std::string{one.words.in(language)};
    }
    return std::string{part};
}

std::string_view kind_of(const app::RowChange& change) {
    if (change.before.row == nullptr) return "added";
    return change.after.row == nullptr ? "removed" : "changed";
}

}  // namespace

std::string row_key(const RowSide& side) {
    std::string key = std::string{policy::code(side.scheme->insutype)} + "." +
                      std::string{policy::name(side.scheme->business)} + "/" +
                      parameter_words(*side.row, side.scheme->layers);
    for (const ConditionWords& one : condition_words(side.row->when)) {
        key += "/" + std::string{one.key} + "=";
        for (const std::string& item : one.items) key += item + ";";
    }
    return key;
}

void write_rule_row(JsonWriter& json, const policy::Pack& pack, const RowSide& side,
                    Language language) {
    const policy::Row& row = *side.row;
    json.member("key", row_key(side));
    json.member("line", std::int64_t{row.line});
    json.member("insutype", policy::code(side.scheme->insutype));
    json.member("business", policy::name(side.scheme->business));
    json.member("scheme", scheme_label(*side.scheme, language));
    json.member("parameter", parameter_words(row, side.scheme->layers));
    json.member("label", explain::parameter_in(language, row, side.scheme->layers));
    write_conditions(json, row);
    json.member("when", explain::conditions_in(language, row));
    json.key("value");
    row.unknown.empty() ? json.value(explain::value_in(language, row)) : json.null();
    json.key("unknown");
    row.unknown.empty() ? json.null() : json.value(row.unknown);
    write_source(json, pack, row.source, language);
    json.member("note", row.note);
}

void write_rule_rows(JsonWriter& json, const policy::Pack& pack, Language language) {
    write_identity(json, "pack", pack);
    json.key("schemes");
    json.begin_array();
    for (const policy::Scheme& scheme : pack.schemes) write_scheme(json, scheme, language);
    json.end_array();
    json.key("rows");
    json.begin_array();
    for (const policy::Scheme& scheme : pack.schemes) {
        for (const policy::Row& row : scheme.rows) {
            json.begin_object();
            write_rule_row(json, pack, {.scheme = &scheme, .row = &row}, language);
            json.end_object();
        }
    }
    json.end_array();
    write_documents(json, pack);
}

void write_pack_difference(JsonWriter& json, const ComparedPacks& packs, Language language) {
    const app::PackDifference found = app::difference(packs.before, packs.after);
    write_identity(json, "before", packs.before);
    write_identity(json, "after", packs.after);
    json.key("changes");
    json.begin_array();
    for (const app::RowChange& change : found.rows) {
        json.begin_object();
        json.member("kind", kind_of(change));
        write_side(json, "before", packs.before, change.before, language);
        write_side(json, "after", packs.after, change.after, language);
        json.end_object();
    }
    json.end_array();
    json.key("others");
    json.begin_array();
    for (const std::string& part : found.parts) json.value(sentence_of(part, language));
    for (const auto& change : found.schemes) json.value(sentence_of(change, language));
    for (const auto& change : found.layers) json.value(sentence_of(change, language));
    json.end_array();
}

}  // namespace yidi::codec
