#include "app/payer/verify.h"

#include <limits>
#include <map>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

#include "app/payer/internal/books.h"
#include "app/payer/internal/history.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/verify_claims.h"
#include "app/payer/internal/verify_clearing.h"
#include "app/payer/internal/verify_hospital_clearing.h"
#include "app/payer/internal/verify_papers.h"
#include "app/payer/internal/verify_transfers.h"
#include "app/payer/internal/visit_of.h"
#include "domain/adjudication/sequence.h"

namespace yidi::payer {
namespace {

using internal::CumEvent;
using internal::JournalRow;
using internal::YearKey;
using ports::Session;
using ports::Table;
using registry::Pid;
using settlement::Settlement;
using settlement::SettlementKind;

constexpr Pid kLastPid = std::numeric_limits<Pid>::max();
/// A group of persons has about so many settlements, so that a store of any size can be verified.
constexpr std::size_t kGroup = 5'000;

std::string key_text(Pid pid, std::int64_t id) {
    return std::to_string(pid) + "/" + std::to_string(id);
}
std::string key_text(const YearKey& key) {
    return key_text(key.pid, key.year) + "/" + std::string{policy::code(key.insutype)};
}

class Verifier {
public:
    explicit Verifier(Session& session) : session_{session} {}

    Result<VerifyReply> run() {
        Pid first = 0;
        bool more = true;
        while (more) {
            YIDI_TRY_VOID(read_settlements(first));
            more = group_.size() >= kGroup;
            const Pid last = more ? group_.back().pid : kLastPid;
            const ports::Range range = persons(first, last);
            check_settlements();
            YIDI_TRY_VOID(check_visits());
            YIDI_TRY_VOID(check_journal(range));
            YIDI_TRY_VOID(check_years(range));
            first = last;
            if (more) {
                ++first;
            }
        }
        YIDI_TRY_VOID(check_accounts());
        YIDI_TRY_VOID(internal::verify_transfers(session_, std::move(on_way_), reply_.mismatches));
        YIDI_TRY_VOID(check_holds());
        YIDI_TRY_VOID(internal::verify_papers(session_, reply_.mismatches));
        YIDI_TRY_VOID(internal::verify_claims(session_, reply_.mismatches));
        YIDI_TRY_VOID(internal::verify_clearing(session_, reply_.mismatches));
        YIDI_TRY_VOID(internal::verify_hospital_clearing(session_, reply_.mismatches));
        return std::move(reply_);
    }

private:
    static ports::Range persons(Pid first, Pid last) {
        ports::Range range;
        range.from = ports::Value{first};
        range.to = ports::Value{last};
        return range;
    }
    void find(std::string table, std::string key, std::string problem) {
        reply_.mismatches.push_back(
            {.table = std::move(table), .key = std::move(key), .problem = std::move(problem)});
    }

    /// The settlements of the next persons: whole persons, about kGroup rows.
    Result<void> read_settlements(Pid first) {
        group_.clear();
        ids_.clear();
        Result<void> state;
        YIDI_TRY_VOID(session_.scan(ports::spec(Table::settlement), {}, persons(first, kLastPid),
                                    [&](const ports::Row& row) {
                                        Result<Settlement> one = internal::read_settlement(row);
                                        if (!one) {
                                            state = fail(std::move(one).error());
                                            return false;
                                        }
                                        if (group_.size() >= kGroup &&
                                            one->pid != group_.back().pid) {
                                            return false;
                                        }
                                        one->payers.clear();  // Not looked at, and most of the row.
                                        one->case_text.clear();
                                        one->particulars.clear();
                                        group_.push_back(*std::move(one));
                                        return true;
                                    }));
        for (std::size_t i = 0; i < group_.size(); ++i) {
            ids_[{group_[i].pid, group_[i].setl_id}] = i;
        }
        return state;
    }

    [[nodiscard]] const Settlement* settlement(Pid pid, std::int64_t setl_id) const {
        const auto found = ids_.find({pid, setl_id});
        return found == ids_.end() ? nullptr : &group_[found->second];
    }

    /// What a row undoes comes before it, so the last word on a row is the last that names it.
    [[nodiscard]] std::set<std::pair<Pid, std::int64_t>> undone_rows() const {
        std::set<std::pair<Pid, std::int64_t>> undone;
        for (const Settlement& one : std::views::reverse(group_)) {
            if (one.kind == SettlementKind::reversed && !undone.contains({one.pid, one.setl_id})) {
                undone.insert({one.pid, one.undoes});
            }
        }
        return undone;
    }

    void check_once() {
        const auto undone = undone_rows();
        std::set<std::tuple<Pid, std::int64_t, std::string>> settled;
        for (const Settlement& one : group_) {
            const bool counts = one.kind == SettlementKind::settled && !one.is_interim &&
                                !undone.contains({one.pid, one.setl_id});
            if (counts && !settled.insert({one.pid, one.mdtrt_id, one.chrg_bchno}).second) {
                find("settlement", key_text(one.pid, one.setl_id),
                     "its batch is settled twice: visit " + std::to_string(one.mdtrt_id) +
                         (one.chrg_bchno.empty() ? "" : ", batch " + one.chrg_bchno));
            }
        }
    }

    Result<void> check_visits() {
        const auto undone = undone_rows();
        for (const Settlement& one : group_) {
            if (one.kind != SettlementKind::settled || undone.contains({one.pid, one.setl_id})) {
                continue;
            }
            YIDI_TRY(const auto visit, internal::find_visit(session_, one.pid, one.mdtrt_id));
            if (!visit || visit->state == settlement::VisitState::cancelled) {
                find("settlement", key_text(one.pid, one.setl_id),
                     "its visit " + std::to_string(one.mdtrt_id) + " is cancelled, or not there");
            }
        }
        return {};
    }

    void check_settlements() {
        check_once();
        for (const Settlement& one : group_) {
            ++reply_.settlements;
            if (!internal::adds_up(one.info)) {
                find("settlement", key_text(one.pid, one.setl_id),
                     "its parts do not sum to its total");
            }
            if (one.kind != SettlementKind::reversed) {
                continue;
            }
            const Settlement* original = settlement(one.pid, one.undoes);
            adjudication::Setlinfo back = adjudication::negated(one.info);
            back.balc = original == nullptr ? Money{} : original->info.balc;
            if (original == nullptr || back != original->info) {
                find("settlement", key_text(one.pid, one.setl_id),
                     "it is not the negative of settlement " + std::to_string(one.undoes));
            }
        }
    }

    Result<void> check_journal(const ports::Range& range) {
        std::set<std::pair<Pid, std::int64_t>> posted;
        Result<void> state;
        YIDI_TRY_VOID(
            session_.scan(ports::spec(Table::journal), {}, range, [&](const ports::Row& raw) {
                const Result<JournalRow> row = internal::read_journal(raw);
                if (!row) {
                    state = fail(row.error());
                    return false;
                }
                posted.insert({row->pid, row->setl_id});
                check_entry(*row);
                return true;
            }));
        for (const Settlement& one : group_) {
            if (!posted.contains({one.pid, one.setl_id})) {
                find("journal", key_text(one.pid, one.setl_id), "the settlement has no entry");
            }
        }
        return state;
    }

    void check_entry(const JournalRow& row) {
        ++reply_.journal_entries;
        bool institution = false;
        for (const ledger::Leg& leg : row.entry.legs) {
            institution = institution || leg.account.kind == ledger::AccountKind::receivable ||
                          leg.account.kind == ledger::AccountKind::cash;
            if (leg.account.kind == ledger::AccountKind::transit) {
                on_way_[leg.account.key] += leg.amount;
            }
            const auto owner = leg.account.kind == ledger::AccountKind::personal
                                   ? registry::pid_of(leg.account.key)
                                   : std::nullopt;
            if (owner) {
                balances_[*owner] += leg.amount;
            }
        }
        const std::string key = key_text(row.pid, row.setl_id);
        if (!ledger::is_balanced(row.entry)) {
            find("journal", key, "its legs do not sum to zero");
        }
        const Settlement* one = settlement(row.pid, row.setl_id);
        if (one == nullptr && institution) {
            find("journal", key, "there is no settlement of this number");
        } else if (one != nullptr && !internal::agrees(*one, row.entry)) {
            find("journal", key, "it does not say what its settlement says");
        }
    }

    Result<void> check_years(const ports::Range& range) {
        YIDI_TRY(const std::vector<CumEvent> events,
                 internal::scan_rows<CumEvent>(session_, Table::cum_event, range,
                                               internal::read_cum_event));
        std::map<YearKey, std::vector<CumEvent>> years;
        for (const CumEvent& event : events) {
            years[event.key].push_back(event);
        }
        std::set<std::pair<Pid, std::int64_t>> counted;
        for (const auto& [key, of_year] : years) {
            ++reply_.years;
            YIDI_TRY_VOID(check_year(key, of_year));
            for (const CumEvent& event : of_year) {
                counted.insert({key.pid, event.setl_id});
            }
        }
        for (const Settlement& one : group_) {
            const bool counts =
                one.kind == SettlementKind::settled || one.kind == SettlementKind::claimed;
            if (counts && !counted.contains({one.pid, one.setl_id})) {
                find("cum_event", key_text(one.pid, one.setl_id),
                     "the settlement is not counted in its year");
            }
        }
        return check_no_more_years(range, years);
    }

    Result<void> check_year(const YearKey& key, const std::vector<CumEvent>& events) {
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].seq != static_cast<std::int64_t>(i) + 1) {
                find("cum_event", key_text(key), "its events have a gap");
                return {};
            }
        }
        YIDI_TRY(const internal::Year year, internal::year_of(session_, key));
        if (year.seq != events.back().seq || year.cum != events.back().cum) {
            find("cum", key_text(key), "it is not as its last event leaves it");
        }
        if (events.back().cum != internal::history_of(events).last()) {
            find("cum_event", key_text(key), "it is not what its standing settlements leave");
        }
        return {};
    }

    Result<void> check_no_more_years(const ports::Range& range,
                                     const std::map<YearKey, std::vector<CumEvent>>& years) {
        return session_.scan(ports::spec(Table::cum), {}, range, [&](const ports::Row& row) {
            internal::RowReader in{Table::cum, row};
            YearKey key;
            key.pid = in.number();
            key.year = in.number();
            key.insutype = in.insutype();
            if (!years.contains(key)) {
                find("cum", key_text(key), "no event has made it");
            }
            return true;
        });
    }

    Result<void> check_accounts() {
        YIDI_TRY_VOID(
            session_.scan(ports::spec(Table::account), {}, {}, [&](const ports::Row& row) {
                ++reply_.accounts;
                internal::RowReader in{Table::account, row};
                const Pid owner = in.number();
                const Money balance = in.amount();
                if (balance != balances_[owner]) {
                    find("account", std::to_string(owner),
                         "its balance is " + to_yuan(balance) + ", its legs sum to " +
                             to_yuan(balances_[owner]));
                }
                if (balance < Money{}) {
                    find("account", std::to_string(owner), "it is overdrawn");
                }
                balances_.erase(owner);
                return true;
            }));
        for (const auto& [owner, sum] : balances_) {
            if (sum != Money{}) {
                find("account", std::to_string(owner), "it is missing");
            }
        }
        return {};
    }

    Result<void> check_holds() {
        YIDI_TRY(const auto holds, internal::all_holds(session_));
        for (const settlement::Hold& hold : holds) {
            const std::string key = key_text(hold.pid, hold.mdtrt_id) + "/" + hold.chrg_bchno;
            if (hold.pool < Money{} || hold.account < Money{}) {
                find("hold", key, "it holds less than nothing");
            }
            YIDI_TRY(
                const auto visit,
                internal::find_visit(session_, hold.patient.value_or(hold.pid), hold.mdtrt_id));
            if (!visit || visit->state == settlement::VisitState::cancelled) {
                find("hold", key, "its visit is not open");
                continue;
            }
            YIDI_TRY(const internal::Lines lines, internal::lines_of(session_, *visit));
            if (lines.settled(hold.chrg_bchno) != nullptr) {
                find("hold", key, "what it holds for has been settled");
            }
        }
        return {};
    }

    Session& session_;
    VerifyReply reply_;
    std::vector<Settlement> group_;
    std::map<std::pair<Pid, std::int64_t>, std::size_t> ids_;
    std::map<Pid, Money> balances_;
    internal::TransitSums on_way_;
};

}  // namespace

Result<VerifyReply> verify(Session& session) {
    return Verifier{session}.run();
}

}  // namespace yidi::payer
