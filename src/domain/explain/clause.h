#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/date.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// Citing a rule: which row of which pack, and which document stands behind it.
namespace yidi::explain {

/// The document behind a rule, ready to be shown.
struct Clause {
    std::string doc;      ///< 文号; the title, or the pack's own id, where the number is unknown
    std::string title;    ///< empty where unknown
    std::string article;  ///< "unknown" where it is not known
    Date from;            ///< first day in force
    std::optional<Date> to;  ///< last day in force, included; empty: still in force
    policy::Grade grade = policy::Grade::K;
    bool assumed_from = false;  ///< the first day is an assumption
    bool stated = false;        ///< a term of the case itself: it has neither days nor a grade
    bool operator==(const Clause&) const = default;
};

/// The clause of a source of `pack`.
[[nodiscard]] Clause clause_of(const policy::Source& source, const policy::Pack& pack);

/// The clause of a source whose documents are these.
[[nodiscard]] Clause clause_from(const policy::Source& source,
                                 const std::map<std::string, policy::Document>& documents);

/// The clause of a row. Empty for a row that no pack of the book holds (a default of the format).
[[nodiscard]] std::optional<Clause> clause_of(const policy::Row& row, const policy::Book& book);

/// The national clause behind a refusal for which the region's pack has no row; empty where none is
/// known.
[[nodiscard]] std::optional<Clause> national_clause(ErrorCode code);

/// "130100@1/310.inpatient/ratio#3 line 24"; a layer's parameter as "…/large.ratio#1 line 40".
/// "default/cap_basis" for a row that no pack holds.
[[nodiscard]] std::string rule_id(const policy::Row& row, const policy::Book& book);

/// The same for a sentence: in Chinese "… 第 24 行".
[[nodiscard]] std::string shown_rule(const policy::Row& row, const policy::Book& book,
                                     Language language);

/// "石政办发〔2023〕18号 第九条, from 2023-11-01 (assumed), grade D", in the language asked for; of
/// a stated term its name alone.
[[nodiscard]] std::string to_text(const Clause& clause, Language language);

/// The document and article alone, for use inside a sentence: "石政办发〔2023〕18号，条款未知".
[[nodiscard]] std::string short_text(const Clause& clause, Language language);

}  // namespace yidi::explain
