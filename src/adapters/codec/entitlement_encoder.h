#pragma once

#include "adapters/codec/json_writer.h"
#include "app/aid/aid.h"
#include "app/entitlement/entitlement_as_of.h"
#include "domain/explain/language.h"

/// What a person is entitled to, and mutual aid, as JSON: one form for the command and the REST
/// interface. Members: docs/integrating/rest.md and docs/using/commands.md.
namespace yidi::codec {

/// The whole answer, one object. Sentences are in the language; personal data is the number only.
void write_entitlement(JsonWriter& json, const app::EntitlementAsOf& as_of,
                       const policy::Book& book, explain::Language language);

void write_bond(JsonWriter& json, const aid::Bond& bond, const aid::Numbers& numbers);
void write_transfer(JsonWriter& json, const aid::Transfer& transfer, const aid::Numbers& numbers);
void write_wallet(JsonWriter& json, const aid::Wallet& wallet, const aid::Numbers& numbers);

}  // namespace yidi::codec
