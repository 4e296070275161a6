#include "adapters/codec/filing_feed.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/internal/registry_row.h"

namespace yidi::codec {
namespace {

using internal::Need;
using internal::RegistryRow;

constexpr std::array<std::string_view, 4> kRequired{"row_key", "kind", "place", "begndate"};
constexpr std::array<std::string_view, 8> kColumns{"row_key", "psn_no", "certno",   "psn_name",
                                                   "kind",    "place",  "begndate", "enddate"};
constexpr std::array<std::string_view, policy::kFilingKindCount> kKinds{
    "resettled_retiree", "long_term_resident", "posted_worker",
    "referral",          "emergency",          "other_temporary"};

tl::unexpected<Error> bad_heads(const std::string& file, std::string detail) {
    return fail({.code = ErrorCode::bad_value,
                 .where = file + ":1",
                 .rule = "a first line with row_key, kind, place, begndate and psn_no or certno; "
                         "psn_name and enddate may stand there too",
                 .remedy = "mend the first line of the file",
                 .detail = std::move(detail),
                 .source = {}});
}

Result<void> check_heads(const TableRow& heads, const std::string& file) {
    const auto has = [&heads](std::string_view column) {
        return std::ranges::find(heads.cells, column) != heads.cells.end();
    };
    for (const std::string_view column : kRequired) {
        if (!has(column)) {
            return bad_heads(file, "the column " + std::string{column} + " is missing");
        }
    }
    if (!has("psn_no") && !has("certno")) {
        return bad_heads(file, "there is neither a column psn_no nor a column certno");
    }
    for (std::size_t i = 0; i < heads.cells.size(); ++i) {
        // By its number: a file without heads has a person's data there.
        if (std::ranges::find(kColumns, heads.cells[i]) == kColumns.end()) {
            return bad_heads(file, "column " + std::to_string(i + 1) + " is none that feeds have");
        }
    }
    return {};
}

}  // namespace

Result<app::FilingFeed> read_filing_feed(const CellTable& table, std::string source,
                                         std::string file_name, const policy::Regions& regions) {
    app::FilingFeed feed;
    feed.source = std::move(source);
    feed.file_name = std::move(file_name);
    if (table.empty()) {
        return bad_heads(feed.file_name, "the file is empty");
    }
    YIDI_TRY_VOID(check_heads(table.front(), feed.file_name));
    // The reader of cells knows its file by the register's tables.
    const RegistryTable place{.kind = app::RegistryKind::filings,
                              .file_name = feed.file_name,
                              .source = TableSource::csv,
                              .table = {}};
    for (const TableRow& cells : std::span{table}.subspan(1)) {
        RegistryRow row{place, table.front(), cells, feed.problems};
        app::FilingFeedRow one;
        one.line = cells.line;
        one.row_key = row.code("row_key", 64, Need::required);
        one.psn_no = row.code("psn_no", 20);
        one.certno = row.code("certno", 50);
        one.psn_name = row.text("psn_name", 50);
        row.expect(!one.psn_no.empty() || !one.certno.empty(), "psn_no", "a psn_no or a certno",
                   "say whose row it is");
        one.kind = policy::parse_filing_kind(row.word("kind", kKinds, Need::required))
                       .value_or(policy::FilingKind::referral);
        one.place = row.region("place", regions);
        one.begndate = row.day("begndate", Need::required).value_or(Date{});
        one.enddate = row.day("enddate");
        if (row.good()) {
            feed.rows.push_back(std::move(one));
        } else {
            ++feed.bad;
        }
    }
    return feed;
}

}  // namespace yidi::codec
