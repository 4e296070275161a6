#include "domain/ledger/trial_balance.h"

#include <map>

#include "base/assert.h"

namespace yidi::ledger {
namespace {

std::string_view before(std::string_view text, char end) {
    return text.substr(0, text.find(end));
}

std::string_view after(std::string_view text, char start) {
    const std::size_t at = text.find(start);
    return at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
}

}  // namespace

std::vector<AccountBalance> trial_balance(std::span<const DatedEntry> entries, Date day) {
    std::map<Account, AccountBalance> accounts;
    for (const DatedEntry& one : entries) {
        if (one.date > day) continue;
        for (const Leg& leg : one.entry.legs) {
            AccountBalance& balance = accounts[leg.account];
            if (leg.amount > Money{}) {
                balance.debit += leg.amount;
            } else {
                balance.credit -= leg.amount;
            }
        }
    }
    std::vector<AccountBalance> balances;
    for (auto& [account, balance] : accounts) {
        balance.account = account;
        balances.push_back(balance);
    }
    return balances;
}

std::string_view party_of(const Account& account) {
    switch (account.kind) {
        case AccountKind::cash:
        case AccountKind::receivable:
        case AccountKind::personal:
        case AccountKind::fiscal:
        case AccountKind::payable:
        case AccountKind::disbursed: return account.key;
        case AccountKind::fund:
        case AccountKind::transit: return before(account.key, '/');
        case AccountKind::clearing:
        case AccountKind::prepaid: return before(after(account.key, '<'), '/');
    }
    YIDI_ASSERT(false);
}

bool is_about(const Account& account, std::string_view party) {
    const bool has_two_sides =
        account.kind == AccountKind::clearing || account.kind == AccountKind::prepaid;
    return party_of(account) == party || (has_two_sides && before(account.key, '<') == party);
}

std::vector<AccountBalance> of_party(std::span<const AccountBalance> balances,
                                     std::string_view party) {
    std::vector<AccountBalance> own;
    for (const AccountBalance& one : balances) {
        if (is_about(one.account, party)) own.push_back(one);
    }
    return own;
}

}  // namespace yidi::ledger
