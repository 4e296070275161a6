#include "api/line/fault_line.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::line {
namespace {

constexpr std::string_view kHospital = "H99330100011";
constexpr std::string_view kDone =
    R"({"infcode":0,"err_msg":"","output":{"setlinfo":{"medfee_sumamt":300.00,"fund_pay_sumamt":99.99,"acct_pay":"1.00"}}})";

/// Keeps what was sent to it; answers at once, or when it is told to.
class FakeEndpoint {
public:
    void handle(const http::Request& request, const http::Answer& answer) {
        came.push_back(request.body);
        answer({.status = 200, .content_type = "application/json", .headers = {}, .body = says});
    }
    std::vector<std::string> came;
    std::string says{kDone};
};

/// Time that passes when the test says so.
class FakeTimer final : public Timer {
public:
    void after(std::int64_t wait_ms, std::function<void()> does) override {
        waiting.emplace_back(now_ms + wait_ms, std::move(does));
    }
    void pass(std::int64_t ms) {
        now_ms += ms;
        while (true) {
            const auto due =
                std::ranges::find_if(waiting, [&](const auto& one) { return one.first <= now_ms; });
            if (due == waiting.end()) return;
            const std::function<void()> does = std::move(due->second);
            waiting.erase(due);
            does();
        }
    }
    std::int64_t now_ms = 0;
    std::vector<std::pair<std::int64_t, std::function<void()>>> waiting;
};

/// What came back over one connection.
struct Back {
    std::optional<http::Response> response;
    bool is_closed = false;

    [[nodiscard]] std::string fault() const {
        const std::string* value = response ? response->headers.find(FaultLine::kHeader) : nullptr;
        return value == nullptr ? "" : *value;
    }
    [[nodiscard]] bool says(std::string_view text) const {
        return response && response->body.find(text) != std::string::npos;
    }
};

class OnTheLine : public testing::Test {
protected:
    /// A message; an empty fault sends no header.
    std::shared_ptr<Back> send(const std::string& infno, const std::string& fault = "",
                               std::string_view hospital = kHospital) {
        auto back = std::make_shared<Back>();
        // Closes the connection with the last copy of the answer, as the server does.
        const std::shared_ptr<void> open{nullptr, [back](void*) { back->is_closed = true; }};
        http::Request request{.method = "POST", .target = "/" + infno};
        if (!fault.empty()) request.headers.add("x-yidi-fault", fault);
        request.body = R"({"infno":")" + infno + R"(","msgid":"M)" + std::to_string(++messages_) +
                       R"(","fixmedins_code":")" + std::string{hospital} + R"("})";
        line().handle(std::move(request), [back, open](http::Response response) {
            back->response = std::move(response);
        });
        return back;
    }
    FaultLine& line() {
        if (!line_) {
            line_.emplace(
                LinePorts{.deliver =
                              [this](const http::Request& request, const http::Answer& answer) {
                                  endpoint_.handle(request, answer);
                              },
                          .timer = timer_,
                          .metrics = metrics_,
                          .log = log_,
                          .receipt =
                              [](std::string_view) {
                                  return national::Receipt{.infcode =
                                                               registry::InfcodeType::string};
                              }},
                *plan_);
        }
        return *line_;
    }
    void plan(std::vector<FaultRule> rules, std::optional<FaultScript> script = {}) {
        plan_.emplace(std::move(rules), std::move(script));
    }
    std::uint64_t count(Fault fault) {
        return metrics_.counter({"yidi_faults_total", ""}, {{"fault", std::string{name(fault)}}})
            .value();
    }

    FakeEndpoint endpoint_;
    FakeTimer timer_;
    telemetry::Metrics metrics_;
    std::string logged_;
    telemetry::Log log_{[this](std::string_view text) { logged_ += text; },
                        [] { return Instant{}; }};
    std::optional<FaultPlan> plan_{std::in_place, std::vector<FaultRule>{}, std::nullopt};
    std::optional<FaultLine> line_;
    int messages_ = 0;
};

TEST_F(OnTheLine, AMessageThatNobodyChoseAFaultForIsLeftAlone) {
    const auto back = send("2207");
    EXPECT_EQ(back->response->body, kDone);
    EXPECT_EQ(back->fault(), "");
    EXPECT_EQ(logged_, "");
    EXPECT_EQ(metrics_.text().find("yidi_faults_total"), std::string::npos);
}

TEST_F(OnTheLine, ATimeoutBeforeCommitSwallowsTheRequest) {
    const auto back = send("2207", "timeout-before-commit");
    EXPECT_TRUE(endpoint_.came.empty());
    EXPECT_TRUE(back->is_closed);
    EXPECT_FALSE(back->response);
    EXPECT_EQ(count(Fault::timeout_before_commit), 1U);
    EXPECT_NE(logged_.find(R"("fault":"timeout-before-commit","infno":"2207")"), std::string::npos)
        << logged_;
}

TEST_F(OnTheLine, ATimeoutAfterCommitDoesItAndSwallowsTheAnswer) {
    const auto back = send("2207", "timeout-after-commit");
    EXPECT_EQ(endpoint_.came.size(), 1U);
    EXPECT_TRUE(back->is_closed);
    EXPECT_FALSE(back->response);
    EXPECT_EQ(count(Fault::timeout_after_commit), 1U);
}

TEST_F(OnTheLine, BothTimeoutsCanKeepTheConnectionOpenForAWhile) {
    for (const std::string fault : {"timeout-before-commit=50", "timeout-after-commit=50"}) {
        const auto back = send("2207", fault);
        timer_.pass(49);
        EXPECT_FALSE(back->is_closed) << fault;
        timer_.pass(1);
        EXPECT_TRUE(back->is_closed) << fault;
        EXPECT_FALSE(back->response) << fault;
    }
}

TEST_F(OnTheLine, ADuplicateIsDeliveredTwiceAndAnsweredOnce) {
    const auto back = send("2207", "duplicate");
    ASSERT_EQ(endpoint_.came.size(), 2U);
    EXPECT_EQ(endpoint_.came[0], endpoint_.came[1]);
    EXPECT_EQ(back->response->body, kDone);
    EXPECT_EQ(back->fault(), "duplicate");
}

TEST_F(OnTheLine, ADelayedMessageArrivesAfterALaterOne) {
    const auto late = send("2207", "delay=100");
    const auto next = send("5203");
    EXPECT_TRUE(next->response);
    EXPECT_FALSE(late->response);
    ASSERT_EQ(endpoint_.came.size(), 1U);
    EXPECT_NE(endpoint_.came[0].find("5203"), std::string::npos);
    timer_.pass(100);
    EXPECT_EQ(endpoint_.came.size(), 2U);
    EXPECT_EQ(late->fault(), "delay");
}

TEST_F(OnTheLine, AWrongAmountIsOneFenMoreAndNothingElseChanges) {
    const auto first = send("2207", "wrong-amount");
    std::string expected{kDone};
    expected.replace(expected.find("99.99"), 5, "100.00");
    EXPECT_EQ(first->response->body, expected);
    EXPECT_EQ(first->fault(), "wrong-amount");
    EXPECT_TRUE(send("2207", "wrong-amount=acct_pay")->says(R"("acct_pay":"1.01")"));
}

TEST_F(OnTheLine, AnAnswerWithoutThatAmountIsLeftAloneAndNotCounted) {
    EXPECT_EQ(send("2207", "wrong-amount=hifp_pay")->response->body, kDone);
    endpoint_.says = R"({"infcode":-1,"err_msg":"no","output":null})";
    const auto failed = send("2207", "wrong-amount");
    EXPECT_EQ(failed->response->body, endpoint_.says);
    EXPECT_EQ(failed->fault(), "");
    EXPECT_EQ(count(Fault::wrong_amount), 0U);
}

TEST_F(OnTheLine, AGatewayRefusalIsA401AndNothingIsDelivered) {
    const auto back = send("2207", "gateway-refusal");
    EXPECT_EQ(back->response->status, 401);
    EXPECT_TRUE(back->says(R"("infcode":"-1")")) << "in the form that the institution reads";
    EXPECT_TRUE(endpoint_.came.empty());
    EXPECT_EQ(back->fault(), "gateway-refusal");
}

TEST_F(OnTheLine, MaintenanceRefusesSoManyMessagesOfTheInstitution) {
    EXPECT_TRUE(send("2207", "maintenance=3")->says("maintenance"));
    EXPECT_TRUE(send("5203")->says("maintenance"));
    EXPECT_EQ(send("5203", "", "H99110000001")->response->body, kDone) << "of another one not";
    EXPECT_EQ(send("5203", "none")->response->body, kDone) << "who asks for no fault has none";
    EXPECT_EQ(send("2207")->response->status, 200);
    EXPECT_EQ(endpoint_.came.size(), 2U);
    EXPECT_EQ(send("2207")->response->body, kDone);
    EXPECT_EQ(count(Fault::maintenance), 3U);
}

TEST_F(OnTheLine, AOneSidedMessageIsDoneAndAnsweredAsAFailure) {
    const auto back = send("2207", "one-sided");
    EXPECT_EQ(endpoint_.came.size(), 1U);
    EXPECT_TRUE(back->says(R"("infcode":"-1")"));
    EXPECT_TRUE(back->says(R"("output":null)"));
    EXPECT_EQ(back->fault(), "one-sided");
    endpoint_.says = R"({"infcode":"-1","err_msg":"no","output":null})";
    EXPECT_EQ(send("2207", "one-sided")->response->body, endpoint_.says) << "what failed stays";
    EXPECT_EQ(count(Fault::one_sided), 1U);
}

TEST_F(OnTheLine, AChangedCatalogueRefusesUploadsUntilADownloadIsAskedFor) {
    EXPECT_TRUE(send("2204", "catalogue-changed")->says("catalogue-changed"));
    EXPECT_TRUE(send("2301")->says("catalogue-changed"));
    EXPECT_EQ(send("2207")->response->body, kDone);
    EXPECT_EQ(send("2204", "", "H99110000001")->response->body, kDone);
    EXPECT_TRUE(send("2204")->says("catalogue-changed"));
    EXPECT_EQ(send("1301")->response->body, kDone);
    EXPECT_EQ(send("2204")->response->body, kDone);
    EXPECT_EQ(count(Fault::catalogue_changed), 3U);
}

TEST_F(OnTheLine, ACatalogueThatChangesUnderAnotherMessageIsNoticedAtTheNextUpload) {
    EXPECT_EQ(send("2201", "catalogue-changed")->response->body, kDone);
    EXPECT_TRUE(send("2204")->says("catalogue-changed"));
}

TEST_F(OnTheLine, AnUnknownFaultIsRefusedWithTheKnownOnes) {
    const auto back = send("2207", "lost");
    EXPECT_EQ(back->response->status, 400);
    EXPECT_TRUE(back->says("timeout-before-commit, timeout-after-commit"));
    EXPECT_TRUE(endpoint_.came.empty());
}

TEST_F(OnTheLine, TheHeaderGoesBeforeTheInstitutionsRule) {
    plan({{.fixmedins_code = std::string{kHospital},
           .chosen = {.fault = Fault::gateway_refusal},
           .messages = 2}});
    EXPECT_EQ(send("2207", "none")->response->body, kDone);
    EXPECT_EQ(send("2207", "duplicate")->fault(), "duplicate");
    EXPECT_EQ(send("2207", "", "H99110000001")->fault(), "");
    EXPECT_EQ(send("2207")->fault(), "gateway-refusal");
    EXPECT_EQ(send("2207")->fault(), "gateway-refusal");
    EXPECT_EQ(send("2207")->fault(), "") << "two messages, and the header's were not among them";
}

TEST_F(OnTheLine, WhatIsNoJsonIsDeliveredAsItIs) {
    auto back = std::make_shared<Back>();
    line().handle({.method = "POST", .target = "/", .body = "\xB1\xB1"},
                  [back](http::Response response) { back->response = std::move(response); });
    EXPECT_EQ(endpoint_.came, std::vector<std::string>{"\xB1\xB1"});
    EXPECT_TRUE(back->response);
}

}  // namespace
}  // namespace yidi::line
