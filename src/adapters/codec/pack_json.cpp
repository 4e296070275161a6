#include "adapters/codec/pack_json.h"

#include <algorithm>
#include <map>

#include "adapters/codec/internal/rule_json.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_text.h"
#include "domain/policy/parameter.h"

namespace yidi::codec {
namespace {

using internal::write_documents;
using internal::write_notes;
using internal::write_source;
using policy::Row;
using policy::Scheme;

void write_row(JsonWriter& json, const Scheme& scheme, const Row& row) {
    json.begin_object();
    json.member("parameter", parameter_words(row, scheme.layers));
    json.key("when");
    json.begin_object();
    for (const ConditionWords& condition : condition_words(row.when)) {
        json.key(condition.key);
        json.begin_array();
        for (const std::string& item : condition.items) {
            json.value(item);
        }
        json.end_array();
    }
    json.end_object();
    if (row.unknown.empty()) {
        json.member("value", value_words(row, scheme.layers));
    } else {
        json.member("unknown", row.unknown);
    }
    write_source(json, row.source);
    if (!row.note.empty()) {
        json.member("note", row.note);
    }
    json.member("line", std::int64_t{row.line});
    json.end_object();
}

void write_layer(JsonWriter& json, const policy::Layer& layer) {
    json.begin_object();
    json.member("id", layer.id);
    json.member("name", layer.name);
    json.member("field", policy::name(layer.field));
    json.member("fund_pay_type", layer.fund_pay_type);
    write_source(json, layer.source);
    json.end_object();
}

void write_scheme(JsonWriter& json, const Scheme& scheme, const std::optional<Date>& at) {
    json.begin_object();
    json.member("insutype", policy::code(scheme.insutype));
    json.member("business", policy::name(scheme.business));
    if (!scheme.unknown.empty()) {
        json.member("unknown", scheme.unknown);
        json.end_object();
        return;
    }
    json.key("chain");
    json.begin_array();
    for (const policy::Layer& layer : scheme.layers) {
        write_layer(json, layer);
    }
    json.end_array();
    json.key("rows");
    json.begin_array();
    for (const Row& row : scheme.rows) {
        if (in_force(row.source, at)) {
            write_row(json, scheme, row);
        }
    }
    json.end_array();
    json.end_object();
}

void write_identity(JsonWriter& json, const policy::Pack& pack) {
    json.member("id", std::to_string(pack.id));
    json.member("name", pack.name);
    json.member("version", std::int64_t{pack.version});
    json.member("known_since", pack.known_since);
    json.member("sha256", pack.sha256);
    json.member("file", pack.file);
}

void write_members(JsonWriter& json, const policy::Pack& pack, const std::optional<Date>& at) {
    write_identity(json, pack);
    write_documents(json, pack.documents);
    write_notes(json, pack.notes);
    json.key("schemes");
    json.begin_array();
    for (const Scheme& scheme : pack.schemes) {
        write_scheme(json, scheme, at);
    }
    json.end_array();
}

bool is_asked(const Scheme& scheme, const Row& row, std::string_view parameter) {
    return parameter.empty() || policy::spec(row.parameter).name == parameter ||
           parameter_words(row, scheme.layers) == parameter;
}

/// What is computed with where a pack writes nothing of a parameter; null: nothing is.
const policy::ParameterSpec* default_of(std::string_view parameter) {
    if (parameter.find('.') != std::string_view::npos) return nullptr;
    const auto found = policy::parse_parameter(parameter, /*of_layer=*/false);
    if (!found || policy::must_be_given(*found)) return nullptr;
    return &policy::spec(*found);
}

}  // namespace

RowsFound append_rows(const policy::Pack& pack, const RowQuery& query, std::string& out) {
    const auto scheme = std::ranges::find_if(pack.schemes, [&](const Scheme& one) {
        return one.insutype == query.insutype && one.business == query.business;
    });
    if (scheme == pack.schemes.end()) return {.unknown = "the pack says nothing of this care"};
    if (!scheme->unknown.empty()) return {.unknown = scheme->unknown};
    RowsFound found;
    std::map<std::string, policy::Document> cited;
    const auto cite = [&](const policy::Source& source) {
        const auto document = pack.documents.find(source.document);
        if (document != pack.documents.end()) cited.insert(*document);
    };
    JsonWriter json{out};
    json.begin_object();
    write_identity(json, pack);
    json.member("insutype", policy::code(query.insutype));
    json.member("business", policy::name(query.business));
    json.member("day", query.day);
    json.key("chain");
    json.begin_array();
    for (const policy::Layer& layer : scheme->layers) {
        write_layer(json, layer);
        cite(layer.source);
    }
    json.end_array();
    json.key("rows");
    json.begin_array();
    bool is_written = false;
    for (const Row& row : scheme->rows) {
        if (!is_asked(*scheme, row, query.parameter)) continue;
        is_written = true;
        if (!in_force(row.source, query.day)) continue;
        write_row(json, *scheme, row);
        cite(row.source);
        ++found.rows;
        if (row.unknown.empty()) ++found.known;
    }
    json.end_array();
    json.key("default");
    const policy::ParameterSpec* const fallback =
        is_written ? nullptr : default_of(query.parameter);
    if (fallback == nullptr) {
        json.null();
    } else {
        json.begin_object();
        json.member("value", fallback->default_text);
        json.member("says", fallback->says_en);
        json.end_object();
        found.has_default = true;
    }
    write_documents(json, cited);
    json.end_object();
    return found;
}

bool in_force(const policy::Source& source, const std::optional<Date>& at) {
    return !at || DateInterval{.from = source.from, .to = source.to}.contains(*at);
}

void append_pack(const policy::Pack& pack, const std::optional<Date>& at, std::string& out) {
    JsonWriter json{out};
    json.begin_object();
    write_members(json, pack, at);
    json.end_object();
}

void append_pack_with_filing(const policy::Pack& pack, const policy::FilingRules* filing,
                             const std::optional<Date>& at, std::string& out) {
    JsonWriter json{out};
    json.begin_object();
    write_members(json, pack, at);
    json.key("filing");
    if (filing == nullptr) {
        json.null();
    } else {
        internal::write_filing_rules(json, *filing, at);
    }
    json.end_object();
}

PackSummary summarise(const policy::Pack& pack) {
    PackSummary summary;
    bool is_first = true;
    for (const Scheme& scheme : pack.schemes) {
        summary.known += scheme.unknown.empty() ? 1 : 0;
        for (const Row& row : scheme.rows) {
            const policy::Source& source = row.source;
            ++summary.rows;
            summary.rows_unknown += row.unknown.empty() ? 0 : 1;
            summary.grade = std::max(summary.grade, source.grade);
            summary.from = summary.from ? std::min(*summary.from, source.from) : source.from;
            if (is_first) {
                summary.to = source.to;
            } else if (summary.to) {
                summary.to =
                    source.to ? std::optional{std::max(*summary.to, *source.to)} : std::nullopt;
            }
            is_first = false;
        }
    }
    return summary;
}

}  // namespace yidi::codec
