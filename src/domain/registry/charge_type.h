#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace yidi::registry {

/// med_chrgitm_type 医疗收费项目类别, as the national dictionary has it.
struct ChargeType {
    std::string_view code;
    std::string_view name;
};
inline constexpr std::array<ChargeType, 14> kChargeTypes{{
    {"01", "床位费"},
    {"02", "诊察费"},
    {"03", "检查费"},
    {"04", "化验费"},
    {"05", "治疗费"},
    {"06", "手术费"},
    {"07", "护理费"},
    {"08", "卫生材料费"},
    {"09", "西药费"},
    {"10", "中药饮片费"},
    {"11", "中成药费"},
    {"12", "一般诊疗费"},
    {"13", "挂号费"},
    {"14", "其他费"},
}};

/// Of a code that nobody has given, as of what is not in the catalogue: the last one.
[[nodiscard]] constexpr const ChargeType& charge_type(std::string_view code) {
    const auto* const found = std::ranges::find(kChargeTypes, code, &ChargeType::code);
    return found == kChargeTypes.end() ? kChargeTypes.back() : *found;
}

}  // namespace yidi::registry
