#include "api/rest/internal/openapi.h"

#include <algorithm>
#include <map>
#include <set>

#include "api/rest/internal/identify.h"
#include "api/rest/internal/json_schema.h"
#include "api/rest/internal/reply.h"
#include "api/rest/internal/routes.h"

namespace yidi::rest::internal {
namespace {

using codec::JsonWriter;

constexpr std::string_view kAbout =
    "异地就医结算与备案的接口。字段、角色、错误都来自同一份描述；错误是 application/problem+json；"
    "写操作带 Idempotency-Key，同一键重发得到同一应答，应答即已落盘。";

void write_problem_schema(JsonWriter& json) {
    const auto text = [&json](std::string_view name, std::string_view about) {
        json.key(name);
        json.begin_object();
        json.member("type", "string");
        json.member("description", about);
        json.end_object();
    };
    json.key("Problem");
    json.begin_object();
    json.member("type", "object");
    json.member("description", "RFC 9457");
    json.key("properties");
    json.begin_object();
    text("type", "about:blank");
    text("title", "状态的名称");
    json.key("status");
    json.begin_object();
    json.member("type", "integer");
    json.end_object();
    text("detail", "发生了什么");
    text("code", "错误代码，供程序判断");
    text("pointer", "须改之处：请求体内的 JSON pointer，或参数、头的名称");
    text("rule", "此处应为");
    text("remedy", "怎么办");
    text("clause", "依据的条款");
    json.end_object();
    json.key("required");
    json.begin_array();
    for (const char* name : {"type", "title", "status"}) json.value(name);
    json.end_array();
    json.end_object();
}

void write_security_schemes(JsonWriter& json) {
    json.key("securitySchemes");
    json.begin_object();
    json.key("bearer");
    json.begin_object();
    json.member("type", "http");
    json.member("scheme", "bearer");
    json.member("description", "POST /sessions 给出的令牌，或第三方程序的密钥");
    json.end_object();
    json.key("cookie");
    json.begin_object();
    json.member("type", "apiKey");
    json.member("in", "cookie");
    json.member("name", kCookieName);
    json.member("description",
                "POST /sessions 以 \"cookie\": true 登录；写操作另带头 X-Yidi-Page: 1");
    json.end_object();
    json.end_object();
}

void write_parameter(JsonWriter& json, std::string_view name, std::string_view in, bool is_required,
                     std::string_view about) {
    json.member("name", name);
    json.member("in", in);
    json.member("required", is_required);
    json.member("description", about);
}

void write_parameters(JsonWriter& json, const Endpoint& endpoint) {
    json.key("parameters");
    json.begin_array();
    for (const Field& field : endpoint.parameters) {
        const bool in_path = endpoint.is_in_path(field);
        json.begin_object();
        write_parameter(json, field.name, in_path ? "path" : "query", in_path || field.is_required,
                        field.label);
        json.key("schema");
        write_schema(json, field, Direction::request);
        json.end_object();
    }
    if (endpoint.needs_key()) {
        json.begin_object();
        write_parameter(json, kKeyHeader, "header", true, "每个意图一个新的键；重发时不变");
        json.key("schema");
        json.begin_object();
        json.member("type", "string");
        json.member("minLength", std::int64_t{1});
        json.member("maxLength", std::int64_t{100});
        json.end_object();
        json.end_object();
    }
    json.end_array();
}

void write_content(JsonWriter& json, std::string_view media,
                   const std::function<void()>& write_inner) {
    json.key("content");
    json.begin_object();
    json.key_escaped(media);
    json.begin_object();
    json.key("schema");
    write_inner();
    json.end_object();
    json.end_object();
}

void write_body(JsonWriter& json, const Endpoint& endpoint) {
    if (!endpoint.has_body()) return;
    json.key("requestBody");
    json.begin_object();
    json.member("required", true);
    write_content(json, "application/json", [&] {
        endpoint.body_schema.empty() ? write_object(json, endpoint.body, Direction::request)
                                     : write_reference(json, endpoint.body_schema);
    });
    json.end_object();
}

void write_responses(JsonWriter& json, const Endpoint& endpoint) {
    json.key("responses");
    json.begin_object();
    json.key_escaped(std::to_string(endpoint.status));
    json.begin_object();
    json.member("description", endpoint.summary.zh);
    if (!endpoint.answer.empty()) {
        write_content(json, endpoint.media,
                      [&] { write_object(json, endpoint.answer, Direction::answer); });
    } else if (endpoint.media != "application/json") {
        write_content(json, endpoint.media, [&] {
            json.begin_object();
            json.member("type", "string");
            json.end_object();
        });
    }
    json.end_object();
    for (const int status : failures_of(endpoint)) {
        json.key_escaped(std::to_string(status));
        json.begin_object();
        json.member("description", title_of(status));
        write_content(json, "application/problem+json", [&] { write_reference(json, "Problem"); });
        json.end_object();
    }
    json.end_object();
}

void write_security(JsonWriter& json, const access::Rule& rule) {
    json.key("security");
    json.begin_array();
    for (const char* scheme : {"bearer", "cookie"}) {
        json.begin_object();
        json.key(scheme);
        json.begin_array();
        json.end_array();
        json.end_object();
    }
    if (rule.is_open) {
        json.begin_object();
        json.end_object();
    }
    json.end_array();
    json.key("x-roles");
    json.begin_array();
    for (const access::Role role : access::kRoles) {
        if ((rule.roles & access::bit(role)) != 0) json.value(access::name(role));
    }
    json.end_array();
    json.member("x-about", access::name(rule.about));
}

void write_operation(JsonWriter& json, const Subject& subject, const Endpoint& endpoint) {
    std::string method{endpoint.method};
    std::ranges::transform(method, method.begin(),
                           [](char one) { return static_cast<char>(one - 'A' + 'a'); });
    json.key(method);
    json.begin_object();
    json.member("operationId", endpoint.id);
    json.member("summary", endpoint.summary.zh);
    json.member("description",
                std::string{endpoint.summary.en} + "\n\n" + rule_in_words(endpoint.rule));
    json.key("tags");
    json.begin_array();
    json.value(subject.id);
    json.end_array();
    write_security(json, endpoint.rule);
    if (!endpoint.accesses.empty()) json.member("x-accesses", endpoint.accesses);
    write_parameters(json, endpoint);
    write_body(json, endpoint);
    write_responses(json, endpoint);
    json.end_object();
}

void write_paths(JsonWriter& json) {
    std::map<std::string_view, std::vector<std::pair<const Subject*, const Endpoint*>>> paths;
    for (const Subject& subject : subjects()) {
        for (const Endpoint& one : subject.endpoints) paths[one.path].emplace_back(&subject, &one);
    }
    json.key("paths");
    json.begin_object();
    for (const auto& [path, operations] : paths) {
        json.key_escaped(path);
        json.begin_object();
        for (const auto& [subject, endpoint] : operations) {
            write_operation(json, *subject, *endpoint);
        }
        json.end_object();
    }
    json.end_object();
}

/// The schema of a case refers to its own definitions, which lie deeper here.
std::string component_of(std::string schema) {
    constexpr std::string_view kOwn = "\"#/definitions/";
    constexpr std::string_view kHere = "\"#/components/schemas/Case/definitions/";
    for (std::size_t at = schema.find(kOwn); at != std::string::npos;
         at = schema.find(kOwn, at + kHere.size())) {
        schema.replace(at, kOwn.size(), kHere);
    }
    return schema;
}

}  // namespace

std::vector<int> failures_of(const Endpoint& endpoint) {
    // A query that no operation knows is refused everywhere, and a token that lets nobody in too.
    std::set<int> statuses{kBadRequest, kUnauthorized, kTooMany, kServerError, kUnavailable};
    if (endpoint.has_body()) statuses.insert(kUnsupportedMedia);
    // A page's write without its header is refused everywhere.
    if (!endpoint.rule.is_open || endpoint.method != "GET") statuses.insert(kForbidden);
    if (endpoint.needs_key()) statuses.insert(kRefused);
    for (const Trouble trouble : endpoint.troubles) statuses.insert(status_of(trouble));
    return {statuses.begin(), statuses.end()};
}

std::string rule_in_words(const access::Rule& rule) {
    std::string words = rule.is_open ? "anyone" : "";
    for (const access::Role role : access::kRoles) {
        if (rule.is_open || (rule.roles & access::bit(role)) == 0) continue;
        words += (words.empty() ? "" : ", ") + std::string{access::name(role)};
    }
    switch (rule.about) {
        case access::About::nothing: return words;
        case access::About::account: return words + "; their own account";
        case access::About::person: return words + "; persons within their scope";
        case access::About::place: return words + "; places within their scope";
    }
    return words;
}

std::string openapi(const RouterOptions& options) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.member("openapi", "3.1.0");
    json.key("info");
    json.begin_object();
    json.member("title", "异地 Yidi");
    json.member("version", "1");
    json.member("description", kAbout);
    json.end_object();
    json.key("servers");
    json.begin_array();
    json.begin_object();
    json.member("url", kBase);
    json.end_object();
    json.end_array();
    json.key("tags");
    json.begin_array();
    for (const Subject& subject : subjects()) {
        json.begin_object();
        json.member("name", subject.id);
        json.member("description",
                    std::string{subject.title.zh} + " " + std::string{subject.title.en});
        json.end_object();
    }
    json.end_array();
    write_paths(json);
    json.key("components");
    json.begin_object();
    json.key("schemas");
    json.begin_object();
    write_problem_schema(json);
    json.key("Answers");
    json.raw(R"({"type":"object","description":"GET /advice/questions; docs/using/advise.md"})");
    json.key("Case");
    json.raw(options.case_schema.empty() ? std::string{R"({"type":"object"})"}
                                         : component_of(options.case_schema));
    json.end_object();
    write_security_schemes(json);
    json.end_object();
    json.end_object();
    return out;
}

}  // namespace yidi::rest::internal
