#include "adapters/http/internal/worker.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/post.hpp>

#include "adapters/http/internal/response_text.h"

namespace yidi::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;

/// Limits are looked at this often: a quarter of the shortest, so that none is passed by much.
milliseconds tick_of(const Limits& limits) {
    const milliseconds shortest =
        std::min({limits.handshake, limits.header, limits.body, limits.idle, limits.answer,
                  limits.write, milliseconds{1'000}});
    return std::max(shortest / 4, milliseconds{5});
}

}  // namespace

Worker::Worker(Parts parts)
    : parts_{std::move(parts)},
      guard_{context_.get_executor()},
      timer_{context_},
      tick_{tick_of(parts_.limits)} {}

void Worker::run() {
    tick();
    context_.run();
}

void Worker::take(Socket socket) {
    asio::post(context_,
               [this, socket = std::move(socket)]() mutable { begin(std::move(socket)); });
}

void Worker::drain() {
    asio::post(context_, [this] { visit([](Session& session) { session.drain(); }); });
}

void Worker::close_all() {
    asio::post(context_, [this] { visit([](Session& session) { session.close(); }); });
}

void Worker::end() {
    // Posted, so that what close_all() has begun ends before.
    asio::post(context_, [this] { context_.stop(); });
}

void Worker::count_response(int status) {
    telemetry::Counter*& counter = responses_[status];
    if (counter == nullptr) counter = &parts_.admission.responses(status);
    counter->add();
}

void Worker::hand_over(Request request, std::shared_ptr<Session> session, std::uint64_t number) {
    parts_.hand_over(*this, std::move(request), std::move(session), number);
}

void Worker::closed(Session& session) {
    sessions_.erase(&session);
    parts_.admission.open.add(-1);
    parts_.admission.connections.give_back();
    parts_.when_closed();
}

void Worker::begin(Socket socket) {
    const std::shared_ptr<Session> session = make_session(std::move(socket), parts_.tls, *this);
    sessions_.emplace(session.get(), session);
    parts_.admission.open.add(1);
    if (is_draining()) return session->close();
    session->start();
}

void Worker::tick() {
    date_ = http_date(std::chrono::duration_cast<std::chrono::seconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count());
    const SteadyTime now = std::chrono::steady_clock::now();
    visit([now](Session& session) { session.check(now); });
    timer_.expires_after(tick_);
    timer_.async_wait([this](const error_code& problem) {
        if (!problem) tick();
    });
}

void Worker::visit(const std::function<void(Session&)>& each) {
    for (auto next = sessions_.begin(); next != sessions_.end();) {
        // The visit may close the session, which then leaves the map.
        const std::shared_ptr<Session> session = next->second;
        ++next;
        each(*session);
    }
}

}  // namespace yidi::http
