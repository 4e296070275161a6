#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "adapters/crypto/access_token.h"
#include "adapters/render/statement.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/statement.h"
#include "app/payer/upkeep.h"
#include "domain/explain/labels.h"
#include "domain/registry/hospital_level.h"

/// Settlements that were made over the national interface.
namespace yidi::rest::internal {
namespace {

using payer::StatementReply;
using payer::StatementRequest;
using render::Coded;
using render::Statement;
using settlement::Settlement;
using settlement::SettlementKind;

/// Whoever signs messages only has nothing to sign a look-up with: it has to have a gateway too.
bool signs_messages_only(const registry::Profile& profile) {
    return profile.gateway == registry::GatewayStyle::none &&
           profile.cainfo != registry::MessageSigning::none &&
           profile.cainfo != registry::MessageSigning::sm3_input;
}

Result<void> check(const http::Request& request, const registry::Institution& sender,
                   std::string_view token_key, Instant now) {
    constexpr std::int64_t kSecondMs = 1'000;
    if (sender.profile.log_only) return {};
    if (signs_messages_only(sender.profile)) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "profile",
                          .rule = "登记了网关签名的机构",
                          .remedy = "请为该机构登记网关签名，或使用结算应答打印",
                          .detail = "该机构只对报文签名，无法核实查询来自该机构"});
    }
    std::vector<crypto::GatewayHeader> headers;
    for (const http::Header& one : request.headers) headers.push_back({one.name, one.value});
    return crypto::examine_gateway(
               sender.profile.gateway, headers,
               {.paas_id = sender.paas_id, .secret = sender.secret, .token_key = token_key},
               {.now = now, .window_ms = sender.profile.clock_window_s * kSecondMs})
        .verdict;
}

Coded region(const policy::Regions& regions, std::uint32_t code) {
    std::string words{regions.name(regions.pooling_area(code))};
    if (const std::string_view own = regions.name(code); own != words) words += own;
    return {.code = std::to_string(code), .words = std::move(words)};
}

template <class Kind>
Coded coded(std::string_view code, std::optional<Kind> kind) {
    return {.code = std::string{code},
            .words = kind ? std::string{explain::label(*kind).zh} : std::string{}};
}

std::string hospital_level(std::string_view code) {
    const auto* const known =
        std::ranges::find(registry::kHospitalLevels, code, &registry::HospitalLevel::code);
    return known == registry::kHospitalLevels.end() ? std::string{code} : std::string{known->name};
}

/// "440300@1 0123456789abcdef 1" in words.
std::string basis_of(const std::string& computed_by) {
    const std::size_t pack = computed_by.find(' ');
    const std::size_t engine = computed_by.rfind(' ');
    if (pack == std::string::npos || engine == pack) return computed_by;
    return "政策包 " + computed_by.substr(0, pack) + "（摘要 " +
           computed_by.substr(pack + 1, engine - pack - 1) + "），计算程序版次 " +
           computed_by.substr(engine + 1);
}

void set_state(const StatementReply& reply, Statement& page) {
    const Settlement& one = reply.settlement;
    if (one.kind == SettlementKind::reversed) {
        page.state = render::StatementState::reversal;
        page.other_setl_id = one.undoes;
    } else if (reply.reversed_by != 0) {
        page.state = render::StatementState::reversed;
        page.other_setl_id = reply.reversed_by;
    }
    for (const Settlement& row : reply.corrections) {
        page.corrections.push_back({.setl_id = row.setl_id,
                                    .at = row.setl_time,
                                    .fund_pay_sumamt = row.info.fund_pay_sumamt,
                                    .psn_part_amt = row.info.psn_part_amt});
    }
}

Statement statement_of(const StatementReply& reply, const policy::Regions& regions) {
    const Settlement& one = reply.settlement;
    Statement page;
    set_state(reply, page);
    page.institution = {.code = one.fixmedins_code, .words = reply.institution.fixmedins_name};
    page.treating_region = region(regions, one.mdtrtarea_admvs);
    page.psn_name = reply.person.personal.psn_name;
    page.certno = reply.person.personal.certno;
    page.psn_no = registry::psn_no_of(reply.person.insuplc_admdvs, one.pid);
    page.insured_region = region(regions, one.insuplc_admdvs);
    page.is_remote =
        regions.pooling_area(one.insuplc_admdvs) != regions.pooling_area(one.mdtrtarea_admvs);
    page.insutype = coded(policy::code(one.insutype), std::optional{one.insutype});
    page.psn_type = coded(one.psn_type, policy::person_of(one.psn_type));
    page.cvlserv_flag = one.cvlserv_flag;
    page.mdtrt_id = one.mdtrt_id;
    page.ipt_otp_no = reply.visit.ipt_otp_no;
    page.med_type = coded(one.med_type, policy::business_of(one.med_type));
    page.dise_codg = reply.visit.dise_codg;
    page.is_interim = one.is_interim;
    page.begndate = reply.visit.begntime.date();
    page.enddate = one.until;
    page.setl_id = one.setl_id;
    page.chrg_bchno = one.chrg_bchno;
    page.msgid = one.msgid;
    page.setl_time = one.setl_time;
    page.opter = reply.opter;
    page.clr_type = one.clr_type;
    page.hosp_lv = hospital_level(reply.institution.hosp_lv);
    page.computed_by = basis_of(one.computed_by);
    page.year = one.year;
    page.info = one.info;
    page.payers = one.payers;
    page.cum = reply.cum;
    return page;
}

constexpr std::array kParameters{
    code("setl_id", "结算编号").must(),
    code("fixmedins_code", "结算的定点医药机构").must(),
    code("psn_no", "人员编号").must(),
};
constexpr std::array kTroubles{Trouble::not_signed_in, Trouble::not_found};

/// The same for whatever is not there and for whatever is somebody else's.
tl::unexpected<Error> not_here(Call& call) {
    return call.refuse(Trouble::not_found,
                       {.code = ErrorCode::bad_value,
                        .where = "setl_id",
                        .rule = {},
                        .remedy = "请核对 setl_id、psn_no 与 fixmedins_code，三者须与结算应答一致",
                        .detail = "该机构没有此人的这一笔结算"});
}

/// The institution shows by its gateway's headers who it is; a person or an agency has signed in.
Result<void> check_asker(Call& call, const registry::Institution& sender, std::string_view psn_no) {
    if (call.principal().is_known()) {
        Result<access::Subject> known =
            accounts::subject_of(call.session(), call.context(), psn_no);
        if (!known && known.error().code == ErrorCode::bad_value) return not_here(call);
        YIDI_TRY(access::Subject subject, std::move(known));
        subject.institution = sender.fixmedins_code;
        const access::Rule rule{.roles = access::kOfPersons, .about = access::About::person};
        if (access::may(call.principal(), rule, subject) != access::Verdict::yes) {
            return not_here(call);
        }
        return {};
    }
    const Instant sent = call.context().now.plus_ms(-call.options().clock_ahead_ms);
    const Result<void> signature =
        check(call.request(), sender, crypto::token_key(call.ports().vault), sent);
    if (!signature) return call.refuse(Trouble::not_signed_in, signature.error());
    return {};
}

Result<Done> show_statement(Call& call) {
    const StatementRequest request{.fixmedins_code = call.parameters().text("fixmedins_code"),
                                   .psn_no = call.parameters().text("psn_no"),
                                   .setl_id = call.parameters().text("setl_id")};
    YIDI_TRY(const auto sender,
             payer::institution_with_keys(call.session(), call.context(), request.fixmedins_code));
    if (!sender) return not_here(call);
    YIDI_TRY_VOID(check_asker(call, *sender, request.psn_no));
    const Result<StatementReply> reply = payer::statement(call.session(), call.context(), request);
    if (!reply && reply.error().code == ErrorCode::bad_value) return not_here(call);
    if (!reply) return fail(reply.error());
    const bool is_signed_in = call.principal().is_known();
    call.note({.by = is_signed_in ? std::string{} : request.fixmedins_code,
               .pid = reply->person.pid,
               .what = "statement " + request.setl_id});
    return Done{.body = render::statement_html(statement_of(*reply, call.book().regions()))};
}

constexpr std::array kEndpoints{
    Endpoint{.id = "showStatement",
             .method = "GET",
             .path = "/settlements/{setl_id}/statement",
             .summary = {"医疗费用结算单，可打印；机构以其网关签名查询，参保人与经办人登录后查询",
                         "The printed statement of a settlement, for the institution that settled "
                         "(by its gateway's signature), the person and the agency"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::reads,
             .parameters = kParameters,
             .media = "text/html",
             .troubles = kTroubles,
             .accesses = "statement",
             .handle = show_statement},
};

}  // namespace

Subject settlement_subject() {
    return {.id = "settlement", .title = {"结算", "Settlements"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
