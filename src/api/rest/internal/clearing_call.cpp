#include "api/rest/internal/clearing_call.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "adapters/crypto/sha256.h"
#include "api/rest/internal/place.h"
#include "app/access/accounts.h"
#include "app/clearing/bills.h"
#include "app/clearing/reconcile.h"

namespace yidi::rest::internal {
namespace {

access::Subject place_of(std::uint32_t party) {
    access::Subject subject;
    subject.regions.push_back(party);
    return subject;
}

Result<std::uint32_t> party_in(const Call& call, std::string_view text) {
    std::uint32_t code = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), code);
    const bool is_number = failed == std::errc{} && end == text.data() + text.size();
    const app::ClearingRules* const rules = call.options().clearing;
    if (is_number && rules != nullptr && std::ranges::binary_search(rules->parties, code)) {
        return code;
    }
    return fail(Error{.code = ErrorCode::bad_region,
                      .where = "party",
                      .rule = "参加清算的省级医保区划，如 130000",
                      .remedy = "请核对地区代码",
                      .detail = "这不是参加清算的地区",
                      .source = {}});
}

/// Whether the caller has a role in a place of their own that holds the party.
bool is_theirs(const access::Principal& principal, access::Role role, std::uint32_t party) {
    const std::string code = std::to_string(party);
    return std::ranges::any_of(principal.grants, [&](const access::Grant& grant) {
        return grant.role == role && !grant.scope.region.empty() &&
               code.starts_with(grant.scope.region);
    });
}

tl::unexpected<Error> not_theirs(Call& call) {
    return call.refuse(Trouble::forbidden, Error{.code = ErrorCode::not_allowed,
                                                 .where = "party",
                                                 .rule = "本地区的清算或财务岗位",
                                                 .remedy = "请由该地区的人员办理",
                                                 .detail = "您没有这一地区的清算或财务岗位",
                                                 .source = {}});
}

}  // namespace

Result<app::ClearingContext> clearing_context(const Call& call) {
    const app::ClearingRules* const rules = call.options().clearing;
    if (rules == nullptr) {
        return fail(Error{.code = ErrorCode::rule_unknown,
                          .where = "clearing",
                          .rule = "清算规则与工作日历",
                          .remedy = "请管理员补全 data/rules 与 data/calendar",
                          .detail = "这台服务器没有清算规则",
                          .source = {}});
    }
    return app::ClearingContext{.payer = call.context(),
                                .rules = rules->rules,
                                .days = rules->days,
                                .parties = rules->parties};
}

Result<clearing::Actor> as_centre(Call& call) {
    // Nothing lies in a place that is none: only a role everywhere reaches it.
    YIDI_TRY_VOID(call.allow({}));
    return clearing::Actor{.role = clearing::Role::centre, .party = 0, .by = call.principal().id};
}

Result<clearing::Actor> as_party(Call& call, std::string_view party, clearing::Role role) {
    YIDI_TRY(const std::uint32_t code, shown_party(call, party));
    const auto needed =
        role == clearing::Role::finance ? access::Role::finance : access::Role::clearing_officer;
    if (!is_theirs(call.principal(), needed, code)) return not_theirs(call);
    return clearing::Actor{.role = role, .party = code, .by = call.principal().id};
}

Result<clearing::Actor> as_payer_or_payee(Call& call, std::string_view party) {
    YIDI_TRY(const std::uint32_t code, shown_party(call, party));
    for (const bool is_finance : {true, false}) {
        const auto role = is_finance ? access::Role::finance : access::Role::clearing_officer;
        if (!is_theirs(call.principal(), role, code)) continue;
        return clearing::Actor{
            .role = is_finance ? clearing::Role::finance : clearing::Role::agency,
            .party = code,
            .by = call.principal().id};
    }
    return not_theirs(call);
}

Result<std::uint32_t> shown_party(Call& call, std::string_view party) {
    YIDI_TRY(const std::uint32_t code, party_in(call, party));
    YIDI_TRY_VOID(call.allow(place_of(code)));
    return code;
}

Result<std::optional<std::uint32_t>> asked_party(Call& call) {
    if (!call.parameters().has("party")) {
        YIDI_TRY_VOID(call.allow({}));
        return std::optional<std::uint32_t>{};
    }
    YIDI_TRY(const std::uint32_t code, shown_party(call, call.parameters().view("party")));
    return std::optional{code};
}

Result<clearing::Month> month_in(std::string_view text, std::string_view where) {
    const auto month = clearing::parse_month(text);
    if (month) return *month;
    return fail(Error{.code = ErrorCode::bad_date,
                      .where = std::string{where},
                      .rule = "年月，如 2026-01",
                      .remedy = "请写成四位年、两位月",
                      .detail = "这不是年月",
                      .source = {}});
}

Result<std::int64_t> number_in(std::string_view text, std::string_view where) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed == std::errc{} && end == text.data() + text.size() && number > 0) return number;
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{where},
                      .rule = "本平台给出的编号",
                      .remedy = "请核对编号",
                      .detail = "这不是本平台的编号",
                      .source = {}});
}

peers::MemoryPeers peers_of(Call& call, const app::ClearingContext& context) {
    ports::Session& session = call.session();
    return peers::MemoryPeers{
        {.take = [&session, &context](std::uint32_t to,
                                      const clearing::BookedBill& bill) -> Result<void> {
             YIDI_TRY([[maybe_unused]] const bool is_new,
                      app::book_bill(session, context, to, bill));
             return {};
         },
         .book = [&session](const ports::Peers::Day& day) { return app::day_book(session, day); },
         .repaired =
             [&session](const ports::Peers::Day& day) { return app::repaired_bills(session, day); },
         .hash = crypto::sha256_bytes}};
}

Result<Logins> logins_behind(const Call& call, const std::set<std::string>& ids) {
    return accounts::logins_of(call.session(), call.context().vault, ids);
}

void write_who(codec::JsonWriter& json, const std::string& by, const Logins& logins) {
    json.member("by", by);
    const auto login = logins.find(by);
    write_text(json, "login", login == logins.end() ? std::string_view{} : login->second);
}

void write_direction(codec::JsonWriter& json, const clearing::Direction& direction) {
    json.member("insured", std::to_string(direction.insured));
    json.member("treating", std::to_string(direction.treating));
}

void write_kind(codec::JsonWriter& json, const clearing::Kind& kind) {
    json.member("insutype", policy::code(kind.insutype));
    json.member("clr_type", kind.clr_type);
    json.member("fund_pay_type", kind.fund);
}

void write_parties(codec::JsonWriter& json, std::string_view name,
                   const std::vector<std::uint32_t>& parties) {
    json.key(name);
    json.begin_array();
    for (const std::uint32_t party : parties) json.value(std::to_string(party));
    json.end_array();
}

}  // namespace yidi::rest::internal
