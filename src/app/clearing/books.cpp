#include "app/clearing/books.h"

#include <algorithm>
#include <tuple>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::app {

namespace rows = payer::internal;
using ledger::DatedEntry;

Result<std::vector<DatedEntry>> ledger_entries(ports::Session& session, Date day) {
    YIDI_TRY(const auto journal, rows::scan_rows<rows::JournalRow>(session, ports::Table::journal,
                                                                   {}, rows::read_journal));
    std::vector<DatedEntry> entries;
    entries.reserve(journal.size());
    for (const rows::JournalRow& row : journal) {
        entries.push_back({.date = row.at.date(),
                           .about = "settlement:" + std::to_string(row.setl_id),
                           .entry = row.entry});
    }
    YIDI_TRY(const auto more, rows::clearing_entries(session));
    entries.insert(entries.end(), more.begin(), more.end());
    std::erase_if(entries, [day](const DatedEntry& one) { return day < one.date; });
    std::ranges::sort(entries, [](const DatedEntry& a, const DatedEntry& b) {
        return std::tie(a.date, a.about) < std::tie(b.date, b.about);
    });
    return entries;
}

}  // namespace yidi::app
