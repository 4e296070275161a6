#include "domain/clearing/notice.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/assert.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kNoticeStateCount> kStates{"issued", "handed", "paid",
                                                                  "received"};

tl::unexpected<Error> refuse(ErrorCode code, std::string rule, std::string remedy,
                             std::string detail) {
    return fail(Error{.code = code,
                      .where = "notice",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

std::string number_of(Month month, const Direction& direction) {
    const std::string text = to_string(month);
    return "QS" + text.substr(0, 4) + text.substr(5) + "-" + std::to_string(direction.insured) +
           "-" + std::to_string(direction.treating);
}

Result<void> check_actor(const Notice& notice, const Actor& actor, NoticeState to) {
    const bool pays = to != NoticeState::received;
    const std::uint32_t party = pays ? notice.direction.insured : notice.direction.treating;
    const bool fits = to == NoticeState::handed ? actor.role == Role::agency
                      : to == NoticeState::paid ? actor.role == Role::finance
                                                : actor.role != Role::centre;
    if (fits && actor.party == party) return {};
    return refuse(ErrorCode::not_allowed, "付款方经办提交、付款方财政付款、收款方确认收款",
                  "请由应办的一方办理", "办理人不是应办的一方");
}

Result<void> check_bank(const Notice& notice, const NoticeStep& step) {
    if (step.bank.bank.empty() || step.bank.serial_no.empty()) {
        return refuse(ErrorCode::missing_key, "银行名称、交易流水号和交易日期", "请填写完整",
                      "没有写明银行或流水号");
    }
    const Date first = step.to == NoticeState::received ? notice.payment->date : notice.published;
    if (step.bank.date < first || step.bank.date > step.at.date()) {
        return refuse(ErrorCode::bad_date, "不早于通知书或付款、不晚于今天的日期", "请核对银行回单",
                      "交易日期 " + to_string(step.bank.date) + " 不可能");
    }
    return {};
}

}  // namespace

std::string_view name(NoticeState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::vector<Notice> notices_of(Month month, std::span<const Line> lines, Date published) {
    std::vector<Notice> notices;
    for (const Due& due : dues_of(lines)) {
        YIDI_ASSERT(due.amount >= Money{});
        if (due.amount == Money{}) continue;
        notices.push_back({.number = number_of(month, due.direction),
                           .month = month,
                           .direction = due.direction,
                           .amount = due.amount,
                           .state = NoticeState::issued,
                           .seq = 1,
                           .published = published,
                           .payment = {},
                           .receipt = {},
                           .late_days = 0});
    }
    return notices;
}

Result<Notice> advance_notice(const Notice& before, const Actor& actor, const NoticeStep& step,
                              const std::array<DatedStep, 3>& days) {
    const auto next = static_cast<std::size_t>(before.state) + 1;
    if (static_cast<std::size_t>(step.to) != next) {
        return refuse(ErrorCode::changed_meanwhile, "依次提交财政、付款、收款",
                      "请重新读取后再办理", before.number + " 现在不能办这一步");
    }
    YIDI_TRY_VOID(check_actor(before, actor, step.to));
    Notice after = before;
    after.state = step.to;
    ++after.seq;
    Date done = step.at.date();
    if (step.to != NoticeState::handed) {
        YIDI_TRY_VOID(check_bank(before, step));
        (step.to == NoticeState::paid ? after.payment : after.receipt) = step.bank;
        if (step.to == NoticeState::paid) done = step.bank.date;
    } else if (done < before.published) {
        return refuse(ErrorCode::bad_date, "不早于通知书的日期", "请核对日期", "日期早于通知书");
    }
    after.late_days = std::max(0, days_between(days[next - 1].by, done));
    return after;
}

std::int64_t open_notices(std::span<const Notice> notices) {
    return std::ranges::count_if(
        notices, [](const Notice& one) { return one.state != NoticeState::received; });
}

ledger::Entry entry_of(const Notice& notice, std::span<const Line> lines) {
    using ledger::AccountKind;
    const std::string insured = std::to_string(notice.direction.insured);
    const std::string treating = std::to_string(notice.direction.treating);
    ledger::Entry entry;
    Money sum;
    for (const Line& line : lines) {
        if (line.direction != notice.direction) continue;
        const std::string fund = insured + "/" + line.kind.fund;
        std::string between = treating + "<";
        between += fund;
        ledger::post(entry, {AccountKind::clearing, std::move(between)}, line.amount);
        ledger::post(entry, {AccountKind::fund, fund}, -line.amount);
        sum += line.amount;
    }
    YIDI_ASSERT(sum == notice.amount);
    ledger::post(entry, {AccountKind::fiscal, treating}, sum);
    ledger::post(entry, {AccountKind::fiscal, insured}, -sum);
    return entry;
}

std::vector<StatementRow> statement_of(std::uint32_t party, std::span<const Line> lines,
                                       std::span<const Notice> notices) {
    std::vector<StatementRow> rows;
    for (const Line& line : lines) {
        const bool is_receivable = line.direction.treating == party;
        if (!is_receivable && line.direction.insured != party) continue;
        const auto notice = std::ranges::find(notices, line.direction, &Notice::direction);
        rows.push_back(
            {.is_receivable = is_receivable,
             .counterpart = is_receivable ? line.direction.insured : line.direction.treating,
             .kind = line.kind,
             .origin = line.origin,
             .about = line.about,
             .rows = line.rows,
             .amount = line.amount,
             .notice = notice == notices.end() ? std::string{} : notice->number});
    }
    std::ranges::stable_sort(rows, [](const StatementRow& a, const StatementRow& b) {
        return std::tie(b.is_receivable, a.counterpart, a.kind, a.origin, a.about) <
               std::tie(a.is_receivable, b.counterpart, b.kind, b.origin, b.about);
    });
    return rows;
}

}  // namespace yidi::clearing
