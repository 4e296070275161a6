#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/codec/table_file.h"
#include "base/assert.h"

namespace {

bool has_same_cells(const yidi::codec::TableRow& one, const yidi::codec::TableRow& other) {
    return one.cells == other.cells;
}

}  // namespace

// No bytes crash the reader of tables that people hand over (CSV in two encodings, workbooks),
// which `yidi reconcile`, feeds and price lists read; what it takes says the same when it has been
// written as CSV and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using yidi::codec::read_csv;
    using yidi::codec::read_table_file;
    using yidi::codec::write_csv;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto file = read_table_file(bytes, "fuzz");
    if (!file) {
        YIDI_ASSERT(!file.error().where.empty() && !file.error().rule.empty());
        YIDI_ASSERT(!file.error().remedy.empty());
        return 0;
    }
    const auto again = read_csv(write_csv(file->table), "again.csv");
    YIDI_ASSERT(again.has_value());
    YIDI_ASSERT(std::ranges::equal(file->table, *again, has_same_cells));
    return 0;
}
