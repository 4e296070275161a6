#include "adapters/http/internal/session.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include "adapters/http/internal/arriving_body.h"
#include "adapters/http/internal/response_text.h"

namespace yidi::http {
namespace {

using boost::system::error_code;
using TlsStream = boost::asio::ssl::stream<Socket>;

/// A small state machine: handshake, then idle, header, body, handling, writing, and again; at the
/// end lingering, so that the peer can read the last answer before the connection is gone.
template <class Stream>
class HttpSession final : public Session {
public:
    static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

    HttpSession(Stream stream, std::string peer, Host& host)
        : stream_{std::move(stream)}, peer_{std::move(peer)}, host_{host} {
        // A limit alone would let the buffer grow step by step, which costs more than the parsing.
        buffer_.reserve(kReadBytes);
    }

    void start() override {
        if constexpr (kTls) {
            enter(Phase::handshake, host_.limits().handshake);
            stream_.async_handshake(boost::asio::ssl::stream_base::server,
                                    [self = self()](const error_code& problem) {
                                        if (problem) {
                                            self->refused("handshake");
                                            return self->close();
                                        }
                                        self->next_request();
                                    });
        } else {
            next_request();
        }
    }

    void on_answer(std::uint64_t number, Response response) override {
        if (phase_ != Phase::handling || number != number_) return;
        give_back_body();
        const auto took = std::chrono::steady_clock::now() - handed_over_;
        host_.admission().request_seconds.observe_us(
            std::chrono::duration_cast<std::chrono::microseconds>(took).count());
        write(std::move(response), /*may_stay=*/true);
    }

    void on_no_answer(std::uint64_t number) override {
        if (phase_ == Phase::handling && number == number_) close();
    }

    void check(SteadyTime now) override {
        if (now < deadline_) return;
        switch (phase_) {
            case Phase::header:
            case Phase::body: {
                // The second time: what could be cancelled has not ended either.
                if (is_late_) {
                    refused("late");
                    return close();
                }
                is_late_ = true;  // What is cancelled ends, and that sends the 408.
                deadline_ = now + kLateEnd;
                error_code ignored;
                socket().cancel(ignored);
                break;
            }
            case Phase::handling: refused("answer_late"); return close();
            case Phase::handshake:
            case Phase::idle:
            case Phase::writing:
            case Phase::lingering:
            case Phase::closed: return close();
        }
    }

    void drain() override {
        if (phase_ == Phase::idle || phase_ == Phase::handshake) close();
    }

    void close() override {
        if (phase_ == Phase::closed) return;
        phase_ = Phase::closed;
        deadline_ = SteadyTime::max();
        give_back_body();
        error_code ignored;
        socket().close(ignored);
        host_.closed(*this);
    }

private:
    using Parser = boost::beast::http::request_parser<ArrivingBody>;
    enum class Phase : std::uint8_t {
        handshake,
        idle,
        header,
        body,
        handling,
        writing,
        lingering,
        closed,
    };

    static constexpr std::size_t kReadBytes = 16'384;
    /// An answer up to this size goes out in one piece with its header.
    static constexpr std::size_t kJoinBytes = 16'384;
    static constexpr std::size_t kLingerBytes = 1'048'576;
    static constexpr std::chrono::milliseconds kLinger{1'000};
    /// What has arrived already cannot be cancelled any more; it has this long to be read.
    static constexpr std::chrono::milliseconds kLateEnd{1'000};

    std::shared_ptr<HttpSession> self() {
        return std::static_pointer_cast<HttpSession>(shared_from_this());
    }

    Socket& socket() {
        if constexpr (kTls) {
            return stream_.next_layer();
        } else {
            return stream_;
        }
    }

    void enter(Phase phase, std::chrono::milliseconds limit) {
        phase_ = phase;
        is_late_ = false;
        deadline_ = std::chrono::steady_clock::now() + limit;
    }

    void refused(std::string_view reason) { host_.admission().refused(reason); }

    // Reading.

    void next_request() {
        if (phase_ == Phase::closed) return;
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(host_.limits().header_bytes));
        parser_->body_limit(host_.limits().body_bytes);
        is_http_1_0_ = false;
        is_head_ = false;
        keep_alive_ = true;
        if (buffer_.size() > 0) return read_header();
        if (host_.is_draining()) return finish();
        enter(Phase::idle, host_.limits().idle);
        stream_.async_read_some(buffer_.prepare(kReadBytes),
                                [self = self()](const error_code& problem, std::size_t size) {
                                    if (self->phase_ != Phase::idle) return;
                                    if (problem) return self->close();
                                    self->buffer_.commit(size);
                                    self->read_header();
                                });
    }

    void read_header() {
        enter(Phase::header, host_.limits().header);
        boost::beast::http::async_read_header(
            stream_, buffer_, *parser_, [self = self()](const error_code& problem, std::size_t) {
                if (self->phase_ != Phase::header) return;
                if (problem || self->is_late_) return self->on_bad_read(problem);
                self->on_header();
            });
    }

    void on_header() {
        enter(Phase::body, host_.limits().body);
        const auto length = parser_->content_length();
        // No more than a read brings: who declares much and sends nothing holds up nobody.
        const std::size_t first =
            length ? static_cast<std::size_t>(std::min<std::uint64_t>(*length, kReadBytes)) : 0;
        if (!reserve_body(first)) return;
        if (length) parser_->get().body().reserve(reserved_ + Request::kBodyPadding);
        const auto expect = parser_->get().find(boost::beast::http::field::expect);
        if (expect == parser_->get().end() || parser_->is_done()) return read_body();
        if (!boost::beast::iequals(expect->value(), "100-continue")) {
            return refuse(417, "expectation", "only 100-continue can be expected");
        }
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        boost::asio::async_write(stream_, boost::asio::buffer(kContinue),
                                 [self = self()](const error_code& problem, std::size_t) {
                                     if (self->phase_ != Phase::body) return;
                                     if (problem) return self->close();
                                     if (self->is_late_) return self->on_bad_read(problem);
                                     self->read_body();
                                 });
    }

    /// Piece by piece, because a body takes from the supply as it grows.
    void read_body() {
        if (parser_->is_done()) return hand_over();
        boost::beast::http::async_read_some(
            stream_, buffer_, *parser_, [self = self()](const error_code& problem, std::size_t) {
                if (self->phase_ != Phase::body) return;
                if (problem || self->is_late_) return self->on_bad_read(problem);
                if (!self->reserve_body(self->parser_->get().body().size())) return;
                self->read_body();
            });
    }

    /// False if it has refused the request.
    bool reserve_body(std::size_t size) {
        if (size <= reserved_) return true;
        if (!host_.admission().bodies.take(size - reserved_)) {
            refuse(503, "bodies", "too much is being received; try again with the same message");
            return false;
        }
        reserved_ = size;
        return true;
    }

    void give_back_body() { host_.admission().bodies.give_back(std::exchange(reserved_, 0)); }

    void on_bad_read(const error_code& problem) {
        namespace http = boost::beast::http;
        if (is_late_) return refuse(408, "late", "the request took too long to arrive");
        if (problem == http::error::header_limit || problem == http::error::buffer_overflow) {
            return refuse(431, "header", "the header is too large");
        }
        if (problem == http::error::body_limit) {
            return refuse(413, "body", "the body is too large");
        }
        const bool has_gone =
            problem == http::error::end_of_stream || problem == http::error::partial_message;
        if (!has_gone && problem.category() == http::make_error_code(http::error{}).category()) {
            return refuse(400, "malformed", "this is not HTTP/1.1");
        }
        close();
    }

    // Handling.

    void hand_over() {
        boost::beast::http::request<ArrivingBody>& parsed = parser_->get();
        is_http_1_0_ = parsed.version() < 11;
        is_head_ = parsed.method() == boost::beast::http::verb::head;
        keep_alive_ = parsed.keep_alive();
        if (!host_.admission().handlers.take()) {
            refused("in_flight");
            give_back_body();
            Response busy = problem(503, "too much is in work; try again with the same message");
            busy.headers.add("Retry-After", "1");
            return write(std::move(busy), /*may_stay=*/true);
        }
        Request request{.method = std::string{parsed.method_string()},
                        .target = std::string{parsed.target()},
                        .body = std::move(parsed.body()),
                        .peer = peer_};
        request.headers.reserve(kUsualHeaders);
        for (const auto& field : parsed) {
            request.headers.add(std::string{field.name_string()}, std::string{field.value()});
        }
        // A large body, or one without a length, was not given its room before.
        request.body.reserve(request.body.size() + Request::kBodyPadding);
        enter(Phase::handling, host_.limits().answer);
        handed_over_ = std::chrono::steady_clock::now();
        ++number_;
        host_.hand_over(std::move(request), shared_from_this(), number_);
    }

    // Writing.

    /// An answer of our own, before any work, after which the connection cannot go on: what follows
    /// in it may be the rest of the refused request.
    void refuse(int status, std::string_view reason, std::string_view detail) {
        refused(reason);
        parser_.reset();  // What is given back is not kept while the refusal is being read.
        give_back_body();
        write(problem(status, detail), /*may_stay=*/false);
    }

    void write(Response response, bool may_stay) {
        enter(Phase::writing, host_.limits().write);
        stays_ = may_stay && keep_alive_ && !host_.is_draining();
        host_.count_response(response.status);
        head_ = response_head(
            response,
            {.keep_alive = stays_, .says_keep_alive = is_http_1_0_, .date = host_.date()});
        body_ = has_body(response.status) && !is_head_ ? std::move(response.body) : std::string{};
        if (body_.size() <= kJoinBytes) head_ += std::exchange(body_, {});
        const std::array<boost::asio::const_buffer, 2> pieces{boost::asio::buffer(head_),
                                                              boost::asio::buffer(body_)};
        boost::asio::async_write(stream_, pieces,
                                 [self = self()](const error_code& problem, std::size_t) {
                                     if (self->phase_ != Phase::writing) return;
                                     if (problem) return self->close();
                                     if (self->stays_) return self->next_request();
                                     self->finish();
                                 });
    }

    // Ending.

    /// Says that nothing more comes, then reads on for a while: closing with unread bytes resets
    /// the connection, and the peer may lose the answer that it has not read yet.
    void finish() {
        if (phase_ == Phase::closed) return;
        enter(Phase::lingering, kLinger);
        if constexpr (kTls) {
            stream_.async_shutdown([self = self()](const error_code&) { self->linger(); });
        } else {
            linger();
        }
    }

    void linger() {
        error_code problem;
        socket().shutdown(Socket::shutdown_send, problem);
        if (problem) return close();
        read_rest();
    }

    void read_rest() {
        socket().async_read_some(boost::asio::buffer(rest_),
                                 [self = self()](const error_code& problem, std::size_t size) {
                                     self->lingered_ += size;
                                     const bool is_enough = self->lingered_ > kLingerBytes;
                                     if (problem || is_enough) return self->close();
                                     self->read_rest();
                                 });
    }

    static constexpr std::size_t kUsualHeaders = 12;

    Stream stream_;
    std::string peer_;
    Host& host_;
    Phase phase_ = Phase::handshake;
    SteadyTime deadline_ = SteadyTime::max();
    boost::beast::flat_buffer buffer_{4 * kReadBytes};
    std::optional<Parser> parser_;
    std::size_t reserved_ = 0;
    std::uint64_t number_ = 0;
    SteadyTime handed_over_;
    bool is_late_ = false;
    bool is_http_1_0_ = false;
    bool is_head_ = false;
    bool keep_alive_ = true;
    bool stays_ = true;
    std::string head_;
    std::string body_;
    std::array<char, 1'024> rest_{};
    std::size_t lingered_ = 0;
};

}  // namespace

std::shared_ptr<Session> make_session(Socket socket, boost::asio::ssl::context* tls, Host& host) {
    boost::system::error_code problem;
    const auto peer = socket.remote_endpoint(problem);
    std::string address = problem ? std::string{} : peer.address().to_string();
    socket.set_option(boost::asio::ip::tcp::no_delay{true}, problem);
    if (tls == nullptr) {
        return std::make_shared<HttpSession<Socket>>(std::move(socket), std::move(address), host);
    }
    return std::make_shared<HttpSession<TlsStream>>(TlsStream{std::move(socket), *tls},
                                                    std::move(address), host);
}

}  // namespace yidi::http
