#include <array>
#include <string>
#include <utility>

#include "adapters/crypto/access_token.h"
#include "adapters/render/statement_of.h"
#include "api/rest/internal/at_counter.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/statement.h"
#include "app/payer/upkeep.h"

/// Settlements that were made over the national interface.
namespace yidi::rest::internal {
namespace {

using payer::StatementReply;
using payer::StatementRequest;

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

constexpr std::array kParameters{
    code("setl_id", "结算编号").must(),
    code("fixmedins_code", "结算的定点医药机构").must(),
    code("psn_no", "人员编号").must(),
    value(Type::flag, "lines", "附费用明细"),
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
        YIDI_TRY(const bool is_there, is_at_counter(call, sender.fixmedins_code));
        if (is_there) return {};
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

/// What is printed, once it is certain that the caller may see it; that is noted.
Result<render::Sheet> sheet_for(Call& call) {
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
    render::Statement statement = render::statement_of(*reply, call.book().regions());
    statement.lists_lines = call.parameters().flag("lines");
    return render::statement_sheet(statement);
}

Result<Done> show_statement(Call& call) {
    YIDI_TRY(const render::Sheet sheet, sheet_for(call));
    return Done{.body = render::sheet_html(sheet)};
}

Result<Done> print_statement(Call& call) {
    YIDI_TRY(render::Sheet sheet, sheet_for(call));
    Done done;
    done.headers.add("Content-Disposition",
                     "inline; filename=\"statement-" + sheet.number + ".pdf\"");
    // Setting the type takes its time, and needs the store no more.
    done.finish = [sheet = std::move(sheet)] { return render::sheet_pdf(sheet); };
    return done;
}

constexpr std::uint16_t kPdfCost = 5;

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
    Endpoint{.id = "printStatement",
             .method = "GET",
             .path = "/settlements/{setl_id}/statement.pdf",
             .summary = {"医疗费用结算单的 PDF，与网页逐项相同；何人可查也相同",
                         "The statement as a PDF, with the same numbers as the page and for the "
                         "same people"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::reads,
             .parameters = kParameters,
             .media = "application/pdf",
             .troubles = kTroubles,
             .accesses = "statement",
             .cost = kPdfCost,
             .handle = print_statement},
};

}  // namespace

Subject settlement_subject() {
    return {.id = "settlement", .title = {"结算", "Settlements"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
