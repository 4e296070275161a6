#include <charconv>
#include <system_error>

#include "adapters/http/client.h"

namespace yidi::http {
namespace {

Error no_url(std::string_view what) {
    return {.code = ErrorCode::bad_value,
            .where = "url",
            .rule = "http://HOST[:PORT][/PATH] or https://…",
            .remedy = "write it like http://127.0.0.1:8080",
            .detail = std::string{what}};
}

Result<std::uint16_t> port_of(std::string_view text) {
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || port == 0) {
        return fail(no_url("the port is none"));
    }
    return port;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
    constexpr std::string_view kPlain = "http://";
    constexpr std::string_view kTls = "https://";
    Url url;
    url.tls = text.starts_with(kTls);
    if (!url.tls && !text.starts_with(kPlain)) return fail(no_url("the scheme is none"));
    url.port = url.tls ? 443 : 80;
    text.remove_prefix(url.tls ? kTls.size() : kPlain.size());

    const std::size_t path = text.find_first_of("/?");
    if (path != std::string_view::npos) {
        url.path = text.substr(path);
        if (url.path.front() == '?') url.path.insert(0, 1, '/');
    }
    std::string_view place = text.substr(0, path);
    if (place.starts_with('[')) {
        const std::size_t end = place.find(']');
        if (end == std::string_view::npos) return fail(no_url("a bracket is open"));
        url.host = place.substr(1, end - 1);
        place.remove_prefix(end + 1);
    } else {
        const std::size_t end = place.find(':');
        url.host = place.substr(0, end);
        place.remove_prefix(url.host.size());
    }
    if (url.host.empty()) return fail(no_url("the host is missing"));
    for (const char character : url.host + url.path) {
        if (character <= ' ' || character == '\x7f') return fail(no_url("a blank is in it"));
    }
    if (place.empty()) return url;
    if (place.front() != ':') return fail(no_url("the host is none"));
    YIDI_TRY(url.port, port_of(place.substr(1)));
    return url;
}

}  // namespace yidi::http
