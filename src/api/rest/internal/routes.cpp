#include "api/rest/internal/routes.h"

#include <algorithm>

namespace yidi::rest::internal {
namespace {

/// Takes the next part off a path that begins with a slash.
std::string_view next_part(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(end);
    return part;
}

/// Empty if the path is not of this form.
std::optional<Route> match(const Endpoint& endpoint, std::string_view path) {
    Route route{.endpoint = &endpoint, .path = {}};
    std::string_view form = endpoint.path;
    while (!form.empty() && path.starts_with('/')) {
        const std::string_view wanted = next_part(form);
        const std::string_view part = next_part(path);
        if (!wanted.starts_with('{')) {
            if (wanted != part) return std::nullopt;
        } else if (part.empty()) {
            return std::nullopt;
        } else {
            route.path.push_back(part);
        }
    }
    if (!form.empty() || !path.empty()) return std::nullopt;
    return route;
}

void allow(std::string& methods, std::string_view method) {
    if (!methods.empty()) methods += ", ";
    methods += method;
    if (method == "GET") methods += ", HEAD";
}

}  // namespace

Found find_route(std::string_view method, std::string_view path) {
    Found found;
    if (!path.starts_with(kBase)) return found;
    path.remove_prefix(kBase.size());
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    for (const Subject& subject : subjects()) {
        for (const Endpoint& endpoint : subject.endpoints) {
            std::optional<Route> route = match(endpoint, path);
            if (!route) continue;
            allow(found.allow, endpoint.method);
            const bool is_better = !found.route || route->path.size() < found.route->path.size();
            if (endpoint.method == wanted && is_better) found.route = std::move(route);
        }
    }
    return found;
}

}  // namespace yidi::rest::internal
