#include <algorithm>

#include "domain/adjudication/internal/counters.h"
#include "domain/adjudication/internal/evaluation.h"
#include "domain/adjudication/internal/exact_sum.h"

/// Steps 4 to 7: bands and ratios, floor, limits, and the cost beyond the point where a limit is
/// met.
namespace yidi::adjudication {

using policy::FilingState;
using policy::Parameter;
using policy::Value;
using policy::ValueForm;

namespace {

Operand no_end() {
    return {Operand::Kind::no_end, 0, 1};
}

Operand end_of(const std::optional<Money>& up) {
    return up ? Operand::of(*up) : no_end();
}

}  // namespace

Share Evaluation::adjusted(const Pick& rule, Share share, Step step, std::int8_t layer) {
    if (rule.value == nullptr || rule.value->form == ValueForm::none) {
        return share;
    }
    const Rate rate = rule.value->rate;
    About about = rule.about(step);
    about.layer = layer;
    if (rule.value->form == ValueForm::points) {
        return tape.record(about, Op::add_points, {Tape::operand(share), Operand::of(Ratio{rate})},
                           share.value.plus_points(rate));
    }
    return tape.record(about, Op::share, {Tape::operand(share), Operand::of(Ratio{rate})},
                       share.value.scaled_share(rate));
}

// A limit on cost: what lies beyond it is over-cap cost from the start (V12).
Go Evaluation::cost_cap() {
    base_counted = base;
    over_cap = {};
    policy::CapBasis basis = policy::CapBasis::fund_paid;
    if (word(Parameter::cap_basis, basis, basis) == Go::stop) {
        return Go::stop;
    }
    cap_on_cost = basis == policy::CapBasis::in_scope;
    if (!cap_on_cost) {
        return Go::on;
    }
    Pick cap;
    if (pick(Parameter::cap, cap) == Go::stop) {
        return Go::stop;
    }
    if (cap.value == nullptr || cap.value->form == ValueForm::none) {
        return Go::on;
    }
    const Amount standard = tape.given(cap.about(Step::cap_standard), cap.value->money);
    const Amount used = tape.given(cap.about(Step::cap_used), year_scope());
    const Amount left = tape.minus0(cap.about(Step::cap_left), standard, used);
    base_counted = tape.least(cap.about(Step::base), base, left);
    const Amount beyond = tape.minus(cap.about(Step::over_cap), base, base_counted);
    over_cap = {Fraction{beyond.value}, beyond.entry};
    return Go::on;
}

Money Evaluation::year_scope() const {
    return in_.cum ? in_.cum->of(scheme->counter).scope : Money{};
}

Money Evaluation::year_deductible() const {
    return in_.cum ? in_.cum->of(scheme->counter).dedc : Money{};
}

Go Evaluation::pool() {
    pooled = {};
    if (net.value == Money{}) {
        pooled = tape.given({.step = Step::hifp_pay}, Money{});
        tape.refuse(RefusedWhy::below_deductible, nullptr, Parameter::ratio);
        return Go::on;
    }
    if (cut_bands() == Go::stop || sum_bands() == Go::stop || floor() == Go::stop) {
        return Go::stop;
    }
    if (pooled.value > Money{} && limits() == Go::stop) {
        return Go::stop;
    }
    const bool cut = limit_left && pooled.value > limit_left->value;
    if (cut) {
        over_cap_at_limit();
        pooled = tape.least({.step = Step::hifp_pay}, pooled, *limit_left);
    } else {
        pooled =
            tape.record({.step = Step::hifp_pay}, Op::sum, {Tape::operand(pooled)}, pooled.value);
        tape.refuse(RefusedWhy::cap_not_met, nullptr, Parameter::cap);
    }
    return Go::on;
}

Go Evaluation::band_start(Money& start) {
    policy::BandBasis basis = policy::BandBasis::net;
    policy::BandCount count = policy::BandCount::per_stay;
    if (word(Parameter::band_basis, basis, basis) == Go::stop ||
        word(Parameter::band_count, count, count) == Go::stop) {
        return Go::stop;
    }
    const bool yearly = count == policy::BandCount::per_year;
    const Money scope = yearly ? year_scope() : Money{};
    if (basis == policy::BandBasis::gross) {
        start = scope + (base_counted.value - net.value);
    } else {
        start = yearly ? std::max(scope - year_deductible(), Money{}) : Money{};
    }
    return Go::on;
}

Go Evaluation::cut_bands() {
    Pick ratio;
    Pick person;
    Pick away;
    Money start;
    if (pick(Parameter::ratio, ratio) == Go::stop ||
        pick(Parameter::ratio_adjust, person) == Go::stop || band_start(start) == Go::stop) {
        return Go::stop;
    }
    if (state != FilingState::local && pick(Parameter::remote_ratio, away) == Go::stop) {
        return Go::stop;
    }
    if (ratio.value == nullptr) {
        return unknown(ErrorCode::rule_unknown);
    }
    if (ratio.value->form == ValueForm::age_ratio &&
        resolve_once(policy::Dimension::age) == Go::stop) {
        return Go::stop;
    }
    bands_used = 0;
    const Amount begin =
        start == Money{} ? Amount{} : tape.given(ratio.about(Step::band_start), start);
    Money low;
    const std::size_t count = ratio.value->form == ValueForm::bands ? ratio.value->bands.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const bool banded = ratio.value->form == ValueForm::bands;
        const std::optional<Money> up = banded ? ratio.value->bands[i].up_to : std::nullopt;
        const Money slice = overlap(start, net.value, low, up);
        if (slice > Money{}) {
            BandShare band{
                .share = {}, .slice = {slice, -1}, .number = static_cast<std::int16_t>(i)};
            About about = ratio.about(Step::band_slice);
            about.number = band.number;
            band.slice = tape.record(
                about, Op::slice,
                {Tape::operand(begin), Tape::operand(net), Operand::of(low), end_of(up)}, slice);
            band.share =
                remote_share(away, adjusted(person, band_ratio(ratio, i), Step::band_adjusted));
            bands[bands_used++] = band;
        }
        low = up.value_or(low);
    }
    return Go::on;
}

Share Evaluation::band_ratio(const Pick& ratio, std::size_t index) {
    About about = ratio.about(Step::band_ratio);
    about.number = static_cast<std::int16_t>(index);
    const Value& value = *ratio.value;
    if (value.form == ValueForm::bands) {
        return tape.given(about, Ratio{value.bands[index].rate});
    }
    if (value.form != ValueForm::age_ratio) {
        return tape.given(about, Ratio{value.rate});
    }
    const std::int64_t ppm =
        std::min<std::int64_t>(value.rate.ppm() + value.step.ppm() * at.age, Rate::one().ppm());
    return tape.record(
        about, Op::times_plus,
        {Operand::of(Ratio{value.rate}), Operand::of(Ratio{value.step}), Tape::number(at.age)},
        Ratio{Rate::from_ppm(ppm)});
}

Share Evaluation::remote_share(const Pick& rule, Share share) {
    if (rule.value == nullptr || rule.value->form == ValueForm::none) {
        if (state == FilingState::local) {
            tape.refuse(RefusedWhy::not_needed, nullptr, Parameter::remote_ratio);
        }
        return share;
    }
    const Rate rate = rule.value->rate;
    const About about = rule.about(Step::band_remote);
    if (rule.value->form == ValueForm::points) {
        return tape.record(about, Op::cut_points, {Tape::operand(share), Operand::of(Ratio{rate})},
                           share.value.minus_points(rate));
    }
    return tape.record(about, Op::scale, {Tape::operand(share), Operand::of(Ratio{rate})},
                       share.value.times(rate));
}

Go Evaluation::sum_bands() {
    policy::RoundingPlace place = policy::RoundingPlace::per_band;
    if (word(Parameter::rounding_place, place, place) == Go::stop ||
        word(Parameter::rounding_mode, rounding, rounding) == Go::stop) {
        return Go::stop;
    }
    const std::int64_t mark = tape.mark();
    const bool once = place == policy::RoundingPlace::on_sum;
    ExactSum exact;
    Money sum;
    for (const BandShare& band : used_bands()) {
        const Step step = once ? Step::band_exact : Step::band_pay;
        const About about{.step = step, .number = band.number};
        if (once) {
            exact.add(band.slice.value, band.share.value);
            exact_band(about, band);
        } else {
            sum += tape.times(about, band.slice, band.share, rounding).value;
        }
    }
    const Operand from = Tape::number(mark);
    if (once) {
        pooled =
            tape.record_rounded({.step = Step::pool_sum}, Op::sum_range,
                                {Tape::number(static_cast<std::int64_t>(Step::band_exact)), from},
                                rounding, exact.round(rounding));
    } else {
        pooled = tape.record({.step = Step::pool_sum}, Op::sum_range,
                             {Tape::number(static_cast<std::int64_t>(Step::band_pay)), from}, sum);
    }
    last_ratio = bands_used == 0 ? Ratio{} : bands[bands_used - 1].share.value;
    return Go::on;
}

void Evaluation::exact_band(const About& about, const BandShare& band) {
    if (tape.on()) {
        tape.record(about, Op::multiply, {Tape::operand(band.slice), Tape::operand(band.share)},
                    Fraction{band.slice.value}.times(band.share.value));
    }
}

Go Evaluation::floor() {
    if (pick(Parameter::floor, floor_pick) == Go::stop) {
        return Go::stop;
    }
    if (floor_pick.value == nullptr || floor_pick.value->form == ValueForm::none) {
        floor_pick.value = nullptr;
        tape.refuse(RefusedWhy::not_needed, nullptr, Parameter::floor);
        return Go::on;
    }
    if (word(Parameter::floor_base, policy::FloorBase::net, floor_base) == Go::stop) {
        return Go::stop;
    }
    floor_share = tape.given(floor_pick.about(Step::floor_rate), Ratio{floor_pick.value->rate});
    const Amount of = floor_base == policy::FloorBase::net ? net : base_counted;
    const Amount pays = tape.times(floor_pick.about(Step::floor_pay), of, floor_share, rounding);
    pooled = tape.most(floor_pick.about(Step::pool_floored), pooled, pays);
    if (pooled.value > net.value) {
        pooled = tape.least(floor_pick.about(Step::pool_floored), pooled, net);
    }
    return Go::on;
}

Go Evaluation::limit(Parameter parameter, Money used) {
    if (!is_given(parameter)) {
        return Go::on;
    }
    Pick picked;
    if (pick(parameter, picked) == Go::stop) {
        return Go::stop;
    }
    if (picked.value == nullptr || picked.value->form == ValueForm::none) {
        return Go::on;
    }
    Amount left = tape.given(picked.about(Step::cap_standard), picked.value->money);
    if (used > Money{}) {
        const Amount before = tape.given(picked.about(Step::cap_used), used);
        left = tape.minus0(picked.about(Step::cap_left), left, before);
    }
    limit_left = limit_left ? tape.least({.step = Step::cap_left}, *limit_left, left) : left;
    return Go::on;
}

// Codes of one group of the frame share the limit that the group has.
Money Evaluation::of_disease(const std::vector<Counter>& counters) const {
    Money used;
    if (in_.dise_codg.empty() || counters.empty()) {
        return used;
    }
    const std::string_view group = book_.disease_group(in_.dise_codg);
    for (const Counter& counter : counters) {
        const bool same = counter.key == in_.dise_codg ||
                          (!group.empty() && book_.disease_group(counter.key) == group);
        if (counter.business == scheme->counter && same) {
            used += counter.pool;
        }
    }
    return used;
}

Go Evaluation::limits() {
    limit_left.reset();
    const Accumulators none;
    const Accumulators& cum = in_.cum ? *in_.cum : none;
    if (!cap_on_cost) {
        policy::CapCounts counts = policy::CapCounts::own;
        if (word(Parameter::cap_counts, counts, counts) == Go::stop) {
            return Go::stop;
        }
        Money used = cum.of(scheme->counter).pool;
        if (counts == policy::CapCounts::joint) {
            used = Money{};
            for (const YearCounter& one : cum.year) {
                used += one.pool;
            }
        }
        if (limit(Parameter::cap, used) == Go::stop) {
            return Go::stop;
        }
    }
    const CounterPart part{scheme->counter, &Counter::pool};
    const Money month = of_month(cum.by_month, policy_day, part);
    const Money quarter = sum_of_quarter(cum.by_month, policy_day, part);
    if (limit(Parameter::cap_visit, Money{}) == Go::stop ||
        limit(Parameter::cap_month, month) == Go::stop ||
        limit(Parameter::cap_quarter, quarter) == Go::stop) {
        return Go::stop;
    }
    if (limit(Parameter::disease_limit, of_disease(cum.by_dise)) == Go::stop) {
        return Go::stop;
    }
    return Go::on;
}

// The over-cap cost is the part of the cost beyond the point where the limit is met, found by
// inverting the bands exactly.
void Evaluation::over_cap_at_limit() {
    const Exact cost = cost_at_limit();
    const Fraction beyond = Fraction{net.value} - cost.value;
    if (beyond > Fraction{}) {
        const Exact more = tape.record({.step = Step::over_cap}, Op::subtract,
                                       {Tape::operand(net), Tape::operand(cost)}, beyond);
        const bool both = over_cap.value > Fraction{};
        const Fraction sum = over_cap.value + beyond;
        over_cap = both ? tape.record({.step = Step::over_cap}, Op::sum,
                                      {Tape::operand(over_cap), Tape::operand(more)}, sum)
                        : Exact{sum, more.entry};
    }
}

Exact Evaluation::cost_at_limit() {
    const Fraction left{limit_left->value};
    const std::int64_t mark = tape.mark();
    Fraction paid;
    Money consumed;
    Exact cost{Fraction{net.value}, -1};
    for (const BandShare& band : used_bands()) {
        const Fraction next = paid + Fraction{band.slice.value}.times(band.share.value);
        if (next < left) {
            exact_band({.step = Step::band_exact, .number = band.number}, band);
            paid = next;
            consumed += band.slice.value;
            continue;
        }
        const Fraction at_cost =
            paid >= left || band.share.value == Ratio{}
                ? Fraction{consumed}
                : Fraction{consumed} + (left - paid).divided_by(band.share.value);
        cost.value = at_cost;
        if (tape.on()) {
            const Exact before = tape.record(
                {.step = Step::cap_paid_before}, Op::sum_range,
                {Tape::number(static_cast<std::int64_t>(Step::band_exact)), Tape::number(mark)},
                paid);
            cost = band.share.value == Ratio{}
                       ? tape.record({.step = Step::cap_cost}, Op::sum, {Operand::of(consumed)},
                                     at_cost)
                       : tape.record({.step = Step::cap_cost, .number = band.number}, Op::back,
                                     {Operand::of(consumed), Tape::operand(*limit_left),
                                      Tape::operand(before), Tape::operand(band.share)},
                                     at_cost);
        }
        break;
    }
    if (cost.entry < 0 && tape.on()) {
        cost = tape.record({.step = Step::cap_cost}, Op::sum, {Tape::operand(net)}, cost.value);
    }
    return floor_pick.value == nullptr || floor_share.value == Ratio{} ? cost : cost_at_floor(cost);
}

// With a floor the fund amount is the larger of both functions, so the limit is met where the first
// of them meets it.
Exact Evaluation::cost_at_floor(const Exact& by_bands) {
    const Fraction left{limit_left->value};
    const Money outside =
        floor_base == policy::FloorBase::net ? Money{} : base_counted.value - net.value;
    const Fraction by_floor = left.divided_by(floor_share.value) - Fraction{outside};
    const Exact found = tape.record(floor_pick.about(Step::cap_cost), Op::back,
                                    {Operand::of(-outside), Tape::operand(*limit_left),
                                     Operand::of(Money{}), Tape::operand(floor_share)},
                                    by_floor);
    const Exact least = tape.record({.step = Step::cap_cost}, Op::minimum,
                                    {Tape::operand(by_bands), Tape::operand(found)},
                                    std::min(by_bands.value, by_floor));
    return tape.record({.step = Step::cap_cost}, Op::maximum,
                       {Tape::operand(least), Operand::of(Money{})},
                       std::max(least.value, Fraction{}));
}

}  // namespace yidi::adjudication
