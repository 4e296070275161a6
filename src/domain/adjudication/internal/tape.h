#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "base/fraction.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/adjudication/trace.h"

/// Arithmetic that writes its own trace: each operation computes, and records an entry when a trace
/// is wanted. So the trace cannot say anything that was not computed.
namespace yidi::adjudication {

/// An amount and the entry that made it; `entry` −1: not traced.
struct Amount {
    Money value;
    std::int64_t entry = -1;
};

/// A ratio and the entry that made it.
struct Share {
    Ratio value;
    std::int64_t entry = -1;
};

/// An exact amount and its entry.
struct Exact {
    Fraction value;
    std::int64_t entry = -1;
};

/// What an entry is about.
struct About {
    Step step;
    const policy::Row* rule = nullptr;
    std::uint16_t reading = 0;
    std::int16_t number = -1;
    std::int8_t layer = -1;
};

class Tape {
public:
    explicit Tape(Trace* trace) : trace_{trace} {}
    [[nodiscard]] bool on() const { return trace_ != nullptr; }

    Amount given(const About& about, Money money) {
        return {money, on() ? write(about, Op::given, {Operand::of(money)}, money) : -1};
    }
    Share given(const About& about, Ratio ratio) {
        return {ratio, on() ? write(about, Op::given, {Operand::of(ratio)}, ratio) : -1};
    }
    Amount plus(const About& about, Amount a, Amount b) {
        return pair(about, Op::sum, a, b, a.value + b.value);
    }
    Amount minus(const About& about, Amount a, Amount b) {
        return pair(about, Op::subtract, a, b, a.value - b.value);
    }
    /// max(0, a − b)
    Amount minus0(const About& about, Amount a, Amount b) {
        return pair(about, Op::subtract0, a, b, std::max(a.value - b.value, Money{}));
    }
    Amount least(const About& about, Amount a, Amount b) {
        return pair(about, Op::minimum, a, b, std::min(a.value, b.value));
    }
    Amount most(const About& about, Amount a, Amount b) {
        return pair(about, Op::maximum, a, b, std::max(a.value, b.value));
    }
    Amount times(const About& about, Amount a, Share share, Rounding rounding) {
        const Money out = a.value.times(share.value, rounding);
        return {out, on()
                         ? rounded(about, Op::multiply, {operand(a), operand(share)}, rounding, out)
                         : -1};
    }
    /// a × factor where the factor may exceed 1.
    Amount times(const About& about, Amount a, Rate factor, Rounding rounding) {
        return times(about, a, Share{Ratio{factor}, -1}, rounding);
    }
    /// a × count, exact.
    Amount repeat(const About& about, Amount a, std::int64_t count) {
        const Money out = Money::from_fen(a.value.fen() * count);
        if (!on()) {
            return {out, -1};
        }
        return {out, write(about, Op::multiply,
                           {operand(a), Operand{Operand::Kind::number, count, 1}}, out)};
    }
    /// An amount that another part computed, with the operation that made it.
    Amount record(const About& about, Op op, std::initializer_list<Operand> in, Money out) {
        return {out, on() ? write(about, op, in, out) : -1};
    }
    Amount record_rounded(const About& about, Op op, std::initializer_list<Operand> in,
                          Rounding rounding, Money out) {
        return {out, on() ? rounded(about, op, in, rounding, out) : -1};
    }
    Share record(const About& about, Op op, std::initializer_list<Operand> in, Ratio out) {
        return {out, on() ? write(about, op, in, out) : -1};
    }
    Exact record(const About& about, Op op, std::initializer_list<Operand> in,
                 const Fraction& out) {
        return {out, on() ? write(about, op, in, out) : -1};
    }
    /// Number of entries so far, for `sum_range`.
    [[nodiscard]] std::int64_t mark() const {
        return on() ? static_cast<std::int64_t>(trace_->entries().size()) : 0;
    }
    /// Why a branch was not taken, at the entry written last.
    void refuse(RefusedWhy why, const policy::Row* rule,
                std::optional<policy::Parameter> parameter = {}) {
        if (on() && mark() > 0) {
            trace_->refuse({static_cast<std::uint32_t>(mark() - 1), why, rule, parameter});
        }
    }

    static Operand operand(Amount amount) {
        return amount.entry >= 0 ? Operand::of_step(amount.entry) : Operand::of(amount.value);
    }
    static Operand operand(Share share) {
        return share.entry >= 0 ? Operand::of_step(share.entry) : Operand::of(share.value);
    }
    static Operand operand(const Exact& exact) { return Operand::of_step(exact.entry); }
    static Operand number(std::int64_t value) { return {Operand::Kind::number, value, 1}; }

private:
    Amount pair(const About& about, Op op, Amount a, Amount b, Money out) {
        return {out, on() ? write(about, op, {operand(a), operand(b)}, out) : -1};
    }
    Entry entry(const About& about, Op op, std::initializer_list<Operand> in) const {
        Entry result;
        result.step = about.step;
        result.op = op;
        result.layer = about.layer;
        result.number = about.number;
        result.rule = about.rule;
        result.reading = about.reading;
        for (const Operand& operand : in) {
            result.in[result.in_count++] = operand;
        }
        return result;
    }
    std::int64_t write(const About& about, Op op, std::initializer_list<Operand> in, Money out) {
        Entry made = entry(about, op, in);
        made.out_num = out.fen();
        return trace_->add(made);
    }
    std::int64_t write(const About& about, Op op, std::initializer_list<Operand> in, Ratio out) {
        Entry made = entry(about, op, in);
        made.is_ratio = true;
        made.out_num = out.num();
        made.out_den = out.den();
        return trace_->add(made);
    }
    std::int64_t write(const About& about, Op op, std::initializer_list<Operand> in,
                       const Fraction& out) {
        Entry made = entry(about, op, in);
        made.out_num = out.num();
        made.out_den = out.den();
        return trace_->add(made);
    }
    std::int64_t rounded(const About& about, Op op, std::initializer_list<Operand> in,
                         Rounding rounding, Money out) {
        Entry made = entry(about, op, in);
        made.rounds = true;
        made.rounding = rounding;
        made.out_num = out.fen();
        return trace_->add(made);
    }

    Trace* trace_;
};

}  // namespace yidi::adjudication
