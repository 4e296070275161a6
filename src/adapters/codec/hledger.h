#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/ledger/trial_balance.h"

namespace yidi::codec {

/// The entries as a journal that hledger reads: CNY with two decimals, accounts such as
/// "clearing:120000<130100/310100". An entry without legs is left out. The same entries give the
/// same text.
[[nodiscard]] std::string hledger_journal(std::span<const ledger::DatedEntry> entries);

/// The name of an account in the journal: its kind, a colon, its key. In a key, what hledger reads
/// as something else is written as %XX of its bytes: the percent sign, colons (which begin a part
/// of a name), semicolons (a comment), quotes, brackets and braces around a name, blanks and
/// control characters. Different accounts have different names.
[[nodiscard]] std::string hledger_account(const ledger::Account& account);

}  // namespace yidi::codec
