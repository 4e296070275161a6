#include "adapters/codec/lookup_encoder.h"

#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

using registry::Institution;

void write_date(JsonWriter& json, std::string_view name, const std::optional<Date>& day) {
    json.key(name);
    day ? json.value(*day) : json.null();
}

void write_evidence(JsonWriter& json, std::string_view source, policy::Grade grade) {
    json.member("source", source);
    json.member("grade", policy::name(grade));
}

void write_advice(JsonWriter& json, const app::Advice& advice) {
    json.member("say", advice.say);
    json.member("next", advice.next);
}

/// Members of an object that is open.
void write_institution(JsonWriter& json, const Institution& one) {
    json.member("fixmedins_code", one.fixmedins_code);
    json.member("fixmedins_name", one.fixmedins_name);
    json.member("admdvs", std::to_string(one.admdvs));
    json.member("fixmedins_type", one.fixmedins_type);
    json.member("hosp_lv", one.hosp_lv);
    json.key("remote_open");
    json.begin_array();
    for (const std::string_view name : business_names(one.remote_open)) {
        json.value(name);
    }
    json.end_array();
    json.key("remote_diseases");
    json.begin_array();
    for (const std::string& disease : one.remote_diseases) {
        json.value(disease);
    }
    json.end_array();
}

}  // namespace

std::vector<std::string_view> business_names(std::uint8_t mask) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
        if ((mask >> i & 1U) != 0) {
            names.push_back(policy::name(static_cast<policy::Business>(i)));
        }
    }
    return names;
}

void append_institutions(const app::InstitutionsFound& answer, std::string& out) {
    JsonWriter json{out};
    json.begin_object();
    json.key("institutions");
    json.begin_array();
    for (const Institution& one : answer.found) {
        json.begin_object();
        write_institution(json, one);
        json.end_object();
    }
    json.end_array();
    json.member("after", answer.after);
    json.end_object();
}

void append_openings(const Institution& institution, const std::vector<ToldOpening>& openings,
                     std::string& out) {
    JsonWriter json{out};
    json.begin_object();
    write_institution(json, institution);
    json.key("openings");
    json.begin_array();
    for (const ToldOpening& one : openings) {
        json.begin_object();
        json.member("business", policy::name(one.business));
        json.member("state", registry::name(one.state));
        write_advice(json, one.advice);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void append_route(const app::RouteAnswer& answer, const app::Advice& advice, std::string& out) {
    const registry::RouteFinding& finding = answer.finding;
    JsonWriter json{out};
    json.begin_object();
    json.member("state", registry::name(finding.state));
    json.member("insured_area", std::to_string(answer.insured_area));
    json.member("care_area", std::to_string(answer.care_area));
    write_date(json, "since", finding.since);
    write_advice(json, advice);
    if (finding.by) {
        write_evidence(json, finding.by->source, finding.by->grade);
    }
    json.end_object();
}

void append_drugs(const app::DrugAnswer& answer, const app::Advice& advice, std::string& out) {
    JsonWriter json{out};
    json.begin_object();
    json.member("state", app::name(answer.state));
    json.key("drugs");
    json.begin_array();
    for (const registry::DualDrug& one : answer.drugs) {
        json.begin_object();
        json.member("admdvs", std::to_string(one.admdvs));
        json.member("med_list_codg", one.med_list_codg);
        json.member("name", one.name);
        json.member("begndate", one.begndate);
        write_date(json, "enddate", one.enddate);
        write_evidence(json, one.source, one.grade);
        json.end_object();
    }
    json.end_array();
    write_advice(json, advice);
    json.end_object();
}

}  // namespace yidi::codec
