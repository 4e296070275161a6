#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/date.h"
#include "domain/policy/policy.h"

namespace yidi::policy {

/// What a table needs to know about its scheme.
struct TableContext {
    Insutype insutype = Insutype::employee;
    std::uint32_t levels = 0;  ///< mask of levels that can occur
    const Distinctions* distinctions = nullptr;
    DateInterval valid;      ///< the epoch, for messages
    std::string where;       ///< "310 inpatient ratio"
    bool complete = false;   ///< every combination must have a row
    std::uint32_t line = 0;  ///< line of the scheme, for a parameter without rows
};

/// Builds the table of one parameter from its rows of one epoch and proves that each combination
/// has at most one row, and, where `complete`, exactly one.
class TableBuilder {
public:
    TableBuilder(const TableContext& context, std::vector<Finding>& findings)
        : context_{context}, findings_{findings} {}
    [[nodiscard]] Table build(const std::vector<const Row*>& rows);
    [[nodiscard]] std::size_t cells() const { return cells_; }

private:
    void add_axes(const std::vector<const Row*>& rows);
    void add_axis(Axis axis);
    void fill(const std::vector<const Row*>& rows);
    [[nodiscard]] bool possible(const std::vector<std::uint32_t>& atoms) const;
    [[nodiscard]] bool matches(const Row& row, const std::vector<std::uint32_t>& atoms) const;
    [[nodiscard]] std::string describe(const std::vector<std::uint32_t>& atoms) const;
    void report(std::uint32_t line, std::string rule, std::string remedy);

    const TableContext& context_;
    std::vector<Finding>& findings_;
    Table table_;
    std::size_t cells_ = 0;
};

/// Borders and names that the rows of a scheme tell apart.
[[nodiscard]] Distinctions distinctions_of(const Scheme& scheme);

}  // namespace yidi::policy
