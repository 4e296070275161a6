#include "adapters/telemetry/metrics.h"

#include <algorithm>
#include <variant>

#include "base/assert.h"

namespace yidi::telemetry {
namespace {

constexpr std::int64_t kSecondUs = 1'000'000;

/// `{a="1",b="2"}` without its closing brace; empty where there are no labels.
std::string label_text(const Labels& labels) {
    std::string text;
    for (const auto& [name, value] : labels) {
        text += text.empty() ? '{' : ',';
        text += name + "=\"";
        for (const char character : value) {
            if (character == '\\' || character == '"') text += '\\';
            if (character == '\n') {
                text += "\\n";
            } else {
                text += character;
            }
        }
        text += '"';
    }
    return text;
}

std::string closed(const std::string& labels) {
    return labels.empty() ? labels : labels + '}';
}

/// The labels with one more.
std::string with(const std::string& labels, const std::string& more) {
    return labels.empty() ? '{' + more + '}' : labels + ',' + more + '}';
}

/// Microseconds as seconds: exact, without a zero at the end.
std::string seconds(std::int64_t us) {
    const std::string text = std::to_string(us / kSecondUs);
    std::string fraction = std::to_string(us % kSecondUs + kSecondUs).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? text : text + '.' + fraction;
}

void append(std::string& out, const std::string& name, const Histogram& histogram,
            const std::string& labels) {
    const Histogram::Snapshot snapshot = histogram.snapshot();
    for (std::size_t i = 0; i < snapshot.up_to.size(); ++i) {
        const std::string bound = i < histogram.bounds_us().size()
                                      ? seconds(histogram.bounds_us()[i])
                                      : std::string{"+Inf"};
        out += name + "_bucket" + with(labels, "le=\"" + bound + '"') + ' ' +
               std::to_string(snapshot.up_to[i]) + '\n';
    }
    out += name + "_sum" + closed(labels) + ' ' + seconds(snapshot.sum_us) + '\n';
    out += name + "_count" + closed(labels) + ' ' + std::to_string(snapshot.up_to.back()) + '\n';
}

}  // namespace

const std::vector<std::int64_t>& Histogram::default_bounds_us() {
    static const std::vector<std::int64_t> kBounds{
        100,    250,     500,     1'000,   2'500,     5'000,     10'000,    20'000,
        50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
    return kBounds;
}

Histogram::Histogram(std::vector<std::int64_t> bounds_us)
    : bounds_us_{std::move(bounds_us)}, counts_(bounds_us_.size() + 1) {
    YIDI_ASSERT(std::is_sorted(bounds_us_.begin(), bounds_us_.end()));
}

void Histogram::observe_us(std::int64_t duration_us) {
    // A clock that is no good must not make the sum go down.
    const std::int64_t us = std::max<std::int64_t>(duration_us, 0);
    const auto bound = std::lower_bound(bounds_us_.begin(), bounds_us_.end(), us);
    counts_[static_cast<std::size_t>(bound - bounds_us_.begin())].fetch_add(
        1, std::memory_order_relaxed);
    sum_us_.fetch_add(us, std::memory_order_relaxed);
}

Histogram::Snapshot Histogram::snapshot() const {
    Snapshot snapshot{.up_to = {}, .sum_us = sum_us_.load(std::memory_order_relaxed)};
    std::uint64_t so_far = 0;
    for (const std::atomic<std::uint64_t>& count : counts_) {
        so_far += count.load(std::memory_order_relaxed);
        snapshot.up_to.push_back(so_far);
    }
    return snapshot;
}

/// The series of one name.
struct Metrics::Family {
    // Counters and gauges are not movable, so each has its own place.
    using Series =
        std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>>;

    std::string help;
    Kind kind;
    std::map<std::string, Series> series = {};

    /// The place for these labels, or the one for all that come too late.
    Series& place(const Labels& labels) {
        const std::string text = label_text(labels);
        const auto found = series.find(text);
        if (found != series.end()) return found->second;
        if (series.size() < kSeriesMax) return series[text];
        Labels other = labels;
        for (auto& label : other) label.second = "other";
        return series[label_text(other)];
    }

    template <class Metric, class... Arguments>
    Metric& get(const Labels& labels, const Arguments&... arguments) {
        Series& at = place(labels);
        auto* metric = std::get_if<std::unique_ptr<Metric>>(&at);
        if (metric == nullptr || *metric == nullptr) {
            metric = &at.emplace<std::unique_ptr<Metric>>(std::make_unique<Metric>(arguments...));
        }
        return **metric;
    }
};

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

Metrics::Family& Metrics::family(const Name& name, Kind kind) {
    const auto found = families_.find(name.name);
    if (found != families_.end()) {
        YIDI_ASSERT(found->second->kind == kind);
        return *found->second;
    }
    auto made = std::make_unique<Family>(Family{.help = std::string{name.help}, .kind = kind});
    return *families_.emplace(name.name, std::move(made)).first->second;
}

Counter& Metrics::counter(const Name& name, const Labels& labels) {
    const std::lock_guard lock{mutex_};
    return family(name, Kind::counter).get<Counter>(labels);
}

Gauge& Metrics::gauge(const Name& name, const Labels& labels) {
    const std::lock_guard lock{mutex_};
    return family(name, Kind::gauge).get<Gauge>(labels);
}

Histogram& Metrics::histogram(const Name& name, const Labels& labels,
                              const std::vector<std::int64_t>& bounds_us) {
    const std::lock_guard lock{mutex_};
    return family(name, Kind::histogram).get<Histogram>(labels, bounds_us);
}

std::string_view Metrics::word(Kind kind) {
    switch (kind) {
        case Kind::counter: return "counter";
        case Kind::gauge: return "gauge";
        case Kind::histogram: return "histogram";
    }
    return {};
}

std::string Metrics::text() const {
    const std::lock_guard lock{mutex_};
    std::string out;
    for (const auto& [name, family] : families_) {
        out += "# HELP " + name + ' ' + family->help + '\n';
        out += "# TYPE " + name + ' ' + std::string{word(family->kind)} + '\n';
        for (const auto& [labels, series] : family->series) {
            if (const auto* counter = std::get_if<std::unique_ptr<Counter>>(&series)) {
                out += name + closed(labels) + ' ' + std::to_string((*counter)->value()) + '\n';
            } else if (const auto* gauge = std::get_if<std::unique_ptr<Gauge>>(&series)) {
                out += name + closed(labels) + ' ' + std::to_string((*gauge)->value()) + '\n';
            } else {
                append(out, name, *std::get<std::unique_ptr<Histogram>>(series), labels);
            }
        }
    }
    return out;
}

}  // namespace yidi::telemetry
