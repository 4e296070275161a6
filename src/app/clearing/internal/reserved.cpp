#include "app/clearing/internal/reserved.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "app/clearing/internal/difference_rows.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using clearing::Direction;
using clearing::Month;
using ports::Session;

/// A bill with all that reverses or corrects it, as one book has them.
struct Counted {
    Money in_month;
    Money until_month;  ///< with those of earlier months
    bool waits = false;
};

class Reserver {
public:
    Reserver(Session& session, std::uint32_t party, Month month)
        : session_{session}, party_{party}, month_{month} {}

    Result<void> read_differences() {
        YIDI_TRY(const auto all, last_steps(session_, std::nullopt));
        for (const DifferenceView& one : all) {
            if (one.setl_id == 0) continue;
            const bool is_open =
                one.state == DifferenceState::found || one.state == DifferenceState::proposed;
            YIDI_TRY(const std::int64_t root, root_of(one.holder, one.setl_id));
            registered_[root] = registered_[root] || is_open;
        }
        return {};
    }

    Result<Money> reserved(const Direction& direction) {
        std::set<std::int64_t> roots;
        for (const std::uint32_t holder : {direction.insured, direction.treating}) {
            YIDI_TRY(const auto places, rows::places_in(session_, holder, month_));
            for (const rows::PlaceRow& place : places) {
                YIDI_TRY(const auto bill, rows::find_bill(session_, holder, place.key.setl_id));
                if (!bill || clearing::direction_of(*bill) != direction) continue;
                YIDI_TRY(const std::int64_t root, root_of(holder, bill->setl_id));
                if (registered_.contains(root)) roots.insert(root);
            }
        }
        Money sum;
        for (const std::int64_t root : roots) {
            Counted insured;
            Counted own;
            YIDI_TRY_VOID(count(direction.insured, root, insured));
            YIDI_TRY_VOID(count(party_, root, own));
            const bool is_under_way = registered_[root] || insured.waits || own.waits;
            if (is_under_way || insured.until_month == own.until_month) {
                sum += insured.in_month - own.in_month;
            }
        }
        return sum;
    }

private:
    /// The bill that everything in its chain is about; of a bill that the book does not have,
    /// itself.
    Result<std::int64_t> root_of(std::uint32_t holder, std::int64_t setl_id) {
        std::int64_t root = setl_id;
        YIDI_TRY(auto bill, rows::find_bill(session_, holder, root));
        while (bill && bill->original != 0) {
            root = bill->original;
            YIDI_TRY(bill, rows::find_bill(session_, holder, root));
        }
        return root;
    }

    Result<void> count(std::uint32_t holder, std::int64_t setl_id, Counted& sum) {
        YIDI_TRY(const auto bill, rows::find_bill(session_, holder, setl_id));
        if (bill) YIDI_TRY_VOID(add(holder, *bill, sum));
        YIDI_TRY(const auto about, rows::bills_about(session_, holder, setl_id));
        for (const BookedBill& one : about) YIDI_TRY_VOID(count(holder, one.setl_id, sum));
        return {};
    }

    Result<void> add(std::uint32_t holder, const BookedBill& bill, Counted& sum) {
        YIDI_TRY(const auto place,
                 rows::find_place(session_, {.holder = holder, .setl_id = bill.setl_id}));
        if (!place) {
            sum.waits = true;
            return {};
        }
        const auto& period = place->placing.period;
        if (!period) return {};
        if (*period == month_) sum.in_month += bill.owed();
        if (*period <= month_) {
            sum.until_month += bill.owed();
        } else {
            sum.waits = true;
        }
        return {};
    }

    Session& session_;
    std::uint32_t party_;
    Month month_;
    std::map<std::int64_t, bool> registered_;  ///< by root: whether a difference still waits
};

}  // namespace

Result<std::vector<clearing::Due>> reserved_in(Session& session, std::uint32_t party, Month month,
                                               const std::vector<Direction>& directions) {
    std::vector<clearing::Due> dues;
    if (directions.empty()) return dues;
    Reserver reserver{session, party, month};
    YIDI_TRY_VOID(reserver.read_differences());
    for (const Direction& direction : directions) {
        YIDI_TRY(const Money amount, reserver.reserved(direction));
        dues.push_back({.direction = direction, .amount = amount});
    }
    return dues;
}

}  // namespace yidi::app::internal
