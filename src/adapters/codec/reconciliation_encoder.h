#pragma once

#include <string>

#include "adapters/codec/settlement_book.h"
#include "adapters/codec/table_file.h"
#include "domain/reconciliation/compare.h"

namespace yidi::codec {

/// One of the two files that were held against each other.
struct ReconciledFile {
    std::string name;
    TableForm form = TableForm::csv;
    TextEncoding encoding = TextEncoding::utf8;
    SettlementBook book;
    reconciliation::Amounts sums;
};

/// The answer of `yidi reconcile` (docs/using/reconcile.md), as one JSON object.
[[nodiscard]] std::string encode_reconciliation(const reconciliation::Outcome& outcome,
                                                const ReconciledFile& a, const ReconciledFile& b);

}  // namespace yidi::codec
