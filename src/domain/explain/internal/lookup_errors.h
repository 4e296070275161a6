#pragma once

#include <array>

#include "domain/explain/language.h"

/// The Chinese of what is refused when institutions and persons are looked up.
namespace yidi::explain::internal {

inline constexpr std::array kLookupErrors{
    Words{"{1}请写 {0}", "write {0} for {1}"},
    Words{"同一对象中有重复的成员", "a member stands twice in one object"},
    Words{"上一页末尾的标记", "what the page before ended with"},
    Words{"原样带上它的 after；首页不带", "send its `after` unchanged, or none for the first page"},
    Words{"这不是分页标记", "this is no such mark"},
    Words{"01 至 11；3、2、1 代表三级、二级、一级",
          "01 to 11, or 3, 2, 1 for all of the third, second and first class"},
    Words{"没有这个等级", "this is no level"},
    Words{"名称、地点、等级、类型、业务、病种之一",
          "a name, a place, a level, a type, a kind of business or a disease"},
    Words{"至少填写一项", "say one of them at least"},
    Words{"没有查询条件", "nothing is asked"},
    Words{"一次至多 {0} 家机构", "at most {0} institutions at once"},
    Words{"其余用 after 翻页", "ask for the rest with `after`"},
    Words{"数值不在范围内", "this is no such number"},
    Words{"机构索引", "an index of the institutions"},
    Words{"建一次索引：yidi institution index", "make it once: yidi institution index"},
    Words{"数据来自没有索引的旧版本", "this store comes from a version without one"},
    Words{"没有这个行政区划代码", "no region has this code"},
    Words{"机构编号", "the code of an institution"},
    Words{"按名称查询：yidi institution find 名称",
          "look it up by its name: yidi institution find NAME"},
    Words{"参保人员编号", "the number of an insured person"},
    Words{"用 1101 查询人员编号", "ask 1101 for the person's number"},
    Words{"1101 返回的 20 位人员编号", "a psn_no of 20 digits, as 1101 answers it"},
    Words{"以参保地开头的人员编号",
          "a psn_no that begins with the area where the person is insured"},
    Words{"此人不在该编号的地区参保", "the person is not insured in the area of this number"},
    Words{"名称的一部分、拼音或首字母，至多 {0}",
          "a part of a name, its pinyin or its initials, at most {0}"},
    Words{"过长", "it is longer"},
    Words{"没有字母、数字或汉字", "it holds neither a letter, a digit nor a Chinese character"},
    Words{"每个成员一次", "each member once"},
    Words{"一个 UTF-8 的 JSON 值（RFC 8259）", "one JSON value in UTF-8 (RFC 8259)"},
    Words{"分次发送", "send less at once"},
    Words{"上一页应答的 before", "before as the page before answers it"},
    Words{"请照原样填写，或去掉它从头看起", "send it as it is, or leave it out to begin anew"},
    Words{"这不是上一页给出的位置", "this is no place that a page has answered"},
    // Registers.
    Words{"请按名称查找", "look it up by its name"},
    Words{"现在所存的开通情况", "what is open as it is kept now"},
    Words{"请重新读取该机构后再办理", "read the institution again, then decide"},
    Words{"开通情况已被他人改动", "what is open has been changed by somebody else"},
    Words{"写了病种，但没有开通门诊慢特病", "diseases are named, but chronic care is not open"},
    Words{"与现在不同的开通情况", "something else than what is open"},
    Words{"不必再存", "nothing has to be kept"},
    Words{"没有任何改动", "nothing would change"},
    Words{"请只写这几种业务", "name none but these kinds of business"},
    Words{"没有这种业务", "there is no such kind of business"},
    Words{"请删去该行，或由管该地区的管理员导入",
          "remove the line, or let that region's administrator import it"},
    Words{"该行属于别的地区", "the line is about another region"},
    Words{"此地区的目录里没有这个编码", "this region's catalogue does not have the code"},
};

}  // namespace yidi::explain::internal
