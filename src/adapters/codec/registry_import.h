#pragma once

#include <cstdint>
#include <string>

#include "adapters/codec/table.h"
#include "app/registry/feed.h"
#include "domain/policy/regions.h"

/// Tables of an agency (docs/operating/registry.md) as records of the register.
namespace yidi::codec {

enum class TableSource : std::uint8_t { csv, workbook };  ///< a workbook holds days as numbers

struct RegistryTable {
    app::RegistryKind kind = app::RegistryKind::persons;
    std::string file_name;  ///< for messages
    TableSource source = TableSource::csv;
    CellTable table;
};

/// Reads every row into `feed`. A row with anything wrong is left out, and all that is wrong with
/// it is added to `feed.problems`, as are heads that are missing, unknown or twice there.
/// References to other records are not looked at: they may stand in another file or in the
/// register.
void read_registry(const RegistryTable& table, const policy::Regions& regions,
                   app::RegistryFeed& feed);

}  // namespace yidi::codec
