#include "app/payer/internal/verify_claims.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_claim.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "domain/claim/same_care.h"

namespace yidi::payer::internal {
namespace {

using claim::Claim;
using claim::Event;
using claim::EventKind;
using ports::Session;
using ports::Table;

using ClaimId = std::pair<Pid, std::int64_t>;

std::string key_of(const ClaimId& id) {
    return std::to_string(id.first) + "/" + std::to_string(id.second);
}

class ClaimVerifier {
public:
    ClaimVerifier(Session& session, std::vector<Mismatch>& out) : session_{session}, out_{out} {}

    Result<void> run() {
        YIDI_TRY(const auto rows, scan_rows<ClaimRow>(session_, Table::claim, {}, read_claim_row));
        for (const ClaimRow& row : rows) {
            claims_[{row.pid, row.event.claim}].push_back(row.event);
        }
        for (const auto& [id, events] : claims_) {
            YIDI_TRY_VOID(check_claim(id, events));
        }
        YIDI_TRY_VOID(check_paid_once());
        YIDI_TRY_VOID(check_settlements());
        YIDI_TRY_VOID(check_invoices());
        return check_queue();
    }

private:
    void find(std::string table, std::string key, std::string problem) {
        out_.push_back(
            {.table = std::move(table), .key = std::move(key), .problem = std::move(problem)});
    }

    [[nodiscard]] const Claim* claim_of(const ClaimId& id) const {
        const auto found = claims_.find(id);
        return found == claims_.end() ? nullptr : &found->second.back().after;
    }

    Result<void> check_claim(const ClaimId& id, const std::vector<Event>& events) {
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].seq != static_cast<std::int64_t>(i) + 1) {
                find("claim", key_of(id), "its events have a gap");
                return {};
            }
        }
        const Claim& now = events.back().after;
        if (now.decision) {
            YIDI_TRY_VOID(check_decision(id, now));
        }
        for (const Event& event : events) {
            if (event.kind == EventKind::sent || event.kind == EventKind::returned) {
                YIDI_TRY_VOID(check_payment(id, event));
            }
        }
        return {};
    }

    Result<void> check_decision(const ClaimId& id, const Claim& now) {
        if (now.ordered > now.decision->to_pay) {
            find("claim", key_of(id), "more was ordered than was decided");
        }
        if (!claim::has_bill(now)) {
            const claim::Decision& made = *now.decision;
            if (made.setl_id != 0 || made.amount != Money{} || made.differences != made.to_pay) {
                find("claim", key_of(id), "a difference pays what is owed, and no bill");
            }
            return {};
        }
        YIDI_TRY(const auto one, find_settlement(session_, id.first, now.decision->setl_id));
        const bool fits = one && one->kind == settlement::SettlementKind::claimed &&
                          one->mdtrt_id == now.id &&
                          one->info.fund_pay_sumamt == now.decision->amount &&
                          now.decision->claimed == one->info.medfee_sumamt + now.decision->refused;
        if (!fits) {
            find("claim", key_of(id), "its decision is not what its settlement says");
        }
        return {};
    }

    Result<void> check_payment(const ClaimId& id, const Event& event) {
        const std::array<ports::Value, 2> key{id.first, event.after.payment};
        YIDI_TRY(const auto row, session_.get(ports::spec(Table::journal), key));
        Money paid;
        if (row) {
            YIDI_TRY(const JournalRow journal, read_journal(*row));
            for (const ledger::Leg& leg : journal.entry.legs) {
                const bool out = leg.account.kind == ledger::AccountKind::disbursed;
                paid += out ? leg.amount : Money{};
            }
        }
        const Money wanted =
            event.kind == EventKind::sent ? event.after.ordered : -event.after.ordered;
        if (paid != wanted) {
            find("claim", key_of(id), "what was sent is not in the journal");
        }
        return {};
    }

    /// No care that a claim pays for was settled at a window too.
    Result<void> check_paid_once() {
        std::map<Pid, std::vector<std::int64_t>> decided;
        for (const auto& [id, events] : claims_) {
            if (events.back().after.decision) {
                decided[id.first].push_back(id.second);
            }
        }
        for (const auto& [pid, ids] : decided) {
            YIDI_TRY(const std::vector<Settled> settled, settled_by(pid));
            for (const std::int64_t id : ids) {
                check_paid_once({pid, id}, settled);
            }
        }
        return {};
    }

    /// A person's settlements that stand, at windows and by claims.
    struct Settled {
        Settlement one;
        claim::Care care;  ///< of those at windows
    };
    Result<std::vector<Settled>> settled_by(Pid pid) {
        ports::Range range;
        range.prefix = {ports::Value{pid}};
        YIDI_TRY(const auto rows,
                 scan_rows<Settlement>(session_, Table::settlement, range, read_settlement));
        YIDI_TRY(const auto visits, visits_of(session_, pid));
        std::vector<Settled> settled;
        for (const Settlement& one : rows) {
            if (!settlement::stands(rows, one)) {
                continue;
            }
            const auto visit =
                std::ranges::find(visits, one.mdtrt_id, &settlement::Visit::mdtrt_id);
            const bool known = visit != visits.end();
            settled.push_back({.one = one,
                               .care = {.fixmedins_code = one.fixmedins_code,
                                        .fixmedins_name = {},
                                        .admdvs = one.mdtrtarea_admvs,
                                        .begndate = known ? visit->begntime.date() : one.until,
                                        .enddate = one.until,
                                        .is_stay = known && visit->is_stay,
                                        .total = one.info.medfee_sumamt}});
        }
        return settled;
    }

    void check_paid_once(const ClaimId& id, const std::vector<Settled>& settled) {
        const Claim& now = *claim_of(id);
        const bool stands = std::ranges::any_of(settled, [&now](const Settled& other) {
            return other.one.setl_id == now.decision->setl_id;
        });
        if (!stands || now.fixmedins_code.empty()) {
            return;
        }
        const claim::Care care{.fixmedins_code = now.fixmedins_code,
                               .fixmedins_name = {},
                               .admdvs = 0,
                               .begndate = now.begndate,
                               .enddate = now.enddate,
                               .is_stay = now.is_stay,
                               .total = now.claimed};
        for (const Settled& other : settled) {
            if (other.one.kind == settlement::SettlementKind::settled &&
                claim::likeness(other.care, care) == claim::Likeness::same) {
                find("settlement", key_of({id.first, other.one.setl_id}),
                     "its care is paid by a claim too");
            }
        }
    }

    Result<void> check_settlements() {
        Result<void> state;
        YIDI_TRY_VOID(
            session_.scan(ports::spec(Table::settlement), {}, {}, [&](const ports::Row& row) {
                const Result<Settlement> one = read_settlement(row);
                if (!one) {
                    state = fail(one.error());
                    return false;
                }
                if (one->kind == settlement::SettlementKind::claimed) {
                    check_claimed(*one);
                }
                return true;
            }));
        return state;
    }

    void check_claimed(const Settlement& one) {
        const Claim* of = claim_of({one.pid, one.mdtrt_id});
        if (of == nullptr || !of->decision || of->decision->setl_id != one.setl_id) {
            find("settlement", key_of({one.pid, one.setl_id}), "no claim was decided by it");
        }
        if (!settlement::is_by_hand(one)) {
            find("settlement", key_of({one.pid, one.setl_id}), "a claim is no institution's");
        }
    }

    /// The claim at which a chain of appeals and corrections begins.
    [[nodiscard]] std::int64_t beginning_of(const ClaimId& id) const {
        std::int64_t at = id.second;
        for (const Claim* one = claim_of(id); one != nullptr && one->refers_to != 0;
             one = claim_of({id.first, at})) {
            at = one->refers_to;
        }
        return at;
    }

    Result<void> check_invoices() {
        std::set<InvoiceClaim> wanted;
        std::map<std::string, std::set<ClaimId>> paid;
        for (const auto& [id, events] : claims_) {
            const Claim& now = events.back().after;
            for (const std::string& hash : now.invoices) {
                if (claim::holds_invoices(now)) {
                    wanted.insert({hash, id.first, id.second});
                }
                if (now.decision) {
                    paid[hash].insert({id.first, beginning_of(id)});
                }
            }
        }
        for (const auto& [hash, claims] : paid) {
            if (claims.size() > 1) {
                find("claim", key_of(*claims.begin()), "one of its invoices is paid twice");
            }
        }
        YIDI_TRY(const auto rows, all_claim_invoices(session_));
        if (std::set<InvoiceClaim>(rows.begin(), rows.end()) != wanted) {
            find("claim_invoice", "", "it is not as the claims say");
        }
        return {};
    }

    Result<void> check_queue() {
        YIDI_TRY(const auto rows, waiting_claims(session_, [](std::uint32_t) { return true; }));
        std::set<std::tuple<Pid, std::int64_t, std::string>> wanted;
        for (const auto& [id, events] : claims_) {
            const Claim& now = events.back().after;
            if (waits(now)) {
                wanted.insert({id.first, id.second, std::string{claim::name(now.phase)}});
            }
        }
        std::set<std::tuple<Pid, std::int64_t, std::string>> found;
        for (const WaitingClaim& row : rows) {
            found.insert({row.pid, row.claim, row.phase});
        }
        if (found != wanted) {
            find("claim_queue", "", "it is not as the claims say");
        }
        return {};
    }

    Session& session_;
    std::vector<Mismatch>& out_;
    std::map<ClaimId, std::vector<Event>> claims_;
};

}  // namespace

Result<void> verify_claims(Session& session, std::vector<Mismatch>& out) {
    return ClaimVerifier{session, out}.run();
}

}  // namespace yidi::payer::internal
