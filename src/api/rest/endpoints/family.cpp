#include <array>

#include "adapters/codec/json_writer.h"
#include "api/rest/internal/aid_json.h"
#include "api/rest/internal/subjects.h"

/// What a person does for a relative without a counter: the consent that binds the two; and what
/// their account has paid, sent and received.
namespace yidi::rest::internal {
namespace {

constexpr std::array kPerson{code("psn_no", "人员编号").must()};
constexpr std::array kConsentBody{
    code("holder_psn_no", "为本人办事的亲属的人员编号").must(),
    text("holder_name", "这位亲属的姓名").must(),
    choice("kinship", "本人是他的什么人", aid::kKinships).must(),
};
constexpr std::array<std::string_view, 4> kMoveKinds{"paid", "paid_family", "sent", "received"};
constexpr std::array kMove{
    choice("kind", "paid 付自己的费用、paid_family 付亲属的费用、sent 转出、received 转入",
           kMoveKinds)
        .must(),
    value(Type::time, "at", "何时").must(),
    value(Type::money, "amount", "金额；付费用的，负数是退回").must(),
    code("other_psn_no", "亲属"),
    code("setl_id", "结算编号"),
    code("transfer_id", "转账编号"),
    choice("state", "转账的状态", kTransferStates),
};
constexpr std::array kHistoryParameters{
    code("psn_no", "人员编号").must(),
    whole("limit", "最多几笔；没有：50", 1, 500),
};
constexpr std::array kHistory{
    list("moves", "新的在前；转入账户的拨款不在内", kMove).must(),
    list("names", "上面各人", kName).must(),
};
constexpr std::array kNotFound{Trouble::not_found};

Result<Done> consent(Call& call) {
    const Input& body = call.body();
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    if (call.principal().pid != pid) {
        return call.refuse(Trouble::forbidden, {.code = ErrorCode::not_allowed,
                                                .where = "psn_no",
                                                .rule = "本人登录后同意",
                                                .remedy = "请由亲属用自己的账号办理，或到窗口",
                                                .detail = "不能代他人同意绑定"});
    }
    YIDI_TRY(const aid::Bond bond, aid::consent(call.session(), call.context(),
                                                {.psn_no = call.parameters().text("psn_no"),
                                                 .holder_psn_no = body.text("holder_psn_no"),
                                                 .holder_name = body.text("holder_name"),
                                                 .kinship = body.text("kinship"),
                                                 .by = call.principal().id}));
    call.note(pid, "bond consented");
    call.note(bond.holder, "bond consented");
    return answer_bond(call, bond);
}

/// Both sides of each, with the person whose history it is.
std::vector<registry::Pid> parties_of(const std::vector<aid::Move>& moves) {
    std::vector<registry::Pid> parties;
    for (const aid::Move& one : moves) {
        if (one.other != 0) parties.push_back(one.other);
    }
    return parties;
}

void write_move(codec::JsonWriter& json, const aid::Move& move, const aid::Numbers& numbers) {
    json.begin_object();
    json.member("kind", aid::name(move.kind));
    json.member("at", to_rfc3339(move.at));
    json.member("amount", move.amount);
    if (move.other != 0) json.member("other_psn_no", numbers.at(move.other));
    if (move.setl_id != 0) json.member("setl_id", std::to_string(move.setl_id));
    if (move.transfer_id != 0) {
        json.member("transfer_id", std::to_string(move.transfer_id));
        json.member("state", aid::name(move.state));
    }
    json.end_object();
}

Result<Done> show_history(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    constexpr std::size_t kUsual = 50;
    const bool is_limited = call.parameters().has("limit");
    const std::size_t limit =
        is_limited ? static_cast<std::size_t>(call.parameters().whole("limit")) : kUsual;
    YIDI_TRY(const std::vector<aid::Move> moves, aid::moves_of(call.session(), pid, limit));
    const std::vector<registry::Pid> parties = parties_of(moves);
    YIDI_TRY(const aid::Numbers numbers, aid::numbers_of(call.session(), call.context(), parties));
    call.note(pid, "wallet history read");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("moves");
    json.begin_array();
    for (const aid::Move& one : moves) write_move(json, one, numbers);
    json.end_array();
    YIDI_TRY_VOID(write_names(call, json, parties, numbers));
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{
        .id = "consentToRelative",
        .method = "POST",
        .path = "/persons/{psn_no}/consents",
        .summary = {"本人同意由一位亲属代为办事，即与他绑定",
                    "A person's own consent that a relative acts for them, which binds the two"},
        .rule = {.roles = access::kInsured, .about = access::About::person},
        .effect = Effect::writes,
        .parameters = kPerson,
        .body = kConsentBody,
        .answer = kBond,
        .troubles = kNotFound,
        .accesses = "bond consented",
        .handle = consent},
    Endpoint{.id = "showWalletHistory",
             .method = "GET",
             .path = "/persons/{psn_no}/wallet/history",
             .summary = {"账户明细：自己和亲属的费用付了多少，转出和转入",
                         "What an account has paid, sent and received"},
             .rule = {.roles = access::kOfPersons, .about = access::About::person},
             .effect = Effect::reads,
             .parameters = kHistoryParameters,
             .answer = kHistory,
             .troubles = kNotFound,
             .accesses = "wallet history read",
             .handle = show_history},
};

}  // namespace

Subject family_subject() {
    return {.id = "family", .title = {"家人", "Family"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
