#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/property/random.h"

namespace yidi::property {

using Json = nlohmann::json;

/// Random values of one scheme. At most two rows of a scheme get several readings, so that the
/// product of all readings stays small.
class ValueWriter {
public:
    explicit ValueWriter(Random& random) : random_{random} {}

    Json amount(const std::vector<std::int64_t>& fen);
    Json limit(const std::vector<std::int64_t>& fen);
    Json count(const std::vector<std::int64_t>& counts);
    Json deductible();
    Json nth();
    Json ratio();
    Json layer_ratio();
    Json layer_limit();
    Json adjust();
    Json remote();
    Json cap();
    Json account_set();
    /// A random part of `all` with at least `least` elements.
    Json some_of(std::vector<std::string> all, std::size_t least);

private:
    [[nodiscard]] bool may_be_open(int chance);
    std::string rate();
    Json bands();
    Json one_ratio();
    static Json either(const Json& one, const Json& other);

    Random& random_;
    int open_ = 0;
};

}  // namespace yidi::property
