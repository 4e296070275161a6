#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/registry/profile.h"

/// SM2 signatures with SM3 (GB/T 32918.2 on the curve of 32918.5; GM/T 0003, 0009).
namespace yidi::crypto {

/// The user id of GM/T 0009, for whoever has agreed on no other.
inline constexpr std::string_view kSm2DefaultUser = "1234567812345678";

struct Sm2Material;

/// A public key that lies on the curve. Copies share it; any thread.
class Sm2PublicKey {
public:
    /// From what is handed out as "the public key": the point x‖y or 04‖x‖y as hexadecimal digits
    /// or Base64, a SubjectPublicKeyInfo in Base64, or one in PEM. Blanks around it do not matter.
    /// `where` is the field that the error names.
    /// Errors    bad_value, in Chinese: no such form, another curve, a point off the curve.
    [[nodiscard]] static Result<Sm2PublicKey> parse(std::string_view text, std::string_view where);

    /// 65 bytes: 04‖x‖y.
    [[nodiscard]] std::string_view point() const;
    [[nodiscard]] const Sm2Material& material() const { return *material_; }

private:
    friend class Sm2PrivateKey;
    explicit Sm2PublicKey(std::shared_ptr<const Sm2Material> material)
        : material_{std::move(material)} {}
    std::shared_ptr<const Sm2Material> material_;
};

/// A private key with its public half. Copies share it; any thread.
class Sm2PrivateKey {
public:
    /// From 32 bytes as hexadecimal digits or Base64 (one zero byte before them is passed over:
    /// big-integer classes write it), PKCS#8 or SEC 1 in Base64, or either in PEM.
    /// Errors    bad_value, in Chinese; never with anything of the key.
    [[nodiscard]] static Result<Sm2PrivateKey> parse(std::string_view text, std::string_view where);

    [[nodiscard]] Sm2PublicKey public_key() const { return Sm2PublicKey{material_}; }
    [[nodiscard]] const Sm2Material& material() const { return *material_; }

private:
    explicit Sm2PrivateKey(std::shared_ptr<const Sm2Material> material)
        : material_{std::move(material)} {}
    std::shared_ptr<const Sm2Material> material_;
};

/// What is signed. The user id goes into the digest, so both sides must have the same.
struct Sm2Message {
    std::string_view text;
    std::string_view user;  ///< at most 8,190 bytes; empty: kSm2DefaultUser
};

/// A signature's bytes. Two of the same message differ: each takes a number of OpenSSL's own chance
/// that nobody may learn.
/// Errors    limit_exceeded: the user id.
[[nodiscard]] Result<std::string> sm2_sign(const Sm2PrivateKey& key, const Sm2Message& message,
                                           registry::Sm2Form form);

/// Whether the signature in this form is the key's for the message.
/// Errors    bad_value, in Chinese: not this form (and which it looks like), or not of this key,
///           user id and text; limit_exceeded: the user id. `where` is "signature".
[[nodiscard]] Result<void> sm2_verify(const Sm2PublicKey& key, const Sm2Message& message,
                                      std::string_view signature, registry::Sm2Form form);

/// The digest e that is signed, SM3(Z‖text) as 64 lowercase hexadecimal digits, to be held beside
/// the other side's when a signature does not fit. Not a signature: telling it gives nothing away.
/// Errors    limit_exceeded: the user id.
[[nodiscard]] Result<std::string> sm2_digest(const Sm2PublicKey& key, const Sm2Message& message);

}  // namespace yidi::crypto
