#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/payer/context.h"
#include "domain/explain/language.h"
#include "domain/registry/records.h"

/// What this layer needs of the national interface, which it does not know (tools/layers.toml).
namespace yidi::rest {

/// One transaction for a counter that has signed in and whose place has been checked.
struct Transaction {
    payer::Caller caller;
    std::string input;  ///< JSON, an object
    explain::Language language = explain::Language::zh;
};
struct Transacted {
    std::string output;  ///< JSON
    std::string warn_msg = {};
    bool already_done = false;              ///< it had been done before
    std::optional<registry::Pid> pid = {};  ///< whom it was about
};

struct Desk {
    /// Within the session, on the store's writer. Null: no transaction is taken.
    std::function<Result<Transacted>(ports::Session&, const payer::Context&, const Transaction&)>
        transact = {};
    /// Whether a field of a message tells of a person; null: every field may.
    bool (*is_personal)(std::string_view field) = nullptr;
    /// What a transaction is called, in Chinese; empty: its number is none.
    std::string_view (*name)(std::string_view infno) = nullptr;
};

}  // namespace yidi::rest
