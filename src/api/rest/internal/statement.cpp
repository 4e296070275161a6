#include "api/rest/internal/statement.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "adapters/crypto/access_token.h"
#include "adapters/render/statement.h"
#include "api/rest/internal/reply.h"
#include "app/payer/statement.h"
#include "app/payer/upkeep.h"
#include "domain/explain/labels.h"
#include "domain/registry/hospital_level.h"

namespace yidi::rest::internal {
namespace {

using payer::StatementReply;
using payer::StatementRequest;
using render::Coded;
using render::Statement;
using settlement::Settlement;
using settlement::SettlementKind;

payer::Context context_of(const RouterPorts& ports, Instant now) {
    return {.book = ports.book,
            .vault = ports.vault,
            .ids = ports.ids,
            .texts = ports.texts,
            .now = now};
}

/// What every key of ours is made of, so that no look-up is made by anything else.
bool is_plain(std::string_view text) {
    constexpr std::size_t kSizeMax = 64;
    return !text.empty() && text.size() <= kSizeMax && std::ranges::all_of(text, [](char one) {
        return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') ||
               (one >= 'a' && one <= 'z') || one == '-' || one == '_';
    });
}

/// Null where all of them are there.
std::string_view missing_parameter(const StatementRequest& request) {
    if (!is_plain(request.fixmedins_code)) return "fixmedins_code";
    return is_plain(request.psn_no) ? std::string_view{} : std::string_view{"psn_no"};
}

/// The same for whatever is not there and for whatever is somebody else's.
http::Response not_here() {
    return problem(kNotFound, {.detail = "该机构没有此人的这一笔结算",
                               .code = name(ErrorCode::bad_value),
                               .where = "setl_id",
                               .remedy = "请核对 setl_id、psn_no 与 fixmedins_code，"
                                         "三者须与结算应答一致"});
}

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

http::Response unauthorized(const Error& error) {
    http::Response response = problem(kUnauthorized, {.detail = error.detail,
                                                      .code = name(error.code),
                                                      .where = error.where,
                                                      .remedy = error.remedy});
    response.headers.add("WWW-Authenticate", "Gateway");
    return response;
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

/// One statement on its way.
struct Job {
    http::Answer answer;
    StatementRequest request;
    Instant now;
    http::Response response;
};

/// Fills in the answer; whether it shows a statement, which is to be noted.
Result<bool> prepare(const RouterPorts& ports, const RouterOptions& options,
                     const http::Request& request, Job& job) {
    bool shows = false;
    YIDI_TRY_VOID(ports.store.read([&](ports::Session& session) -> Result<void> {
        const payer::Context context = context_of(ports, job.now);
        YIDI_TRY(const auto sender,
                 payer::institution_with_keys(session, context, job.request.fixmedins_code));
        if (!sender) {
            job.response = not_here();
            return {};
        }
        const Instant sent = job.now.plus_ms(-options.clock_ahead_ms);
        if (const Result<void> signature =
                check(request, *sender, crypto::token_key(ports.vault), sent);
            !signature) {
            job.response = unauthorized(signature.error());
            return {};
        }
        const Result<StatementReply> reply = payer::statement(session, context, job.request);
        if (!reply && reply.error().code == ErrorCode::bad_value) {
            job.response = not_here();
            return {};
        }
        if (!reply) return fail(reply.error());
        job.response = page(render::statement_html(statement_of(*reply, ports.book.regions())));
        shows = true;
        return {};
    }));
    return shows;
}

}  // namespace

void answer_statement(const RouterPorts& ports, const RouterOptions& options,
                      const StatementCall& call, http::Answer answer) {
    const auto job = std::make_shared<Job>();
    job->answer = std::move(answer);
    job->request = {.fixmedins_code = std::string{call.target.get("fixmedins_code")},
                    .psn_no = std::string{call.target.get("psn_no")},
                    .setl_id = std::string{call.setl_id}};
    job->now = ports.clock.now();
    if (const std::string_view missing = missing_parameter(job->request); !missing.empty()) {
        return job->answer(problem(kBadRequest, {.detail = "缺少参数，或不是本系统的编号",
                                                 .code = name(ErrorCode::missing_key),
                                                 .where = missing,
                                                 .remedy = "查询部分须有 psn_no 与 "
                                                           "fixmedins_code"}));
    }
    const Result<bool> shows = prepare(ports, options, call.request, *job);
    if (!shows) return job->answer(problem(shows.error(), kNotFound));
    if (!*shows) return job->answer(std::move(job->response));
    ports.store.submit(
        [ports, job](ports::Session& session) {
            return payer::note_statement(session, context_of(ports, job->now), job->request);
        },
        [job](const Result<void>& noted) {
            job->answer(noted ? std::move(job->response) : problem(noted.error(), kServerError));
        });
}

}  // namespace yidi::rest::internal
