#include <array>
#include <optional>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/encoding.h"
#include "adapters/crypto/internal/sm2_material.h"
#include "adapters/crypto/internal/unsigned_bytes.h"
#include "adapters/crypto/secret.h"
#include "adapters/crypto/sm2.h"
#include "base/assert.h"

namespace yidi::crypto {
namespace {

constexpr std::size_t kPointBytes = 1 + 2 * kSm2FieldBytes;
constexpr char kUncompressed = '\x04';
constexpr std::string_view kCurve = "SM2";
constexpr std::size_t kKeyTextMax = 8'192;

struct GroupDeleter {
    void operator()(EC_GROUP* group) const { EC_GROUP_free(group); }
};
using Group = std::unique_ptr<EC_GROUP, GroupDeleter>;
struct PointDeleter {
    void operator()(EC_POINT* point) const { EC_POINT_clear_free(point); }
};
using Point = std::unique_ptr<EC_POINT, PointDeleter>;
struct ParamsDeleter {
    void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
};
struct BuilderDeleter {
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
};
struct ContextDeleter {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
struct BioDeleter {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioDeleter>;

tl::unexpected<Error> refuse(std::string_view where, std::string rule, std::string detail) {
    // What the library noted about it is told here, and must not be found by whoever asks next.
    ERR_clear_error();
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{where},
                      .rule = std::move(rule),
                      .remedy = "请核对密钥的曲线（SM2）与编码",
                      .detail = "SM2 密钥：" + std::move(detail)});
}

tl::unexpected<Error> refuse_public(std::string_view where, std::string detail) {
    return refuse(
        where, "公钥：04‖x‖y 或 x‖y 的十六进制或 Base64，或 SubjectPublicKeyInfo 的 Base64 或 PEM",
        std::move(detail));
}

tl::unexpected<Error> refuse_private(std::string_view where, std::string detail) {
    return refuse(where, "私钥：32 字节的十六进制或 Base64，或 PKCS#8 的 Base64 或 PEM",
                  std::move(detail));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool is_pem(std::string_view text) {
    return text.starts_with("-----BEGIN ");
}

/// Without it the library would ask at the terminal.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

Bio reader_of(std::string_view text) {
    Bio bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    YIDI_ASSERT(bio != nullptr);
    return bio;
}

bool is_on_curve(const Pkey& key) {
    std::array<char, 32> group{};
    std::size_t size = 0;
    return EVP_PKEY_get_utf8_string_param(key.get(), OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                          group.size(), &size) == 1 &&
           std::string_view{group.data(), size} == kCurve;
}

/// One key from its numbers; null if the point is not on the curve. `number` may be null.
Pkey build(const std::string& point, const BIGNUM* number) {
    const std::unique_ptr<OSSL_PARAM_BLD, BuilderDeleter> builder{OSSL_PARAM_BLD_new()};
    bool good = builder != nullptr &&
                OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                                kCurve.data(), kCurve.size()) == 1 &&
                OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                 point.data(), point.size()) == 1;
    if (number != nullptr) {
        good = good && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number) == 1;
    }
    YIDI_ASSERT(good);
    const std::unique_ptr<OSSL_PARAM, ParamsDeleter> params{OSSL_PARAM_BLD_to_param(builder.get())};
    const std::unique_ptr<EVP_PKEY_CTX, ContextDeleter> context{
        EVP_PKEY_CTX_new_from_name(nullptr, kCurve.data(), nullptr)};
    YIDI_ASSERT(params != nullptr && context != nullptr);
    YIDI_ASSERT(EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY* key = nullptr;
    const int selection = number == nullptr ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
    if (EVP_PKEY_fromdata(context.get(), &key, selection, params.get()) != 1) key = nullptr;
    return Pkey{key};
}

/// The point of an uncompressed key that the library has read.
std::optional<std::string> point_of(const Pkey& key) {
    std::string point(kPointBytes, '\0');
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, unsigned_bytes(point),
                                        point.size(), &size) != 1 ||
        size != kPointBytes || point.front() != kUncompressed) {
        return {};
    }
    return point;
}

/// The bytes of a point, or the point within a structure.
Result<std::string> read_point(std::string bytes, std::string_view where) {
    if (bytes.size() == kPointBytes - 1) bytes.insert(bytes.begin(), kUncompressed);
    if (bytes.size() == kPointBytes && bytes.front() == kUncompressed) return bytes;
    const unsigned char* at = unsigned_bytes(std::string_view{bytes});
    const Pkey key{d2i_PUBKEY(nullptr, &at, static_cast<long>(bytes.size()))};
    const unsigned char* end = unsigned_bytes(std::string_view{bytes}) + bytes.size();
    if (key == nullptr || at != end) {
        return refuse_public(where, std::to_string(bytes.size()) + " 字节不是公钥");
    }
    if (!is_on_curve(key)) return refuse_public(where, "不是 SM2 曲线的公钥");
    std::optional<std::string> point = point_of(key);
    if (!point) return refuse_public(where, "不是未压缩的公钥");
    return *std::move(point);
}

Result<std::string> read_pem_point(std::string_view text, std::string_view where) {
    const Bio bio = reader_of(text);
    const Pkey key{PEM_read_bio_PUBKEY(bio.get(), nullptr, no_passphrase, nullptr)};
    if (key == nullptr) return refuse_public(where, "不是 PEM 公钥");
    if (!is_on_curve(key)) return refuse_public(where, "不是 SM2 曲线的公钥");
    std::optional<std::string> point = point_of(key);
    if (!point) return refuse_public(where, "不是未压缩的公钥");
    return *std::move(point);
}

/// Digits where all of it are digits, since a number's digits are Base64 too.
Result<std::string> read_bytes(std::string_view text, std::string_view where) {
    if (std::optional<std::string> bytes = from_hex(text)) return *std::move(bytes);
    return decode_base64(text, where, LineBreaks::skipped);
}

BigNumber number_of(std::string_view bytes) {
    BigNumber number{BN_bin2bn(unsigned_bytes(bytes), static_cast<int>(bytes.size()), nullptr)};
    YIDI_ASSERT(number != nullptr);
    return number;
}

Result<BigNumber> number_within(const Pkey& key, std::string_view where) {
    if (key == nullptr) return refuse_private(where, "不是未加密的私钥");
    if (!is_on_curve(key)) return refuse_private(where, "不是 SM2 曲线的私钥");
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) != 1) {
        return refuse_private(where, "没有私钥部分");
    }
    return BigNumber{number};
}

Result<BigNumber> read_number(std::string_view text, std::string_view where) {
    if (is_pem(text)) {
        const Bio bio = reader_of(text);
        return number_within(
            Pkey{PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr)}, where);
    }
    YIDI_TRY(std::string plain, read_bytes(text, where));
    const Secret secret{plain};
    OPENSSL_cleanse(plain.data(), plain.size());
    std::string_view bytes = secret.bytes();
    if (bytes.size() == kSm2FieldBytes + 1 && bytes.front() == '\0') bytes.remove_prefix(1);
    if (bytes.size() == kSm2FieldBytes) return number_of(bytes);
    const unsigned char* at = unsigned_bytes(bytes);
    return number_within(Pkey{d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(bytes.size()))},
                         where);
}

/// The public half; empty if the number is not from 1 to n − 2.
std::string point_of_number(const BIGNUM* number) {
    const Group group{EC_GROUP_new_by_curve_name(NID_sm2)};
    YIDI_ASSERT(group != nullptr);
    const BigNumber limit{BN_dup(EC_GROUP_get0_order(group.get()))};
    YIDI_ASSERT(limit != nullptr && BN_sub_word(limit.get(), 1) == 1);
    if (BN_is_zero(number) != 0 || BN_cmp(number, limit.get()) >= 0) return {};
    const Point point{EC_POINT_new(group.get())};
    std::string bytes(kPointBytes, '\0');
    const bool done =
        point != nullptr &&
        EC_POINT_mul(group.get(), point.get(), number, nullptr, nullptr, nullptr) == 1 &&
        EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                           unsigned_bytes(bytes), bytes.size(), nullptr) == kPointBytes;
    YIDI_ASSERT(done);
    return bytes;
}

}  // namespace

Result<Sm2PublicKey> Sm2PublicKey::parse(std::string_view text, std::string_view where) {
    text = trimmed(text);
    if (text.empty() || text.size() > kKeyTextMax) return refuse_public(where, "为空或过长");
    std::string point;
    if (is_pem(text)) {
        YIDI_TRY(point, read_pem_point(text, where));
    } else {
        YIDI_TRY(std::string bytes, read_bytes(text, where));
        YIDI_TRY(point, read_point(std::move(bytes), where));
    }
    Pkey key = build(point, nullptr);
    if (key == nullptr) return refuse_public(where, "这个点不在 SM2 曲线上");
    return Sm2PublicKey{
        std::make_shared<const Sm2Material>(Sm2Material{std::move(key), std::move(point)})};
}

std::string_view Sm2PublicKey::point() const {
    return material_->point;
}

Result<Sm2PrivateKey> Sm2PrivateKey::parse(std::string_view text, std::string_view where) {
    text = trimmed(text);
    if (text.empty() || text.size() > kKeyTextMax) return refuse_private(where, "为空或过长");
    YIDI_TRY(const BigNumber number, read_number(text, where));
    std::string point = point_of_number(number.get());
    if (point.empty()) return refuse_private(where, "数值不在 1 至 n−2 之间");
    Pkey key = build(point, number.get());
    YIDI_ASSERT(key != nullptr);
    return Sm2PrivateKey{
        std::make_shared<const Sm2Material>(Sm2Material{std::move(key), std::move(point)})};
}

}  // namespace yidi::crypto
