#include "api/rest/internal/call.h"

#include <utility>

namespace yidi::rest {
namespace {

Error out_of_scope() {
    return {.code = ErrorCode::bad_value,
            .where = {},
            .rule = "本账号的角色与地区所及",
            .remedy = "请用有权办理的账号，或向管理员申请",
            .detail = "本账号无权办理此人或此地的业务"};
}

}  // namespace

Result<void> Call::allow(const access::Subject& subject) {
    access::Rule rule = endpoint().rule;
    // Where somebody was insured before keeps its records; it does nothing for them any more.
    rule.now_only = rule.now_only || endpoint().effect == Effect::writes;
    const access::Verdict verdict = access::may(principal(), rule, subject);
    if (verdict != access::Verdict::yes) {
        about_ = subject.pid;
        return refuse(Trouble::forbidden, out_of_scope());
    }
    is_allowed_ = true;
    return {};
}

Result<registry::Pid> Call::allow_person(std::string_view psn_no) {
    const Result<access::Subject> subject = accounts::subject_of(session(), context(), psn_no);
    if (subject) {
        YIDI_TRY_VOID(allow(*subject));
        return *subject->pid;
    }
    if (subject.error().code != ErrorCode::bad_value) return fail(subject.error());
    // Only who may see everybody learns that somebody is not there.
    YIDI_TRY_VOID(allow({}));
    return not_found("psn_no", "没有这个人员编号");
}

bool Call::sees(const access::Subject& subject) {
    is_allowed_ = true;
    return access::may(principal(), endpoint().rule, subject) == access::Verdict::yes;
}

void Call::note(accounts::Access access) {
    if (access.by.empty()) access.by = principal().is_known() ? principal().id : "nobody";
    notes_.push_back(std::move(access));
}

tl::unexpected<Error> Call::refuse(Trouble trouble, Error error) {
    refusal_ = Refusal{.trouble = trouble, .error = error};
    return fail(std::move(error));
}

tl::unexpected<Error> Call::not_found(std::string where, std::string detail) {
    return refuse(Trouble::not_found, {.code = ErrorCode::bad_value,
                                       .where = std::move(where),
                                       .rule = {},
                                       .remedy = "请核对编号",
                                       .detail = std::move(detail)});
}

std::optional<Error> left_out(const Endpoint& endpoint, const HandlerDid& did) {
    const access::About about = endpoint.rule.about;
    const bool has_subject = about == access::About::person || about == access::About::place;
    if (has_subject && !endpoint.rule.is_open && !did.checked_scope) {
        return Error{.code = ErrorCode::invariant_violated,
                     .where = std::string{endpoint.id},
                     .rule = "the scope is checked before anything is told"};
    }
    if (!endpoint.accesses.empty() && !did.noted) {
        return Error{.code = ErrorCode::invariant_violated,
                     .where = std::string{endpoint.id},
                     .rule = "whose data are shown is noted"};
    }
    return std::nullopt;
}

}  // namespace yidi::rest
