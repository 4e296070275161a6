#include "app/payer/internal/verify_clearing.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::payer::internal {
namespace {

using clearing::Month;
using ports::Session;
using ports::Table;

std::string key_of(const BillKey& key) {
    return std::to_string(key.holder) + "/" + std::to_string(key.setl_id);
}

class ClearingVerifier {
public:
    ClearingVerifier(Session& session, std::vector<Mismatch>& out) : session_{session}, out_{out} {}

    Result<void> run() {
        YIDI_TRY_VOID(check_places());
        YIDI_TRY_VOID(check_months());
        return check_entries();
    }

private:
    void find(std::string table, std::string key, std::string problem) {
        out_.push_back(
            {.table = std::move(table), .key = std::move(key), .problem = std::move(problem)});
    }

    /// A bill waits or has a place: never both, and never neither.
    Result<void> check_places() {
        std::set<BillKey> bills;
        YIDI_TRY(const auto rows,
                 scan_rows<HeldBill>(session_, Table::clearing_bill, {}, read_bill));
        for (const HeldBill& row : rows) {
            bills.insert({.holder = row.holder, .setl_id = row.bill.setl_id});
            const clearing::Direction direction = clearing::direction_of(row.bill);
            if (row.holder != direction.insured && row.holder != direction.treating) {
                find("clearing_bill", key_of({.holder = row.holder, .setl_id = row.bill.setl_id}),
                     "the holder is neither side of the bill");
            }
        }
        YIDI_TRY(const auto waiting_keys, waiting(session_));
        YIDI_TRY(const auto places,
                 scan_rows<PlaceRow>(session_, Table::clearing_place, {}, read_place));
        std::map<BillKey, int> found;
        for (const BillKey& key : waiting_keys) ++found[key];
        for (const PlaceRow& place : places) ++found[place.key];
        for (const BillKey& key : bills) {
            const auto at = found.find(key);
            if (at == found.end()) find("clearing_place", key_of(key), "no place, and not waiting");
            if (at != found.end() && at->second > 1) {
                find("clearing_waiting", key_of(key), "it waits, and has a place");
            }
        }
        for (const auto& [key, count] : found) {
            if (!bills.contains(key)) find("clearing_place", key_of(key), "there is no such bill");
        }
        return {};
    }

    Result<void> check_months() {
        YIDI_TRY(const auto events, all_events(session_));
        std::map<Month, std::int64_t> steps;
        std::set<Month> published;
        std::set<Month> tabled;
        for (const clearing::CycleEvent& event : events) {
            if (event.seq != ++steps[event.month]) {
                find("clearing_event", to_string(event.month), "its events have gaps");
            }
            if (event.kind == clearing::CycleEventKind::published) published.insert(event.month);
            if (event.kind == clearing::CycleEventKind::tables_made) tabled.insert(event.month);
        }
        YIDI_TRY_VOID(check_carried(tabled));
        for (const auto& [month, count] : steps) {
            YIDI_TRY_VOID(check_notices(month, published.contains(month)));
        }
        return {};
    }

    /// What a month carries over is what the next tables begin with. The lines of origin `carried`
    /// are what came in, less what went on.
    Result<void> check_carried(const std::set<Month>& tabled) {
        std::map<std::pair<clearing::Direction, clearing::Kind>, Money> expected;
        for (const Month month : tabled) {
            YIDI_TRY(const clearing::Carried lines, lines_in(session_, month));
            for (const clearing::Line& line : lines.month) {
                if (line.origin != clearing::Origin::carried) continue;
                expected[{line.direction, line.kind}] -= line.amount;
            }
            for (const clearing::Line& line : lines.next) {
                expected[{line.direction, line.kind}] -= line.amount;
            }
            const bool is_taken_up = std::ranges::all_of(
                expected, [](const auto& one) { return one.second == Money{}; });
            if (!is_taken_up) {
                find("clearing_line", to_string(month), "not what the month before carried over");
            }
            expected.clear();
            for (const clearing::Line& line : lines.next) {
                expected[{line.direction, line.kind}] += line.amount;
            }
        }
        return {};
    }

    /// The notices of a published month are what its lines say; before it is published it has none.
    Result<void> check_notices(Month month, bool is_published) {
        YIDI_TRY(const clearing::Carried lines, lines_in(session_, month));
        YIDI_TRY(const auto notices, notices_in(session_, month));
        std::map<clearing::Direction, Money> told;
        for (const clearing::Notice& notice : notices) told[notice.direction] = notice.amount;
        std::map<clearing::Direction, Money> owed;
        for (const clearing::Due& due : clearing::dues_of(lines.month)) {
            if (due.amount < Money{}) {
                find("clearing_line", to_string(month), "a direction is below zero");
            }
            if (is_published && due.amount > Money{}) owed[due.direction] = due.amount;
        }
        if (told != owed) {
            find("clearing_notice", to_string(month), "notices are not what the tables say");
        }
        return {};
    }

    Result<void> check_entries() {
        YIDI_TRY(const auto entries, clearing_entries(session_));
        for (const ledger::DatedEntry& one : entries) {
            if (!ledger::is_balanced(one.entry)) {
                find("clearing_entry", one.about, "the entry does not balance");
            }
        }
        return {};
    }

    Session& session_;
    std::vector<Mismatch>& out_;
};

}  // namespace

Result<void> verify_clearing(Session& session, std::vector<Mismatch>& out) {
    return ClearingVerifier{session, out}.run();
}

}  // namespace yidi::payer::internal
