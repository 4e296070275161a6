#pragma once

#include <array>

#include "domain/explain/language.h"

/// The Chinese of what is said of files that are reconciled.
namespace yidi::explain::internal {

using ReconcileWords = Words;

inline constexpr std::array kReconcileErrors{
    // The files and their columns.
    ReconcileWords{"工作簿（.xlsx），或 UTF-8、GBK 编码的 CSV",
                   "a workbook (.xlsx), or CSV in UTF-8 or GBK"},
    ReconcileWords{"这一行既不是 UTF-8，也不是 GBK", "this line is neither UTF-8 nor GBK"},
    ReconcileWords{"有一列是医疗费总额（medfee_sumamt）",
                   "a column with the total (medfee_sumamt, 医疗费总额)"},
    ReconcileWords{"有一列是结算ID（setl_id），或就诊ID（mdtrt_id），或有人员（psn_no 或 certno）"
                   "与结算时间（setl_time）两列",
                   "a column with the number (setl_id, 结算ID), or the visit (mdtrt_id, 就诊ID), "
                   "or person and day (psn_no or certno, setl_time)"},
    ReconcileWords{"文件中没有行", "the file has no rows"},
    ReconcileWords{"用选项指明该列，如 --map {0}=列名", "name the column, such as --map {0}=HEAD"},
    ReconcileWords{"不知道哪一列是它；文件的列名为：{0}",
                   "no column is known to hold it; the heads are: {0}"},
    ReconcileWords{"NAME=列名；NAME 为国家标准数据元名，如 medfee_sumamt",
                   "NAME=HEAD with the name of a national element, such as medfee_sumamt"},
    ReconcileWords{"在 docs/using/reconcile.md 中查找名称",
                   "look the name up in docs/using/reconcile.md"},
    ReconcileWords{"没有名为“{0}”的数据元", "there is no element \"{0}\" here"},
    ReconcileWords{"文件中有此列名", "a head that stands in the file"},
    ReconcileWords{"按文件中的写法填写列名", "write the head as it stands in the file"},
    ReconcileWords{"没有名为“{0}”的列", "no column has the head \"{0}\""},
    // Remembered columns.
    ReconcileWords{"`yidi reconcile` 写下的内容：{\"files\": [{\"heads\", \"columns\"}]}",
                   R"(what `yidi reconcile` has written: {"files": [{"heads", "columns"}]})"},
    ReconcileWords{"更正或删除该文件，或用 --mapping 指定另一个文件",
                   "mend the file, remove it, or name another with --mapping"},
    ReconcileWords{"此文件不是已记住的列", "this file does not hold remembered columns"},
    // Rows and cells.
    ReconcileWords{"有总额，并有结算ID、就诊ID或人员与日期",
                   "a total, and a number, a visit, or person and day"},
    ReconcileWords{"填写这些单元格，或用 --skip-bad 略去这样的行",
                   "fill the cells in, or leave such rows out with --skip-bad"},
    ReconcileWords{"本行没有填写总额", "the total of this row is not filled in"},
    ReconcileWords{"本行没有可以指明结算的内容", "nothing in this row names the settlement"},
    ReconcileWords{"更正单元格，或用 --skip-bad 略去这样的行",
                   "mend the cell, or leave such rows out with --skip-bad"},
    ReconcileWords{
        "金额（元），最多两位小数，小于 1,000,000,000，如 1234.50 或 1,234.50",
        "an amount in yuan with at most two decimals, such as 1234.50 or 1,234.50, below "
        "1,000,000,000"},
    ReconcileWords{"这不是金额：“{0}”", "this is no amount: \"{0}\""},
    ReconcileWords{"日期，如 2026-05-01、2026/5/1 或 20260501，可带时间",
                   "a day such as 2026-05-01, 2026/5/1 or 20260501, with or without a time"},
    ReconcileWords{"这不是日期：“{0}”", "this is no day: \"{0}\""},
    ReconcileWords{"年月，如 2026-05 或 202605", "a month such as 2026-05 or 202605"},
    ReconcileWords{"这不是年月：“{0}”", "this is no month: \"{0}\""},
    ReconcileWords{"0 或 1，否或是，正常或退费", "0 or 1, 否 or 是, 正常 or 退费"},
    ReconcileWords{"这不是退费标志：“{0}”", "this is no mark: \"{0}\""},
    ReconcileWords{"位数完整的号码", "a number with all its digits"},
    ReconcileWords{"把该列设为文本后重新导出", "export the file again with this column as text"},
    ReconcileWords{"电子表格截断了此号码：“{0}”", "a spreadsheet has cut this number: \"{0}\""},
    // The whole.
    ReconcileWords{"合计不超过 45,000,000,000,000.00 元",
                   "sums of at most 45,000,000,000,000.00 yuan"},
    ReconcileWords{"缩小一次对账的日期范围", "reconcile fewer days at once"},
    ReconcileWords{"此列金额的合计超出可表示的范围",
                   "the amounts of this column sum to more than can be held"},
    ReconcileWords{"以 .xlsx、.html 或 .csv 结尾的文件名",
                   "a file that ends in .xlsx, .html or .csv"},
    ReconcileWords{"两个不同的文件，- 至多一次", "two files, of which at most one is -"},
    ReconcileWords{"把其中一个存为文件", "save one of the two as a file"},
    ReconcileWords{"两个文件都是标准输入", "both files are standard input"},
    // Digests of two machines.
    ReconcileWords{"叶节点以上的节点", "nodes of the tree above its buckets"},
    ReconcileWords{"没有此节点", "there is no such node"},
    ReconcileWords{"所问各节点的全部子节点散列", "the hashes of every child that was asked for"},
    ReconcileWords{"比较双方的形状后重新开始", "compare the shapes of both sides, and begin again"},
    ReconcileWords{"对方给出的散列个数不符", "the other side gave another number of hashes"},
};

}  // namespace yidi::explain::internal
