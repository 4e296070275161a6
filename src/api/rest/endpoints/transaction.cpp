#include <array>
#include <string>

#include "adapters/crypto/sha256.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"

/// Transactions of the national interface for a counter that has signed in.
namespace yidi::rest::internal {
namespace {

/// What forms at a window need. Files, catalogues, settlement lists and signing in are a program's.
constexpr std::array<std::string_view, 45> kTransactions{
    "1101",  "2001", "2101", "2102",  "2103", "2201",  "2202", "2203", "2203A",
    "2204",  "2205", "2206", "2206A", "2207", "2207A", "2208", "2301", "2302",
    "2303",  "2304", "2305", "2401",  "2402", "2403",  "2404", "2405", "2501",
    "2501A", "2502", "2503", "2504",  "2505", "2506",  "2601", "3201", "5201",
    "5202",  "5203", "5204", "5205",  "5206", "5301",  "5302", "5303", "5304",
};

constexpr std::array kParameters{
    code("fixmedins_code", "定点医药机构").must(),
    choice("infno", "交易编号", kTransactions).must(),
};
constexpr std::array kBody{any("input", "交易输入，各节点同定点医药机构接口").must()};
constexpr std::array kAnswer{
    code("infno", "交易编号").must(),
    code("msgid", "报文编号，冲正（2601）与查询用").must(),
    value(Type::time, "time", "时间").must(),
    value(Type::flag, "already_done", "此前已经办理，返回首次的结果").must(),
    text("warn_msg", "提醒", 1'000),
    any("output", "交易输出，与定点医药机构接口逐字节相同").must(),
};
constexpr std::array kTroubles{Trouble::refused, Trouble::not_found, Trouble::conflict};

/// Of the account and its key: the same intention has the same number, whoever else sends it.
std::string msgid_of(const Call& call) {
    constexpr std::size_t kDigits = 29;  // 30 characters with the letter, as a msgid may have.
    const std::string* key = call.request().headers.find("Idempotency-Key");
    YIDI_ASSERT(key != nullptr);
    return "W" + crypto::sha256(call.principal().id + '\n' + *key).substr(0, kDigits);
}

Result<Done> transact(Call& call) {
    YIDI_TRY(const registry::Institution place, allow_institution(call));
    const Desk& desk = call.options().desk;
    if (!desk.transact) return call.not_found("infno", "本服务没有开通交易");
    const codec::JsonNode* input = call.body().json("input");
    YIDI_ASSERT(input != nullptr);
    YIDI_TRY(const std::string opter, operator_of(call));
    const Transaction transaction{.caller = {.fixmedins_code = place.fixmedins_code,
                                             .msgid = msgid_of(call),
                                             .infno = call.parameters().text("infno"),
                                             .opter = opter,
                                             .opter_name = opter},
                                  .input = std::string{input->text},
                                  .language = call.language()};
    YIDI_TRY(const Transacted done, desk.transact(call.session(), call.context(), transaction));
    call.note(done.pid, "transaction " + transaction.caller.infno);
    Done answer;
    codec::JsonWriter json{answer.body};
    json.begin_object();
    json.member("infno", transaction.caller.infno);
    json.member("msgid", transaction.caller.msgid);
    json.member("time", to_rfc3339(call.context().now));
    json.member("already_done", done.already_done);
    json.key("warn_msg");
    done.warn_msg.empty() ? json.null() : json.value(done.warn_msg);
    json.key("output");
    json.raw(done.output);
    json.end_object();
    return answer;
}

constexpr access::Rule kCounters{.roles = access::roles(access::Role::window),
                                 .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{
        .id = "transact",
        .method = "POST",
        .path = "/institutions/{fixmedins_code}/transactions/{infno}",
        .summary = {"窗口办理定点医药机构接口的交易：登记、上传、预结算、结算、撤销、冲正、查询",
                    "A transaction of the national interface, for a counter that has signed in"},
        .rule = kCounters,
        .effect = Effect::writes,
        .parameters = kParameters,
        .body = kBody,
        .answer = kAnswer,
        .troubles = kTroubles,
        .accesses = "transaction",
        .handle = transact},
};

}  // namespace

Subject transaction_subject() {
    return {.id = "transaction",
            .title = {"窗口交易", "Transactions at a window"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
