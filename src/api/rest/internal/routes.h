#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/rest/endpoint.h"

namespace yidi::rest::internal {

inline constexpr std::string_view kBase = "/api/v1";

struct Route {
    const Endpoint* endpoint = nullptr;
    std::vector<std::string_view> path;  ///< values of the parameters in the path
};

/// Where a request goes: a route, or what methods the path takes, or nothing.
struct Found {
    std::optional<Route> route;
    std::string allow;  ///< empty: no such path
};

/// A path without parameters is taken before one with them. HEAD goes where GET does.
[[nodiscard]] Found find_route(std::string_view method, std::string_view path);

}  // namespace yidi::rest::internal
