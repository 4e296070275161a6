#pragma once

#include <array>
#include <string>
#include <string_view>

#include "api/rest/endpoint.h"
#include "api/rest/internal/call.h"
#include "app/filing/attachments.h"

/// Papers that are handed in as files, for filings and claims alike.
namespace yidi::rest::internal {

/// Of five mebibytes as Base64.
inline constexpr std::size_t kBase64Max = 7'000'000;
/// Of a caller's tokens, for what carries a file.
inline constexpr std::uint16_t kFileCost = 5;

inline constexpr std::array kPaperFields{
    whole("paper", "附件号").must(),
    code("kind", "材料种类").must(),
    text("filename", "文件名").must(),
    text("media_type", "application/pdf、image/jpeg 或 image/png").must(),
    whole("size", "字节数").must(),
    code("sha256", "文件的 SHA-256").must(),
    value(Type::time, "at", "何时交").must(),
    text("by", "何人交").must(),
};
/// kPaperFields.
void write_paper(codec::JsonWriter& json, const app::Attachment& one);

/// A file that was sent in.
struct SentBytes {
    std::string sha256;
    std::string bytes;
};
/// Endpoint::prepare of what has a member `bytes`: what takes long, off the store's thread.
[[nodiscard]] Result<std::string> read_bytes(Preparing& preparing);
/// What it has made.
[[nodiscard]] SentBytes sent_bytes(const Call& call);

/// A name for what is downloaded, with any characters (RFC 8187) and, for programs that do not read
/// that, with plain ones.
[[nodiscard]] std::string disposition(const app::Attachment& one);

}  // namespace yidi::rest::internal
