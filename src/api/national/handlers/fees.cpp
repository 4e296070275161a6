#include "app/payer/fees.h"

#include <algorithm>
#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"

/// 2204, 2205, 2301, 2302, 5204.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

/// All rows of a message are of one visit, because they are done together or not at all.
Result<void> check_one_visit(const Call& call) {
    const std::vector<Fields>& rows = call.nodes.front();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        for (const char* name : {"mdtrt_id", "psn_no"}) {
            if (rows[i].text(name) == rows.front().text(name)) continue;
            return fail(Error{.code = ErrorCode::inconsistent,
                              .where = "input." + std::string{rows[i].table().node} + '[' +
                                       std::to_string(i) + "]." + name,
                              .rule = "同一报文的各行属于同一人的同一次就诊",
                              .remedy = "请把不同就诊的明细分开发送",
                              .detail = "与第一行不同"});
        }
    }
    return {};
}

settlement::FeeLine line_of(const Fields& row, bool is_stay) {
    settlement::FeeLine line{.feedetl_sn = string_of(row, "feedetl_sn"),
                             .init_feedetl_sn = {},
                             .chrg_bchno = {},
                             .fee_ocur_time = row.instant("fee_ocur_time"),
                             .med_list_codg = string_of(row, "med_list_codg"),
                             .medins_list_codg = string_of(row, "medins_list_codg"),
                             .cnt = row.quantity("cnt"),
                             .pric = row.price("pric"),
                             .det_item_fee_sumamt = row.money("det_item_fee_sumamt"),
                             .hosp_appr_flag = string_of(row, "hosp_appr_flag")};
    if (is_stay) {
        line.init_feedetl_sn = string_of(row, "init_feedetl_sn");
    } else {
        line.chrg_bchno = string_of(row, "chrg_bchno");
    }
    return line;
}

/// A text of the row, or a number as one; empty where the transaction has no such field.
std::string said(const Fields& row, std::string_view name) {
    const auto fields = row.table().fields;
    const auto field = std::ranges::find(fields, name, &Field::name);
    if (field == fields.end() || !row.has(name)) return {};
    // Of the texts only prd_days is a number; it has as many places as an amount.
    return field->type == FieldType::number ? to_yuan(row.money(name)) : string_of(row, name);
}

payer::UploadRequest upload_of(const Call& call, bool is_stay) {
    payer::UploadRequest request{.visit = visit_of(call), .lines = {}};
    for (const Fields& row : call.nodes.front()) {
        request.lines.push_back(line_of(row, is_stay));
        request.texts.push_back(texts_of(row, is_stay ? "drord_no" : "rxno"));
    }
    return request;
}

Prepared upload(payer::UploadRequest request, bool is_emergency) {
    return Prepared{[request = std::move(request), is_emergency](
                        Session& session, const Context& context) -> Result<Done> {
        if (is_emergency) {
            payer::ChangeRequest change;
            change.visit = request.visit;
            change.er_flag = true;
            YIDI_TRY_VOID(payer::describe_visit(session, context, change));
        }
        YIDI_TRY(const std::vector<payer::LineReply> lines,
                 payer::upload_fees(session, context, request));
        return Done{fee_output(lines)};
    }};
}

Result<Prepared> upload_outpatient(const Call& call) {
    YIDI_TRY_VOID(check_one_visit(call));
    // The only place where an outpatient visit can say that it is an emergency.
    const bool is_emergency = std::ranges::any_of(
        call.nodes.front(), [](const Fields& row) { return row.text("er_flag") == "1"; });
    return upload(upload_of(call, /*is_stay=*/false), is_emergency);
}

Result<Prepared> upload_stay(const Call& call) {
    YIDI_TRY_VOID(check_one_visit(call));
    return upload(upload_of(call, /*is_stay=*/true), /*is_emergency=*/false);
}

Prepared withdraw(payer::WithdrawRequest request) {
    return Prepared{
        [request = std::move(request)](Session& session, const Context& context) -> Result<Done> {
            YIDI_TRY_VOID(payer::withdraw_fees(session, context, request));
            return Done{std::string{kEmptyOutput}};
        }};
}

Result<Prepared> withdraw_batch(const Call& call) {
    return withdraw({.visit = visit_of(call),
                     .chrg_bchno = string_of(call.first(), "chrg_bchno"),
                     .feedetl_sn = {}});
}

Result<Prepared> withdraw_lines(const Call& call) {
    YIDI_TRY_VOID(check_one_visit(call));
    payer::WithdrawRequest request{.visit = visit_of(call), .chrg_bchno = {}, .feedetl_sn = {}};
    for (const Fields& row : call.nodes.front()) {
        request.feedetl_sn.push_back(string_of(row, "feedetl_sn"));
    }
    return withdraw(std::move(request));
}

Result<Prepared> query_fees(const Call& call) {
    const payer::FeeQuery request{.visit = visit_of(call),
                                  .setl_id = string_of(call.first(), "setl_id")};
    return Prepared{[request, in_node = call.profile.fymx_5204](
                        Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const std::vector<payer::LineView> lines,
                 payer::query_fees(session, context, request));
        std::string list = fee_view_output(lines, request.visit.mdtrt_id);
        return Done{in_node ? R"({"fymx":)" + list + '}' : std::move(list)};
    }};
}

}  // namespace

payer::LineTexts texts_of(const Fields& row, std::string_view order_no) {
    payer::LineTexts texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string_view name = payer::kLineTextNames[i];
        texts[i] = said(row, name == "rx_drord_no" ? order_no : name);
    }
    return texts;
}

std::span<const Handler> fee_handlers() {
    static constexpr std::array kHandlers{
        Handler{"2204", upload_outpatient}, Handler{"2205", withdraw_batch},
        Handler{"2301", upload_stay},       Handler{"2302", withdraw_lines},
        Handler{"5204", query_fees},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
