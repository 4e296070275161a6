#include "adapters/http/server.h"

#include <atomic>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/http/client.h"
#include "adapters/http/internal/loopback_test.h"

namespace yidi::http {
namespace {

using testing::KeptAnswers;
using testing::RawClient;
using testing::TestHandler;
using testing::TestServer;

TEST(HttpServer, HandsTheWholeRequestToTheHandler) {
    TestHandler handler;
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    const auto response = client.send({.method = "POST",
                                       .target = "/fsi/api?x=1",
                                       .headers = {{"x-tif-nonce", "abc"}, {"_api_name", "2207"}},
                                       .body = R"({"infno":"2207"})"});
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->content_type, "application/json");
    EXPECT_EQ(response->body, R"(POST /fsi/api?x=1 {"infno":"2207"})");
    const Request request = handler.requests().at(0);
    EXPECT_EQ(request.peer, "127.0.0.1");
    ASSERT_NE(request.headers.find("X-TIF-Nonce"), nullptr);
    EXPECT_EQ(*request.headers.find("X-TIF-Nonce"), "abc");
    EXPECT_EQ(*request.headers.find("_api_name"), "2207");
    EXPECT_EQ(request.headers.find("absent"), nullptr);
}

TEST(HttpServer, SendsStatusHeadersAndBodyOfTheAnswer) {
    TestHandler handler{[](const Request&, const Answer& answer) {
        answer({.status = 404,
                .content_type = "application/problem+json",
                .headers = {{"X-Request-Id", "r1"}, {"X-Bad", "a\r\nSet-Cookie: b"}},
                .body = "{}"});
    }};
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    const auto response = client.send({.method = "GET", .target = "/"});
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->status, 404);
    EXPECT_EQ(response->content_type, "application/problem+json");
    EXPECT_EQ(*response->headers.find("x-request-id"), "r1");
    EXPECT_EQ(response->headers.find("Set-Cookie"), nullptr);
    EXPECT_TRUE(response->headers.find("Date")->ends_with(" GMT"));
    EXPECT_TRUE(test.tells("yidi_http_responses_total{status=\"404\"} 1"));
}

TEST(HttpServer, KeepsAConnectionForManyRequests) {
    TestHandler handler;
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    for (int i = 0; i < 50; ++i) {
        const auto response =
            client.send({.method = "POST", .target = "/", .body = std::to_string(i)});
        ASSERT_TRUE(response.has_value());
        EXPECT_EQ(response->body, "POST / " + std::to_string(i));
        EXPECT_TRUE(client.is_connected());
    }
    EXPECT_TRUE(test.tells("yidi_http_connections 1"));
    EXPECT_TRUE(test.tells("yidi_http_request_seconds_count 50"));
}

TEST(HttpServer, LeavesRoomBehindABodyForParsersThatReadInBlocks) {
    TestHandler handler;
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(
        raw.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                 "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "2\r\nde\r\n3\r\nfgh\r\n0\r\n\r\n"
                 "GET /end HTTP/1.1\r\n\r\n"));
    EXPECT_TRUE(raw.read_until("GET /end ").ends_with("GET /end "));
    EXPECT_EQ(handler.requests().at(0).body, "abc");
    EXPECT_EQ(handler.requests().at(1).body, "defgh");
    for (const std::size_t room : handler.room_behind_bodies()) {
        EXPECT_GE(room, Request::kBodyPadding);
    }
}

TEST(HttpServer, AnswersRequestsSentAheadInTheirOrder) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n"));
    for (std::size_t i = 1; i <= 3; ++i) {
        ASSERT_TRUE(handler.wait_for(i));
        EXPECT_EQ(handler.requests().size(), i);  // The next waits for this one's answer.
        const std::string body = "answer " + std::to_string(i);
        kept.take()({.body = body});
        EXPECT_TRUE(raw.read_until(body).ends_with(body));
    }
}

TEST(HttpServer, TakesAnAnswerFromAnotherThreadLater) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler};
    std::thread writer{[&] {
        ASSERT_TRUE(handler.wait_for(1));
        kept.take()({.body = "done"});
    }};
    Client client{{.server = test.url()}};
    const auto response = client.send({.method = "POST", .target = "/"});
    writer.join();
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->body, "done");
}

TEST(HttpServer, IgnoresASecondAnswer) {
    TestHandler handler{[](const Request&, const Answer& answer) {
        answer({.body = "first"});
        answer({.body = "second"});
    }};
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client.send({.method = "GET", .target = "/"})->body, "first");
    }
}

TEST(HttpServer, ClosesWithoutAnAnswerWhenTheHandlerDropsIt) {
    TestHandler handler{[](const Request&, const Answer&) {}};
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    const auto response = client.send({.method = "POST", .target = "/"});
    ASSERT_FALSE(response.has_value());
    EXPECT_EQ(response.error().code, ErrorCode::busy);
    EXPECT_EQ(response.error().where, "answer");
    EXPECT_TRUE(test.tells("yidi_http_in_flight 0"));
}

TEST(HttpServer, TellsTheLengthToHeadWithoutTheBody) {
    TestHandler handler;
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    const auto head = client.send({.method = "HEAD", .target = "/x"});
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->body, "");
    EXPECT_EQ(*head->headers.find("Content-Length"), "8");  // "HEAD /x "
    EXPECT_EQ(client.send({.method = "GET", .target = "/x"})->body, "GET /x ");
}

TEST(HttpServer, ClosesAfterTheAnswerWhereTheClientAsksForIt) {
    TestHandler handler;
    const TestServer test{handler};
    const RawClient asks{test.server->port()};
    ASSERT_TRUE(asks.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
    EXPECT_TRUE(asks.read_all().ends_with("GET / "));
    const RawClient old{test.server->port()};
    ASSERT_TRUE(old.send("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_NE(old.read_all().find("Connection: close\r\n"), std::string::npos);
    const RawClient old_keeping{test.server->port()};
    ASSERT_TRUE(old_keeping.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    EXPECT_NE(old_keeping.read_until("GET / ").find("Connection: keep-alive"), std::string::npos);
}

TEST(HttpServer, LetsAClientAskBeforeItSendsALargeBody) {
    TestHandler handler;
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
    EXPECT_EQ(raw.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    ASSERT_TRUE(raw.send("abcde"));
    EXPECT_TRUE(raw.read_until("POST / abcde").ends_with("POST / abcde"));
}

TEST(HttpServer, AnswersAClientThatHasFinishedSending) {
    TestHandler handler;
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("GET / HTTP/1.1\r\n\r\n"));
    raw.shut_down_sending();
    EXPECT_TRUE(raw.read_all().ends_with("GET / "));
}

TEST(HttpServer, SendsAndTakesBodiesOfMegabytes) {
    TestHandler handler{
        [](const Request& request, const Answer& answer) { answer({.body = request.body}); }};
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    const std::string large(5'000'000, 'x');
    const auto response = client.send({.method = "POST", .target = "/", .body = large});
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->body, large);
}

TEST(HttpServer, ServesManyConnectionsAtOnce) {
    TestHandler handler;
    const TestServer test{handler};
    std::vector<std::unique_ptr<Client>> clients;
    clients.reserve(300);
    for (int i = 0; i < 300; ++i) {
        clients.push_back(std::make_unique<Client>(ClientOptions{.server = test.url()}));
    }
    for (int round = 0; round < 2; ++round) {
        for (const std::unique_ptr<Client>& client : clients) {
            ASSERT_TRUE(client->send({.method = "GET", .target = "/"}).has_value());
        }
    }
    EXPECT_TRUE(test.tells("yidi_http_connections 300"));
    EXPECT_TRUE(test.tells("yidi_http_responses_total{status=\"200\"} 600"));
}

TEST(HttpServer, ServesManyThreadsWithoutMixingTheirAnswers) {
    TestHandler handler;
    const TestServer test{handler};
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&test, &right, t] {
            Client client{{.server = test.url()}};
            for (int i = 0; i < 100; ++i) {
                const std::string body = std::to_string(t) + '/' + std::to_string(i);
                const auto response = client.send({.method = "POST", .target = "/", .body = body});
                if (response && response->body == "POST / " + body) ++right;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 800);
}

TEST(HttpServer, RefusesAPortThatAnotherServerHas) {
    TestHandler handler;
    const TestServer test{handler};
    telemetry::Metrics metrics;
    const auto second = Server::start({.port = test.server->port()}, handler, metrics);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::usage);
    EXPECT_EQ(second.error().detail, "Address already in use");
    EXPECT_FALSE(Server::start({.address = "nowhere"}, handler, metrics).has_value());
}

}  // namespace
}  // namespace yidi::http
