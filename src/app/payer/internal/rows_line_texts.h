#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/payer/internal/rows_visit.h"
#include "app/payer/line_texts.h"

/// The texts of uploaded lines, in a column that no settlement reads.
namespace yidi::payer::internal {

/// As text for the seal; empty where nothing was said. A line takes what it does not say otherwise
/// from the line before, because the lines of an upload mostly name the same people and places.
[[nodiscard]] std::string to_text(const UploadTexts& texts);
/// Errors    internal: not such a text.
[[nodiscard]] Result<UploadTexts> parse_upload_texts(std::string_view text);

/// An upload as queries show it.
struct Upload {
    std::int64_t seq = 0;
    Instant at;
    std::string msgid;
    UploadTexts texts;
};
/// The uploads of a visit, in order.
[[nodiscard]] Result<std::vector<Upload>> uploads_of(Session& session, const ports::Vault& vault,
                                                     const FeeKey& key);

/// What the texts of an upload are sealed for.
[[nodiscard]] std::string place_of_texts(const FeeKey& key, std::int64_t seq);

}  // namespace yidi::payer::internal
