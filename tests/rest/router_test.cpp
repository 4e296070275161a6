#include "api/rest/router.h"

#include <vector>

#include "adapters/crypto/gateway_signature.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

constexpr std::string_view kSeconds = "1741838400";  // 2025-03-13 12:00:00 in China.

/// Fails as a disk does that is broken.
class BrokenStore final : public ports::Store {
public:
    void submit(ports::Work /*work*/, ports::Done done) override { done(fail(broken())); }
    Result<void> read(const ports::Work& /*work*/) override { return fail(broken()); }
    void close() override {}

private:
    static Error broken() {
        return {.code = ErrorCode::internal, .where = "institution", .detail = "a name"};
    }
};

class Rest : public Desk {
protected:
    Rest() {
        options_.ready = [this] { return ready_; };
        router_ = std::make_unique<rest::Router>(
            router_ports(),
            [&](const http::Request& request, const http::Answer& answer) {
                national_.push_back(request.target);
                answer({.body = "national"});
            },
            options_);
    }

    http::Response ask(std::string method, std::string target, http::Headers headers = {}) {
        return raw({.method = std::move(method),
                    .target = std::move(target),
                    .headers = std::move(headers)});
    }
    http::Response get(std::string target, http::Headers headers = {}) {
        return ask("GET", std::move(target), std::move(headers));
    }
    static std::string header(const http::Response& response, std::string_view name) {
        const std::string* value = response.headers.find(name);
        return value == nullptr ? "" : *value;
    }
    static bool says(const http::Response& response, std::string_view text) {
        return response.body.find(text) != std::string::npos;
    }

    /// An outpatient visit over the national interface, settled.
    void settle() {
        begin_visit();
        setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    }
    [[nodiscard]] std::string statement_of(const std::string& setl_id) const {
        return "/api/v1/settlements/" + setl_id + "/statement?psn_no=" + psn_no_ +
               "&fixmedins_code=" + hospital_;
    }
    void have_signing_hospital() {
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(auto one, payer::institution(session, hospital_));
            one->profile.gateway = registry::GatewayStyle::tif;
            one->paas_id = "app";
            one->secret = "secret";
            return payer::put_institution(session, context(), *one, "test");
        }));
    }
    static http::Headers signed_by(std::string_view secret) {
        return {{"x-tif-paasid", "app"},
                {"x-tif-timestamp", std::string{kSeconds}},
                {"x-tif-nonce", "N"},
                {"x-tif-signature", crypto::gateway_signature(
                                        {.timestamp = kSeconds, .nonce = "N", .secret = secret})}};
    }
    std::vector<std::string> national_;
    Result<void> ready_;
};

TEST_F(Rest, OverTlsEveryAnswerKeepsBrowsersThere) {
    const auto answers = [&] {
        return std::vector{get("/healthz"), get("/api/v1/sessions"), ask("POST", "/x")};
    };
    for (const http::Response& plain : answers()) {
        EXPECT_EQ(header(plain, "Strict-Transport-Security"), "");
    }
    options_.is_tls = true;
    router_ = std::make_unique<rest::Router>(
        router_ports(),
        [](const http::Request& /*request*/, const http::Answer& answer) {
            answer({.body = "national"});
        },
        options_);
    for (const http::Response& sealed : answers()) {
        EXPECT_EQ(header(sealed, "Strict-Transport-Security"), "max-age=31536000");
    }
}

TEST_F(Rest, AFailureOfOursIsTold) {
    BrokenStore broken;
    std::vector<std::string> told;
    options_.on_failure = [&told](const rest::Failure& failure) {
        told.push_back(std::string{failure.operation} + " " + failure.error.where);
    };
    const rest::RouterPorts ports{.shelf = shelf_,
                                  .packs = packs_,
                                  .store = broken,
                                  .vault = vault_,
                                  .ids = ids_,
                                  .texts = texts_,
                                  .clock = desk_clock_,
                                  .metrics = metrics_,
                                  .passwords = passwords_};
    router_ = std::make_unique<rest::Router>(ports, rest::Router::National{}, options_);
    const http::Response response = get("/api/v1/institutions?name=x");
    EXPECT_EQ(response.status, 500);
    EXPECT_FALSE(says(response, "a name"));
    EXPECT_EQ(told, std::vector<std::string>{"findInstitutions institution"});
    EXPECT_EQ(get("/api/v1/institutions?nmae=x").status, 400);
    EXPECT_EQ(told.size(), 1U) << "that was the caller's";
}

TEST_F(Rest, WhatIsNotKnownIsNamed) {
    EXPECT_TRUE(says(get("/api/v1/institutions?nmae=x"), R"("pointer":"nmae")"));
    const http::Response wrong = ask("PATCH", "/api/v1/institutions");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_TRUE(says(wrong, R"("code":"method_not_allowed")"));
    EXPECT_TRUE(says(wrong, "remedy"));
}

TEST_F(Rest, PostsOutsideApiGoToTheNationalInterfaceWhateverTheirPath) {
    for (const char* path : {"/", "/2207", "/fsi/api/rsfComIfsService/callService", "/healthz"}) {
        EXPECT_EQ(ask("POST", path).body, "national");
    }
    EXPECT_EQ(national_.size(), 4U);
    EXPECT_EQ(ask("POST", "/api/v1/anything").status, 404);
    EXPECT_EQ(get("/2207").status, 404);
    EXPECT_EQ(national_.size(), 4U);
}

TEST_F(Rest, TheAddressSaysWhatItIs) {
    const http::Response page = get("/");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    for (const char* text :
         {"异地", "infno", "/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"}) {
        EXPECT_TRUE(says(page, text)) << text;
    }
    EXPECT_NE(header(page, "Content-Security-Policy").find("default-src 'none'"),
              std::string::npos);
    EXPECT_EQ(ask("HEAD", "/").status, 200);
}

TEST_F(Rest, HealthIsToldWithoutTheStore) {
    store_.close();
    EXPECT_EQ(get("/healthz").status, 200);
    EXPECT_EQ(get("/healthz").body, R"({"status":"ok"})");
    EXPECT_EQ(ask("HEAD", "/healthz").status, 200);
}

TEST_F(Rest, ReadinessFollowsTheStoreAndWhatElseIsAskedFor) {
    EXPECT_EQ(get("/readyz").status, 200);
    ready_ = fail(Error{.code = ErrorCode::busy, .detail = "磁盘空间不足"});
    const http::Response full = get("/readyz");
    EXPECT_EQ(full.status, 503);
    EXPECT_EQ(full.content_type, "application/problem+json");
    EXPECT_TRUE(says(full, "磁盘空间不足"));
    ready_ = {};
    EXPECT_EQ(get("/readyz").status, 200);
    store_.close();
    EXPECT_EQ(get("/readyz").status, 503);
}

TEST_F(Rest, MetricsAreShownInPrometheusForm) {
    metrics_.counter({.name = "yidi_tests_total", .help = "Tests."}).add(3);
    const http::Response shown = get("/metrics");
    EXPECT_EQ(shown.content_type, telemetry::Metrics::kContentType);
    EXPECT_TRUE(says(shown, "yidi_tests_total 3"));
}

TEST_F(Rest, WhatIsNotThereIsToldWithWhatIs) {
    for (const char* path : {"/nothing", "/api/", "/api/v1/settlements", "/api/v2/x",
                             "/api/v1/settlements/1/2/statement"}) {
        const http::Response told = get(path);
        EXPECT_EQ(told.status, 404) << path;
        EXPECT_EQ(told.content_type, "application/problem+json");
        const Json problem = Json::parse(told.body);
        EXPECT_EQ(problem["status"], 404);
        EXPECT_EQ(problem["code"], "not_found");
        EXPECT_NE(problem["remedy"].get<std::string>().find("/docs"), std::string::npos);
    }
}

TEST_F(Rest, OtherMethodsAreToldWhichOnesThereAre) {
    const http::Response put = ask("PUT", "/healthz");
    EXPECT_EQ(put.status, 405);
    EXPECT_EQ(header(put, "Allow"), "GET, HEAD, POST");
    settle();
    const http::Response remove = ask("DELETE", statement_of(setl_id_));
    EXPECT_EQ(remove.status, 405);
    EXPECT_EQ(header(remove, "Allow"), "GET, HEAD");
    EXPECT_EQ(ask("POST", statement_of(setl_id_)).status, 405);
}

TEST_F(Rest, AStatementShowsTheSettlementAndWhoAskedIsNoted) {
    settle();
    const std::size_t before = audit().size();
    const http::Response page = get(statement_of(setl_id_));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    EXPECT_EQ(header(page, "X-Content-Type-Options"), "nosniff");
    EXPECT_NE(header(page, "Content-Security-Policy").find("default-src 'none'"),
              std::string::npos);
    // (300 - 100) * 50 % by the fund, the rest in cash.
    for (const std::string& text :
         {std::string{"¥300.00"}, std::string{"¥100.00"}, std::string{"¥200.00"},
          std::string{"叁佰元整"}, std::string{"人42"}, psn_no_, hospital_, setl_id_,
          std::string{"在职职工"}, std::string{"甲医院"}, std::string{"普通门诊"}}) {
        EXPECT_TRUE(says(page, text)) << text;
    }
    EXPECT_FALSE(says(page, "C42")) << "the certificate stands there whole";
    EXPECT_FALSE(says(page, "已撤销"));

    const std::vector<ports::Row> notes = audit();
    ASSERT_EQ(notes.size(), before + 1);
    EXPECT_EQ(std::get<std::string>(notes.back()[3]), hospital_);
    EXPECT_EQ(std::get<std::int64_t>(notes.back()[4]), pid_);
    EXPECT_EQ(std::get<std::string>(notes.back()[5]), "statement " + setl_id_);
}

TEST_F(Rest, AStatementIsAPdfTooForTheSamePeople) {
    settle();
    const std::string page = statement_of(setl_id_);
    std::string target = page;
    target.insert(target.find('?'), ".pdf");
    const std::size_t before = audit().size();
    const http::Response pdf = get(target);
    ASSERT_EQ(pdf.status, 200) << pdf.body;
    EXPECT_EQ(pdf.content_type, "application/pdf");
    EXPECT_EQ(pdf.body.substr(0, 8), "%PDF-1.5");
    EXPECT_EQ(header(pdf, "Content-Disposition"),
              "inline; filename=\"statement-" + setl_id_ + ".pdf\"");
    EXPECT_EQ(header(pdf, "Cache-Control"), "no-store");
    EXPECT_EQ(header(pdf, "X-Content-Type-Options"), "nosniff");
    const std::vector<ports::Row> notes = audit();
    ASSERT_EQ(notes.size(), before + 1);
    EXPECT_EQ(std::get<std::string>(notes.back()[5]), "statement " + setl_id_);

    EXPECT_EQ(get(target).body, pdf.body) << "the same bytes, whenever it is printed";
    EXPECT_GT(get(target + "&lines=true").body.size(), pdf.body.size());
    hospital_ = std::string{kAwayHospital};
    std::string others = statement_of(setl_id_);
    others.insert(others.find('?'), ".pdf");
    EXPECT_EQ(get(others).status, 404);
    EXPECT_EQ(get(others).content_type, "application/problem+json");
}

TEST_F(Rest, AStatementTellsTheBillByCategoryAndEachLineWhenAsked) {
    settle();
    const http::Response page = get(statement_of(setl_id_));
    EXPECT_TRUE(says(page, "费用分类"));
    EXPECT_FALSE(says(page, "费用明细"));
    const http::Response lines = get(statement_of(setl_id_) + "&lines=true");
    EXPECT_TRUE(says(lines, "费用明细（"));
    done("2208");
    EXPECT_FALSE(says(get(statement_of(setl_id_)), "费用分类"))
        << "its lines may be settled again, or withdrawn";
}

TEST_F(Rest, AReversalAndWhatItTookBackSaySo) {
    settle();
    const auto reversal = done("2208")["setlinfo"]["setl_id"].get<std::string>();
    const http::Response before = get(statement_of(setl_id_));
    EXPECT_TRUE(says(before, "<b>已撤销</b>"));
    EXPECT_TRUE(says(before, reversal));
    const http::Response after = get(statement_of(reversal));
    EXPECT_TRUE(says(after, "<b>撤销结算</b>"));
    EXPECT_TRUE(says(after, "-¥300.00"));
    EXPECT_TRUE(says(after, "负叁佰元整"));
}

TEST_F(Rest, AnotherInstitutionsSettlementIsNotThereAndNothingIsNoted) {
    settle();
    const std::string target = statement_of(setl_id_);
    const std::size_t before = audit().size();
    hospital_ = std::string{kAwayHospital};
    const http::Response others = get(statement_of(setl_id_));
    EXPECT_EQ(others.status, 404);
    // The same words for a settlement that is nowhere, and for an institution that is none.
    EXPECT_EQ(get(statement_of("999999")).body, others.body);
    EXPECT_EQ(get(statement_of("abc")).body, others.body);
    hospital_ = "H00000000000";
    EXPECT_EQ(get(statement_of(setl_id_)).body, others.body);
    EXPECT_EQ(audit().size(), before);
    EXPECT_EQ(get(target).status, 200);
}

TEST_F(Rest, ASettlementWhoseMessageWasUndoneIsNotThere) {
    begin_visit();
    Json request = sample("2207");
    request["msgid"] = sample("2601")["input"]["data"]["omsgid"];
    setl_id_ = done_this(request)["setlinfo"]["setl_id"].get<std::string>();
    EXPECT_EQ(get(statement_of(setl_id_)).status, 200);
    done("2601");
    EXPECT_EQ(get(statement_of(setl_id_)).status, 404);
}

TEST_F(Rest, AnInstitutionThatSignsHasToSignHereToo) {
    settle();
    have_signing_hospital();
    const std::string target = statement_of(setl_id_);
    const std::size_t before = audit().size();
    const http::Response bare = get(target);
    EXPECT_EQ(bare.status, 401);
    EXPECT_FALSE(header(bare, "WWW-Authenticate").empty());
    EXPECT_TRUE(says(bare, "x-tif-paasid"));
    EXPECT_EQ(get(target, signed_by("another")).status, 401);
    EXPECT_EQ(audit().size(), before);
    EXPECT_EQ(get(target, signed_by("secret")).status, 200);
    EXPECT_EQ(audit().size(), before + 1);
}

TEST_F(Rest, AStatementNeedsBothParametersOnceAndWellWritten) {
    settle();
    const std::string path = "/api/v1/settlements/" + setl_id_ + "/statement";
    const http::Response bare = get(path);
    EXPECT_EQ(bare.status, 400);
    EXPECT_EQ(Json::parse(bare.body)["pointer"], "fixmedins_code");
    const http::Response half = get(path + "?fixmedins_code=" + hospital_);
    EXPECT_EQ(Json::parse(half.body)["pointer"], "psn_no");
    EXPECT_EQ(get(path + "?psn_no=1&psn_no=2").status, 400);
    EXPECT_EQ(get(path + "?psn_no=&fixmedins_code=" + hospital_ + "&psn_no=" + psn_no_).status,
              400);
    EXPECT_EQ(get(path + "?psn_no=%4").status, 400);
    EXPECT_EQ(get(path + "?psn_no=%00&fixmedins_code=" + hospital_).status, 400);
    // Percent signs that stand for the same characters change nothing.
    EXPECT_EQ(get(path + "?fixmedins_code=%48" + hospital_.substr(1) + "&psn_no=" + psn_no_).status,
              200);
}

/// Reads, and is too busy to write.
class FullStore final : public ports::Store {
public:
    explicit FullStore(ports::Store& store) : store_{store} {}
    void submit(ports::Work, ports::Done done) override {
        done(fail(Error{.code = ErrorCode::busy}));
    }
    Result<void> read(const ports::Work& work) override { return store_.read(work); }
    void close() override {}

private:
    ports::Store& store_;
};

TEST_F(Rest, WhatCannotBeNotedIsNotShown) {
    settle();
    FullStore full{store_};
    rest::Router router{{.shelf = shelf_,
                         .packs = packs_,
                         .store = full,
                         .vault = vault_,
                         .ids = ids_,
                         .texts = texts_,
                         .clock = desk_clock_,
                         .metrics = metrics_,
                         .passwords = passwords_},
                        {}};
    http::Response told;
    router.handle({.method = "GET", .target = statement_of(setl_id_)},
                  [&](http::Response answer) { told = std::move(answer); });
    EXPECT_EQ(told.status, 503);
    EXPECT_EQ(header(told, "Retry-After"), "1");
    EXPECT_FALSE(says(told, "¥"));
}

}  // namespace
}  // namespace yidi::tests
