#include <cstdint>
#include <string_view>
#include <utility>

#include "adapters/codec/internal/rule_json.h"
#include "adapters/codec/pack_json.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace internal {
namespace {

using policy::FilingKind;
using policy::FilingRules;
using policy::Rule;
using policy::Ruled;

void write_value(JsonWriter& json, std::string_view /*rule*/, bool value) {
    json.value(value);
}
void write_value(JsonWriter& json, std::string_view /*rule*/, const std::string& value) {
    json.value(value);
}
void write_value(JsonWriter& json, std::string_view /*rule*/, std::int32_t value) {
    json.value(std::int64_t{value});
}
void write_value(JsonWriter& json, std::string_view /*rule*/,
                 const std::vector<policy::AnyOf>& value) {
    json.begin_array();
    for (const policy::AnyOf& group : value) {
        json.begin_array();
        for (const std::string& paper : group) {
            json.value(paper);
        }
        json.end_array();
    }
    json.end_array();
}
/// Both 0 as null: no lock, no end.
void write_value(JsonWriter& json, std::string_view /*rule*/, policy::Span value) {
    if (value.is_endless()) {
        json.null();
        return;
    }
    json.begin_object();
    json.member("months", std::int64_t{value.months});
    json.member("days", std::int64_t{value.days});
    json.end_object();
}
void write_value(JsonWriter& json, std::string_view rule, std::uint8_t value) {
    const bool is_business = rule == "businesses";
    const std::size_t count = is_business ? policy::kBusinessCount : policy::kLockExceptionCount;
    json.begin_array();
    for (std::size_t i = 0; i < count; ++i) {
        if ((value >> i & 1U) == 0) continue;
        json.value(is_business ? policy::name(static_cast<policy::Business>(i))
                               : policy::name(static_cast<policy::LockException>(i)));
    }
    json.end_array();
}
void write_value(JsonWriter& json, std::string_view /*rule*/,
                 const std::vector<std::string>& value) {
    json.begin_array();
    for (const std::string& one : value) {
        json.value(one);
    }
    json.end_array();
}
void write_value(JsonWriter& json, std::string_view /*rule*/,
                 const std::vector<std::uint32_t>& value) {
    json.begin_array();
    for (const std::uint32_t code : value) {
        json.value(std::to_string(code));
    }
    json.end_array();
}
template <class Enum>
void write_value(JsonWriter& json, std::string_view /*rule*/, Enum value) {
    json.value(policy::name(value));
}

template <class T>
void write_rule(JsonWriter& json, std::string_view name, const Rule<T>& rule,
                const std::optional<Date>& at) {
    bool any = false;
    for (const Ruled<T>& one : rule.values) {
        if (!in_force(one.source, at)) continue;
        if (!std::exchange(any, true)) {
            json.key(name);
            json.begin_array();
        }
        json.begin_object();
        json.key("value");
        write_value(json, name, one.value);
        write_source(json, one.source);
        if (!one.note.empty()) json.member("note", one.note);
        json.end_object();
    }
    if (any) json.end_array();
}

}  // namespace

void write_filing_rules(JsonWriter& json, const FilingRules& rules, const std::optional<Date>& at) {
    json.begin_object();
    json.member("id", std::to_string(rules.region));
    json.member("name", rules.name);
    json.member("version", std::int64_t{rules.version});
    json.member("known_since", rules.known_since);
    json.member("sha256", rules.sha256);
    json.member("file", rules.file);
    write_documents(json, rules.documents);
    write_notes(json, rules.notes);
    json.key("kinds");
    json.begin_object();
    for (std::size_t i = 0; i < rules.kinds.size(); ++i) {
        json.key(policy::name(static_cast<FilingKind>(i)));
        json.begin_object();
        policy::for_each_rule([&](std::string_view name, auto member) {
            write_rule(json, name, rules.kinds[i].*member, at);
        });
        json.end_object();
    }
    json.end_object();
    write_rule(json, "none_in_province", rules.none_in_province, at);
    write_rule(json, "whole_places", rules.whole_places, at);
    json.end_object();
}

}  // namespace internal

void append_filing_rules(const policy::FilingRules& rules, const std::optional<Date>& at,
                         std::string& out) {
    JsonWriter json{out};
    internal::write_filing_rules(json, rules, at);
}

}  // namespace yidi::codec
