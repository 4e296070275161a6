#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace yidi::property {

using Json = nlohmann::json;

/// A difference as documents: frame, pack and case.
struct Example {
    Json frame;
    Json pack;
    Json input;
};

/// The smallest example that can be found by leaving parts out, one after the other, while the same
/// kind of difference stays.
[[nodiscard]] Example shrink(Example example);

/// An example for people; schemes that are declared unknown are not shown.
[[nodiscard]] std::string text_of(const Example& example);

/// What the two executors say about an example, empty if they agree.
[[nodiscard]] std::string difference_in(const Example& example);

}  // namespace yidi::property
