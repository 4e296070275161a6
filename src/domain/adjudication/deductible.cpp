#include <algorithm>

#include "domain/adjudication/internal/counters.h"
#include "domain/adjudication/internal/evaluation.h"

/// Steps 2 and 3: remote first-pay, account first, and what is left of the deductible.
namespace yidi::adjudication {

using policy::DeductibleWay;
using policy::Merge;
using policy::Parameter;
using policy::Value;
using policy::ValueForm;

namespace {

Share share_of(Tape& tape, const Pick& picked, Step step) {
    return tape.given(picked.about(step), Ratio{picked.value->rate});
}

}  // namespace

Go Evaluation::first_pay_before() {
    base = in_scope;
    policy::FirstPayOrder order = policy::FirstPayOrder::before_deductible;
    Pick rate;
    if (pick(Parameter::first_pay, rate) == Go::stop) {
        return Go::stop;
    }
    if (rate.value == nullptr || rate.value->form == ValueForm::none) {
        return Go::on;
    }
    if (word(Parameter::first_pay_order, order, order) == Go::stop) {
        return Go::stop;
    }
    rfp_after = order == policy::FirstPayOrder::after_deductible;
    if (rfp_after) {
        return Go::on;
    }
    rfp = tape.times(rate.about(Step::rloc_preselfpay), base,
                     share_of(tape, rate, Step::first_pay_rate), Rounding::half_up);
    base = tape.minus({.step = Step::base}, base, rfp);
    return Go::on;
}

Go Evaluation::account_before() {
    if (!in_.use_acct || in_.balc == Money{}) {
        return Go::on;
    }
    Pick rule;
    if (pick(Parameter::account_first, rule) == Go::stop) {
        return Go::stop;
    }
    if (rule.value == nullptr || rule.value->number == 0) {
        return Go::on;
    }
    policy::AccountRemote away = policy::AccountRemote::allowed;
    if (remote && word(Parameter::account_remote, away, away) == Go::stop) {
        return Go::stop;
    }
    if (away == policy::AccountRemote::refused) {
        return Go::on;
    }
    const Amount balance = tape.given({.step = Step::balc}, in_.balc);
    first = tape.least(rule.about(Step::account_first), balance, base);
    base = tape.minus({.step = Step::base}, base, first);
    return Go::on;
}

Go Evaluation::deductible() {
    Amount standard;
    DeductibleWay way = DeductibleWay::none;
    Pick way_pick;
    if (pick(Parameter::deductible_way, way_pick) == Go::stop) {
        return Go::stop;
    }
    way = way_pick.value == nullptr ? way : static_cast<DeductibleWay>(way_pick.value->number);
    merged = false;
    Amount left;
    if (way != DeductibleWay::none) {
        if (deductible_standard(standard) == Go::stop || deductible_nth(standard) == Go::stop ||
            deductible_merge(standard) == Go::stop) {
            return Go::stop;
        }
        const Money used = counted(way);
        left = standard;
        if (way != DeductibleWay::per_stay && way != DeductibleWay::yearly_sum_limit) {
            const Amount before = tape.given(way_pick.about(Step::deductible_used), used);
            left = tape.minus0(way_pick.about(Step::deductible_left), standard, before);
        }
        if (deductible_left(left, left) == Go::stop) {
            return Go::stop;
        }
    } else {
        Merge rule = Merge::fresh;
        Pick picked;
        if (merge_rule(rule, picked) == Go::stop) {
            return Go::stop;
        }
        merged = rule != Merge::fresh;
    }
    if (cost_cap() == Go::stop) {
        return Go::stop;
    }
    ded = tape.least(way_pick.about(Step::act_pay_dedc), base_counted, left);
    net = tape.minus({.step = Step::net}, base_counted, ded);
    if (!rfp_after) {
        return Go::on;
    }
    Pick rate;
    if (pick(Parameter::first_pay, rate) == Go::stop) {
        return Go::stop;
    }
    rfp = tape.times(rate.about(Step::rloc_preselfpay), net,
                     share_of(tape, rate, Step::first_pay_rate), Rounding::half_up);
    net = tape.minus({.step = Step::net}, net, rfp);
    return Go::on;
}

Go Evaluation::deductible_standard(Amount& standard) {
    Pick picked;
    if (pick(Parameter::deductible, picked) == Go::stop) {
        return Go::stop;
    }
    if (picked.value == nullptr) {
        return unknown(
            ErrorCode::rule_unknown);  // The check lets this happen only where the way is none.
    }
    const Value& value = *picked.value;
    if (value.form != ValueForm::percent_of_bill) {
        standard = tape.given(picked.about(Step::deductible_standard), value.money);
        return Go::on;
    }
    const Amount part =
        tape.times(picked.about(Step::deductible_percent), base,
                   share_of(tape, picked, Step::deductible_rate), Rounding::half_up);
    const Amount least = tape.given(picked.about(Step::deductible_bound), value.money);
    const Amount most = tape.given(picked.about(Step::deductible_bound), value.money_max);
    const Amount floored = tape.most(picked.about(Step::deductible_percent), part, least);
    standard = tape.least(picked.about(Step::deductible_standard), floored, most);
    return Go::on;
}

Go Evaluation::deductible_nth(Amount& standard) {
    Pick rule;
    if (is_stay()) {
        if (pick(Parameter::deductible_nth, rule) == Go::stop) {
            return Go::stop;
        }
    }
    if (rule.value != nullptr && rule.value->form != ValueForm::none) {
        if (resolve_once(policy::Dimension::nth) == Go::stop) {
            return Go::stop;
        }
        if (at.nth >= 2 && nth_change(rule, standard) == Go::stop) {
            return Go::stop;
        }
    }
    Pick factor;
    if (pick(Parameter::deductible_factor, factor) == Go::stop) {
        return Go::stop;
    }
    if (factor.value != nullptr && factor.value->rate != Rate::one()) {
        const Share by = share_of(tape, factor, Step::deductible_rate);
        standard =
            tape.times(factor.about(Step::deductible_factor), standard, by, Rounding::half_up);
    }
    return deductible_again(standard);
}

Go Evaluation::deductible_again(Amount& standard) {
    Pick again;
    if (is_stay() && pick(Parameter::deductible_again_days, again) == Go::stop) {
        return Go::stop;
    }
    if (again.value == nullptr || again.value->form != ValueForm::count) {
        return Go::on;
    }
    if (!in_.begndate || (!in_.enddate && !in_.setl_date)) {
        assume({.kind = AssumptionKind::stay_of_one_day});
    }
    const std::int64_t days = std::max(1, days_between(admission, discharge));
    const std::int64_t times = 1 + (days - 1) / again.value->number;
    if (times > 1) {
        standard = tape.repeat(again.about(Step::deductible_again), standard, times);
    }
    return Go::on;
}

Go Evaluation::nth_change(const Pick& rule, Amount& standard) {
    const Value& value = *rule.value;
    const Amount floor_amount = {std::min(value.floor, standard.value), -1};
    if (value.form == ValueForm::factor) {
        standard = tape.times(rule.about(Step::deductible_nth), standard,
                              share_of(tape, rule, Step::deductible_rate), Rounding::half_up);
        return Go::on;
    }
    if (value.form == ValueForm::falling) {
        // Falls, nobody says how: both ends are possible.
        std::uint32_t reading = 0;
        const OpenKey key{.kind = OpenKey::Kind::choice, .row = rule.row, .part = 1};
        if (open(key, 2, reading) == Go::stop) {
            return Go::stop;
        }
        if (reading == 0) {
            standard = tape.given(rule.about(Step::deductible_nth), floor_amount.value);
        }
        return Go::on;
    }
    Amount step{value.money, -1};
    if (value.form == ValueForm::minus_share) {
        // "20 % each" is 20 % of the first value every time: 100, 80, 60; so the whole fall is
        // rounded once.
        const Share by = share_of(tape, rule, Step::deductible_rate);
        const Exact one =
            tape.record(rule.about(Step::deductible_fall), Op::multiply,
                        {Tape::operand(standard), Tape::operand(by)},
                        tape.on() ? Fraction{standard.value}.times(by.value) : Fraction{});
        const Int128 fall = divide(Int128{standard.value.fen()} * value.rate.ppm() * (at.nth - 1),
                                   1'000'000, Rounding::half_up);
        step =
            tape.record_rounded(rule.about(Step::deductible_fall), Op::multiply,
                                {Tape::operand(one), Tape::number(at.nth - 1)}, Rounding::half_up,
                                Money::from_fen(static_cast<std::int64_t>(fall)));
    } else {
        const Amount each = tape.given(rule.about(Step::deductible_bound), value.money);
        step = tape.repeat(rule.about(Step::deductible_fall), each, at.nth - 1);
    }
    const Amount fallen = tape.minus0(rule.about(Step::deductible_nth), standard, step);
    standard = tape.most(rule.about(Step::deductible_nth), fallen,
                         tape.given(rule.about(Step::deductible_bound), floor_amount.value));
    return Go::on;
}

Go Evaluation::transfer_in_time(bool& in_time) {
    in_time = true;
    Pick within;
    if (pick(Parameter::merge_within_days, within) == Go::stop) {
        return Go::stop;
    }
    if (within.value == nullptr || within.value->form != ValueForm::count) {
        return Go::on;
    }
    if (!in_.prev->enddate || !dates_known) {
        assume({.kind = AssumptionKind::transfer_in_time});
    } else {
        in_time = days_between(*in_.prev->enddate, admission) <= within.value->number;
    }
    return Go::on;
}

Go Evaluation::merge_rule(Merge& merge, Pick& picked) {
    merge = Merge::fresh;
    if (!in_.prev || !is_stay()) {
        return Go::on;
    }
    Parameter parameter = Parameter::merge_interim;
    if (in_.prev->relation == Relation::transfer) {
        bool in_time = true;
        if (transfer_in_time(in_time) == Go::stop) {
            return Go::stop;
        }
        if (!in_time) {
            return Go::on;
        }
        std::string_view code;
        if (resolve_once(policy::Dimension::level) == Go::stop ||
            hospital_code(in_.prev->hosp_lv, Fact::prev_hosp_lv, code) == Go::stop) {
            return Go::stop;
        }
        const policy::Level before = level_of(code);
        parameter = level_unmapped > before   ? Parameter::merge_transfer_up
                    : level_unmapped < before ? Parameter::merge_transfer_down
                                              : Parameter::merge_transfer_same;
    }
    if (pick(parameter, picked) == Go::stop) {
        return Go::stop;
    }
    merge = picked.value == nullptr ? Merge::fresh : static_cast<Merge>(picked.value->number);
    return Go::on;
}

Go Evaluation::deductible_merge(Amount& standard) {
    Merge rule = Merge::fresh;
    Pick picked;
    if (merge_rule(rule, picked) == Go::stop) {
        return Go::stop;
    }
    merged = rule != Merge::fresh;
    if (rule == Merge::none) {
        standard = tape.given(picked.about(Step::deductible_merge), Money{});
    } else if (rule == Merge::difference) {
        Money paid;
        if (in_.prev->dedc) {
            paid = *in_.prev->dedc;
        } else {
            std::uint32_t candidate = 0;
            if (open_fact(Fact::prev_dedc, 2, candidate) == Go::stop) {
                return Go::stop;
            }
            paid = candidate == 0 ? Money{} : standard.value;
        }
        const Amount before = tape.given({.step = Step::deductible_used}, paid);
        standard = tape.minus0(picked.about(Step::deductible_merge), standard, before);
    }
    return Go::on;
}

Money Evaluation::counted(DeductibleWay way) const {
    if (!in_.cum) {
        return {};
    }
    const Accumulators& cum = *in_.cum;
    const CounterPart part{scheme->counter, &Counter::dedc};
    switch (way) {
        case DeductibleWay::per_hospital_year:
            if (in_.fixmedins_code.empty() && !cum.by_hosp.empty()) {
                assume(
                    {.kind = AssumptionKind::hospital_not_visited, .fact = Fact::fixmedins_code});
            }
            return in_.fixmedins_code.empty() ? Money{}
                                              : of_key(cum.by_hosp, in_.fixmedins_code, part);
        case DeductibleWay::per_quarter: return sum_of_quarter(cum.by_month, policy_day, part);
        case DeductibleWay::per_month: return of_month(cum.by_month, policy_day, part);
        case DeductibleWay::none:
        case DeductibleWay::per_stay:
        case DeductibleWay::per_year:
        case DeductibleWay::yearly_top_up:
        case DeductibleWay::yearly_sum_limit: return cum.of(scheme->counter).dedc;
    }
    return {};
}

Go Evaluation::deductible_left(Amount standard, Amount& left) {
    left = standard;
    Pick limit;
    if (pick(Parameter::deductible_limit, limit) == Go::stop) {
        return Go::stop;
    }
    if (limit.value == nullptr || limit.value->form == ValueForm::none) {
        return Go::on;
    }
    const Amount year = tape.given(limit.about(Step::deductible_limit), limit.value->money);
    const Amount used =
        tape.given(limit.about(Step::deductible_used), counted(DeductibleWay::per_year));
    const Amount room = tape.minus0(limit.about(Step::deductible_left), year, used);
    left = tape.least(limit.about(Step::deductible_left), standard, room);
    return Go::on;
}

}  // namespace yidi::adjudication
