#include "cli/internal/interface_json.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace yidi::cli::internal {
namespace {

using codec::JsonWriter;
using national::Dictionary;
using national::Field;
using national::FieldType;
using national::Form;
using national::Table;

std::string_view word_of(FieldType type) {
    switch (type) {
        case FieldType::text: return "text";
        case FieldType::number: return "number";
        case FieldType::date: return "date";
        case FieldType::instant: return "instant";
        case FieldType::bytes: return "bytes";
    }
    return "";
}

void write_field(JsonWriter& json, const Field& field) {
    json.begin_object();
    json.member("name", field.name);
    json.member("label", field.label);
    json.member("type", word_of(field.type));
    const bool has_length = field.type != FieldType::date && field.type != FieldType::instant;
    if (has_length) json.member("length", std::int64_t{field.length});
    if (field.type == FieldType::number) json.member("scale", std::int64_t{field.scale});
    json.member("required", field.is_required);
    if (field.codes != nullptr) json.member("dictionary", field.codes->name);
    if (field.in_exp) json.member("in_exp_content", true);
    if (!field.other.empty()) json.member("also", field.other);
    json.end_object();
}

void write_fields(JsonWriter& json, std::span<const Field> fields) {
    json.key("fields");
    json.begin_array();
    for (const Field& field : fields) write_field(json, field);
    json.end_array();
}

void write_nodes(JsonWriter& json, std::string_view name, std::span<const Table> tables) {
    json.key(name);
    json.begin_array();
    for (const Table& table : tables) {
        json.begin_object();
        json.member("node", table.node);
        json.member("list", table.is_list);
        json.member("required", table.is_required);
        if (!table.other.empty()) json.member("also", table.other);
        write_fields(json, table.fields);
        json.end_object();
    }
    json.end_array();
}

void write_dictionaries(JsonWriter& json, const std::vector<const Dictionary*>& dictionaries) {
    json.key("dictionaries");
    json.begin_array();
    for (const Dictionary* dictionary : dictionaries) {
        json.begin_object();
        json.member("name", dictionary->name);
        json.member("open", dictionary->is_open);
        json.key("codes");
        json.begin_array();
        for (const national::Code& code : dictionary->codes) {
            json.begin_object();
            json.member("value", code.value);
            json.member("label", code.label);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
}

/// Without the braces around it.
void write_form(JsonWriter& json, const Form& form) {
    json.member("infno", form.infno);
    json.member("label", form.label);
    write_nodes(json, "input", form.input);
    write_nodes(json, "output", form.output);
}

void add_tables(const Form& form, std::vector<const Table*>& tables) {
    for (const Table& table : form.input) tables.push_back(&table);
    for (const Table& table : form.output) tables.push_back(&table);
}

}  // namespace

std::string type_text(const Field& field) {
    switch (field.type) {
        case FieldType::text: return "C " + std::to_string(field.length);
        case FieldType::number:
            return "N " + std::to_string(field.length) + "," + std::to_string(field.scale);
        case FieldType::date: return "D";
        case FieldType::instant: return "DT";
        case FieldType::bytes: return "byte[" + std::to_string(field.length) + " KiB]";
    }
    return {};
}

std::vector<const Dictionary*> dictionaries_of(const std::vector<const Table*>& tables) {
    std::vector<const Dictionary*> found;
    for (const Table* table : tables) {
        for (const Field& field : table->fields) {
            // One without a name holds codes that are not published.
            if (field.codes != nullptr && !field.codes->name.empty()) found.push_back(field.codes);
        }
    }
    std::ranges::sort(found, {}, &Dictionary::name);
    const auto same = std::ranges::unique(found);
    found.erase(same.begin(), same.end());
    return found;
}

std::vector<const Table*> tables_of(const Form& form) {
    std::vector<const Table*> tables;
    add_tables(form, tables);
    return tables;
}

std::string interface_json() {
    std::string text;
    JsonWriter json{text};
    std::vector<const Table*> tables{&national::envelope_table()};
    json.begin_object();
    json.key("envelope");
    json.begin_object();
    write_fields(json, national::envelope_table().fields);
    json.end_object();
    json.key("transactions");
    json.begin_array();
    for (const Form& form : national::forms()) {
        json.begin_object();
        write_form(json, form);
        json.end_object();
        add_tables(form, tables);
    }
    json.end_array();
    write_dictionaries(json, dictionaries_of(tables));
    json.end_object();
    return text;
}

std::string form_json(const Form& form) {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    write_form(json, form);
    write_dictionaries(json, dictionaries_of(tables_of(form)));
    json.end_object();
    return text;
}

std::string envelope_json() {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    write_fields(json, national::envelope_table().fields);
    write_dictionaries(json, dictionaries_of({&national::envelope_table()}));
    json.end_object();
    return text;
}

}  // namespace yidi::cli::internal
