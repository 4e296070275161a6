#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/property/random.h"

namespace yidi::property {

using Json = nlohmann::json;

/// How a rule's rows shall look.
struct RowShape {
    bool complete = true;      ///< cover every combination on every day
    int unknown_percent = 0;   ///< of the rows are declared unknown
    std::string first = {};    ///< condition to split by first
    bool needs_split = false;  ///< never one row for all
};

/// Writes rules whose rows never overlap: a tree that splits by one condition after the other.
class RowWriter {
public:
    RowWriter(Random& random, std::string insutype, bool stay);

    Json rule(const std::function<Json()>& value, const RowShape& shape);

private:
    using Part = std::vector<std::pair<std::string, Json>>;
    /// The parts into which a condition splits everything, each a set of keys and values.
    std::vector<Part> split(const std::string& condition);
    std::vector<Part> groups(const std::string& condition, std::vector<std::string> values);
    std::vector<Part> number_intervals(const std::string& condition);
    std::vector<Part> set_members(const std::string& condition,
                                  const std::vector<std::string>& names);

    struct Branch {
        Json conditions;
        std::vector<std::string> unused;
        int depth = 0;
    };
    void grow(const Branch& branch, const RowShape& shape, const std::function<Json()>& value,
              Json& rows);
    void leaf(const Branch& branch, const RowShape& shape, const std::function<Json()>& value,
              Json& rows);
    void periods(Json& rows, const RowShape& shape, const std::function<Json()>& value);

    Random& random_;
    std::string insutype_;
    std::vector<std::string> conditions_;  // That this scheme's rows use.
};

}  // namespace yidi::property
