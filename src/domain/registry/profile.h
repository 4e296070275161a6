#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

/// How one institution's software speaks the national interface: as data, because provinces differ
/// and software stays as it is.
namespace yidi::registry {

/// How a request shows who sends it.
enum class GatewayStyle : std::uint8_t {
    none,
    tif,         ///< x-tif-*: SHA-256 over timestamp, secret and nonce
    csb,         ///< _api_*: HMAC-SHA-1 over the sorted headers
    oauth2,      ///< a token for id and secret, then Authorization: Bearer
    static_key,  ///< the secret itself in the header apikey
};

/// What the envelope's `cainfo` holds.
enum class MessageSigning : std::uint8_t {
    none,
    sm2_input,     ///< SM2 over the input's bytes as they were before any encryption
    sm2_envelope,  ///< SM2 over the other fields, sorted and joined
    sm3_input,     ///< SM3 of the input's bytes: shows damage, not who sent it
};

enum class Sm2Form : std::uint8_t {
    raw,  ///< r and s, 32 bytes each
    der,  ///< ASN.1, 70 to 72 bytes
};

enum class BodyCipher : std::uint8_t { none, sm4 };

enum class InfcodeType : std::uint8_t { number, string };

struct Profile {
    GatewayStyle gateway = GatewayStyle::none;
    std::int64_t clock_window_s = 1'800;  ///< seconds that a client's clock may be off
    MessageSigning cainfo = MessageSigning::none;
    Sm2Form sm2_form = Sm2Form::raw;
    std::string sm2_user_id;  ///< empty: the standard's 1234567812345678
    BodyCipher body = BodyCipher::none;
    InfcodeType infcode = InfcodeType::number;
    bool fymx_5204 = false;  ///< 5204 answers its list in a node `fymx`, not as `output` itself
    bool log_only = false;   ///< what fails is told in the log and let pass

    bool operator==(const Profile&) const = default;
};

/// The longest that a cell may be.
inline constexpr std::size_t kProfileTextMax = 400;

/// A profile from one cell: "tif", or "csb;clock=600;cainfo=sm2_input;user=…". Entries stand in any
/// order and are separated by semicolons; a word alone is the gateway. Keys are gateway, clock
/// (seconds, 1 to 604,800), cainfo, form, user (1 to 128 printable characters without a semicolon),
/// body, infcode, and fymx_5204 and log_only, which are 0 or 1. What is left out has the default;
/// nothing at all is `none`. "signature_a" is an older word for tif. Errors    bad_value,
/// unknown_key, duplicate_key: `where` is the key.
[[nodiscard]] Result<Profile> parse_profile(std::string_view text);

/// The shortest cell that reads as this profile; always the same for the same profile.
[[nodiscard]] std::string to_text(const Profile& profile);

[[nodiscard]] std::string_view name(GatewayStyle style);
[[nodiscard]] std::string_view name(MessageSigning signing);

}  // namespace yidi::registry
