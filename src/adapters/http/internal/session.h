#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "adapters/http/internal/admission.h"
#include "adapters/http/message.h"
#include "adapters/http/server.h"

namespace yidi::http {

/// Without the type-erased executor each step is cheaper.
using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using SteadyTime = std::chrono::steady_clock::time_point;

class Session;

/// What a session needs of the thread that it lives on.
class Host {
public:
    Host() = default;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    virtual ~Host() = default;

    [[nodiscard]] virtual const Limits& limits() const = 0;
    [[nodiscard]] virtual Admission& admission() = 0;
    [[nodiscard]] virtual const std::string& date() const = 0;
    [[nodiscard]] virtual bool is_draining() const = 0;
    virtual void count_response(int status) = 0;
    /// Hands a whole request to the handler. `session` gets on_answer or on_no_answer for `number`.
    virtual void hand_over(Request request, std::shared_ptr<Session> session,
                           std::uint64_t number) = 0;
    /// The session is closed; the host forgets it.
    virtual void closed(Session& session) = 0;
};

/// One connection. Everything runs on its host's thread.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    virtual void start() = 0;
    /// `number` tells which request is answered, so that one that comes too late is not taken for
    /// the next one's.
    virtual void on_answer(std::uint64_t number, Response response) = 0;
    virtual void on_no_answer(std::uint64_t number) = 0;
    /// Ends what has taken too long.
    virtual void check(SteadyTime now) = 0;
    /// Ends where no request has begun.
    virtual void drain() = 0;
    /// Ends now.
    virtual void close() = 0;
};

/// A session of a connection that has just been accepted; with TLS where there is a context, which
/// outlives it as the host does.
[[nodiscard]] std::shared_ptr<Session> make_session(Socket socket, boost::asio::ssl::context* tls,
                                                    Host& host);

}  // namespace yidi::http
