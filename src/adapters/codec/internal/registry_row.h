#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/registry_import.h"
#include "base/date.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/rate.h"

/// One row of an agency's table, read cell by cell.
namespace yidi::codec::internal {

/// Columns of a kind of table: the first `required` must be there, the others may. `note` may
/// always be there.
struct RegistryColumns {
    std::span<const std::string_view> names;
    std::size_t required = 0;
};

enum class Need : std::uint8_t { optional, required };

/// Reads the cells of one row. What is wrong is added to the problems, with the cell's place and
/// never with what it holds, for that may be somebody's name; the value is then empty.
class RegistryRow {
public:
    /// `heads` are the columns' names in the order of the cells.
    RegistryRow(const RegistryTable& table, const TableRow& heads, const TableRow& row,
                app::Problems& problems)
        : table_{table}, heads_{heads}, row_{row}, problems_{problems} {}

    /// Whether everything read so far was right.
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool has(std::string_view column) const { return !cell(column).empty(); }

    /// At most `characters_max` characters, none of them a control character.
    std::string text(std::string_view column, std::size_t characters_max,
                     Need need = Need::optional);
    /// Letters, digits, `_`, `-` and `.`.
    std::string code(std::string_view column, std::size_t length_max, Need need = Need::optional);
    /// One of `words`.
    std::string word(std::string_view column, std::span<const std::string_view> words,
                     Need need = Need::optional);
    std::optional<std::int64_t> number(std::string_view column, std::int64_t least,
                                       std::int64_t most, Need need = Need::optional);
    /// "0" or "1"; empty is 0.
    bool flag(std::string_view column);
    std::optional<Date> day(std::string_view column, Need need = Need::optional);
    /// Yuan, not negative.
    std::optional<Money> yuan(std::string_view column, Need need = Need::optional);
    /// Yuan with up to six places; 999999 and nothing are no limit.
    std::optional<UnitPrice> price_limit(std::string_view column);
    std::optional<Rate> share(std::string_view column, Need need = Need::optional);
    std::uint32_t region(std::string_view column, const policy::Regions& regions);
    /// Several, separated by semicolons.
    std::vector<std::uint32_t> regions(std::string_view column, const policy::Regions& regions,
                                       Need need = Need::optional);
    std::vector<std::string> names(std::string_view column);
    /// Bit per policy::Business.
    std::uint8_t businesses(std::string_view column, Need need = Need::optional);
    /// Pooling areas and provinces, separated by semicolons, or * for registry::kAnywhere.
    std::vector<std::uint32_t> areas(std::string_view column, const policy::Regions& regions);
    /// A person's number: region and pid.
    std::optional<app::OfPerson<std::uint32_t>> psn_no(std::string_view column,
                                                       const policy::Regions& regions);

    /// Adds a problem unless `holds`.
    void expect(bool holds, std::string_view column, std::string_view rule,
                std::string_view remedy);

private:
    [[nodiscard]] std::string_view cell(std::string_view column) const;
    /// The cell; a problem if it is needed and empty.
    std::string_view needed(std::string_view column, Need need);
    void add(ErrorCode code, std::string_view column, std::string_view rule,
             std::string_view remedy);

    const RegistryTable& table_;
    const TableRow& heads_;
    const TableRow& row_;
    app::Problems& problems_;
    bool good_ = true;
};

/// One record's first and last day in order.
void expect_order(RegistryRow& row, std::optional<Date> from, std::optional<Date> to,
                  std::string_view column);

void read_institution(RegistryRow& row, const policy::Regions& regions, registry::Institution& out);
/// Without its regions, of which one line may name several.
void read_route(RegistryRow& row, registry::Route& out);
/// Without its region.
void read_drug(RegistryRow& row, registry::DualDrug& out);
void read_item(RegistryRow& row, registry::CatalogueItem& out);
void read_person(RegistryRow& row, const policy::Regions& regions, app::PersonOfFile& out);
void read_insurance(RegistryRow& row, const policy::Regions& regions, registry::Insurance& out);
void read_identity(RegistryRow& row, registry::Identity& out);
void read_link(RegistryRow& row, const policy::Regions& regions, app::NamedLink& out);
void read_filing(RegistryRow& row, const policy::Regions& regions, filing::Filing& out);

/// Columns of each kind.
[[nodiscard]] RegistryColumns columns_of(app::RegistryKind kind);

}  // namespace yidi::codec::internal
