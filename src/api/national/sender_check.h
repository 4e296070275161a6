#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/crypto/gateway_check.h"
#include "adapters/crypto/signature_finding.h"
#include "adapters/crypto/sm2.h"
#include "adapters/http/message.h"
#include "api/national/envelope.h"
#include "domain/registry/records.h"

/// Whether a message comes from the institution that it names, by its profile: the same steps for
/// the server and for whoever tests a saved request against a profile.
namespace yidi::national {

/// One step of a check. `name` is "gateway" or "cainfo".
struct SenderStep {
    std::string_view name;
    crypto::SignatureFinding finding;
};

/// The gateway's signature in the headers. `token_key` is the server's own, for OAuth2.
[[nodiscard]] SenderStep check_gateway_of(const http::Request& request,
                                          const registry::Institution& sender,
                                          std::string_view token_key, Instant now);
/// Public keys by their texts: reading one takes longer than a message without. Any thread.
class Sm2Keys {
public:
    /// Empty: the text is no key.
    [[nodiscard]] std::optional<crypto::Sm2PublicKey> of(const std::string& text);

private:
    std::mutex mutex_;
    std::map<std::string, crypto::Sm2PublicKey, std::less<>> keys_;
};

/// The message signature in `cainfo`; `root` is the body, of which `envelope` was read.
[[nodiscard]] SenderStep check_message_of(const codec::JsonNode& root, const Envelope& envelope,
                                          const registry::Institution& sender, Sm2Keys& keys);
/// The cipher and key of its bodies.
[[nodiscard]] InputKey input_key_of(const registry::Institution& sender);

}  // namespace yidi::national
