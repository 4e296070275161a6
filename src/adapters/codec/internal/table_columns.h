#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The columns of a pack's table.
namespace yidi::codec::internal {

/// In the order in which they are written. Those from `person` to `recognised` are conditions.
enum class Column : std::uint8_t {
    record,
    region,
    insutype,
    business,
    layer,
    parameter,
    person,
    level,
    filing,
    distance,
    nth,
    age,
    months,
    retire_date,
    identity,
    not_identity,
    attr,
    not_attr,
    tier,
    disease,
    rank,
    hospital,
    med_type,
    recognised,
    value,
    unknown,
    document,
    article,
    policy_start,
    policy_end,
    grade,
    assumed_from,
    note,
    id,
    name,
};
inline constexpr std::size_t kColumnCount = 35;

struct ColumnHead {
    std::string_view english;
    std::string_view chinese;
};

inline constexpr std::array<ColumnHead, kColumnCount> kColumnHeads{{
    {"record", "记录"},
    {"region", "参保地"},
    {"insutype", "险种"},
    {"business", "业务类型"},
    {"layer", "支付层"},
    {"parameter", "参数"},
    {"person", "人员类别"},
    {"level", "医院等级"},
    {"filing", "备案状态"},
    {"distance", "距离"},
    {"nth", "第几次住院"},
    {"age", "年龄"},
    {"months", "参保月数"},
    {"retire_date", "退休日期"},
    {"identity", "身份"},
    {"not_identity", "非此身份"},
    {"attr", "机构属性"},
    {"not_attr", "非此机构属性"},
    {"tier", "参保档次"},
    {"disease", "病种"},
    {"rank", "公务员级别"},
    {"hospital", "机构编码"},
    {"med_type", "医疗类别"},
    {"recognised", "已认定"},
    {"value", "取值"},
    {"unknown", "未知原因"},
    {"document", "文件"},
    {"article", "条款"},
    {"policy_start", "政策起始日"},
    {"policy_end", "政策终止日"},
    {"grade", "等级"},
    {"assumed_from", "起始日为假定"},
    {"note", "备注"},
    {"id", "标识"},
    {"name", "名称"},
}};

/// Conditions of one cell are separated by this; names cannot hold it.
inline constexpr char kCellSeparator = ';';

}  // namespace yidi::codec::internal
