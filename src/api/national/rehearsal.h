#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "base/instant.h"
#include "domain/registry/records.h"

/// What the endpoint would make of a request before any use case runs, step by step, for whoever
/// connects a hospital: nothing is read from a store or written.
namespace yidi::national {

/// One step. Those behind the first that fails are left out, unless they can be looked at all the
/// same (the gateway does not depend on the body).
struct RehearsedStep {
    std::string_view name;  ///< body, envelope, gateway, cipher, cainfo, transaction, fields
    bool passes = false;
    std::string why = {};          ///< in Chinese, of what fails: as in err_msg
    std::string signed_text = {};  ///< of a signature: what was signed, part by part
    std::string expected = {};     ///< of a signature: what would be right; for its owner only
};

struct Rehearsal {
    const registry::Institution& sender;  ///< with its keys
    std::string_view token_key;           ///< of OAuth2; empty: a token cannot be looked at
    Instant now;
};

[[nodiscard]] std::vector<RehearsedStep> rehearse(const http::Request& request,
                                                  const Rehearsal& rehearsal);

}  // namespace yidi::national
