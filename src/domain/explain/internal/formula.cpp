#include "domain/explain/internal/formula.h"

#include <string_view>

#include "base/assert.h"
#include "domain/explain/internal/text.h"

namespace yidi::explain::internal {
namespace {

using adjudication::Entry;
using adjudication::Op;
using adjudication::Operand;

/// Prices have six decimals, counts four.
constexpr Int128 kMicro = 1'000'000;
constexpr Int128 kTenThousand = 10'000;

class Formula {
public:
    Formula(Entries entries, std::size_t index, Language language)
        : entries_{entries}, index_{index}, entry_{entries[index]}, language_{language} {}

    [[nodiscard]] std::string text() const {
        if (entry_.op == Op::given) return result();
        std::string out = result();
        const std::string from = left();
        if (from == out) return out;  // A sum of one term, a rounding that changes nothing.
        constexpr std::string_view kAbout = "≈";  // "a ÷ b ≈ c" instead of "a ÷ b = ≈c"
        if (out.starts_with(kAbout)) return from + " ≈ " + out.substr(kAbout.size());
        return from + " = " + out;
    }

private:
    [[nodiscard]] std::string left() const {
        switch (entry_.op) {
            case Op::given: break;
            case Op::sum: return chain(" + ");
            case Op::sum_range: return range();
            case Op::subtract: return chain(" − ");
            case Op::subtract0: return difference();
            case Op::minimum: return extreme({"{0} 中较小者", "the lesser of {0}"});
            case Op::maximum: return extreme({"{0} 中较大者", "the greater of {0}"});
            case Op::multiply: return factor() + " × " + in(1);
            case Op::scale: return in(0) + " × " + in(1);
            case Op::slice: return slice();
            case Op::over_limit: return "(" + in(0) + " − " + in(1) + ") × " + in(2);
            case Op::add_points: return with_points("+");
            case Op::cut_points: return with_points("−");
            case Op::share: return "1 − (1 − " + in(0) + ") × " + in(1);
            case Op::round: return in(0);
            case Op::back: return in(0) + " + (" + in(1) + " − " + in(2) + ") ÷ " + in(3);
            case Op::times_plus: return in(0) + " + " + in(1) + " × " + in(2);
        }
        return result();
    }

    [[nodiscard]] std::string result() const { return shown_out(entry_); }

    [[nodiscard]] std::string in(std::size_t position) const { return shown(entry_.in[position]); }

    [[nodiscard]] std::string shown(const Operand& operand) const {
        switch (operand.kind) {
            case Operand::Kind::step: return shown_out(earlier(operand));
            case Operand::Kind::amount:
            case Operand::Kind::fraction: return shown_yuan(operand.a, operand.b);
            case Operand::Kind::ratio: return shown_ratio(operand.a, operand.b);
            case Operand::Kind::price: return exact_decimal(operand.a, kMicro, 0);
            case Operand::Kind::quantity: return exact_decimal(operand.a, kTenThousand, 0);
            case Operand::Kind::number: return std::to_string(operand.a);
            case Operand::Kind::no_end: return "∞";
            case Operand::Kind::none: break;
        }
        return "–";
    }

    [[nodiscard]] const Entry& earlier(const Operand& operand) const {
        YIDI_ASSERT(operand.a >= 0);
        YIDI_ASSERT(static_cast<std::size_t>(operand.a) < index_);
        return entries_[static_cast<std::size_t>(operand.a)];
    }

    [[nodiscard]] std::string chain(std::string_view sign) const {
        std::string text = in(0);
        for (std::size_t i = 1; i < entry_.in_count; ++i) text += std::string{sign} + in(i);
        return text;
    }

    [[nodiscard]] std::string difference() const {
        if (entry_.out_num != 0) return chain(" − ");
        return fill(Words{"{0} 不为正，取 0", "{0}, not below 0"}, language_, {chain(" − ")});
    }

    [[nodiscard]] std::string extreme(Words pattern) const {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < entry_.in_count; ++i) parts.push_back(in(i));
        const std::string_view comma = language_ == Language::zh ? "、" : " and ";
        std::string values;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            values += (i == 0 ? "" : std::string{comma}) + parts[i];
        }
        return fill(pattern, language_, {values});
    }

    [[nodiscard]] std::string range() const {
        const std::vector<std::size_t> terms = range_terms(entries_, index_);
        if (terms.empty()) return "0";
        constexpr std::size_t kTermsShown = 6;  // A bill of a hundred lines would hide the result.
        if (terms.size() > kTermsShown) {
            return fill(Words{"{0}、{1} 等 {2} 项之和", "{0} + {1} + … ({2} terms)"}, language_,
                        {shown_out(entries_[terms[0]]), shown_out(entries_[terms[1]]),
                         std::to_string(terms.size())});
        }
        std::string text;
        for (const std::size_t term : terms) {
            text += (text.empty() ? "" : " + ") + shown_out(entries_[term]);
        }
        return text;
    }

    [[nodiscard]] std::string slice() const {
        if (in(1) == result()) return fill(Words{"{0} 的全部", "all of {0}"}, language_, {in(1)});
        const bool is_open = entry_.in[3].kind == Operand::Kind::no_end;
        const Words pattern = is_open ? Words{"从 {0} 起的 {1} 中高于 {2} 的部分",
                                              "of {1} from {0} on, what lies above {2}"}
                                      : Words{"从 {0} 起的 {1} 中 {2} 至 {3} 的部分",
                                              "of {1} from {0} on, what lies between {2} and {3}"};
        return fill(pattern, language_, {in(0), in(1), in(2), in(3)});
    }

    [[nodiscard]] std::string with_points(std::string_view sign) const {
        const std::string text = in(0) + " " + std::string{sign} + " ";
        const Operand& points = entry_.in[1];
        if (points.kind != Operand::Kind::ratio) return text + in(1);
        return text + fill(Words{"{0} 个百分点", "{0} points"}, language_,
                           {exact_decimal(Int128{points.a} * 100, points.b, 0)});
    }

    /// The first factor of a product. A band that holds the whole cost stands for the cost, and a
    /// cost that is a difference is shown as one, so that the line can be checked against the bill.
    [[nodiscard]] std::string factor() const {
        const Operand* operand = entry_.in.data();
        while (operand->kind == Operand::Kind::step) {
            const Entry& source = earlier(*operand);
            if (source.op == Op::slice && shown(source.in[1]) == shown_out(source)) {
                operand = source.in.data() + 1;
                continue;
            }
            const bool is_difference =
                source.op == Op::subtract || (source.op == Op::subtract0 && source.out_num > 0);
            if (!is_difference || source.in_count != 2) break;
            return "(" + shown(source.in[0]) + " − " + shown(source.in[1]) + ")";
        }
        return shown(*operand);
    }

    Entries entries_;
    std::size_t index_;
    const Entry& entry_;
    Language language_;
};

}  // namespace

std::string step_id(std::size_t index) {
    return "s" + std::to_string(index);
}

std::vector<std::size_t> range_terms(Entries entries, std::size_t index) {
    const Entry& entry = entries[index];
    YIDI_ASSERT(entry.op == Op::sum_range);
    std::vector<std::size_t> terms;
    for (auto i = static_cast<std::size_t>(entry.in[1].a); i < index; ++i) {
        const bool counts = static_cast<std::int64_t>(entries[i].step) == entry.in[0].a &&
                            entries[i].layer == entry.layer;
        if (counts) terms.push_back(i);
    }
    return terms;
}

std::string exact_text(const Operand& operand) {
    switch (operand.kind) {
        case Operand::Kind::step: return step_id(static_cast<std::size_t>(operand.a));
        case Operand::Kind::amount: return exact_yuan(operand.a, 1);
        case Operand::Kind::fraction: return exact_yuan(operand.a, operand.b);
        case Operand::Kind::ratio: return exact_decimal(operand.a, operand.b, 0);
        case Operand::Kind::price: return exact_decimal(operand.a, kMicro, 0);
        case Operand::Kind::quantity: return exact_decimal(operand.a, kTenThousand, 0);
        case Operand::Kind::number: return std::to_string(operand.a);
        case Operand::Kind::no_end: return "no_end";
        case Operand::Kind::none: break;
    }
    return "";
}

std::string exact_out(const Entry& entry) {
    return entry.is_ratio ? exact_decimal(entry.out_num, entry.out_den, 0)
                          : exact_yuan(entry.out_num, entry.out_den);
}

std::string shown_out(const Entry& entry) {
    return entry.is_ratio ? shown_ratio(entry.out_num, entry.out_den)
                          : shown_yuan(entry.out_num, entry.out_den);
}

std::string formula(Entries entries, std::size_t index, Language language) {
    return Formula{entries, index, language}.text();
}

}  // namespace yidi::explain::internal
