#pragma once

#include <string>

#include "cli/payer_commands.h"

/// The one-time code of the first administrator.
namespace yidi::cli {

/// Makes a code and keeps its hash; an earlier one is over.
/// Errors    changed_meanwhile: there is an administrator.
[[nodiscard]] Result<std::string> give_first_code(Payer& payer);

struct FirstStart {
    bool needs_administrator = false;
    std::string code;  ///< empty: what is printed is kept in the system's journal
};
/// Gives a code where nobody could sign in else, and takes an old one back where somebody can.
[[nodiscard]] Result<FirstStart> prepare_first_start(Payer& payer);

}  // namespace yidi::cli
