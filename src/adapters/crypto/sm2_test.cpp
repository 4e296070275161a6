#include "adapters/crypto/sm2.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/encoding.h"

namespace yidi::crypto {
namespace {

using registry::Sm2Form;

// GB/T 32918.5-2017, appendix A.2: the example of a signature on the recommended curve, with the
// user id 1234567812345678.
constexpr std::string_view kPrivate =
    "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
constexpr std::string_view kPoint =
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
constexpr Sm2Message kMessage{.text = "message digest", .user = {}};
constexpr std::string_view kDigest =
    "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640";
constexpr std::string_view kSignature =
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

// The same key over other bytes with another user id, worked out by a second program that was
// written from the standard alone.
constexpr Sm2Message kOther{.text = R"({"data":{"psn_name":"演示"}})", .user = "client-id-16byte"};
constexpr std::string_view kOtherDigest =
    "eba5f9a069b72d33d887e7eb81a0d3a87e9799fdb8c433703d8caa1f65673dd7";
constexpr std::string_view kOtherSignature =
    "f091f611f84444cc3a8c1a121018d25ebff5c8dbc6cb6f7f8cf0b8ec937bd84a"
    "2e69140f0c4781262fff2a0951d21e41f9d8831ba7a8424d9877924b6dacb6d7";

std::string bytes_of(std::string_view digits) {
    return from_hex(digits).value_or("");
}

std::string pem_of(std::string_view kind, std::string_view der) {
    std::string text = "-----BEGIN " + std::string{kind} + "-----\n";
    const std::string body = to_base64(der);
    for (std::size_t i = 0; i < body.size(); i += 64) {
        text += body.substr(i, 64) + "\n";
    }
    return text + "-----END " + std::string{kind} + "-----\n";
}

// id-ecPublicKey and the object identifier of the curve, 1.2.156.10197.1.301.
constexpr std::string_view kAlgorithm = "301306072a8648ce3d020106082a811ccf5501822d";

std::string public_der() {
    return bytes_of("3059" + std::string{kAlgorithm} + "03420004" + std::string{kPoint});
}

/// RFC 5915 within RFC 5208, with the public half, as OpenSSL writes it.
std::string private_der() {
    return bytes_of("308187020100" + std::string{kAlgorithm} + "046d306b0201010420" +
                    std::string{kPrivate} + "a14403420004" + std::string{kPoint});
}

Sm2PublicKey public_key() {
    return *Sm2PublicKey::parse(kPoint, "key");
}
Sm2PrivateKey private_key() {
    return *Sm2PrivateKey::parse(kPrivate, "key");
}

/// The bytes with one bit the other way round.
std::string flipped(std::string bytes, std::size_t bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    return bytes;
}

TEST(Sm2, TheSignatureOfTheStandardFits) {
    const Result<void> fits =
        sm2_verify(public_key(), kMessage, bytes_of(kSignature), Sm2Form::raw);
    EXPECT_TRUE(fits) << fits.error();
    EXPECT_EQ(sm2_digest(public_key(), kMessage), kDigest);
}

TEST(Sm2, AnotherUserIdGivesAnotherSignature) {
    const std::string signature = bytes_of(kOtherSignature);
    EXPECT_TRUE(sm2_verify(public_key(), kOther, signature, Sm2Form::raw));
    EXPECT_EQ(sm2_digest(public_key(), kOther), kOtherDigest);
    Sm2Message usual = kOther;
    usual.user = {};
    EXPECT_FALSE(sm2_verify(public_key(), usual, signature, Sm2Form::raw));
    usual.user = kSm2DefaultUser;
    const std::string other = *sm2_sign(private_key(), usual, Sm2Form::raw);
    usual.user = {};
    EXPECT_TRUE(sm2_verify(public_key(), usual, other, Sm2Form::raw));
}

TEST(Sm2, WhatIsSignedFitsInItsFormOnly) {
    for (const Sm2Form form : {Sm2Form::raw, Sm2Form::der}) {
        for (int i = 0; i < 20; ++i) {
            const std::string signature = *sm2_sign(private_key(), kOther, form);
            const Result<void> fits = sm2_verify(public_key(), kOther, signature, form);
            ASSERT_TRUE(fits) << fits.error();
            const Sm2Form other = form == Sm2Form::raw ? Sm2Form::der : Sm2Form::raw;
            const Result<void> wrong = sm2_verify(public_key(), kOther, signature, other);
            ASSERT_FALSE(wrong);
            ASSERT_NE(wrong.error().detail.find("像是"), std::string::npos) << wrong.error();
        }
    }
    EXPECT_EQ(sm2_sign(private_key(), kOther, Sm2Form::raw)->size(), 64U);
    EXPECT_NE(*sm2_sign(private_key(), kOther, Sm2Form::raw),
              *sm2_sign(private_key(), kOther, Sm2Form::raw));
}

TEST(Sm2, EveryBitOfTheSignatureCounts) {
    const std::string raw = bytes_of(kSignature);
    for (std::size_t bit = 0; bit < raw.size() * 8; ++bit) {
        ASSERT_FALSE(sm2_verify(public_key(), kMessage, flipped(raw, bit), Sm2Form::raw)) << bit;
    }
    const std::string der = *sm2_sign(private_key(), kMessage, Sm2Form::der);
    for (std::size_t bit = 0; bit < der.size() * 8; ++bit) {
        ASSERT_FALSE(sm2_verify(public_key(), kMessage, flipped(der, bit), Sm2Form::der)) << bit;
    }
}

TEST(Sm2, EveryBitOfTextUserAndKeyCounts) {
    const std::string signature = bytes_of(kOtherSignature);
    for (std::size_t bit = 0; bit < kOther.text.size() * 8; ++bit) {
        const std::string text = flipped(std::string{kOther.text}, bit);
        ASSERT_FALSE(
            sm2_verify(public_key(), {.text = text, .user = kOther.user}, signature, Sm2Form::raw));
    }
    for (std::size_t bit = 0; bit < kOther.user.size() * 8; ++bit) {
        const std::string user = flipped(std::string{kOther.user}, bit);
        ASSERT_FALSE(
            sm2_verify(public_key(), {.text = kOther.text, .user = user}, signature, Sm2Form::raw));
    }
    // A point with one bit changed is off the curve.
    for (std::size_t bit = 0; bit < kPoint.size() * 4; ++bit) {
        const std::string digits = to_hex(flipped(bytes_of(kPoint), bit));
        ASSERT_FALSE(Sm2PublicKey::parse(digits, "key")) << bit;
    }
    const Sm2PrivateKey other = *Sm2PrivateKey::parse(std::string(63, '0') + "1", "key");
    EXPECT_FALSE(sm2_verify(other.public_key(), kOther, signature, Sm2Form::raw));
}

TEST(Sm2, ASignatureOfNothingOrTooMuchIsRefused) {
    for (const std::size_t size : {0U, 1U, 63U, 65U, 72U, 4'096U}) {
        const std::string none(size, '\0');
        EXPECT_FALSE(sm2_verify(public_key(), kMessage, none, Sm2Form::raw)) << size;
        EXPECT_FALSE(sm2_verify(public_key(), kMessage, none, Sm2Form::der)) << size;
    }
    EXPECT_FALSE(sm2_verify(public_key(), kMessage, std::string(64, '\0'), Sm2Form::raw));
    EXPECT_FALSE(sm2_verify(public_key(), kMessage, std::string(64, '\xFF'), Sm2Form::raw));
    const std::string der = *sm2_sign(private_key(), kMessage, Sm2Form::der);
    EXPECT_FALSE(sm2_verify(public_key(), kMessage, der + '\0', Sm2Form::der));
}

TEST(Sm2, AUserIdIsBounded) {
    const std::string longest(8'190, 'u');
    const Sm2Message message{.text = "x", .user = longest};
    const std::string signature = *sm2_sign(private_key(), message, Sm2Form::raw);
    EXPECT_TRUE(sm2_verify(public_key(), message, signature, Sm2Form::raw));
    const std::string longer = longest + "u";
    const Sm2Message beyond{.text = "x", .user = longer};
    EXPECT_EQ(sm2_sign(private_key(), beyond, Sm2Form::raw).error().code,
              ErrorCode::limit_exceeded);
    EXPECT_EQ(sm2_verify(public_key(), beyond, signature, Sm2Form::raw).error().code,
              ErrorCode::limit_exceeded);
    EXPECT_EQ(sm2_digest(public_key(), beyond).error().code, ErrorCode::limit_exceeded);
}

TEST(Sm2PublicKey, IsReadInEveryFormThatIsHandedOut) {
    const std::string point{kPoint};
    const std::string bytes = bytes_of(kPoint);
    for (const std::string& text :
         {point, "04" + point, to_hex(bytes), to_base64(bytes), to_base64("\x04" + bytes),
          to_base64(public_der()), pem_of("PUBLIC KEY", public_der()), " \n" + point + "\r\n"}) {
        const Result<Sm2PublicKey> key = Sm2PublicKey::parse(text, "key");
        ASSERT_TRUE(key) << text << key.error();
        EXPECT_EQ(key->point(), "\x04" + bytes);
        EXPECT_TRUE(sm2_verify(*key, kMessage, bytes_of(kSignature), Sm2Form::raw));
    }
}

TEST(Sm2PublicKey, IsRefusedInAnyOther) {
    const std::string point{kPoint};
    // The base point of P-256, with that curve's object identifier.
    const std::string foreign = bytes_of(
        "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f2"
        "77037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb640"
        "6837bf51f5");
    const std::string zeros(128, '0');
    for (const std::string& text :
         {std::string{}, std::string{"  "}, point.substr(2), "03" + point.substr(0, 64),
          "05" + point, zeros, std::string{"not a key"}, std::string{"AAAA"}, to_base64(foreign),
          pem_of("PUBLIC KEY", foreign), to_base64(public_der() + "x"), to_base64(private_der()),
          pem_of("PRIVATE KEY", private_der()), std::string{"-----BEGIN PUBLIC KEY-----\n"},
          std::string(9'000, '0')}) {
        const Result<Sm2PublicKey> key = Sm2PublicKey::parse(text, "public_key");
        ASSERT_FALSE(key) << text;
        EXPECT_EQ(key.error().code, ErrorCode::bad_value);
        EXPECT_EQ(key.error().where, "public_key");
    }
    EXPECT_NE(Sm2PublicKey::parse(to_base64(foreign), "x").error().detail.find("曲线"),
              std::string::npos);
}

TEST(Sm2PrivateKey, IsReadInEveryFormAndHasItsPublicHalf) {
    const std::string digits{kPrivate};
    // What the structure holds, on its own and with the curve: SEC 1.
    const std::string sec1 = bytes_of("30770201010420" + digits +
                                      "a00a06082a811ccf5501822da14403420004" + std::string{kPoint});
    for (const std::string& text :
         {digits, to_hex(bytes_of(digits)), "00" + digits, to_base64(bytes_of(digits)),
          to_base64(private_der()), pem_of("PRIVATE KEY", private_der()), to_base64(sec1),
          pem_of("EC PRIVATE KEY", sec1), "\n" + digits + " "}) {
        const Result<Sm2PrivateKey> key = Sm2PrivateKey::parse(text, "key");
        ASSERT_TRUE(key) << key.error();
        EXPECT_EQ(key->public_key().point(), "\x04" + bytes_of(kPoint));
        const std::string signature = *sm2_sign(*key, kMessage, Sm2Form::raw);
        EXPECT_TRUE(sm2_verify(public_key(), kMessage, signature, Sm2Form::raw));
    }
}

TEST(Sm2PrivateKey, IsRefusedOutsideItsRangeAndNeverRepeated) {
    const std::string zero(64, '0');
    // n − 1 and n − 2: with n − 1 the standard's 1 + d has no inverse.
    const std::string last = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122";
    const std::string before = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121";
    EXPECT_TRUE(Sm2PrivateKey::parse(before, "key"));
    // The standard's key under the passphrase "x", by openssl pkcs8: nobody is asked for it.
    const std::string encrypted_der = *decode_base64(
        "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjXjv6I15iCpAICCAAwDAYIKoZIhvcNAgkF"
        "ADAdBglghkgBZQMEAQIEEEZsZyiJurHbAqjzkbD8+E0EgZC00my0jkGTy5ZLupH6C0AYzqGFoAk77+F0"
        "FQTm91z+kLPh84EIV3t3RqGN54eoIBb2EI5OdgbJ4dkhZed0e3t8RrM4/Ocg+LE3kn1iXo5kZFuGRkj9"
        "M7oy+s/akeVC31biUDXu0syjGlvRPeH+EHrPBRsJubG9NDqkyfgWJQiR+/kR6otdLfRE+AVFlGabHnA=",
        "test");
    const std::string encrypted = pem_of("ENCRYPTED PRIVATE KEY", encrypted_der);
    for (const std::string& text :
         {zero, last, std::string(64, 'f'), std::string{}, std::string{kPrivate.substr(2)},
          "01" + std::string{kPrivate}, to_base64(public_der()), encrypted,
          to_base64(encrypted_der), std::string{"TopSecret!"}}) {
        const Result<Sm2PrivateKey> key = Sm2PrivateKey::parse(text, "private_key");
        ASSERT_FALSE(key) << text;
        EXPECT_EQ(key.error().where, "private_key");
        const std::string told = key.error().detail + key.error().rule + key.error().remedy;
        EXPECT_EQ(told.find("TopSecret"), std::string::npos);
        EXPECT_EQ(told.find("3945208F"), std::string::npos);
    }
}

}  // namespace
}  // namespace yidi::crypto
