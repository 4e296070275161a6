#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "adapters/http/internal/session.h"

namespace yidi::http {

/// One thread with its connections. A connection never leaves its worker, so nothing in it is
/// locked.
class Worker final : public Host {
public:
    using HandOver = std::function<void(Worker&, Request, std::shared_ptr<Session>, std::uint64_t)>;

    struct Parts {
        const Limits& limits;
        Admission& admission;
        boost::asio::ssl::context* tls;  ///< null: plain
        const std::atomic<bool>& is_draining;
        HandOver hand_over;
        std::function<void()> when_closed;  ///< a connection less
    };
    explicit Worker(Parts parts);

    /// Its thread's work, until end().
    void run();

    // From any thread.
    [[nodiscard]] boost::asio::io_context& context() { return context_; }
    /// Takes a connection, whose place in Admission::connections has been taken.
    void take(Socket socket);
    /// Parts::is_draining has become true.
    void drain();
    void close_all();
    void end();

    // Host.
    [[nodiscard]] const Limits& limits() const override { return parts_.limits; }
    [[nodiscard]] Admission& admission() override { return parts_.admission; }
    [[nodiscard]] const std::string& date() const override { return date_; }
    [[nodiscard]] bool is_draining() const override { return parts_.is_draining; }
    void count_response(int status) override;
    void hand_over(Request request, std::shared_ptr<Session> session,
                   std::uint64_t number) override;
    void closed(Session& session) override;

private:
    void begin(Socket socket);
    void tick();
    void visit(const std::function<void(Session&)>& each);

    Parts parts_;
    // Before the sessions: their sockets go first.
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
    boost::asio::steady_timer timer_;
    std::chrono::milliseconds tick_;
    std::string date_;
    std::unordered_map<Session*, std::shared_ptr<Session>> sessions_;
    std::map<int, telemetry::Counter*> responses_;
};

}  // namespace yidi::http
