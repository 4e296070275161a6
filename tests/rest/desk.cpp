#include "tests/rest/desk.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "adapters/codec/calendar.h"
#include "adapters/codec/claim_rules.h"
#include "adapters/codec/clearing_rules.h"
#include "adapters/codec/pack_decoder.h"
#include "adapters/render/paper_templates.h"
#include "api/national/personal.h"
#include "app/access/accounts.h"
#include "app/clearing/context.h"
#include "domain/explain/error_words.h"

namespace yidi::tests {
namespace {

constexpr std::string_view kBase = "/api/v1";

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        parts.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

bool is_of(const std::string& form, const std::string& path) {
    const std::vector<std::string> wanted = parts_of(form);
    const std::vector<std::string> parts = parts_of(path);
    if (wanted.size() != parts.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!wanted[i].starts_with('{') && wanted[i] != parts[i]) return false;
    }
    return true;
}

/// Members that no description has are faults too, unless it says that there may be any.
void close_objects(nlohmann::json& schema) {
    if (schema.is_object() && schema.contains("properties") &&
        !schema.contains("additionalProperties")) {
        schema["additionalProperties"] = false;
    }
    // The validator holds null against a format, which is for texts only.
    if (schema.is_object() && schema.contains("format") && schema["type"].is_array()) {
        nlohmann::json plain = schema;
        plain["type"] = schema["type"][0];
        schema = {{"anyOf", {plain, {{"type", "null"}}}}};
    }
    for (nlohmann::json& inner : schema) {
        if (inner.is_structured()) close_objects(inner);
    }
}

/// The schemas of the description, compiled when they are first asked for. The description is the
/// same for every test.
class Checker {
public:
    explicit Checker(const std::string& openapi) : openapi_(nlohmann::json::parse(openapi)) {
        close_objects(openapi_);
    }

    std::vector<std::string> faults(const std::string& verb, const std::string& path,
                                    const http::Response& response) {
        for (const auto& [form, operations] : openapi_["paths"].items()) {
            if (!is_of(form, path) || !operations.contains(verb)) continue;
            const nlohmann::json& responses = operations[verb]["responses"];
            const std::string status = std::to_string(response.status);
            if (!responses.contains(status)) return {"the status is not described"};
            const nlohmann::json& content = responses[status]["content"];
            const std::string media =
                response.content_type.substr(0, response.content_type.find(';'));
            if (!content.contains(media)) return {"the media type is not described"};
            if (!media.ends_with("json")) return {};
            const nlohmann::json value = nlohmann::json::parse(response.body, nullptr, false);
            if (value.is_discarded()) return {"it is no JSON"};
            std::string name = media;
            if (media == "application/json") {
                name = verb;
                name.append(" ").append(form).append(" ").append(status);
            }
            return misfits(name, content[media]["schema"], value);
        }
        const bool is_nowhere = response.status == 404 || response.status == 405;
        return is_nowhere ? std::vector<std::string>{}
                          : std::vector<std::string>{"the operation is not described"};
    }

private:
    const valijson::Schema& compiled(const std::string& name, nlohmann::json schema) {
        auto& kept = schemas_[name];
        if (kept) return *kept;
        kept = std::make_unique<valijson::Schema>();
        if (schema.dump().find("$ref") != std::string::npos) {
            schema["components"] = openapi_["components"];
        }
        valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(
            valijson::adapters::NlohmannJsonAdapter{schema}, *kept);
        return *kept;
    }

    std::vector<std::string> misfits(const std::string& name, const nlohmann::json& schema,
                                     const nlohmann::json& value) {
        valijson::Validator validator{valijson::Validator::kStrongTypes};
        valijson::ValidationResults results;
        valijson::ValidationResults::Error error;
        if (validator.validate(compiled(name, schema),
                               valijson::adapters::NlohmannJsonAdapter{value}, &results) ||
            !results.popError(error)) {
            return {};
        }
        // The first says what; those after it repeat it for what is around.
        std::string where;
        for (const std::string& part : error.context) where += part;
        return {where + ": " + error.description};
    }

    nlohmann::json openapi_;
    std::map<std::string, std::unique_ptr<valijson::Schema>> schemas_;
};

std::string text_of(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

policy::Pack WrittenPacks::keep(const std::string& text) {
    Result<policy::Pack> pack = read(text, "file.yaml");
    EXPECT_TRUE(pack) << (pack ? "" : to_string(pack.error()));
    texts_[pack->sha256] = text;
    return *std::move(pack);
}

Result<policy::Pack> WrittenPacks::read(std::string_view text, std::string_view name) const {
    return codec::decode_pack(text, name);
}

Result<std::optional<std::string>> WrittenPacks::text_of(const policy::Pack& pack) const {
    const auto found = texts_.find(pack.sha256);
    return found == texts_.end() ? std::optional<std::string>{} : std::optional{found->second};
}

std::string Reply::header(std::string_view name) const {
    const std::string* value = response.headers.find(name);
    return value == nullptr ? "" : *value;
}

std::string Reply::says(std::string_view member) const {
    const auto found = json.find(std::string{member});
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>()
                                                                         : "";
}

Desk::Desk() {
    options_.password_threads = 0;
    options_.file_threads = 0;
    // The tests are one caller who asks much.
    options_.nobody = {.burst = 100'000, .per_minute = 100'000};
    options_.known = options_.nobody;
    options_.case_schema = text_of("schemas/case.schema.json");
    static const auto kPapers = render::PaperTemplates::load("data/templates");
    options_.papers = &*kPapers;
    static const auto kClaimPapers = codec::load_claim_papers("data/rules/claim-papers.csv");
    static const auto kClaimLimits = codec::load_claim_limits("data/rules/claim-limits.csv");
    options_.claim_papers = &*kClaimPapers;
    options_.claim_limits = &*kClaimLimits;
    static const app::ClearingRules kClearing{
        .rules = *codec::load_clearing_rules("data/rules/clearing.csv"),
        .days = *codec::load_calendar("data/calendar/cn.csv"),
        .parties = {110'000, 120'000, 130'000, 440'000}};
    options_.clearing = &kClearing;
    options_.desk.transact = [this](ports::Session& session, const payer::Context& context,
                                    const rest::Transaction& asked) -> Result<rest::Transacted> {
        YIDI_TRY(national::CounterAnswer answer,
                 counter_.run(
                     session, context,
                     {.caller = asked.caller, .input = asked.input, .language = asked.language}));
        return rest::Transacted{.output = std::move(answer.output),
                                .warn_msg = std::move(answer.warn_msg),
                                .already_done = answer.is_repeat,
                                .pid = answer.pid};
    };
    options_.desk.is_personal = national::is_personal;
    options_.desk.name = [](std::string_view infno) {
        const national::Form* form = national::find_form(infno);
        return form == nullptr ? std::string_view{} : form->label;
    };
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
}

namespace {

/// What of a problem's words does not stand in both languages (domain/explain/error_words.h).
void check_words(const Reply& reply, explain::Language language) {
    if (reply.response.content_type != "application/problem+json") return;
    const auto is_chinese = [](const std::string& text) {
        return std::ranges::any_of(
            text, [](char one) { return static_cast<unsigned char>(one) >= 0x80; });
    };
    // A rule may name a field, or a form of writing, that is the same in both.
    for (const char* const member : {"detail", "remedy"}) {
        if (!reply.json.contains(member)) continue;
        const std::string said = reply.json[member];
        const bool is_zh = language == explain::Language::zh;
        EXPECT_EQ(is_chinese(said), is_zh) << member << ": " << said;
        const explain::Language other = is_zh ? explain::Language::en : explain::Language::zh;
        const Error told{.code = ErrorCode::not_allowed, .detail = said};
        if (explain::translated(told, other).detail == said) {
            ADD_FAILURE() << "no wording in the other language for: " << said;
        }
    }
}

}  // namespace

http::Response Desk::raw(http::Request request) {
    http::Response response{.status = 0};
    router_->handle(std::move(request), [&](http::Response told) { response = std::move(told); });
    return response;
}

Reply Desk::ask(const std::string& method, const std::string& path, const Json& body,
                const Sent& sent) {
    return send_text(method, path, body.is_null() ? "" : body.dump(), sent);
}

Reply Desk::send_text(const std::string& method, const std::string& path, std::string body,
                      const Sent& sent) {
    http::Headers headers = sent.headers;
    if (!sent.token.empty()) headers.add("Authorization", "Bearer " + sent.token);
    if (!sent.cookie.empty()) {
        headers.add("Cookie", "other=1; yidi_session=" + sent.cookie);
        headers.add("X-Yidi-Page", "1");
    }
    if (!body.empty()) headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", sent.key.empty() ? "key-" + std::to_string(++keys_) : sent.key);
    body.reserve(body.size() + http::Request::kBodyPadding);
    Reply reply;
    reply.response = raw({.method = method,
                          .target = std::string{kBase} + path,
                          .headers = std::move(headers),
                          .body = std::move(body),
                          .peer = sent.peer});
    reply.status = reply.response.status;
    reply.json = Json::parse(reply.response.body, nullptr, /*allow_exceptions=*/false);
    if (reply.json.is_discarded()) reply.json = nullptr;
    const std::string plain = path.substr(0, path.find('?'));
    for (const std::string& fault : faults_of_answer(method, plain, reply.response)) {
        ADD_FAILURE() << method << ' ' << path << " answers " << reply.status << ": " << fault
                      << '\n'
                      << reply.response.body;
    }
    const std::string* wanted = sent.headers.find("Accept-Language");
    check_words(reply, wanted != nullptr && wanted->starts_with("en") ? explain::Language::en
                                                                      : explain::Language::zh);
    return reply;
}

std::vector<std::string> Desk::faults_of_answer(const std::string& method, const std::string& path,
                                                const http::Response& response) {
    std::string verb = method == "HEAD" ? "get" : method;
    std::ranges::transform(verb, verb.begin(),
                           [](char one) { return one <= 'Z' ? static_cast<char>(one + 32) : one; });
    static Checker checker{raw({.method = "GET", .target = "/openapi.json"}).body};
    return checker.faults(verb, path, response);
}

const Json& Desk::openapi() {
    if (openapi_.is_null()) {
        openapi_ = Json::parse(raw({.method = "GET", .target = "/openapi.json"}).body);
    }
    return openapi_;
}

std::string Desk::token_of(const std::string& grants, std::optional<registry::Pid> pid) {
    std::string token = std::string{accounts::kSessionHead} + std::to_string(++accounts_);
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        accounts::Account account;
        account.login = "one" + std::to_string(accounts_);
        account.pid = pid;
        YIDI_TRY(account.grants, access::parse_grants(grants));
        YIDI_TRY(account, accounts::put_account(session, context(), account, "test"));
        YIDI_TRY_VOID(
            accounts::open_session(session, context(), {.account = account.id, .token = token}));
        return {};
    }));
    return token;
}

void Desk::have_account(const std::string& login, const std::string& grants,
                        std::optional<registry::Pid> pid) {
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        accounts::Account account;
        account.login = login;
        account.pid = pid;
        account.password = passwords_.hash(kGoodPassword);
        YIDI_TRY(account.grants, access::parse_grants(grants));
        YIDI_TRY(account, accounts::put_account(session, context(), account, "test"));
        return {};
    }));
}

std::vector<ports::Row> Desk::audit() {
    std::vector<ports::Row> all;
    EXPECT_TRUE(store_.read([&](ports::Session& session) {
        return session.scan(ports::spec(ports::Table::audit), {}, {}, [&](const ports::Row& row) {
            all.push_back(row);
            return true;
        });
    }));
    return all;
}

}  // namespace yidi::tests
