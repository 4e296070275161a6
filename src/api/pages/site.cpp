#include "api/pages/site.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "adapters/codec/pack_store.h"
#include "adapters/crypto/sha256.h"
#include "api/pages/internal/encodings.h"

namespace yidi::pages {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRoutes = "routes.txt";
constexpr std::string_view kAssets = "/assets/";
constexpr std::size_t kFilesMax = 2'000;

/// Everything of the pages comes from this server and is a file of its own: no inline script or
/// style, no frame around us, no form to elsewhere.
constexpr std::string_view kPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

struct Media {
    std::string_view ending;
    std::string_view type;
};
constexpr std::array kMedia{
    Media{".html", "text/html; charset=utf-8"},
    Media{".js", "text/javascript; charset=utf-8"},
    Media{".css", "text/css; charset=utf-8"},
    Media{".json", "application/json"},
    Media{".svg", "image/svg+xml"},
    Media{".png", "image/png"},
    Media{".woff2", "font/woff2"},
    Media{".txt", "text/plain; charset=utf-8"},
    Media{".webmanifest", "application/manifest+json"},
};

std::string_view media_of(std::string_view name) {
    for (const Media& media : kMedia) {
        if (name.ends_with(media.ending)) return media.type;
    }
    return {};
}

std::string_view cache_of(std::string_view name) {
    if (name.starts_with(kAssets)) return "public, max-age=31536000, immutable";
    if (name.ends_with(".html")) return "no-cache";
    return "public, max-age=3600";
}

Error unreadable(const fs::path& path) {
    return {.code = ErrorCode::unreadable_file,
            .where = path.string(),
            .rule = "the folder that web/ is built into",
            .remedy = "build the pages (scripts/build), or name their folder with --pages",
            .detail = "the pages cannot be read",
            .source = {}};
}

Error misfit(std::string where, std::string_view rule, std::string detail) {
    return {.code = ErrorCode::inconsistent,
            .where = std::move(where),
            .rule = std::string{rule},
            .remedy = "build the pages anew (scripts/build)",
            .detail = std::move(detail),
            .source = {}};
}

std::string_view path_of(const http::Request& request) {
    const std::string_view target = request.target;
    return target.substr(0, target.find_first_of("?#"));
}

std::string_view header(const http::Request& request, std::string_view name) {
    const std::string* value = request.headers.find(name);
    return value == nullptr ? std::string_view{} : std::string_view{*value};
}

void add_guards(http::Headers& headers) {
    headers.add("Content-Security-Policy", std::string{kPolicy});
    headers.add("X-Content-Type-Options", "nosniff");
    headers.add("Referrer-Policy", "no-referrer");
    headers.add("Cross-Origin-Opener-Policy", "same-origin");
    headers.add("Cross-Origin-Resource-Policy", "same-origin");
    headers.add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

}  // namespace

Result<Site> Site::load(const fs::path& folder) {
    Site site;
    YIDI_TRY_VOID(site.read_files(folder));
    YIDI_TRY_VOID(site.read_routes(folder));
    return site;
}

Result<void> Site::read_files(const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator entry{folder, error};
    if (error) return fail(unreadable(folder));
    std::size_t count = 0;
    for (; entry != fs::recursive_directory_iterator{}; entry.increment(error)) {
        if (error) return fail(unreadable(folder));
        const bool is_link = entry->is_symlink(error);
        if (error || is_link || !entry->is_regular_file(error)) continue;
        if (++count > kFilesMax) {
            return fail(Error{.code = ErrorCode::limit_exceeded,
                              .where = folder.string(),
                              .rule = "at most 2,000 files",
                              .remedy = "name the folder that web/ is built into",
                              .detail = "too many files for the pages of a server",
                              .source = {}});
        }
        const std::string name = '/' + fs::relative(entry->path(), folder, error).generic_string();
        if (name.substr(1) == kRoutes) continue;
        YIDI_TRY(std::string bytes, codec::read_file(entry->path()));
        YIDI_TRY_VOID(add(name, std::move(bytes)));
    }
    return {};
}

Result<void> Site::add(std::string name, std::string bytes) {
    const bool is_brotli = name.ends_with(".br");
    const bool is_gzip = name.ends_with(".gz");
    if (is_brotli || is_gzip) name.resize(name.size() - 3);
    const std::string_view media = media_of(name);
    if (media.empty()) {
        return fail(misfit(name, "a page, a script, a style or an image",
                           "a file of this type is not served"));
    }
    File& file = files_[name];
    file.media = media;
    file.cache = cache_of(name);
    if (is_brotli) {
        file.brotli = std::move(bytes);
    } else if (is_gzip) {
        file.gzip = std::move(bytes);
    } else {
        file.tag = crypto::sha256(bytes).substr(0, 32);
        file.plain = std::move(bytes);
    }
    return {};
}

Result<void> Site::read_routes(const fs::path& folder) {
    YIDI_TRY(const std::string text, codec::read_file(folder / kRoutes));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const std::size_t gap = line.find(' ');
        const auto page =
            gap == std::string::npos ? files_.end() : files_.find('/' + line.substr(gap + 1));
        if (page == files_.end() || !line.starts_with('/')) {
            return fail(misfit(std::string{kRoutes}, "an address and a page that is there", line));
        }
        routes_.push_back({.path = line.substr(0, gap), .file = &page->second});
    }
    if (routes_.empty()) {
        return fail(misfit(std::string{kRoutes}, "at least one address", "no page has an address"));
    }
    // Compressed bytes alone would leave nothing for who takes neither form.
    for (const auto& [name, file] : files_) {
        if (file.tag.empty()) return fail(misfit(name, "a file beside its compressed form", name));
    }
    return {};
}

const Site::File* Site::file_of(std::string_view path) const {
    for (const Route& route : routes_) {
        if (path == route.path) return route.file;
        if (route.path != "/" && path.starts_with(route.path) && path[route.path.size()] == '/') {
            return route.file;
        }
    }
    // The pages themselves have an address each, and no second one that would hold as another.
    if (path.ends_with(".html")) return nullptr;
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

http::Response Site::answer(const File& file, const http::Request& request) {
    const internal::Encodings taken = internal::encodings(header(request, "Accept-Encoding"));
    const bool sends_brotli = taken.brotli && !file.brotli.empty();
    const bool sends_gzip = !sends_brotli && taken.gzip && !file.gzip.empty();
    const std::string tag =
        '"' + file.tag + (sends_brotli ? "-br" : "") + (sends_gzip ? "-gz" : "") + '"';
    http::Response response{.status = 200,
                            .content_type = file.media,
                            .headers = {{"Cache-Control", file.cache}, {"ETag", tag}},
                            .body = {}};
    if (!file.brotli.empty() || !file.gzip.empty()) {
        response.headers.add("Vary", "Accept-Encoding");
    }
    add_guards(response.headers);
    if (header(request, "If-None-Match") == tag) {
        response.status = 304;
        return response;
    }
    if (sends_brotli) response.headers.add("Content-Encoding", "br");
    if (sends_gzip) response.headers.add("Content-Encoding", "gzip");
    response.body = sends_brotli ? file.brotli : sends_gzip ? file.gzip : file.plain;
    return response;
}

std::optional<http::Response> Site::find(const http::Request& request) const {
    const File* const file = file_of(path_of(request));
    if (file == nullptr) return std::nullopt;
    return answer(*file, request);
}

std::optional<http::Response> Site::not_found(const http::Request& request) const {
    if (header(request, "Accept").find("text/html") == std::string_view::npos) return std::nullopt;
    http::Request anew = request;
    anew.headers = {{"Accept-Encoding", std::string{header(request, "Accept-Encoding")}}};
    http::Response response = answer(*routes_.front().file, anew);
    response.status = 404;
    return response;
}

}  // namespace yidi::pages
