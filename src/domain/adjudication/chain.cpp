#include <algorithm>

#include "domain/adjudication/internal/evaluation.h"
#include "domain/adjudication/internal/exact_sum.h"

/// Steps 8 to 12: the layers that pay after the pooled fund, in the pack's order.
namespace yidi::adjudication {

using policy::Banding;
using policy::Bucket;
using policy::LayerBy;
using policy::Parameter;
using policy::Value;
using policy::ValueForm;

namespace {

constexpr std::uint8_t kOverCapOnly = 1U << static_cast<unsigned>(Bucket::over_cap);
constexpr std::uint8_t kInScope = kOverCapOnly | 1U << static_cast<unsigned>(Bucket::coinsurance) |
                                  1U << static_cast<unsigned>(Bucket::deductible);

bool counts(std::uint8_t mask, std::size_t bucket) {
    return ((mask >> bucket) & 1U) != 0;
}

std::uint8_t counted_of(const policy::Layer& layer) {
    return layer.in_scope ? kInScope : layer.counts;
}

std::optional<Money> up_to(const Value& value, std::size_t band) {
    return value.form == ValueForm::bands ? value.bands[band].up_to : std::nullopt;
}

std::size_t band_count(const Value& value) {
    return value.form == ValueForm::bands ? value.bands.size() : 1;
}

Operand end_of(const std::optional<Money>& up) {
    return up ? Operand::of(*up) : Operand{Operand::Kind::no_end, 0, 1};
}

}  // namespace

void Evaluation::fill_buckets() {
    const auto at_bucket = [&](Bucket which) -> Amount& {
        return bucket[static_cast<std::size_t>(which)];
    };
    Amount self = net;
    if (base_counted.value < base.value) {
        const Amount beyond = tape.minus({.step = Step::layer_counted}, base, base_counted);
        self = tape.plus({.step = Step::layer_counted}, net, beyond);
    }
    self = tape.minus({.step = Step::layer_counted}, self, pooled);
    // A floor on all in-scope cost can meet the limit at a cost below what the fund pays for it.
    if (over_cap.value > Fraction{self.value}) {
        over_cap =
            tape.record({.step = Step::over_cap}, Op::minimum,
                        {Tape::operand(over_cap), Tape::operand(self)}, Fraction{self.value});
    }
    Amount beyond_cap;
    if (over_cap.value > Fraction{}) {
        const Money whole = over_cap.value.round(Rounding::half_up);
        beyond_cap = tape.record_rounded({.step = Step::layer_counted}, Op::round,
                                         {Tape::operand(over_cap)}, Rounding::half_up, whole);
    }
    at_bucket(Bucket::over_cap) = beyond_cap;
    at_bucket(Bucket::coinsurance) =
        beyond_cap.value == Money{} ? self
                                    : tape.minus({.step = Step::layer_counted}, self, beyond_cap);
    at_bucket(Bucket::deductible) = ded;
    at_bucket(Bucket::first_pay) = rfp;
    at_bucket(Bucket::preselfpay) = pre;
    at_bucket(Bucket::overlmt) = over;
    at_bucket(Bucket::ownpay) = own;
}

Go Evaluation::chain() {
    fill_buckets();
    for (std::size_t i = 0; i < scheme->scheme->layers.size(); ++i) {
        if (layer(i) == Go::stop) {
            return Go::stop;
        }
    }
    return Go::on;
}

Amount Evaluation::layer_sum(std::size_t index) {
    const policy::Layer& which = scheme->scheme->layers[index];
    if (which.in_scope) {
        return base;
    }
    const About about{.step = Step::layer_base, .layer = static_cast<std::int8_t>(index)};
    Amount sum;
    for (std::size_t i = 0; i < bucket.size(); ++i) {
        if (counts(which.counts, i) && bucket[i].value > Money{}) {
            sum = sum.value == Money{} ? bucket[i] : tape.plus(about, sum, bucket[i]);
        }
    }
    return sum;
}

Go Evaluation::layer(std::size_t index) {
    const policy::Layer& which = scheme->scheme->layers[index];
    const auto number = static_cast<std::int8_t>(index);
    const Amount sum = layer_sum(index);
    layer_left[index].reset();
    layer_amount[index] = {};
    if (sum.value == Money{}) {
        tape.refuse(RefusedWhy::base_is_zero, nullptr, Parameter::layer_ratio);
        return Go::on;
    }
    LayerRule rule;
    if (layer_rule(index, rule) == Go::stop) {
        return Go::stop;
    }
    Amount pays;
    if (!rule.pays) {
        tape.refuse(RefusedWhy::not_for_this_person, rule.ratio.row, Parameter::layer_ratio);
    } else if (which.by == LayerBy::year) {
        const Money used = which.in_scope ? year_scope() : layer_base(index);
        const About about{.step = Step::layer_year, .layer = number};
        const Amount before = tape.given(about, used);
        const Amount after = tape.plus(about, before, sum);
        const Amount early = layer_value(index, rule, before, Step::layer_before);
        const Amount late = layer_value(index, rule, after, Step::layer_after);
        pays = tape.minus0({.step = Step::layer_pay, .layer = number}, late, early);
    } else if (!which.in_scope && which.counts == kOverCapOnly && over_cap.value.den() != 1) {
        Exact rest = over_cap;
        if (over_cap_paid > Money{}) {
            rest = tape.record({.step = Step::layer_base, .layer = number}, Op::subtract0,
                               {Tape::operand(over_cap), Operand::of(over_cap_paid)},
                               std::max(over_cap.value - Fraction{over_cap_paid}, Fraction{}));
        }
        pays = layer_value(index, rule, rest);
    } else {
        pays = layer_value(index, rule, sum, Step::layer_pay);
    }
    if (!which.in_scope) {
        layer_base(index) += sum.value;
    }
    if (pays.value > Money{} && layer_limit(index, pays) == Go::stop) {
        return Go::stop;
    }
    pay(index, pays);
    return Go::on;
}

Go Evaluation::layer_rule(std::size_t index, LayerRule& rule) {
    if (pick_layer(index, Parameter::layer_ratio, rule.ratio) == Go::stop) {
        return Go::stop;
    }
    rule.pays = rule.ratio.value != nullptr && rule.ratio.value->form != ValueForm::none;
    if (!rule.pays) {
        return Go::on;
    }
    Pick threshold;
    Pick factor;
    if (pick_layer(index, Parameter::layer_threshold, threshold) == Go::stop ||
        pick_layer(index, Parameter::layer_threshold_factor, factor) == Go::stop ||
        pick_layer(index, Parameter::layer_adjust, rule.adjust) == Go::stop) {
        return Go::stop;
    }
    if (threshold.value == nullptr || threshold.value->money == Money{}) {
        return Go::on;
    }
    About about = threshold.about(Step::layer_threshold);
    about.layer = static_cast<std::int8_t>(index);
    rule.threshold = tape.given(about, threshold.value->money);
    if (factor.value != nullptr && factor.value->rate != Rate::one()) {
        about = factor.about(Step::layer_threshold);
        about.layer = static_cast<std::int8_t>(index);
        rule.threshold = tape.times(about, rule.threshold, factor.value->rate, Rounding::half_up);
    }
    return Go::on;
}

Share Evaluation::layer_share(std::size_t index, const LayerRule& rule, std::size_t band) {
    About about = rule.ratio.about(Step::layer_ratio);
    about.layer = static_cast<std::int8_t>(index);
    about.number = static_cast<std::int16_t>(band);
    const Value& value = *rule.ratio.value;
    const Rate rate = value.form == ValueForm::bands ? value.bands[band].rate : value.rate;
    return adjusted(rule.adjust, tape.given(about, Ratio{rate}), Step::layer_ratio,
                    static_cast<std::int8_t>(index));
}

// f(of), rounded once. `net` bands lie on what exceeds the threshold, `gross` bands on the whole
// with the threshold cut out, `whole` takes the ratio of the band that holds the whole for
// everything above the threshold.
Amount Evaluation::layer_value(std::size_t index, const LayerRule& rule, Amount of, Step result) {
    const auto number = static_cast<std::int8_t>(index);
    const Value& value = *rule.ratio.value;
    const Banding banding = scheme->scheme->layers[index].banding;
    const Amount above =
        rule.threshold.value == Money{}
            ? of
            : tape.minus0({.step = Step::layer_over, .layer = number}, of, rule.threshold);
    if (above.value == Money{}) {
        return tape.given({.step = result, .layer = number}, Money{});
    }
    if (banding == Banding::whole) {
        std::size_t band = 0;
        while (up_to(value, band) && of.value > *up_to(value, band)) {
            ++band;
        }
        return tape.times({.step = result, .layer = number}, above, layer_share(index, rule, band),
                          Rounding::half_up);
    }
    const Money start = banding == Banding::gross ? rule.threshold.value : Money{};
    const std::int64_t mark = tape.mark();
    ExactSum sum;
    Money low;
    for (std::size_t band = 0; band < band_count(value); ++band) {
        const std::optional<Money> up = up_to(value, band);
        const Money slice = overlap(start, above.value, low, up);
        if (slice > Money{}) {
            About about{.step = Step::layer_slice,
                        .number = static_cast<std::int16_t>(band),
                        .layer = number};
            const Amount part = tape.record(
                about, Op::slice,
                {Operand::of(start), Tape::operand(above), Operand::of(low), end_of(up)}, slice);
            const Share share = layer_share(index, rule, band);
            about.step = Step::layer_band_pay;
            if (tape.on()) {
                tape.record(about, Op::multiply, {Tape::operand(part), Tape::operand(share)},
                            Fraction{slice}.times(share.value));
            }
            sum.add(slice, share.value);
        }
        low = up.value_or(low);
    }
    return tape.record_rounded(
        {.step = result, .layer = number}, Op::sum_range,
        {Tape::number(static_cast<std::int64_t>(Step::layer_band_pay)), Tape::number(mark)},
        Rounding::half_up, sum.round(Rounding::half_up));
}

// The same for an over-cap cost that is not a whole number of fen: no rounding before the layer's
// own.
Amount Evaluation::layer_value(std::size_t index, const LayerRule& rule, const Exact& of) {
    const auto number = static_cast<std::int8_t>(index);
    const Value& value = *rule.ratio.value;
    const Banding banding = scheme->scheme->layers[index].banding;
    const Fraction threshold{rule.threshold.value};
    const Exact above = tape.record({.step = Step::layer_over, .layer = number}, Op::subtract0,
                                    {Tape::operand(of), Tape::operand(rule.threshold)},
                                    std::max(of.value - threshold, Fraction{}));
    const std::int64_t mark = tape.mark();
    const Money start = banding == Banding::gross ? rule.threshold.value : Money{};
    const Fraction end = Fraction{start} + above.value;
    Fraction sum;
    Money low;
    for (std::size_t band = 0; band < band_count(value) && above.value > Fraction{}; ++band) {
        const std::optional<Money> up = up_to(value, band);
        const bool holds = banding == Banding::whole && of.value > Fraction{low} &&
                           (!up || of.value <= Fraction{*up});
        Exact slice;
        About about{
            .step = Step::layer_slice, .number = static_cast<std::int16_t>(band), .layer = number};
        if (banding == Banding::whole) {
            slice = holds ? above : slice;
        } else {
            const Fraction top = up ? std::min(end, Fraction{*up}) : end;
            const Fraction part = top - std::max(Fraction{start}, Fraction{low});
            if (part > Fraction{}) {
                slice = tape.record(
                    about, Op::slice,
                    {Operand::of(start), Tape::operand(above), Operand::of(low), end_of(up)}, part);
            }
        }
        if (slice.value > Fraction{}) {
            const Share share = layer_share(index, rule, band);
            const Fraction part = slice.value.times(share.value);
            about.step = Step::layer_band_pay;
            tape.record(about, Op::multiply, {Tape::operand(slice), Tape::operand(share)}, part);
            sum = sum + part;
        }
        low = up.value_or(low);
    }
    return tape.record_rounded(
        {.step = Step::layer_pay, .layer = number}, Op::sum_range,
        {Tape::number(static_cast<std::int64_t>(Step::layer_band_pay)), Tape::number(mark)},
        Rounding::half_up, sum.round(Rounding::half_up));
}

Go Evaluation::layer_limit(std::size_t index, Amount& pays) {
    Pick limit;
    Pick includes;
    if (pick_layer(index, Parameter::layer_limit, limit) == Go::stop ||
        pick_layer(index, Parameter::layer_limit_includes, includes) == Go::stop) {
        return Go::stop;
    }
    if (limit.value == nullptr || limit.value->form == ValueForm::none) {
        return Go::on;
    }
    const Accumulators none;
    const Accumulators& cum = in_.cum ? *in_.cum : none;
    const std::uint32_t mask = includes.value == nullptr ? 0 : includes.value->mask;
    Money used = layer_paid(index);
    for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
        const auto counter = static_cast<policy::Business>(i);
        if ((mask & (is_stay(counter) ? 1U : 2U)) != 0) {
            used += cum.of(counter).pool + (counter == scheme->counter ? pooled.value : Money{});
        }
    }
    for (std::size_t i = 0; i < index; ++i) {
        // Paid before this bill plus on it: the accumulator has moved already.
        used += counts(static_cast<std::uint8_t>(mask >> 2U), i) ? layer_paid(i) : Money{};
    }
    About about = limit.about(Step::layer_limit);
    about.layer = static_cast<std::int8_t>(index);
    Amount left = tape.given(about, limit.value->money);
    if (used > Money{}) {
        about.step = Step::layer_used;
        const Amount before = tape.given(about, used);
        about.step = Step::layer_left;
        left = tape.minus0(about, left, before);
    }
    layer_left[index] = left.value;
    if (pays.value > left.value) {
        about.step = Step::layer_pay;
        pays = tape.least(about, pays, left);
    }
    return Go::on;
}

void Evaluation::pay(std::size_t index, Amount amount) {
    const policy::Layer& which = scheme->scheme->layers[index];
    const std::uint8_t mask = counted_of(which);
    const auto number = static_cast<std::int8_t>(index);
    Amount room;
    for (std::size_t i = 0; i < bucket.size(); ++i) {
        room.value += counts(mask, i) ? bucket[i].value : Money{};
    }
    if (amount.value > room.value) {
        amount = tape.least({.step = Step::layer_pay, .layer = number}, amount, room);
    }
    Money rest = amount.value;
    for (std::size_t i = 0; i < bucket.size() && rest > Money{}; ++i) {
        if (!counts(mask, i) || bucket[i].value == Money{}) {
            continue;
        }
        const Amount taken{std::min(rest, bucket[i].value), -1};
        bucket[i] = tape.minus({.step = Step::layer_counted, .layer = number}, bucket[i], taken);
        over_cap_paid += i == static_cast<std::size_t>(Bucket::over_cap) ? taken.value : Money{};
        rest -= taken.value;
    }
    layer_amount[index] = amount;
    layer_paid(index) += amount.value;
}

Money& Evaluation::layer_base(std::size_t index) {
    const policy::Layer& which = scheme->scheme->layers[index];
    const std::optional<std::size_t> named = named_layer(which.id);
    return named ? out->cum.layer_base[*named] : layer_counter(which.id).base;
}

Money& Evaluation::layer_paid(std::size_t index) {
    const policy::Layer& which = scheme->scheme->layers[index];
    const std::optional<std::size_t> named = named_layer(which.id);
    return named ? out->cum.layer_paid[*named] : layer_counter(which.id).paid;
}

LayerCounter& Evaluation::layer_counter(std::string_view id) const {
    for (LayerCounter& counter : out->cum.by_layer) {
        if (counter.id == id) {
            return counter;
        }
    }
    out->cum.by_layer.push_back({std::string{id}, {}, {}});
    return out->cum.by_layer.back();
}

}  // namespace yidi::adjudication
