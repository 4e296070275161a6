#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

#include "adapters/http/server.h"
#include "adapters/telemetry/metrics.h"

namespace yidi::http {

/// Takes things of a fixed supply. Any thread.
class Supply {
public:
    explicit Supply(std::size_t all) : all_{all} {}
    [[nodiscard]] bool take(std::size_t count = 1) {
        std::size_t taken = taken_.load(std::memory_order_relaxed);
        do {
            if (count > all_ - taken) return false;
        } while (!taken_.compare_exchange_weak(taken, taken + count, std::memory_order_acq_rel));
        return true;
    }
    void give_back(std::size_t count = 1) { taken_.fetch_sub(count, std::memory_order_acq_rel); }

private:
    const std::size_t all_;
    std::atomic<std::size_t> taken_{0};
};

/// What all connections of a server share: supplies and metrics.
class Admission {
public:
    Admission(const Limits& limits, telemetry::Metrics& metrics)
        : connections{limits.connections},
          handlers{limits.in_flight},
          bodies{limits.bodies_bytes},
          open{metrics.gauge({"yidi_http_connections", "Connections that are open."})},
          in_flight{metrics.gauge({"yidi_http_in_flight", "Requests that are being handled."})},
          request_seconds{metrics.histogram(
              {"yidi_http_request_seconds", "From a whole request to its answer."})},
          metrics_{metrics} {}

    /// Requests, or connections, that were turned away before any work.
    void refused(std::string_view reason) {
        metrics_
            .counter({"yidi_http_refused_total", "Refused before any work."},
                     {{"reason", std::string{reason}}})
            .add();
    }
    [[nodiscard]] telemetry::Counter& responses(int status) {
        return metrics_.counter({"yidi_http_responses_total", "Answers by status."},
                                {{"status", std::to_string(status)}});
    }

    Supply connections;
    Supply handlers;
    Supply bodies;
    telemetry::Gauge& open;
    telemetry::Gauge& in_flight;
    telemetry::Histogram& request_seconds;

private:
    telemetry::Metrics& metrics_;
};

}  // namespace yidi::http
