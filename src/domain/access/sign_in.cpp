#include "domain/access/sign_in.h"

#include <algorithm>

namespace yidi::access {
namespace {

tl::unexpected<Error> weak(std::string detail) {
    return fail(
        Error{.code = ErrorCode::bad_value,
              .where = "/password",
              .rule = "10 个字符以上，含大写、小写、数字、其他字符中的三类；或 16 个字符以上",
              .remedy = "请换一个更长的密码，如几个不相干的词",
              .detail = std::move(detail)});
}

/// Of UTF-8: bytes that do not continue a character.
std::size_t characters(std::string_view text) {
    constexpr unsigned kMask = 0xC0;
    constexpr unsigned kContinues = 0x80;
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & kMask) != kContinues; }));
}

bool is_lower(char one) {
    return one >= 'a' && one <= 'z';
}
bool is_upper(char one) {
    return one >= 'A' && one <= 'Z';
}
bool is_digit(char one) {
    return one >= '0' && one <= '9';
}

int kinds(std::string_view text) {
    const bool lower = std::ranges::any_of(text, is_lower);
    const bool upper = std::ranges::any_of(text, is_upper);
    const bool digit = std::ranges::any_of(text, is_digit);
    const bool other = std::ranges::any_of(
        text, [](char one) { return !is_lower(one) && !is_upper(one) && !is_digit(one); });
    return (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view login) {
    constexpr std::size_t kLongEnough = 16;
    constexpr int kKindsMin = 3;
    if (password.size() > kPasswordMax) return weak("密码过长，至多 128 字节");
    const std::size_t size = characters(password);
    if (size < kPasswordMin) return weak("密码过短");
    if (password.find_first_not_of(password.front()) == std::string_view::npos) {
        return weak("密码只有一个字符反复");
    }
    if (!login.empty() && password.find(login) != std::string_view::npos) {
        return weak("密码含有登录名");
    }
    if (size < kLongEnough && kinds(password) < kKindsMin) return weak("密码的字符种类过少");
    return {};
}

Result<void> check_login(std::string_view login) {
    constexpr std::size_t kMin = 2;
    constexpr std::size_t kMax = 64;
    const bool is_plain = std::ranges::all_of(login, [](char one) {
        return is_lower(one) || is_upper(one) || is_digit(one) || one == '.' || one == '_' ||
               one == '-' || one == '@';
    });
    if (is_plain && login.size() >= kMin && login.size() <= kMax) return {};
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "/login",
                      .rule = "2 至 64 个字母、数字或 . _ - @",
                      .remedy = "请换一个登录名",
                      .detail = "不是登录名"});
}

Instant open_again(const Failures& failures) {
    constexpr std::int64_t kFirstMs = 30'000;
    constexpr std::int64_t kLongestMs = 3'600'000;
    if (failures.count < kFreeFailures) return failures.last;
    std::int64_t pause = kFirstMs;
    for (std::int64_t i = kFreeFailures; i < failures.count && pause < kLongestMs; ++i) pause *= 2;
    return failures.last.plus_ms(std::min(pause, kLongestMs));
}

Failures counted(const Failures& before, Instant now) {
    const bool is_old = now.ms() - before.last.ms() > kForgetMs;
    return {.count = (is_old ? 0 : before.count) + 1, .last = now};
}

std::int64_t session_ms(Via via) {
    constexpr std::int64_t kHourMs = 3'600'000;
    constexpr std::int64_t kPage = 12;   // A working day with its breaks.
    constexpr std::int64_t kToken = 24;  // A program signs in once a day.
    return (via == Via::cookie ? kPage : kToken) * kHourMs;
}

}  // namespace yidi::access
