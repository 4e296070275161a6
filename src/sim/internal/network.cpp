#include "sim/internal/network.h"

#include <utility>

namespace yidi::sim {
namespace {

constexpr std::int64_t kLatencyMsMax = 60;
constexpr std::int64_t kLateMsMin = 4'000;
constexpr std::int64_t kLateMsMax = 1'200'000;
// In 10,000 messages.
constexpr std::int64_t kLost = 150;
constexpr std::int64_t kDoubled = 200;
constexpr std::int64_t kDelayed = 150;

/// Says that nothing has come back when the payer lets go of a request without an answer.
class Line {
public:
    Line(History& history, std::shared_ptr<const Delivery> delivery)
        : history_{history}, delivery_{std::move(delivery)} {}
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    ~Line() {
        if (is_answered_) return;
        history_.time().after(1, [delivery = delivery_] { delivery->cut(); });
    }
    /// False if it was answered before.
    [[nodiscard]] bool answer() { return !std::exchange(is_answered_, true); }

private:
    History& history_;
    std::shared_ptr<const Delivery> delivery_;
    bool is_answered_ = false;
};

}  // namespace

void Network::send(Delivery delivery) {
    const auto shared = std::make_shared<const Delivery>(std::move(delivery));
    Chance& chance = history_.chance();
    if (history_.strikes(Fault::doubled, kDoubled)) {
        const bool late = chance.percent(50);
        deliver(shared,
                late ? chance.between(kLateMsMin, kLateMsMax) : chance.between(1, kLatencyMsMax));
    }
    if (history_.strikes(Fault::request_lost, kLost)) return;
    const bool late = history_.strikes(Fault::delayed, kDelayed);
    deliver(shared,
            late ? chance.between(kLateMsMin, kLateMsMax) : chance.between(1, kLatencyMsMax));
}

void Network::deliver(const std::shared_ptr<const Delivery>& delivery, std::int64_t delay_ms) {
    history_.time().after(delay_ms, [this, delivery] { arrive(delivery); });
}

void Network::arrive(const std::shared_ptr<const Delivery>& delivery) {
    const auto line = std::make_shared<Line>(history_, delivery);
    machine_.receive({.method = "POST", .target = "/", .body = delivery->body},
                     [this, line, delivery](const http::Response& response) {
                         if (line->answer()) answer(delivery, response.body);
                     });
}

void Network::answer(const std::shared_ptr<const Delivery>& delivery, const std::string& body) {
    delivery->sent(body);
    if (history_.strikes(Fault::answer_lost, kLost)) return;
    history_.time().after(history_.chance().between(1, kLatencyMsMax),
                          [delivery, body] { delivery->answered(body); });
}

}  // namespace yidi::sim
