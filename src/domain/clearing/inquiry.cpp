#include "domain/clearing/inquiry.h"

#include <algorithm>
#include <array>
#include <utility>

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kInquiryStateCount> kStates{"asked", "refused", "accepted",
                                                                   "answered", "closed"};
constexpr std::array<std::string_view, kFindingCount> kFindings{"none", "correct", "partly",
                                                                "false_bill"};
constexpr std::array<std::string_view, kDeductionKindCount> kKinds{
    "review", "audit", "prepaid_offset", "retention", "other"};

tl::unexpected<Error> refuse(ErrorCode code, std::string rule, std::string remedy,
                             std::string detail) {
    return fail(Error{.code = code,
                      .where = "inquiry",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

Result<void> check_actor(const Actor& actor, std::uint32_t party) {
    if (actor.role == Role::agency && actor.party == party) return {};
    return refuse(ErrorCode::not_allowed, "参保地申请、就医地答复", "请由应办的一方办理",
                  "办理人不是应办的一方");
}

bool takes(InquiryState from, InquiryState to) {
    switch (to) {
        case InquiryState::asked: return from == InquiryState::refused;
        case InquiryState::refused:
        case InquiryState::accepted: return from == InquiryState::asked;
        case InquiryState::answered: return from == InquiryState::accepted;
        case InquiryState::closed: return from == InquiryState::answered;
    }
    return false;
}

/// What was found goes with an amount or without one.
Result<void> check_finding(const InquiryStep& step) {
    const bool is_answer = step.to == InquiryState::answered;
    const bool is_found = step.finding != Finding::none;
    const bool has_amount = step.finding == Finding::partly || step.finding == Finding::false_bill;
    if (is_answer == is_found && has_amount == (step.not_owed > Money{}) &&
        step.not_owed >= Money{}) {
        return {};
    }
    return refuse(ErrorCode::inconsistent, "核查结论，有问题的写明不应支付的金额", "请核对后再答复",
                  "结论与金额不一致");
}

void set_due(Inquiry& inquiry, Date today, std::int32_t count, const WorkingDays& days) {
    const WorkingDays::Day due = days.add(today, count);
    inquiry.due = due.date;
    inquiry.is_provisional = due.is_provisional;
}

}  // namespace

std::string_view name(InquiryState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::string_view name(Finding finding) {
    return kFindings[static_cast<std::size_t>(finding)];
}

std::string_view name(DeductionKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

Result<Inquiry> ask(const InquiryRequest& request, const Actor& actor, const Terms& terms,
                    const WorkingDays& days) {
    YIDI_TRY_VOID(check_actor(actor, request.direction.insured));
    if (request.medfee <= terms.inquiry_above) {
        return refuse(ErrorCode::not_allowed,
                      "单次住院总费用超过 " + to_yuan(terms.inquiry_above) + " 元",
                      "未超过的请与就医地另行联系", "这次住院的总费用没有超过协查的起点");
    }
    if (request.reason.empty()) {
        return refuse(ErrorCode::missing_key, "协查的理由", "请写明疑点", "没有写明理由");
    }
    Inquiry inquiry{.id = request.id,
                    .direction = request.direction,
                    .setl_id = request.setl_id,
                    .medfee = request.medfee,
                    .state = InquiryState::asked,
                    .seq = 1,
                    .due = {},
                    .is_provisional = false,
                    .finding = Finding::none,
                    .not_owed = {},
                    .reason = request.reason};
    set_due(inquiry, request.today, terms.inquiry_accept_days, days);
    return inquiry;
}

Result<Inquiry> advance_inquiry(const Inquiry& before, const Actor& actor, const InquiryStep& step,
                                const Terms& terms, const WorkingDays& days) {
    if (!takes(before.state, step.to)) {
        return refuse(ErrorCode::changed_meanwhile, "状态容许的步骤", "请重新读取后再办理",
                      "现在不能办这一步");
    }
    const bool is_insured_side = step.to == InquiryState::closed || step.to == InquiryState::asked;
    YIDI_TRY_VOID(
        check_actor(actor, is_insured_side ? before.direction.insured : before.direction.treating));
    const bool needs_reason = step.to != InquiryState::accepted && step.to != InquiryState::closed;
    if (needs_reason && step.reason.empty()) {
        return refuse(ErrorCode::missing_key, "写明理由或核查情况", "请写明", "没有写明理由");
    }
    YIDI_TRY_VOID(check_finding(step));
    Inquiry after = before;
    after.state = step.to;
    ++after.seq;
    after.reason = step.reason;
    if (step.to == InquiryState::answered) {
        after.finding = step.finding;
        after.not_owed = step.not_owed;
    }
    if (step.to == InquiryState::accepted) {
        set_due(after, step.today, terms.inquiry_reply_days, days);
    } else if (step.to == InquiryState::asked) {
        set_due(after, step.today, terms.inquiry_accept_days, days);
    }
    return after;
}

bool is_overdue(const Inquiry& inquiry, Date today) {
    const bool is_awaited =
        inquiry.state == InquiryState::asked || inquiry.state == InquiryState::accepted;
    return is_awaited && today > inquiry.due;
}

bool lowers_payable(DeductionKind kind) {
    return kind == DeductionKind::review || kind == DeductionKind::audit;
}

Result<Deduction> keep_back(const Deduction& before, Money payment) {
    if (before.decided <= Money{} || before.open() < Money{}) {
        return refuse(ErrorCode::bad_amount, "大于零的扣款金额", "请核对扣款决定",
                      "扣款决定没有金额");
    }
    Deduction after = before;
    after.deducted += std::clamp(payment, Money{}, before.open());
    return after;
}

std::optional<Line> netted(const Deduction& before, const Deduction& after) {
    const Money kept = after.deducted - before.deducted;
    if (kept == Money{} || !lowers_payable(after.kind)) return std::nullopt;
    return Line{.direction = after.direction,
                .kind = after.money,
                .origin = Origin::deducted,
                .about = after.id,
                .rows = 0,
                .amount = -kept};
}

}  // namespace yidi::clearing
