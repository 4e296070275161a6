#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/ledger/journal.h"

/// What stands on every account on a day.
namespace yidi::ledger {

/// An entry with the day on which it was made and what it belongs to (a settlement, a notice).
struct DatedEntry {
    Date date;
    std::string about;
    Entry entry;
};

/// Money of either side of an account up to a day.
struct AccountBalance {
    Account account;
    Money debit;
    Money credit;  ///< positive
    [[nodiscard]] Money balance() const { return debit - credit; }
    bool operator==(const AccountBalance&) const = default;
};

/// Every account with a leg on or before `day`, sorted. Debits and credits of all are equal where
/// every entry is balanced. The order of the entries does not matter.
[[nodiscard]] std::vector<AccountBalance> trial_balance(std::span<const DatedEntry> entries,
                                                        Date day);

/// Whose account it is: the area of a fund or fiscal account or of money that is disbursed, the
/// insured area of a clearing account or prepayment, an institution (also for money at its
/// windows), or a person (their personal account, what is owed to them).
[[nodiscard]] std::string_view party_of(const Account& account);
/// Whether an account is a party's, or says what it is owed: the treating area of a clearing
/// account or prepayment.
[[nodiscard]] bool is_about(const Account& account, std::string_view party);
/// The accounts that are about one party.
[[nodiscard]] std::vector<AccountBalance> of_party(std::span<const AccountBalance> balances,
                                                   std::string_view party);

}  // namespace yidi::ledger
