#include "app/payer/documents.h"

#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "domain/settlement/records.h"

namespace yidi::payer {
namespace {

using internal::RowReader;
using internal::value_of;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using registry::Pid;
using settlement::Settlement;

struct Stored {
    std::int64_t seq = 0;  ///< 0: none came
    std::int64_t id = 0;
    std::string kind;
    std::string fixmedins_code;
    std::string sealed;
};

Result<Stored> read(const Row& row) {
    RowReader in{Table::document, row};
    Stored one;
    in.skip();
    in.skip();
    one.seq = in.number();
    one.kind = in.text();
    one.id = in.number();
    one.fixmedins_code = in.text();
    in.skip();
    in.skip();
    one.sealed = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<Stored> last_of(Session& session, Pid pid, std::int64_t setl_id) {
    ports::Range range;
    range.prefix = {ports::Value{pid}, ports::Value{setl_id}};
    range.descending = true;
    Result<Stored> last = Stored{};
    YIDI_TRY_VOID(session.scan(spec(Table::document), {}, range, [&](const Row& row) {
        last = read(row);
        return false;
    }));
    return last;
}

std::string place_of(Pid pid, std::int64_t setl_id, std::int64_t seq) {
    return "document/" + std::to_string(pid) + "/" + std::to_string(setl_id) + "/" +
           std::to_string(seq);
}

Result<void> check_amount(std::string_view field, const std::optional<Money>& stated, Money ours) {
    if (!stated || *stated == ours) {
        return {};
    }
    return internal::inconsistent(
        field, "the amounts of the settlement", "send what 2304 or 2207 answered",
        "the list says " + to_yuan(*stated) + ", the settlement " + to_yuan(ours));
}

Result<void> check_amounts(const DocumentAmounts& amounts, const Settlement& one) {
    const adjudication::Setlinfo& info = one.info;
    YIDI_TRY_VOID(check_amount("iteminfo.amt", amounts.medfee_sumamt, info.medfee_sumamt));
    YIDI_TRY_VOID(check_amount("setlinfo.acct_pay", amounts.acct_pay, info.acct_pay));
    YIDI_TRY_VOID(check_amount("setlinfo.psn_cashpay", amounts.psn_cash_pay, info.psn_cash_pay));
    // setldetail has the account and the hospital among the payers; some lists have the funds only.
    Money payers;
    for (const settlement::Payer& payer : one.payers) {
        payers += payer.fund_payamt;
    }
    return amounts.funds == payers
               ? Result<void>{}
               : check_amount("payinfo.fund_payamt", amounts.funds, info.fund_pay_sumamt);
}

/// The settlement that the list is about.
Result<Settlement> settlement_of(Session& session, const NewDocument& document, Pid pid) {
    YIDI_TRY(const std::int64_t setl_id, internal::read_id(document.setl_id, "setl_id"));
    YIDI_TRY(const auto found, internal::find_settlement(session, pid, setl_id));
    if (!found || found->fixmedins_code != document.caller.fixmedins_code ||
        found->kind != settlement::SettlementKind::settled) {
        return internal::refuse(ErrorCode::bad_value, "setl_id", "a settlement of this person here",
                                "send the setl_id that 2207 or 2304 answered",
                                "this person has no such settlement here");
    }
    if (std::to_string(found->mdtrt_id) != document.mdtrt_id) {
        return internal::inconsistent("mdtrt_id", "the visit that was settled",
                                      "send mdtrt_id and setl_id of one settlement",
                                      "the settlement is of another visit");
    }
    YIDI_TRY(const auto of_visit, internal::settlements_of(session, pid, found->mdtrt_id));
    if (!settlement::stands(of_visit, *found)) {
        return internal::refuse(ErrorCode::bad_value, "setl_id", "a settlement that stands",
                                "send the list of the settlement that took its place",
                                "the settlement has been taken back");
    }
    return *found;
}

}  // namespace

Result<std::optional<Pid>> owner_of(Session& session, const Context& context,
                                    const DocumentOwner& owner) {
    if (!owner.psn_no.empty()) {
        return registry::pid_of(owner.psn_no);
    }
    const std::string_view kind =
        owner.psn_cert_type.empty() ? "01" : std::string_view{owner.psn_cert_type};
    return internal::find_cert(session, internal::cert_hash(context.vault, kind, owner.certno));
}

Result<std::int64_t> submit_document(Session& session, const Context& context,
                                     const NewDocument& document) {
    YIDI_TRY(const std::optional<Pid> pid, owner_of(session, context, document.owner));
    if (!pid) {
        return internal::refuse(
            ErrorCode::bad_value, document.owner.psn_no.empty() ? "certno" : "psn_no",
            "the certificate of an insured person", "check the number and its type with the person",
            "nobody who is insured here has this certificate");
    }
    YIDI_TRY(const Settlement one, settlement_of(session, document, *pid));
    YIDI_TRY_VOID(check_amounts(document.amounts, one));
    YIDI_TRY(const Stored last, last_of(session, *pid, one.setl_id));
    const std::int64_t seq = last.seq + 1;
    const std::int64_t id = context.ids.next();
    YIDI_TRY_VOID(session.insert(
        spec(Table::document),
        {*pid, one.setl_id, seq, document.caller.infno, id, document.caller.fixmedins_code,
         value_of(context.now), document.caller.msgid,
         context.vault.seal(document.body, place_of(*pid, one.setl_id, seq))}));
    return id;
}

Result<KeptDocument> find_document(Session& session, const Context& context,
                                   const DocumentQuery& query) {
    YIDI_TRY(const Pid pid, internal::read_psn_no(session, query.psn_no));
    YIDI_TRY(const std::int64_t setl_id, internal::read_id(query.setl_id, "setl_id"));
    YIDI_TRY(const Stored last, last_of(session, pid, setl_id));
    if (last.seq == 0 || last.fixmedins_code != query.caller.fixmedins_code) {
        return internal::refuse(ErrorCode::bad_value, "setl_id",
                                "a settlement whose list has been sent",
                                "send the list with 4101 or 4101A",
                                "no list of this settlement has come from this institution");
    }
    YIDI_TRY(std::string body, context.vault.open(last.sealed, place_of(pid, setl_id, last.seq)));
    return KeptDocument{.id = last.id, .kind = last.kind, .body = std::move(body)};
}

}  // namespace yidi::payer
