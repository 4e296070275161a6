#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_tree.h"

namespace yidi::line {

struct Difference {
    std::string where;  ///< "output.setldetail.0.fund_payamt"
    std::string recorded;
    std::string replayed;

    friend bool operator==(const Difference&, const Difference&) = default;
};

/// Whether a field names a thing that the server numbers, so that a later message that names it has
/// to name the new one.
[[nodiscard]] bool is_carried(std::string_view field);

/// What differs between two answers, field by field in the order of the first: without the times at
/// which they were given and the numbers that a server makes up. `null` is as good as nothing, and
/// 300 as 300.00; 300 and "300" differ, since clients read one of them. With `has_persons` false
/// personal fields are not compared.
[[nodiscard]] std::vector<Difference> compare(const codec::JsonNode& recorded,
                                              const codec::JsonNode& replayed, bool has_persons);

}  // namespace yidi::line
