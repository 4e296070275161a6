#include "tests/registry/register.h"

#include <algorithm>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/registry_import.h"
#include "adapters/text/place_readings.h"

namespace yidi::registry_test {

std::string OpenVault::seal(std::string_view plain, std::string_view bound_to) {
    const std::string head = std::to_string(++seals_) + "|" + std::string{bound_to} + "|";
    std::string turned{plain};
    std::ranges::reverse(turned);
    return head + turned;
}

Result<std::string> OpenVault::open(std::string_view sealed, std::string_view bound_to) const {
    const std::size_t begin = sealed.find('|');
    const std::string place = "|" + std::string{bound_to} + "|";
    if (begin == std::string_view::npos || !sealed.substr(begin).starts_with(place)) {
        return fail(Error{.code = ErrorCode::internal, .where = "seal"});
    }
    std::string plain{sealed.substr(begin + place.size())};
    std::ranges::reverse(plain);
    return plain;
}

std::string OpenVault::look_up_hash(std::string_view text) const {
    std::string turned{text};
    std::ranges::reverse(turned);
    return "hash:" + turned;
}

const policy::Regions& regions() {
    static const policy::Regions kAll = [] {
        Result<policy::Regions> loaded = codec::load_regions("data/regions/regions.tsv");
        YIDI_ASSERT(loaded.has_value());
        return *std::move(loaded);
    }();
    return kAll;
}

app::RegistryFeed feed_of(const Files& files) {
    app::RegistryFeed feed;
    for (const auto& [kind, text] : files) {
        const std::string file_name = std::string{app::name(kind)} + ".csv";
        const Result<codec::CellTable> table = codec::read_csv(text, file_name);
        YIDI_ASSERT(table.has_value());
        codec::read_registry({.kind = kind, .file_name = file_name, .table = *table}, regions(),
                             feed);
    }
    return feed;
}

Register::Register()
    : store_{ports::payer_tables()},
      book_{[] {
          Result<policy::Book> book = policy::Book::from({}, regions());
          YIDI_ASSERT(book.has_value());
          return *std::move(book);
      }()},
      texts_{regions()},
      readings_{[] {
          const Result<std::string> table = codec::read_file("data/text/readings.tsv");
          YIDI_ASSERT(table.has_value());
          auto readings = text::PlaceReadings::from(*table, "readings.tsv");
          YIDI_ASSERT(readings.has_value());
          return *std::move(readings);
      }()} {}

Result<void> Register::import(const Files& files, app::ImportReport& report) {
    const app::RegistryFeed feed = feed_of(files);
    const payer::Context context{.book = book_,
                                 .vault = vault_,
                                 .ids = ids_,
                                 .texts = texts_,
                                 .now = Instant::from_ms(1'780'000'000'000),
                                 .readings = readings_.get()};
    return ports::write(store_, [&](ports::Session& session) {
        return app::import_registry(session, context, feed, "clerk", report);
    });
}

void Register::run(
    const std::function<Result<void>(ports::Session&, const payer::Context&)>& work) {
    const payer::Context context{.book = book_,
                                 .vault = vault_,
                                 .ids = ids_,
                                 .texts = texts_,
                                 .now = {},
                                 .readings = readings_.get()};
    const Result<void> done =
        ports::write(store_, [&](ports::Session& session) { return work(session, context); });
    YIDI_ASSERT(done.has_value());
}

std::vector<ports::Row> Register::rows(ports::Table table) {
    std::vector<ports::Row> all;
    const Result<void> read = store_.read([&](ports::Session& session) {
        return session.scan(ports::spec(table), {}, {}, [&](const ports::Row& row) {
            all.push_back(row);
            return true;
        });
    });
    YIDI_ASSERT(read.has_value());
    return all;
}

std::string Register::state() {
    std::string all;
    const Result<void> read = ports::state_of(store_, ports::payer_tables(),
                                              [&](std::string_view bytes) { all += bytes; });
    YIDI_ASSERT(read.has_value());
    return all;
}

}  // namespace yidi::registry_test
