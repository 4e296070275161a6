#include "app/payer/internal/verify_transfers.h"

#include <array>
#include <set>
#include <utility>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::payer::internal {
namespace {

using aid::Transfer;
using ports::Session;
using ports::Table;
using registry::Pid;

class Transfers {
public:
    Transfers(Session& session, TransitSums on_way, std::vector<Mismatch>& out)
        : session_{session}, on_way_{std::move(on_way)}, out_{out} {
        for (const auto& [key, sum] : on_way_) {
            // "<psn_no>/<transfer>": the person's area may change, the number stays.
            const std::size_t slash = key.find('/');
            const auto payer = registry::pid_of(std::string_view{key}.substr(0, slash));
            const std::string id = slash == std::string::npos ? "" : key.substr(slash);
            sums_[payer ? std::to_string(*payer) + id : key] += sum;
        }
    }

    Result<void> check() {
        YIDI_TRY(const std::vector<Transfer> events,
                 scan_rows<Transfer>(session_, Table::transfer, {}, read_transfer));
        for (const Transfer& event : events) {
            YIDI_TRY_VOID(check_event(event));
        }
        end_of_transfer();
        for (const auto& [key, sum] : sums_) {
            if (sum != Money{}) {
                find("journal", key, "money is on its way without a transfer");
            }
        }
        return check_list();
    }

private:
    void find(std::string table, std::string key, std::string problem) {
        out_.push_back(
            {.table = std::move(table), .key = std::move(key), .problem = std::move(problem)});
    }
    static std::string key_of(const Transfer& one) {
        return std::to_string(one.from) + "/" + std::to_string(one.id);
    }

    Result<void> check_event(const Transfer& event) {
        if (!last_ || last_->from != event.from || last_->id != event.id) {
            end_of_transfer();
            if (event.seq != 1 || !event.is_open()) {
                find("transfer", key_of(event), "it does not begin with an offer");
            }
        } else if (event.seq != last_->seq + 1 || !last_->is_open() || event.is_open() ||
                   event.amount != last_->amount || event.to != last_->to) {
            find("transfer", key_of(event), "its events do not follow from each other");
        }
        last_ = event;
        const std::array<ports::Value, 2> key{event.from, event.entry};
        YIDI_TRY(const auto row, session_.get(ports::spec(Table::journal), key));
        if (!row) {
            find("transfer", key_of(event), "an event has no journal entry");
            return {};
        }
        YIDI_TRY(const JournalRow entry, read_journal(*row));
        check_entry(event, entry.entry);
        return {};
    }

    /// The amount moves between the way and the one account that the event names.
    void check_entry(const Transfer& event, const ledger::Entry& entry) {
        const bool arrives = event.state == aid::TransferState::accepted;
        const Pid end = arrives ? event.to : event.from;
        const Money into_end = event.is_open() ? -event.amount : event.amount;
        bool good = entry.legs.size() == 2;
        for (const ledger::Leg& leg : entry.legs) {
            const bool personal = leg.account.kind == ledger::AccountKind::personal;
            good = good &&
                   (personal ? registry::pid_of(leg.account.key) == end && leg.amount == into_end
                             : leg.account.kind == ledger::AccountKind::transit &&
                                   leg.amount == -into_end);
        }
        if (!good) {
            find("journal", std::to_string(event.from) + "/" + std::to_string(event.entry),
                 "it does not say what its transfer says");
        }
    }

    void end_of_transfer() {
        if (!last_) {
            return;
        }
        const std::string key = key_of(*last_);
        const Money expected = last_->is_open() ? last_->amount : Money{};
        const auto found = sums_.find(key);
        const Money sum = found == sums_.end() ? Money{} : found->second;
        if (sum != expected) {
            find("transfer", key,
                 "on its way are " + to_yuan(sum) + ", and should be " + to_yuan(expected));
        }
        if (found != sums_.end()) {
            sums_.erase(found);
        }
        if (last_->is_open()) {
            open_.push_back({.from = last_->from,
                             .id = last_->id,
                             .to = last_->to,
                             .amount = last_->amount,
                             .due = last_->due});
        }
        last_.reset();
    }

    Result<void> check_list() {
        YIDI_TRY(const std::vector<OpenTransfer> listed, open_transfers(session_));
        if (listed != open_) {
            find("transfer_open", "",
                 "it is not what the events say: " + std::to_string(listed.size()) + " listed, " +
                     std::to_string(open_.size()) + " open");
        }
        return {};
    }

    Session& session_;
    TransitSums on_way_;
    std::vector<Mismatch>& out_;
    TransitSums sums_;  ///< by "pid/transfer"
    std::optional<Transfer> last_;
    std::vector<OpenTransfer> open_;
};

}  // namespace

Result<void> verify_transfers(Session& session, TransitSums on_way, std::vector<Mismatch>& out) {
    return Transfers{session, std::move(on_way), out}.check();
}

}  // namespace yidi::payer::internal
