#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sim/internal/history.h"
#include "sim/internal/machine.h"

namespace yidi::sim {

/// Who sent a message and how they hear of it.
struct Delivery {
    std::string body;
    std::function<void(const std::string& answer)> sent;      ///< as it leaves the payer
    std::function<void(const std::string& answer)> answered;  ///< as it comes back
    std::function<void()> cut;  ///< the connection was closed without an answer
};

/// Between the hospitals and the payer: messages are late, lost, doubled; so are answers.
class Network {
public:
    /// All outlive it.
    Network(History& history, Machine& machine) : history_{history}, machine_{machine} {}

    void send(Delivery delivery);

private:
    void deliver(const std::shared_ptr<const Delivery>& delivery, std::int64_t delay_ms);
    void arrive(const std::shared_ptr<const Delivery>& delivery);
    void answer(const std::shared_ptr<const Delivery>& delivery, const std::string& body);

    History& history_;
    Machine& machine_;
};

}  // namespace yidi::sim
