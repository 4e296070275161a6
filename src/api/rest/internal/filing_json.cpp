#include "api/rest/internal/filing_json.h"

#include <algorithm>

#include "api/rest/internal/place.h"
#include "base/whole.h"
#include "domain/policy/vocabulary.h"

namespace yidi::rest::internal {

void write_filing(codec::JsonWriter& json, const filing::Filing& filing, filing::State state) {
    json.member("filing", filing.id);
    json.member("kind", policy::name(filing.kind));
    json.member("local_code", filing.local_code);
    json.key("places");
    json.begin_array();
    for (const std::uint32_t place : filing.places) {
        json.value(std::to_string(place));
    }
    json.end_array();
    json.member("begndate", filing.begndate);
    write_day(json, "enddate", filing.enddate);
    json.member("state", filing::name(state));
    json.member("phase", filing::name(filing.phase));
    json.member("proof", filing::name(filing.proof));
    write_day(json, "promise_until", filing.promise_until);
    json.key("materials");
    json.begin_array();
    for (const std::string& paper : filing.materials) {
        json.value(paper);
    }
    json.end_array();
    json.key("businesses");
    json.begin_array();
    for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
        const unsigned mask = filing.businesses;
        if ((mask >> i & 1U) != 0) {
            json.value(policy::name(static_cast<policy::Business>(i)));
        }
    }
    json.end_array();
    json.member("channel", filing::name(filing.channel));
    json.key("replaces");
    filing.replaces == 0 ? json.null() : json.value(filing.replaces);
    json.member("extensions", std::int64_t{filing.extensions});
}

app::FilingDetails details_of(const Input& in) {
    app::FilingDetails out;
    out.contact_name = in.text("contact_name");
    out.tel = in.text("tel");
    out.address = in.text("address");
    out.reason = in.text("reason");
    out.transfer_from = in.text("transfer_from");
    out.transfer_to = in.text("transfer_to");
    out.dise_codg = in.text("dise_codg");
    out.dise_name = in.text("dise_name");
    out.agent_name = in.text("agent_name");
    out.agent_certno = in.text("agent_certno");
    out.agent_tel = in.text("agent_tel");
    out.agent_relation = in.text("agent_relation");
    out.bank_name = in.text("bank_name");
    out.bank_account = in.text("bank_account");
    return out;
}

void write_details(codec::JsonWriter& json, const app::FilingDetails& details) {
    json.begin_object();
    json.member("contact_name", details.contact_name);
    json.member("tel", details.tel);
    json.member("address", details.address);
    json.member("reason", details.reason);
    json.member("transfer_from", details.transfer_from);
    json.member("transfer_to", details.transfer_to);
    json.member("dise_codg", details.dise_codg);
    json.member("dise_name", details.dise_name);
    json.member("agent_name", details.agent_name);
    json.member("agent_certno", details.agent_certno);
    json.member("agent_tel", details.agent_tel);
    json.member("agent_relation", details.agent_relation);
    json.member("bank_name", details.bank_name);
    json.member("bank_account", details.bank_account);
    json.end_object();
}

Done step_answer(const app::FilingReply& reply) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("filing");
    json.begin_object();
    write_filing(json, reply.now, reply.state);
    json.end_object();
    json.end_object();
    return done;
}

app::FilingContext filing_context(const Call& call) {
    return {.payer = call.context(), .upward = call.options().upward};
}

Result<app::Actor> actor_of(Call& call, registry::Pid pid, std::string_view channel) {
    using filing::Channel;
    const access::Principal& who = call.principal();
    app::Actor actor{.channel = Channel::self, .by = who.id, .proxy = {}};
    if (who.pid && (who.has(access::Role::citizen) || who.has(access::Role::proxy))) {
        if (*who.pid != pid) {
            actor.channel = Channel::proxy;
            actor.proxy = who.pid;
        }
        return actor;
    }
    // A hospital's counter applies for its patients; it is no counter of an agency.
    const bool is_hospital = std::ranges::none_of(
        who.grants, [](const access::Grant& one) { return one.scope.institution.empty(); });
    actor.channel = is_hospital ? Channel::hospital : Channel::window;
    if (channel.empty() || is_hospital) {
        return actor;
    }
    const auto named = filing::parse_channel(channel);
    const bool is_desk = named == Channel::window || named == Channel::phone ||
                         named == Channel::other_region || named == Channel::hospital;
    if (!is_desk) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/channel",
                          .rule = "window、phone、other_region、hospital 之一",
                          .remedy = "请按实际渠道填写",
                          .detail = "窗口不能代填这个渠道",
                          .source = {}});
    }
    actor.channel = *named;
    return actor;
}

Result<std::uint32_t> read_region(std::string_view text, std::string_view where) {
    constexpr std::size_t kDigits = 6;
    const std::optional<std::int64_t> code = parse_whole(text);
    if (text.size() != kDigits || !code) {
        return fail(Error{.code = ErrorCode::bad_region,
                          .where = std::string{where},
                          .rule = "六位区划代码",
                          .remedy = "请填写六位数字",
                          .detail = "这不是区划代码",
                          .source = {}});
    }
    return static_cast<std::uint32_t>(*code);
}

std::vector<std::string> owned(const std::vector<std::string_view>& texts) {
    return {texts.begin(), texts.end()};
}

}  // namespace yidi::rest::internal
