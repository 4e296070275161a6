#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "domain/policy/filing_rules.h"
#include "domain/policy/pack.h"

/// What the JSON of packs and that of filing rules share.
namespace yidi::codec::internal {

/// The member "source" of an object.
void write_source(JsonWriter& json, const policy::Source& source);
/// The member "documents".
void write_documents(JsonWriter& json, const std::map<std::string, policy::Document>& documents);
/// The member "notes".
void write_notes(JsonWriter& json, const std::vector<std::string>& notes);

/// A whole object.
void write_filing_rules(JsonWriter& json, const policy::FilingRules& rules,
                        const std::optional<Date>& at);

}  // namespace yidi::codec::internal
