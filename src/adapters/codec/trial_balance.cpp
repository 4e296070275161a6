#include "adapters/codec/trial_balance.h"

namespace yidi::codec {

void write_accounts(JsonWriter& json, std::span<const ledger::AccountBalance> balances) {
    json.begin_array();
    for (const ledger::AccountBalance& one : balances) {
        json.begin_object();
        json.member("kind", ledger::name(one.account.kind));
        json.member("key", one.account.key);
        json.member("debit", one.debit);
        json.member("credit", one.credit);
        json.member("balance", one.balance());
        json.end_object();
    }
    json.end_array();
}

}  // namespace yidi::codec
