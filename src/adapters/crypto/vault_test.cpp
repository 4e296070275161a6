#include "adapters/crypto/vault.h"

#include <set>

#include <gtest/gtest.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/mac.h"

namespace yidi::crypto {
namespace {

constexpr std::string_view kName = "测试人甲";
constexpr std::string_view kPlace = "person/35010000000000000001";

KeyRing ring_of(std::uint32_t newest) {
    KeyRing ring{.look_up = Secret{std::string(kKeyBytes, 'l')}, .keys = {}};
    for (std::uint32_t number = 1; number <= newest; ++number) {
        ring.keys.push_back(
            {.number = number,
             .secret = Secret{std::string(kKeyBytes, static_cast<char>('a' + number))}});
    }
    return ring;
}

TEST(KeyVault, OpensWhatItHasSealed) {
    KeyVault vault{make_key_ring()};
    for (const std::string& text :
         {std::string{kName}, std::string{}, std::string(100'000, 'x'), std::string{"\0\xff", 2}}) {
        const std::string sealed = vault.seal(text, kPlace);
        EXPECT_EQ(sealed.size(), text.size() + KeyVault::kOverheadBytes);
        const auto opened = vault.open(sealed, kPlace);
        ASSERT_TRUE(opened.has_value());
        EXPECT_EQ(*opened, text);
    }
}

TEST(KeyVault, HidesTheTextAndThatItIsTheSame) {
    KeyVault vault{make_key_ring()};
    const std::string first = vault.seal(kName, kPlace);
    EXPECT_EQ(first.find(kName), std::string::npos);
    std::set<std::string> seals{first};
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(seals.insert(vault.seal(kName, kPlace)).second);
}

TEST(KeyVault, NoticesEveryByteThatIsChanged) {
    KeyVault vault{ring_of(2)};
    const std::string sealed = vault.seal(kName, kPlace);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const auto opened = vault.open(changed, kPlace);
        ASSERT_FALSE(opened.has_value()) << "byte " << i;
        EXPECT_EQ(opened.error().code, ErrorCode::internal);
    }
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_FALSE(vault.open(sealed.substr(0, size), kPlace).has_value());
    }
    EXPECT_FALSE(vault.open(sealed + 'x', kPlace).has_value());
}

TEST(KeyVault, OpensNowhereElse) {
    KeyVault vault{ring_of(1)};
    const std::string sealed = vault.seal(kName, kPlace);
    EXPECT_FALSE(vault.open(sealed, "person/35010000000000000002").has_value());
    EXPECT_FALSE(vault.open(sealed, "").has_value());
}

TEST(KeyVault, OpensNothingOfAnotherStore) {
    KeyVault ours{make_key_ring()};
    const KeyVault theirs{make_key_ring()};
    EXPECT_FALSE(theirs.open(ours.seal(kName, kPlace), kPlace).has_value());
}

TEST(KeyVault, OpensOldSealsAfterARotationAndSealsWithTheNewKey) {
    KeyVault before{ring_of(1)};
    KeyVault after{ring_of(2)};
    const std::string old_seal = before.seal(kName, kPlace);
    const std::string new_seal = after.seal(kName, kPlace);
    EXPECT_EQ(after.open(old_seal, kPlace).value(), kName);
    EXPECT_EQ(after.open(new_seal, kPlace).value(), kName);
    EXPECT_EQ(KeyVault::key_number_of(old_seal), 1U);
    EXPECT_EQ(KeyVault::key_number_of(new_seal), after.newest());
    const auto unknown = before.open(new_seal, kPlace);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().detail, "the key file has no key 2");
}

// Worked out with another implementation of HMAC and AES-GCM, from the layout in vault.h. It must
// open for ever: it is what lies in stores.
TEST(KeyVault, OpensASealOfItsFirstVersion) {
    const KeyVault vault{ring_of(1)};
    const std::string sealed =
        from_hex(
            "0100000001000102030405060708090a0b0c0d0e0f0a33e48d09834c2285db49ce"
            "bc0faf5e0347a98f5071a4e3aae2aaf5")
            .value();
    const auto opened = vault.open(sealed, kPlace);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(*opened, kName);
}

TEST(KeyVault, FindsTheSameTextUnderEveryKey) {
    const KeyVault before{ring_of(1)};
    const KeyVault after{ring_of(3)};
    const std::string hash = before.look_up_hash("01/350100199001010000");
    EXPECT_EQ(hash.size(), 32U);
    EXPECT_EQ(after.look_up_hash("01/350100199001010000"), hash);
    EXPECT_NE(before.look_up_hash("01/350100199001010001"), hash);
    // HMAC-SHA-256 under HKDF-Expand of the look-up key.
    const std::string key = hkdf_expand(std::string(kKeyBytes, 'l'), "yidi look-up", kKeyBytes);
    EXPECT_EQ(hash, to_hex(hmac_sha256(key, "01/350100199001010000")).substr(0, 32));
}

TEST(KeyVault, FindsNothingOfAnotherStore) {
    const KeyVault ours{make_key_ring()};
    const KeyVault theirs{make_key_ring()};
    EXPECT_NE(ours.look_up_hash("x"), theirs.look_up_hash("x"));
}

}  // namespace
}  // namespace yidi::crypto
