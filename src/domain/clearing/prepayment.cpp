#include "domain/clearing/prepayment.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/assert.h"
#include "base/int128.h"
#include "domain/clearing/month.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, 3> kWarnings{"none", "yellow", "red"};
constexpr std::array<std::string_view, kIncreaseStateCount> kStates{
    "asked", "decided", "refused", "handed", "paid", "received"};

tl::unexpected<Error> refuse(ErrorCode code, std::string rule, std::string remedy,
                             std::string detail) {
    return fail(Error{.code = code,
                      .where = "prepayment",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

Month month_of(int year, std::int32_t number) {
    return Month::of(
        Date::from_ymd({.year = year, .month = static_cast<unsigned>(number), .day = 1}));
}

}  // namespace

Money quota_of(std::span<const Money> months, const Terms& terms) {
    YIDI_ASSERT(std::cmp_equal(months.size(), terms.quota_months));
    Int128 sum = 0;
    for (const Money month : months) sum += month.fen();
    const Int128 quota =
        divide(sum * terms.quota_factor, Int128{terms.quota_months}, Rounding::half_up);
    return std::max(Money{}, Money::from_fen(static_cast<std::int64_t>(quota)));
}

Adjustment yearly_adjustment(const Direction& direction, Money before, Money after, int year,
                             const Terms& terms) {
    return {.direction = direction,
            .before = before,
            .after = after,
            .told_by = month_of(year, terms.quota_month).last(),
            .finished_by = month_of(year, terms.quota_finish_month).last()};
}

bool UseRate::reaches(Rate rate) const {
    constexpr std::int64_t kMillion = 1'000'000;
    if (prepaid <= Money{}) return cleared > Money{};
    return Int128{cleared.fen()} * kMillion >= Int128{prepaid.fen()} * rate.ppm();
}

std::optional<std::int64_t> UseRate::ppm() const {
    constexpr std::int64_t kMillion = 1'000'000;
    if (prepaid <= Money{}) return std::nullopt;
    return static_cast<std::int64_t>(
        divide(Int128{cleared.fen()} * kMillion, prepaid.fen(), Rounding::down));
}

std::string_view name(Warning warning) {
    return kWarnings[static_cast<std::size_t>(warning)];
}

Warning warning_of(const UseRate& use, const Terms& terms) {
    if (use.reaches(terms.red)) return Warning::red;
    return use.reaches(terms.yellow) ? Warning::yellow : Warning::none;
}

std::string_view name(IncreaseState state) {
    return kStates[static_cast<std::size_t>(state)];
}

Result<Increase> ask_increase(const IncreaseRequest& request, const Terms& terms,
                              const WorkingDays& days) {
    if (warning_of(request.use, terms) != Warning::red) {
        return refuse(ErrorCode::not_allowed, "预付金使用率达到红色预警线", "未到预警线时不必申请",
                      "使用率未达到红色预警线");
    }
    const Date last = days.add(request.signed_on, terms.increase_days).date;
    if (request.today < request.signed_on || request.today > last) {
        return refuse(
            ErrorCode::not_allowed, "清算签章之日起规定的工作日内申请",
            "请在下一个月清算签章后申请",
            "可以申请的日期是 " + to_string(request.signed_on) + " 至 " + to_string(last));
    }
    if (request.asked <= Money{}) {
        return refuse(ErrorCode::bad_amount, "大于零的金额", "请写明要增加多少", "没有写明金额");
    }
    return Increase{.direction = request.direction,
                    .state = IncreaseState::asked,
                    .asked = request.asked,
                    .granted = {},
                    .asked_on = request.today,
                    .decided_on = {}};
}

Result<Increase> decide_increase(const Increase& before, Money granted, Date today) {
    if (before.state != IncreaseState::asked) {
        return refuse(ErrorCode::changed_meanwhile, "尚未决定的申请", "请重新读取",
                      "这一申请已经决定");
    }
    if (granted < Money{}) {
        return refuse(ErrorCode::bad_amount, "不小于零的金额", "不同意时写零", "金额小于零");
    }
    if (granted > before.asked) {
        return refuse(ErrorCode::bad_amount, "不超过申请额的金额", "请核对同意的金额",
                      "申请的是 " + to_yuan(before.asked) + " 元");
    }
    Increase after = before;
    after.granted = granted;
    after.decided_on = today;
    after.state = granted == Money{} ? IncreaseState::refused : IncreaseState::decided;
    return after;
}

Result<Increase> advance_increase(const Increase& before, IncreaseState to) {
    const bool follows = (before.state == IncreaseState::decided && to == IncreaseState::handed) ||
                         (before.state == IncreaseState::handed && to == IncreaseState::paid) ||
                         (before.state == IncreaseState::paid && to == IncreaseState::received);
    if (!follows) {
        return refuse(ErrorCode::changed_meanwhile, "依次提交财政、付款、收款",
                      "请重新读取后再办理", "现在不能办这一步");
    }
    Increase after = before;
    after.state = to;
    return after;
}

std::array<DatedStep, 3> increase_steps(const Increase& increase, const Terms& terms,
                                        const WorkingDays& days) {
    YIDI_ASSERT(increase.decided_on.has_value());
    return steps_after_notice(*increase.decided_on, terms, days);
}

}  // namespace yidi::clearing
