#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "base/error.h"

/// The built pages (web/), served from memory.
namespace yidi::pages {

/// Everything that a browser may load of the pages. A folder is read once, at the start: what is
/// asked for later is only ever compared with the names found then, so that no address can reach
/// another file, and a file that changes meanwhile changes no answer.
///
/// The folder, as `web/` builds it:
///
///     routes.txt         a line for each address that is a page: "/advice citizen.html". It stands
///                        for that address and those below it, "/" only for itself
///     *.html             shown for those addresses, held by nobody without asking again
///     assets/*           named by a hash of their content: kept for a year
///     anything else      under its own name, kept for an hour
///     NAME.br, NAME.gz   the same bytes compressed, for whoever takes it
class Site {
public:
    Site(const Site&) = delete;  // its routes point at its files
    Site& operator=(const Site&) = delete;
    Site(Site&&) noexcept = default;
    Site& operator=(Site&&) noexcept = default;
    ~Site() = default;

    /// Errors    unreadable_file: no such folder, or a file in it; inconsistent: a file of a type
    ///           that is not served, or a route to a page that is not there; limit_exceeded.
    [[nodiscard]] static Result<Site> load(const std::filesystem::path& folder);

    /// The answer to a GET or HEAD, also "304 Not Modified"; empty where the address is none of the
    /// pages'. Threads: any.
    [[nodiscard]] std::optional<http::Response> find(const http::Request& request) const;

    /// What somebody with a browser is shown at an address that is nothing: the first route's page,
    /// which says so, with status 404. Empty for who does not ask for a page.
    [[nodiscard]] std::optional<http::Response> not_found(const http::Request& request) const;

private:
    Site() = default;

    struct File {
        std::string media;
        std::string cache;
        std::string tag;  ///< ETag, the same for every encoding but for its end
        std::string plain = {};
        std::string brotli = {};  ///< empty: none
        std::string gzip = {};
    };
    struct Route {
        std::string path;
        const File* file;
    };

    [[nodiscard]] const File* file_of(std::string_view path) const;
    [[nodiscard]] static http::Response answer(const File& file, const http::Request& request);
    Result<void> read_files(const std::filesystem::path& folder);
    Result<void> add(std::string name, std::string bytes);
    Result<void> read_routes(const std::filesystem::path& folder);

    std::map<std::string, File, std::less<>> files_;  ///< by address, "/assets/a-1b2c.js"
    std::vector<Route> routes_;
};

}  // namespace yidi::pages
