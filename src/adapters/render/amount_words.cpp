#include "adapters/render/amount_words.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace yidi::render {
namespace {

constexpr std::int64_t kFenInYuan = 100;
constexpr std::int64_t kFenInJiao = 10;

constexpr std::array<std::string_view, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                                   "伍", "陆", "柒", "捌", "玖"};

struct Unit {
    std::int64_t value;
    std::string_view word;
};
constexpr std::array kUnits{
    Unit{100'000'000, "亿"}, Unit{10'000, "万"}, Unit{1'000, "仟"}, Unit{100, "佰"}, Unit{10, "拾"},
};

std::string_view digit(std::int64_t value) {
    return kDigits.at(static_cast<std::size_t>(value));
}

/// A whole number above zero. What stands before a unit is a number itself: 壹拾贰万.
void say(std::int64_t number, std::string& out) {
    for (const Unit& unit : kUnits) {
        if (number < unit.value) continue;
        say(number / unit.value, out);
        out += unit.word;
        const std::int64_t rest = number % unit.value;
        if (rest == 0) return;
        if (rest < unit.value / 10) out += digit(0);
        return say(rest, out);
    }
    out += digit(number);
}

std::int64_t magnitude(Money amount) {
    return amount.fen() < 0 ? -amount.fen() : amount.fen();
}

}  // namespace

std::string yuan_figure(Money amount) {
    constexpr std::size_t kGroup = 3;
    constexpr std::size_t kFraction = 3;  // ".56"
    std::string text = to_yuan(Money::from_fen(magnitude(amount)));
    for (std::size_t at = text.size() - kFraction; at > kGroup;) {
        at -= kGroup;
        text.insert(at, 1, ',');
    }
    return (amount < Money{} ? "-¥" : "¥") + text;
}

std::string yuan_in_capitals(Money amount) {
    const std::int64_t fen = magnitude(amount);
    const std::int64_t whole = fen / kFenInYuan;
    const std::int64_t tenths = fen % kFenInYuan / kFenInJiao;
    const std::int64_t hundredths = fen % kFenInJiao;
    std::string out = amount < Money{} ? "负" : "";
    if (whole > 0 || fen == 0) {
        if (whole > 0) {
            say(whole, out);
        } else {
            out += digit(0);
        }
        out += "元";
    }
    if (fen % kFenInYuan == 0) return out + "整";
    if (tenths > 0) out.append(digit(tenths)).append("角");
    if (hundredths > 0) {
        if (tenths == 0 && whole > 0) out += digit(0);
        out.append(digit(hundredths)).append("分");
    }
    return out;
}

}  // namespace yidi::render
