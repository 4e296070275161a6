#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/policy/pack.h"

/// A parameter as a dense table over the conditions its rows use.
namespace yidi::policy {

/// The conditions, as axes of a table. The order is the order in which an evaluation asks for them.
enum class Dimension : std::uint8_t {
    person,
    level,
    filing,
    distance,
    nth,
    age,
    months,
    retire_date,
    identity,
    attr,
    tier,
    disease,
    rank,
    hospital,
    med_type,
    recognised,
};
inline constexpr std::size_t kDimensionCount = 16;
[[nodiscard]] constexpr std::uint32_t bit(Dimension dimension) {
    return std::uint32_t{1} << static_cast<unsigned>(dimension);
}

/// A case's position on the axes. `known` has a bit per dimension that has been resolved;
/// identities and attributes are masks over Distinctions with a mask of their own for what is
/// known.
struct Coordinates {
    std::uint32_t known = 0;
    std::uint8_t person = 0;
    std::uint8_t level = 0;
    std::uint8_t filing = 0;
    std::uint8_t distance = 0;
    bool recognised = false;
    std::uint32_t identities = 0;
    std::uint32_t identities_known = 0;
    std::uint32_t attributes = 0;
    std::uint32_t attributes_known = 0;
    std::int64_t nth = 1;
    std::int64_t age = 0;
    std::int64_t months = 0;
    std::int64_t retire_date = 0;
    std::string_view tier;
    std::string_view disease;        ///< the code
    std::string_view disease_group;  ///< its group in the frame, empty if none
    std::string_view rank;
    std::string_view hospital;
    std::string_view med_type;
};

/// One axis: `size` atoms. For ranges `cuts` holds the first value of each atom but the first; for
/// names, `names` in order, the last atom being every other name; for identity and attr, `index` is
/// the bit.
struct Axis {
    Dimension dimension = Dimension::person;
    std::uint8_t index = 0;
    std::uint32_t size = 0;
    std::uint32_t stride = 0;
    std::vector<std::int64_t> cuts = {};
    std::vector<std::string> names = {};

    [[nodiscard]] std::uint32_t atom(const Coordinates& at) const;
};

class Table {
public:
    /// Conditions that must be known before `find`.
    [[nodiscard]] std::uint32_t uses() const { return uses_; }
    /// Bits of identities and attributes that must be known before `find`.
    [[nodiscard]] std::uint32_t identities() const { return identities_; }
    [[nodiscard]] std::uint32_t attributes() const { return attributes_; }
    /// The row that applies; null where the parameter's default does. Requires every used condition
    /// to be known.
    [[nodiscard]] const Row* find(const Coordinates& at) const {
        if (axes_.empty()) {
            return only_;
        }
        std::uint32_t cell = 0;
        for (const Axis& axis : axes_) {
            cell += axis.atom(at) * axis.stride;
        }
        return cells_[cell];
    }
    /// The one row for every case, or null; only where `is_constant`.
    [[nodiscard]] bool is_constant() const { return axes_.empty(); }
    [[nodiscard]] const Row* only() const { return only_; }
    [[nodiscard]] std::span<const Axis> axes() const { return axes_; }
    [[nodiscard]] std::span<const Row* const> cells() const { return cells_; }

private:
    friend class TableBuilder;
    std::uint32_t uses_ = 0;
    std::uint32_t identities_ = 0;
    std::uint32_t attributes_ = 0;
    const Row* only_ = nullptr;
    std::vector<Axis> axes_;
    std::vector<const Row*> cells_;
};

}  // namespace yidi::policy
