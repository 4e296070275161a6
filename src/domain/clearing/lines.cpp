#include "domain/clearing/lines.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/assert.h"
#include "base/int128.h"
#include "domain/policy/regions.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kOriginCount> kOrigins{
    "settled", "late", "reversed", "carried", "disputed", "dispute_settled", "deducted"};
constexpr std::uint32_t kProvinceUnit = 10'000;

auto key_of(const Line& line) {
    return std::tie(line.direction, line.kind, line.origin, line.about);
}

tl::unexpected<Error> beyond_money() {
    return fail(Error{.code = ErrorCode::limit_exceeded,
                      .where = "clearing month",
                      .rule = "sums up to 90,000,000,000,000.00",
                      .remedy = "look for a bill whose amount cannot be",
                      .detail = "a sum leaves the range of an amount"});
}

bool fits(Int128 fen) {
    return fen >= -Money::kFenMax && fen <= Money::kFenMax;
}

/// Values in order, each once, and the place of each original among them.
template <class Value>
struct Ranked {
    explicit Ranked(const std::vector<Value>& values) : sorted{values} {
        std::ranges::sort(sorted);
        const auto twice = std::ranges::unique(sorted);
        sorted.erase(twice.begin(), twice.end());
        for (const Value& value : values) {
            rank.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, value) -
                                                      sorted.begin()));
        }
    }
    std::vector<Value> sorted;
    std::vector<std::uint32_t> rank;
};

/// Sums of directions and kinds. A treating area has a dense row, which is written to for as long
/// as the cells of one institution last; areas and kinds are ranked, so that the lines come out
/// sorted and their texts are never compared.
class LineSums {
public:
    explicit LineSums(const Places& places)
        : treating_{places.institution_areas},
          insured_{places.insured_areas},
          kinds_{places.kinds},
          rows_(treating_.sorted.size()) {}

    Result<void> add(const std::vector<Cell>& cells) {
        for (const Cell& cell : cells) {
            if (cell.institution >= treating_.rank.size() ||
                cell.insured_area >= insured_.rank.size() || cell.kind >= kinds_.rank.size()) {
                return fail(Error{.code = ErrorCode::invariant_violated,
                                  .where = "clearing month",
                                  .rule = "ids that the dictionaries have",
                                  .remedy = "make the sums again from the settlements",
                                  .detail = "a sum is of an unknown institution, area or kind"});
            }
            std::vector<Sum>& row = rows_[treating_.rank[cell.institution]];
            if (row.empty()) row.resize(insured_.sorted.size() * kinds_.sorted.size());
            Sum& sum = row[insured_.rank[cell.insured_area] * kinds_.sorted.size() +
                           kinds_.rank[cell.kind]];
            if (!fits(Int128{sum.fen} + cell.fen)) return beyond_money();
            sum.fen += cell.fen;
            sum.rows += cell.rows;
        }
        return {};
    }

    [[nodiscard]] std::vector<Line> lines() const {
        std::vector<Line> lines;
        for (std::size_t insured = 0; insured < insured_.sorted.size(); ++insured) {
            for (std::size_t treating = 0; treating < rows_.size(); ++treating) {
                const Direction direction{.insured = insured_.sorted[insured],
                                          .treating = treating_.sorted[treating]};
                if (rows_[treating].empty() || direction.insured == direction.treating) continue;
                append(direction, &rows_[treating][insured * kinds_.sorted.size()], lines);
            }
        }
        return lines;
    }

private:
    struct Sum {
        std::int64_t fen = 0;
        std::int64_t rows = 0;
    };

    /// The lines of one direction from its sums, one for each kind.
    void append(const Direction& direction, const Sum* sums, std::vector<Line>& lines) const {
        for (const RowKind& kind : kinds_.sorted) {
            const Sum& sum = *sums++;
            if (sum.rows == 0) continue;
            lines.push_back({.direction = direction,
                             .kind = kind.kind,
                             .origin = kind.origin,
                             .about = 0,
                             .rows = sum.rows,
                             .amount = Money::from_fen(sum.fen)});
        }
    }

    Ranked<std::uint32_t> treating_;
    Ranked<std::uint32_t> insured_;
    Ranked<RowKind> kinds_;
    std::vector<std::vector<Sum>> rows_;  ///< by treating area
};

}  // namespace

std::string_view name(Origin origin) {
    return kOrigins[static_cast<std::size_t>(origin)];
}

Places in_provinces(Places places) {
    const auto province = [](std::uint32_t area) { return policy::province(area) * kProvinceUnit; };
    std::ranges::transform(places.institution_areas, places.institution_areas.begin(), province);
    std::ranges::transform(places.insured_areas, places.insured_areas.begin(), province);
    return places;
}

Result<std::vector<Line>> lines_of(const CellParts& cells, const Places& places) {
    LineSums sums{places};
    for (const std::vector<Cell>& part : cells) YIDI_TRY_VOID(sums.add(part));
    return sums.lines();
}

Result<std::vector<Line>> compacted(std::vector<Line> lines) {
    std::ranges::sort(lines, [](const Line& a, const Line& b) { return key_of(a) < key_of(b); });
    std::vector<Line> result;
    for (Line& line : lines) {
        if (result.empty() || key_of(result.back()) != key_of(line)) {
            result.push_back(std::move(line));
            continue;
        }
        const Int128 sum = Int128{result.back().amount.fen()} + line.amount.fen();
        if (!fits(sum)) return beyond_money();
        result.back().amount = Money::from_fen(static_cast<std::int64_t>(sum));
        result.back().rows += line.rows;
    }
    return result;
}

std::vector<Position> positions_of(std::span<const Line> lines) {
    std::map<std::uint32_t, Position> parties;
    for (const Line& line : lines) {
        parties[line.direction.treating].receivable += line.amount;
        parties[line.direction.insured].payable += line.amount;
    }
    std::vector<Position> positions;
    for (auto& [party, position] : parties) {
        position.party = party;
        positions.push_back(position);
    }
    return positions;
}

std::vector<Due> dues_of(std::span<const Line> lines) {
    std::map<Direction, Money> sums;
    for (const Line& line : lines) sums[line.direction] += line.amount;
    std::vector<Due> dues;
    dues.reserve(sums.size());
    for (const auto& [direction, amount] : sums) dues.push_back({direction, amount});
    return dues;
}

std::vector<Disagreement> disagreements(std::span<const Due> a, std::span<const Due> b) {
    std::map<Direction, Disagreement> all;
    for (const Due& due : a) all[due.direction].a += due.amount;
    for (const Due& due : b) all[due.direction].b += due.amount;
    std::vector<Disagreement> different;
    for (auto& [direction, one] : all) {
        if (one.a == one.b) continue;
        one.direction = direction;
        different.push_back(one);
    }
    return different;
}

Carried carry_negatives(std::vector<Line> lines) {
    Carried carried;
    std::set<Direction> unpaid;
    for (const Due& due : dues_of(lines)) {
        // At zero, too: what one fund owes and another is owed is settled by no notice.
        if (due.amount <= Money{}) unpaid.insert(due.direction);
    }
    std::map<std::pair<Direction, Kind>, Money> kinds;
    for (const Line& line : lines) {
        if (unpaid.contains(line.direction)) {
            kinds[{line.direction, line.kind}] += line.amount;
        }
    }
    carried.month = std::move(lines);
    for (const auto& [which, amount] : kinds) {
        if (amount == Money{}) continue;
        Line line{.direction = which.first,
                  .kind = which.second,
                  .origin = Origin::carried,
                  .about = 0,
                  .rows = 0,
                  .amount = amount};
        carried.next.push_back(line);
        line.amount = -amount;
        carried.month.push_back(std::move(line));
    }
    return carried;
}

Line taken_out(const Dispute& dispute) {
    return {.direction = dispute.direction,
            .kind = dispute.kind,
            .origin = Origin::disputed,
            .about = dispute.id,
            .rows = dispute.rows,
            .amount = -dispute.amount};
}

Line put_in(const Dispute& dispute) {
    return {.direction = dispute.direction,
            .kind = dispute.kind,
            .origin = Origin::dispute_settled,
            .about = dispute.id,
            .rows = dispute.rows,
            .amount = dispute.amount};
}

}  // namespace yidi::clearing
