#include <array>
#include <memory>
#include <string>

#include "adapters/codec/answer_encoder.h"
#include "api/rest/internal/amounts_json.h"
#include "api/rest/internal/bars_json.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/estimate.h"
#include "app/payer/own_settlements.h"
#include "base/whole.h"
#include "domain/explain/labels.h"
#include "domain/explain/paragraph.h"

/// A person's own settlements: what stands, what was taken back, who paid, and every step of how
/// the amounts came about.
namespace yidi::rest::internal {
namespace {

using payer::OwnSettlement;
using payer::OwnStatement;
using settlement::Settlement;

constexpr std::array<std::string_view, 3> kStates{"settled", "reversed", "corrected"};
constexpr std::array<std::string_view, 3> kReplays{"same", "equal", "replaced"};

constexpr std::array kListParameters{
    code("psn_no", "人员编号").must(),
    whole("limit", "一次几笔；没有：20", 1, payer::kOwnMax),
    code("before", "上一页的 before"),
};
constexpr std::array kOneParameters{
    code("psn_no", "人员编号").must(),
    code("setl_id", "结算编号").must(),
};
constexpr std::array kRow{
    code("setl_id", "结算编号").must(),
    choice("state", "settled 有效、reversed 已撤销、corrected 后来更正过", kStates).must(),
    code("fixmedins_code", "定点医药机构").must(),
    text("fixmedins_name", "机构名称").must(),
    code("mdtrtarea_admvs", "就医地").must(),
    code("insuplc_admdvs", "参保地").must(),
    value(Type::flag, "is_remote", "异地").must(),
    value(Type::flag, "is_interim", "一次住院中的一段").must(),
    code("med_type", "医疗类别").must(),
    code("business", "业务"),
    value(Type::date, "begndate", "入院或就诊日").must(),
    value(Type::date, "enddate", "末日").must(),
    value(Type::time, "setl_time", "结算时间").must(),
    value(Type::money, "medfee_sumamt", "总费用").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "psn_part_amt", "个人负担").must(),
    value(Type::money, "psn_cash_pay", "现金").must(),
};
constexpr std::array kList{
    list("settlements", "新的在前", kRow).must(),
    code("before", "还有更多时，下一页的 before；空：没有了").must(),
};

constexpr std::array kAmounts{
    value(Type::money, "medfee_sumamt", "总费用").must(),
    value(Type::money, "fulamt_ownpay_amt", "全自费").must(),
    value(Type::money, "overlmt_selfpay", "超限价").must(),
    value(Type::money, "preselfpay_amt", "先行自付").must(),
    value(Type::money, "inscp_scp_amt", "符合政策范围").must(),
    value(Type::money, "act_pay_dedc", "实际支付起付线").must(),
    value(Type::ratio, "pool_prop_selfpay", "基本医疗基金支付比例").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "hosp_part_amt", "医院负担").must(),
    value(Type::money, "psn_part_amt", "个人负担").must(),
    value(Type::money, "acct_pay", "个人账户").must(),
    value(Type::money, "acct_mulaid_pay", "家庭共济").must(),
    value(Type::money, "psn_cash_pay", "现金").must(),
    value(Type::money, "balc", "账户余额").must(),
};
constexpr std::array kPayer{
    code("fund_pay_type", "基金支付类型").must(),
    text("fund_pay_type_name", "名称").must(),
    value(Type::money, "fund_payamt", "付了多少").must(),
    text("setl_proc_info", "怎么算的", 4'000).must(),
};
constexpr std::array kCorrection{
    code("setl_id", "更正的编号").must(),
    value(Type::time, "at", "何时").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付的差额").must(),
    value(Type::money, "psn_part_amt", "个人负担的差额").must(),
};
constexpr std::array kUsed{
    code("business", "业务").must(),
    value(Type::money, "dedc", "已计起付线").must(),
    value(Type::money, "scope", "政策范围内费用").must(),
    value(Type::money, "pool", "统筹基金已支付").must(),
};
constexpr std::array kExplanation{
    choice("replay",
           "same 按当时的规定重算，逐分相同；equal 规定已换版，金额相同；replaced 已不能重算",
           kReplays)
        .must(),
    text("computed_by", "当时的政策包、版本、摘要和计算程序版次").must(),
    any("answer", "与 POST /estimate 的应答相同，含每一步；不能重算时没有"),
    text("headline", "一句话", 1'000),
    text("words", "一段话", 100'000),
    list("bars", "从总额到现金的各条", kBarFields).must(),
};
constexpr std::array kShown{
    object("settlement", "结算", kRow).must(),
    code("reversed_by", "撤销它的结算编号"),
    object("amounts", "结算时的金额", kAmounts).must(),
    object("now", "更正后的金额；没有更正：没有", kAmounts),
    list("payers", "谁付了多少，结算时", kPayer).must(),
    list("corrections", "以后的更正", kCorrection).must(),
    whole("year", "医保年度").must(),
    list("used", "这笔之后的年度累计", kUsed).must(),
    object("explanation", "怎么算的", kExplanation).must(),
};
constexpr std::array kNotFound{Trouble::not_found};

/// Members of kRow, inside an object that is open.
void write_row(codec::JsonWriter& json, const OwnSettlement& own, const policy::Regions& regions) {
    const Settlement& one = own.settlement;
    json.member("setl_id", std::to_string(one.setl_id));
    json.member("state", payer::name(own.state));
    json.member("fixmedins_code", one.fixmedins_code);
    json.member("fixmedins_name", own.fixmedins_name);
    json.member("mdtrtarea_admvs", std::to_string(one.mdtrtarea_admvs));
    json.member("insuplc_admdvs", std::to_string(one.insuplc_admdvs));
    json.member("is_remote", regions.pooling_area(one.insuplc_admdvs) !=
                                 regions.pooling_area(one.mdtrtarea_admvs));
    json.member("is_interim", one.is_interim);
    json.member("med_type", one.med_type);
    const auto business = policy::business_of(one.med_type);
    write_maybe(json, "business", business ? policy::name(*business) : "");
    json.member("begndate", own.begndate);
    json.member("enddate", one.until);
    json.member("setl_time", to_rfc3339(one.setl_time));
    json.member("medfee_sumamt", own.now.medfee_sumamt);
    json.member("fund_pay_sumamt", own.now.fund_pay_sumamt);
    json.member("psn_part_amt", own.now.psn_part_amt);
    json.member("psn_cash_pay", own.now.psn_cash_pay);
}

void write_amounts(codec::JsonWriter& json, const adjudication::Setlinfo& info) {
    json.begin_object();
    json.member("medfee_sumamt", info.medfee_sumamt);
    json.member("fulamt_ownpay_amt", info.fulamt_ownpay_amt);
    json.member("overlmt_selfpay", info.overlmt_selfpay);
    json.member("preselfpay_amt", info.preselfpay_amt);
    json.member("inscp_scp_amt", info.inscp_scp_amt);
    json.member("act_pay_dedc", info.act_pay_dedc);
    json.member("pool_prop_selfpay", to_string(info.pool_prop_selfpay));
    json.member("fund_pay_sumamt", info.fund_pay_sumamt);
    json.member("hosp_part_amt", info.hosp_part_amt);
    json.member("psn_part_amt", info.psn_part_amt);
    json.member("acct_pay", info.acct_pay);
    json.member("acct_mulaid_pay", info.acct_mulaid_pay);
    json.member("psn_cash_pay", info.psn_cash_pay);
    json.member("balc", info.balc);
    json.end_object();
}

void write_payers(codec::JsonWriter& json, const Settlement& one) {
    json.key("payers");
    json.begin_array();
    for (const settlement::Payer& payer : one.payers) {
        json.begin_object();
        json.member("fund_pay_type", payer.fund_pay_type);
        json.member("fund_pay_type_name", payer.fund_pay_type_name);
        json.member("fund_payamt", payer.fund_payamt);
        json.member("setl_proc_info", payer.setl_proc_info);
        json.end_object();
    }
    json.end_array();
}

void write_corrections(codec::JsonWriter& json, const std::vector<Settlement>& corrections) {
    json.key("corrections");
    json.begin_array();
    for (const Settlement& one : corrections) {
        json.begin_object();
        json.member("setl_id", std::to_string(one.setl_id));
        json.member("at", to_rfc3339(one.setl_time));
        json.member("fund_pay_sumamt", one.info.fund_pay_sumamt);
        json.member("psn_part_amt", one.info.psn_part_amt);
        json.end_object();
    }
    json.end_array();
}

void write_used(codec::JsonWriter& json, const std::optional<adjudication::Accumulators>& cum) {
    json.key("used");
    json.begin_array();
    for (std::size_t i = 0; cum && i < policy::kBusinessCount; ++i) {
        const adjudication::YearCounter& one = cum->year.at(i);
        if (one == adjudication::YearCounter{}) continue;
        json.begin_object();
        json.member("business", policy::name(static_cast<policy::Business>(i)));
        json.member("dedc", one.dedc);
        json.member("scope", one.scope);
        json.member("pool", one.pool);
        json.end_object();
    }
    json.end_array();
}

/// A settlement, computed again from its own case by the packs of its day.
struct Replay {
    app::CaseFile file;
    app::Estimate estimate;
    std::string_view is = kReplays.back();
};

Result<Replay> replay(const Call& call, const Settlement& one, const policy::Book& book) {
    Replay again;
    Result<adjudication::Case> facts = call.context().texts.read_case(one.case_text);
    if (!facts) return again;
    again.file.facts = *std::move(facts);
    YIDI_TRY_VOID(app::estimate(book, again.file, {.trace = true}, again.estimate));
    const adjudication::Answer& answer = again.estimate.answer;
    if (answer.status != adjudication::Status::computed) return again;
    if (answer.outcome.setlinfo != one.info) return again;
    again.is =
        settlement::computed_by(answer.outcome) == one.computed_by ? kReplays[0] : kReplays[1];
    return again;
}

/// With amounts that are not those of the settlement nothing is explained.
Result<void> write_explanation(codec::JsonWriter& json, const Call& call, const Settlement& one) {
    const publishing::Snapshot book = call.ports().shelf.on(one.setl_time.date());
    YIDI_TRY(const Replay again, replay(call, one, *book));
    json.key("explanation");
    json.begin_object();
    json.member("replay", again.is);
    json.member("computed_by", one.computed_by);
    if (again.is == kReplays.back()) {
        json.key("bars");
        json.begin_array();
        json.end_array();
        json.end_object();
        return {};
    }
    const app::Estimate& estimate = again.estimate;
    std::string answer;
    codec::AnswerEncoder{call.language()}.append(*book, again.file, estimate, {}, answer);
    json.key("answer");
    json.raw(answer);
    json.member("headline", explain::headline(estimate.answer, call.language()));
    json.member("words", explain::paragraph(estimate.answer, *book, call.language(), {},
                                            explain::Told::settlement));
    write_bars(json, estimate.answer, *book, call.language());
    json.end_object();
    return {};
}

Result<Done> list_settlements(Call& call) {
    const Input& asked = call.parameters();
    YIDI_TRY(const registry::Pid pid, call.allow_person(asked.view("psn_no")));
    call.note(pid, "settlements read");
    payer::OwnQuery query{.pid = pid};
    YIDI_TRY(query.before, number_before(call));
    if (asked.has("limit")) query.limit = static_cast<std::size_t>(asked.whole("limit"));
    YIDI_TRY(const payer::OwnPage page, payer::own_settlements(call.session(), query));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("settlements");
    json.begin_array();
    for (const OwnSettlement& one : page.settlements) {
        json.begin_object();
        write_row(json, one, call.book().regions());
        json.end_object();
    }
    json.end_array();
    json.member("before", page.before == 0 ? std::string{} : std::to_string(page.before));
    json.end_object();
    return done;
}

Result<Done> show_settlement(Call& call) {
    const Input& asked = call.parameters();
    YIDI_TRY(const registry::Pid pid, call.allow_person(asked.view("psn_no")));
    call.note(pid, "settlement read " + asked.text("setl_id"));
    YIDI_TRY(const std::optional<OwnStatement> found,
             payer::own_settlement(call.session(), call.context(), pid,
                                   parse_whole(asked.view("setl_id")).value_or(0)));
    if (!found) return call.not_found("setl_id", "没有这笔结算");
    const Settlement& one = found->own.settlement;
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("settlement");
    json.begin_object();
    write_row(json, found->own, call.book().regions());
    json.end_object();
    const std::int64_t reversed_by = found->reply.reversed_by;
    write_maybe(json, "reversed_by",
                reversed_by == 0 ? std::string{} : std::to_string(reversed_by));
    json.key("amounts");
    write_amounts(json, one.info);
    if (found->own.now != one.info) {
        json.key("now");
        write_amounts(json, found->own.now);
    }
    write_payers(json, one);
    write_corrections(json, found->reply.corrections);
    json.member("year", one.year);
    write_used(json, found->reply.cum);
    YIDI_TRY_VOID(write_explanation(json, call, one));
    json.end_object();
    return done;
}

constexpr access::Rule kReaders{.roles = access::kOfPersons, .about = access::About::person};

constexpr std::array kEndpoints{
    Endpoint{.id = "listSettlements",
             .method = "GET",
             .path = "/persons/{psn_no}/settlements",
             .summary = {"一个人的结算，已撤销的也在内",
                         "A person's settlements, with those that were taken back"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kListParameters,
             .answer = kList,
             .troubles = kNotFound,
             .accesses = "settlements read",
             .handle = list_settlements},
    Endpoint{.id = "showSettlement",
             .method = "GET",
             .path = "/persons/{psn_no}/settlements/{setl_id}",
             .summary = {"一笔结算：谁付了多少、后来的更正、每一步怎么算",
                         "A settlement: who paid what, its corrections, and every step of it"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kOneParameters,
             .answer = kShown,
             .troubles = kNotFound,
             .accesses = "settlement read",
             .cost = 4,
             .handle = show_settlement},
};

}  // namespace

Subject own_settlement_subject() {
    return {.id = "own-settlement",
            .title = {"个人结算", "A person's settlements"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
