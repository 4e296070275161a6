#include "domain/explain/internal/story.h"

#include <array>

#include "domain/explain/clause.h"
#include "domain/explain/internal/describe.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"

namespace yidi::explain::internal {

using adjudication::Entry;
using adjudication::Operand;
using adjudication::Setldetail;
using adjudication::Setlinfo;
using adjudication::Step;

std::vector<std::string> Story::sentences() {
    bill();
    if (!trace_.is_empty()) {
        before_deductible();
        deductible();
        pooled_fund();
        floor_and_cap();
    }
    layers();
    outcome();
    return std::move(sentences_);
}

void Story::bill() {
    const Setlinfo& paid = answer_.outcome.setlinfo;
    add({"总费用 {0}", "The bill is {0}"}, {amount(paid.medfee_sumamt)});
    struct Part {
        Money money;
        Words words;
    };
    const std::array parts{Part{paid.fulamt_ownpay_amt, label(Step::fulamt_ownpay_amt)},
                           Part{paid.overlmt_selfpay, label(Step::overlmt_selfpay)},
                           Part{paid.preselfpay_amt, label(Step::preselfpay_amt)}};
    std::vector<std::string> outside;
    for (const Part& part : parts) {
        if (part.money == Money{}) continue;
        outside.push_back(
            say({"{0} {1}", "{0} {1}"}, {part.words.in(language_), amount(part.money)}));
    }
    if (outside.empty()) {
        add({"全部符合政策范围", "all of it is in scope"}, {});
        return;
    }
    add({"其中{0}不进入统筹计算，符合政策范围的是 {1}", "outside stay {0}, and {1} are in scope"},
        {listed(outside, language_), amount(paid.inscp_scp_amt)});
}

void Story::before_deductible() {
    if (const auto first = trace_.last(Step::account_first);
        first && trace_.at(*first).out_num != 0) {
        add({"个人账户先行支付 {0}{1}", "the personal account pays {0} first{1}"},
            {amount(*first), cited(trace_.at(*first).rule)});
    }
    const auto remote = trace_.last(Step::rloc_preselfpay);
    if (!remote || trace_.at(*remote).out_num == 0) return;
    const Entry& entry = trace_.at(*remote);
    add({"因{0}，先自付 {1}，计 {2}{3}",
         "for care elsewhere ({0}), {1} is yours to pay first: {2}{3}"},
        {label(answer_.outcome.filing_state).in(language_), ratio_text(entry.in[1]),
         amount(*remote), cited(entry.rule)});
}

void Story::deductible() {
    const Money charged = answer_.outcome.setlinfo.act_pay_dedc;
    const std::string reasons = deductible_reasons();
    if (reasons.empty()) {
        add({"没有起付线", "there is no deductible"}, {});
        return;
    }
    add({"起付线 {0}：{1}", "The deductible is {0}: {1}"}, {amount(charged), reasons});
}

std::string Story::deductible_reasons() {
    std::vector<std::string> reasons;
    const auto standard = trace_.last(Step::deductible_standard);
    if (!standard) return {};
    const policy::Row* row = trace_.at(*standard).rule;
    reasons.push_back(say({"{0}标准 {1}{2}", "the standard {0}is {1}{2}"},
                          {for_whom(row), amount(*standard), cited(row)}));
    constexpr std::array kChanges{Step::deductible_nth, Step::deductible_factor,
                                  Step::deductible_again, Step::deductible_merge};
    for (const Step change : kChanges) {
        const auto index = trace_.last(change);
        if (!index) continue;
        reasons.push_back(
            say({"{0}为 {1}{2}", "{0}: {1}{2}"},
                {label(change).in(language_), amount(*index), cited(trace_.at(*index).rule)}));
    }
    const auto used = trace_.last(Step::deductible_used);
    const auto left = trace_.last(Step::deductible_left);
    if (used && left && trace_.at(*used).out_num != 0) {
        reasons.push_back(
            say({"此前已计 {0}，还可计 {1}", "{0} were counted before, which leaves {1}"},
                {amount(*used), amount(*left)}));
    }
    if (const auto charged = trace_.last(Step::act_pay_dedc);
        charged && is_short(trace_.at(*charged))) {
        reasons.emplace_back(Words{"费用不足起付标准", "the cost does not reach it"}.in(language_));
    }
    std::string text;
    for (const std::string& reason : reasons) {
        if (!text.empty()) text += language_ == Language::zh ? "；" : "; ";
        text += reason;
    }
    return text;
}

void Story::pooled_fund() {
    const auto sum = trace_.last(Step::pool_sum);
    if (!sum) {
        add({"统筹基金不支付", "the pooled fund pays nothing"}, {});
        return;
    }
    std::vector<std::string> parts;
    for (const std::size_t term : range_terms(trace_.entries(), *sum)) parts.push_back(band(term));
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += language_ == Language::zh ? "；" : "; ";
        text += part;
    }
    add({"统筹基金：{0}", "The pooled fund: {0}"}, {text});
    if (parts.size() > 1) add({"合计 {0}", "together {0}"}, {amount(*sum)});
}

std::string Story::band(std::size_t index) {
    const Entry& pay = trace_.at(index);
    const std::string origin = ratio_origin(pay.in[1]);
    return say({"{0}，其中比例：{1}", "{0}, where the ratio is {1}"},
               {formula(trace_.entries(), index, language_), origin});
}

std::string Story::ratio_origin(const Operand& ratio) {
    std::vector<std::string> chain;
    std::optional<std::size_t> index = trace_.source(ratio);
    while (index) {  // From the last rule back to the table; told the other way round.
        const Entry& entry = trace_.at(*index);
        const std::string value = shown_ratio(entry.out_num, entry.out_den);
        const std::string source = cited(entry.rule);
        if (entry.step == Step::band_remote) {
            chain.push_back(
                say({"{0}调整为 {1}{2}", "{1} for {0}{2}"},
                    {label(answer_.outcome.filing_state).in(language_), value, source}));
        } else if (entry.step == Step::band_adjusted) {
            chain.push_back(say({"{0}调整为 {1}{2}", "{1} for {0}{2}"},
                                {conditions(entry.rule), value, source}));
        } else {
            chain.push_back(
                say({"{0} {1}{2}", "{1} for {0}{2}"}, {conditions(entry.rule), value, source}));
        }
        index = trace_.source(entry.in[0]);
    }
    std::string text;
    for (std::size_t i = chain.size(); i > 0; --i) {
        if (!text.empty()) text += language_ == Language::zh ? "，" : ", then ";
        text += chain[i - 1];
    }
    return text;
}

void Story::floor_and_cap() {
    const auto floored = trace_.last(Step::pool_floored);
    const auto sum = trace_.last(Step::pool_sum);
    if (floored && sum && trace_.at(*floored).out_num > trace_.at(*sum).out_num) {
        add({"按保底比例提高到 {0}{1}", "the floor raises it to {0}{1}"},
            {amount(*floored), cited(trace_.at(*floored).rule)});
    }
    const auto over = trace_.last(Step::over_cap);
    const auto standard = trace_.last(Step::cap_standard);
    if (!over || trace_.at(*over).out_num == 0 || !standard) return;
    const Money paid =
        answer_.outcome.setlinfo.fund[static_cast<std::size_t>(policy::FundField::hifp_pay)];
    add({"已达到支付限额，统筹基金支付余下的 {0}{1}，超过限额的费用是 {2}",
         "The limit is reached: the fund pays the {0} that were left{1}, and the cost beyond it is "
         "{2}"},
        {amount(paid), cited(trace_.at(*standard).rule), amount(*over)});
}

void Story::layers() {
    for (const Setldetail& detail : answer_.outcome.setldetail) {
        if (detail.layer >= 0 && detail.fund_payamt != Money{}) layer(detail);
    }
}

void Story::layer(const Setldetail& detail) {
    const std::string who = payer_name(answer_.outcome, detail, language_);
    const auto base = trace_.last(Step::layer_base, detail.layer);
    const auto threshold = trace_.last(Step::layer_threshold, detail.layer);
    std::vector<std::string> ratios;
    std::string source;
    for (const std::size_t index : trace_.all(Step::layer_ratio, detail.layer)) {
        const Entry& entry = trace_.at(index);
        const std::string value = shown_ratio(entry.out_num, entry.out_den);
        if (ratios.empty() || ratios.back() != value) ratios.push_back(value);
        source += cited(entry.rule);
    }
    std::vector<std::string> parts;
    if (base) parts.push_back(say({"计入 {0}", "of {0}"}, {amount(*base)}));
    if (threshold && trace_.at(*threshold).out_num != 0) {
        parts.push_back(say({"起付 {0}", "above {0}"}, {amount(*threshold)}));
    }
    if (!ratios.empty()) parts.push_back(say({"比例 {0}", "at {0}"}, {listed(ratios, language_)}));
    const std::string how =
        parts.empty() ? std::string{} : say({"（{0}）", " ({0})"}, {listed(parts, language_)});
    add({"{0}支付 {1}{2}{3}", "{0} pays {1}{2}{3}"},
        {who, amount(detail.fund_payamt), how, source});
}

void Story::outcome() {
    const Setlinfo& paid = answer_.outcome.setlinfo;
    add({"基金共支付 {0}，个人负担 {1}", "The funds pay {0}; {1} are yours"},
        {amount(paid.fund_pay_sumamt), amount(paid.psn_part_amt)});
    if (paid.hosp_part_amt != Money{}) {
        add({"医院负担 {0}", "the hospital bears {0}"}, {amount(paid.hosp_part_amt)});
    }
    if (paid.acct_pay == Money{} && paid.acct_mulaid_pay == Money{}) {
        add({"全部以现金支付", "all of it in cash"}, {});
        return;
    }
    std::vector<std::string> parts;
    const auto part = [&](Money money, Step step) {
        if (money != Money{}) {
            parts.push_back(
                say({"{0} {1}", "{0} {1}"}, {label(step).in(language_), amount(money)}));
        }
    };
    part(paid.acct_pay, Step::acct_pay);
    part(paid.acct_mulaid_pay, Step::acct_mulaid_pay);
    part(paid.psn_cash_pay, Step::psn_cash_pay);
    add({"其中{0}，账户余额 {1}", "paid from {0}; the account keeps {1}"},
        {listed(parts, language_), amount(paid.balc)});
}

std::string Story::ratio_text(const Operand& operand) const {
    if (const auto index = trace_.source(operand)) return shown_out(trace_.at(*index));
    return shown_ratio(operand.a, operand.b);
}

std::string Story::cited(const policy::Row* row) {
    if (row == nullptr) return {};
    const std::optional<Clause> clause = clause_of(*row, book_);
    if (!clause) return {};
    std::string text = short_text(*clause, language_);
    if (clause->assumed_from) {
        text += fill(Words{"，推定自 {0} 起", ", from {0} as assumed"}, language_,
                     {to_string(clause->from)});
    }
    if (!cited_.insert(text).second) return {};
    return language_ == Language::zh ? "（" + text + "）" : " [" + text + "]";
}

std::string Story::conditions(const policy::Row* row) const {
    const std::string text = row == nullptr ? std::string{} : conditions_text(row->when, language_);
    return text.empty() ? std::string{Words{"统一", "everyone"}.in(language_)} : text;
}

std::string Story::for_whom(const policy::Row* row) const {
    const std::string text = row == nullptr ? std::string{} : conditions_text(row->when, language_);
    return text.empty() ? text : say({"{0}的", "for {0} "}, {text});
}

bool Story::is_short(const Entry& charged) const {
    if (charged.op != adjudication::Op::minimum || charged.in_count != 2) return false;
    const auto value = [&](const Operand& operand) {
        const auto index = trace_.source(operand);
        return index ? trace_.at(*index).out_num : Int128{operand.a};
    };
    return value(charged.in[0]) < value(charged.in[1]);
}

std::string Story::amount(std::size_t index) const {
    const Entry& entry = trace_.at(index);
    const Money whole = Money::from_fen(
        static_cast<std::int64_t>(divide(entry.out_num, entry.out_den, Rounding::half_up)));
    return (entry.out_den == 1 ? "" : "≈") + yuan(whole, language_);
}

std::string Story::amount(Money money) const {
    return yuan(money, language_);
}

std::string Story::say(Words pattern, std::initializer_list<std::string_view> values) const {
    return fill(pattern, language_, values);
}

void Story::add(Words pattern, std::initializer_list<std::string_view> values) {
    std::string text = fill(pattern, language_, values);
    if (language_ == Language::en && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    sentences_.push_back(text + (language_ == Language::zh ? "。" : "."));
}

}  // namespace yidi::explain::internal
