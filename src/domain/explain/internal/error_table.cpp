#include "domain/explain/internal/error_table.h"

#include <array>

#include "domain/explain/internal/claim_errors.h"
#include "domain/explain/internal/clearing_errors.h"
#include "domain/explain/internal/filing_errors.h"
#include "domain/explain/internal/import_errors.h"
#include "domain/explain/internal/line_errors.h"
#include "domain/explain/internal/lookup_errors.h"
#include "domain/explain/internal/mcp_errors.h"
#include "domain/explain/internal/pack_errors.h"
#include "domain/explain/internal/paper_errors.h"
#include "domain/explain/internal/payer_errors.h"
#include "domain/explain/internal/person_errors.h"
#include "domain/explain/internal/publishing_errors.h"
#include "domain/explain/internal/reconcile_errors.h"
#include "domain/explain/internal/rest_errors.h"

namespace yidi::explain::internal {
namespace {

/// What stands where: of JSON and of its values.
constexpr std::array kValues{
    Words{"这不是 JSON：{0}（第 {1} 行第 {2} 列）", "this is not JSON: {0} (line {1}, column {2})"},
    Words{"这不是 JSON：{0}（第 {1} 列）", "this is not JSON: {0} (column {1})"},
    Words{"这不是 JSON：{0}", "this is not JSON: {0}"},
    Words{"对象后面还有内容", "there is text behind the object"},
    Words{"这里没有内容", "there is nothing here"},
    Words{"这个括号没有闭合", "this bracket is not closed"},
    Words{"这个文本在本行没有结束引号", "this text has no closing quote in its line"},
    Words{"JSON 没有这种转义", "this is no escape that JSON knows"},
    Words{"这是半个代理对", "this is half of a surrogate pair"},
    Words{"键后面缺少冒号", "a colon is missing behind the key"},
    Words{"缺少逗号或结束括号", "a comma or the closing bracket is missing"},
    Words{"缺少带引号的键", "a key in quotes is missing"},
    Words{"这不是 JSON 的数字", "this is no number of JSON"},
    Words{"缺少值，或文本没有加引号", "a value is missing, or a text stands without quotes"},
    Words{"文本是 UTF-16，不是 UTF-8", "the text is UTF-16, not UTF-8"},
    Words{"这个字节不是 UTF-8", "this byte is not UTF-8"},
    Words{"一个 UTF-8 的 JSON 对象（RFC 8259）", "one JSON object in UTF-8 (RFC 8259)"},
    Words{"修改此处的文本", "mend the text at this place"},
    Words{"只有一个 JSON 对象，其后没有内容", "one JSON object and nothing behind it"},
    Words{"删去对象后面的内容", "remove what follows the object"},
    Words{"一个 JSON 对象 {…}", "one JSON object {…}"},
    Words{"把案例写成一个对象", "write the case as an object"},
    Words{"这是 JSON，但不是对象", "this is JSON, but not an object"},
    Words{"案例不超过 16 MiB", "a case of at most 16 MiB"},
    Words{"拆分案例", "split the case"},
    Words{"案例过大", "the case is too large"},
    Words{"只能使用 docs/using/case-file.md 中的键", "only keys of docs/using/case-file.md"},
    Words{"未知的键“{0}”", "unknown key \"{0}\""},
    Words{"是否应为“{0}”？", "did you mean \"{0}\"?"},
    Words{"删去它，或在 docs/using/case-file.md 中查找",
          "remove it, or look the key up in docs/using/case-file.md"},
    Words{"每个键只出现一次", "each key once"},
    Words{"保留其中一个", "keep one of the two"},
    Words{"键“{0}”出现了两次", "the key \"{0}\" stands twice"},
    Words{"这个键出现了两次", "the key stands twice"},
    Words{"最多 {0} 项", "at most {0} entries"},
    Words{"超过 {0} 项", "there are more than {0} entries"},
    Words{"这里应为{0}", "this is something else than {0}"},
    Words{"一个对象 {…}", "an object {…}"},
    Words{"一个列表 […]", "a list […]"},
    Words{"一个字符串", "a string"},
    Words{"一串数字", "a string of digits"},
    Words{"金额（数字或字符串）", "an amount, a number or a string"},
    Words{"单价（数字或字符串）", "a price, a number or a string"},
    Words{"数量（数字或字符串）", "a count, a number or a string"},
    Words{"一个整数", "a whole number"},
    Words{"true 或 false", "true or false"},
    Words{"日期 \"YYYY-MM-DD\"", "a date \"YYYY-MM-DD\""},
    Words{"六位行政区划代码", "a region code of six digits"},
    Words{"文本", "a text"},
    Words{"代码", "a code"},
    Words{"名称", "a name"},
    Words{"由 a-z、0-9 和 _ 组成的名称", "a name of a-z, 0-9 and _"},
    Words{"由 a-z、0-9 和 _ 组成、长度为 {0} 至 {1} 字节的名称",
          "a name of a-z, 0-9 and _ of {0} to {1} bytes"},
    Words{"长度为 {1} 至 {2} 字节的{0}", "{0} of {1} to {2} bytes"},
    Words{"修改文本", "mend the text"},
    Words{"如不清楚，请省略该键", "leave the key out if it is not known"},
    Words{"这里应为{0}", "this is not {0}"},
    Words{"下列之一：{0}", "one of {0}"},
    Words{"写成其中之一", "write one of these"},
    Words{"这个值不在列表中", "this value is not in the list"},
    Words{"最多六位的数字串", "a string of at most six digits"},
    Words{"写出代码的数字", "write the code's digits"},
    Words{"数字代码", "a code of digits"},
    Words{"金额不小于 0", "an amount is 0 or more"},
    Words{"去掉符号", "remove the sign"},
    Words{"金额为负", "the amount is negative"},
    Words{"单价不小于 0", "a price is 0 or more"},
    Words{"单价为负", "the price is negative"},
    Words{"数量不小于 0", "a count is 0 or more"},
    Words{"数量为负", "the count is negative"},
    Words{"比例写成字符串", "a ratio is a string"},
    Words{"写成 \"0.90\"", "write it as \"0.90\""},
    Words{"比例必须是字符串，例如 \"0.90\"", "a ratio must be a string such as \"0.90\""},
    Words{"比例不超过 1", "a ratio is at most 1"},
    Words{"90 % 写成 \"0.90\"", "write 90 % as \"0.90\""},
    Words{"比例大于 1", "the ratio is above 1"},
    Words{"0 至 {0} 的整数", "a whole number from 0 to {0}"},
    Words{"用数字书写", "write the number in digits"},
    Words{"这不是这样的数", "this is not such a number"},
    Words{"true 或 false（1 或 0）", "true or false (1 or 0)"},
    Words{"写 true 或 false", "write true or false"},
    Words{"这既不是 true 也不是 false", "this is neither true nor false"},
    Words{"区划列表中的代码", "a code of the region list"},
    Words{"核对六位代码", "check the six digits"},
    Words{"区划 {0} 不在列表中", "region {0} is not in the list"},
};

/// Numbers, dates and codes as texts.
constexpr std::array kNumbers{
    Words{"{0}是最多 {1} 位小数的十进制数",
          "{0} is a decimal number with at most {1} decimal places"},
    Words{"以元为单位的金额", "an amount in yuan"},
    Words{"以元为单位的单价", "a unit price in yuan"},
    Words{"数量", "a count"},
    Words{"比例", "a ratio"},
    Words{"日期有误：{0}", "not a date: {0}"},
    Words{"行政区划代码有误：共 {0} 位数字", "not a region code: it has {0} digits"},
    Words{"行政区划代码有误：含有其他字符", "not a region code: it has other characters"},
    Words{"行政区划代码有误：首位为 0", "not a region code: it has a leading 0"},
    Words{"{0}有误：{1}", "not {0}: {1}"},
    Words{"有 {0} 位小数", "it has {0} decimal places"},
    Words{"四舍五入到 {0} 位小数以内", "round it to {0} decimal places or fewer"},
    Words{"为负数", "it is negative"},
    Words{"写不小于 0 的值", "give a value of 0 or more"},
    Words{"为空", "it is empty"},
    Words{"写一个数，没有则写 0", "write a number, 0 if there is none"},
    Words{"以 0 开头", "it starts with a zero"},
    Words{"去掉开头的 0", "remove the leading zeros"},
    Words{"以小数点结尾", "it ends with a point"},
    Words{"去掉小数点，或补上后面的数字", "remove the point or write digits after it"},
    Words{"超过 {0}", "it is beyond {0}"},
    Words{"核对单位：上限为 {0}", "check the unit: the limit is {0}"},
    Words{"没有数字", "it has no digits"},
    Words{"写出数字", "write the digits of the number"},
    Words{"第 {0} 个字符处用了指数", "it has an exponent at character {0}"},
    Words{"完整写出这个数", "write the number in full"},
    Words{"第 {0} 个字符处有逗号", "it has a comma at character {0}"},
    Words{"去掉千位分隔符", "remove the thousands separators"},
    Words{"第 {0} 个字符处有加号", "it has a plus sign at character {0}"},
    Words{"第 {0} 个字符处小数点前没有数字", "no digit precedes the point at character {0}"},
    Words{"在小数点前写 0", "write 0 before the point"},
    Words{"第 {0} 个字符处有空白", "it has a blank at character {0}"},
    Words{"去掉空白", "remove the blanks"},
    Words{"第 {0} 个字符不是数字", "it has something other than a digit at character {0}"},
    Words{"只保留数字和一个小数点", "keep only digits and one point"},
    Words{"日期写成 YYYY-MM-DD，且历法中存在",
          "a date is written YYYY-MM-DD and exists in the calendar"},
    Words{"形式不是 YYYY-MM-DD", "it is not of the form YYYY-MM-DD"},
    Words{"例如写成 2024-07-01", "write it like 2024-07-01"},
    Words{"含有数字和两个连字符以外的字符", "it has something other than digits and two hyphens"},
    Words{"年份早于 1900 年", "the year is before 1900"},
    Words{"核对年份", "check the year"},
    Words{"没有 {0} 月", "there is no month {0}"},
    Words{"核对月份", "check the month"},
    Words{"该月没有 {0} 日", "that month has no day {0}"},
    Words{"核对月份和日期", "check the day and the month"},
    Words{"行政区划代码是六位数字，首位不为 0",
          "a region code is six digits, the first of them not 0"},
    Words{"使用该地区的六位代码，例如 130100",
          "use the six-digit code of the region, such as 130100"},
};

/// The facts of a case and how they belong together.
constexpr std::array kCases{
    Words{"11、12、14、15、16，或以其开头的四位代码",
          "11, 12, 14, 15, 16 or a four-digit code that begins so"},
    Words{"在 docs/using/case-file.md 中查找代码", "look the code up in docs/using/case-file.md"},
    Words{"这不是人员类别", "this is not a type of person"},
    Words{"两位以上的代码", "a code of two digits or more"},
    Words{"住院写 21", "write 21 for inpatient"},
    Words{"这不是医疗类别", "this is not a visit type"},
    Words{"从 1 开始的整数", "a whole number from 1 on"},
    Words{"1 为首次住院", "1 is the first admission"},
    Words{"住院次数从 1 开始计", "admissions are counted from 1"},
    Words{"fee 与 feedetail 二者之一", "either fee or feedetail"},
    Words{"删去其中一个", "remove one of the two"},
    Words{"案例既有合计又有明细", "the case has totals and lines"},
    Words{"fee 或 feedetail", "fee or feedetail"},
    Words{"以 fee 补上费用合计", "add the bill's totals as fee"},
    Words{"案例既没有合计也没有明细", "the case has neither totals nor lines"},
    Words{"每个名称只出现一次", "each name once"},
    Words{"名称“{0}”出现了两次", "the name \"{0}\" stands twice"},
    Words{"名称出现了两次", "the name stands twice"},
    Words{"出院不早于入院", "a discharge on or after the admission"},
    Words{"修改其中一个日期", "mend one of the two dates"},
    Words{"出院早于入院", "the stay ends before it begins"},
    Words{"结算不早于入院", "a settlement on or after the admission"},
    Words{"结算早于入院", "the settlement is before the admission"},
    Words{"结算不早于出院，或为中途结算（mid_setl_flag）",
          "a settlement on or after the discharge, or mid_setl_flag"},
    Words{"结算早于出院", "the settlement is before the discharge"},
    Words{"前次住院在本次入院当日或之前结束", "an end on or before this admission"},
    Words{"前次住院在本次入院之后才结束", "the stay before ends after this one begins"},
    Words{"310 配 psn_type 11、12，390 配 14、15、16",
          "310 with psn_type 11 and 12, 390 with 14, 15 and 16"},
    Words{"修改其中一个", "mend one of the two"},
    Words{"insutype {0} 与 psn_type {1} 互相矛盾",
          "insutype {0} and psn_type {1} contradict each other"},
    Words{"应为 cum.ipt_cnt + 1 = {0}", "cum.ipt_cnt + 1 = {0}"},
    Words{"修改其中一个，或省略 ipt_cnt", "mend one of the two, or leave ipt_cnt out"},
    Words{"所述为第 {0} 次住院，而此前已有 {1} 次",
          "this is said to be admission {0}, with {1} before it"},
    Words{"键“{0}”", "the key \"{0}\""},
    Words{"补上", "add it"},
    Words{"缺少键“{0}”", "the key \"{0}\" is missing"},
    Words{"末日不早于首日", "a last day on or after the first"},
    Words{"备案的终止日早于起始日", "the filing ends before it begins"},
    Words{"各部分之和不超过 medfee_sumamt", "parts that sum to medfee_sumamt at most"},
    Words{"修改总额或各部分", "mend the total or its parts"},
    Words{"各部分之和 {0} 大于总额 {1}", "the parts sum to {0}, more than the total {1}"},
    Words{"月份 \"YYYY-MM\"", "a month \"YYYY-MM\""},
    Words{"修改键", "mend the key"},
    Words{"这个键不是该列表的键", "this key is not what the list is kept by"},
    Words{"只写 det_item_fee_sumamt，或写 pric 和 cnt",
          "det_item_fee_sumamt alone, or pric with cnt"},
    Words{"补上单价", "add the price"},
    Words{"明细没有单价", "the line has no price"},
    Words{"单价低于 10,000,000 元", "a price below 10,000,000 yuan"},
    Words{"写 cnt 和 pric", "give cnt and pric"},
    Words{"明细金额过大，不能作为一个单位的单价", "the line's amount is too large for one unit"},
    Words{"cnt × pric，相差不超过 0.01", "cnt × pric, at most 0.01 off"},
    Words{"修改金额、数量或单价", "mend the amount, the count or the price"},
    Words{"明细金额为 {0}，而 cnt × pric 为 {1}", "the line says {0}, but cnt × pric is {1}"},
    Words{"明细合计不超过 999,999,999.99", "lines that sum to 999,999,999.99 at most"},
    Words{"核对金额的单位", "check the unit of the amounts"},
    Words{"费用合计过大", "the bill is too large"},
    Words{"至少一条明细", "at least one line"},
    Words{"补一条明细，或改用 fee", "add a line, or give fee instead"},
    Words{"明细列表为空", "the list of lines is empty"},
};

/// Stated terms and published figures.
constexpr std::array kTerms{
    Words{"无上限的分段之后不再有分段", "nothing after the band without end"},
    Words{"给前一分段写上限", "give the band before an end"},
    Words{"无上限的分段之后还有分段", "a band stands after the one that has no end"},
    Words{"[下限, 上限, 比例]，下限等于前一分段的上限",
          "[low, high, ratio], low being the high of the band before"},
    Words{"修改分段", "mend the band"},
    Words{"分段不相衔接", "the bands do not adjoin"},
    Words{"最后一个分段的上限为 null", "a last band whose high is null"},
    Words{"说明最后一个分段以上如何支付", "say what holds above the last band"},
    Words{"条款没有说明最后一个分段以上如何支付",
          "the terms do not say what holds above the last band"},
    Words{"ratio 或 bands", "ratio or bands"},
    Words{"删去一个", "remove one"},
    Words{"ratio 和 bands 同时给出", "both ratio and bands are given"},
    Words{"补上一个", "add one"},
    Words{"ratio 和 bands 都没有给出", "neither ratio nor bands is given"},
    Words{"首个分段从 0 开始；含起付线的从 {0} 开始",
          "a first band from 0; or, counted gross, from {0}"},
    Words{"修改首个分段", "mend the first band"},
    Words{"首个分段从 {0} 开始", "the first band begins at {0}"},
    Words{"points 或 share", "points or share"},
    Words{"points 和 share 同时给出", "both points and share are given"},
    Words{"form 和 value", "form and value"},
    Words{"补上这个键", "add the key"},
    Words{"缺少一个键", "a key is missing"},
    Words{"order 只用于 first_pay", "an order for first_pay only"},
    Words{"删去它", "remove it"},
    Words{"points 和 factor 没有先后之分", "points and factor have no order"},
    Words{"setlinfo 的字段、支付层或计算步骤",
          "a field of setlinfo, a layer, or a step of the trace"},
    Words{"在 docs/using/case-file.md 中查找名称", "look the names up in docs/using/case-file.md"},
    Words{"结果中没有这个名称的数字", "an answer has no figure of this name"},
    Words{"要核对的数字", "figures to check"},
    Words{"补上 published：{0}", "add published: {0}"},
    Words{"案例没有公布的数字", "the case has no published figures"},
};

/// Files, tables, folders of packs, and the command line.
constexpr std::array kFiles{
    Words{"可读取的文件，或以 - 表示标准输入", "a file that can be read, or - for standard input"},
    Words{"核对名称和权限", "check the name and the permissions"},
    Words{"无法读取此文件", "cannot read this file"},
    Words{"无法读取标准输入", "cannot read standard input"},
    Words{"不超过 64 MiB", "at most 64 MiB"},
    Words{"拆分文件，或使用 `yidi batch`", "split the file, or use `yidi batch`"},
    Words{"拆分文件", "split the file"},
    Words{"文件过大", "the file is too large"},
    Words{"能容纳全部输出的目标", "an output that takes all that is printed"},
    Words{"核对剩余空间", "check the space left"},
    Words{"输出没有写完", "the output could not be written to its end"},
    Words{"`yidi --help` 所述的命令行", "the command line that `yidi --help` describes"},
    Words{"用 --help 运行该命令", "run the command with --help"},
    Words{"可读取的文件，或 -", "a file that can be read, or -"},
    Words{"可写入的文件，或 -", "a file that can be written, or -"},
    Words{"两个不同的文件：案例边读，结果边写",
          "two files: the cases are read while the answers are written"},
    Words{"请为结果另取文件名", "give the answers another name"},
    Words{"输入与输出是同一个文件", "IN and OUT are the same file"},
    Words{"没有名为“{0}”的命令", "there is no command \"{0}\""},
    Words{"核对名称、权限和剩余空间", "check the name, the permissions and the space left"},
    Words{"此文件无法读取", "this file cannot be read"},
    Words{"此文件无法写入", "this file cannot be written"},
    Words{"首行为案例文件的点分键，各一次",
          "a first line of dotted keys of the case file, each once"},
    Words{"修改表头", "mend the heads of the columns"},
    Words{"第 {0} 列的表头为空、重复或互相包含",
          "the head of column {0} is empty, stands twice, or lies inside another"},
    Words{"表格为空", "the table is empty"},
    Words{"首行过长", "the first line is too long"},
    Words{"表格没有表头", "the table has no heads"},
    Words{"每行与表头列数相同（{0}）", "as many cells as heads ({0})"},
    Words{"补齐或删去单元格，含逗号的单元格加引号",
          "mend the row; a cell with a comma stands in quotes"},
    Words{"本行有 {0} 个单元格", "this row has {0} cells"},
    Words{"每行不超过 16 MiB", "records of at most 16 MiB"},
    Words{"拆分这一行", "split this record"},
    Words{"这一行过长", "this record is too long"},
    Words{"每行一个案例", "one case a line"},
    Words{"删去空行", "remove the line"},
    Words{"这一行为空", "this line is blank"},
    Words{"RFC 4180 的 CSV：含逗号、引号或换行的单元格加引号，其中的引号写两次",
          "CSV as RFC 4180 describes it: cells with commas, quotes or line ends stand in quotes, "
          "quotes inside are doubled"},
    Words{"重新另存为 CSV UTF-8", "save the table as CSV UTF-8 again"},
    Words{"UTF-8 的表格", "a table in UTF-8"},
    Words{"UTF-8 的文本", "a text in UTF-8"},
    Words{"另存为 UTF-8", "save the file as UTF-8"},
    Words{"表格是 UTF-16，不是 UTF-8", "the table is UTF-16, not UTF-8"},
    Words{"这一行不是 UTF-8，可能是 GBK", "this line is not UTF-8; it may be GBK"},
    Words{"这一行不是 UTF-8", "this line is not UTF-8"},
    Words{"结束引号后面还有文本", "text stands behind a closing quote"},
    Words{"这里打开的引号没有闭合", "a quote that opens here is not closed"},
    Words{"超过 1,000,000 行或 1,000 列", "more than 1,000,000 rows or 1,000 columns"},
    Words{"文件或目录可读取", "a file or folder that can be read"},
    Words{"核对名称和权限；--policy 和 YIDI_HOME 指定目录",
          "check the name and the permissions; --policy and YIDI_HOME choose the folder"},
    Words{"无法打开此文件", "cannot open this file"},
    Words{"无法读完此文件", "cannot read this file to its end"},
    Words{"这是目录，不是文件", "this is a folder, not a file"},
    Words{"无法读取此目录：{0}", "cannot read this folder: {0}"},
    Words{"可写入的文件", "a file that can be written"},
    Words{"核对目录及其权限", "check the folder and its permissions"},
    Words{"无法写入此文件", "cannot write this file"},
    Words{"政策包目录（<代码>-<拼音>/v<版本>.yaml）或政策包文件",
          "a folder of packs (<code>-<pinyin>/v<version>.yaml), or a pack's file"},
    Words{"指定存放政策包的目录", "name the folder that holds the packs"},
    Words{"这里没有政策包", "there are no packs here"},
    Words{"在 data/regions/regions.tsv 中查找代码", "look the code up in data/regions/regions.tsv"},
    Words{"区划 {0} 不在列表中", "the region {0} is not in the list"},
    Words{"有政策包的统筹区：见 `yidi policy list`",
          "a pooling area with a policy pack: see `yidi policy list`"},
    Words{"按文档编写政策包：docs/policies/adding-a-region.md",
          "write a pack for it: docs/policies/adding-a-region.md"},
    Words{"已有的版本：{0}", "one of the versions that there are: {0}"},
    Words{"没有 {0} 的政策包，第 {1} 版", "no pack for {0}, version {1}"},
    Words{"没有 {0} 的政策包", "no pack for {0}"},
    Words{"政策包的每个单元格恰好是一条规则或声明未知",
          "each cell of a pack is exactly one rule or a declared unknown"},
    Words{"为文件写上其中一个后缀", "give the file one of these endings"},
    Words{"文件名的后缀没有说明所指的格式",
          "the ending of the name does not say which form is meant"},
    Words{"以 .csv 或 .xlsx 结尾的表格", "a table that ends in .csv or .xlsx"},
    Words{"以 .csv、.xlsx 或 .yaml 结尾的文件", "a file that ends in .csv, .xlsx or .yaml"},
    Words{"已冻结的政策包不得改动：其字节与 published.sha256 所列的哈希一致",
          "a published pack is frozen: its bytes have the hash that published.sha256 lists"},
    Words{"恢复文件，把更正写成新版本",
          "restore the file, and write the correction as a new version beside it"},
    Words{"这个政策包发布后被改动", "this pack has changed since it was published"},
    Words{"从此列表中选择故障，用逗号分隔", "name faults of this list, separated by commas"},
    Words{"没有名为 {0} 的故障", "there is no fault called {0}"},
    Words{"受理的交易编号，或 envelope", "a transaction that is answered, or `envelope`"},
    Words{"见 yidi interface list", "see `yidi interface list`"},
    Words{"没有这个交易", "there is no such transaction"},
};

}  // namespace

std::span<const Words> error_table() {
    static constexpr auto kAll = [] {
        constexpr std::size_t kSize =
            kValues.size() + kNumbers.size() + kCases.size() + kTerms.size() + kFiles.size() +
            kPayerErrors.size() + kLineErrors.size() + kImportErrors.size() + kPersonErrors.size() +
            kFilingErrors.size() + kClaimErrors.size() + kClearingErrors.size() +
            kPaperErrors.size() + kLookupErrors.size() + kMcpErrors.size() +
            kPublishingErrors.size() + kReconcileErrors.size() + kRestErrors.size() +
            kPackErrors.size();
        std::array<Words, kSize> all{};
        std::size_t at = 0;
        // The patterns of values go last: they take nearly anything.
        const auto add = [&](const auto& rows) {
            for (const Words& row : rows) all[at++] = row;
        };
        add(kCases);
        add(kTerms);
        add(kFiles);
        add(kLineErrors);
        add(kPayerErrors);
        add(kImportErrors);
        add(kPersonErrors);
        add(kReconcileErrors);
        add(kFilingErrors);
        add(kClaimErrors);
        add(kClearingErrors);
        add(kPaperErrors);
        add(kLookupErrors);
        add(kMcpErrors);
        add(kNumbers);
        add(kValues);
        add(kRestErrors);
        add(kPublishingErrors);
        add(kPackErrors);
        return all;
    }();
    return kAll;
}

}  // namespace yidi::explain::internal
