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

Error head_error(const std::string& file, std::string_view column, std::string_view rule,
                 std::string_view detail) {
    return {.code = ErrorCode::bad_value,
            .where = file + ":1:" + std::string{column},
            .rule = std::string{rule},
            .remedy = "mend the first line of the file",
            .detail = std::string{detail},
            .source = {}};
}

bool check_heads(const TableRow& heads, const std::string& file, app::Problems& problems) {
    bool good = true;
    for (const std::string_view column : kRequired) {
        if (std::ranges::find(heads.cells, column) == heads.cells.end()) {
            problems.add(
                head_error(file, column, "a column of this name", "the column is missing"));
            good = false;
        }
    }
    for (const std::string& column : heads.cells) {
        if (std::ranges::find(kColumns, column) == kColumns.end()) {
            problems.add(
                head_error(file, column, "a column that feeds have", "no feed has such a column"));
            good = false;
        }
    }
    return good;
}

}  // namespace

app::FilingFeed read_filing_feed(const CellTable& table, std::string source, std::string file_name,
                                 const policy::Regions& regions) {
    app::FilingFeed feed;
    feed.source = std::move(source);
    feed.file_name = std::move(file_name);
    if (table.empty() || !check_heads(table.front(), feed.file_name, feed.problems)) {
        return feed;
    }
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
        }
    }
    return feed;
}

}  // namespace yidi::codec
