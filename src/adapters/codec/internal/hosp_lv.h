#pragma once

#include <array>
#include <string_view>

namespace yidi::codec::internal {

/// The grades of a hospital as the national interface codes them (医院等级): 三级特等 is 01,
/// 一级丙等 10, 无等级 11. A case, a pack and the register spell them so.
inline constexpr std::array<std::string_view, 11> kHospLv{"01", "02", "03", "04", "05", "06",
                                                          "07", "08", "09", "10", "11"};

}  // namespace yidi::codec::internal
