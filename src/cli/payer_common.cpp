#include <charconv>
#include <fstream>
#include <iterator>
#include <ostream>
#include <system_error>
#include <utility>

#include <CLI/CLI.hpp>

#include "adapters/codec/claim_rules.h"
#include "adapters/codec/pack_store.h"
#include "adapters/codec/pack_texts.h"
#include "adapters/codec/person_rules.h"
#include "adapters/codec/registry_import.h"
#include "adapters/codec/table.h"
#include "adapters/codec/utf8.h"
#include "adapters/crypto/passwords.h"
#include "adapters/text/place_readings.h"
#include "app/access/accounts.h"
#include "app/payer/upkeep.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "domain/explain/error_words.h"
#include "ports/tables.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDemoMark = "yidi-demo 1 ";

fs::path mark_of(const fs::path& folder) {
    return folder / "demo";
}

}  // namespace

void add_data_options(CLI::App& command, Context& context, DataOptions& options) {
    add_policy_option(command, context);
    add_common_options(command, context);
    command.add_option("--data", options.data, "The payer's data folder (default: var/yidi)")
        ->type_name("DIR");
    command
        .add_option("--key", options.key,
                    "The file of keys, outside the data folder (default: its name with .key)")
        ->type_name("FILE");
}

std::optional<DemoMark> read_demo_mark(const fs::path& folder) {
    std::ifstream file{mark_of(folder)};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (!text.starts_with(kDemoMark)) return {};
    DemoMark mark;
    std::from_chars(text.data() + kDemoMark.size(), text.data() + text.size(), mark.clock_ahead_ms);
    return mark;
}

Result<void> write_demo_mark(const fs::path& folder, const DemoMark& mark) {
    std::error_code code;
    // As opening makes it: nobody else looks into a folder of data.
    if (fs::create_directories(folder, code)) fs::permissions(folder, fs::perms::owner_all, code);
    std::ofstream file{mark_of(folder)};
    file << kDemoMark << mark.clock_ahead_ms << '\n';
    if (file.flush()) return {};
    return fail({.code = ErrorCode::unreadable_file,
                 .where = mark_of(folder).string(),
                 .rule = "a file that can be written",
                 .remedy = "check the folder, its owner and the space on its disk",
                 .detail = "cannot write this file"});
}

DataPlace place_of(const Context& context, const DataOptions& options) {
    DataPlace place;
    place.folder = options.data.empty() ? context.home / "var" / "yidi" : fs::path{options.data};
    // "var/yidi/" names the same folder, and its key lies beside it too.
    if (place.folder.filename().empty()) place.folder = place.folder.parent_path();
    place.key =
        options.key.empty() ? fs::path{place.folder.string() + ".key"} : fs::path{options.key};
    if (const auto mark = read_demo_mark(place.folder)) place.clock_ahead_ms = mark->clock_ahead_ms;
    return place;
}

Result<std::unique_ptr<ports::Readings>> read_readings(const Context& context) {
    YIDI_TRY(const std::string words, codec::read_file(context.home / "data/text/readings.tsv"));
    YIDI_TRY(std::unique_ptr<text::PlaceReadings> readings,
             text::PlaceReadings::from(words, "readings.tsv"));
    return std::unique_ptr<ports::Readings>{std::move(readings)};
}

Result<ClaimRules> read_claim_rules(const Context& context) {
    ClaimRules rules;
    YIDI_TRY(rules.papers, codec::load_claim_papers(context.home / "data/rules/claim-papers.csv"));
    YIDI_TRY(rules.limits, codec::load_claim_limits(context.home / "data/rules/claim-limits.csv"));
    return rules;
}

Result<std::unique_ptr<Payer>> Payer::open(const Context& context, const DataPlace& place) {
    std::unique_ptr<Payer> payer{new Payer};
    const codec::BookPlaces places = places_of(context);
    YIDI_TRY(payer->regions_, codec::load_regions(places.regions));
    YIDI_TRY(policy::Book book, codec::load_book(places, {}));
    YIDI_TRY(policy::PersonRules rules,
             codec::load_person_rules(context.home / "data" / "rules" / "persons.csv"));
    book.set_person_rules(std::move(rules));
    payer->packs_ = std::make_unique<codec::PackTexts>(places);
    payer->shelf_ =
        std::make_unique<publishing::Shelf>(std::make_shared<const policy::Book>(std::move(book)));
    payer->texts_ = std::make_unique<codec::PayerTexts>(payer->regions_);
    YIDI_TRY(payer->readings_, read_readings(context));
    YIDI_TRY(payer->installation_, context.machine->open(place));
    const Date today = payer->now().date();
    publishing::Schedule schedule;
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(schedule, publishing::schedule_of(session, payer->tools(), today));
        return {};
    }));
    payer->shelf_->put(std::move(schedule));
    payer->book_ = payer->shelf_->on(today);
    return payer;
}

payer::Context Payer::context() {
    const OpenPorts ports = installation_->open_ports();
    return {.book = *book_,
            .vault = ports.vault,
            .ids = ports.ids,
            .texts = *texts_,
            .now = ports.clock.now(),
            .readings = readings_.get()};
}

Result<registry::Pid> pid_of_argument(const std::string& psn_no) {
    const auto pid = registry::pid_of(psn_no);
    if (!pid) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "PSN_NO",
                          .rule = "a psn_no of 20 digits",
                          .remedy = "take it from `yidi demo list` or the answer of 1101",
                          .detail = "this is no person's number"});
    }
    return *pid;
}

Result<void> Payer::look(const std::string& what, const PersonalRead& read) {
    const payer::Context work = context();
    return ports::write(store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const registry::Pid pid, read(session));
        return accounts::note(session, work, {.by = "command line", .pid = pid, .what = what});
    });
}

Result<void> import_files(Payer& payer, const RegistryFiles& files, app::ImportReport& report) {
    app::RegistryFeed feed;
    for (const RegistryFiles::One& one : files.files) {
        const std::string name = one.path.filename();
        const bool is_workbook = one.path.extension() == ".xlsx";
        YIDI_TRY(const std::string text, codec::read_file(one.path));
        YIDI_TRY(codec::CellTable table,
                 is_workbook ? codec::read_xlsx(text, name) : codec::read_csv(text, name));
        codec::read_registry(
            {.kind = one.kind,
             .file_name = name,
             .source = is_workbook ? codec::TableSource::workbook : codec::TableSource::csv,
             .table = std::move(table)},
            payer.regions(), feed);
    }
    const payer::Context context = payer.context();
    return ports::write(payer.store(), [&](ports::Session& session) {
        return app::import_registry(session, context, feed, files.by, report);
    });
}

void print_problems(Context& context, const app::Problems& problems) {
    for (const Error& told : problems.kept()) {
        const Error error = explain::translated(told, context.lang);
        context.err << "yidi: " << codec::shown_utf8(error.where) << ": "
                    << codec::shown_utf8(error.detail) << '\n';
        if (!error.rule.empty()) {
            context.err << say(context, {"  应为：", "  expected: "})
                        << codec::shown_utf8(error.rule) << '\n';
        }
        if (!error.remedy.empty()) {
            context.err << say(context, {"  怎么办：", "  remedy: "})
                        << codec::shown_utf8(error.remedy) << '\n';
        }
    }
    if (problems.count() > problems.kept().size()) {
        context.err << say(context, {"yidi: 另有问题数：", "yidi: more problems: "})
                    << problems.count() - problems.kept().size() << '\n';
    }
}

RegistryFiles demo_files(const Context& context) {
    RegistryFiles all{.files = {}, .by = "demo"};
    for (const app::RegistryKind kind : app::kRegistryKinds) {
        all.files.push_back(
            {kind, context.home / "data" / "demo" / (std::string{app::name(kind)} + ".csv")});
    }
    return all;
}

Result<std::vector<DemoRecord>> read_demo_records(const Context& context, std::string_view name) {
    const fs::path path = context.home / "data" / "demo" / (std::string{name} + ".csv");
    YIDI_TRY(const std::string text, codec::read_file(path));
    YIDI_TRY(const codec::CellTable table, codec::read_csv(text, path.filename().string()));
    std::vector<DemoRecord> records;
    for (std::size_t row = 1; row < table.size(); ++row) {
        DemoRecord record;
        for (std::size_t i = 0; i < table[row].cells.size() && i < table[0].cells.size(); ++i) {
            record.emplace(table[0].cells[i], table[row].cells[i]);
        }
        records.push_back(std::move(record));
    }
    return records;
}

namespace {

Result<bool> is_empty(Payer& payer, ports::Table table) {
    bool nothing = true;
    YIDI_TRY_VOID(payer.store().read([&](ports::Session& session) {
        return session.scan(ports::spec(table), {}, {},
                            [&](const ports::Row&) { return nothing = false; });
    }));
    return nothing;
}

Result<void> add_demo_accounts(Context& context, Payer& payer) {
    YIDI_TRY(std::vector<DemoRecord> records, read_demo_records(context, "logins"));
    const crypto::Argon2Passwords passwords;
    // Before the writer, which hashes would hold up.
    for (DemoRecord& one : records) one["stored"] = passwords.hash(one["password"]);
    const payer::Context work = payer.context();
    return ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        for (DemoRecord& one : records) {
            accounts::Account account;
            account.login = one["login"];
            account.password = one["stored"];
            YIDI_TRY(account.grants, access::parse_grants(one["roles"]));
            account.pid = registry::pid_of(one["psn_no"]);
            YIDI_TRY_VOID(accounts::put_account(session, work, account, "demo"));
        }
        return {};
    });
}

}  // namespace

Result<void> fill_demo(Context& context, Payer& payer) {
    YIDI_TRY(const bool has_no_register, is_empty(payer, ports::Table::institution));
    if (has_no_register) {
        app::ImportReport report;
        const Result<void> filled = import_files(payer, demo_files(context), report);
        if (!filled) {
            print_problems(context, report.problems);
            return fail(filled.error());
        }
        YIDI_TRY_VOID(add_demo_claims(context, payer));
        YIDI_TRY_VOID(add_demo_months(context, payer));
    }
    YIDI_TRY(const bool has_no_account, is_empty(payer, ports::Table::account_user));
    return has_no_account ? add_demo_accounts(context, payer) : Result<void>{};
}

Result<void> check_key_fits(Payer& payer) {
    const payer::Context work = payer.context();
    return payer.store().read([&](ports::Session& session) -> Result<void> {
        std::string code;
        YIDI_TRY_VOID(session.scan(ports::spec(ports::Table::institution), {}, {},
                                   [&code](const ports::Row& row) {
                                       code = std::get<std::string>(row.front());
                                       return false;
                                   }));
        if (code.empty()) return {};
        YIDI_TRY(const auto opened, payer::institution_with_keys(session, work, code));
        return {};
    });
}

}  // namespace yidi::cli
