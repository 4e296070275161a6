#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/policy/filing_rules.h"
#include "domain/policy/pack.h"

/// A pack as JSON, the same for the command and for programs.
namespace yidi::codec {

/// Whether a row counts on a day; on no day: whether it ever does, which is always.
[[nodiscard]] bool in_force(const policy::Source& source, const std::optional<Date>& at);

/// Appends {"id", "name", "version", …, "schemes"}: every row with its clause, or those in force on
/// a day.
void append_pack(const policy::Pack& pack, const std::optional<Date>& at, std::string& out);

/// The same with the key "filing": what the region says about filings, or null.
void append_pack_with_filing(const policy::Pack& pack, const policy::FilingRules* filing,
                             const std::optional<Date>& at, std::string& out);
/// Appends filing rules alone: every value of each kind with its clause, or those in force on a
/// day.
void append_filing_rules(const policy::FilingRules& rules, const std::optional<Date>& at,
                         std::string& out);

/// What is asked of one scheme.
struct RowQuery {
    policy::Insutype insutype = policy::Insutype::employee;
    policy::Business business = policy::Business::inpatient;
    /// "ratio": the scheme's and every layer's; "large.ratio": one layer's; empty: all.
    std::string_view parameter;
    Date day;
};
struct RowsFound {
    std::size_t rows = 0;
    std::size_t known = 0;     ///< of these, without declared unknowns
    bool has_default = false;  ///< no row is written at all, and a default is computed with
    std::string unknown;       ///< why nothing is known of the whole scheme
};
/// Appends {"id", "name", "version", …, "insutype", "business", "day", "chain", "rows", "default",
/// "documents"}: the rows in force on a day, with the documents that they cite. Where the whole
/// scheme is not known nothing is appended.
[[nodiscard]] RowsFound append_rows(const policy::Pack& pack, const RowQuery& query,
                                    std::string& out);

/// What a list tells of a pack.
struct PackSummary {
    std::int64_t known = 0;  ///< schemes with rules
    std::int64_t rows = 0;
    std::int64_t rows_unknown = 0;           ///< of them declared unknown
    policy::Grade grade = policy::Grade::O;  ///< the weakest of its rows
    std::optional<Date> from;
    std::optional<Date> to;  ///< first day after; empty: still in force
};
[[nodiscard]] PackSummary summarise(const policy::Pack& pack);

}  // namespace yidi::codec
