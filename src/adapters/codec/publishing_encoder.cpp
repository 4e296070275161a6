#include "adapters/codec/publishing_encoder.h"

#include <optional>

#include "adapters/codec/internal/rfc3339.h"
#include "domain/explain/rule_words.h"

namespace yidi::codec {
namespace {

using internal::rfc3339;

void write_day(JsonWriter& json, std::string_view name, const std::optional<Date>& day) {
    json.key(name);
    day ? json.value(*day) : json.null();
}

void write_login(JsonWriter& json, std::string_view name, const Logins& logins,
                 const std::string& id) {
    const auto found = logins.find(id);
    json.key(name);
    found == logins.end() ? json.null() : json.value(found->second);
}

void write_amounts(JsonWriter& json, std::string_view name, const publishing::Amounts& amounts) {
    json.key(name);
    json.begin_object();
    json.member("status", adjudication::name(amounts.status));
    json.member("fund_pay_sumamt", amounts.fund);
    json.member("psn_part_amt", amounts.person);
    json.end_object();
}

}  // namespace

void write_change(JsonWriter& json, const publication::Change& change,
                  const policy::Regions& regions, const Logins& logins) {
    json.member("change_id", std::to_string(change.id));
    json.member("area", std::to_string(change.area));
    json.member("area_name", change.area == policy::kNationalFrame ? std::string_view{"全国"}
                                                                   : regions.name(change.area));
    json.member("state", publication::name(change.state));
    json.member("is_return", change.is_return);
    json.member("sha256", change.sha256);
    write_day(json, "from", change.from);
    json.member("begun", rfc3339(change.begun));
    json.member("at", rfc3339(change.at));
    json.member("by", change.by);
    write_login(json, "login", logins, change.by);
    json.member("reason", change.reason);
    json.key("authors");
    json.begin_array();
    for (const std::string& one : change.authors) json.value(one);
    json.end_array();
}

void write_events(JsonWriter& json, const std::vector<publication::Event>& events,
                  const Logins& logins) {
    json.key("events");
    json.begin_array();
    for (const publication::Event& event : events) {
        json.begin_object();
        json.member("event", publication::name(event.kind));
        json.member("at", rfc3339(event.at));
        json.member("by", event.by);
        write_login(json, "login", logins, event.by);
        json.member("sha256", event.sha256);
        write_day(json, "from", event.from);
        json.member("reason", event.reason);
        json.end_object();
    }
    json.end_array();
}

void write_findings(JsonWriter& json, const std::vector<policy::Finding>& findings,
                    explain::Language language) {
    json.key("findings");
    json.begin_array();
    for (const policy::Finding& found : findings) {
        const policy::Finding one = explain::finding_in(language, found);
        json.begin_object();
        json.member("kind", explain::name(explain::kind_of(found)));
        json.member("line", std::int64_t{one.line});
        json.member("where", one.where);
        json.member("rule", one.rule);
        json.member("remedy", one.remedy);
        json.end_object();
    }
    json.end_array();
}

void write_effect(JsonWriter& json, const publishing::Effect& effect) {
    json.begin_object();
    json.member("cases", effect.cases);
    json.member("settlements", effect.settlements);
    json.member("unreadable", effect.unreadable);
    json.member("fund_difference", effect.fund);
    json.member("person_difference", effect.person);
    json.key("by");
    json.begin_array();
    for (std::size_t i = 0; i < publishing::kDifferenceCount; ++i) {
        const auto difference = static_cast<publishing::Difference>(i);
        const publishing::Tally& tally = effect.of(difference);
        json.begin_object();
        json.member("difference", publishing::name(difference));
        json.member("cases", tally.cases);
        json.member("fund_difference", tally.fund);
        json.member("person_difference", tally.person);
        if (tally.example && difference != publishing::Difference::same) {
            json.key("example");
            json.begin_object();
            json.member("name", tally.example->name);
            write_amounts(json, "before", tally.example->before);
            write_amounts(json, "after", tally.example->after);
            json.end_object();
        }
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void write_timeline(JsonWriter& json, const std::vector<publishing::InForce>& timeline) {
    json.key("timeline");
    json.begin_array();
    for (const publishing::InForce& one : timeline) {
        json.begin_object();
        write_day(json, "from", one.from);
        write_day(json, "to", one.to ? std::optional{one.to->previous_day()} : std::nullopt);
        json.key("change_id");
        one.change == 0 ? json.null() : json.value(std::to_string(one.change));
        json.member("is_return", one.is_return);
        json.member("version", std::int64_t{one.version});
        json.member("sha256", one.sha256);
        json.end_object();
    }
    json.end_array();
}

}  // namespace yidi::codec
