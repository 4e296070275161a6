#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "api/line/compare.h"
#include "api/line/masker.h"
#include "api/line/recording.h"

namespace yidi::line {

struct ReplayOptions {
    /// With the recording's key; empty: what is masked stays so, and persons are not compared.
    std::optional<Masker> masker = {};
    /// Real values by their masks.
    std::map<std::string, std::string, std::less<>> persons = {};
    /// Not empty: each msgid is replaced by one that begins with the institution and this, the same
    /// for the same; at most 14 characters, and another one for each replay.
    std::string new_msgids = {};
};

/// Plays a recording's exchanges in order, without sending anything itself.
class Replayer {
public:
    explicit Replayer(ReplayOptions options) : options_{std::move(options)} {}

    /// What is to be sent.
    struct ToSend {
        std::string body;
        std::vector<std::string> unknown;  ///< fields with persons of whom only the mask is known
    };
    /// Puts in what this server has answered so far, and real persons. Empty: nothing that could be
    /// sent was kept (ciphertext, a token's request).
    [[nodiscard]] std::optional<ToSend> prepare(const Exchange& exchange);

    /// Learns the numbers of the answer, and compares; empty: no answer came. An exchange without a
    /// recorded answer is learnt from alone.
    [[nodiscard]] std::vector<Difference> take(const Exchange& exchange,
                                               const std::optional<http::Response>& response);

private:
    using Key = std::pair<std::string, std::string>;
    std::optional<std::string> real_value(std::string_view name, const codec::JsonNode& value,
                                          std::vector<std::string>& unknown);
    std::string new_msgid(std::string_view before);
    void learn(const codec::JsonNode& recorded, const codec::JsonNode& replayed);

    ReplayOptions options_;
    std::map<Key, std::string> numbers_;  ///< by field and recorded value
    std::map<std::string, std::string, std::less<>> msgids_;
};

}  // namespace yidi::line
