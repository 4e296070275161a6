#pragma once

#include <array>
#include <string_view>

namespace yidi::registry {

/// hosp_lv 医院等级, as the national dictionary has it.
struct HospitalLevel {
    std::string_view code;
    std::string_view name;
};
inline constexpr std::array<HospitalLevel, 11> kHospitalLevels{{
    {"01", "三级特等"},
    {"02", "三级甲等"},
    {"03", "三级乙等"},
    {"04", "三级丙等"},
    {"05", "二级甲等"},
    {"06", "二级乙等"},
    {"07", "二级丙等"},
    {"08", "一级甲等"},
    {"09", "一级乙等"},
    {"10", "一级丙等"},
    {"11", "无等级"},
}};

}  // namespace yidi::registry
