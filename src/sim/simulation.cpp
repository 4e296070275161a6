#include "sim/simulation.h"

#include <memory>

#include "sim/internal/books.h"
#include "sim/internal/country.h"
#include "sim/internal/filing_books.h"
#include "sim/internal/history.h"
#include "sim/internal/machine.h"
#include "sim/internal/network.h"
#include "sim/internal/people.h"
#include "sim/internal/window.h"

namespace yidi::sim {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kWindowsOfHospital = 2;

/// One history, from its seed to its end.
class World {
public:
    World(History& history, const policy::Book& book)
        : history_{history},
          books_{history},
          above_{history},
          filing_books_{history, above_},
          machine_{
              history, {.books = books_, .filing_books = filing_books_, .above = above_}, book},
          network_{history, machine_},
          people_{history, machine_} {
        std::int64_t number = 0;
        for (const Hospital& hospital : hospitals()) {
            for (std::int64_t i = 0; i < kWindowsOfHospital; ++i) {
                windows_.push_back(
                    std::make_unique<Window>(Window::Around{.history = history,
                                                            .network = network_,
                                                            .books = books_,
                                                            .filing_books = filing_books_,
                                                            .people = people_},
                                             hospital, std::to_string(++number)));
            }
        }
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    ~World() { history_.time().stop(); }

    void live(std::int64_t days) {
        for (std::int64_t day = 0; day < days; ++day) {
            plan_day(day * kDay - history_.time().now_ms());
        }
        history_.begin_faults();
        run_to_end();
        history_.end_faults();
        machine_.run_jobs();
        run_to_end();
        finish();
    }
    [[nodiscard]] const Books& books() const { return books_; }
    [[nodiscard]] const FilingBooks& filing_books() const { return filing_books_; }

private:
    /// Rushes between 8 and 18 o'clock, each of a few persons at all windows; the clock is set
    /// some time; every hour the whole store is checked.
    void plan_day(std::int64_t begin_ms) {
        Chance& chance = history_.chance();
        for (std::int64_t hour = 8; hour < 18; hour += 2) {
            at(begin_ms + hour * kHour + chance.between(0, kHour), [this] { rush(); });
        }
        for (std::int64_t hour = 7; hour < 20; ++hour) {
            at(begin_ms + hour * kHour + chance.between(0, kHour), [this] { jump_clock(); });
        }
        plan_filings(begin_ms);
        for (std::int64_t hour = 0; hour < 24; ++hour) {
            at(begin_ms + hour * kHour, [this] { machine_.check_store(); });
        }
    }
    /// Every person does something about a filing once or twice a day; the jobs run all day.
    void plan_filings(std::int64_t begin_ms) {
        constexpr std::int64_t kEvery = 10 * kMinute;
        Chance& chance = history_.chance();
        for (const Insured& one : insured()) {
            for (std::int64_t i = chance.between(1, 3); i > 0; --i) {
                at(begin_ms + chance.between(6 * kHour, 20 * kHour),
                   [this, &one] { people_.act(one.pid); });
            }
        }
        for (std::int64_t time = 0; time < kDay; time += kEvery) {
            at(begin_ms + time + chance.between(0, kMinute), [this] { machine_.run_jobs(); });
        }
    }
    void at(std::int64_t delay_ms, std::function<void()> event) {
        history_.time().after(delay_ms, std::move(event));
    }

    void rush() {
        constexpr std::size_t kCrowd = 3;
        std::vector<const Insured*> crowd;
        for (std::size_t i = 0; i < kCrowd; ++i) {
            crowd.push_back(&insured()[history_.chance().below(insured().size())]);
        }
        for (const auto& window : windows_) {
            std::vector<const Insured*> persons;
            for (std::int64_t i = history_.chance().between(1, 2); i > 0; --i) {
                persons.push_back(crowd[history_.chance().below(crowd.size())]);
            }
            window->treat(std::move(persons));
        }
    }
    void jump_clock() {
        constexpr std::int64_t kOffMax = 8 * kMinute;
        constexpr std::int64_t kOftenOfTenThousand = 3'000;
        if (history_.strikes(Fault::clock_jump, kOftenOfTenThousand)) {
            machine_.set_clock(history_.chance().between(-kOffMax, kOffMax));
        }
    }

    void run_to_end() {
        while (history_.invariant().empty() && history_.time().run_next()) machine_.end_event();
    }
    void finish() {
        if (!history_.invariant().empty()) return;
        for (const auto& window : windows_) {
            if (!window->is_idle()) history_.violated("every window learns how each call ended");
            window->compare();
        }
        if (!people_.is_idle()) history_.violated("everybody learns what became of a filing");
        machine_.check_store();
        machine_.check_jobs_done();
    }

    History& history_;
    Books books_;
    Above above_;
    FilingBooks filing_books_;
    Machine machine_;
    Network network_;
    People people_;
    std::vector<std::unique_ptr<Window>> windows_;
};

}  // namespace

Result<Report> run(const Options& options) {
    YIDI_TRY(const policy::Book book, make_book());
    Report report;
    for (std::int64_t i = 0; i < options.seeds; ++i) {
        const std::uint64_t seed = options.first_seed + static_cast<std::uint64_t>(i);
        History history{seed, options.faults, options.events};
        World world{history, book};
        world.live(options.days);
        report.seeds += 1;
        report.settlements += world.books().settlements();
        report.steps += history.time().steps();
        for (std::size_t fault = 0; fault < kFaultCount; ++fault) {
            report.faults_fired[fault] += history.fired()[fault];
        }
        for (std::size_t one = 0; one < kSituationCount; ++one) {
            report.situations[one] += world.filing_books().situations()[one];
        }
        if (!history.invariant().empty()) {
            report.failed.push_back(
                {.seed = seed, .step = history.failed_step(), .invariant = history.invariant()});
        }
        if (options.progress) options.progress(i + 1);
    }
    return report;
}

}  // namespace yidi::sim
