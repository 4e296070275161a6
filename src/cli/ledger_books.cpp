#include "cli/ledger_books.h"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/hledger.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/trial_balance.h"
#include "app/clearing/books.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string on;
    std::string party;
};

/// Every entry up to the day asked for, or up to today.
struct Books {
    Date day;
    std::vector<ledger::DatedEntry> entries;
};
Result<Books> read_books(Context& context, const Options& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    Books books{.day = payer->now().date(), .entries = {}};
    if (!options.on.empty()) {
        YIDI_TRY(books.day, parse_date(options.on));
    }
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(books.entries, app::ledger_entries(session, books.day));
        return {};
    }));
    return books;
}

void print_json(Context& context, Date day, const std::vector<ledger::AccountBalance>& balances) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("day", day);
    json.key("accounts");
    codec::write_accounts(json, balances);
    json.end_object();
    context.out << text << '\n';
}

Result<void> balance(Context& context, const Options& options) {
    YIDI_TRY(const Books books, read_books(context, options));
    auto balances = ledger::trial_balance(books.entries, books.day);
    if (!options.party.empty()) balances = ledger::of_party(balances, options.party);
    if (context.json) {
        print_json(context, books.day, balances);
        return {};
    }
    TextTable table{{std::string{say(context, {"账户", "account"})},
                     std::string{say(context, {"借方", "debit"})},
                     std::string{say(context, {"贷方", "credit"})},
                     std::string{say(context, {"余额", "balance"})}}};
    Money debit;
    Money credit;
    for (const ledger::AccountBalance& one : balances) {
        table.add({std::string{ledger::name(one.account.kind)} + ":" + one.account.key,
                   to_yuan(one.debit), to_yuan(one.credit), to_yuan(one.balance())});
        debit += one.debit;
        credit += one.credit;
    }
    table.add({std::string{say(context, {"合计", "total"})}, to_yuan(debit), to_yuan(credit),
               to_yuan(debit - credit)});
    table.print(context.out, "");
    return {};
}

Result<void> print_journal(Context& context, const Options& options) {
    YIDI_TRY(const Books books, read_books(context, options));
    context.out << codec::hledger_journal(books.entries);
    return {};
}

}  // namespace

void add_ledger_books(CLI::App& group, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* balances =
        group.add_subcommand("balance", "The trial balance on a day: every account, both sides");
    add_data_options(*balances, context, options->data);
    balances->add_option("--on", options->on, "The day, with all of it; today");
    balances->add_option("--party", options->party,
                         "Accounts of one region, institution or person alone");
    balances->callback([&context, options] {
        if (const Result<void> done = balance(context, *options); !done) {
            report(context, done.error());
        }
    });
    auto exported = std::make_shared<Options>();
    CLI::App* journal = group.add_subcommand("export", "Every entry up to a day, for hledger");
    add_data_options(*journal, context, exported->data);
    journal->add_option("--on", exported->on, "The last day; today");
    journal->callback([&context, exported] {
        if (const Result<void> done = print_journal(context, *exported); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
