#include "api/rest/internal/paper_json.h"

#include "adapters/crypto/encoding.h"
#include "adapters/crypto/sha256.h"

namespace yidi::rest::internal {
namespace {

constexpr std::size_t kHashDigits = 64;

}  // namespace

void write_paper(codec::JsonWriter& json, const app::Attachment& one) {
    json.begin_object();
    json.member("paper", one.id);
    json.member("kind", one.kind);
    json.member("filename", one.filename);
    json.member("media_type", app::media_type(one.format));
    json.member("size", static_cast<std::int64_t>(one.size));
    json.member("sha256", one.sha256);
    json.member("at", to_rfc3339(one.at));
    json.member("by", one.by);
    json.end_object();
}

Result<std::string> read_bytes(Preparing& preparing) {
    YIDI_TRY(const std::string bytes,
             crypto::decode_base64(preparing.body.view("bytes"), "/bytes"));
    // The hash, then the bytes.
    return crypto::sha256(bytes) + bytes;
}

SentBytes sent_bytes(const Call& call) {
    return {.sha256 = call.prepared().substr(0, kHashDigits),
            .bytes = call.prepared().substr(kHashDigits)};
}

std::string disposition(const app::Attachment& one) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    constexpr unsigned kNibble = 0xF;
    std::string encoded;
    for (const char character : one.filename) {
        if (kPlain.find(character) != std::string_view::npos) {
            encoded += character;
            continue;
        }
        const auto byte = static_cast<unsigned char>(character);
        encoded += '%';
        encoded += kHex[byte >> 4U];
        encoded += kHex[byte & kNibble];
    }
    const std::string_view media = app::media_type(one.format);
    return "attachment; filename=\"paper-" + std::to_string(one.id) + "." +
           std::string{media.substr(media.find('/') + 1)} + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace yidi::rest::internal
