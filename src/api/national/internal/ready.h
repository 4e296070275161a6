#pragma once

#include <string>

#include "api/national/internal/handler.h"
#include "app/payer/once.h"
#include "ports/vault.h"

/// A message from its envelope to its use case, whoever has let it in.
namespace yidi::national::internal {

/// Whose message it is. All outlive what is made ready.
struct Sent {
    const payer::Caller& caller;
    const registry::Profile& profile;
    const ports::Vault& vault;
    std::string_view inf_refmsgid;  ///< of the answer
};
struct Ready {
    Prepared prepared;
    payer::Message message;
};
/// Reads every field that the transaction's tables name.
/// Errors    bad_value: no transaction has this number; what its fields have wrong.
[[nodiscard]] Result<Ready> make_ready(codec::JsonTree& tree, const Envelope& envelope,
                                       const Sent& sent);

/// The members of an answer that a repeat gets again, as the message log keeps them.
[[nodiscard]] std::string body_of(const Done& done);

}  // namespace yidi::national::internal
