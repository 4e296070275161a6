#include "adapters/codec/internal/rule_json.h"

namespace yidi::codec::internal {

void write_source(JsonWriter& json, const policy::Source& source) {
    json.key("source");
    json.begin_object();
    json.member("document", source.document);
    json.member("article", source.article);
    json.member("from", source.from);
    json.key("to");
    source.to ? json.value(source.to->previous_day()) : json.null();
    json.member("grade", policy::name(source.grade));
    json.member("assumed_from", source.assumed_from);
    json.end_object();
}

void write_documents(JsonWriter& json, const std::map<std::string, policy::Document>& documents) {
    json.key("documents");
    json.begin_object();
    for (const auto& [id, document] : documents) {
        json.key_escaped(id);
        json.begin_object();
        json.member("number", document.number);
        json.member("title", document.title);
        json.member("seen", policy::name(document.seen));
        json.member("note", document.note);
        json.end_object();
    }
    json.end_object();
}

void write_notes(JsonWriter& json, const std::vector<std::string>& notes) {
    json.key("notes");
    json.begin_array();
    for (const std::string& note : notes) {
        json.value(note);
    }
    json.end_array();
}

}  // namespace yidi::codec::internal
