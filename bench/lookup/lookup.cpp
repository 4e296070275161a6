#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iomanip>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/payer_texts.h"
#include "adapters/crypto/key_file.h"
#include "adapters/crypto/vault.h"
#include "adapters/storage/sqlite/sqlite_store.h"
#include "adapters/text/place_readings.h"
#include "app/lookup/find_institutions.h"
#include "app/payer/upkeep.h"
#include "bench/lookup/names.h"
#include "bench/lookup/peers.h"
#include "domain/registry/searched_name.h"
#include "ports/tables.h"

/// Look-ups over a country's institutions in the embedded store, and what SQLite does alone.
namespace yidi::lookup_bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string data;
    std::int64_t institutions = 600'000;
    int queries = 2'000;
};

template <class T>
T taken(Result<T> result) {
    if (!result) {
        std::cerr << to_string(result.error()) << '\n';
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class Counter final : public ports::Ids {
public:
    std::int64_t next() override { return ++last_; }

private:
    std::int64_t last_ = 0;
};

struct Asked {
    std::string what;
    std::vector<app::InstitutionQuery> queries;
};

void print_head() {
    std::cout << std::left << std::setw(44) << "look-ups" << std::right << std::setw(12) << "median"
              << std::setw(12) << "p99" << std::setw(12) << "most" << '\n';
}

void print(const std::string& what, std::vector<double> took_ms) {
    std::ranges::sort(took_ms);
    const auto at = [&](double share) {
        return took_ms[std::min(
            took_ms.size() - 1,
            static_cast<std::size_t>(share * static_cast<double>(took_ms.size())))];
    };
    std::cout << std::left << std::setw(44) << what << std::right << std::fixed
              << std::setprecision(2) << std::setw(9) << at(0.5) << " ms" << std::setw(9)
              << at(0.99) << " ms" << std::setw(9) << took_ms.back() << " ms\n";
}

class Bench {
public:
    explicit Bench(Options options)
        : options_{std::move(options)},
          regions_{taken(codec::load_regions("data/regions/regions.tsv"))},
          book_{taken(policy::Book::from({}, regions_))},
          texts_{regions_},
          readings_{taken(text::PlaceReadings::from(
              taken(codec::read_file("data/text/readings.tsv")), "readings.tsv"))},
          names_{regions_} {}

    void fill() {
        std::filesystem::create_directories(options_.data + "/data");
        std::filesystem::permissions(options_.data + "/data", std::filesystem::perms::owner_all);
        crypto::KeyVault vault{taken(crypto::open_key_file({.file = options_.data + "/data.key",
                                                            .data_folder = options_.data + "/data",
                                                            .is_first_start = true}))};
        const auto store = open();
        Counter ids;
        const payer::Context context{.book = book_,
                                     .vault = vault,
                                     .ids = ids,
                                     .texts = texts_,
                                     .now = Instant::from_ms(0),
                                     .readings = readings_.get()};
        constexpr std::size_t kAtOnce = 50'000;
        // County by county, as a country's agencies hand them in.
        std::vector<std::int64_t> numbers;
        for (std::int64_t county = 0; county < names_.counties(); ++county) {
            for (std::int64_t i = county; i < options_.institutions; i += names_.counties()) {
                numbers.push_back(i);
            }
        }
        const auto start = Clock::now();
        for (std::size_t first = 0; first < numbers.size(); first += kAtOnce) {
            std::vector<registry::Institution> some;
            const std::size_t end = std::min(first + kAtOnce, numbers.size());
            for (std::size_t i = first; i < end; ++i) {
                some.push_back(names_.institution(numbers[i]));
            }
            std::vector<const registry::Institution*> pointers;
            pointers.reserve(some.size());
            for (const registry::Institution& one : some) {
                pointers.push_back(&one);
            }
            taken(ports::write(*store, [&](ports::Session& session) {
                return payer::put_institutions(session, context, pointers, "bench");
            }));
        }
        std::cout << options_.institutions << " institutions put with their index in "
                  << std::setprecision(1) << std::fixed << seconds_since(start) << " s\n";
        const auto again = Clock::now();
        taken(ports::write(*store, [&](ports::Session& session) -> Result<void> {
            YIDI_TRY_VOID(payer::rebuild_institution_index(session, context));
            return {};
        }));
        std::cout << "index made anew in " << seconds_since(again) << " s\n";
        store->close();
    }

    void measure() {
        const auto start = Clock::now();
        const auto store = open();
        const double opened = seconds_since(start);
        app::InstitutionQuery first;
        first.name = "xhyy";
        (void)ask(*store, first);
        std::cout << "store opened in " << std::setprecision(1) << opened * 1'000
                  << " ms, first answer after " << seconds_since(start) * 1'000 << " ms\n";
        tell_sizes(*store);
        print_head();
        for (const Asked& asked : questions()) {
            std::vector<double> took;
            std::size_t found = 0;
            for (const app::InstitutionQuery& query : asked.queries) {
                const auto begin = Clock::now();
                found += ask(*store, query).size();
                took.push_back(seconds_since(begin) * 1'000);
            }
            print(asked.what, took);
            if (found == 0) {
                std::cerr << "nothing was found: " << asked.what << '\n';
                std::exit(1);
            }
        }
        compare(*store);
    }

private:
    std::unique_ptr<storage::SqliteStore> open() const {
        return taken(storage::SqliteStore::open(ports::payer_tables(),
                                                {.file = options_.data + "/data/yidi.db"}));
    }

    static std::vector<std::string> ask(ports::Store& store, const app::InstitutionQuery& query) {
        app::InstitutionsFound answer;
        taken(store.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(answer, app::find_institutions(session, query));
            return {};
        }));
        std::vector<std::string> codes;
        codes.reserve(answer.found.size());
        for (const registry::Institution& one : answer.found) {
            codes.push_back(one.fixmedins_code);
        }
        return codes;
    }

    static void tell_sizes(ports::Store& store) {
        for (const ports::Table table : {ports::Table::institution, ports::Table::institution_page,
                                         ports::Table::institution_gram}) {
            std::size_t rows = 0;
            std::size_t bytes = 0;
            taken(store.read([&](ports::Session& session) {
                return session.scan(ports::spec(table), {}, {}, [&](const ports::Row& row) {
                    ++rows;
                    for (const ports::Value& value : row) {
                        const auto* text = std::get_if<std::string>(&value);
                        bytes += text == nullptr ? sizeof(std::int32_t) : text->size();
                    }
                    return true;
                });
            }));
            std::cout << ports::spec(table).name << ": " << rows << " rows, " << bytes / 1'000'000
                      << " MB\n";
        }
    }

    registry::SearchedName searched(const registry::Institution& one) {
        const auto characters = registry::characters_of(one.fixmedins_name);
        return registry::searched_name(characters, readings_->of(characters));
    }

    std::string part_of(const std::string& initials, std::size_t size) {
        if (initials.size() <= size) {
            return initials;
        }
        return initials.substr(random_() % (initials.size() - size + 1), size);
    }

    registry::Institution drawn() {
        return names_.institution(static_cast<std::int64_t>(
            random_() % static_cast<std::uint64_t>(options_.institutions)));
    }

    Asked asked(
        const std::string& what,
        const std::function<void(const registry::Institution&, app::InstitutionQuery&)>& question) {
        Asked all{.what = what, .queries = {}};
        for (int i = 0; i < options_.queries; ++i) {
            const registry::Institution one = drawn();
            question(one, all.queries.emplace_back());
        }
        return all;
    }

    std::vector<Asked> questions() {
        using registry::Institution;
        constexpr std::size_t kFour = 4;
        constexpr std::size_t kSix = 6;
        constexpr std::size_t kCharacter = 3;
        constexpr std::uint32_t kCity = 100;
        std::vector<Asked> all;
        all.push_back(asked("initials, the whole name", [&](const Institution& one, auto& query) {
            query.name = searched(one).initials;
        }));
        for (const std::size_t size : {2UL, 3UL, kFour, kSix}) {
            all.push_back(asked(std::to_string(size) + " initials from anywhere in the name",
                                [&](const Institution& one, auto& query) {
                                    query.name = part_of(searched(one).initials, size);
                                }));
        }
        all.push_back(asked("4 initials and a city", [&](const Institution& one, auto& query) {
            query.name = part_of(searched(one).initials, kFour);
            query.place = one.admdvs / kCity * kCity;
        }));
        all.push_back(
            asked("4 initials, inpatient, level 02", [&](const Institution& one, auto& query) {
                query.name = part_of(searched(one).initials, kFour);
                query.business = policy::Business::inpatient;
                query.hosp_lv = "02";
            }));
        all.push_back(asked("full pinyin of the name", [&](const Institution& one, auto& query) {
            query.name = searched(one).syllables;
            std::erase(query.name, ' ');
            query.name.resize(std::min(query.name.size(), registry::NameQuery::kCharactersMax));
        }));
        all.push_back(asked("2 characters", [&](const Institution& one, auto& query) {
            const std::string characters = searched(one).characters;
            query.name = characters.substr(
                random_() % (characters.size() / kCharacter - 1) * kCharacter, 2 * kCharacter);
        }));
        all.push_back(asked("a city, chronic care", [&](const Institution& one, auto& query) {
            query.place = one.admdvs / kCity * kCity;
            query.business = policy::Business::chronic;
        }));
        return all;
    }

    /// The same questions of SQLite alone; the answers have to be the same.
    void compare(ports::Store& store) {
        std::vector<Peers::One> all;
        for (std::int64_t number = 0; number < options_.institutions; ++number) {
            const registry::Institution one = names_.institution(number);
            all.push_back({.admdvs = one.admdvs,
                           .code = one.fixmedins_code,
                           .name = one.fixmedins_name,
                           .initials = searched(one).initials});
        }
        std::ranges::sort(all, {}, [](const Peers::One& one) {
            return std::pair{one.admdvs, one.code};
        });
        const std::string file = options_.data + "/peers.db";
        Peers peers{file};
        const auto start = Clock::now();
        peers.fill(all);
        std::cout << "peers filled in " << seconds_since(start) << " s, "
                  << std::filesystem::file_size(file) / 1'000'000 << " MB\n";
        constexpr int kPeerQueries = 200;
        constexpr std::size_t kFour = 4;
        std::vector<double> ours;
        std::vector<double> like;
        std::vector<double> trigrams;
        for (int i = 0; i < kPeerQueries; ++i) {
            app::InstitutionQuery query;
            query.name = part_of(searched(drawn()).initials, kFour);
            auto begin = Clock::now();
            const auto mine = ask(store, query);
            ours.push_back(seconds_since(begin) * 1'000);
            begin = Clock::now();
            const auto by_like = peers.by_like(query.name);
            like.push_back(seconds_since(begin) * 1'000);
            begin = Clock::now();
            const auto by_trigrams = peers.by_trigrams(query.name);
            trigrams.push_back(seconds_since(begin) * 1'000);
            if (by_like != by_trigrams) {
                std::cerr << "the peers differ on " << query.name << '\n';
                std::exit(1);
            }
            // Letters may be syllables too, so ours may find more; what LIKE finds is among it.
            if (mine.size() < by_like.size()) {
                std::cerr << "fewer were found than by LIKE: " << query.name << '\n';
                std::exit(1);
            }
        }
        print("4 initials, ours", ours);
        print("4 initials, SQLite LIKE", like);
        print("4 initials, SQLite FTS5 trigrams", trigrams);
    }

    Options options_;
    policy::Regions regions_;
    policy::Book book_;
    codec::PayerTexts texts_;
    std::unique_ptr<ports::Readings> readings_;
    Names names_;
    std::mt19937_64 random_{20'261'122};
};

}  // namespace
}  // namespace yidi::lookup_bench

int main(int argc, char** argv) {
    yidi::lookup_bench::Options options;
    CLI::App app{"Look-ups of institutions by initials, pinyin, name and place"};
    app.add_option("--data", options.data, "An empty folder; it keeps the store")->required();
    app.add_option("--institutions", options.institutions, "How many");
    app.add_option("--queries", options.queries, "Of each kind");
    CLI11_PARSE(app, argc, argv);
    std::cout << std::unitbuf;
    yidi::lookup_bench::Bench bench{options};
    bench.fill();
    bench.measure();
    return 0;
}
