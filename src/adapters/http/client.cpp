#include "adapters/http/client.h"

#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <openssl/ssl.h>

#include "adapters/http/internal/tls.h"

namespace yidi::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Parser = beast::http::response_parser<beast::http::string_body>;

Error lost(std::string_view stage, const error_code& problem) {
    return {.code = ErrorCode::busy,
            .where = std::string{stage},
            .rule = "a server that answers in time",
            .remedy = "try again with the same message",
            .detail = problem.message()};
}

bool is_address(const std::string& host) {
    error_code problem;
    static_cast<void>(asio::ip::make_address(host, problem));
    return !problem;
}

/// Host and port as the Host field has them.
std::string authority(const Url& url) {
    const bool is_v6 = url.host.find(':') != std::string::npos;
    const std::string host = is_v6 ? '[' + url.host + ']' : url.host;
    const bool is_usual = url.port == (url.tls ? 443 : 80);
    return is_usual ? host : host + ':' + std::to_string(url.port);
}

std::string request_text(const Request& request, const Url& server) {
    std::string text = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    if (request.headers.find("Host") == nullptr) {
        text += "Host: " + authority(server) + "\r\n";
    }
    for (const Header& field : request.headers) text += field.name + ": " + field.value + "\r\n";
    // A GET without a body has no length; a POST without one is still a whole message.
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
        text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    }
    return text + "\r\n" + request.body;
}

}  // namespace

/// One connection with an event loop of its own, which runs until the step in hand is done:
/// blocking calls of sockets know no time limit.
class Client::Connection {
public:
    static Result<std::unique_ptr<Connection>> open(const ClientOptions& options) {
        auto made = std::unique_ptr<Connection>{new Connection};
        if (options.server.tls) {
            YIDI_TRY(made->context_, client_tls(options.authorities));
        }
        const error_code problem = made->connect(options);
        if (problem) return fail(lost("connect", problem));
        return made;
    }

    Result<Response> exchange(const std::string& text, bool is_head, const ClientOptions& options) {
        return tls_ ? exchange_on(*tls_, text, is_head, options)
                    : exchange_on(*plain_, text, is_head, options);
    }

    /// Whether the server has closed it, or speaks unasked; then nothing can be sent on it.
    [[nodiscard]] bool is_stale() {
        error_code problem;
        tcp::socket& socket = lowest().socket();
        socket.non_blocking(true, problem);
        char first = 0;
        socket.receive(asio::buffer(&first, 1), tcp::socket::message_peek, problem);
        // Over TLS something may come unasked: new session tickets.
        return problem ? problem != asio::error::would_block : !tls_;
    }

private:
    using Tls = asio::ssl::stream<beast::tcp_stream>;

    Connection() = default;

    beast::tcp_stream& lowest() { return tls_ ? tls_->next_layer() : *plain_; }

    void run() {
        loop_.restart();
        loop_.run();
    }

    error_code connect(const ClientOptions& options) {
        error_code result;
        tcp::resolver resolver{loop_};
        const auto places =
            resolver.resolve(options.server.host, std::to_string(options.server.port), result);
        if (result) return result;
        if (context_) {
            tls_.emplace(beast::tcp_stream{loop_}, *context_);
        } else {
            plain_.emplace(loop_);
        }
        lowest().expires_after(options.connect);
        lowest().async_connect(
            places, [&result](const error_code& problem, const auto&) { result = problem; });
        run();
        if (result) return result;
        lowest().socket().set_option(tcp::no_delay{true}, result);
        if (result || !tls_) return result;
        return shake_hands(options.server.host);
    }

    error_code shake_hands(const std::string& host) {
        error_code result;
        // An address is no server name, and some servers refuse it as one. The call is what the
        // macro of that name expands to, without its cast.
        std::string name = host;
        if (!is_address(host)) {
            SSL_ctrl(tls_->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                     name.data());
        }
        tls_->set_verify_callback(asio::ssl::host_name_verification{host}, result);
        if (result) return result;
        tls_->async_handshake(asio::ssl::stream_base::client,
                              [&result](const error_code& problem) { result = problem; });
        run();
        return result;
    }

    template <class Stream>
    Result<Response> exchange_on(Stream& stream, const std::string& text, bool is_head,
                                 const ClientOptions& options) {
        std::optional<error_code> written;
        error_code result;
        Parser parser;
        parser.skip(is_head);
        parser.body_limit(options.body_bytes);
        lowest().expires_after(options.answer);
        // The answer is read beside the writing: a server that refuses a request early says so and
        // reads no further.
        asio::async_write(
            stream, asio::buffer(text),
            [&written](const error_code& problem, std::size_t) { written = problem; });
        beast::http::async_read(stream, buffer_, parser,
                                [this, &written, &result](const error_code& problem, std::size_t) {
                                    result = problem;
                                    if (!written) lowest().cancel();
                                });
        run();
        if (result == beast::http::error::body_limit) {
            return fail({.code = ErrorCode::limit_exceeded,
                         .where = "answer",
                         .rule = "at most " + std::to_string(options.body_bytes) + " bytes",
                         .remedy = "ask for less"});
        }
        if (result) return fail(lost("answer", result));
        return response_of(parser);
    }

    static Response response_of(Parser& parser) {
        beast::http::response<beast::http::string_body> parsed = parser.release();
        Response response{.status = static_cast<int>(parsed.result_int()), .content_type = {}};
        for (const auto& field : parsed) {
            response.headers.add(std::string{field.name_string()}, std::string{field.value()});
        }
        const std::string* const type = response.headers.find("Content-Type");
        if (type != nullptr) response.content_type = *type;
        response.body = std::move(parsed.body());
        return response;
    }

    asio::io_context loop_{1};
    std::optional<asio::ssl::context> context_;
    std::optional<beast::tcp_stream> plain_;
    std::optional<Tls> tls_;
    beast::flat_buffer buffer_;
};

Client::Client(ClientOptions options) : options_{std::move(options)} {}
Client::~Client() = default;

void Client::close() {
    connection_.reset();
}

bool Client::is_connected() const {
    return connection_ != nullptr;
}

Result<Response> Client::send(const Request& request) {
    if (connection_ != nullptr && connection_->is_stale()) close();
    if (connection_ == nullptr) {
        YIDI_TRY(connection_, Connection::open(options_));
    }
    auto response = connection_->exchange(request_text(request, options_.server),
                                          request.method == "HEAD", options_);
    const std::string* const connection = response ? response->headers.find("Connection") : nullptr;
    if (!response || (connection != nullptr && *connection == "close")) close();
    return response;
}

}  // namespace yidi::http
