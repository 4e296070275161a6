#include "api/rest/internal/publishing_call.h"

#include <charconv>
#include <utility>

namespace yidi::rest::internal {

publishing::Tools tools_of(const Call& call) {
    return {.shelf = call.ports().shelf, .packs = call.ports().packs};
}

access::Subject place_of(std::uint32_t area) {
    return {.pid = {}, .family_of = {}, .regions = {area}, .institution = {}};
}

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
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

Result<codec::Logins> logins_of(const Call& call, const std::set<std::string>& ids) {
    return accounts::logins_of(call.session(), call.context().vault, ids);
}

}  // namespace yidi::rest::internal
