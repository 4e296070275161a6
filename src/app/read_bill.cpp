#include "app/read_bill.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/explain/clause.h"
#include "domain/explain/labels.h"
#include "domain/explain/render.h"

namespace yidi::app {
namespace {

using adjudication::Fee;
using adjudication::Step;

constexpr std::array<std::string_view, 4> kOfTheBill{"fulamt_ownpay_amt", "overlmt_selfpay",
                                                     "preselfpay_amt", "inscp_scp_amt"};
constexpr std::array<std::string_view, 5> kWhoPaid{"fund_pay_sumamt", "hosp_part_amt", "acct_pay",
                                                   "acct_mulaid_pay", "psn_cash_pay"};
constexpr std::array<std::string_view, 8> kFunds{"hifp_pay",    "hifob_pay", "hifmi_pay",
                                                 "cvlserv_pay", "hifes_pay", "hifdm_pay",
                                                 "maf_pay",     "oth_pay"};
constexpr std::array<std::string_view, 3> kOwnMoney{"acct_pay", "acct_mulaid_pay", "psn_cash_pay"};
struct Identity {
    std::string_view total;
    std::span<const std::string_view> parts;
};
constexpr std::array<Identity, 4> kIdentities{{{"medfee_sumamt", kOfTheBill},
                                               {"medfee_sumamt", kWhoPaid},
                                               {"fund_pay_sumamt", kFunds},
                                               {"psn_part_amt", kOwnMoney}}};
/// The order in which a settlement is computed: what is wrong first may make the rest wrong.
constexpr std::array<std::string_view, 21> kOrder{
    "medfee_sumamt",   "fulamt_ownpay_amt", "overlmt_selfpay",   "preselfpay_amt", "inscp_scp_amt",
    "rloc_preselfpay", "act_pay_dedc",      "pool_prop_selfpay", "hifp_pay",       "hifob_pay",
    "hifmi_pay",       "cvlserv_pay",       "hifes_pay",         "hifdm_pay",      "maf_pay",
    "oth_pay",         "fund_pay_sumamt",   "hosp_part_amt",     "psn_part_amt",   "acct_pay",
    "psn_cash_pay"};

std::size_t place_of(std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(kOrder, name) - kOrder.begin());
}

std::optional<Money> stated(const CaseFile& file, std::string_view name) {
    const auto found = std::ranges::find(file.published, name, &PublishedFigure::name);
    return found == file.published.end() ? std::nullopt : found->amount;
}

std::vector<BillSum> sums_of(const CaseFile& file) {
    std::vector<BillSum> sums;
    for (const Identity& identity : kIdentities) {
        const std::optional<Money> total = stated(file, identity.total);
        if (!total) continue;
        BillSum sum{.total = identity.total, .parts = identity.parts, .stated = *total, .sum = {}};
        std::size_t known = 0;
        for (const std::string_view part : identity.parts) {
            const std::optional<Money> amount = stated(file, part);
            if (!amount) continue;
            ++known;
            sum.sum += *amount;
        }
        sum.is_whole = known == identity.parts.size();
        if (known > 0) sums.push_back(sum);
    }
    return sums;
}

/// The parts of the bill as the statement has them, if they fit into its total.
Fee fee_of(const CaseFile& file) {
    Fee total;
    total.medfee_sumamt = stated(file, "medfee_sumamt").value_or(file.facts.medfee());
    Fee parted = total;
    total.only_total = true;
    constexpr std::array<Money Fee::*, kOfTheBill.size()> kMembers{
        &Fee::fulamt_ownpay_amt, &Fee::overlmt_selfpay, &Fee::preselfpay_amt, &Fee::inscp_scp_amt};
    Money sum;
    for (std::size_t i = 0; i < kOfTheBill.size(); ++i) {
        const std::optional<Money> part = stated(file, kOfTheBill.at(i));
        if (!part) continue;
        parted.*kMembers.at(i) = *part;
        sum += *part;
    }
    if (sum == Money{} || sum > parted.medfee_sumamt) return total;
    // A statement that leaves out what is in scope means the rest.
    if (!stated(file, "inscp_scp_amt")) parted.inscp_scp_amt = parted.medfee_sumamt - sum;
    return parted;
}

CaseFile as_stated(const CaseFile& file) {
    CaseFile bill = file;
    if (bill.facts.feedetail.empty()) bill.facts.fee = fee_of(file);
    if (const auto paid = stated(file, "acct_pay")) bill.facts.balc = *paid;
    if (const auto paid = stated(file, "acct_mulaid_pay")) bill.facts.mulaid_balc = *paid;
    const auto order = [](const PublishedFigure& figure) { return place_of(figure.name); };
    std::ranges::stable_sort(bill.published, {}, order);
    return bill;
}

std::string label_of(std::string_view name, explain::Language language) {
    for (std::size_t i = 0; i < policy::kFundFieldCount; ++i) {
        const auto field = static_cast<policy::FundField>(i);
        if (policy::name(field) == name) return std::string{explain::label(field).in(language)};
    }
    for (std::size_t i = 0; i < adjudication::kStepCount; ++i) {
        const auto step = static_cast<Step>(i);
        if (explain::name(step) == name) return std::string{explain::label(step).in(language)};
    }
    return std::string{name};
}

/// The last step of this name, which holds the value that counts.
const explain::RenderedStep* step_of(const std::vector<explain::RenderedStep>& steps,
                                     std::string_view name) {
    for (std::size_t i = steps.size(); i-- > 0;) {
        if (steps[i].step == name) return &steps[i];
    }
    return nullptr;
}

/// The clause of a step, or of the nearest step before it that has one: a product has none, the
/// ratio in it does. Empty where the case or arithmetic alone decides.
std::string clause_behind(const std::vector<explain::RenderedStep>& steps,
                          const explain::RenderedStep& step, explain::Language language) {
    std::vector<const explain::RenderedStep*> open{&step};
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (open[i]->clause) return explain::short_text(*open[i]->clause, language);
        for (std::size_t in = open[i]->in.size(); in-- > 0;) {
            const auto source =
                std::ranges::find(steps, open[i]->in[in], &explain::RenderedStep::id);
            if (source != steps.end() && std::ranges::find(open, &*source) == open.end()) {
                open.push_back(&*source);
            }
        }
    }
    return {};
}

}  // namespace

Result<BillRead> read_bill(const policy::Book& packs, const CaseFile& file,
                           explain::Language language) {
    BillRead read;
    read.sums = sums_of(file);
    read.file = as_stated(file);
    YIDI_TRY_VOID(estimate(packs, read.file, {.trace = true}, read.estimate));
    YIDI_TRY(std::vector<Verdict> verdicts,
             check_published(packs, read.file, read.estimate, language));
    const std::vector<explain::RenderedStep> steps =
        explain::render(read.estimate.answer, read.estimate.book(packs), language);
    for (Verdict& verdict : verdicts) {
        BillLine& line = read.lines.emplace_back();
        line.label = label_of(verdict.name, language);
        const explain::RenderedStep* step =
            step_of(steps, verdict.step.empty() ? verdict.name : verdict.step);
        if (step != nullptr) {
            line.step = step->id;
            line.formula = step->formula;
            line.clause = clause_behind(steps, *step, language);
        }
        if (verdict.judgement == Judgement::wrong && !read.first_wrong) {
            read.first_wrong = read.lines.size() - 1;
        }
        line.verdict = std::move(verdict);
    }
    return read;
}

}  // namespace yidi::app
