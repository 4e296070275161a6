#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "domain/clearing/month.h"
#include "domain/clearing/tally.h"
#include "domain/policy/vocabulary.h"

/// What areas owe each other for a month. A line stands once, on a directed pair; receivable and
/// payable are two readings of it, so all positions of a month sum to zero.
namespace yidi::clearing {

/// The insured area owes the treating area.
struct Direction {
    std::uint32_t insured = 0;
    std::uint32_t treating = 0;
    auto operator<=>(const Direction&) const = default;
};

/// What kind of money: scheme, clearing type and fund, as the national codes name them.
struct Kind {
    policy::Insutype insutype = policy::Insutype::employee;
    std::string clr_type;  ///< 11 outpatient, 21 inpatient, 41 pharmacy
    std::string fund;      ///< fund_pay_type: 310100 …
    auto operator<=>(const Kind&) const = default;
};

/// Why a line is in its month.
enum class Origin : std::uint8_t {
    settled,          ///< bills of the month
    late,             ///< bills of an earlier month
    reversed,         ///< what reverses or corrects bills of a month that is closed
    carried,          ///< a direction that is not paid, from the last month or to the next
    disputed,         ///< taken out until the dispute is decided
    dispute_settled,  ///< put in again: the bill stands
    deducted,         ///< what the treating side has kept back from an institution
};
inline constexpr std::size_t kOriginCount = 7;
[[nodiscard]] std::string_view name(Origin origin);

struct Line {
    Direction direction;
    Kind kind;
    Origin origin = Origin::settled;
    std::int64_t about = 0;  ///< dispute or deduction that it is about; 0: none
    std::int64_t rows = 0;
    Money amount;
    bool operator==(const Line&) const = default;
};

/// What the ids of a month's rows mean. A kind of rows has its origin beside it: settled, late or
/// reversed.
struct RowKind {
    Kind kind;
    Origin origin = Origin::settled;
    auto operator<=>(const RowKind&) const = default;
};
struct Places {
    std::vector<std::uint32_t> institution_areas;  ///< the treating area, by institution id
    std::vector<std::uint32_t> insured_areas;      ///< by id; two ids may be of one area
    std::vector<RowKind> kinds;                    ///< by id, each once
};
/// The same with each area's province (PP0000) in its place, for what provinces owe each other.
[[nodiscard]] Places in_provinces(Places places);

/// The lines of a month from its cells: institutions summed to their areas. Sorted, one line for
/// each direction, kind and origin; none within one area, which owes itself nothing.
/// Errors    invariant_violated: an id that `places` has not; limit_exceeded: a sum beyond Money.
[[nodiscard]] Result<std::vector<Line>> lines_of(const CellParts& cells, const Places& places);

/// Sorts lines and adds up those that are alike.
/// Errors    limit_exceeded.
[[nodiscard]] Result<std::vector<Line>> compacted(std::vector<Line> lines);

/// Where a party stands.
struct Position {
    std::uint32_t party = 0;
    Money receivable;  ///< as treating side
    Money payable;     ///< as insured side
    [[nodiscard]] Money balance() const { return receivable - payable; }
    bool operator==(const Position&) const = default;
};
/// Every party that has a line, sorted. Their balances sum to zero.
[[nodiscard]] std::vector<Position> positions_of(std::span<const Line> lines);

/// What one side has in its own book of one direction.
struct Due {
    Direction direction;
    Money amount;
    bool operator==(const Due&) const = default;
};
/// Each direction's sum, sorted.
[[nodiscard]] std::vector<Due> dues_of(std::span<const Line> lines);
/// Directions on which two books do not agree: `a` and `b` of each, zero where one has none.
struct Disagreement {
    Direction direction;
    Money a;
    Money b;
    bool operator==(const Disagreement&) const = default;
};
[[nodiscard]] std::vector<Disagreement> disagreements(std::span<const Due> a,
                                                      std::span<const Due> b);

/// A month that is closed with no direction below zero, and what the next begins with.
struct Carried {
    std::vector<Line> month;
    std::vector<Line> next;
};
/// A direction at zero or below is taken out whole, kind by kind, and put into the next month.
/// Source    docs/domain/clearing.md I6.
[[nodiscard]] Carried carry_negatives(std::vector<Line> lines);

/// An amount of a month that the insured side does not accept.
struct Dispute {
    std::int64_t id = 0;
    Direction direction;
    Kind kind;
    std::int64_t rows = 0;
    Money amount;
};
/// Takes a disputed amount out of its month …
[[nodiscard]] Line taken_out(const Dispute& dispute);
/// … and puts it into the month in which it is decided that the bill stands. One that is upheld is
/// never put in again.
[[nodiscard]] Line put_in(const Dispute& dispute);

}  // namespace yidi::clearing
