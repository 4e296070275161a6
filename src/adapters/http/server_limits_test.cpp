#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/http/client.h"
#include "adapters/http/internal/loopback_test.h"
#include "adapters/http/server.h"

namespace yidi::http {
namespace {

using testing::KeptAnswers;
using testing::RawClient;
using testing::TestHandler;
using testing::TestServer;
using Ms = std::chrono::milliseconds;

std::string status_of(const std::string& answer) {
    return answer.substr(0, answer.find("\r\n"));
}

TEST(HttpLimits, RefuseWhatIsNotHttp) {
    TestHandler handler;
    const TestServer test{handler};
    const std::vector<std::string> wrong{
        "\x16\x03\x01 this is TLS\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        // Two lengths: what one server takes for a body, the next takes for a request.
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    };
    for (const std::string& text : wrong) {
        const RawClient raw{test.server->port()};
        ASSERT_TRUE(raw.send(text));
        EXPECT_EQ(status_of(raw.read_all()), "HTTP/1.1 400 Bad Request") << text;
    }
    EXPECT_TRUE(handler.requests().empty());
}

TEST(HttpLimits, RefuseALargeBodyBeforeItIsSent) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body_bytes = 100}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n"));
    const std::string answer = raw.read_all();
    EXPECT_EQ(status_of(answer), "HTTP/1.1 413 Payload Too Large");
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos);
    EXPECT_NE(answer.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(handler.requests().empty());
}

TEST(HttpLimits, TellAClientThatIsStillSendingWhyItsBodyIsRefused) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body_bytes = 1'000}}};
    Client client{{.server = test.url()}};
    const auto response =
        client.send({.method = "POST", .target = "/", .body = std::string(600'000, 'x')});
    ASSERT_TRUE(response.has_value()) << response.error();
    EXPECT_EQ(response->status, 413);
}

TEST(HttpLimits, RefuseALargeBodyWithoutALength) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body_bytes = 100}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
                         std::string(101, 'x') + "\r\n0\r\n\r\n"));
    EXPECT_EQ(status_of(raw.read_all()), "HTTP/1.1 413 Payload Too Large");
    EXPECT_TRUE(handler.requests().empty());
}

TEST(HttpLimits, TakeABodyOfExactlyTheLimit) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body_bytes = 100}}};
    Client client{{.server = test.url()}};
    const auto response =
        client.send({.method = "POST", .target = "/", .body = std::string(100, 'x')});
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->status, 200);
}

TEST(HttpLimits, RefuseALargeHeader) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.header_bytes = 1'000}}};
    for (const std::string& text : {"GET / HTTP/1.1\r\nX: " + std::string(1'000, 'x') + "\r\n\r\n",
                                    "GET /" + std::string(1'000, 'x') + " HTTP/1.1\r\n\r\n"}) {
        const RawClient raw{test.server->port()};
        ASSERT_TRUE(raw.send(text));
        EXPECT_EQ(status_of(raw.read_all()), "HTTP/1.1 431 Request Header Fields Too Large");
    }
    EXPECT_TRUE(handler.requests().empty());
}

TEST(HttpLimits, EndAHeaderThatComesTooSlowly) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.header = Ms{80}}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("GET / HTTP/1.1\r\nX: "));
    EXPECT_EQ(status_of(raw.read_all()), "HTTP/1.1 408 Request Timeout");
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"late\"} 1"));
}

TEST(HttpLimits, EndABodyThatComesTooSlowly) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body = Ms{80}}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"));
    EXPECT_EQ(status_of(raw.read_all()), "HTTP/1.1 408 Request Timeout");
    EXPECT_TRUE(handler.requests().empty());
}

struct Drip {
    std::string begin;
    std::string piece;  ///< sent again and again, until the server has ended the connection
    Ms pause{0};        ///< before each piece
};

/// Returns what the server said to it.
std::string answer_to(const RawClient& raw, const Drip& drip) {
    std::promise<void> end;
    std::thread dripper{[&raw, &drip, ended = end.get_future()] {
        bool is_there = raw.send(drip.begin);
        while (is_there && ended.wait_for(drip.pause) == std::future_status::timeout) {
            is_there = raw.send(drip.piece);
        }
    }};
    std::string said = raw.read_all();
    end.set_value();
    dripper.join();
    return said;
}

TEST(HttpLimits, EndAHeaderThatDrips) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.header = Ms{80}}}};
    const RawClient raw{test.server->port()};
    const std::string said =
        answer_to(raw, {.begin = "GET / HTTP/1.1\r\nX: ", .piece = "x", .pause = Ms{1}});
    // Empty if all that could be cancelled had just arrived, and the connection was closed.
    EXPECT_TRUE(said.empty() || status_of(said) == "HTTP/1.1 408 Request Timeout") << said;
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"late\"} 1"));
}

TEST(HttpLimits, EndABodyThatDrips) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body = Ms{80}}}};
    const RawClient raw{test.server->port()};
    const std::string said =
        answer_to(raw, {.begin = "POST / HTTP/1.1\r\nContent-Length: 8388608\r\n\r\n",
                        .piece = "x",
                        .pause = Ms{1}});
    EXPECT_EQ(status_of(said), "HTTP/1.1 408 Request Timeout");
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"late\"} 1"));
    EXPECT_TRUE(handler.requests().empty());
}

// Where there is always something to read, the read that the deadline would cancel has mostly
// succeeded already.
TEST(HttpLimits, EndABodyThatNeverPausesAndNeverEnds) {
    TestHandler handler;
    constexpr std::size_t kPlenty = 1'000'000'000;
    const TestServer test{
        handler, {.limits = {.body_bytes = kPlenty, .bodies_bytes = kPlenty, .body = Ms{80}}}};
    for (const std::string length : {"Content-Length: 900000000", "Transfer-Encoding: chunked"}) {
        const RawClient raw{test.server->port()};
        const std::string said = answer_to(
            raw, {.begin = "POST / HTTP/1.1\r\n" + length + "\r\n\r\n", .piece = "1\r\nx\r\n"});
        EXPECT_EQ(status_of(said), "HTTP/1.1 408 Request Timeout") << length;
    }
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"late\"} 2"));
    EXPECT_TRUE(handler.requests().empty());
}

TEST(HttpLimits, CloseAnIdleConnectionWithoutAWord) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.idle = Ms{80}}}};
    const RawClient raw{test.server->port()};
    EXPECT_EQ(raw.read_all(), "");
}

TEST(HttpLimits, ReconnectAClientWhoseIdleConnectionWasClosed) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.idle = Ms{40}}}};
    Client client{{.server = test.url()}};
    ASSERT_TRUE(client.send({.method = "GET", .target = "/1"}).has_value());
    const RawClient later{test.server->port()};
    EXPECT_EQ(later.read_all(), "");  // This one was idle for less time, and is closed.
    ASSERT_TRUE(client.send({.method = "GET", .target = "/2"}).has_value());
}

TEST(HttpLimits, CloseWithoutAnAnswerWhenTheHandlerTakesTooLong) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler, {.limits = {.answer = Ms{80}}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"));
    EXPECT_EQ(raw.read_all(), "");  // Never a 5xx: the work may have been done.
    kept.take()({.body = "too late"});
    EXPECT_TRUE(test.tells("yidi_http_in_flight 0"));
}

TEST(HttpLimits, SayBusyBeforeAnyWorkWhenTooMuchIsInFlight) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler, {.limits = {.in_flight = 2}}};
    const RawClient first{test.server->port()};
    const RawClient second{test.server->port()};
    ASSERT_TRUE(first.send("GET /1 HTTP/1.1\r\n\r\n"));
    ASSERT_TRUE(second.send("GET /2 HTTP/1.1\r\n\r\n"));
    ASSERT_TRUE(handler.wait_for(2));

    Client third{{.server = test.url()}};
    const auto busy = third.send({.method = "POST", .target = "/3", .body = "x"});
    ASSERT_TRUE(busy.has_value());
    EXPECT_EQ(busy->status, 503);
    EXPECT_EQ(*busy->headers.find("Retry-After"), "1");
    EXPECT_TRUE(third.is_connected());
    EXPECT_EQ(handler.requests().size(), 2U);

    kept.take()({.body = "done"});
    kept.take()({.body = "done"});
    EXPECT_TRUE(first.read_until("done").ends_with("done"));
    std::thread answerer{[&kept] { kept.take()({.body = "done"}); }};
    const auto later = third.send({.method = "POST", .target = "/3", .body = "x"});
    answerer.join();
    ASSERT_TRUE(later.has_value());
    EXPECT_EQ(later->status, 200);
}

TEST(HttpLimits, SayBusyWhenAllBodiesTogetherAreTooLarge) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.body_bytes = 1'000, .bodies_bytes = 1'500}}};
    const RawClient slow{test.server->port()};
    ASSERT_TRUE(
        slow.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n"));
    EXPECT_NE(slow.read_until("\r\n\r\n"), "");  // Its thousand bytes are taken.
    Client other{{.server = test.url()}};
    const Request large{.method = "POST", .target = "/", .body = std::string(600, 'x')};
    EXPECT_EQ(other.send(large)->status, 503);
    ASSERT_TRUE(slow.send(std::string(1'000, 'y')));
    EXPECT_NE(slow.read_until(std::string(1'000, 'y')), "");
    EXPECT_EQ(other.send(large)->status, 200);
}

TEST(HttpLimits, AnswerOthersWhileManyBodiesAreAnnouncedAndNeverSent) {
    TestHandler handler;
    const TestServer test{handler};
    // 40 * 8 MiB are more than all bodies together may be.
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 40; ++i) {
        silent.push_back(std::make_unique<RawClient>(test.server->port()));
        ASSERT_TRUE(silent.back()->send(
            "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 8388608\r\n\r\n"));
        EXPECT_EQ(status_of(silent.back()->read_until("\r\n\r\n")), "HTTP/1.1 100 Continue");
    }
    Client other{{.server = test.url()}};
    const auto response =
        other.send({.method = "POST", .target = "/", .body = std::string(100'000, 'x')});
    ASSERT_TRUE(response.has_value()) << response.error();
    EXPECT_EQ(response->status, 200);
}

TEST(HttpLimits, SayBusyInTheMiddleOfABodyForWhichThereIsNoRoomLeft) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler, {.limits = {.bodies_bytes = 100'000}}};
    const RawClient first{test.server->port()};
    ASSERT_TRUE(
        first.send("POST / HTTP/1.1\r\nContent-Length: 60000\r\n\r\n" + std::string(60'000, 'x')));
    ASSERT_TRUE(handler.wait_for(1));

    // 60 000 are kept until they are answered, and 50 000 more do not fit; their beginning does.
    const std::string header =
        "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 50000\r\n\r\n";
    const RawClient second{test.server->port()};
    ASSERT_TRUE(second.send(header));
    EXPECT_EQ(status_of(second.read_until("\r\n\r\n")), "HTTP/1.1 100 Continue");
    ASSERT_TRUE(second.send(std::string(50'000, 'y')));
    const std::string busy = second.read_all();
    EXPECT_EQ(status_of(busy), "HTTP/1.1 503 Service Unavailable");
    EXPECT_NE(busy.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"bodies\"} 1"));

    kept.take()({.body = "done"});
    EXPECT_TRUE(first.read_until("done").ends_with("done"));
    const RawClient third{test.server->port()};
    ASSERT_TRUE(third.send(header + std::string(50'000, 'y')));
    kept.take()({.body = "done"});
    EXPECT_TRUE(third.read_until("done").ends_with("done"));
    EXPECT_EQ(handler.requests().at(1).body, std::string(50'000, 'y'));
}

TEST(HttpLimits, TurnConnectionsAwayBeyondTheirNumber) {
    TestHandler handler;
    const TestServer test{handler, {.limits = {.connections = 2}}};
    Client first{{.server = test.url()}};
    Client second{{.server = test.url()}};
    ASSERT_TRUE(first.send({.method = "GET", .target = "/"}).has_value());
    ASSERT_TRUE(second.send({.method = "GET", .target = "/"}).has_value());
    const RawClient third{test.server->port()};
    EXPECT_EQ(status_of(third.read_all()), "HTTP/1.1 503 Service Unavailable");
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"connections\"} 1"));
}

TEST(HttpLimits, EndAPeerThatDoesNotReadItsAnswer) {
    std::string large;
    large.resize(30'000'000, 'x');  // More than the sockets hold.
    TestHandler handler{
        [&large](const Request&, const Answer& answer) { answer({.body = large}); }};
    const TestServer test{handler, {.limits = {.write = Ms{80}}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("GET / HTTP/1.1\r\n\r\n"));
    ASSERT_TRUE(handler.wait_for(1));
    while (!test.tells("yidi_http_connections 0")) std::this_thread::yield();
    EXPECT_LT(raw.read_all().size(), 30'000'000U);
}

TEST(HttpLimits, RefuseAnExpectationThatNobodyKnows) {
    TestHandler handler;
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: wonders\r\n\r\n"));
    EXPECT_EQ(status_of(raw.read_all()), "HTTP/1.1 417 Expectation Failed");
}

TEST(HttpLimits, SurviveClientsThatVanishAtAnyMoment) {
    TestHandler handler;
    const TestServer test{handler};
    const std::string whole = "POST / HTTP/1.1\r\nContent-Length: 20\r\n\r\n01234567890123456789";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const RawClient raw{test.server->port()};
        static_cast<void>(raw.send(whole.substr(0, size)));
    }
    Client client{{.server = test.url()}};
    EXPECT_EQ(client.send({.method = "GET", .target = "/"})->status, 200);
    client.close();
    EXPECT_TRUE(test.server->stop());
    EXPECT_TRUE(test.tells("yidi_http_connections 0"));
}

}  // namespace
}  // namespace yidi::http
