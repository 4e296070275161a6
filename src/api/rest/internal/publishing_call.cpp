#include "api/rest/internal/publishing_call.h"

#include <utility>

#include "base/whole.h"

namespace yidi::rest::internal {

publishing::Tools tools_of(const Call& call) {
    return {.shelf = call.ports().shelf, .packs = call.ports().packs};
}

access::Subject place_of(std::uint32_t area) {
    return {.pid = {}, .family_of = {}, .regions = {area}, .institution = {}};
}

std::int64_t number_in(std::string_view text) {
    return parse_whole(text).value_or(-1);
}

Result<publishing::Shown> find_change(Call& call) {
    YIDI_TRY(std::optional<publishing::Shown> shown,
             publishing::show(call.session(), number_in(call.parameters().view("change_id"))));
    if (shown) {
        YIDI_TRY_VOID(call.allow(place_of(shown->change.area)));
        return *std::move(shown);
    }
    // Only who may see every area learns that something is not there.
    YIDI_TRY_VOID(call.allow({}));
    return call.not_found("change_id", "没有这个变更");
}

Result<publishing::Version> find_version(Call& call, std::string_view of) {
    const auto area = static_cast<std::uint32_t>(number_in(call.parameters().view("policy_id")));
    const std::optional<std::int64_t> change =
        of.empty() ? std::nullopt : std::optional{number_in(of)};
    YIDI_TRY(std::optional<publishing::Version> found,
             publishing::version_of(call.session(), call.context(), tools_of(call), area, change));
    const bool is_seen =
        found && (found->is_published || access::may(call.principal(), kSeesChanges,
                                                     place_of(area)) == access::Verdict::yes);
    if (is_seen) return *std::move(found);
    return call.not_found(of.empty() ? "policy_id" : "of", "此统筹区没有这一版本");
}

Result<codec::Logins> logins_of(const Call& call, const std::set<std::string>& ids) {
    return accounts::logins_of(call.session(), call.context().vault, ids);
}

}  // namespace yidi::rest::internal
