#pragma once

#include <span>
#include <string>
#include <string_view>

#include "adapters/crypto/signature_finding.h"
#include "adapters/crypto/sm2.h"
#include "base/error.h"
#include "domain/registry/profile.h"

/// The signature of a message in its envelope's `cainfo`: it covers content, where a gateway's
/// covers headers.
namespace yidi::crypto {

/// How an institution signs, of its profile.
struct MessageScheme {
    registry::MessageSigning cainfo = registry::MessageSigning::none;
    registry::Sm2Form form = registry::Sm2Form::raw;
    std::string_view user = {};  ///< of SM2; empty: kSm2DefaultUser
};

/// One member of the envelope. `value` is a text's characters (escapes resolved), a number's or
/// flag's spelling as sent, and nothing for null.
struct EnvelopeField {
    std::string_view name;
    std::string_view value;
};

struct SignedContent {
    /// The bytes of `input` as the client serialised them, before any encryption; not written anew
    /// from what was read, since order and blanks count.
    std::string_view input;
    std::span<const EnvelopeField> fields = {};  ///< of the envelope, in any order
};

/// What `sm2_envelope` signs: name=value of every member but cainfo and input, names ascending by
/// their bytes, joined by &. The one source says no more than "all envelope fields except cainfo
/// and input, sorted by ASCII ascending". Our reading: a member counts with an empty value too, a
/// null as an empty one, a member that was not sent does not, and one that we do not know does.
[[nodiscard]] std::string envelope_text(std::span<const EnvelopeField> fields);

/// Whether `cainfo` fits the content. SM2 comes as Base64 (in one line or several) of the profile's
/// form, SM3 as 64 hexadecimal digits of either case or as Base64.
/// `key` may be null where the scheme needs none, and where none is registered, which is refused.
/// The finding names the envelope's members without their values, and the input by its length and
/// SM3. For SM2 `expected` is the digest e (sm2_digest), for there is no one right signature.
[[nodiscard]] SignatureFinding examine_message(const MessageScheme& scheme,
                                               const SignedContent& content,
                                               std::string_view cainfo, const Sm2PublicKey* key);

/// The `cainfo` of a message of our own: empty for `none`, lowercase digits for SM3. `key` may be
/// null where the scheme needs none (asserted).
/// Errors    limit_exceeded: the user id.
[[nodiscard]] Result<std::string> sign_message(const MessageScheme& scheme,
                                               const SignedContent& content,
                                               const Sm2PrivateKey* key);

}  // namespace yidi::crypto
