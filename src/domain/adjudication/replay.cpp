#include "domain/adjudication/replay.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>

namespace yidi::adjudication {
namespace {

/// num / den with den > 0, not necessarily in lowest terms: reducing costs a division per bit and
/// is done only where a product would not fit otherwise.
struct Number {
    Int128 num = 0;
    Int128 den = 1;
};

constexpr Number kOne{1, 1};
constexpr Int128 kLowest = std::numeric_limits<Int128>::min();

[[nodiscard]] bool fits_64(Int128 value) {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
}

/// Replaces `a` by a × b. Returns whether it fits.
[[nodiscard]] bool multiply_into(Int128& a, Int128 b) {
    if (fits_64(a) && fits_64(b)) [[likely]] {
        a = Int128{static_cast<std::int64_t>(a)} * static_cast<std::int64_t>(b);
        return true;
    }
    return !__builtin_mul_overflow(a, b, &a);
}

void reduce(Number& value) {
    if (value.num == kLowest) return;  // Has no positive counterpart; it fits nothing anyway.
    const Int128 common = gcd(value.num, value.den);
    value.num /= common;
    value.den /= common;
}

/// a + b without reducing.
[[nodiscard]] bool try_add(Number a, const Number& b, Number& result) {
    if (a.den == b.den) {
        result.den = a.den;
        return !__builtin_add_overflow(a.num, b.num, &result.num);
    }
    Int128 right = b.num;
    if (!multiply_into(a.num, b.den) || !multiply_into(right, a.den) ||
        !multiply_into(a.den, b.den)) {
        return false;
    }
    result.den = a.den;
    return !__builtin_add_overflow(a.num, right, &result.num);
}

[[nodiscard]] bool try_multiply(Number a, const Number& b, Number& result) {
    if (!multiply_into(a.num, b.num) || !multiply_into(a.den, b.den)) return false;
    result = a;
    return true;
}

/// Arithmetic that remembers whether everything fitted, so that a formula reads as one and is
/// judged once.
class Arithmetic {
public:
    [[nodiscard]] bool is_sound() const { return is_sound_; }
    void reject() { is_sound_ = false; }

    [[nodiscard]] Number add(Number a, Number b) { return with_reduction(try_add, a, b); }
    [[nodiscard]] Number subtract(Number a, Number b) {
        if (b.num == kLowest) {
            reject();
        } else {
            b.num = -b.num;
        }
        return add(a, b);
    }
    [[nodiscard]] Number multiply(Number a, Number b) { return with_reduction(try_multiply, a, b); }
    [[nodiscard]] Number divide_by(Number a, Number b) {
        if (b.num <= 0) {
            reject();
            return a;
        }
        return multiply(a, {b.den, b.num});
    }
    [[nodiscard]] bool is_less(const Number& a, const Number& b) {
        if (a.den == b.den) return a.num < b.num;
        return subtract(a, b).num < 0;
    }
    [[nodiscard]] Number least(const Number& a, const Number& b) { return is_less(b, a) ? b : a; }
    [[nodiscard]] Number greatest(const Number& a, const Number& b) {
        return is_less(a, b) ? b : a;
    }

private:
    using Operation = bool(Number, const Number&, Number&);

    [[nodiscard]] Number with_reduction(Operation operation, Number& a, Number& b) {
        Number result;
        if (operation(a, b, result)) {
            [[likely]] return result;
        }
        reduce(a);
        reduce(b);
        if (!operation(a, b, result)) reject();
        return result;
    }

    bool is_sound_ = true;
};

/// How many operands an op takes; 0: one to four.
[[nodiscard]] std::uint8_t operand_count(Op op) {
    switch (op) {
        case Op::sum:
        case Op::subtract:
        case Op::subtract0:
        case Op::minimum:
        case Op::maximum: return 0;
        case Op::given:
        case Op::round: return 1;
        case Op::sum_range:
        case Op::multiply:
        case Op::add_points:
        case Op::cut_points:
        case Op::share:
        case Op::scale: return 2;
        case Op::over_limit:
        case Op::times_plus: return 3;
        case Op::slice:
        case Op::back: return 4;
    }
    return 0;
}

/// One entry carried out: reads its operands, applies its op.
class Replayer {
public:
    Replayer(std::span<const Entry> entries, std::size_t index)
        : entries_{entries}, entry_{entries[index]}, index_{index} {}

    /// Whether the entry is well-formed and its result equals its `out`.
    [[nodiscard]] bool holds() {
        const std::uint8_t wanted = operand_count(entry_.op);
        const bool has_operands = wanted != 0
                                      ? entry_.in_count == wanted
                                      : entry_.in_count >= 1 && entry_.in_count <= entry_.in.size();
        if (!has_operands || entry_.out_den <= 0 || entry_.out_num == kLowest) return false;
        Number result = exact_result();
        if (entry_.rounds && math_.is_sound()) result = rounded(result);
        return math_.is_sound() && equals_out(result);
    }

private:
    [[nodiscard]] Number exact_result() {
        switch (entry_.op) {
            case Op::given: return literal(entry_.in[0]);
            case Op::sum: return sum();
            case Op::sum_range: return sum_range();
            case Op::subtract: return difference();
            case Op::subtract0: return math_.greatest(difference(), {});
            case Op::minimum:
            case Op::maximum: return extreme();
            case Op::multiply: return math_.multiply(in(0), in(1));
            case Op::slice: return slice();
            case Op::over_limit: return over_limit();
            case Op::add_points: return math_.least(math_.add(in(0), in(1)), kOne);
            case Op::cut_points: return math_.greatest(math_.subtract(in(0), in(1)), {});
            case Op::share: return share();
            case Op::scale:
                if (entry_.rounds) math_.reject();
                return math_.multiply(in(0), in(1));
            case Op::round:
                if (!entry_.rounds) math_.reject();
                return in(0);
            case Op::back:
                return math_.add(in(0), math_.divide_by(math_.subtract(in(1), in(2)), in(3)));
            case Op::times_plus:
                return math_.least(math_.add(in(0), math_.multiply(in(1), in(2))), kOne);
        }
        math_.reject();
        return {};
    }

    [[nodiscard]] Number in(std::size_t position) { return value_of(entry_.in[position]); }

    [[nodiscard]] Number value_of(const Operand& operand) {
        switch (operand.kind) {
            case Operand::Kind::step:
                if (operand.a >= 0 && operand.a < static_cast<std::int64_t>(index_)) {
                    const Entry& earlier = entries_[static_cast<std::size_t>(operand.a)];
                    return {earlier.out_num, earlier.out_den};
                }
                break;
            case Operand::Kind::amount:
            case Operand::Kind::number: return {operand.a, 1};
            case Operand::Kind::ratio:
            case Operand::Kind::fraction:
                if (operand.b > 0) return {operand.a, operand.b};
                break;
            case Operand::Kind::price:  // Only where a price is wanted: over_limit() and literal().
            case Operand::Kind::quantity:
            case Operand::Kind::none:
            case Operand::Kind::no_end: break;
        }
        math_.reject();
        return {};
    }

    [[nodiscard]] Number literal(const Operand& operand) {
        if (operand.kind == Operand::Kind::price) {
            return {operand.a, 10'000};  // A fen is 10,000 of them.
        }
        if (operand.kind == Operand::Kind::quantity) return {operand.a, 10'000};
        if (operand.kind == Operand::Kind::step) math_.reject();
        return value_of(operand);
    }

    [[nodiscard]] Number sum() {
        Number total = in(0);
        for (std::size_t i = 1; i < entry_.in_count; ++i) total = math_.add(total, in(i));
        return total;
    }

    [[nodiscard]] Number difference() {
        Number rest = in(0);
        for (std::size_t i = 1; i < entry_.in_count; ++i) rest = math_.subtract(rest, in(i));
        return rest;
    }

    [[nodiscard]] Number extreme() {
        Number found = in(0);
        for (std::size_t i = 1; i < entry_.in_count; ++i) {
            found =
                entry_.op == Op::minimum ? math_.least(found, in(i)) : math_.greatest(found, in(i));
        }
        return found;
    }

    [[nodiscard]] Number sum_range() {
        const Operand& step = entry_.in[0];
        const Operand& first = entry_.in[1];
        const bool is_index =
            first.kind == Operand::Kind::number || first.kind == Operand::Kind::step;
        if (step.kind != Operand::Kind::number || !is_index || first.a < 0 ||
            first.a > static_cast<std::int64_t>(index_)) {
            math_.reject();
            return {};
        }
        Number total;
        for (auto i = static_cast<std::size_t>(first.a); i < index_; ++i) {
            const Entry& earlier = entries_[i];
            if (static_cast<std::int64_t>(earlier.step) != step.a ||
                earlier.layer != entry_.layer) {
                continue;
            }
            total = math_.add(total, {earlier.out_num, earlier.out_den});
        }
        return total;
    }

    [[nodiscard]] Number slice() {
        const Number start = in(0);
        const Number end = math_.add(start, in(1));
        const Number low = math_.greatest(start, in(2));
        const bool is_open = entry_.in[3].kind == Operand::Kind::no_end;
        const Number high = is_open ? end : math_.least(end, in(3));
        return math_.greatest(math_.subtract(high, low), {});
    }

    [[nodiscard]] Number over_limit() {
        const auto& [price, limit, count, unused] = entry_.in;
        if (price.kind != Operand::Kind::price || limit.kind != Operand::Kind::price ||
            count.kind != Operand::Kind::quantity) {
            math_.reject();
            return {};
        }
        Int128 over = std::max<Int128>(0, Int128{price.a} - limit.a);
        if (!multiply_into(over, count.a)) math_.reject();
        return {
            over,
            100'000'000};  // Millionths of a yuan times ten-thousandths are 10^-10 yuan, 10^-8 fen.
    }

    [[nodiscard]] Number share() {
        const Number part = math_.multiply(math_.subtract(kOne, in(0)), in(1));
        return math_.greatest(math_.subtract(kOne, part), {});
    }

    [[nodiscard]] Number rounded(const Number& value) const {
        if (value.den == 1) return value;
        if (entry_.rounding == Rounding::half_up && fits_64(value.num) && fits_64(value.den))
            [[likely]] {
            // 64-bit division takes a fifth of the time of the general one.
            const auto num = static_cast<std::int64_t>(value.num);
            const auto den = static_cast<std::int64_t>(value.den);
            const std::int64_t rest = num % den;
            const std::int64_t distance = rest < 0 ? -rest : rest;
            const std::int64_t away = distance >= den - distance ? 1 : 0;
            return {num / den + (num < 0 ? -away : away), 1};
        }
        return {divide(value.num, value.den, entry_.rounding), 1};
    }

    [[nodiscard]] bool equals_out(Number result) const {
        Number out{entry_.out_num, entry_.out_den};
        if (result.den == out.den) return result.num == out.num;
        Int128 left = result.num;
        Int128 right = out.num;
        if (multiply_into(left, out.den) && multiply_into(right, result.den)) return left == right;
        reduce(result);
        reduce(out);
        return result.num == out.num && result.den == out.den;
    }

    std::span<const Entry> entries_;
    const Entry& entry_;
    std::size_t index_;
    Arithmetic math_;
};

/// The value of an operand that is a whole amount small enough that four of them add up within 64
/// bits.
[[nodiscard]] bool whole_value(std::span<const Entry> earlier, const Operand& operand,
                               std::int64_t& value) {
    constexpr std::int64_t kLimit = std::int64_t{1} << 60;
    if (operand.kind == Operand::Kind::amount) {
        value = operand.a;
    } else if (operand.kind == Operand::Kind::step && operand.a >= 0 &&
               operand.a < static_cast<std::int64_t>(earlier.size())) {
        const Entry& source = earlier[static_cast<std::size_t>(operand.a)];
        if (source.out_den != 1 || !fits_64(source.out_num)) return false;
        value = static_cast<std::int64_t>(source.out_num);
    } else {
        return false;
    }
    return value > -kLimit && value < kLimit;
}

/// Sums, differences and extremes of whole amounts: nine entries of ten. True proves the entry;
/// false says nothing, and the exact way decides. It halves the time of a trace of lines.
[[nodiscard]] bool holds_in_whole_fen(std::span<const Entry> earlier, const Entry& entry) {
    std::int64_t result = 0;
    if (entry.out_den != 1 || entry.in_count < 1 || entry.in_count > entry.in.size() ||
        !whole_value(earlier, entry.in[0], result)) {
        return false;
    }
    for (std::size_t i = 1; i < entry.in_count; ++i) {
        std::int64_t next = 0;
        if (!whole_value(earlier, entry.in[i], next)) return false;
        if (entry.op == Op::sum) result += next;
        if (entry.op == Op::subtract || entry.op == Op::subtract0) result -= next;
        if (entry.op == Op::minimum) result = std::min(result, next);
        if (entry.op == Op::maximum) result = std::max(result, next);
    }
    if (entry.op == Op::subtract0) result = std::max<std::int64_t>(result, 0);
    const bool is_covered =
        entry.op == Op::sum || entry.op == Op::subtract || entry.op == Op::subtract0 ||
        entry.op == Op::minimum || entry.op == Op::maximum ||
        (entry.op == Op::given && entry.in_count == 1 && entry.in[0].kind == Operand::Kind::amount);
    return is_covered && entry.out_num == result;
}

}  // namespace

Result<void> replay(const Trace& trace) {
    const std::span<const Entry> entries = trace.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (holds_in_whole_fen(entries.first(i), entries[i]) || Replayer{entries, i}.holds()) {
            [[likely]] continue;
        }
        const std::string place = "s" + std::to_string(i);
        return fail({.code = ErrorCode::invariant_violated,
                     .where = "/trace/" + std::to_string(i),
                     .rule = "each step of a trace follows from its inputs",
                     .remedy = "report it with the case and the packs",
                     .detail = "step " + place + " of kind " +
                               std::to_string(static_cast<int>(entries[i].step)) +
                               " does not follow from its inputs by its operation"});
    }
    return {};
}

}  // namespace yidi::adjudication
