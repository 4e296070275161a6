#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/http/client.h"
#include "adapters/http/server.h"

/// A server on a free port of this machine and a client that may misbehave, for tests only.
namespace yidi::http::testing {

/// Does what a test gives it, and keeps what came.
class TestHandler final : public Handler {
public:
    using Does = std::function<void(const Request&, Answer)>;

    /// Answers with method, target and body in one line.
    TestHandler()
        : TestHandler{[](const Request& request, const Answer& answer) {
              answer({.body = request.method + ' ' + request.target + ' ' + request.body});
          }} {}
    explicit TestHandler(Does does) : does_{std::move(does)} {}

    void handle(Request request, Answer answer) override {
        {
            const std::lock_guard lock{mutex_};
            requests_.push_back(request);
            room_.push_back(request.body.capacity() - request.body.size());
        }
        came_.notify_all();
        does_(request, std::move(answer));
    }

    [[nodiscard]] std::vector<Request> requests() const {
        const std::lock_guard lock{mutex_};
        return requests_;
    }
    [[nodiscard]] std::vector<std::size_t> room_behind_bodies() const {
        const std::lock_guard lock{mutex_};
        return room_;
    }
    /// False if fewer come within ten seconds.
    [[nodiscard]] bool wait_for(std::size_t count) {
        std::unique_lock lock{mutex_};
        return came_.wait_for(lock, std::chrono::seconds{10},
                              [this, count] { return requests_.size() >= count; });
    }

private:
    Does does_;
    mutable std::mutex mutex_;
    std::condition_variable came_;
    std::vector<Request> requests_;
    std::vector<std::size_t> room_;
};

/// Keeps answers until a test gives them.
class KeptAnswers {
public:
    [[nodiscard]] TestHandler::Does keep() {
        return [this](const Request&, Answer answer) {
            {
                const std::lock_guard lock{mutex_};
                answers_.push_back(std::move(answer));
            }
            came_.notify_all();
        };
    }
    /// Waits for the oldest one.
    [[nodiscard]] Answer take() {
        std::unique_lock lock{mutex_};
        came_.wait(lock, [this] { return !answers_.empty(); });
        Answer first = std::move(answers_.front());
        answers_.erase(answers_.begin());
        return first;
    }

private:
    std::condition_variable came_;
    std::mutex mutex_;
    std::vector<Answer> answers_;
};

/// A running server. `handler` and `metrics` live as long.
struct TestServer {
    explicit TestServer(Handler& handler, ServerOptions options = {}) {
        if (options.threads == 0) options.threads = 2;
        auto started = Server::start(options, handler, metrics);
        EXPECT_TRUE(started.has_value());
        if (started) server = *std::move(started);
    }
    [[nodiscard]] Url url() const { return {.host = "127.0.0.1", .port = server->port()}; }
    [[nodiscard]] bool tells(std::string_view line) const {
        return metrics.text().find(std::string{line} + '\n') != std::string::npos;
    }

    telemetry::Metrics metrics;
    std::unique_ptr<Server> server;
};

/// A bare connection: what it sends need not be HTTP. Waits at most ten seconds for anything.
class RawClient {
public:
    explicit RawClient(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        is_connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient() { close(); }

    [[nodiscard]] bool is_connected() const { return is_connected_; }
    /// False once the server has gone.
    [[nodiscard]] bool send(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Reads until the text ends with `end`, or the server closes, or nothing comes.
    [[nodiscard]] std::string read_until(std::string_view end) const {
        std::string text;
        std::array<char, 4'096> piece{};
        while (end.empty() || !text.ends_with(end)) {
            const ssize_t size = ::recv(socket_, piece.data(), piece.size(), 0);
            if (size <= 0) break;
            text.append(piece.data(), static_cast<std::size_t>(size));
        }
        return text;
    }
    /// Everything until the server closes.
    [[nodiscard]] std::string read_all() const { return read_until(""); }
    void shut_down_sending() const { ::shutdown(socket_, SHUT_WR); }
    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

private:
    int socket_;
    bool is_connected_ = false;
};

}  // namespace yidi::http::testing
