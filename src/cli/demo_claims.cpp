#include <array>
#include <string>
#include <utility>

#include "app/claim/claims.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/region_code.h"
#include "cli/payer_commands.h"

/// Claims of the demonstration's people, in different states.
namespace yidi::cli {
namespace {

/// What every paper list asks for of a stay or a visit.
const std::vector<std::string> kShown{"identity_document", "bank_card",         "receipt",
                                      "itemised_list",     "discharge_summary", "settlement_list",
                                      "prescription",      "filing_record"};

Result<claim::Statement> statement_of(DemoRecord& record) {
    claim::Statement said;
    const std::string& psn_no = record["psn_no"];
    said.insutype = policy::parse_insutype(record["insutype"]).value_or(said.insutype);
    said.med_type = record["med_type"];
    YIDI_TRY(const RegionCode place, parse_region_code(record["mdtrtarea_admvs"]));
    said.place.mdtrtarea_admvs = place.number();
    said.place.fixmedins_code = record["fixmedins_code"];
    said.place.fixmedins_name = record["fixmedins_name"];
    YIDI_TRY(said.begndate, parse_date(record["begndate"]));
    YIDI_TRY(said.enddate, parse_date(record["enddate"]));
    said.er_flag = false;
    said.manl_reim_rea = "99";
    adjudication::Line line;
    line.med_list_codg = record["med_list_codg"];
    line.medins_list_name = record["item"];
    YIDI_TRY(line.det_item_fee_sumamt, parse_yuan(record["amount"]));
    YIDI_TRY(line.cnt, parse_quantity(record["cnt"]));
    YIDI_TRY(line.pric, parse_unit_price(record["pric"]));
    said.lines.push_back(line);
    said.invoices.push_back(
        {.number = record["invoice"], .day = said.enddate, .amount = line.det_item_fee_sumamt});
    // Not an account of any bank: it begins like no card.
    said.account = {.holder = record["holder"], .bank = "演示银行", .number = "0000" + psn_no};
    return said;
}

using Verb = Result<app::ClaimReply> (*)(ports::Session&, const app::ClaimContext&,
                                         const app::ClaimStep&);
/// None of them settles: whoever tries it decides and pays their own.
constexpr std::array<Verb, 2> kWay{app::accept_claim, app::check_claim_lines};

Result<void> take(ports::Session& session, const app::ClaimContext& context, app::ClaimStep step,
                  claim::Claim now, const std::string& upto) {
    step.actor.by = "demo reviewer";
    if (upto == "needs_material") {
        step.reason = "请补交处方或门诊病历";
        YIDI_TRY_VOID(app::ask_claim_material(session, context, step));
        return {};
    }
    for (const Verb verb : kWay) {
        if (claim::name(now.phase) == upto) return {};
        YIDI_TRY(app::ClaimReply reply, verb(session, context, step));
        now = std::move(reply.now);
    }
    return {};
}

}  // namespace

Result<void> add_demo_claims(Context& context, Payer& payer) {
    YIDI_TRY(std::vector<DemoRecord> records, read_demo_records(context, "claims"));
    YIDI_TRY(const ClaimRules rules, read_claim_rules(context));
    const payer::Context work = payer.context();
    const app::ClaimContext claims{.payer = work, .papers = &rules.papers, .limits = &rules.limits};
    return ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        for (DemoRecord& one : records) {
            YIDI_TRY(const registry::Pid pid, pid_of_argument(one["psn_no"]));
            app::ClaimRequest request{
                .pid = pid,
                .actor = {.channel = claim::Channel::window, .by = "demo window", .proxy = {}},
                .statement = {},
                .papers = kShown};
            // What its reviewer asks for was not shown.
            if (one["upto"] == "needs_material") std::erase(request.papers, "prescription");
            YIDI_TRY(request.statement, statement_of(one));
            // The demonstration may be set to an earlier day.
            if (request.statement.enddate > work.now.date()) continue;
            YIDI_TRY(app::ClaimReply reply, app::receive_claim(session, claims, request));
            app::ClaimStep step;
            step.key = {.pid = pid, .claim = reply.claim};
            YIDI_TRY_VOID(take(session, claims, step, std::move(reply.now), one["upto"]));
        }
        return {};
    });
}

}  // namespace yidi::cli
