#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/tally.h"

/// The columnar side file of a clearing month: what its sums need of each settlement, as whole
/// numbers, so that tens of millions of rows are read at the speed of the disk.
///
/// Layout, all numbers little-endian: the eight bytes "YIDICLR1"; the dictionaries; then chunks of
/// up to kChunkRows rows, each as its row count and the columns institution (u32), insured area
/// (u16), kind (u16) and fen (i64), one after the other, and the sum of its fen; an empty chunk;
/// the number and the sum of all rows. A text is its length (u16) and its bytes.
namespace yidi::codec {

/// What the ids of the rows mean.
struct ColumnDictionaries {
    std::vector<std::string> institutions;  ///< fixmedins_code, by id
    clearing::Places places;                ///< their areas, the insured areas, the kinds
};

inline constexpr std::uint32_t kChunkRows = 1U << 21U;

struct ColumnRow {
    std::uint32_t institution = 0;
    std::uint16_t insured_area = 0;
    std::uint16_t kind = 0;
    std::int64_t fen = 0;
};

/// Writes the file row by row.
class ColumnsWriter {
public:
    /// Errors    limit_exceeded: more areas or kinds than a tally takes; unreadable_file.
    [[nodiscard]] static Result<ColumnsWriter> open(const std::filesystem::path& file,
                                                    const ColumnDictionaries& dictionaries);

    void add(const ColumnRow& row);
    /// Errors    unreadable_file: not all of it is on the disk's side of the system.
    [[nodiscard]] Result<void> finish();

private:
    explicit ColumnsWriter(const std::filesystem::path& file);
    void write_chunk();

    std::filesystem::path file_;
    std::ofstream out_;
    std::vector<std::uint32_t> institution_;
    std::vector<std::uint16_t> insured_area_;
    std::vector<std::uint16_t> kind_;
    std::vector<std::int64_t> fen_;
    std::uint64_t rows_ = 0;
    std::int64_t sum_ = 0;
};

/// A month's sums.
struct TalliedColumns {
    ColumnDictionaries dictionaries;
    std::uint64_t rows = 0;
    clearing::CellParts cells;
};

/// Reads the file with so many threads, each of which reads all of it and adds up its share of the
/// institutions. The cells are the same for every number of threads.
/// Errors    unreadable_file; invariant_violated: not such a file, cut off, or a chunk whose rows
///           or sum are not those it ends in; limit_exceeded: a sum beyond Money.
[[nodiscard]] Result<TalliedColumns> tally_columns(const std::filesystem::path& file,
                                                   std::uint32_t threads);

}  // namespace yidi::codec
