#include "api/national/internal/broken_body.h"

#include <algorithm>
#include <string>

#include "adapters/codec/gbk.h"
#include "adapters/codec/json_place.h"
#include "adapters/codec/utf8.h"
#include "adapters/crypto/bytes.h"
#include "api/national/internal/err_msg.h"

namespace yidi::national::internal {
namespace {

constexpr std::string_view kRule = "请求体为一个 JSON 对象，UTF-8 或 GBK 编码";

/// "input.data.psn_name（第 12 行第 20 列）"; columns count bytes.
std::string where_of(std::string_view path, std::string_view body, std::size_t offset) {
    // Longer than any of the interface; it would crowd out the rest.
    constexpr std::size_t kPathMax = 80;
    const std::string_view before = body.substr(0, offset);
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    std::string place =
        "第 " + std::to_string(line) + " 行第 " + std::to_string(offset - start + 1) + " 列";
    if (path.empty() || path.size() > kPathMax) return place;
    return std::string{path}.append("（").append(place).append("）");
}

/// Of the encoding that goes further: the other one stops where it first differs.
struct Stop {
    std::size_t offset = 0;
    std::string before;  ///< in UTF-8
};

Stop stop_of(std::string_view body) {
    const std::size_t utf8 = std::min(codec::malformed_utf8_at(body), body.size());
    const std::size_t gbk = std::min(codec::malformed_gbk_at(body), body.size());
    if (gbk > utf8) {
        if (auto before = codec::from_gbk(body.substr(0, gbk))) return {gbk, *std::move(before)};
    }
    return {utf8, std::string{body.substr(0, utf8)}};
}

}  // namespace

Error broken_body(std::string_view body, Error error) {
    if (error.code == ErrorCode::duplicate_key) {
        error.detail = "报文中同一对象内有重复的字段";
        error.rule = "同一对象内每个字段只出现一次";
        error.remedy = "请删除重复的字段";
        return error;
    }
    if (error.code != ErrorCode::malformed_json) {
        error.detail = "报文超出限制：" + chinese(error.detail);
        error.remedy = "请拆分后发送";
        return error;
    }
    const auto fault = codec::find_json_fault(body);
    error.rule = kRule;
    error.remedy = "请在该位置更正";
    error.detail = "报文不是合法的 JSON";
    if (!fault) return error;
    error.where = where_of(fault->path, body, fault->offset);
    error.detail += "：" + chinese(std::string{fault->what});
    constexpr std::string_view kEscape = "\\u";
    constexpr std::size_t kEscapeSize = 6;
    const std::string_view found = body.substr(fault->offset, kEscapeSize);
    if (found.starts_with(kEscape)) error.detail.append("，收到“").append(found).append("”");
    return error;
}

Error wrong_encoding(std::string_view body) {
    constexpr std::size_t kShownMax = 4;
    const Stop stop = stop_of(body);
    // A text that ends here ends within the member that the bytes are in.
    const auto fault = codec::find_json_fault(stop.before);
    return {.code = ErrorCode::malformed_json,
            .where = where_of(fault ? fault->path : std::string{}, body, stop.offset),
            .rule = std::string{kRule},
            .remedy = "请按 UTF-8 重新编码该处的文字",
            .detail = "字节既不是 UTF-8 也不是 GBK，收到“" +
                      crypto::to_hex(body.substr(stop.offset, kShownMax)) + "”"};
}

}  // namespace yidi::national::internal
