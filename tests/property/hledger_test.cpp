#include "adapters/codec/hledger.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/codec/table.h"
#include "domain/ledger/trial_balance.h"
#include "tests/property/random.h"

/// The exported journal as another's program reads it.
namespace yidi::property {
namespace {

namespace fs = std::filesystem;
using ledger::Account;
using ledger::AccountKind;
using ledger::DatedEntry;

constexpr std::uint64_t kSeed = 31;
const std::uint64_t kJournals = 6 * property_factor();

Account random_account(Random& random) {
    const auto kind = static_cast<AccountKind>(random.below(8));
    std::string key =
        random.pick({"120000", "130100", "120000<130100/310100", "130100/310100", "H12000000001",
                     "13010000000000000042/7", "医院 (东)", "a  b ; c:d%=\"e\"", "*!|@"});
    if (random.percent(50)) key += std::to_string(random.between(1, 9));
    return {kind, std::move(key)};
}

/// Entries of a year in no order; each balances.
std::vector<DatedEntry> random_entries(Random& random) {
    const Date january = Date::from_ymd({.year = 2026, .month = 1, .day = 1});
    std::vector<DatedEntry> entries;
    for (std::int64_t i = random.between(1, 300); i > 0; --i) {
        DatedEntry one;
        one.date = january.plus_days(static_cast<std::int32_t>(random.between(0, 364)));
        one.about = random.pick({"settlement", "QS202603-130000-120000", "a ; b | c", "* (x) =2"});
        Money rest;
        for (std::int64_t leg = random.between(1, 5); leg > 0; --leg) {
            const Money amount = Money::from_fen(random.between(-99'999'999'999, 99'999'999'999));
            ledger::post(one.entry, random_account(random), amount);
        }
        for (const ledger::Leg& leg : one.entry.legs) rest += leg.amount;
        ledger::post(one.entry, random_account(random), -rest);
        EXPECT_TRUE(ledger::is_balanced(one.entry));
        entries.push_back(std::move(one));
    }
    return entries;
}

/// What hledger says of every account up to a day; empty if it refuses the journal.
std::map<std::string, std::string> hledger_balances(const fs::path& journal, Date day) {
    const fs::path answer = fs::path{journal}.replace_extension("csv");
    const std::string command = "LC_ALL=C.UTF-8 hledger -f '" + journal.string() +
                                "' balance --flat --empty --no-total -O csv -e " +
                                to_string(day.next_day()) + " > '" + answer.string() + "'";
    if (std::system(command.c_str()) != 0) return {};
    std::ostringstream text;
    text << std::ifstream{answer}.rdbuf();
    fs::remove(answer);
    const auto table = codec::read_csv(text.str(), "hledger");
    EXPECT_TRUE(table.has_value());
    std::map<std::string, std::string> balances;
    for (std::size_t i = 1; i < table->size(); ++i) {
        balances[(*table)[i].cells.at(0)] = (*table)[i].cells.at(1);
    }
    return balances;
}

TEST(EveryJournal, IsReadByHledgerWithTheSameBalances) {
    const fs::path file = fs::path{::testing::TempDir()} /
                          ("yidi-" + std::to_string(std::random_device{}()) + ".journal");
    for (std::uint64_t index = 0; index < kJournals; ++index) {
        Random random{kSeed, index};
        const std::vector<DatedEntry> entries = random_entries(random);
        std::ofstream{file} << codec::hledger_journal(entries);
        for (const char* text : {"2026-05-31", "2026-12-31"}) {
            const Date day = *parse_date(text);
            std::map<std::string, std::string> expected;
            for (const auto& one : ledger::trial_balance(entries, day)) {
                const Money balance = one.balance();
                expected[codec::hledger_account(one.account)] =
                    balance == Money{} ? "0" : "CNY " + to_yuan(balance);
            }
            ASSERT_EQ(hledger_balances(file, day), expected) << "journal " << index;
        }
    }
    fs::remove(file);
}

TEST(EveryJournal, ThatDoesNotBalanceIsRefusedByHledger) {
    const fs::path file = fs::path{::testing::TempDir()} /
                          ("yidi-" + std::to_string(std::random_device{}()) + ".journal");
    DatedEntry one{.date = *parse_date("2026-01-01"),
                   .about = "lost",
                   .entry = *ledger::parse_entry("cash:a=100 cash:b=-99")};
    std::ofstream{file} << codec::hledger_journal({&one, 1});
    EXPECT_TRUE(hledger_balances(file, one.date).empty());
    fs::remove(file);
}

}  // namespace
}  // namespace yidi::property
