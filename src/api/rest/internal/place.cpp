#include "api/rest/internal/place.h"

#include "app/payer/upkeep.h"
#include "base/whole.h"

namespace yidi::rest::internal {

Result<registry::Institution> allow_institution(Call& call) {
    const std::string code = call.parameters().text("fixmedins_code");
    YIDI_TRY(const access::Subject place,
             accounts::subject_of_scope(call.session(), {.region = {}, .institution = code}));
    YIDI_TRY_VOID(call.allow(place));
    YIDI_TRY(auto found, payer::institution(call.session(), code));
    if (!found) return call.not_found("fixmedins_code", "没有这个机构");
    return *std::move(found);
}

Result<std::string> operator_of(const Call& call) {
    if (call.principal().account == 0) return call.principal().id;
    YIDI_TRY(const auto account,
             accounts::account_of(call.session(), call.ports().vault, call.principal().account));
    return account ? account->login : call.principal().id;
}

Result<std::int64_t> number_before(const Call& call) {
    if (!call.parameters().has("before")) return std::int64_t{0};
    const std::optional<std::int64_t> number = parse_whole(call.parameters().view("before"));
    if (number && *number > 0) return *number;
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "before",
                      .rule = "上一页应答的 before",
                      .remedy = "请照原样填写，或去掉它从头看起",
                      .detail = "这不是上一页给出的位置"});
}

void write_text(codec::JsonWriter& json, std::string_view name, std::string_view text) {
    json.key(name);
    text.empty() ? json.null() : json.value(text);
}

void write_id(codec::JsonWriter& json, std::string_view name, std::int64_t id) {
    json.key(name);
    id == 0 ? json.null() : json.value(std::to_string(id));
}

void write_time(codec::JsonWriter& json, std::string_view name, std::optional<Instant> at) {
    json.key(name);
    at ? json.value(to_rfc3339(*at)) : json.null();
}

void write_day(codec::JsonWriter& json, std::string_view name, std::optional<Date> day) {
    json.key(name);
    day ? json.value(*day) : json.null();
}

void write_region(codec::JsonWriter& json, const policy::Regions& regions, std::uint32_t code) {
    json.member("insuplc_admdvs", std::to_string(code));
    json.member("region", regions.name(code));
}

}  // namespace yidi::rest::internal
