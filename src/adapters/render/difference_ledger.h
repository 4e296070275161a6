#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/reconciliation_encoder.h"
#include "adapters/codec/table.h"
#include "domain/explain/language.h"
#include "domain/reconciliation/compare.h"

/// The differences of two books as a paper for the people who settle them: a table for CSV and
/// workbooks, and a page to print.
namespace yidi::render {

/// "金额不符", "total differs".
[[nodiscard]] explain::Words words_of(reconciliation::Class one);
/// What the class asks for first, while the month is open.
[[nodiscard]] explain::Words repair_words(reconciliation::Class one);
/// "医疗费总额", "medfee_sumamt": an amount as a head.
[[nodiscard]] std::string label_of(reconciliation::Amount amount, explain::Language language);

/// The total of what a book tells of a settlement: nothing left where it was taken back.
[[nodiscard]] Money net_total(const codec::SettlementBook& book, const reconciliation::Told& told);

/// What the two rows tell otherwise: "hifp_pay 10.00 / 12.00; clr_ym 2026-05 / 2026-06".
[[nodiscard]] std::string contrast(const reconciliation::Difference& one,
                                   const codec::ReconciledFile& a, const codec::ReconciledFile& b,
                                   explain::Language language);

struct LedgerOf {
    const reconciliation::Outcome& outcome;
    const codec::ReconciledFile& a;
    const codec::ReconciledFile& b;
    explain::Language language = explain::Language::zh;
};

/// The columns of the table: class, key, person, visit; line, state, day and four amounts of A, the
/// same of B; difference of the totals, what differs, confidence, repair.
inline constexpr std::size_t kLedgerSideFrom = 4;
inline constexpr std::size_t kLedgerSideColumns = 7;
inline constexpr std::size_t kLedgerSideTexts = 3;  ///< of these, before the amounts

/// A row of heads, then a row for each difference. Amounts that a book does not tell are empty.
[[nodiscard]] codec::CellTable ledger_table(const LedgerOf& of);

/// A page that needs nothing else: no script, no other file, to be printed across A4. The same
/// differences give the same bytes.
[[nodiscard]] std::string ledger_html(const LedgerOf& of);

}  // namespace yidi::render
