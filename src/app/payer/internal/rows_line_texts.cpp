#include "app/payer/internal/rows_line_texts.h"

#include <algorithm>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::Table;

tl::unexpected<Error> unreadable() {
    return fail(Error{.code = ErrorCode::internal,
                      .where = "fee",
                      .rule = "texts of lines as this program writes them",
                      .remedy = "run verify, and restore the store from a backup",
                      .detail = "the texts of uploaded lines cannot be read",
                      .source = {}});
}

std::int64_t count_of_differences(const LineTexts& before, const LineTexts& line) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        count += line[i] == before[i] ? 0 : 1;
    }
    return count;
}

/// Sealed texts are opened by the caller.
Result<Upload> read_upload(const Row& row, std::string& sealed) {
    RowReader in{Table::fee, row};
    Upload upload;
    in.skip();
    in.skip();
    upload.seq = in.number();
    in.skip();
    upload.at = in.instant();
    upload.msgid = in.text();
    in.skip();
    sealed = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    return upload;
}

}  // namespace

std::string to_text(const UploadTexts& texts) {
    const bool says_nothing =
        texts.opter_name.empty() && std::ranges::all_of(texts.lines, [](const LineTexts& line) {
            return std::ranges::all_of(line, &std::string::empty);
        });
    if (says_nothing) {
        return {};
    }
    CompactWriter out;
    out.text(texts.opter_name);
    const LineTexts nothing;
    const LineTexts* before = &nothing;
    for (const LineTexts& line : texts.lines) {
        out.number(count_of_differences(*before, line));
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] != (*before)[i]) {
                out.number(static_cast<std::int64_t>(i));
                out.text(line[i]);
            }
        }
        before = &line;
    }
    return out.take();
}

Result<UploadTexts> parse_upload_texts(std::string_view text) {
    UploadTexts texts;
    if (text.empty()) {
        return texts;
    }
    CompactReader in{text};
    texts.opter_name = in.text();
    LineTexts line;
    while (in.good() && !in.at_end()) {
        const std::int64_t differences = in.number();
        for (std::int64_t i = 0; i < differences && in.good(); ++i) {
            const std::int64_t place = in.number();
            if (place < 0 || place >= static_cast<std::int64_t>(line.size())) {
                return unreadable();
            }
            line[static_cast<std::size_t>(place)] = in.text();
        }
        texts.lines.push_back(line);
    }
    if (!in.good()) {
        return unreadable();
    }
    return texts;
}

std::string place_of_texts(const FeeKey& key, std::int64_t seq) {
    return "fee/" + std::to_string(key.pid) + "/" + std::to_string(key.mdtrt_id) + "/" +
           std::to_string(seq);
}

Result<std::vector<Upload>> uploads_of(Session& session, const ports::Vault& vault,
                                       const FeeKey& key) {
    ports::Range range;
    range.prefix = {ports::Value{key.pid}, ports::Value{key.mdtrt_id}};
    return scan_rows<Upload>(session, Table::fee, range, [&](const Row& row) -> Result<Upload> {
        std::string sealed;
        YIDI_TRY(Upload upload, read_upload(row, sealed));
        if (!sealed.empty()) {
            YIDI_TRY(const std::string plain, vault.open(sealed, place_of_texts(key, upload.seq)));
            YIDI_TRY(upload.texts, parse_upload_texts(plain));
        }
        return upload;
    });
}

}  // namespace yidi::payer::internal
