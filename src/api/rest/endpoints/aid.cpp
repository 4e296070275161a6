#include "app/aid/aid.h"

#include <array>

#include "adapters/codec/entitlement_encoder.h"
#include "api/rest/internal/aid_json.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "base/whole.h"

/// Mutual aid: bonds between relatives, and money sent between their accounts.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 2> kAnswers{"accept", "refuse"};

constexpr std::array kPerson{code("psn_no", "人员编号").must()};
constexpr std::array kBondOfPerson{code("psn_no", "人员编号，双方任一").must(),
                                   code("bond_id", "绑定编号").must()};
constexpr std::array kTransferToPerson{code("psn_no", "接收人编号").must(),
                                       code("transfer_id", "转账编号").must()};

constexpr std::array kLink{
    code("owner_psn_no", "谁的账户付").must(),
    code("member_psn_no", "为谁付").must(),
    value(Type::money, "year_limit", "每年最多；没有：不限"),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日"),
};
constexpr std::array kBonds{
    list("bonds", "有效的绑定", kBond).must(),
    list("links", "现在可直接支付亲属费用的账户", kLink).must(),
    list("names", "上面各人", kName).must(),
};
constexpr std::array kBindBody{
    code("relative_psn_no", "亲属的人员编号").must(),
    choice("kinship", "亲属是持有人的什么人", aid::kKinships).must(),
    value(Type::flag, "face_checked", "亲属本人已通过人脸识别"),
    value(Type::flag, "promise", "已签承诺书（未满 16 周岁）"),
    value(Type::flag, "household_page", "已交户口簿页（未满 16 周岁）"),
    value(Type::flag, "shares_account", "持有人账户可直接支付亲属费用"),
    value(Type::money, "year_limit", "每年最多支付，缺省不限"),
};
constexpr std::array kUnbindBody{text("reason", "原因", 500)};

constexpr std::array kTransfer{
    code("transfer_id", "转账编号").must(),
    code("from_psn_no", "转出人").must(),
    code("to_psn_no", "接收人").must(),
    value(Type::money, "amount", "金额").must(),
    choice("state", "状态", kTransferStates).must(),
    value(Type::time, "due", "未接收则在此时退回").must(),
    value(Type::time, "at", "何时").must(),
};
constexpr std::array kLimits{
    whole("a_day", "每日笔数").must(),
    value(Type::money, "amount", "每笔最多").must(),
    whole("opens", "每日从几时起").must(),
    whole("closes", "到几时止").must(),
    whole("returns", "未接收的次日几时退回").must(),
    text("clause", "依据", 2'000).must(),
};
constexpr std::array kWallet{
    value(Type::money, "balance", "余额").must(),
    value(Type::money, "free", "可用余额，扣除正在结算的占用").must(),
    whole("made_today", "今日已转笔数").must(),
    value(Type::flag, "is_open", "现在可以转账").must(),
    value(Type::time, "next_opening", "何时可以转账"),
    object("limits", "限额", kLimits),
    list("sent", "转出待接收", kTransfer).must(),
    list("received", "待本人接收", kTransfer).must(),
};
constexpr std::array kOfferBody{
    code("to_psn_no", "接收人编号").must(),
    value(Type::money, "amount", "金额").must(),
};
constexpr std::array kAnswerBody{choice("answer", "接收或拒绝", kAnswers).must()};
constexpr std::array kConflict{Trouble::conflict, Trouble::not_found};
constexpr std::array kNotFound{Trouble::not_found};

constexpr access::Rule kRead{.roles = access::kOfPersons, .about = access::About::person};
constexpr access::Rule kDone{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window),
    .about = access::About::person};

/// Consent is what a counter has seen: nobody declares another's for themselves.
constexpr access::Rule kSeenAtCounter{.roles = access::roles(access::Role::window),
                                      .about = access::About::person};

/// Of a bond or transfer; 0, which none has, where it is no number.
std::int64_t number_in(const Input& parameters, std::string_view name) {
    return parse_whole(parameters.view(name)).value_or(0);
}

bool says(const Input& body, std::string_view name) {
    return body.has(name) && body.flag(name);
}

Result<Done> answer_transfer(Call& call, const aid::Transfer& transfer) {
    YIDI_TRY(const aid::Numbers numbers,
             aid::numbers_of(call.session(), call.context(), {transfer.from, transfer.to}));
    Done done;
    codec::JsonWriter json{done.body};
    codec::write_transfer(json, transfer, numbers);
    return done;
}

void write_link(codec::JsonWriter& json, const aid::Link& link, const aid::Numbers& numbers) {
    json.begin_object();
    json.member("owner_psn_no", numbers.at(link.owner));
    json.member("member_psn_no", numbers.at(link.member));
    if (link.year_limit) json.member("year_limit", *link.year_limit);
    json.member("begndate", link.begndate);
    if (link.enddate) json.member("enddate", *link.enddate);
    json.end_object();
}

Result<Done> list_bonds(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    YIDI_TRY(const std::vector<aid::Bond> bonds,
             aid::standing_bonds(call.session(), call.context(), pid));
    YIDI_TRY(const std::vector<aid::Link> links,
             aid::open_links(call.session(), call.context(), pid));
    std::vector<registry::Pid> parties;
    for (const aid::Bond& one : bonds) parties.insert(parties.end(), {one.holder, one.relative});
    for (const aid::Link& one : links) parties.insert(parties.end(), {one.owner, one.member});
    YIDI_TRY(const aid::Numbers numbers, aid::numbers_of(call.session(), call.context(), parties));
    call.note(pid, "bonds read");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("bonds");
    json.begin_array();
    for (const aid::Bond& one : bonds) codec::write_bond(json, one, numbers);
    json.end_array();
    json.key("links");
    json.begin_array();
    for (const aid::Link& one : links) write_link(json, one, numbers);
    json.end_array();
    YIDI_TRY_VOID(write_names(call, json, parties, numbers));
    json.end_object();
    return done;
}

Result<Done> bind(Call& call) {
    const Input& body = call.body();
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    aid::BindRequest request;
    request.psn_no = call.parameters().text("psn_no");
    request.relative_psn_no = body.text("relative_psn_no");
    request.kinship = body.text("kinship");
    request.consent = {.face_checked = says(body, "face_checked"),
                       .promise = says(body, "promise"),
                       .household_page = says(body, "household_page")};
    request.shares_account = says(body, "shares_account");
    if (body.has("year_limit")) request.year_limit = body.money("year_limit");
    request.by = call.principal().id;
    YIDI_TRY(const aid::Bond bond, aid::bind(call.session(), call.context(), request));
    call.note(pid, "bond made");
    call.note(bond.relative, "bond made");
    return answer_bond(call, bond);
}

Result<Done> unbind(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    YIDI_TRY(const aid::Bond bond,
             aid::unbind(call.session(), call.context(),
                         {.psn_no = call.parameters().text("psn_no"),
                          .bond_id = number_in(call.parameters(), "bond_id"),
                          .reason = call.body().has("reason") ? call.body().text("reason") : "",
                          .by = call.principal().id}));
    call.note(pid, "bond ended");
    return answer_bond(call, bond);
}

Result<Done> show_wallet(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    YIDI_TRY(const aid::Wallet wallet, aid::wallet_of(call.session(), call.context(), pid));
    YIDI_TRY(const aid::Numbers numbers,
             aid::numbers_of(call.session(), call.context(), aid::parties_of(wallet)));
    call.note(pid, "wallet read");
    Done done;
    codec::JsonWriter json{done.body};
    codec::write_wallet(json, wallet, numbers);
    return done;
}

Result<Done> offer(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    // To act for a relative is not to spend their money.
    if (call.principal().pid && *call.principal().pid != pid) {
        return call.refuse(Trouble::forbidden, {.code = ErrorCode::not_allowed,
                                                .where = "psn_no",
                                                .rule = "本人的账户",
                                                .remedy = "请由账户所有人本人转账",
                                                .detail = "不能代他人转出账户的钱"});
    }
    YIDI_TRY(const aid::Transfer transfer,
             aid::offer_transfer(call.session(), call.context(),
                                 {.psn_no = call.parameters().text("psn_no"),
                                  .to_psn_no = call.body().text("to_psn_no"),
                                  .amount = call.body().money("amount"),
                                  .by = call.principal().id}));
    call.note(pid, "transfer offered");
    return answer_transfer(call, transfer);
}

Result<Done> answer(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    YIDI_TRY(const aid::Transfer transfer,
             aid::answer_transfer(call.session(), call.context(),
                                  {.psn_no = call.parameters().text("psn_no"),
                                   .transfer_id = number_in(call.parameters(), "transfer_id"),
                                   .accepts = call.body().view("answer") == kAnswers.front(),
                                   .by = call.principal().id}));
    call.note(pid, "transfer answered");
    return answer_transfer(call, transfer);
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listBonds",
             .method = "GET",
             .path = "/persons/{psn_no}/bonds",
             .summary = {"亲情账户绑定", "The relatives that a person is bound to"},
             .rule = kRead,
             .effect = Effect::reads,
             .parameters = kPerson,
             .answer = kBonds,
             .troubles = kNotFound,
             .accesses = "bonds read",
             .handle = list_bonds},
    Endpoint{
        .id = "bindRelative",
        .method = "POST",
        .path = "/persons/{psn_no}/bonds",
        .summary =
            {"窗口为亲属办理绑定：16 周岁以上须本人同意，未满的凭承诺书和户口簿页",
             "Binds a relative at a counter: with their own consent, or for a minor with papers"},
        .rule = kSeenAtCounter,
        .effect = Effect::writes,
        .parameters = kPerson,
        .body = kBindBody,
        .answer = kBond,
        .troubles = kNotFound,
        .accesses = "bond made",
        .handle = bind},
    Endpoint{.id = "unbindRelative",
             .method = "POST",
             .path = "/persons/{psn_no}/bonds/{bond_id}/unbind",
             .summary = {"解除绑定", "Ends a bond, and the shared account with it"},
             .rule = kDone,
             .effect = Effect::writes,
             .parameters = kBondOfPerson,
             .body = kUnbindBody,
             .answer = kBond,
             .troubles = kNotFound,
             .accesses = "bond ended",
             .handle = unbind},
    Endpoint{.id = "showWallet",
             .method = "GET",
             .path = "/persons/{psn_no}/wallet",
             .summary = {"医保钱包：余额、限额、待接收的转账与退回时间",
                         "The wallet: balance, limits, what waits for an answer and until when"},
             .rule = kRead,
             .effect = Effect::reads,
             .parameters = kPerson,
             .answer = kWallet,
             .troubles = kNotFound,
             .accesses = "wallet read",
             .handle = show_wallet},
    Endpoint{.id = "offerTransfer",
             .method = "POST",
             .path = "/persons/{psn_no}/transfers",
             .summary = {"向亲属转账；未接收的到时退回",
                         "Sends money to a relative; not accepted in time, it goes back"},
             .rule = kDone,
             .effect = Effect::writes,
             .parameters = kPerson,
             .body = kOfferBody,
             .answer = kTransfer,
             .troubles = kConflict,
             .accesses = "transfer offered",
             .handle = offer},
    Endpoint{.id = "answerTransfer",
             .method = "POST",
             .path = "/persons/{psn_no}/transfers/{transfer_id}/answer",
             .summary = {"接收或拒绝转账", "Accepts or refuses a transfer"},
             .rule = kDone,
             .effect = Effect::writes,
             .parameters = kTransferToPerson,
             .body = kAnswerBody,
             .answer = kTransfer,
             .troubles = kConflict,
             .accesses = "transfer answered",
             .handle = answer},
};

}  // namespace

Subject aid_subject() {
    return {.id = "aid", .title = {"家庭共济", "Mutual aid"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
