#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "domain/policy/vocabulary.h"

/// The pieces that the schemas of packs and of filing rules are put together from.
namespace yidi::codec::internal {

using Json = nlohmann::ordered_json;

/// A reference to a definition of the same schema.
[[nodiscard]] Json refer(std::string_view definition);
[[nodiscard]] Json pattern(std::string_view expression);
[[nodiscard]] Json list_of(Json items);
[[nodiscard]] Json any_of(std::initializer_list<Json> choices);
[[nodiscard]] Json words(std::span<const std::string_view> names);
/// A map with these keys and no others.
[[nodiscard]] Json object(Json properties, std::initializer_list<std::string_view> required);
/// One value, or a list of different ones.
[[nodiscard]] Json one_or_more(const Json& item);
/// The word none.
[[nodiscard]] Json none();

[[nodiscard]] Json source();
[[nodiscard]] Json document();
/// Adds date, region, grade, text and name, to which the two above refer.
void add_shared_definitions(Json& definitions);

/// The words of an enumeration from `first` on.
template <class Enumeration>
[[nodiscard]] Json words_of(std::size_t count, std::size_t first = 0) {
    Json found = Json::array();
    for (std::size_t i = first; i < count; ++i) {
        found.push_back(policy::name(static_cast<Enumeration>(i)));
    }
    return {{"enum", std::move(found)}};
}

}  // namespace yidi::codec::internal
