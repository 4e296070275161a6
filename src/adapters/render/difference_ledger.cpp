#include "adapters/render/difference_ledger.h"

#include <algorithm>
#include <array>
#include <optional>

namespace yidi::render {
namespace {

using codec::ReconciledFile;
using codec::SettlementField;
using explain::Language;
using explain::Words;
using reconciliation::Amount;
using reconciliation::Class;
using reconciliation::Difference;
using reconciliation::Row;
using reconciliation::State;
using reconciliation::Told;

constexpr std::array<Amount, 4> kShown{Amount::medfee_sumamt, Amount::fund_pay_sumamt,
                                       Amount::acct_pay, Amount::psn_cash_pay};

SettlementField field_of(Amount amount) {
    return static_cast<SettlementField>(static_cast<std::size_t>(SettlementField::medfee_sumamt) +
                                        static_cast<std::size_t>(amount));
}

const Row* row_of(const ReconciledFile& file, const Told& told) {
    const std::optional<std::size_t> place = told.row ? told.row : told.reversal;
    return place ? &file.book.rows[*place] : nullptr;
}

std::string line_of(const ReconciledFile& file, const Told& told) {
    std::string text;
    for (const std::optional<std::size_t>& place : {told.row, told.reversal}) {
        if (!place) continue;
        text += (text.empty() ? "" : ", ") + std::to_string(file.book.lines[*place]);
    }
    return text;
}

std::string_view state_of(const ReconciledFile& file, const Told& told, Language language) {
    const Row* row = row_of(file, told);
    if (row == nullptr) return Words{"无", "absent"}.in(language);
    if (row->state == State::reversal) return Words{"冲销", "reversal"}.in(language);
    const bool is_back = row->state == State::reversed || told.reversal;
    return is_back ? Words{"已冲销", "taken back"}.in(language)
                   : Words{"有效", "standing"}.in(language);
}

std::string day_of(const Row& row) {
    std::string text = row.day ? to_string(*row.day) : "";
    if (row.month) text += (text.empty() ? "(" : " (") + to_string(*row.month) + ")";
    return text;
}

std::string amount_text(const Row* row, Amount which) {
    const std::optional<Money> amount = row == nullptr ? std::nullopt : row->amounts.of(which);
    return amount ? to_yuan(*amount) : "";
}

/// "a / b" of one element, where both tell it and otherwise.
void add_contrast(std::string_view name, const std::string& a, const std::string& b,
                  std::string& out) {
    if (a.empty() || b.empty() || a == b) return;
    out += (out.empty() ? "" : "; ") + std::string{name} + ' ' + a + " / " + b;
}

void add_side(const ReconciledFile& file, const Told& told, Language language,
              std::vector<std::string>& cells) {
    const Row* row = row_of(file, told);
    cells.push_back(line_of(file, told));
    cells.emplace_back(state_of(file, told, language));
    cells.push_back(row == nullptr ? "" : day_of(*row));
    for (const Amount which : kShown) cells.push_back(amount_text(row, which));
}

std::vector<std::string> heads(Language language) {
    const auto word = [language](Words words) { return std::string{words.in(language)}; };
    std::vector<std::string> out{word({"差异类别", "class"}), word({"编号", "key"}),
                                 word({"人员编号", "psn_no"}), word({"就诊ID", "mdtrt_id"})};
    for (const std::string_view side : {"A", "B"}) {
        const auto add = [&](const std::string& text) {
            out.push_back(std::string{side} + " " + text);
        };
        add(word({"行", "line"}));
        add(word({"状态", "state"}));
        add(word({"结算日（清算月）", "day (clearing month)"}));
        for (const Amount which : kShown) add(label_of(which, language));
    }
    out.push_back(word({"总额差（A−B）", "total A−B"}));
    out.push_back(word({"不同之处（A / B）", "what differs (A / B)"}));
    out.push_back(word({"置信度 %", "confidence %"}));
    out.push_back(word({"建议处理", "proposed repair"}));
    return out;
}

/// What either row tells, A's first.
std::string either(const Row* a, const Row* b, std::string Row::*text) {
    if (a != nullptr && !(a->*text).empty()) return a->*text;
    return b == nullptr ? "" : b->*text;
}

}  // namespace

Words words_of(Class one) {
    switch (one) {
        case Class::only_a: return {"仅 A 方有", "only in A"};
        case Class::only_b: return {"仅 B 方有", "only in B"};
        case Class::amount: return {"总额不符", "total differs"};
        case Class::fund_split: return {"支付构成不符", "split differs"};
        case Class::period: return {"期间不符", "period differs"};
        case Class::reversed_one_side: return {"单边冲销", "taken back on one side"};
        case Class::duplicate: break;
    }
    return {"重复", "duplicate"};
}

Words repair_words(Class one) {
    switch (one) {
        case Class::only_a:
            return {"A 方补传给 B 方；不能证实的，A 方冲销",
                    "A sends it to B again; what A cannot prove, A reverses"};
        case Class::only_b:
            return {"B 方补传给 A 方；不能证实的，B 方冲销",
                    "B sends it to A again; what B cannot prove, B reverses"};
        case Class::amount:
            return {"核对票据，由有误的一方采用对方金额",
                    "look at the bill; the side that is wrong adopts the other's amounts"};
        case Class::fund_split:
            return {"以参保地的计算为准，另一方采用",
                    "the insured region's calculation counts; the other side adopts it"};
        case Class::period:
            return {"采用先清算一方的期间", "adopt the period of the side that has cleared it"};
        case Class::reversed_one_side:
            return {"补传冲销；冲销有误的，撤回冲销",
                    "send the reversal again; where it is wrong, take it back"};
        case Class::duplicate: break;
    }
    return {"冲销多余的一笔", "reverse the one that is too many"};
}

std::string label_of(Amount amount, Language language) {
    return std::string{language == Language::zh ? codec::chinese_name(field_of(amount))
                                                : name(amount)};
}

Money net_total(const codec::SettlementBook& book, const Told& told) {
    Money total;
    if (told.row && book.rows[*told.row].state != State::reversed) {
        total += book.rows[*told.row].amounts.total();
    }
    if (told.reversal) total += book.rows[*told.reversal].amounts.total();
    return total;
}

std::string contrast(const Difference& one, const ReconciledFile& a, const ReconciledFile& b,
                     Language language) {
    const Row* here = row_of(a, one.a);
    const Row* there = row_of(b, one.b);
    std::string text;
    if (here == nullptr || there == nullptr || one.what == Class::reversed_one_side) return text;
    for (const Amount which : reconciliation::amounts()) {
        add_contrast(label_of(which, language), amount_text(here, which), amount_text(there, which),
                     text);
    }
    const auto day = [](const Row& row) { return row.day ? to_string(*row.day) : ""; };
    const auto month = [](const Row& row) { return row.month ? to_string(*row.month) : ""; };
    const bool is_zh = language == Language::zh;
    add_contrast(is_zh ? "结算日" : "setl_time", day(*here), day(*there), text);
    add_contrast(is_zh ? "清算年月" : "clr_ym", month(*here), month(*there), text);
    return text;
}

codec::CellTable ledger_table(const LedgerOf& of) {
    codec::CellTable table;
    table.push_back({.line = 1, .cells = heads(of.language)});
    for (const Difference& one : of.outcome.differences) {
        const Row* a = row_of(of.a, one.a);
        const Row* b = row_of(of.b, one.b);
        std::vector<std::string> cells{std::string{words_of(one.what).in(of.language)}, one.key,
                                       either(a, b, &Row::psn_no), either(a, b, &Row::mdtrt_id)};
        add_side(of.a, one.a, of.language, cells);
        add_side(of.b, one.b, of.language, cells);
        cells.push_back(to_yuan(net_total(of.a.book, one.a) - net_total(of.b.book, one.b)));
        cells.push_back(contrast(one, of.a, of.b, of.language));
        cells.push_back(std::to_string(one.confidence));
        cells.emplace_back(repair_words(one.what).in(of.language));
        table.push_back(
            {.line = static_cast<std::uint32_t>(table.size()) + 1, .cells = std::move(cells)});
    }
    return table;
}

}  // namespace yidi::render
