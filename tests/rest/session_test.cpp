#include <chrono>
#include <future>

#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

class Sessions : public Desk {
protected:
    Sessions() { have_account("guide", "window@1301"); }

    Reply sign_in(std::string_view password, bool cookie = false,
                  const std::string& login = "guide") {
        return ask("POST", "/sessions",
                   {{"login", login}, {"password", password}, {"cookie", cookie}});
    }
};

TEST_F(Sessions, ATokenLetsInUntilItIsGivenBack) {
    const Reply begun = sign_in(kGoodPassword);
    ASSERT_EQ(begun.status, 201) << begun.response.body;
    const auto token = begun.json["token"].get<std::string>();
    EXPECT_EQ(begun.json["account"]["roles"], Json::array({"window@1301"}));
    // 24 hours from 12:00.
    EXPECT_EQ(begun.json["until"], "2025-03-14T12:00:00+08:00");
    const Reply me = ask("GET", "/sessions", nullptr, {.token = token});
    EXPECT_EQ(me.json["login"], "guide");
    EXPECT_EQ(ask("DELETE", "/sessions", nullptr, {.token = token}).status, 200);
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401);
}

TEST_F(Sessions, AndFilesDoNotWaitForEachOther) {
    const std::string officer = token_of("policy_officer@13");
    options_.password_threads = 1;
    options_.file_threads = 1;
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    std::promise<void> begun;
    std::promise<void> open;
    std::promise<int> signed_in;
    passwords_.meanwhile = [&] {
        begun.set_value();
        open.get_future().wait();
    };
    const auto post = [&](const std::string& path, const std::string& token, const Json& body,
                          std::promise<int>& status) {
        http::Headers headers{{"Content-Type", "application/json"}};
        if (!token.empty()) headers.add("Authorization", "Bearer " + token);
        std::string text = body.dump();
        text.reserve(text.size() + http::Request::kBodyPadding);
        router_->handle({.method = "POST",
                         .target = "/api/v1" + path,
                         .headers = std::move(headers),
                         .body = std::move(text)},
                        [&status](const http::Response& told) { status.set_value(told.status); });
    };
    post("/sessions", {}, {{"login", "guide"}, {"password", kGoodPassword}}, signed_in);
    begun.get_future().wait();
    // The one thread for passwords is busy; a file is read all the same.
    std::promise<int> read;
    post("/policy-files", officer, {{"filename", "a.csv"}, {"bytes", "YQ=="}}, read);
    std::future<int> file = read.get_future();
    EXPECT_EQ(file.wait_for(std::chrono::seconds{20}), std::future_status::ready);
    open.set_value();
    EXPECT_EQ(signed_in.get_future().get(), 201);
    EXPECT_EQ(file.get(), 200);
}

TEST_F(Sessions, EndByThemselves) {
    const auto token = sign_in(kGoodPassword).json["token"].get<std::string>();
    now_ = at("2025-03-14 12:00:00");
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 200);
    now_ = at("2025-03-14 12:00:01");
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401);
}

TEST_F(Sessions, ThatHaveEndedAreKeptNoLongerThanTheNextSignIn) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in(kGoodPassword).status, 201);
    EXPECT_EQ(rows(ports::Table::user_session), 3U);
    now_ = at("2025-03-14 12:00:01");
    EXPECT_EQ(sign_in(kGoodPassword).status, 201);
    EXPECT_EQ(rows(ports::Table::user_session), 1U);
}

TEST_F(Sessions, APagesTokenIsInACookieThatNoScriptAndNoOtherSiteReaches) {
    const Reply begun = sign_in(kGoodPassword, /*cookie=*/true);
    EXPECT_TRUE(begun.json["token"].is_null());
    const std::string cookie = begun.header("Set-Cookie");
    for (const char* part :
         {"yidi_session=ys_", "; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200"}) {
        EXPECT_NE(cookie.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(cookie.find("Secure"), std::string::npos) << "it could not be sent without TLS";
    const std::string token = cookie.substr(13, cookie.find(';') - 13);
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.cookie = token}).status, 200);
    // As a bearer it is nothing: then no header would be asked for.
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401);
    const Reply ended = ask("DELETE", "/sessions", nullptr, {.cookie = token});
    EXPECT_EQ(ended.status, 200);
    EXPECT_NE(ended.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.cookie = token}).status, 401);
}

TEST_F(Sessions, ACookieGoesOverTlsOnlyWhereThereIsTls) {
    options_.is_tls = true;
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    EXPECT_NE(sign_in(kGoodPassword, true).header("Set-Cookie").find("; Secure"),
              std::string::npos);
}

TEST_F(Sessions, AWriteWithACookieNeedsThePagesHeader) {
    const std::string cookie = sign_in(kGoodPassword, true).header("Set-Cookie");
    const http::Headers bare{{"Cookie", cookie.substr(0, cookie.find(';'))}};
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.headers = bare}).status, 200);
    const Reply refused = ask("DELETE", "/sessions", nullptr, {.headers = bare});
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.says("pointer"), "X-Yidi-Page");
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.headers = bare}).status, 200);
}

TEST_F(Sessions, AWrongPasswordAndAnUnknownLoginAreToldAlike) {
    const Reply wrong = sign_in("wrong");
    const Reply unknown = sign_in("wrong", false, "nobody");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.response.body, unknown.response.body);
    EXPECT_EQ(wrong.says("code"), "not_signed_in");
}

TEST_F(Sessions, AfterFiveWrongPasswordsEveryAttemptWaitsEverLonger) {
    for (const char* login : {"guide", "nobody"}) {
        for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("wrong", false, login).status, 401);
        const Reply paused = sign_in("wrong", false, login);
        EXPECT_EQ(paused.status, 429);
        EXPECT_EQ(paused.header("Retry-After"), "31");
    }
    EXPECT_EQ(sign_in(kGoodPassword).status, 429) << "the right one is not looked at either";
    now_ = now_.plus_ms(30'000);
    EXPECT_EQ(sign_in("wrong").status, 401);
    now_ = now_.plus_ms(59'000);
    EXPECT_EQ(sign_in(kGoodPassword).status, 429) << "a minute for the sixth";
    now_ = now_.plus_ms(1'000);
    EXPECT_EQ(sign_in(kGoodPassword).status, 201);
    EXPECT_EQ(sign_in("wrong").status, 401) << "counted from the beginning";
}

TEST_F(Sessions, ALockedAccountIsOutAtOnce) {
    const auto token = sign_in(kGoodPassword).json["token"].get<std::string>();
    const std::string admin = token_of("administrator@*");
    const Json all = ask("GET", "/accounts", nullptr, {.token = admin}).json["accounts"];
    ASSERT_EQ(all[0]["login"], "guide");
    const std::string path = "/accounts/" + all[0]["account_id"].get<std::string>() + "/state";
    const Reply locked = ask("PUT", path, {{"state", "locked"}}, {.token = admin});
    EXPECT_EQ(locked.json["state"], "locked");
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401);
    EXPECT_EQ(sign_in(kGoodPassword).status, 403);
    EXPECT_EQ(ask("PUT", path, {{"state", "active"}}, {.token = admin}).status, 200);
    EXPECT_EQ(sign_in(kGoodPassword).status, 201);
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401) << "the old one";
}

TEST_F(Sessions, NobodyLocksThemselvesOut) {
    const std::string admin = token_of("administrator@*");
    const Json all = ask("GET", "/accounts", nullptr, {.token = admin}).json["accounts"];
    const auto own = std::ranges::find_if(
        all, [](const Json& one) { return one["roles"][0] == "administrator@*"; });
    ASSERT_NE(own, all.end());
    const std::string path = "/accounts/" + (*own)["account_id"].get<std::string>() + "/state";
    const Reply refused = ask("PUT", path, {{"state", "locked"}}, {.token = admin});
    EXPECT_EQ(refused.status, 409) << refused.response.body;
    EXPECT_NE(refused.says("remedy"), "");
    EXPECT_EQ(ask("GET", "/accounts", nullptr, {.token = admin}).status, 200);
}

TEST_F(Sessions, AnAccountAtAnInstitutionThatThereIsNotIsRefused) {
    const std::string admin = token_of("administrator@*");
    const auto made = [&](const std::string& role) {
        return ask("POST", "/accounts", {{"login", "counter"}, {"roles", {role}}},
                   {.token = admin});
    };
    const Reply refused = made("window@zz");
    EXPECT_EQ(refused.status, 400) << refused.response.body;
    EXPECT_EQ(refused.says("pointer"), "/roles");
    EXPECT_EQ(made("window@1301").status, 201);
}

TEST_F(Sessions, ANewPasswordEndsEverySession) {
    const auto token = sign_in(kGoodPassword).json["token"].get<std::string>();
    const auto change = [&](std::string_view old, std::string_view fresh) {
        return ask("PUT", "/password", {{"old_password", old}, {"password", fresh}},
                   {.token = token});
    };
    EXPECT_EQ(change("wrong", "Another-Horse-8").status, 401);
    EXPECT_EQ(change(kGoodPassword, "short").says("pointer"), "/password");
    EXPECT_EQ(change(kGoodPassword, "Mr-guide-1234").status, 400) << "the login is in it";
    now_ = now_.plus_ms(1'000);
    EXPECT_EQ(change(kGoodPassword, "Another-Horse-8").status, 200);
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401);
    EXPECT_EQ(sign_in(kGoodPassword).status, 401);
    EXPECT_EQ(sign_in("Another-Horse-8").status, 201);
}

TEST_F(Sessions, APasswordThatIsChangedWhileItIsComparedLetsNobodyIn) {
    const auto token = sign_in(kGoodPassword).json["token"].get<std::string>();
    passwords_.meanwhile = [&] {
        now_ = at("2025-03-13 12:00:01");
        EXPECT_EQ(ask("PUT", "/password",
                      {{"old_password", kGoodPassword}, {"password", "Another-Horse-10"}},
                      {.token = token})
                      .status,
                  200);
    };
    now_ = at("2025-03-13 12:00:05");
    EXPECT_EQ(sign_in(kGoodPassword).status, 401) << "begun later, but with the old password";
    EXPECT_EQ(sign_in("Another-Horse-10").status, 201);
}

TEST_F(Sessions, ATokenForANewPasswordWorksOnceAndForADay) {
    const std::string admin = token_of("administrator@*");
    const Reply made = ask("POST", "/accounts", {{"login", "fresh"}, {"roles", {"window@1301"}}},
                           {.token = admin});
    ASSERT_EQ(made.status, 201) << made.response.body;
    const auto token = made.json["reset_token"].get<std::string>();
    const auto reset = [&](const std::string& with) {
        return ask("POST", "/password/reset",
                   {{"login", "fresh"}, {"reset_token", with}, {"password", kGoodPassword}});
    };
    EXPECT_EQ(sign_in("", false, "fresh").status, 400);
    EXPECT_EQ(reset("yr_other").status, 401);
    EXPECT_EQ(reset(token).status, 200);
    EXPECT_EQ(sign_in(kGoodPassword, false, "fresh").status, 201);
    EXPECT_EQ(reset(token).status, 401) << "once";
    const std::string path =
        "/accounts/" + made.json["account"]["account_id"].get<std::string>() + "/reset";
    const auto late =
        ask("POST", path, nullptr, {.token = admin}).json["reset_token"].get<std::string>();
    now_ = now_.plus_ms(86'400'001);
    EXPECT_EQ(reset(late).status, 401) << "for a day";
}

TEST_F(Sessions, NothingSecretIsKeptInTheOpen) {
    const auto token = sign_in(kGoodPassword).json["token"].get<std::string>();
    for (const ports::Table table : {ports::Table::account_user, ports::Table::user_session,
                                     ports::Table::login_failure, ports::Table::audit}) {
        EXPECT_TRUE(store_.read([&](ports::Session& session) {
            return session.scan(ports::spec(table), {}, {}, [&](const ports::Row& row) {
                for (const ports::Value& value : row) {
                    const auto* text = std::get_if<std::string>(&value);
                    if (text == nullptr) continue;
                    EXPECT_NE(*text, token);
                    EXPECT_NE(*text, kGoodPassword);
                }
                return true;
            });
        }));
    }
}

}  // namespace
}  // namespace yidi::tests
