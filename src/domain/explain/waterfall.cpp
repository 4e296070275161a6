#include "domain/explain/waterfall.h"

#include <algorithm>

#include "base/assert.h"
#include "domain/explain/clause.h"
#include "domain/explain/internal/trace_reader.h"
#include "domain/explain/labels.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Entry;
using adjudication::Setldetail;
using adjudication::Setlinfo;
using adjudication::Status;
using adjudication::Step;

class Bars {
public:
    Bars(const Answer& answer, const policy::Book& book, Language language)
        : trace_{answer.trace}, book_{book}, language_{language} {}

    void add(BarGroup group, Step step, Money amount) {
        if (amount != Money{}) {
            put({group, std::string{name(step)}, text(label(step)), amount, {}, {}}, step, -1);
        }
    }
    void add_always(BarGroup group, Step step, Money amount) {
        put({group, std::string{name(step)}, text(label(step)), amount, {}, {}}, step, -1);
    }
    /// What is left by difference: no step tells it.
    void add_share(Money amount) {
        const Words words = amount < Money{}
                                ? Words{"以上由其他层次补偿", "given back by the layers below"}
                                : Words{"起付线以上个人负担", "your share above the deductible"};
        if (amount != Money{}) {
            bars_.push_back({BarGroup::cost, "share", text(words), amount, {}, {}});
        }
    }
    void add_layer(const Setldetail& detail, std::string id, std::string layer_label) {
        put({BarGroup::fund, std::move(id), std::move(layer_label), detail.fund_payamt, {}, {}},
            Step::layer_pay, detail.layer);
    }
    void add_hospital(Money amount) {
        if (amount == Money{}) return;
        bars_.push_back({BarGroup::payer,
                         "hosp_part_amt",
                         text({"医院负担", "borne by the hospital"}),
                         amount,
                         {},
                         {}});
    }
    [[nodiscard]] std::vector<Bar> take() { return std::move(bars_); }

private:
    [[nodiscard]] std::string text(Words words) const { return std::string{words.in(language_)}; }

    void put(Bar bar, Step step, std::int8_t layer) {
        if (const auto index = trace_.last(step, layer)) {
            bar.step = internal::step_id(*index);
            bar.clause = step == Step::act_pay_dedc ? deductible_clauses(*index)
                                                    : clause_text(trace_.at(*index).rule);
        }
        bars_.push_back(std::move(bar));
    }

    [[nodiscard]] std::string clause_text(const policy::Row* rule) const {
        const auto clause = rule == nullptr ? std::nullopt : clause_of(*rule, book_);
        return clause ? short_text(*clause, language_) : std::string{};
    }

    /// The clauses of a deductible: that of the standard, and of each rule that changed it for this
    /// stay. Not the one that says whether a standard holds for a stay or for a year.
    [[nodiscard]] std::string deductible_clauses(std::size_t charged) const {
        std::vector<std::string> clauses;
        const auto add = [&](const policy::Row* rule) {
            std::string clause = clause_text(rule);
            if (!clause.empty() && std::ranges::find(clauses, clause) == clauses.end()) {
                clauses.push_back(std::move(clause));
            }
        };
        for (const Step step :
             {Step::deductible_standard, Step::deductible_nth, Step::deductible_factor,
              Step::deductible_again, Step::deductible_merge, Step::deductible_left}) {
            const auto index = trace_.last(step);
            if (index && changes_the_standard(trace_.at(*index))) add(trace_.at(*index).rule);
        }
        if (clauses.empty()) add(trace_.at(charged).rule);
        std::string text;
        for (const std::string& clause : clauses) {
            if (!text.empty()) text += Words{"；", "; "}.in(language_);
            text += clause;
        }
        return text;
    }

    /// What is left of a year changes nothing of the standard, unless a limit of the year is what
    /// leaves less.
    [[nodiscard]] bool changes_the_standard(const Entry& entry) const {
        if (entry.step != Step::deductible_left) return true;
        if (entry.rule == nullptr || entry.rule->parameter != policy::Parameter::deductible_limit) {
            return false;
        }
        const auto standard = trace_.source(entry.in[0]);
        return standard && trace_.at(*standard).out_num != entry.out_num;
    }

    internal::TraceReader trace_;
    const policy::Book& book_;
    Language language_;
    std::vector<Bar> bars_;
};

}  // namespace

std::string_view name(BarGroup group) {
    switch (group) {
        case BarGroup::total: return "total";
        case BarGroup::cost: return "cost";
        case BarGroup::fund: return "fund";
        case BarGroup::payer: return "payer";
    }
    YIDI_ASSERT(false);
}

std::vector<Bar> waterfall(const Answer& answer, const policy::Book& book, Language language) {
    if (answer.outcome.status != Status::computed) return {};
    const Setlinfo& paid = answer.outcome.setlinfo;
    Bars bars{answer, book, language};
    bars.add_always(BarGroup::total, Step::medfee_sumamt, paid.medfee_sumamt);
    bars.add(BarGroup::cost, Step::fulamt_ownpay_amt, paid.fulamt_ownpay_amt);
    bars.add(BarGroup::cost, Step::overlmt_selfpay, paid.overlmt_selfpay);
    bars.add(BarGroup::cost, Step::preselfpay_amt, paid.preselfpay_amt);
    bars.add(BarGroup::cost, Step::rloc_preselfpay, paid.rloc_preselfpay);
    bars.add(BarGroup::cost, Step::act_pay_dedc, paid.act_pay_dedc);
    const Money told = paid.fulamt_ownpay_amt + paid.overlmt_selfpay + paid.preselfpay_amt +
                       paid.rloc_preselfpay + paid.act_pay_dedc + paid.hosp_part_amt;
    bars.add_share(paid.medfee_sumamt - told - paid.fund_pay_sumamt);
    for (const Setldetail& detail : answer.outcome.setldetail) {
        if (detail.fund_payamt == Money{} || detail.layer < -1) continue;
        if (detail.layer == -1) {
            bars.add(BarGroup::fund, Step::hifp_pay, detail.fund_payamt);
            continue;
        }
        const policy::CompiledScheme* scheme = answer.outcome.scheme;
        YIDI_ASSERT(scheme != nullptr && scheme->scheme != nullptr);
        const auto index = static_cast<std::size_t>(int{detail.layer});
        bars.add_layer(detail, "layer:" + scheme->scheme->layers[index].id,
                       payer_name(answer.outcome, detail, language));
    }
    bars.add_hospital(paid.hosp_part_amt);
    bars.add(BarGroup::payer, Step::acct_pay, paid.acct_pay);
    bars.add(BarGroup::payer, Step::acct_mulaid_pay, paid.acct_mulaid_pay);
    bars.add_always(BarGroup::payer, Step::psn_cash_pay, paid.psn_cash_pay);
    return bars.take();
}

}  // namespace yidi::explain
