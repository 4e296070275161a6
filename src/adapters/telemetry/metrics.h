#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yidi::telemetry {

/// Names and values that tell the series of one metric apart. Values come from small known sets
/// (a transaction's number, a status), never from a person or a message.
using Labels = std::vector<std::pair<std::string, std::string>>;

/// Counts events. Any thread.
class Counter {
public:
    void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// A level that goes up and down. Any thread.
class Gauge {
public:
    void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
    void add(std::int64_t difference) { value_.fetch_add(difference, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// How durations are spread. Observed in microseconds and shown in seconds, as Prometheus wants
/// them. Any thread.
class Histogram {
public:
    /// 0.1 ms to 10 s, close where a settlement is expected.
    static const std::vector<std::int64_t>& default_bounds_us();

    /// Bounds ascend (asserted).
    explicit Histogram(std::vector<std::int64_t> bounds_us);
    void observe_us(std::int64_t duration_us);

    struct Snapshot {
        std::vector<std::uint64_t> up_to;  ///< observations up to each bound, then all
        std::int64_t sum_us = 0;
    };
    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] const std::vector<std::int64_t>& bounds_us() const { return bounds_us_; }

private:
    std::vector<std::int64_t> bounds_us_;
    std::deque<std::atomic<std::uint64_t>> counts_;  ///< in each interval; the last has no bound
    std::atomic<std::int64_t> sum_us_{0};
};

/// All metrics of a process. Look a metric up once and keep the reference: it lives as long as the
/// registry, and looking it up takes a lock.
/// Threads   any.
class Metrics {
public:
    /// Series of one metric; the rest share one whose label values are "other", so that no caller
    /// can fill the memory by inventing values.
    static constexpr std::size_t kSeriesMax = 200;

    struct Name {
        std::string_view name;  ///< [a-z_]+, as Prometheus advises: yidi_…_total, …_seconds
        std::string_view help;  ///< one line
    };

    Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;
    ~Metrics();

    /// The same name and labels give the same metric. One name is of one kind (asserted).
    [[nodiscard]] Counter& counter(const Name& name, const Labels& labels = {});
    [[nodiscard]] Gauge& gauge(const Name& name, const Labels& labels = {});
    [[nodiscard]] Histogram& histogram(
        const Name& name, const Labels& labels = {},
        const std::vector<std::int64_t>& bounds_us = Histogram::default_bounds_us());

    /// Everything in Prometheus' text form, version 0.0.4, sorted by name and labels.
    [[nodiscard]] std::string text() const;
    static constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

private:
    struct Family;
    enum class Kind : std::uint8_t { counter, gauge, histogram };
    static std::string_view word(Kind kind);
    Family& family(const Name& name, Kind kind);

    mutable std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Family>, std::less<>> families_;
};

}  // namespace yidi::telemetry
