#pragma once

#include <span>

#include "adapters/codec/json_writer.h"
#include "domain/ledger/trial_balance.h"

namespace yidi::codec {

/// The accounts of a trial balance, as a list: {kind, key, debit, credit, balance}.
void write_accounts(JsonWriter& json, std::span<const ledger::AccountBalance> balances);

}  // namespace yidi::codec
