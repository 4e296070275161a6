#include <algorithm>

#include "domain/adjudication/internal/counters.h"
#include "domain/adjudication/internal/evaluation.h"

/// Steps 13 and 14: what the person pays and from which pocket, and the accumulators after the
/// bill.
namespace yidi::adjudication {

using policy::AccountCover;
using policy::Bucket;
using policy::Parameter;

namespace {

constexpr std::uint32_t cover_bit(AccountCover cover) {
    return 1U << static_cast<unsigned>(cover);
}
constexpr std::uint32_t kUsualCover =
    cover_bit(AccountCover::in_scope_self) | cover_bit(AccountCover::first_pay);

AccountCover cover_of(Bucket bucket) {
    switch (bucket) {
        case Bucket::first_pay: return AccountCover::first_pay;
        case Bucket::preselfpay: return AccountCover::preselfpay;
        case Bucket::overlmt: return AccountCover::overlmt;
        case Bucket::ownpay: return AccountCover::ownpay;
        case Bucket::deductible:
        case Bucket::coinsurance:
        case Bucket::over_cap: return AccountCover::in_scope_self;
    }
    return AccountCover::in_scope_self;
}

}  // namespace

Go Evaluation::personal() {
    funds = pooled;
    for (std::size_t i = 0; i < scheme->scheme->layers.size(); ++i) {
        if (layer_amount[i].value > Money{}) {
            funds = tape.plus({.step = Step::fund_pay_sumamt}, funds, layer_amount[i]);
        }
    }
    const Amount person = tape.minus({.step = Step::psn_part_amt}, medfee, funds);
    if (accounts(person) == Go::stop) {
        return Go::stop;
    }
    accumulate();
    report();
    return Go::on;
}

Go Evaluation::accounts(Amount person) {
    account = {};
    family = {};
    Setlinfo& info = out->setlinfo;
    info.psn_part_amt = person.value;
    info.balc = in_.balc;
    const bool has_balance = (in_.use_acct && in_.balc > Money{}) || in_.mulaid_balc > Money{};
    if (has_balance && in_.use_acct) {
        policy::AccountRemote away = policy::AccountRemote::allowed;
        if (remote && word(Parameter::account_remote, away, away) == Go::stop) {
            return Go::stop;
        }
        if (away == policy::AccountRemote::allowed && account_payments() == Go::stop) {
            return Go::stop;
        }
    }
    const Amount rest = tape.minus({.step = Step::psn_cash_pay}, person, account);
    const Amount cash =
        family.value == Money{} ? rest : tape.minus({.step = Step::psn_cash_pay}, rest, family);
    info.acct_pay = account.value;
    info.acct_mulaid_pay = family.value;
    info.psn_cash_pay = cash.value;
    info.balc = in_.balc - account.value;
    return Go::on;
}

// What the account may pay: the buckets that the pack names.
Amount Evaluation::covered_by_account(const Pick& covers) {
    const std::uint32_t mask = covers.value == nullptr ? kUsualCover : covers.value->mask;
    const About about = covers.about(Step::acct_covers);
    Amount covered;
    for (std::size_t i = 0; i < bucket.size(); ++i) {
        const bool is_covered = (mask & cover_bit(cover_of(static_cast<Bucket>(i)))) != 0;
        if (is_covered && bucket[i].value > Money{}) {
            covered = covered.value == Money{} ? bucket[i] : tape.plus(about, covered, bucket[i]);
        }
    }
    return covered;
}

Go Evaluation::account_payments() {
    Pick covers;
    if (pick(Parameter::account_covers, covers) == Go::stop) {
        return Go::stop;
    }
    Amount covered = covered_by_account(covers);
    const About about = covers.about(Step::acct_covers);
    if (in_.balc > Money{}) {
        Amount balance = tape.given({.step = Step::balc}, in_.balc);
        if (first.value > Money{}) {
            balance = tape.minus({.step = Step::balc}, balance, first);
        }
        account = tape.least({.step = Step::acct_pay}, balance, covered);
        if (first.value > Money{}) {
            covered = tape.minus(about, covered, account);
            account = tape.plus({.step = Step::acct_pay}, account, first);
        } else if (in_.mulaid_balc > Money{}) {
            covered = tape.minus(about, covered, account);
        }
    }
    if (in_.mulaid_balc > Money{}) {
        family = tape.least({.step = Step::acct_mulaid_pay},
                            tape.given({.step = Step::balc}, in_.mulaid_balc), covered);
    }
    return Go::on;
}

void Evaluation::accumulate() {
    Accumulators& cum = out->cum;
    const Money pool = pooled.value;
    if (business == policy::Business::inpatient && !merged) {
        // What is told or has a default cannot fork; an open count that no table asked for stays
        // open, and the bill counts one more.
        const bool by_default = compiled->pack.defaults.ipt_cnt && !stated_unknown(Fact::ipt_cnt);
        if (in_.ipt_cnt || (in_.cum && in_.cum_has_ipt_cnt) || by_default) {
            (void)resolve(policy::Dimension::nth);
        }
        const bool known = (at.known & bit(policy::Dimension::nth)) != 0;
        cum.ipt_cnt = known ? at.nth : cum.ipt_cnt + 1;
    }
    YearCounter& year = cum.of(scheme->counter);
    year.dedc += ded.value;
    year.scope += base.value;
    year.pool += pool;
    if (!in_.fixmedins_code.empty()) {
        Counter& counter = counter_of(cum.by_hosp, in_.fixmedins_code, scheme->counter);
        counter.dedc += ded.value;
        counter.pool += pool;
    }
    if (dates_known) {
        Counter& counter = counter_of(cum.by_month, month_key(policy_day).text(), scheme->counter);
        counter.dedc += ded.value;
        counter.pool += pool;
    }
    if (!in_.dise_codg.empty()) {
        Counter& counter = counter_of(cum.by_dise, in_.dise_codg, scheme->counter);
        counter.dedc += ded.value;
        counter.pool += pool;
    }
}

void Evaluation::report() {
    Setlinfo& info = out->setlinfo;
    info.medfee_sumamt = medfee.value;
    info.fulamt_ownpay_amt = own.value;
    info.overlmt_selfpay = over.value;
    info.preselfpay_amt = pre.value;
    info.inscp_scp_amt = in_scope.value;
    info.rloc_preselfpay = rfp.value;
    info.act_pay_dedc = ded.value;
    info.pool_prop_selfpay = pooled.value > Money{} ? last_ratio : Ratio{};
    info.fund[static_cast<std::size_t>(policy::FundField::hifp_pay)] += pooled.value;
    info.fund_pay_sumamt = funds.value;
    const auto left = limit_left ? std::optional{limit_left->value} : std::nullopt;
    out->setldetail.push_back({-1, in_scope.value, left, pooled.value});
    for (std::size_t i = 0; i < scheme->scheme->layers.size(); ++i) {
        if (layer_amount[i].value > Money{}) {
            info.fund[static_cast<std::size_t>(scheme->scheme->layers[i].field)] +=
                layer_amount[i].value;
            out->setldetail.push_back({static_cast<std::int8_t>(i), in_scope.value, layer_left[i],
                                       layer_amount[i].value});
        }
    }
    if (info.acct_pay > Money{}) {
        out->setldetail.push_back({-2, in_scope.value, {}, info.acct_pay});
    }
    if (info.acct_mulaid_pay > Money{}) {
        out->setldetail.push_back({-3, in_scope.value, {}, info.acct_mulaid_pay});
    }
    if (in_.ipt_cnt && *in_.ipt_cnt > 1 && !in_.cum) {
        assume({.kind = AssumptionKind::year_unused_before,
                .fact = Fact::ipt_cnt,
                .number = *in_.ipt_cnt});
    }
}

}  // namespace yidi::adjudication
