#include "app/payer/internal/verify_hospital_clearing.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"
#include "app/payer/internal/rows_hospital_clearing.h"

namespace yidi::payer::internal {
namespace {

using clearing::Application;
using clearing::Confirmation;
using clearing::Month;
using ports::Session;
using ports::Table;

class HospitalClearingVerifier {
public:
    HospitalClearingVerifier(Session& session, std::vector<Mismatch>& out)
        : session_{session}, out_{out} {}

    Result<void> run() {
        YIDI_TRY_VOID(read_bills());
        YIDI_TRY_VOID(check_confirmations());
        return check_applications();
    }

private:
    void find(std::string table, std::string key, std::string problem) {
        out_.push_back(
            {.table = std::move(table), .key = std::move(key), .problem = std::move(problem)});
    }

    /// What institutions speak of is in the book of the treating side.
    Result<void> read_bills() {
        YIDI_TRY(const auto bills,
                 scan_rows<HeldBill>(session_, Table::clearing_bill, {}, read_bill));
        for (const HeldBill& row : bills) {
            if (row.holder != clearing::direction_of(row.bill).treating) continue;
            institutions_[row.bill.setl_id] = row.bill.fixmedins_code;
        }
        YIDI_TRY(const auto places,
                 scan_rows<PlaceRow>(session_, Table::clearing_place, {}, read_place));
        for (const PlaceRow& place : places) decided_.insert({place.key.setl_id, place.decided_in});
        return {};
    }

    Result<void> check_confirmations() {
        YIDI_TRY(const auto all, all_confirmations(session_));
        for (auto first = all.begin(); first != all.end();) {
            const auto last = std::find_if(first, all.end(), [&first](const Confirmation& one) {
                return one.month != first->month || one.fixmedins_code != first->fixmedins_code;
            });
            check_messages({first, last});
            first = last;
        }
        return {};
    }

    /// Those of one institution about one month.
    void check_messages(std::span<const Confirmation> messages) {
        const Month month = messages.front().month;
        const std::string& institution = messages.front().fixmedins_code;
        const std::string key = to_string(month) + "/" + institution;
        std::int64_t seq = 0;
        for (const Confirmation& one : messages) {
            if (one.seq != ++seq) find("hospital_confirmation", key, "its messages have gaps");
            for (const clearing::SaidBill& said : one.bills) {
                const auto at = institutions_.find(said.setl_id);
                if (at != institutions_.end() && at->second == institution) continue;
                find("hospital_confirmation", key,
                     "bill " + std::to_string(said.setl_id) + " is not the institution's");
            }
        }
        for (const auto& [setl_id, is_in] : clearing::standing(messages).bills) {
            if (is_in || !decided_.contains({setl_id, month})) continue;
            find("clearing_place", key,
                 "bill " + std::to_string(setl_id) +
                     " was left out of the month and is placed in it");
        }
    }

    Result<void> check_applications() {
        YIDI_TRY(const auto steps, all_application_steps(session_));
        std::map<std::string, std::vector<Application>> standing;
        const Application* before = nullptr;
        for (const Application& one : steps) {
            const bool goes_on = before != nullptr && before->evt_id == one.evt_id &&
                                 before->fixmedins_code == one.fixmedins_code;
            check_step(goes_on ? before : nullptr, one);
            std::vector<Application>& of_one = standing[one.fixmedins_code];
            std::erase_if(of_one,
                          [&one](const Application& held) { return held.evt_id == one.evt_id; });
            if (one.state == clearing::ApplicationState::applied) of_one.push_back(one);
            before = &one;
        }
        for (const auto& [institution, of_one] : standing) check_overlaps(of_one);
        return {};
    }

    void check_step(const Application* before, const Application& one) {
        const bool is_applied = one.state == clearing::ApplicationState::applied;
        const bool follows = before == nullptr
                                 ? one.seq == 1 && is_applied
                                 : one.seq == before->seq + 1 && !is_applied &&
                                       before->state == clearing::ApplicationState::applied;
        if (!follows) find("clearing_application", key_of(one), "its steps do not follow");
        if (one.begndate > one.enddate || Month::of(one.begndate) != one.month ||
            Month::of(one.enddate) != one.month) {
            find("clearing_application", key_of(one), "its days are not of its month");
        }
    }

    void check_overlaps(const std::vector<Application>& of_one) {
        for (auto a = of_one.begin(); a != of_one.end(); ++a) {
            for (auto b = a + 1; b != of_one.end(); ++b) {
                if (!overlap(*a, *b)) continue;
                find("clearing_application", key_of(*b),
                     "about settlements of " + std::to_string(a->evt_id) + " too");
            }
        }
    }

    static std::string key_of(const Application& one) {
        return one.fixmedins_code + "/" + std::to_string(one.evt_id);
    }

    Session& session_;
    std::vector<Mismatch>& out_;
    std::map<std::int64_t, std::string> institutions_;  ///< by setl_id
    std::set<std::pair<std::int64_t, Month>> decided_;  ///< setl_id and a month that placed it
};

}  // namespace

Result<void> verify_hospital_clearing(Session& session, std::vector<Mismatch>& out) {
    return HospitalClearingVerifier{session, out}.run();
}

}  // namespace yidi::payer::internal
