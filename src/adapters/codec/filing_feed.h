#pragma once

#include <string>

#include "adapters/codec/table.h"
#include "app/filing/feed.h"
#include "domain/policy/regions.h"

/// Shared data as a table (docs/using/filing.md): row_key, psn_no or certno, kind, place, begndate;
/// may have psn_name, enddate.
namespace yidi::codec {

/// Reads every row of a table whose first row are the heads. A row with anything wrong is left out,
/// and all that is wrong with it is in the feed's problems, with its line and never with what a
/// cell holds.
/// Errors    bad_value: the table is empty, or its first row are not these heads.
[[nodiscard]] Result<app::FilingFeed> read_filing_feed(const CellTable& table, std::string source,
                                                       std::string file_name,
                                                       const policy::Regions& regions);

}  // namespace yidi::codec
