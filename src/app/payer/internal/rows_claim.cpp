#include "app/payer/internal/rows_claim.h"

#include <array>

#include "app/payer/internal/claim_texts.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {

using claim::Event;
using claim::Phase;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::Pid;

Result<void> insert(Session& session, Pid pid, const Event& event) {
    const Value statement = event.statement.empty() ? Value{} : value_of(event.statement);
    return session.insert(
        spec(Table::claim),
        {pid, event.claim, event.seq, value_of(claim::name(event.kind)),
         std::int64_t{event.after.area}, value_of(claim::name(event.after.phase)),
         value_of(event.at), event.by, event.reason, to_text(event.after), statement});
}

Result<ClaimRow> read_claim_row(const Row& row) {
    RowReader in{Table::claim, row};
    ClaimRow out;
    Event& event = out.event;
    out.pid = in.number();
    event.claim = in.number();
    event.seq = in.number();
    event.kind = in.word([](const std::string& word) { return claim::parse_event_kind(word); });
    event.after.id = event.claim;
    event.after.area = in.region();
    event.after.phase = in.word([](const std::string& word) { return claim::parse_phase(word); });
    event.at = in.instant();
    event.by = in.text();
    event.reason = in.text();
    const std::string standing = in.text();
    event.statement = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    if (!read_standing(standing, event.after)) {
        return violated("claims as this program writes them");
    }
    return out;
}

Result<std::vector<Event>> claim_events_of(Session& session, Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    return scan_rows<Event>(session, Table::claim, range, [](const Row& row) -> Result<Event> {
        YIDI_TRY(ClaimRow one, read_claim_row(row));
        return std::move(one.event);
    });
}

std::string statement_place(Pid pid, const Event& event) {
    return "claim/" + std::to_string(pid) + "/" + std::to_string(event.claim) + "/" +
           std::to_string(event.seq);
}

std::string invoice_hash(const ports::Vault& vault, std::string_view number) {
    return vault.look_up_hash("invoice/" + std::string{number});
}

namespace {

Result<InvoiceClaim> read_invoice(const Row& row) {
    RowReader in{Table::claim_invoice, row};
    InvoiceClaim one;
    one.hash = in.text();
    one.pid = in.number();
    one.claim = in.number();
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace

Result<std::vector<InvoiceClaim>> claims_with(Session& session, const std::string& hash) {
    ports::Range range;
    range.prefix = {value_of(hash)};
    return scan_rows<InvoiceClaim>(session, Table::claim_invoice, range, read_invoice);
}

Result<std::vector<InvoiceClaim>> all_claim_invoices(Session& session) {
    return scan_rows<InvoiceClaim>(session, Table::claim_invoice, {}, read_invoice);
}

Result<void> put(Session& session, const InvoiceClaim& one) {
    return session.put(spec(Table::claim_invoice), {one.hash, one.pid, one.claim});
}

Result<void> erase(Session& session, const InvoiceClaim& one) {
    const std::array<Value, 3> key{one.hash, one.pid, one.claim};
    return session.erase(spec(Table::claim_invoice), key);
}

bool waits(const claim::Claim& claim) {
    return claim.phase != Phase::draft && !claim::is_over(claim);
}

Result<void> put(Session& session, const WaitingClaim& one) {
    return session.put(spec(Table::claim_queue), {one.pid, one.claim, std::int64_t{one.area},
                                                  one.phase, value_of(one.since)});
}

Result<void> erase_waiting(Session& session, Pid pid, std::int64_t claim) {
    const std::array<Value, 2> key{pid, claim};
    return session.erase(spec(Table::claim_queue), key);
}

Result<std::vector<WaitingClaim>> waiting_claims(Session& session,
                                                 const std::function<bool(std::uint32_t)>& within) {
    YIDI_TRY(std::vector<WaitingClaim> all, scan_rows<WaitingClaim>(
                                                session, Table::claim_queue, {},
                                                [](const Row& row) -> Result<WaitingClaim> {
                                                    RowReader in{Table::claim_queue, row};
                                                    WaitingClaim one;
                                                    one.pid = in.number();
                                                    one.claim = in.number();
                                                    one.area = in.region();
                                                    one.phase = in.text();
                                                    one.since = in.instant();
                                                    YIDI_TRY_VOID(in.end());
                                                    return one;
                                                },
                                                ports::by::kPhase));
    std::erase_if(all, [&](const WaitingClaim& one) { return !within(one.area); });
    return all;
}

}  // namespace yidi::payer::internal
