#include "adapters/http/server.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "adapters/http/internal/admission.h"
#include "adapters/http/internal/response_text.h"
#include "adapters/http/internal/tls.h"
#include "adapters/http/internal/worker.h"

namespace yidi::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

Error cannot_listen(const ServerOptions& options, const error_code& problem) {
    return {.code = ErrorCode::usage,
            .where = options.address + ':' + std::to_string(options.port),
            .rule = "an address and port of this machine that are free",
            .remedy = "choose another port, or stop the program that has it",
            .detail = problem.message()};
}

/// What keeps an Answer: its last copy gone, the answer is given or never will be. `keeper` keeps
/// the threads' queues, since an answer may come after the server has stopped.
class PendingAnswer {
public:
    struct Parts {
        std::shared_ptr<void> keeper;
        asio::io_context& context;
        Admission& admission;
        std::shared_ptr<Session> session;
        std::uint64_t number;
    };
    explicit PendingAnswer(Parts parts) : parts_{std::move(parts)} {
        parts_.admission.in_flight.add(1);
    }
    PendingAnswer(const PendingAnswer&) = delete;
    PendingAnswer& operator=(const PendingAnswer&) = delete;
    ~PendingAnswer() {
        if (is_given_.exchange(true)) return;
        release();
        asio::dispatch(parts_.context, [session = std::move(parts_.session),
                                        number = parts_.number] { session->on_no_answer(number); });
    }

    void give(Response response) {
        if (is_given_.exchange(true)) return;
        release();
        asio::dispatch(parts_.context, [session = std::move(parts_.session), number = parts_.number,
                                        response = std::move(response)]() mutable {
            session->on_answer(number, std::move(response));
        });
    }

private:
    void release() {
        parts_.admission.in_flight.add(-1);
        parts_.admission.handlers.give_back();
    }

    Parts parts_;
    std::atomic<bool> is_given_{false};
};

}  // namespace

/// Lives until the last Answer is gone.
class Server::Core : public std::enable_shared_from_this<Core> {
public:
    Core(const ServerOptions& options, Handler& handler, telemetry::Metrics& metrics)
        : limits_{options.limits}, handler_{handler}, admission_{limits_, metrics} {}

    Result<void> start(const ServerOptions& options) {
        if (options.tls) {
            YIDI_TRY(asio::ssl::context context, server_tls(*options.tls));
            tls_.emplace(std::move(context));
        }
        const std::uint32_t threads = options.threads > 0
                                          ? options.threads
                                          : std::max(1U, std::thread::hardware_concurrency());
        for (std::uint32_t i = 0; i < threads; ++i) workers_.push_back(make_worker());
        YIDI_TRY_VOID(listen(options));
        for (const std::unique_ptr<Worker>& worker : workers_) {
            threads_.emplace_back([&worker = *worker] { worker.run(); });
        }
        asio::post(first(), [this] { accept(); });
        return {};
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    bool stop() {
        if (threads_.empty()) return was_clean_;
        is_draining_ = true;
        asio::post(first(), [this] {
            error_code ignored;
            acceptor_->close(ignored);
            // From the accepting thread, so that what it has handed out comes before.
            for (const std::unique_ptr<Worker>& worker : workers_) worker->drain();
            const std::lock_guard lock{mutex_};
            accepts_ = false;
            all_closed_.notify_all();
        });
        was_clean_ = wait_until_closed();
        for (const std::unique_ptr<Worker>& worker : workers_) {
            worker->close_all();
            worker->end();
        }
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
        return was_clean_;
    }

private:
    static constexpr std::chrono::milliseconds kBreath{50};

    asio::io_context& first() { return workers_.front()->context(); }

    std::unique_ptr<Worker> make_worker() {
        return std::make_unique<Worker>(
            Worker::Parts{.limits = limits_,
                          .admission = admission_,
                          .tls = tls_ ? &*tls_ : nullptr,
                          .is_draining = is_draining_,
                          .hand_over =
                              [this](Worker& worker, Request request,
                                     std::shared_ptr<Session> session, std::uint64_t number) {
                                  const auto pending = std::make_shared<PendingAnswer>(
                                      PendingAnswer::Parts{.keeper = shared_from_this(),
                                                           .context = worker.context(),
                                                           .admission = admission_,
                                                           .session = std::move(session),
                                                           .number = number});
                                  handler_.handle(std::move(request), [pending](Response response) {
                                      pending->give(std::move(response));
                                  });
                              },
                          .when_closed = [this] { one_less(); }});
    }

    /// One listening socket for all workers, dealt out in turn: SO_REUSEPORT would let a second
    /// server start on the same port unnoticed, and deals out unevenly.
    Result<void> listen(const ServerOptions& options) {
        error_code problem;
        const auto address = asio::ip::make_address(options.address, problem);
        if (problem) return fail(cannot_listen(options, problem));
        const tcp::endpoint endpoint{address, options.port};
        acceptor_.emplace(first());
        acceptor_->open(endpoint.protocol(), problem);
        if (!problem) acceptor_->set_option(tcp::acceptor::reuse_address{true}, problem);
        if (!problem) acceptor_->bind(endpoint, problem);
        if (!problem) acceptor_->listen(asio::socket_base::max_listen_connections, problem);
        if (problem) return fail(cannot_listen(options, problem));
        port_ = acceptor_->local_endpoint(problem).port();
        retry_.emplace(first());
        return {};
    }

    void accept() {
        Worker& worker = *workers_[next_worker_++ % workers_.size()];
        acceptor_->async_accept(worker.context().get_executor(),
                                [this, &worker](const error_code& problem, Socket socket) {
                                    if (is_draining_) return;
                                    if (problem) return accept_later();
                                    admit(worker, std::move(socket));
                                    accept();
                                });
    }

    /// Without descriptors or memory, accepting at once again would only turn in a circle.
    void accept_later() {
        admission_.refused("accept");
        retry_->expires_after(kBreath);
        retry_->async_wait([this](const error_code& problem) {
            if (!problem && !is_draining_) accept();
        });
    }

    void admit(Worker& worker, Socket socket) {
        if (!admission_.connections.take()) return turn_away(std::move(socket));
        {
            const std::lock_guard lock{mutex_};
            ++open_;
        }
        worker.take(std::move(socket));
    }

    /// One write that cannot wait: a socket that was just opened has room for it.
    void turn_away(Socket socket) {
        admission_.refused("connections");
        if (tls_) return;
        const Response full = problem(503, "too many connections; try again with the same message");
        const std::string text = response_head(full, {.keep_alive = false}) + full.body;
        error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(text), ignored);
        socket.shutdown(Socket::shutdown_both, ignored);
    }

    void one_less() {
        const std::lock_guard lock{mutex_};
        --open_;
        if (open_ == 0) all_closed_.notify_all();
    }

    bool wait_until_closed() {
        std::unique_lock lock{mutex_};
        return all_closed_.wait_for(lock, limits_.drain,
                                    [this] { return !accepts_ && open_ == 0; });
    }

    const Limits limits_;
    Handler& handler_;
    Admission admission_;
    std::atomic<bool> is_draining_{false};
    std::optional<asio::ssl::context> tls_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::optional<tcp::acceptor> acceptor_;  // Of the first worker, as are the next four.
    std::optional<asio::steady_timer> retry_;
    std::size_t next_worker_ = 0;
    std::uint16_t port_ = 0;
    std::vector<std::thread> threads_;
    bool was_clean_ = true;

    std::mutex mutex_;
    std::condition_variable all_closed_;
    std::size_t open_ = 0;  // Under mutex_, as is the next.
    bool accepts_ = true;
};

Server::Server(std::shared_ptr<Core> core) : core_{std::move(core)} {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler& handler,
                                              telemetry::Metrics& metrics) {
    auto core = std::make_shared<Core>(options, handler, metrics);
    YIDI_TRY_VOID(core->start(options));
    return std::unique_ptr<Server>{new Server{std::move(core)}};
}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return core_->port();
}

bool Server::stop() {
    return core_->stop();
}

}  // namespace yidi::http
