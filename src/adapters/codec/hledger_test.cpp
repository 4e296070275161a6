#include "adapters/codec/hledger.h"

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

using ledger::AccountKind;
using ledger::DatedEntry;

DatedEntry dated(std::string_view about, std::string_view legs) {
    return {.date = *parse_date("2026-03-10"),
            .about = std::string{about},
            .entry = *ledger::parse_entry(legs)};
}

TEST(HledgerJournal, WritesAnEntryWithItsLegs) {
    const std::vector<DatedEntry> entries{
        dated("QS202603-130000-120000",
              "clearing:120000<130100/310100=150005 fund:130100/310100=-150005")};
    EXPECT_EQ(hledger_journal(entries),
              "decimal-mark .\n"
              "commodity CNY 1000.00\n"
              "\n"
              "2026-03-10 * QS202603-130000-120000\n"
              "    clearing:120000<130100/310100  CNY 1500.05\n"
              "    fund:130100/310100  CNY -1500.05\n");
}

TEST(HledgerJournal, LeavesOutAnEntryWithoutLegs) {
    EXPECT_EQ(hledger_journal(std::vector<DatedEntry>{dated("nothing", "")}),
              "decimal-mark .\ncommodity CNY 1000.00\n");
}

TEST(HledgerJournal, EscapesWhatWouldBeReadAsSomethingElse) {
    EXPECT_EQ(hledger_account({AccountKind::cash, "H1"}), "cash:H1");
    EXPECT_EQ(hledger_account({AccountKind::cash, "a  b;c:d%"}), "cash:a%20%20b%3Bc%3Ad%25");
    EXPECT_EQ(hledger_account({AccountKind::cash, "(x)\n"}), "cash:%28x%29%0A");
    EXPECT_EQ(hledger_account({AccountKind::cash, "医院"}), "cash:医院");
    const std::string journal = hledger_journal(
        std::vector<DatedEntry>{dated("a ; b\n2026-01-01 x", "cash:x=1 cash:y=-1")});
    EXPECT_NE(journal.find("* a%20%3B%20b%0A2026-01-01%20x\n"), std::string::npos);
}

}  // namespace
}  // namespace yidi::codec
