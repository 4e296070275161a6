#include "domain/clearing/tally.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/assert.h"
#include "base/money.h"

namespace yidi::clearing {
namespace {

constexpr std::uint32_t kWordBits = 64;

bool is_amount(std::int64_t fen) {
    return fen >= -Money::kFenMax && fen <= Money::kFenMax;
}

}  // namespace

/// The sums of one institution, and which of them are in use as a bit each: reading the bits in
/// order is what puts the cells in order.
struct Tally::DenseSums {
    struct Sum {
        std::int64_t fen = 0;
        std::uint32_t rows = 0;
    };
    explicit DenseSums(std::size_t groups)
        : sums(groups), used((groups + kWordBits - 1) / kWordBits) {}

    [[nodiscard]] bool add(std::uint32_t group, std::int64_t fen) {
        Sum& sum = sums[group];
        used[group / kWordBits] |= std::uint64_t{1} << (group % kWordBits);
        sum.fen += fen;  // Both are amounts, whose sum fits.
        ++sum.rows;
        return is_amount(sum.fen);
    }

    /// Moves the sums of an institution to the cells.
    void flush(std::uint32_t institution, std::uint32_t kinds, std::vector<Cell>& cells) {
        for (std::size_t word = 0; word < used.size(); ++word) {
            for (std::uint64_t bits = used[word]; bits != 0; bits &= bits - 1) {
                const auto group = static_cast<std::uint32_t>(word * kWordBits) +
                                   static_cast<std::uint32_t>(std::countr_zero(bits));
                Sum& sum = sums[group];
                cells.push_back({.fen = sum.fen,
                                 .rows = sum.rows,
                                 .institution = institution,
                                 .insured_area = static_cast<std::uint16_t>(group / kinds),
                                 .kind = static_cast<std::uint16_t>(group % kinds)});
                sum = {};
            }
            used[word] = 0;
        }
    }

    std::vector<Sum> sums;
    std::vector<std::uint64_t> used;
    std::vector<std::uint32_t> end;  ///< of each institution of a part, in `rows`
    std::vector<Row> rows;           ///< of a part, by institution
};

std::span<const Tally::Row> Tally::SortedChunk::part(std::uint32_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : end[number - 1];
    return std::span{rows}.subspan(begin, end[number] - begin);
}

Tally::Tally(const Dictionaries& dictionaries, Share share)
    : dictionaries_{dictionaries}, share_{share} {
    YIDI_ASSERT(share.number < share.of);
    YIDI_ASSERT(share.of <= kParts);
    YIDI_ASSERT(std::uint64_t{dictionaries.insured_areas} * dictionaries.kinds <= kGroupsMax);
}

std::uint32_t Tally::first_of(std::uint32_t part) const {
    // The first institution whose part_of is `part`: the quotient rounded up.
    return static_cast<std::uint32_t>(
        (std::uint64_t{part} * dictionaries_.institutions + kParts - 1) / kParts);
}

bool Tally::is_known(const Chunk& chunk) const {
    const std::size_t rows = chunk.institution.size();
    const auto below = [](const auto& ids, std::uint32_t end) {
        return std::ranges::all_of(ids, [end](std::uint32_t id) { return id < end; });
    };
    return chunk.insured_area.size() == rows && chunk.kind.size() == rows &&
           chunk.fen.size() == rows && below(chunk.institution, dictionaries_.institutions) &&
           below(chunk.insured_area, dictionaries_.insured_areas) &&
           below(chunk.kind, dictionaries_.kinds);
}

Result<void> Tally::add(const Chunk& chunk) {
    if (!is_known(chunk)) {
        return fail(Error{.code = ErrorCode::invariant_violated,
                          .where = "clearing columns",
                          .rule = "columns of one length, ids that the dictionaries have",
                          .remedy = "make the file again from the settlements",
                          .detail = "a chunk cannot be read"});
    }
    if (!std::ranges::all_of(chunk.fen, is_amount)) {
        return fail(Error{.code = ErrorCode::limit_exceeded,
                          .where = "clearing columns",
                          .rule = "amounts up to 90,000,000,000,000.00",
                          .remedy = "look for a row whose amount cannot be",
                          .detail = "an amount leaves the range of amounts"});
    }
    SortedChunk sorted;
    sorted.end.resize(kParts);
    for (const std::uint32_t institution : chunk.institution) ++sorted.end[part_of(institution)];
    std::uint32_t begin = 0;
    for (std::uint32_t part = 0; part < kParts; ++part) {
        const std::uint32_t count = is_mine(part) ? sorted.end[part] : 0;
        sorted.end[part] = begin;  // Where the next row goes; the end, once all are in.
        begin += count;
    }
    sorted.rows.resize(begin);
    for (std::size_t i = 0; i < chunk.institution.size(); ++i) {
        const std::uint32_t part = part_of(chunk.institution[i]);
        if (!is_mine(part)) continue;
        sorted.rows[sorted.end[part]++] = {
            .institution = chunk.institution[i],
            .group = chunk.insured_area[i] * dictionaries_.kinds + chunk.kind[i],
            .fen = chunk.fen[i]};
    }
    rows_ += begin;
    if (begin > 0) chunks_.push_back(std::move(sorted));
    return {};
}

bool Tally::add_part(std::uint32_t part, DenseSums& sums, std::vector<Cell>& cells) {
    const std::uint32_t first = first_of(part);
    sums.end.assign(first_of(part + 1) - first, 0);
    std::uint32_t total = 0;
    for (const SortedChunk& chunk : chunks_) {
        for (const Row& row : chunk.part(part)) ++sums.end[row.institution - first];
        total += static_cast<std::uint32_t>(chunk.part(part).size());
    }
    std::uint32_t begin = 0;
    for (std::uint32_t& end : sums.end) begin += std::exchange(end, begin);
    if (sums.rows.size() < total) sums.rows.resize(total);
    for (const SortedChunk& chunk : chunks_) {
        for (const Row& row : chunk.part(part)) {
            sums.rows[sums.end[row.institution - first]++] = row;
        }
    }
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < sums.end.size(); ++i) {
        if (at == sums.end[i]) continue;
        for (; at < sums.end[i]; ++at) {
            if (!sums.add(sums.rows[at].group, sums.rows[at].fen)) return false;
        }
        sums.flush(first + i, dictionaries_.kinds, cells);
    }
    return true;
}

Result<CellParts> Tally::take_cells() {
    CellParts parts(kParts);
    DenseSums sums{std::size_t{dictionaries_.insured_areas} * dictionaries_.kinds};
    for (std::uint32_t part = 0; part < kParts && !chunks_.empty(); ++part) {
        if (add_part(part, sums, parts[part])) continue;
        return fail(Error{.code = ErrorCode::limit_exceeded,
                          .where = "clearing columns",
                          .rule = "sums up to 90,000,000,000,000.00",
                          .remedy = "look for a row whose amount cannot be",
                          .detail = "a sum leaves the range of amounts"});
    }
    chunks_ = {};
    return parts;
}

CellParts joined(std::vector<CellParts> shares) {
    YIDI_ASSERT(!shares.empty());
    CellParts parts = std::move(shares[0]);
    for (std::size_t share = 1; share < shares.size(); ++share) {
        YIDI_ASSERT(shares[share].size() == parts.size());
        for (std::size_t part = share; part < parts.size(); part += shares.size()) {
            parts[part] = std::move(shares[share][part]);
        }
    }
    return parts;
}

}  // namespace yidi::clearing
