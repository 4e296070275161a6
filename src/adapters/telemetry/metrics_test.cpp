#include "adapters/telemetry/metrics.h"

#include <thread>

#include <gtest/gtest.h>

namespace yidi::telemetry {
namespace {

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
    Metrics metrics;
    metrics.counter({"yidi_calls_total", "Calls."}, {{"infno", "2207"}, {"result", "done"}}).add(3);
    metrics.counter({"yidi_calls_total", "Calls."}, {{"infno", "2204"}, {"result", "done"}}).add();
    metrics.gauge({"yidi_queue", "Waiting."}).set(-2);
    Histogram& histogram =
        metrics.histogram({"yidi_write_seconds", "Durable."}, {}, {1'000, 2'500'000});
    histogram.observe_us(1'000);      // on the bound: inside
    histogram.observe_us(1'001);      // 0.001001
    histogram.observe_us(3'000'000);  // beyond the last bound
    EXPECT_EQ(metrics.text(),
              "# HELP yidi_calls_total Calls.\n"
              "# TYPE yidi_calls_total counter\n"
              "yidi_calls_total{infno=\"2204\",result=\"done\"} 1\n"
              "yidi_calls_total{infno=\"2207\",result=\"done\"} 3\n"
              "# HELP yidi_queue Waiting.\n"
              "# TYPE yidi_queue gauge\n"
              "yidi_queue -2\n"
              "# HELP yidi_write_seconds Durable.\n"
              "# TYPE yidi_write_seconds histogram\n"
              "yidi_write_seconds_bucket{le=\"0.001\"} 1\n"
              "yidi_write_seconds_bucket{le=\"2.5\"} 2\n"
              "yidi_write_seconds_bucket{le=\"+Inf\"} 3\n"
              "yidi_write_seconds_sum 3.002001\n"
              "yidi_write_seconds_count 3\n");
}

TEST(Metrics, KeepTheLabelsOfAHistogramBesideItsBound) {
    Metrics metrics;
    metrics.histogram({"h", "H."}, {{"infno", "2207"}}, {500'000}).observe_us(1);
    EXPECT_NE(metrics.text().find("h_bucket{infno=\"2207\",le=\"0.5\"} 1\n"), std::string::npos);
    EXPECT_NE(metrics.text().find("h_count{infno=\"2207\"} 1\n"), std::string::npos);
}

TEST(Metrics, OfOneNameAndLabelsAreOne) {
    Metrics metrics;
    const Counter& first = metrics.counter({"c", "C."}, {{"a", "1"}});
    const Counter& again = metrics.counter({"c", "C."}, {{"a", "1"}});
    EXPECT_EQ(&first, &again);
    EXPECT_NE(&first, &metrics.counter({"c", "C."}, {{"a", "2"}}));
}

TEST(Metrics, EscapeWhatWouldBreakALine) {
    Metrics metrics;
    metrics.counter({"c", "C."}, {{"a", "x\"y\\z\nw"}}).add();
    EXPECT_NE(metrics.text().find("c{a=\"x\\\"y\\\\z\\nw\"} 1\n"), std::string::npos);
}

TEST(Metrics, PutWhatIsTooManyTogether) {
    Metrics metrics;
    for (int i = 0; i < 1'000; ++i) {
        metrics.counter({"c", "C."}, {{"a", std::to_string(i)}}).add();
    }
    EXPECT_EQ(metrics.counter({"c", "C."}, {{"a", "other"}}).value(), 1'000 - Metrics::kSeriesMax);
}

TEST(Metrics, LoseNothingUnderManyThreads) {
    Metrics metrics;
    constexpr int kThreads = 4;
    constexpr int kEach = 10'000;
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&metrics] {
            Counter& counter = metrics.counter({"c", "C."});
            Histogram& histogram = metrics.histogram({"h", "H."});
            for (int n = 0; n < kEach; ++n) {
                counter.add();
                histogram.observe_us(n);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(metrics.counter({"c", "C."}).value(), kThreads * kEach);
    EXPECT_EQ(metrics.histogram({"h", "H."}).snapshot().up_to.back(), kThreads * kEach);
}

TEST(Histogram, TakesADurationBelowZeroAsNone) {
    Histogram histogram{{10}};
    histogram.observe_us(-5);
    EXPECT_EQ(histogram.snapshot().sum_us, 0);
    EXPECT_EQ(histogram.snapshot().up_to.front(), 1U);
}

TEST(MetricsDeathTest, OfOneNameAreOfOneKind) {
    Metrics metrics;
    metrics.counter({"c", "C."}).add();
    EXPECT_DEATH(static_cast<void>(metrics.gauge({"c", "C."})), "kind");
}

}  // namespace
}  // namespace yidi::telemetry
