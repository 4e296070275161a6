#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
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

/// Waits until nobody is let in any more: stop() has begun.
void wait_until_closed(std::uint16_t port) {
    while (RawClient{port}.is_connected()) std::this_thread::yield();
}

TEST(HttpStop, ClosesIdleConnectionsAtOnce) {
    TestHandler handler;
    const TestServer test{handler};
    Client client{{.server = test.url()}};
    ASSERT_TRUE(client.send({.method = "GET", .target = "/"}).has_value());
    EXPECT_TRUE(test.server->stop());
    const auto after = client.send({.method = "GET", .target = "/"});
    ASSERT_FALSE(after.has_value());
    EXPECT_EQ(after.error().where, "connect");
}

TEST(HttpStop, LetsAnAnswerUnderWayGoOut) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"));
    const Answer answer = kept.take();
    std::optional<bool> was_clean;
    std::thread stopper{[&] { was_clean = test.server->stop(); }};
    wait_until_closed(test.server->port());
    answer({.body = "done"});
    const std::string text = raw.read_all();
    stopper.join();
    EXPECT_TRUE(text.ends_with("done"));
    EXPECT_NE(text.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(was_clean.value());
}

TEST(HttpStop, LetsARequestThatHasBegunBeHandled) {
    TestHandler handler;
    const TestServer test{handler};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"));
    EXPECT_NE(raw.read_until("\r\n\r\n"), "");
    std::thread stopper{[&] { EXPECT_TRUE(test.server->stop()); }};
    wait_until_closed(test.server->port());
    ASSERT_TRUE(raw.send("abcd"));
    EXPECT_TRUE(raw.read_all().ends_with("POST / abcd"));
    stopper.join();
}

TEST(HttpStop, CutsOffWhatTakesLongerThanTheDrain) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    const TestServer test{handler, {.limits = {.drain = Ms{80}}}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"));
    const Answer answer = kept.take();
    EXPECT_FALSE(test.server->stop());
    EXPECT_EQ(raw.read_all(), "");
    EXPECT_TRUE(test.tells("yidi_http_connections 0"));
}

TEST(HttpStop, TakesAnAnswerThatComesAfterTheServerIsGone) {
    KeptAnswers kept;
    TestHandler handler{kept.keep()};
    TestServer test{handler, {.limits = {.drain = Ms{20}}}};
    const RawClient given{test.server->port()};
    const RawClient dropped{test.server->port()};
    ASSERT_TRUE(given.send("GET / HTTP/1.1\r\n\r\n"));
    ASSERT_TRUE(dropped.send("GET / HTTP/1.1\r\n\r\n"));
    const Answer to_give = kept.take();
    Answer to_drop = kept.take();
    test.server.reset();
    to_give({.body = "nobody is there"});
    to_drop = nullptr;
    EXPECT_EQ(given.read_all(), "");
    EXPECT_EQ(dropped.read_all(), "");
}

TEST(HttpStop, MayBeCalledAgain) {
    TestHandler handler;
    const TestServer test{handler};
    EXPECT_TRUE(test.server->stop());
    EXPECT_TRUE(test.server->stop());
}

TEST(HttpStop, LosesNoAnswerUnderLoad) {
    TestHandler handler;
    const TestServer test{handler};
    std::atomic<int> answered{0};
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&test, &answered] {
            Client client{{.server = test.url()}};
            while (client.send({.method = "GET", .target = "/"})) ++answered;
        });
    }
    ASSERT_TRUE(handler.wait_for(500));
    EXPECT_TRUE(test.server->stop());
    for (std::thread& thread : threads) thread.join();
    // What the handler saw was answered, and the answer arrived.
    EXPECT_EQ(static_cast<std::size_t>(answered), handler.requests().size());
}

}  // namespace
}  // namespace yidi::http
