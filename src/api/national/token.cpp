#include <string>

#include "adapters/codec/form_fields.h"
#include "adapters/codec/json_writer.h"
#include "adapters/crypto/access_token.h"
#include "adapters/crypto/bytes.h"
#include "api/national/endpoint.h"
#include "app/payer/upkeep.h"

/// POST …/oauth/token: an access token for the id and secret of an institution whose profile says
/// oauth2, in the form of RFC 6749.
namespace yidi::national {
namespace {

constexpr int kOk = 200;
constexpr int kUnauthorized = 401;
constexpr std::int64_t kTokenS = 7'200;

Result<crypto::TokenRequest> read_request(const http::Request& request) {
    YIDI_TRY(const codec::FormFields form, codec::read_form(request.body, "body"));
    crypto::TokenRequest token{
        .client = {.id = form.text("client_id"), .secret = form.text("client_secret")},
        .grant_type = form.text("grant_type"),
        .username = form.text("username"),
        .password = form.text("password")};
    if (const std::string* basic = request.headers.find("Authorization")) {
        YIDI_TRY(token.client, crypto::read_basic(*basic));
    }
    return token;
}

http::Response refusal(const Error& error) {
    std::string body;
    codec::JsonWriter writer{body};
    writer.begin_object();
    writer.member("error",
                  error.where == "grant_type" ? "unsupported_grant_type" : "invalid_client");
    writer.member("error_description", error.detail);
    writer.end_object();
    http::Response response;
    response.status = kUnauthorized;
    response.body = std::move(body);
    response.headers.add("WWW-Authenticate", "Basic");
    return response;
}

std::string token_body(const std::string& token) {
    std::string body;
    codec::JsonWriter writer{body};
    writer.begin_object();
    writer.member("access_token", token);
    writer.member("token_type", "bearer");
    writer.key("expires_in");
    writer.raw(std::to_string(kTokenS));
    writer.end_object();
    return body;
}

}  // namespace

bool Endpoint::is_token_request(const http::Request& request) {
    const std::string_view target = request.target;
    return target.substr(0, target.find('?')).ends_with("/oauth/token");
}

void Endpoint::give_token(const http::Request& request, const http::Answer& answer) const {
    const Result<crypto::TokenRequest> asked = read_request(request);
    if (!asked) return answer(refusal(asked.error()));
    std::vector<registry::Institution> clients;
    const publishing::Snapshot book = ports_.shelf.on(ports_.clock.now().date());
    Result<void> done = ports_.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(clients, payer::institutions_of_client(session, context(*book), asked->client.id));
        return {};
    });
    std::erase_if(clients, [](const registry::Institution& one) {
        return one.profile.gateway != registry::GatewayStyle::oauth2;
    });
    // Nobody's secret is asked for too, so that an id that is not there takes as long.
    if (clients.empty()) clients.emplace_back();
    const registry::Institution* known = nullptr;
    for (const registry::Institution& one : clients) {
        if (!done || known != nullptr) break;
        const Result<void> fits =
            crypto::check_token_request(*asked, {.id = one.paas_id, .secret = one.secret});
        if (fits) known = &one;
        if (!fits && &one == &clients.back()) done = fits;
    }
    if (!done) return answer(refusal(done.error()));
    // Two tokens of one moment differ by a number that is never given twice.
    const std::string chance =
        ports_.vault.look_up_hash("token " + std::to_string(ports_.ids.next()));
    const Instant now = ports_.clock.now().plus_ms(-options_.clock_ahead_ms);
    http::Response response;
    response.status = kOk;
    response.headers.add("Cache-Control", "no-store");
    response.body = token_body(crypto::issue_access_token(
        {.server_key = crypto::token_key(ports_.vault),
         .client_id = known->paas_id,
         .secret = known->secret},
        {.expires = now.plus_ms(kTokenS * 1'000),
         .chance = std::string_view{chance}.substr(0, crypto::kTokenChanceBytes)}));
    answer(std::move(response));
}

}  // namespace yidi::national
