#include "tests/golden/internal/rendered_replay.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>

#include <gmpxx.h>

namespace yidi::golden {
namespace {

/// "12.50", "0.9", "950/9".
std::optional<mpq_class> number(std::string text) {
    const std::size_t point = text.find('.');
    if (point != std::string::npos) {
        const std::size_t places = text.size() - point - 1;
        text.erase(point, 1);
        text += "/1" + std::string(places, '0');
    }
    mpq_class value;
    if (value.set_str(text, 10) != 0 || value.get_den() == 0) return std::nullopt;
    value.canonicalize();
    return value;
}

/// To 0.01 by the named mode.
mpq_class rounded(const mpq_class& value, std::string_view mode) {
    const mpq_class fen = value * 100;
    const mpz_class down = fen.get_num() / fen.get_den();  // Toward zero.
    const mpq_class rest = abs(mpq_class{fen - down});
    const mpq_class half{1, 2};
    const bool is_odd = mpz_odd_p(down.get_mpz_t()) != 0;
    const bool is_away =
        mode != "down" && (rest > half || (rest == half && (mode == "half_up" || is_odd)));
    const mpz_class step = fen < 0 ? -1 : 1;
    mpq_class result{is_away ? mpz_class{down + step} : down, 100};
    result.canonicalize();
    return result;
}

mpq_class least(const mpq_class& a, const mpq_class& b) {
    return a < b ? a : b;
}
mpq_class greatest(const mpq_class& a, const mpq_class& b) {
    return a < b ? b : a;
}

mpq_class part_inside(const std::vector<mpq_class>& in, bool is_open) {
    const mpq_class end = in[0] + in[1];
    const mpq_class high = is_open ? end : least(end, in[3]);
    return greatest(high - greatest(in[0], in[2]), 0);
}

mpq_class folded(std::string_view op, const std::vector<mpq_class>& in) {
    if (in.empty()) return 0;  // The sum of a range without terms.
    mpq_class result = in[0];
    for (std::size_t i = 1; i < in.size(); ++i) {
        if (op == "sum") result += in[i];
        if (op == "subtract" || op == "subtract0") result -= in[i];
        if (op == "minimum") result = least(result, in[i]);
        if (op == "maximum") result = greatest(result, in[i]);
    }
    return op == "subtract0" ? greatest(result, 0) : result;
}

/// How many operands an operation has that does not fold all that there are.
const std::map<std::string_view, std::size_t> kOperands{
    {"given", 1},      {"round", 1},      {"multiply", 2}, {"scale", 2},
    {"add_points", 2}, {"cut_points", 2}, {"share", 2},    {"over_limit", 3},
    {"times_plus", 3}, {"back", 4},       {"slice", 4}};

std::optional<mpq_class> carried_out(std::string_view op, const std::vector<mpq_class>& in,
                                     bool is_open) {
    if (op == "sum" || op == "subtract" || op == "subtract0" || op == "minimum" ||
        op == "maximum") {
        return folded(op, in);
    }
    const auto operands = kOperands.find(op);
    if (operands == kOperands.end() || in.size() != operands->second) return std::nullopt;
    if (op == "multiply" || op == "scale") return in[0] * in[1];
    if (op == "add_points") return least(in[0] + in[1], 1);
    if (op == "cut_points") return greatest(in[0] - in[1], 0);
    if (op == "share") return greatest(1 - (1 - in[0]) * in[1], 0);
    if (op == "over_limit") return greatest(in[0] - in[1], 0) * in[2];
    if (op == "times_plus") return least(in[0] + in[1] * in[2], 1);
    if (op == "slice") return part_inside(in, is_open);
    if (op == "back") {
        if (in[3] <= 0) return std::nullopt;
        return in[0] + (in[1] - in[2]) / in[3];
    }
    return in[0];  // given, round
}

/// What a text of an operand stands for: the result of an earlier step, or a number.
std::optional<mpq_class> operand(const std::string& text, const std::vector<mpq_class>& results) {
    if (!text.starts_with('s')) return number(text);
    std::size_t index = results.size();
    std::from_chars(text.data() + 1, text.data() + text.size(), index);
    if (index >= results.size()) return std::nullopt;
    return results[index];
}

}  // namespace

std::string first_that_does_not_follow(const std::vector<explain::RenderedStep>& steps) {
    std::vector<mpq_class> results;
    for (const explain::RenderedStep& step : steps) {
        std::vector<mpq_class> in;
        bool is_open = false;
        for (const std::string& text : step.in) {
            if (text == "no_end") {
                is_open = true;
                in.emplace_back(0);
                continue;
            }
            const std::optional<mpq_class> value = operand(text, results);
            if (!value) return step.id + ": " + text + " is no number and not an earlier step";
            in.push_back(*value);
        }
        std::optional<mpq_class> result = carried_out(step.op, in, is_open);
        if (!result) return step.id + ": " + std::string{step.op} + " cannot be carried out";
        if (!step.rounding.empty()) *result = rounded(*result, step.rounding);
        const std::optional<mpq_class> out = number(step.out);
        if (!out || *out != *result) {
            return step.id + ": " + step.out + " is not " + result->get_str();
        }
        results.push_back(*result);
    }
    return {};
}

}  // namespace yidi::golden
