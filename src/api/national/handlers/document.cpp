#include <algorithm>
#include <array>
#include <utility>

#include "api/national/internal/handler.h"
#include "api/national/internal/output_words.h"
#include "app/payer/documents.h"

/// 4101, 4101A, 4103.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

/// Of every list, so that it is answered alike whichever transaction brought it.
constexpr std::array<std::string_view, 8> kNodes{
    "setlinfo", "payinfo", "opspdiseinfo", "diseinfo", "iteminfo", "oprninfo", "icuinfo", "bldinfo",
};

/// The rows of a node; null where the transaction has no such node.
const std::vector<Fields>* rows_of(const Call& call, std::string_view node) {
    const Form* form = find_form(call.caller.infno);
    const auto table = std::ranges::find(form->input, node, &Table::node);
    return table == form->input.end()
               ? nullptr
               : &call.nodes.at(static_cast<std::size_t>(table - form->input.begin()));
}

/// The members of an answer to 4103: each node with each field that the interface knows.
std::string body_of(const Call& call) {
    std::string out;
    codec::JsonWriter writer{out};
    writer.begin_object();
    for (const std::string_view node : kNodes) {
        const std::vector<Fields>* rows = rows_of(call, node);
        writer.key(node);
        if (node == kNodes.front()) {
            write_row(writer, rows->front());
            continue;
        }
        writer.begin_array();
        if (rows != nullptr) {
            for (const Fields& row : *rows) write_row(writer, row);
        }
        writer.end_array();
    }
    writer.end_object();
    return out;
}

std::optional<Money> sum_of(const Call& call, std::string_view node, std::string_view field) {
    const std::vector<Fields>* rows = rows_of(call, node);
    if (rows == nullptr || rows->empty()) return std::nullopt;
    Money sum;
    for (const Fields& row : *rows) sum += row.money(field);
    return sum;
}

std::optional<Money> maybe_money(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.money(name)} : std::nullopt;
}

Result<Prepared> submit(const Call& call) {
    const Fields& fields = call.first();
    YIDI_TRY_VOID(check_own_code(call));
    if (fields.has("setl_begn_date") && fields.has("setl_end_date") &&
        fields.date("setl_end_date") < fields.date("setl_begn_date")) {
        return fail(Error{.code = ErrorCode::inconsistent,
                          .where = "input.setlinfo.setl_end_date",
                          .rule = "不早于 setl_begn_date",
                          .remedy = "请更正两个日期之一",
                          .detail = "结算结束日期早于开始日期"});
    }
    const payer::NewDocument document{
        .caller = call.caller,
        .owner = {.psn_no = string_of(fields, "psn_no"),
                  .psn_cert_type = string_of(fields, "patn_cert_type"),
                  .certno = string_of(fields, "certno")},
        .mdtrt_id = string_of(fields, "mdtrt_id"),
        .setl_id = string_of(fields, "setl_id"),
        .amounts = {.medfee_sumamt = sum_of(call, "iteminfo", "amt"),
                    .funds = sum_of(call, "payinfo", "fund_payamt"),
                    .acct_pay = maybe_money(fields, "acct_pay"),
                    .psn_cash_pay = maybe_money(fields, "psn_cashpay")},
        .body = body_of(call)};
    return Prepared{
        .run = [document](Session& session, const Context& context) -> Result<Done> {
            YIDI_TRY(const std::int64_t id, payer::submit_document(session, context, document));
            std::string out;
            codec::JsonWriter writer{out};
            writer.begin_object();
            text(writer, "setl_list_id", std::to_string(id));
            writer.key("data");
            writer.begin_object();
            text(writer, "setl_list_id", std::to_string(id));
            writer.end_object();
            writer.end_object();
            return Done{std::move(out)};
        },
        .find_person = [owner = document.owner](Session& session, const Context& context)
            -> std::optional<registry::Pid> {
            return payer::owner_of(session, context, owner).value_or(std::nullopt);
        }};
}

Result<Prepared> query(const Call& call) {
    const payer::DocumentQuery query{.caller = call.caller,
                                     .psn_no = string_of(call.first(), "psn_no"),
                                     .setl_id = string_of(call.first(), "setl_id")};
    return Prepared{[query](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const payer::KeptDocument kept, payer::find_document(session, context, query));
        // The kept body is an object of nodes; its number goes before them.
        std::string out = R"({"setl_list_id":")" + std::to_string(kept.id) + R"(",)";
        out += std::string_view{kept.body}.substr(1);
        return Done{std::move(out)};
    }};
}

}  // namespace

std::span<const Handler> document_handlers() {
    static constexpr std::array kHandlers{
        Handler{"4101", submit},
        Handler{"4101A", submit},
        Handler{"4103", query},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
