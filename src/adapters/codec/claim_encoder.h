#pragma once

#include "adapters/codec/json_writer.h"
#include "domain/claim/claim.h"
#include "domain/claim/statement.h"

/// Claims by hand as JSON, the same for every door. Names are the national elements' where there
/// are such (docs/using/claims.md).
namespace yidi::codec {

/// One object: the claim as it is now.
void append_claim(JsonWriter& json, const claim::Claim& claim);

/// Whether the account's number is told whole, or its last four digits.
enum class AccountShown : bool { masked, whole };
/// One object: what was stated.
void append_statement(JsonWriter& json, const claim::Statement& said, AccountShown shown);
/// One object: holder, bank, number.
void append_account(JsonWriter& json, const claim::BankAccount& account, AccountShown shown);

}  // namespace yidi::codec
