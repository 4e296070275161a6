#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/property/random.h"

/// Random packs as documents: every form of every value of docs/policies/pack-reference.md.
namespace yidi::property {

using Json = nlohmann::json;

/// The one insured region of random packs.
inline constexpr const char* kHome = "130100";

/// Names that random packs tell apart and random cases use.
struct Names {
    std::vector<std::string> identities{"low_income", "civil_servant"};
    std::vector<std::string> attributes{"primary_care", "province_owned", "non_designated"};
    std::vector<std::string> tiers{"1", "2"};
    std::vector<std::string> diseases{"hypertension", "M01600"};
    std::vector<std::string> ranks{"bureau"};
    std::vector<std::string> hospitals{"H1", "H2"};
};

/// Yuan as a JSON number with at most two decimals.
Json yuan(std::int64_t fen);

/// The frame: remote rules for some schemes, a corridor, disease groups.
Json random_frame(Random& random);
/// The pack of `kHome`: all twelve schemes or declared unknowns.
Json random_pack(Random& random);

}  // namespace yidi::property
