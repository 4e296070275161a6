#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "adapters/crypto/sha256.h"
#include "api/rest/internal/board.h"
#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/reconcile.h"

/// Days held against other books: another party's, a hospital's.
namespace yidi::rest::internal {
namespace {

using reconciliation::Amount;

constexpr std::array kDaysOf{
    code("party", "谁的账册；没有：全部，限全国范围", 6),
    whole("limit", "最多几天；没有：200", 1, 2'000),
};
constexpr std::array kDay{
    code("party", "谁的账册").must(),
    code("counterpart", "对方地区，或机构编号").must(),
    value(Type::date, "day", "结算日期").must(),
    whole("times", "对过几次").must(),
    whole("rows_here", "本方几笔").must(),
    whole("rows_there", "对方几笔").must(),
    whole("rows_moved", "对方传来几笔").must(),
    whole("hash_bytes", "传输摘要多少字节").must(),
    whole("differences", "几处不同").must(),
    value(Type::time, "at", "何时对的").must(),
    text("by", "何人").must(),
    text("login", "其登录名"),
};
constexpr std::array kDays{
    list("days", "最近的在前", kDay, 2'000).must(),
};
constexpr std::array kDayBody{
    code("party", "谁的账册", 6).must(),
    code("counterpart", "对方地区", 6).must(),
    value(Type::date, "day", "结算日期").must(),
};
constexpr std::array kHospitalRow{
    code("setl_id", "结算号").must(),
    value(Type::money, "medfee_sumamt", "总费用").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付"),
    value(Type::money, "acct_pay", "账户支付"),
    value(Type::money, "psn_cash_pay", "现金支付"),
    code("reverses", "冲销的原结算号"),
};
constexpr std::array kHospitalBody{
    code("party", "就医地", 6).must(),
    code("fixmedins_code", "机构编号").must(),
    value(Type::date, "day", "结算日期").must(),
    list("rows", "机构当日的账", kHospitalRow, 20'000).must(),
};
constexpr std::array kOneDay{object("day", "对账日", kDay).must()};

void write_day_row(codec::JsonWriter& json, const app::ReconciledDay& one, const Logins& logins) {
    json.begin_object();
    json.member("party", std::to_string(one.holder));
    json.member("counterpart", one.counterpart);
    json.member("day", one.day);
    json.member("times", one.seq);
    json.member("rows_here", one.rows_here);
    json.member("rows_there", one.rows_there);
    json.member("rows_moved", one.rows_moved);
    json.member("hash_bytes", one.hash_bytes);
    json.member("differences", one.differences);
    json.member("at", to_rfc3339(one.at));
    write_who(json, one.by, logins);
    json.end_object();
}

Result<Done> told_day(const Call& call, const app::ReconciledDay& day) {
    YIDI_TRY(const Logins logins, logins_behind(call, {day.by}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("day");
    write_day_row(json, day, logins);
    json.end_object();
    return done;
}

Result<Done> list_days(Call& call) {
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const auto days, app::reconciled_days(call.session(), party, rows_wanted(call)));
    std::set<std::string> ids;
    for (const app::ReconciledDay& day : days) ids.insert(day.by);
    YIDI_TRY(const Logins logins, logins_behind(call, ids));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("days");
    json.begin_array();
    for (const app::ReconciledDay& day : days) write_day_row(json, day, logins);
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> reconcile_day(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    const Input& body = call.body();
    YIDI_TRY(const clearing::Actor actor, as_party(call, body.view("party")));
    YIDI_TRY(const std::int64_t counterpart, number_in(body.view("counterpart"), "/counterpart"));
    peers::MemoryPeers peers = peers_of(call, context);
    YIDI_TRY(const auto day,
             app::reconcile_party(call.session(), context, peers, crypto::sha256_bytes,
                                  {.holder = actor.party,
                                   .counterpart = static_cast<std::uint32_t>(counterpart),
                                   .day = body.date("day"),
                                   .by = actor.by}));
    return told_day(call, day);
}

Result<Done> reconcile_hospital(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    const Input& body = call.body();
    YIDI_TRY(const clearing::Actor actor, as_party(call, body.view("party")));
    std::vector<reconciliation::Row> rows;
    for (const Input& sent : body.list("rows")) {
        reconciliation::Row row;
        row.setl_id = sent.text("setl_id");
        row.day = body.date("day");
        row.reverses = sent.text("reverses");
        for (const auto& [name, amount] : {std::pair{"medfee_sumamt", Amount::medfee_sumamt},
                                           std::pair{"fund_pay_sumamt", Amount::fund_pay_sumamt},
                                           std::pair{"acct_pay", Amount::acct_pay},
                                           std::pair{"psn_cash_pay", Amount::psn_cash_pay}}) {
            if (sent.has(name)) row.amounts.tell(amount, sent.money(name));
        }
        reconciliation::set_state(row, !row.reverses.empty());
        rows.push_back(std::move(row));
    }
    YIDI_TRY(const auto day, app::reconcile_hospital(call.session(), context,
                                                     {.holder = actor.party,
                                                      .fixmedins_code = body.text("fixmedins_code"),
                                                      .day = body.date("day")},
                                                     rows, actor.by));
    return told_day(call, day);
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listReconciledDays",
             .method = "GET",
             .path = "/reconciliation/days",
             .summary = {"对过账的日子", "Days held against other books"},
             .rule = kReadsBoard,
             .parameters = kDaysOf,
             .answer = kDays,
             .troubles = kBoardTroubles,
             .handle = list_days},
    Endpoint{.id = "reconcileDay",
             .method = "POST",
             .path = "/reconciliation/days",
             .summary = {"与对方地区对一天的账", "Holds a day against the other party's book"},
             .rule = kWritesBoard,
             .effect = Effect::writes,
             .body = kDayBody,
             .answer = kOneDay,
             .troubles = kBoardTroubles,
             .handle = reconcile_day},
    Endpoint{.id = "reconcileHospitalDay",
             .method = "POST",
             .path = "/reconciliation/hospital-days",
             .summary = {"与机构对一天的账", "Holds a day against a hospital's book"},
             .rule = kWritesBoard,
             .effect = Effect::writes,
             .body = kHospitalBody,
             .answer = kOneDay,
             .troubles = kBoardTroubles,
             .handle = reconcile_hospital},
};

}  // namespace

Subject reconciliation_subject() {
    return {.id = "reconciliation", .title = {"对账", "Reconciliation"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
