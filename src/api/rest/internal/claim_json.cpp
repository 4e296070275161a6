#include "api/rest/internal/claim_json.h"

#include <algorithm>
#include <utility>

#include "api/rest/internal/filing_json.h"

namespace yidi::rest::internal {
namespace {

/// Names the place of what a value's reader refused.
template <class Value>
Result<Value> at(Result<Value> read, std::size_t line, std::string_view member) {
    if (read) return read;
    Error error = std::move(read).error();
    error.where = "/statement/lines/" + std::to_string(line) + "/" + std::string{member};
    return fail(std::move(error));
}

/// What is not stated, or 0, stays 0 (claim::is_priced).
Result<adjudication::Line> read_line(const Input& in, std::size_t number) {
    adjudication::Line line;
    line.med_list_codg = in.text("med_list_codg");
    line.medins_list_name = in.text("medins_list_name");
    line.det_item_fee_sumamt = in.money("det_item_fee_sumamt");
    line.fee_ocur_time = in.maybe_date("fee_ocur_time");
    if (in.has("cnt") && !in.view("cnt").empty()) {
        YIDI_TRY(line.cnt, at(parse_quantity(in.view("cnt")), number, "cnt"));
    }
    if (in.has("pric") && !in.view("pric").empty()) {
        YIDI_TRY(line.pric, at(parse_unit_price(in.view("pric")), number, "pric"));
    }
    return line;
}

Result<claim::StatedPlace> read_place(const Input& in) {
    claim::StatedPlace place;
    if (!in.view("mdtrtarea_admvs").empty()) {
        YIDI_TRY(place.mdtrtarea_admvs,
                 read_region(in.view("mdtrtarea_admvs"), "/statement/place/mdtrtarea_admvs"));
    }
    place.fixmedins_code = in.text("fixmedins_code");
    place.fixmedins_name = in.text("fixmedins_name");
    place.hosp_lv = in.text("hosp_lv");
    return place;
}

using Histories = std::vector<std::vector<claim::Event>>;

/// That of a claim; null: the person has no such claim.
const std::vector<claim::Event>* find_history(const Histories& all, std::int64_t claim) {
    const auto found = std::ranges::find(
        all, claim, [](const std::vector<claim::Event>& one) { return one.back().claim; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

app::ClaimContext claim_context(const Call& call) {
    return {.payer = call.context(),
            .papers = call.options().claim_papers,
            .limits = call.options().claim_limits};
}

bool is_applicant(const Call& call) {
    return call.principal().pid.has_value() || call.principal().has(access::Role::window);
}

bool is_hidden(const Call& call, const std::vector<claim::Event>& history) {
    const bool may_see =
        call.principal().pid.has_value() ||
        (is_applicant(call) && history.back().after.channel == claim::Channel::window);
    return !may_see && !claim::was_sent_in(history);
}

Result<app::ClaimKey> allow_claim(Call& call) {
    if (!is_applicant(call)) {
        YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
        return one.key;
    }
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const app::ClaimKey key{.pid = pid, .claim = call.parameters().whole("claim")};
    YIDI_TRY(const Histories all, app::claim_histories_of(call.session(), pid));
    const auto* const found = find_history(all, key.claim);
    if (found != nullptr && is_hidden(call, *found)) {
        return call.not_found("claim", "没有这笔报销");
    }
    return key;
}

Result<DeskClaim> allow_claim_desk(Call& call) {
    const std::string_view psn_no = call.parameters().view("psn_no");
    const std::int64_t id = call.parameters().whole("claim");
    if (const auto pid = registry::pid_of(psn_no)) {
        YIDI_TRY(const Histories all, app::claim_histories_of(call.session(), *pid));
        const auto* const found = find_history(all, id);
        if (found != nullptr && claim::was_sent_in(*found)) {
            const claim::Claim& now = found->back().after;
            access::Subject subject;
            subject.pid = *pid;
            subject.regions.push_back(now.area);
            YIDI_TRY_VOID(call.allow(subject));
            return DeskClaim{.key = {.pid = *pid, .claim = id}, .now = now};
        }
    }
    YIDI_TRY_VOID(call.allow_person(psn_no));
    return call.not_found("claim", "没有这笔报销");
}

app::ClaimActor claim_actor(const Call& call, registry::Pid pid) {
    const access::Principal& who = call.principal();
    const bool is_own = who.has(access::Role::citizen) || who.has(access::Role::proxy);
    if (!who.pid || !is_own) {
        return {.channel = claim::Channel::window, .by = who.id, .proxy = {}};
    }
    if (*who.pid == pid) return {.channel = claim::Channel::self, .by = who.id, .proxy = {}};
    return {.channel = claim::Channel::proxy, .by = who.id, .proxy = who.pid};
}

tl::unexpected<Error> claim_error(Call& call, const Error& error) {
    if (error.code == ErrorCode::bad_value && error.where == "claim") {
        return call.not_found("claim", "没有这笔报销");
    }
    return fail(error);
}

claim::BankAccount read_account(const Input& in) {
    return {.holder = in.text("holder"), .bank = in.text("bank"), .number = in.text("number")};
}

Result<claim::Statement> read_statement(const Input& in) {
    claim::Statement said;
    said.insutype = *policy::parse_insutype(in.view("insutype"));
    said.med_type = in.text("med_type");
    if (in.has("place")) {
        YIDI_TRY(said.place, read_place(in.object("place")));
    }
    said.begndate = in.date("begndate");
    said.enddate = in.date("enddate");
    said.dise_codg = in.text("dise_codg");
    if (in.has("er_flag")) said.er_flag = in.flag("er_flag");
    said.trum_flag = in.flag("trum_flag");
    said.rel_ttp_flag = in.flag("rel_ttp_flag");
    said.circumstances = {.by_agent = in.flag("by_agent"),
                          .card_unusable = in.flag("card_unusable"),
                          .dual_channel = in.flag("dual_channel"),
                          .referral = in.flag("referral"),
                          .third_party_unpaid = in.flag("third_party_unpaid"),
                          .third_party_unknown = in.flag("third_party_unknown")};
    said.manl_reim_rea = in.text("manl_reim_rea");
    for (const Input& row : in.list("lines")) {
        YIDI_TRY(adjudication::Line line, read_line(row, said.lines.size()));
        said.lines.push_back(std::move(line));
    }
    for (const Input& row : in.list("invoices")) {
        said.invoices.push_back({.number = row.text("number"),
                                 .day = row.date("day"),
                                 .amount = row.money("amount"),
                                 .is_paper = row.flag("is_paper")});
    }
    if (in.has("account")) said.account = read_account(in.object("account"));
    return said;
}

void append_asked_paper(codec::JsonWriter& json, const claim::PaperRule& one,
                        explain::Language language) {
    const bool is_zh = language == explain::Language::zh;
    json.member("kind", one.kind);
    json.member("name", is_zh ? one.zh : one.en);
    json.member("why", is_zh ? one.why_zh : one.why_en);
    json.member("clause",
                one.article == "unknown" ? one.document : one.document + " " + one.article);
    json.member("grade", policy::name(one.grade));
}

Done claim_answer(const claim::Claim& claim) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("claim");
    codec::append_claim(json, claim);
    json.end_object();
    return done;
}

Result<void> check_part(const claim::Claim& now, claim::EventKind kind, claim::Part part) {
    if (claim::part_of(kind, now.phase) == part) return {};
    return fail(Error{.code = ErrorCode::inconsistent,
                      .where = "claim",
                      .rule = "审核前由审核岗不予支付，审核后由核定岗不予支付",
                      .remedy = "请由另一岗位办理",
                      .detail = "这一步现在由另一岗位办理"});
}

}  // namespace yidi::rest::internal
