#include "adapters/crypto/vault.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <openssl/evp.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/internal/unsigned_bytes.h"
#include "adapters/crypto/mac.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeaderBytes = 5;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kLookUpDigits = 32;
static_assert(KeyVault::kOverheadBytes == kHeaderBytes + kSaltBytes + kTagBytes);

std::string header_of(std::uint32_t number) {
    std::string header{kVersion};
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        header += static_cast<char>(number >> shift & 0xFFU);
    }
    return header;
}

struct ContextDeleter {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter>;

int size_of(std::string_view text) {
    return static_cast<int>(text.size());
}

/// Key and nonce of one seal, one behind the other.
Secret material_of(const SealKey& key, std::string_view salt) {
    std::string info = "yidi seal aes-256-gcm ";
    info += salt;
    return Secret{hkdf_expand(key.secret.bytes(), info, kKeyBytes + kNonceBytes)};
}

Error no_seal(std::string detail) {
    return {.code = ErrorCode::internal,
            .where = "seal",
            .rule = "a seal of this store, at its own place, under a key of the key file",
            .remedy = "check that --key names the key file of this data; then yidi verify",
            .detail = std::move(detail)};
}

}  // namespace

/// Looked up once: OpenSSL takes longer to find the algorithm by name than to seal a name with it.
struct KeyVault::Cipher {
    Cipher() : algorithm{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)} {
        YIDI_ASSERT(algorithm != nullptr);
    }
    Cipher(const Cipher&) = delete;
    Cipher& operator=(const Cipher&) = delete;
    ~Cipher() { EVP_CIPHER_free(algorithm); }

    /// A context that has read what is authenticated but not hidden.
    [[nodiscard]] Context begin(bool seals, const Secret& material, std::string_view header,
                                std::string_view bound_to) const {
        Context context{EVP_CIPHER_CTX_new()};
        const unsigned char* const key = unsigned_bytes(material.bytes());
        int size = 0;
        const bool done = context != nullptr &&
                          EVP_CipherInit_ex2(context.get(), algorithm, key, key + kKeyBytes,
                                             seals ? 1 : 0, nullptr) == 1 &&
                          EVP_CipherUpdate(context.get(), nullptr, &size, unsigned_bytes(header),
                                           size_of(header)) == 1 &&
                          EVP_CipherUpdate(context.get(), nullptr, &size, unsigned_bytes(bound_to),
                                           size_of(bound_to)) == 1;
        YIDI_ASSERT(done);
        return context;
    }

    EVP_CIPHER* algorithm;
};

KeyVault::KeyVault(KeyRing ring)
    : ring_{std::move(ring)},
      look_up_key_{hkdf_expand(ring_.look_up.bytes(), "yidi look-up", kKeyBytes)},
      cipher_{std::make_unique<const Cipher>()} {
    YIDI_ASSERT(!ring_.keys.empty());
}

KeyVault::~KeyVault() = default;

const SealKey* KeyVault::find(std::uint32_t number) const {
    const auto found = std::find_if(ring_.keys.begin(), ring_.keys.end(),
                                    [number](const SealKey& key) { return key.number == number; });
    return found == ring_.keys.end() ? nullptr : &*found;
}

std::string KeyVault::seal(std::string_view plain, std::string_view bound_to) {
    const SealKey& key = ring_.keys.back();
    const std::string header = header_of(key.number);
    const std::string salt = random_bytes(kSaltBytes);
    const Context context =
        cipher_->begin(/*seals=*/true, material_of(key, salt), header, bound_to);

    std::string sealed = header + salt;
    const std::size_t start = sealed.size();
    sealed.resize(start + plain.size() + kTagBytes);
    unsigned char* const out = unsigned_bytes(sealed) + start;
    int size = 0;
    int rest = 0;
    const bool done =
        EVP_CipherUpdate(context.get(), out, &size, unsigned_bytes(plain), size_of(plain)) == 1 &&
        EVP_CipherFinal_ex(context.get(), out + size, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int{kTagBytes},
                            out + plain.size()) == 1;
    YIDI_ASSERT(done);
    return sealed;
}

std::optional<std::uint32_t> KeyVault::key_number_of(std::string_view sealed) {
    if (sealed.size() < kOverheadBytes || sealed.front() != kVersion) return {};
    std::uint32_t number = 0;
    for (const char byte : sealed.substr(1, kHeaderBytes - 1)) {
        number = number << 8U | static_cast<unsigned char>(byte);
    }
    return number;
}

Result<std::string> KeyVault::open(std::string_view sealed, std::string_view bound_to) const {
    const auto number = key_number_of(sealed);
    if (!number) return fail(no_seal("these bytes are no seal"));
    const SealKey* const key = find(*number);
    if (key == nullptr) {
        return fail(no_seal("the key file has no key " + std::to_string(*number)));
    }
    const std::string_view header = sealed.substr(0, kHeaderBytes);
    const std::string_view salt = sealed.substr(kHeaderBytes, kSaltBytes);
    const std::string_view hidden =
        sealed.substr(kHeaderBytes + kSaltBytes, sealed.size() - kOverheadBytes);
    std::string tag{sealed.substr(sealed.size() - kTagBytes)};
    const Context context =
        cipher_->begin(/*seals=*/false, material_of(*key, salt), header, bound_to);

    std::string plain(hidden.size(), '\0');
    int size = 0;
    int rest = 0;
    const bool read = EVP_CipherUpdate(context.get(), unsigned_bytes(plain), &size,
                                       unsigned_bytes(hidden), size_of(hidden)) == 1;
    YIDI_ASSERT(read);
    const bool set =
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int{kTagBytes}, tag.data()) == 1;
    YIDI_ASSERT(set);
    if (EVP_CipherFinal_ex(context.get(), unsigned_bytes(plain) + size, &rest) != 1) {
        return fail(no_seal("the seal is of another place or key, or was changed"));
    }
    return plain;
}

std::string KeyVault::look_up_hash(std::string_view text) const {
    return to_hex(hmac_sha256(look_up_key_.bytes(), text)).substr(0, kLookUpDigits);
}

}  // namespace yidi::crypto
