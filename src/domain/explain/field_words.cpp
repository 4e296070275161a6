#include <array>

#include "domain/explain/settling_words.h"

namespace yidi::explain {
namespace {

constexpr auto kFieldWords = std::to_array<Words>({
    Words{"{0}没有填写", "{0} is not filled in"},
    Words{"{0}应为单个值，不是对象或数组，收到“{1}”", "{0} is one value, and {1} came"},
    Words{"{0}应为文本，不是 true/false，收到“{1}”", "{0} is a text, and {1} came"},
    Words{"{0}含有控制字符，收到“{1}”", "{0} holds characters that cannot be seen: {1}"},
    Words{"{0}不是字典中的值，收到“{1}”", "{0} is no value of its dictionary: {1}"},
    Words{"{0}不是十进制数，收到“{1}”", "{0} is no decimal number: {1}"},
    Words{"{0}小数位数过多，收到“{1}”", "{0} has too many decimal places: {1}"},
    Words{"{0}数值过大，收到“{1}”", "{0} is too large: {1}"},
    Words{"{0}不能为负数，收到“{1}”", "{0} cannot be negative: {1}"},
    Words{"{0}不是存在的日期或时间，收到“{1}”", "{0} is no day or time that there is: {1}"},
    Words{"{0}有 {1} 个字符，超过上限，收到“{2}”", "{0} has {1} characters, too many: {2}"},
    Words{"这里不是 JSON 对象", "this is no JSON object"},
    Words{"必填，{0}", "required, {0}"},
    Words{"字符型，最多 {0} 个字符", "a text of at most {0} characters"},
    Words{"数值型 N {0},{1}，最多 {2} 位小数", "a number N {0},{1} of at most {2} decimal places"},
    Words{"日期型 yyyy-MM-dd", "a day, yyyy-MM-dd"},
    Words{"日期时间型 yyyy-MM-dd HH:mm:ss", "a time, yyyy-MM-dd HH:mm:ss"},
    Words{"字典 {0}：{1}", "the dictionary {0}: {1}"},
    Words{"JSON 对象 {…}", "a JSON object {…}"},
    Words{"请填写 {0}", "fill in {0}"},
    Words{"请发送字符串或数值", "send a text or a number"},
    Words{"请发送字符串", "send a text"},
    Words{"请去掉不可见的控制字符", "take the characters that cannot be seen away"},
    Words{"请改为字典中的代码", "choose a code of the dictionary"},
    Words{"请发送如 12.5 的数值，不带千分位、货币符号和空格",
          "send a number such as 12.5, without separators, signs of money or blanks"},
    Words{"请先按规定的位数舍入", "round it to these places first"},
    Words{"请核对数值和单位", "check the number and its unit"},
    Words{"请发送不小于 0 的数值", "send a number of 0 or more"},
    Words{"请发送如 2024-03-01 08:30:00 的时间，或只发送日期 2024-03-01",
          "send a time such as 2024-03-01 08:30:00, or the day alone"},
    Words{"请缩短到 {0} 个字符以内", "shorten it to {0} characters"},
    Words{"请按接口的节点结构发送", "send the nodes as the interface has them"},
    Words{"节点没有填写", "the node is not filled in"},
    Words{"请把字段放在节点 {0} 中", "put the fields into the node {0}"},
    Words{"必填，对象", "required, an object"},
    Words{"对象", "an object"},
    Words{"必填，数组，最多 {0} 行", "required, a list of at most {0} rows"},
    Words{"数组，最多 {0} 行", "a list of at most {0} rows"},
    Words{"行数过多", "there are too many rows"},
    Words{"请分批发送", "send them in parts"},
    Words{"请只发送一个对象", "send one object"},
    // Of several fields.
    Words{"就诊的险种：310 职工基本医疗保险、390 城乡居民基本医疗保险",
          "the insurance of a visit: 310 for employees, 390 for residents"},
    Words{"请发送 1101 返回的参保险种；其余险种是其中的支付层次",
          "send the type that 1101 answered; the others are layers of it"},
    Words{"该险种不能作为就诊险种", "a visit cannot be of this insurance"},
    Words{"与报文头的 fixmedins_code 相同", "the fixmedins_code of the message's head"},
    Words{"请填写本机构编号", "send the institution's own code"},
    Words{"不是本机构的编号，收到“{0}”", "this is another institution's code: {0}"},
    Words{"六位数字的医保区划", "a region's code of six digits"},
    Words{"请填写转往医院所在地的区划代码", "send the code of the place of the hospital"},
    Words{"请填写结算返回的 clr_optins", "send the clr_optins that the settlement answered"},
    Words{"同一报文的各行属于同一人的同一次就诊", "rows of one visit of one person"},
    Words{"请把不同就诊的明细分开发送", "send the lines of each visit apart"},
    Words{"与第一行不同", "this row is not of the first one's visit"},
    Words{"人员编号或一种凭证必填", "psn_no, or a certificate"},
    Words{"请填写 psn_no，或 1101 的凭证字段", "send psn_no, or the fields of 1101"},
    Words{"没有说明查询的人员", "it is not said who is meant"},
    Words{"四位年、两位月，如 202603", "a year of four digits and a month of two, as 202603"},
    Words{"四位年，如 2026", "a year of four digits, as 2026"},
    Words{"两位月，01 至 12", "a month of two digits, 01 to 12"},
    Words{"请按格式填写年月", "write year and month in this form"},
    Words{"不是年月，收到“{0}”", "this is no year or month: {0}"},
    Words{"清算经办机构不是医保区划代码，收到“{0}”",
          "the clearing office is no region's code: {0}"},
    Words{"等于 detail 的行数", "the number of rows in detail"},
    Words{"请核对 totalrow，或补齐 detail", "mend totalrow, or send all rows of detail"},
    Words{"总行数为 {0}，detail 有 {1} 行", "totalrow is {0}, detail has {1} rows"},
});

}  // namespace

std::span<const Words> field_words() {
    return kFieldWords;
}

}  // namespace yidi::explain
