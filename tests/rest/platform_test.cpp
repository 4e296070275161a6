#include <algorithm>
#include <set>

#include "app/access/accounts.h"
#include "tests/rest/desk.h"

/// What every operation of the REST interface has in common.
namespace yidi::tests {
namespace {

class Platform : public Desk {
protected:
    Reply add_key(const std::string& token, const std::string& key,
                  const std::string& name = "a program") {
        return ask("POST", "/keys", {{"name", name}}, {.token = token, .key = key});
    }
    [[nodiscard]] bool is_noted(std::string_view what) {
        constexpr std::size_t kWhat = 5;
        const std::vector<ports::Row> notes = audit();
        return std::ranges::any_of(notes, [&](const ports::Row& row) {
            return std::get<std::string>(row[kWhat]) == what;
        });
    }
};

TEST_F(Platform, AWriteUnderTheSameKeyIsDoneOnceAndAnsweredAlike) {
    const std::string admin = token_of("administrator@*");
    const Reply first = add_key(admin, "one");
    ASSERT_EQ(first.status, 201) << first.response.body;
    const std::size_t keys = rows(ports::Table::api_key);
    const Reply again = add_key(admin, "one");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.response.body, first.response.body);
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(rows(ports::Table::api_key), keys);
    EXPECT_NE(add_key(admin, "two").response.body, first.response.body);
}

TEST_F(Platform, AKeyIsForOneRequestOfOneCaller) {
    const std::string admin = token_of("administrator@*");
    EXPECT_EQ(add_key(admin, "one").status, 201);
    const Reply other = add_key(admin, "one", "another program");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.says("code"), "key_reused");
    EXPECT_EQ(add_key(token_of("administrator@*"), "one").status, 201) << "somebody else's";
}

TEST_F(Platform, ARefusedWriteLeavesItsKeyFree) {
    const std::string admin = token_of("administrator@*");
    const auto add = [&](const std::string& place) {
        return ask("POST", "/keys", {{"name", "x"}, {"roles", {"window@" + place}}},
                   {.token = admin, .key = "one"});
    };
    EXPECT_EQ(add("!").status, 400);
    EXPECT_EQ(add("1301").status, 201);
}

TEST_F(Platform, AWriteNeedsAKeyOfVisibleCharacters) {
    const std::string admin = token_of("administrator@*");
    const http::Headers headers{{"Authorization", "Bearer " + admin},
                                {"Content-Type", "application/json"}};
    const http::Response bare = raw({.method = "POST",
                                     .target = "/api/v1/keys",
                                     .headers = headers,
                                     .body = R"({"name":"x"})"});
    EXPECT_EQ(bare.status, 400);
    EXPECT_EQ(Json::parse(bare.body)["pointer"], "Idempotency-Key");
    EXPECT_EQ(add_key(admin, std::string(101, 'k')).status, 400);
    EXPECT_EQ(add_key(admin, "a b").status, 400);
    EXPECT_EQ(add_key(admin, std::string(100, 'k')).status, 201);
}

TEST_F(Platform, WhoAsksTooMuchWaitsAndOthersDoNot) {
    options_.nobody = {.burst = 3, .per_minute = 60};
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    const auto look = [&](const std::string& peer) {
        return ask("GET", "/policies", nullptr, {.peer = peer});
    };
    for (int i = 0; i < 3; ++i) EXPECT_EQ(look("192.0.2.1").status, 200);
    const Reply late = look("192.0.2.1");
    EXPECT_EQ(late.status, 429);
    EXPECT_EQ(late.says("code"), "too_many");
    EXPECT_EQ(late.header("Retry-After"), "2");
    EXPECT_EQ(look("192.0.2.2").status, 200);
    // One network of IPv6 is one caller.
    for (int i = 0; i < 3; ++i) EXPECT_EQ(look("2001:db8:0:1::" + std::to_string(i)).status, 200);
    EXPECT_EQ(look("2001:db8:0:1::9").status, 429);
    EXPECT_EQ(look("2001:db8:0:2::9").status, 200);
    const std::string token = token_of("window@1301");
    EXPECT_EQ(ask("GET", "/policies", nullptr, {.token = token, .peer = "192.0.2.1"}).status, 200);
    now_ = now_.plus_ms(1'000);
    EXPECT_EQ(look("192.0.2.1").status, 200) << "one more each second";
    EXPECT_EQ(look("192.0.2.1").status, 429);
}

TEST_F(Platform, AKeyLetsAProgramInUntilItIsLocked) {
    const std::string admin = token_of("administrator@*");
    const Reply made =
        ask("POST", "/keys", {{"name", "x"}, {"roles", {"auditor@13"}}}, {.token = admin});
    const auto token = made.json["token"].get<std::string>();
    const Reply me = ask("GET", "/sessions", nullptr, {.token = token});
    EXPECT_EQ(me.json["roles"], Json::array({"auditor@13"}));
    EXPECT_TRUE(me.json["login"].is_null());
    const auto id = made.json["key"]["key_id"].get<std::string>();
    EXPECT_EQ(ask("DELETE", "/keys/" + id + "x", nullptr, {.token = admin}).status, 404);
    EXPECT_EQ(ask("DELETE", "/keys/" + id, nullptr, {.token = admin}).json["state"], "locked");
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).status, 401);
}

TEST_F(Platform, AKeyEndsAtItsTime) {
    const std::string admin = token_of("administrator@*");
    const auto token = ask("POST", "/keys", {{"name", "x"}, {"until", "2025-03-13T13:00:00+08:00"}},
                           {.token = admin})
                           .json["token"]
                           .get<std::string>();
    EXPECT_EQ(ask("GET", "/policies", nullptr, {.token = token}).status, 200);
    now_ = at("2025-03-13 13:00:01");
    EXPECT_EQ(ask("GET", "/policies", nullptr, {.token = token}).status, 401)
        << "even where no token is asked for: it is told that it is over";
}

TEST_F(Platform, NobodyGivesMoreThanTheyReach) {
    const std::string admin = token_of("administrator@13");
    int accounts = 0;
    const auto add = [&](const std::string& role) {
        return ask("POST", "/accounts",
                   {{"login", "x" + std::to_string(++accounts)}, {"roles", {role}}},
                   {.token = admin})
            .status;
    };
    EXPECT_EQ(add("window@1301"), 201);
    EXPECT_EQ(add("window@H13010200001"), 201);
    EXPECT_EQ(add("window@H12010100001"), 403) << "an institution elsewhere";
    EXPECT_EQ(add("window@12"), 403);
    EXPECT_EQ(add("auditor@*"), 403);
    const Json seen = ask("GET", "/accounts", nullptr, {.token = admin}).json["accounts"];
    EXPECT_EQ(seen.size(), 3U) << "their own, and the two";
    const Json keys = ask("GET", "/keys", nullptr, {.token = admin}).json["keys"];
    EXPECT_EQ(keys.size(), 0U);
}

TEST_F(Platform, APersonsAccountIsForTheAdministratorOfTheirRegion) {
    insure(77, kNextDoorArea);
    const auto add = [&](const std::string& scope) {
        return ask("POST", "/accounts",
                   {{"login", "p" + scope}, {"roles", {"citizen"}}, {"psn_no", psn_no_}},
                   {.token = token_of("administrator@" + scope)});
    };
    EXPECT_EQ(add("1301").status, 403);
    const Reply made = add("1302");
    EXPECT_EQ(made.status, 201) << made.response.body;
    EXPECT_EQ(made.json["account"]["psn_no"], psn_no_);
}

TEST_F(Platform, BodiesAreReadStrictlyAndErrorsSayWhere) {
    const auto told = [&](const Json& body) {
        const Reply reply = ask("POST", "/sessions", body);
        EXPECT_EQ(reply.status, 400) << reply.response.body;
        return reply.says("code") + " " + reply.says("pointer");
    };
    EXPECT_EQ(told({{"login", "x"}}), "missing_key /password");
    EXPECT_EQ(told({{"login", "x"}, {"password", 1}}), "bad_value /password");
    EXPECT_EQ(told({{"login", "x"}, {"password", "y"}, {"cookie", "yes"}}), "bad_value /cookie");
    EXPECT_EQ(told({{"login", "x"}, {"password", "y"}, {"other", 1}}), "unknown_key /other");
    EXPECT_EQ(told({{"login", std::string(65, 'x')}, {"password", "y"}}), "limit_exceeded /login");
    EXPECT_EQ(told({{"login", "x"}, {"password", std::string{"a\0b", 3}}}), "bad_value /password");
    EXPECT_EQ(told(Json::array()), "bad_value ");
    EXPECT_EQ(send_text("POST", "/sessions", "{").says("code"), "malformed_json");
    EXPECT_EQ(send_text("POST", "/sessions", R"({"login":"x","login":"y"})").says("code"),
              "duplicate_key");
}

TEST_F(Platform, ABodyIsJsonAndSaysSo) {
    // A form of another site could send this without being asked.
    const http::Response form = raw({.method = "POST",
                                     .target = "/api/v1/estimate",
                                     .headers = {{"Content-Type", "text/plain"}},
                                     .body = "{}"});
    EXPECT_EQ(form.status, 415);
}

TEST_F(Platform, QueriesAreReadStrictlyToo) {
    EXPECT_EQ(ask("GET", "/policies?x=1").says("code"), "unknown_key");
    EXPECT_EQ(ask("GET", "/policies/130100?at=2025-02-30").says("pointer"), "at");
    EXPECT_EQ(ask("GET", "/policies/130100?at=2025-03-01&at=2025-03-01").status, 400);
    EXPECT_EQ(ask("GET", "/policies/999999").status, 404);
}

TEST_F(Platform, MethodsThatAPathDoesNotTakeAreToldWhichItDoes) {
    const Reply put = ask("PUT", "/sessions", Json::object());
    EXPECT_EQ(put.status, 405);
    EXPECT_EQ(put.header("Allow"), "POST, GET, HEAD, DELETE");
}

TEST_F(Platform, WhoHasToChangeTheirPasswordDoesThatFirst) {
    const std::string token = token_of("administrator@*");
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(auto all, accounts::all_accounts(session, vault_));
        all[0].must_change = true;
        YIDI_TRY_VOID(accounts::put_account(session, context(), all[0], "test"));
        return {};
    }));
    EXPECT_EQ(ask("GET", "/accounts", nullptr, {.token = token}).status, 403);
    EXPECT_EQ(ask("GET", "/sessions", nullptr, {.token = token}).json["must_change_password"],
              true);
}

TEST_F(Platform, ThePageOfTheDescriptionNamesEveryOperation) {
    const http::Response page = raw({.method = "GET", .target = "/docs"});
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.headers.find("Content-Security-Policy"), nullptr);
    for (const rest::Subject& subject : rest::subjects()) {
        for (const rest::Endpoint& one : subject.endpoints) {
            EXPECT_NE(page.body.find("id=\"" + std::string{one.id} + '"'), std::string::npos)
                << one.id;
        }
    }
}

TEST_F(Platform, TheDescriptionIsWholeAndSaysEachThingOnce) {
    std::set<std::string_view> ids;
    for (const rest::Subject& subject : rest::subjects()) {
        for (const rest::Endpoint& one : subject.endpoints) {
            SCOPED_TRACE(one.id);
            EXPECT_TRUE(ids.insert(one.id).second);
            EXPECT_NE(one.handle, nullptr);
            EXPECT_FALSE(one.summary.zh.empty());
            EXPECT_FALSE(one.summary.en.empty());
            EXPECT_NE(one.rule.roles, 0);
            EXPECT_FALSE(one.rule.about == access::About::person && one.accesses.empty())
                << "who looks at a person is noted";
            EXPECT_FALSE(one.answer.empty() && one.media == "application/json");
            EXPECT_FALSE(one.rule.is_open && one.needs_key()) << "a key is a caller's";
            EXPECT_FALSE(one.method == "GET" && one.effect == rest::Effect::writes);
            std::set<std::string_view> names;
            std::size_t in_path = 0;
            for (const rest::Field& field : one.parameters) {
                EXPECT_TRUE(names.insert(field.name).second) << field.name;
                if (one.is_in_path(field)) {
                    EXPECT_EQ(field.name, one.parameters[in_path++].name) << "path first";
                }
            }
            EXPECT_EQ(in_path,
                      static_cast<std::size_t>(std::ranges::count(std::string{one.path}, '{')));
        }
    }
}

TEST_F(Platform, AccountsComeInPagesAndWhoReadsThemIsNoted) {
    const std::string admin = token_of("administrator@*");
    for (int i = 0; i < 5; ++i) static_cast<void>(token_of("window@1301"));
    std::set<std::string> seen;
    std::string after;
    int pages = 0;
    do {
        const std::string query = "/accounts?limit=2" + (after.empty() ? "" : "&after=" + after);
        const Json page = ask("GET", query, nullptr, {.token = admin}).json;
        EXPECT_LE(page["accounts"].size(), 2U);
        for (const Json& one : page["accounts"]) {
            EXPECT_TRUE(seen.insert(one["account_id"]).second) << "each once";
        }
        after = page["after"].is_null() ? "" : page["after"].get<std::string>();
    } while (!after.empty() && ++pages < 10);
    EXPECT_EQ(seen.size(), 6U);
    EXPECT_TRUE(is_noted("accounts read"));
}

TEST_F(Platform, AnAccountIsForOneselfOrForWork) {
    insure(7);
    const Reply made = ask(
        "POST", "/accounts",
        {{"login", "both"}, {"roles", {"citizen", "agency_reviewer@1301"}}, {"psn_no", psn_no_}},
        {.token = token_of("administrator@*")});
    EXPECT_EQ(made.status, 400);
    EXPECT_NE(made.says("remedy").find("另开账号"), std::string::npos);
}

TEST_F(Platform, WhoAsksForWhatIsNotTheirsIsNoted) {
    insure(7);
    const std::string other = token_of("citizen", 7);
    insure(8);
    EXPECT_EQ(ask("GET", "/persons/" + psn_no_ + "/filings", nullptr, {.token = other}).status,
              403);
    EXPECT_TRUE(is_noted("refused: listFilings"));
    EXPECT_EQ(audit().back()[4], ports::Value{std::int64_t{8}}) << "and whom it was about";
    // A role that may not ask at all, and a number that is nobody's.
    const std::string admin = token_of("administrator@*");
    EXPECT_EQ(ask("GET", "/persons/" + psn_no_ + "/filings", nullptr, {.token = admin}).status,
              403);
    EXPECT_EQ(audit().back()[4], ports::Value{std::int64_t{8}});
    EXPECT_EQ(ask("GET", "/persons/13010000000000000999/filings", nullptr, {.token = other}).status,
              403);
    EXPECT_EQ(audit().back()[5], ports::Value{std::string{"refused: listFilings"}});
    EXPECT_EQ(audit().back()[4], ports::Value{});
    EXPECT_EQ(ask("GET", "/accounts", nullptr, {.token = other}).status, 403);
    EXPECT_TRUE(is_noted("refused: listAccounts"));
    const std::size_t before = audit().size();
    EXPECT_EQ(ask("GET", "/accounts", nullptr, {}).status, 401);
    EXPECT_EQ(audit().size(), before) << "of nobody there is nothing to note";
}

TEST_F(Platform, WhereSomebodyWasInsuredBeforeReadsButDecidesNothing) {
    insure(9, kNextDoorArea);
    const std::string before = token_of("agency_reviewer@" + std::to_string(kNextDoorArea));
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        payer::PersonRecord record;
        record.person.pid = 9;
        record.person.insuplc_admdvs = kHomeArea;
        record.person.personal.psn_name = "人9";
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = "C9";
        for (const std::uint32_t area : {kNextDoorArea, kHomeArea}) {
            registry::Insurance one;
            one.seq = area == kHomeArea ? 2 : 1;
            one.insuplc_admdvs = area;
            one.psn_type = "11";
            one.psn_insu_date = at(area == kHomeArea ? "2024-01-01" : "2020-01-01").date();
            if (area != kHomeArea) {
                one.psn_insu_stas = 4;
                one.paus_insu_date = at("2024-01-01").date();
            }
            record.insurances.push_back(one);
        }
        return payer::put_person(session, context(), record, "test");
    }));
    const std::string number = registry::psn_no_of(kHomeArea, 9);
    EXPECT_EQ(ask("GET", "/persons/" + number + "/filings", nullptr, {.token = before}).status,
              200);
    const Reply decided = ask("POST", "/persons/" + number + "/filings/1/decisions",
                              {{"decision", "reject"}, {"reason", "no"}}, {.token = before});
    EXPECT_EQ(decided.status, 403) << decided.response.body;
    const std::string counter = token_of("window@" + std::to_string(kNextDoorArea));
    const std::string me = "/persons/" + number;
    EXPECT_EQ(ask("GET", me + "/entitlement", nullptr, {.token = counter}).status, 200);
    EXPECT_EQ(ask("POST", me + "/filings/1/steps", {{"step", "cancel"}, {"reason", "no"}},
                  {.token = counter})
                  .status,
              403);
    EXPECT_EQ(ask("GET", me + "/filings/1/papers", nullptr, {.token = counter}).status, 403);
    EXPECT_EQ(
        ask("POST", me + "/transfers", {{"to_psn_no", number}, {"amount", 1}}, {.token = counter})
            .status,
        403);
}

TEST_F(Platform, WhoKeepsPacksAndAccountsSeesNoPersons) {
    insure(7);
    for (const char* const grant : {"policy_officer@*", "administrator@*"}) {
        const std::string token = token_of(grant);
        for (const char* const of : {"filings", "entitlement", "wallet", "bonds"}) {
            EXPECT_EQ(
                ask("GET", "/persons/" + psn_no_ + "/" + of, nullptr, {.token = token}).status, 403)
                << grant << " " << of;
        }
    }
}

}  // namespace
}  // namespace yidi::tests
