#include "api/rest/internal/at_counter.h"

#include <string>

namespace yidi::rest::internal {

Result<bool> is_at_counter(Call& call, std::string_view fixmedins_code) {
    if (fixmedins_code.empty()) return false;
    YIDI_TRY(const access::Subject place,
             accounts::subject_of_scope(
                 call.session(), {.region = {}, .institution = std::string{fixmedins_code}}));
    constexpr access::Rule kCounter{.roles = access::roles(access::Role::window),
                                    .about = access::About::place};
    return !place.regions.empty() &&
           access::may(call.principal(), kCounter, place) == access::Verdict::yes;
}

Result<registry::Pid> allow_at_counter(Call& call, std::string_view psn_no,
                                       std::string_view fixmedins_code) {
    YIDI_TRY(const bool is_there, is_at_counter(call, fixmedins_code));
    if (!is_there) return call.allow_person(psn_no);
    const Result<access::Subject> subject =
        accounts::subject_of(call.session(), call.context(), psn_no);
    if (!subject && subject.error().code != ErrorCode::bad_value) return fail(subject.error());
    // The scope has been held against the counter; the person stands at it.
    static_cast<void>(call.sees(subject.value_or(access::Subject{})));
    if (!subject) return call.not_found("psn_no", "没有这个人员编号");
    return *subject->pid;
}

}  // namespace yidi::rest::internal
