#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"

/// Sums of a month's rows by institution, insured area and kind: what every table of the month is
/// made from. The kernel of allocation (清分), for tens of millions of rows.
namespace yidi::clearing {

/// Rows as columns, each as long as the others. Ids are positions in the dictionaries of the month.
struct Chunk {
    std::span<const std::uint32_t> institution;
    std::span<const std::uint16_t> insured_area;
    std::span<const std::uint16_t> kind;
    std::span<const std::int64_t> fen;  ///< negative: a reversal or a difference
};
/// How many ids each dictionary has.
struct Dictionaries {
    std::uint32_t institutions = 0;
    std::uint32_t insured_areas = 0;
    std::uint32_t kinds = 0;
};

struct Cell {
    std::int64_t fen = 0;
    std::uint32_t rows = 0;
    std::uint32_t institution = 0;
    std::uint16_t insured_area = 0;
    std::uint16_t kind = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
};

/// Which part of the institutions a tally adds up, so that several may read the same chunks side by
/// side and share nothing: number 0 of 2 and number 1 of 2 together are one of one.
struct Share {
    std::uint32_t number = 0;
    std::uint32_t of = 1;
};

/// The cells in order of institution, insured area and kind, when the parts are read one after the
/// other: tens of millions are not copied together.
using CellParts = std::vector<std::vector<Cell>>;

/// Adds chunks up. The rows of a chunk are sorted into parts of the institutions as they come; at
/// the end each part is sorted by institution, and an institution is added to one dense array of
/// areas and kinds. So nothing is ever looked up outside the processor's cache, and the cells come
/// out in order. The rows are kept until then: 16 bytes each. Threads: none of its own; a tally
/// belongs to one.
class Tally {
public:
    static constexpr std::uint32_t kParts = 256;
    /// Insured areas times kinds, at most.
    static constexpr std::uint64_t kGroupsMax = std::uint64_t{1} << 22U;

    /// Requires  share.number < share.of <= kParts, areas times kinds <= kGroupsMax (asserted).
    explicit Tally(const Dictionaries& dictionaries, Share share = {});

    /// Errors    invariant_violated: columns of different length, an id that no dictionary has;
    ///           limit_exceeded: an amount beyond Money. The tally is of no use then.
    [[nodiscard]] Result<void> add(const Chunk& chunk);

    /// Rows that this share has taken.
    [[nodiscard]] std::uint64_t rows() const { return rows_; }

    /// The cells of every part, the parts of other shares empty. The tally is empty afterwards. A
    /// cell that sums to zero is there, since its rows are. Errors    limit_exceeded: a sum beyond
    /// Money.
    [[nodiscard]] Result<CellParts> take_cells();

private:
    struct Row {
        std::uint32_t institution = 0;
        std::uint32_t group = 0;  ///< insured area and kind
        std::int64_t fen = 0;
    };
    /// The rows of a chunk by part.
    struct SortedChunk {
        std::vector<Row> rows;
        std::vector<std::uint32_t> end;  ///< of each part
        [[nodiscard]] std::span<const Row> part(std::uint32_t number) const;
    };
    struct DenseSums;

    [[nodiscard]] std::uint32_t part_of(std::uint32_t institution) const {
        return static_cast<std::uint32_t>(std::uint64_t{institution} * kParts /
                                          dictionaries_.institutions);
    }
    [[nodiscard]] bool is_mine(std::uint32_t part) const {
        return part % share_.of == share_.number;
    }
    [[nodiscard]] std::uint32_t first_of(std::uint32_t part) const;
    [[nodiscard]] bool is_known(const Chunk& chunk) const;
    [[nodiscard]] bool add_part(std::uint32_t part, DenseSums& sums, std::vector<Cell>& cells);

    Dictionaries dictionaries_;
    Share share_;
    std::uint64_t rows_ = 0;
    std::vector<SortedChunk> chunks_;
};

/// The parts of all shares as one.
/// Requires  every share of one tally, in order (asserted: as many parts in each).
[[nodiscard]] CellParts joined(std::vector<CellParts> shares);

}  // namespace yidi::clearing
