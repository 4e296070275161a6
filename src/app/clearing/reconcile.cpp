#include "app/clearing/reconcile.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/clearing/internal/difference_rows.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"
#include "app/payer/internal/rows_nights.h"
#include "base/whole.h"
#include "domain/clearing/compared.h"
#include "domain/reconciliation/compare.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using ports::Session;
using reconciliation::Class;
using reconciliation::Difference;
using reconciliation::Row;

constexpr std::array<std::string_view, kDifferenceStateCount> kStates{"found", "proposed",
                                                                      "repaired", "agreed"};

/// One of two books of a day.
struct Book {
    std::vector<BookedBill> bills;  ///< of the holder; of a hospital none
    std::vector<Row> rows;
};

/// Writes what two books of a day differ in.
class DayJudge {
public:
    /// `repaired`: bills that the other party has seen to in its own book.
    DayJudge(Session& session, const ClearingContext& context, ReconciledDay day,
             std::vector<std::int64_t> repaired = {})
        : session_{session},
          context_{context},
          day_{std::move(day)},
          repaired_{std::move(repaired)} {}

    Result<ReconciledDay> run(const Book& here, const Book& there) {
        YIDI_TRY(const auto all, internal::last_steps(session_, day_.holder));
        for (const DifferenceView& one : all) {
            if (one.counterpart == day_.counterpart && one.day == day_.day) known_.push_back(one);
        }
        for (const Difference& one :
             reconciliation::compare_books(here.rows, there.rows).differences) {
            YIDI_TRY_VOID(note(one, here, there));
        }
        YIDI_TRY_VOID(close_gone());
        YIDI_TRY(const auto times,
                 internal::days_of(session_, day_.holder, day_.counterpart, day_.day));
        day_.seq = static_cast<std::int64_t>(times.size()) + 1;
        YIDI_TRY_VOID(internal::insert(session_, day_));
        return day_;
    }
    /// Whether somebody has to see to what the run has found.
    [[nodiscard]] bool leaves_open() const { return leaves_open_; }

private:
    /// Of a settlement that one book has taken back (`is_back`), the row of that is what the other
    /// lacks.
    static std::optional<std::size_t> place_of(const reconciliation::Told& told, bool is_back) {
        return told.row && !(is_back && told.reversal) ? told.row : told.reversal;
    }
    /// What a book has of it; empty: nothing.
    static std::optional<Money> total_of(const reconciliation::Told& told, bool is_back,
                                         const Book& book) {
        if (is_back && !told.reversal) return {};
        const auto at = place_of(told, is_back);
        return at ? std::optional{book.rows[*at].amounts.total()} : std::nullopt;
    }

    Result<void> note(const Difference& one, const Book& here, const Book& there) {
        const bool is_back = one.what == Class::reversed_one_side;
        const auto mine = place_of(one.a, is_back);
        const auto theirs = place_of(one.b, is_back);
        DifferenceView view{.holder = day_.holder,
                            .id = context_.payer.ids.next(),
                            .counterpart = day_.counterpart,
                            .day = day_.day,
                            .what = one.what,
                            .setl_id = 0,
                            .name = {},
                            .here = total_of(one.a, is_back, here),
                            .there = total_of(one.b, is_back, there),
                            .other = {},
                            .repair = {},
                            .reason = {},
                            .at = context_.now(),
                            .by = day_.by};
        const bool is_about_theirs = !mine || (is_back && one.b.reversal);
        const Row& row = is_about_theirs ? there.rows[*theirs] : here.rows[*mine];
        view.setl_id = number_in(row, one);
        if (view.setl_id == 0) view.name = row.setl_id.empty() ? one.key : row.setl_id;
        if (theirs && *theirs < there.bills.size()) {
            view.other = clearing::content_of(there.bills[*theirs]);
        }
        if (view.what == Class::only_a || view.what == Class::only_b) {
            YIDI_TRY(const bool is_reversal, takes_back_a_known_one(row));
            if (is_reversal) view.what = Class::reversed_one_side;
        }
        ++day_.differences;
        // One repair is enough: a second one would swap the books.
        const bool is_theirs =
            view.setl_id != 0 && std::ranges::find(repaired_, view.setl_id) != repaired_.end();
        if (is_theirs) return {};
        seen_.push_back(view);
        const bool is_registered = is_open(view);
        if (!is_registered && is_mended(view)) return {};
        leaves_open_ = true;
        return is_registered ? Result<void>{} : internal::insert(session_, view);
    }

    /// Books of parties number alike; a hospital's row may have another name.
    static std::int64_t number_in(const Row& row, const Difference& one) {
        const std::int64_t id = parse_whole(row.setl_id).value_or(0);
        return id != 0 ? id : parse_whole(one.key).value_or(0);
    }

    Result<bool> takes_back_a_known_one(const Row& row) {
        if (row.reverses.empty()) return false;
        const std::int64_t original = parse_whole(row.reverses).value_or(0);
        YIDI_TRY(const auto bill, rows::find_bill(session_, day_.holder, original));
        return bill.has_value();
    }

    static bool is_same(const DifferenceView& one, const DifferenceView& other) {
        return one.setl_id == other.setl_id && one.name == other.name && one.what == other.what &&
               one.here == other.here && one.there == other.there;
    }

    static bool is_unmended(const DifferenceView& one) {
        return one.state == DifferenceState::found || one.state == DifferenceState::proposed;
    }
    bool is_open(const DifferenceView& view) const {
        return std::ranges::any_of(known_, [&view](const DifferenceView& one) {
            return is_same(one, view) && is_unmended(one);
        });
    }
    /// Repaired in this book alone, which leaves the other as it is.
    bool is_mended(const DifferenceView& view) const {
        return std::ranges::any_of(known_, [&view](const DifferenceView& one) {
            return is_same(one, view) && one.state == DifferenceState::repaired &&
                   one.repair != reconciliation::Repair::resend;
        });
    }

    /// What this run has not found in the same form is gone: another form is another difference.
    Result<void> close_gone() {
        for (const DifferenceView& one : known_) {
            const bool is_seen = std::ranges::any_of(
                seen_, [&one](const DifferenceView& seen) { return is_same(one, seen); });
            if (!is_unmended(one) || is_seen) continue;
            DifferenceView after = one;
            ++after.seq;
            after.state = DifferenceState::agreed;
            after.at = context_.now();
            after.by = day_.by;
            YIDI_TRY_VOID(internal::insert(session_, after));
        }
        return {};
    }

    Session& session_;
    const ClearingContext& context_;
    ReconciledDay day_;
    std::vector<DifferenceView> known_;
    std::vector<DifferenceView> seen_;  ///< in this run, and not seen to by the other party
    std::vector<std::int64_t> repaired_;
    bool leaves_open_ = false;
};

/// What of two digests differs, exchanged over the line.
struct Exchange {
    std::vector<std::uint32_t> buckets;
    std::int64_t hash_bytes = 0;
};

Result<Exchange> exchange(ports::Peers& peers, const ports::Peers::Day& asked,
                          const reconciliation::Digest& mine) {
    constexpr std::int64_t kHashSize = 32;
    Exchange done;
    YIDI_TRY(const reconciliation::Hash root, peers.root(asked, mine.shape()));
    done.hash_bytes += kHashSize;
    YIDI_TRY(done.buckets,
             reconciliation::differing(
                 mine, root,
                 [&](std::span<const reconciliation::Node> nodes)
                     -> Result<std::vector<reconciliation::Hash>> {
                     YIDI_TRY(auto hashes, peers.children(asked, mine.shape(), nodes));
                     done.hash_bytes += kHashSize * static_cast<std::int64_t>(hashes.size());
                     return hashes;
                 }));
    return done;
}

/// When a night is to hold the day again: until nothing of it is open. A day that goes on stays due
/// for the night behind it.
Result<void> plan(Session& session, Date today, const PartyDay& day, bool leaves_open) {
    const rows::DueDay due{.holder = day.holder, .counterpart = day.counterpart, .day = day.day};
    if (leaves_open) return rows::leave_due(session, due, today);
    return day.day < today ? rows::erase_due(session, due) : Result<void>{};
}

}  // namespace

std::string_view name(DifferenceState state) {
    return kStates[static_cast<std::size_t>(state)];
}

Result<std::vector<BookedBill>> day_book(Session& session, const ports::Peers::Day& day) {
    YIDI_TRY(auto bills, rows::bills_between(session, day.asked, day.day, day.day));
    std::erase_if(bills, [&day](const BookedBill& bill) {
        const clearing::Direction direction = clearing::direction_of(bill);
        const bool is_between = direction.insured == day.asking || direction.treating == day.asking;
        return !is_between || bill.via == clearing::Via::corrected;
    });
    return bills;
}

Result<std::vector<std::int64_t>> repaired_bills(Session& session, const ports::Peers::Day& day) {
    YIDI_TRY(const auto all, internal::last_steps(session, day.asked));
    std::vector<std::int64_t> numbers;
    for (const DifferenceView& one : all) {
        const bool is_seen_to = one.state == DifferenceState::repaired && one.setl_id != 0 &&
                                one.repair != reconciliation::Repair::resend;
        const bool is_asked = one.counterpart == std::to_string(day.asking) && one.day == day.day;
        if (is_seen_to && is_asked) numbers.push_back(one.setl_id);
    }
    return numbers;
}

Result<ReconciledDay> reconcile_party(Session& session, const ClearingContext& context,
                                      ports::Peers& peers, const reconciliation::HashFunction& hash,
                                      const PartyDay& day) {
    const bool takes_part = std::ranges::binary_search(context.parties, day.counterpart);
    if (!takes_part || day.counterpart == day.holder) {
        return rows::inconsistent("counterpart", "两个参加清算的地区", "请核对地区代码",
                                  "对账在两个不同的地区之间");
    }
    const ports::Peers::Day own{.asked = day.holder, .asking = day.counterpart, .day = day.day};
    const ports::Peers::Day asked{.asked = day.counterpart, .asking = day.holder, .day = day.day};
    YIDI_TRY(const auto bills, day_book(session, own));
    YIDI_TRY(const std::size_t count, peers.count(asked));
    const std::vector<Row> all = clearing::rows_of(bills);
    const auto digest =
        reconciliation::Digest::of(all, reconciliation::shape_for(all.size(), count), hash);
    YIDI_TRY(const Exchange differing, exchange(peers, asked, digest));
    Book here;
    for (const std::uint32_t bucket : differing.buckets) {
        for (const std::size_t place : digest.bucket(bucket)) {
            here.bills.push_back(bills[place]);
            here.rows.push_back(all[place]);
        }
    }
    Book there;
    if (!differing.buckets.empty()) {
        YIDI_TRY(there.bills, peers.bills(asked, digest.shape(), differing.buckets));
    }
    there.rows = clearing::rows_of(there.bills);
    std::vector<std::int64_t> repaired;
    if (!differing.buckets.empty()) {
        YIDI_TRY(repaired, peers.repaired(asked));
    }
    DayJudge judge{session, context,
                   ReconciledDay{.holder = day.holder,
                                 .counterpart = std::to_string(day.counterpart),
                                 .day = day.day,
                                 .rows_here = static_cast<std::int64_t>(bills.size()),
                                 .rows_there = static_cast<std::int64_t>(count),
                                 .rows_moved = static_cast<std::int64_t>(there.rows.size()),
                                 .hash_bytes = differing.hash_bytes,
                                 .at = context.now(),
                                 .by = day.by},
                   std::move(repaired)};
    YIDI_TRY(ReconciledDay held, judge.run(here, there));
    YIDI_TRY_VOID(plan(session, context.today(), day, judge.leaves_open()));
    return held;
}

Result<ReconciledDay> reconcile_hospital(Session& session, const ClearingContext& context,
                                         const HospitalDay& day, std::span<const Row> rows_there,
                                         const std::string& by) {
    YIDI_TRY(auto bills, rows::bills_between(session, day.holder, day.day, day.day));
    std::erase_if(bills, [&day](const BookedBill& bill) {
        const bool is_repair =
            bill.via == clearing::Via::corrected || bill.via == clearing::Via::institution;
        return bill.fixmedins_code != day.fixmedins_code || is_repair;
    });
    const Book here{.bills = bills, .rows = clearing::rows_of(bills)};
    const Book there{.bills = {}, .rows = {rows_there.begin(), rows_there.end()}};
    return DayJudge{session, context,
                    ReconciledDay{.holder = day.holder,
                                  .counterpart = day.fixmedins_code,
                                  .day = day.day,
                                  .rows_here = static_cast<std::int64_t>(bills.size()),
                                  .rows_there = static_cast<std::int64_t>(rows_there.size()),
                                  .rows_moved = static_cast<std::int64_t>(rows_there.size()),
                                  .at = context.now(),
                                  .by = by}}
        .run(here, there);
}

}  // namespace yidi::app
