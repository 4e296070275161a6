#pragma once

#include <string>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "api/national/table.h"

/// The national interface as JSON, from the tables that the server reads by. The form is in
/// docs/using/commands.md.
namespace yidi::cli::internal {

/// "C 30", "N 16,2", "D", "DT": a field's type as the interface's tables write it.
[[nodiscard]] std::string type_text(const national::Field& field);

/// The dictionaries that these nodes' fields name, once each, by name.
[[nodiscard]] std::vector<const national::Dictionary*> dictionaries_of(
    const std::vector<const national::Table*>& tables);
/// The nodes of a transaction, those of its input first.
[[nodiscard]] std::vector<const national::Table*> tables_of(const national::Form& form);

/// The envelope, every transaction and every dictionary, as one object.
[[nodiscard]] std::string interface_json();
/// One transaction with the dictionaries that it names.
[[nodiscard]] std::string form_json(const national::Form& form);
/// The envelope's fields with the dictionaries that they name.
[[nodiscard]] std::string envelope_json();

}  // namespace yidi::cli::internal
