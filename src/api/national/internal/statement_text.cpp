#include "api/national/internal/statement_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/utf8.h"
#include "api/national/internal/decimal.h"

namespace yidi::national::internal {
namespace {

using payer::DetailDifference;
using payer::DetailFault;
using payer::DetailRow;

constexpr std::size_t kLinesMax = 100'000;
constexpr std::array<std::string_view, 7> kColumns{"setl_id",       "mdtrt_id",        "psn_no",
                                                   "medfee_sumamt", "fund_pay_sumamt", "acct_pay",
                                                   "refd_setl_flag"};
constexpr std::size_t kRefundColumn = 6;
constexpr std::size_t kIdCharacters = 30;

bool is_empty(std::string_view cell) {
    return cell.empty() || cell == "null";
}

/// The next part of a text up to a separator; takes both away.
std::string_view next(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

/// One line, and where it stands.
class LineReader {
public:
    LineReader(std::string_view text, std::size_t number) : text_{text}, number_{number} {}

    Result<DetailRow> read() {
        YIDI_TRY_VOID(split());
        DetailRow row;
        YIDI_TRY(row.setl_id, id(0));
        YIDI_TRY(row.mdtrt_id, id(1));
        YIDI_TRY(row.psn_no, id(2));
        YIDI_TRY(row.medfee_sumamt, amount(3));
        YIDI_TRY(row.fund_pay_sumamt, amount(4));
        YIDI_TRY(row.acct_pay, amount(5));
        YIDI_TRY(row.is_refund, flag(row.medfee_sumamt < Money{}));
        return row;
    }

private:
    [[nodiscard]] tl::unexpected<Error> bad(ErrorCode code, std::size_t column,
                                            std::string_view rule, std::string_view detail) const {
        std::string where = "文件第 " + std::to_string(number_) + " 行";
        if (column < kColumns.size()) {
            where += "第 " + std::to_string(column + 1) + " 列 ";
            where += kColumns[column];
        }
        return fail(Error{.code = code,
                          .where = std::move(where),
                          .rule = std::string{rule},
                          .remedy = "请更正文件后重新用 9101 上传",
                          .detail = std::string{detail}});
    }

    Result<void> split() {
        std::string_view left = text_;
        const auto tabs = static_cast<std::size_t>(std::ranges::count(left, '\t'));
        if (tabs + 1 != kColumns.size()) {
            return bad(ErrorCode::bad_value, kColumns.size(),
                       "7 列，以 TAB 分隔：setl_id、mdtrt_id、psn_no、medfee_sumamt、"
                       "fund_pay_sumamt、acct_pay、refd_setl_flag",
                       "有 " + std::to_string(tabs + 1) + " 列");
        }
        for (std::string_view& cell : cells_) cell = next(left, '\t');
        return {};
    }

    [[nodiscard]] Result<std::string> id(std::size_t column) const {
        const std::string_view cell = cells_.at(column);
        if (is_empty(cell) || cell.size() > kIdCharacters) {
            return bad(ErrorCode::bad_value, column, "1 至 30 个字符",
                       is_empty(cell) ? "没有填写" : "过长");
        }
        return std::string{cell};
    }

    [[nodiscard]] Result<Money> amount(std::size_t column) const {
        constexpr std::uint8_t kPlaces = 2;
        const std::string_view cell = cells_.at(column);
        if (is_empty(cell)) return Money{};
        const Decimal read = read_decimal(cell, kPlaces);
        if (read.fault != DecimalFault::none || read.scaled > kInputFenMax ||
            read.scaled < -kInputFenMax) {
            return bad(ErrorCode::bad_amount, column, "金额，最多 2 位小数", "不是金额");
        }
        return Money::from_fen(read.scaled);
    }

    [[nodiscard]] Result<bool> flag(bool by_sign) const {
        const std::string_view cell = cells_[kRefundColumn];
        if (is_empty(cell)) return by_sign;
        if (cell != "0" && cell != "1") {
            return bad(ErrorCode::bad_value, kRefundColumn, "0 正常、1 退费", "不是字典中的值");
        }
        return cell == "1";
    }

    std::string_view text_;
    std::size_t number_;
    std::array<std::string_view, kColumns.size()> cells_;
};

tl::unexpected<Error> bad_file(ErrorCode code, std::size_t line, std::string_view rule,
                               std::string_view detail) {
    return fail(Error{.code = code,
                      .where = "文件第 " + std::to_string(line) + " 行",
                      .rule = std::string{rule},
                      .remedy = "请更正文件后重新用 9101 上传",
                      .detail = std::string{detail}});
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::string amounts_of(const DetailRow& row) {
    return "总费用" + to_yuan(row.medfee_sumamt) + "、基金" + to_yuan(row.fund_pay_sumamt) +
           "、账户" + to_yuan(row.acct_pay);
}

std::string memo_of(const DetailDifference& one) {
    switch (one.fault) {
        case DetailFault::amount:
            return "金额不一致：机构" + amounts_of(*one.theirs) + "；中心" + amounts_of(*one.ours);
        case DetailFault::visit:
            return "就诊或人员不一致：机构报的就诊 " + one.theirs->mdtrt_id + "、人员 " +
                   one.theirs->psn_no;
        case DetailFault::refund: return "一方为结算，另一方为退费";
        case DetailFault::unknown: return "机构有，中心没有该结算或已冲正";
        case DetailFault::outside:
            return "中心有该结算，但日期、清算类别或经办机构不在本次对账范围";
        case DetailFault::missing: return "中心有，机构没有";
        case DetailFault::twice: return "机构文件中重复";
    }
    return {};
}

void append(std::string& text, std::string_view cell, char end = '\t') {
    text += cell.empty() ? std::string_view{"null"} : cell;
    text += end;
}

}  // namespace

Result<std::vector<DetailRow>> read_statement(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (const std::size_t at = codec::malformed_utf8_at(text); at != std::string_view::npos) {
        return bad_file(ErrorCode::bad_value, line_of(text, at), "UTF-8 编码的文本",
                        "不是 UTF-8 编码");
    }
    std::vector<DetailRow> rows;
    for (std::size_t number = 1; !text.empty(); ++number) {
        if (number > kLinesMax) {
            return bad_file(ErrorCode::limit_exceeded, number, "最多 100,000 行", "行数过多");
        }
        std::string_view line = next(text, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() && text.empty()) break;
        YIDI_TRY(DetailRow row, LineReader(line, number).read());
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string statement_result(const std::vector<DetailDifference>& rows) {
    std::string text;
    for (const DetailDifference& one : rows) {
        if (!text.empty()) text += '\n';
        const DetailRow& named = one.ours ? *one.ours : *one.theirs;
        append(text, named.psn_no);
        append(text, named.mdtrt_id);
        append(text, named.setl_id);
        append(text, one.msgid);
        append(text, std::to_string(static_cast<int>(one.fault) + 1));
        append(text, named.is_refund ? "1" : "0");
        append(text, memo_of(one));
        append(text, one.ours ? to_yuan(one.ours->medfee_sumamt) : "");
        append(text, one.ours ? to_yuan(one.ours->fund_pay_sumamt) : "");
        text += one.ours ? to_yuan(one.ours->acct_pay) : "null";
    }
    return text;
}

}  // namespace yidi::national::internal
