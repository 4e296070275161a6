#include "api/rest/internal/target.h"

#include <algorithm>

#include "adapters/crypto/bytes.h"

namespace yidi::rest::internal {
namespace {

std::optional<std::string> decoded(std::string_view text) {
    constexpr std::size_t kEscape = 3;
    std::string out;
    while (!text.empty()) {
        if (text.front() != '%') {
            out += text.front() == '+' ? ' ' : text.front();
            text.remove_prefix(1);
            continue;
        }
        const std::string_view digits = text.substr(1, kEscape - 1);
        const std::optional<std::string> byte =
            digits.size() == kEscape - 1 ? crypto::from_hex(digits) : std::nullopt;
        if (!byte) return std::nullopt;
        out += *byte;
        text.remove_prefix(kEscape);
    }
    return out;
}

tl::unexpected<Error> bad_query(std::string detail) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "query",
                      .rule = "名称=值，以 & 相连，各名称一次，百分号编码",
                      .remedy = "请核对网址的查询部分",
                      .detail = std::move(detail)});
}

}  // namespace

bool Target::has(std::string_view name) const {
    return std::ranges::any_of(query, [&](const auto& one) { return one.first == name; });
}

std::string_view Target::get(std::string_view name) const {
    const auto found =
        std::ranges::find_if(query, [&](const auto& one) { return one.first == name; });
    return found == query.end() ? std::string_view{} : std::string_view{found->second};
}

Result<Target> read_target(std::string_view target) {
    const std::size_t end = std::min(target.find('?'), target.size());
    Target parts{.path = target.substr(0, end), .query = {}};
    std::string_view rest = target.substr(std::min(end + 1, target.size()));
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        if (one.empty()) continue;
        const std::size_t equals = std::min(one.find('='), one.size());
        std::optional<std::string> name = decoded(one.substr(0, equals));
        std::optional<std::string> value = decoded(one.substr(std::min(equals + 1, one.size())));
        if (!name || !value) return bad_query("百分号后须有两位十六进制数字");
        if (parts.has(*name)) return bad_query("同一名称出现两次");
        parts.query.emplace_back(*std::move(name), *std::move(value));
    }
    return parts;
}

std::optional<std::string_view> between(std::string_view path, std::string_view head,
                                        std::string_view tail) {
    if (path.size() <= head.size() + tail.size() || !path.starts_with(head) ||
        !path.ends_with(tail)) {
        return std::nullopt;
    }
    path.remove_prefix(head.size());
    path.remove_suffix(tail.size());
    return path.find('/') == std::string_view::npos ? std::optional{path} : std::nullopt;
}

}  // namespace yidi::rest::internal
