#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/crypto/sm2.h"
#include "adapters/http/client.h"
#include "domain/registry/profile.h"

namespace yidi::load {

/// A hospital of the demonstration, and how its software speaks (data/demo/institutions.csv).
struct Speech {
    const char* name;      ///< for the figures
    const char* hospital;  ///< fixmedins_code
    const char* area;
    const char* profile;
    const char* paas_id;
    const char* secret;
};
[[nodiscard]] std::span<const Speech> speeches();
/// The one with gateway signature A.
[[nodiscard]] const Speech& usual_speech();

/// Says requests as a hospital's software does. One for each window; not for several threads.
class Speaker {
public:
    explicit Speaker(const Speech& speech);

    [[nodiscard]] const Speech& speech() const { return speech_; }
    /// The envelope with its input: signed and encrypted as the profile says. `head` is the
    /// envelope's other members as JSON, without brackets.
    [[nodiscard]] std::string body(const std::string& head, const std::string& input) const;
    /// The answer with its output in plain.
    [[nodiscard]] std::string opened(std::string answer) const;
    /// The headers of one request; asks for a token when there is none.
    [[nodiscard]] http::Headers headers(http::Client& client, const std::string& nonce);

private:
    const Speech& speech_;
    registry::Profile profile_;
    std::optional<crypto::Sm2PrivateKey> key_;
    std::string token_;
};

}  // namespace yidi::load
