#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/reconciliation/compare.h"

/// Laws of compare_books, on books that say the same but for what was planted, and on books of
/// rows at random.
namespace yidi::reconciliation {
namespace {

using Rows = std::vector<Row>;

/// A difference without the places of its rows: what is the same whatever their order.
struct Said {
    Class what = Class::only_a;
    std::string key;
    std::vector<Row> a;
    std::vector<Row> b;
    unsigned confidence = 0;
    friend auto operator<=>(const Said&, const Said&) = default;
};

std::vector<Row> said_by(const Rows& rows, const Told& told) {
    std::vector<Row> out;
    for (const auto& place : {told.row, told.reversal}) {
        if (place) out.push_back(rows[*place]);
    }
    return out;
}

std::vector<Said> said(const Rows& a, const Rows& b) {
    std::vector<Said> all;
    for (const Difference& one : compare_books(a, b).differences) {
        all.push_back({one.what, one.key, said_by(a, one.a), said_by(b, one.b), one.confidence});
    }
    std::ranges::sort(all);
    return all;
}

std::vector<Said> mirrored(std::vector<Said> all) {
    for (Said& one : all) {
        one.what = reconciliation::mirrored(one.what);
        std::swap(one.a, one.b);
    }
    std::ranges::sort(all);
    return all;
}

Rows shuffled(Rows rows, unsigned seed) {
    std::ranges::shuffle(rows, std::mt19937{seed});
    return rows;
}

int below(int limit) {
    return *rc::gen::inRange(0, limit);
}

std::string maybe(const std::string& text) {
    return below(3) == 0 ? std::string{} : text;
}

/// Rows of few persons, days, numbers and amounts, so that much collides.
Rows any_rows() {
    Rows rows(static_cast<std::size_t>(below(14)));
    for (Row& row : rows) {
        row.setl_id = maybe("S" + std::to_string(below(6)));
        row.mdtrt_id = maybe("V" + std::to_string(below(6)));
        row.psn_no = maybe("P" + std::to_string(below(3)));
        row.certno = maybe("C" + std::to_string(below(3)));
        const bool is_named = !(row.setl_id + row.mdtrt_id + row.psn_no + row.certno).empty();
        if (!is_named) row.psn_no = "P0";  // Nothing else is taken from a file.
        if (below(4) != 0) row.day = Date::from_days(20'000 + below(3) * 20);
        if (below(4) == 0) {
            row.month = Month{.year = 2026, .month = 1U + static_cast<unsigned>(below(2))};
        }
        row.amounts.tell(Amount::medfee_sumamt, Money::from_yuan(100 + below(4) * 30));
        if (below(2) == 0) row.amounts.tell(Amount::fund_pay_sumamt, Money::from_yuan(below(3)));
        if (below(5) == 0) {
            row.reverses = maybe("S" + std::to_string(below(6)));
            row.amounts = row.amounts.negated();
        }
        set_state(row, /*is_marked=*/below(6) == 0);
    }
    return rows;
}

RC_GTEST_PROP(AnyBooks, AreTheSameInWhateverOrderTheirRowsStand, ()) {
    const Rows a = any_rows();
    const Rows b = any_rows();
    const auto seed = *rc::gen::arbitrary<unsigned>();
    RC_ASSERT(said(a, b) == said(shuffled(a, seed), shuffled(b, seed + 1)));
}

RC_GTEST_PROP(AnyBooks, AreMirroredByChangingThemOver, ()) {
    const Rows a = any_rows();
    const Rows b = any_rows();
    RC_ASSERT(said(b, a) == mirrored(said(a, b)));
    RC_ASSERT(compare_books(a, b).matched == compare_books(b, a).matched);
}

RC_GTEST_PROP(AnyBooks, TellEveryRowOnce, ()) {
    const Rows a = any_rows();
    const Rows b = any_rows();
    const Outcome outcome = compare_books(a, b);
    std::map<std::size_t, int> told;
    std::size_t both = outcome.matched * 2;
    for (const Difference& one : outcome.differences) {
        for (const auto& place : {one.a.row, one.a.reversal}) {
            if (place) RC_ASSERT(++told[*place] == 1);
        }
        both += said_by(a, one.a).size() + said_by(b, one.b).size();
        RC_ASSERT(one.confidence > 0U && one.confidence <= 100U);
    }
    // A settlement that one book marks and the other takes back in a row of its own matches with
    // three rows.
    RC_ASSERT(both <= a.size() + b.size());
    RC_ASSERT(outcome.only_a + outcome.only_b + outcome.differs == outcome.differences.size());
}

RC_GTEST_PROP(AnyBooks, AgreeWithThemselvesButForWhatTheyHaveTwice, ()) {
    const Rows a = any_rows();
    for (const Difference& one : compare_books(a, a).differences) {
        RC_ASSERT(one.what == Class::duplicate);
    }
}

/// A book in which nothing looks like anything else.
Rows plain_book(std::size_t count) {
    Rows rows(count);
    for (std::size_t i = 0; i < count; ++i) {
        Row& row = rows[i];
        const std::string number = std::to_string(1000 + i);
        row.setl_id = "S" + number;
        row.mdtrt_id = "V" + number;
        row.psn_no = "P" + std::to_string(i / 3);
        row.day = Date::from_days(20'000 + static_cast<std::int64_t>(i % 7));
        row.month = Month{.year = 2026, .month = 5};
        row.amounts.tell(Amount::medfee_sumamt,
                         Money::from_fen(100'000 + 977 * static_cast<std::int64_t>(i)));
        row.amounts.tell(Amount::fund_pay_sumamt, Money::from_fen(50'000));
    }
    return rows;
}

/// Changes row `at` of one of the books so that `what` has to be found; `pick` chooses among ways.
void plant(Class what, std::size_t at, unsigned pick, Rows& a, Rows& b) {
    Rows& book = pick % 2 == 0 ? a : b;
    Row& row = book[at];
    const Money fund = *row.amounts.of(Amount::fund_pay_sumamt);
    switch (what) {
        case Class::only_a: b[at].setl_id = "gone"; break;
        case Class::only_b: a[at].setl_id = "gone"; break;
        case Class::amount:
            row.amounts.tell(Amount::medfee_sumamt, row.amounts.total() + Money::from_fen(1));
            break;
        case Class::fund_split:
            row.amounts.tell(Amount::fund_pay_sumamt, fund - Money::from_fen(1));
            break;
        case Class::period: row.month = Month{.year = 2026, .month = 6}; break;
        case Class::reversed_one_side: {
            if (pick % 4 < 2) {
                row.state = State::reversed;
                break;
            }
            Row reversal = row;
            reversal.setl_id = "R" + row.setl_id;
            if (pick % 8 < 4) reversal.reverses = row.setl_id;
            reversal.amounts = row.amounts.negated();
            set_state(reversal, /*is_marked=*/true);
            book.push_back(reversal);
            break;
        }
        case Class::duplicate: {
            Row again = row;
            if (pick % 4 < 2) again.setl_id += "again";
            book.push_back(again);
            break;
        }
    }
}

RC_GTEST_PROP(PlantedBooks, GiveExactlyWhatWasPlanted, ()) {
    constexpr std::size_t kPlanted = 14;
    const std::size_t count = 60 + static_cast<std::size_t>(below(100));
    Rows a = plain_book(count);
    Rows b = a;
    std::vector<std::size_t> places(count);
    for (std::size_t i = 0; i < count; ++i) places[i] = i;
    std::ranges::shuffle(places, std::mt19937{*rc::gen::arbitrary<unsigned>()});
    std::vector<std::pair<Class, std::string>> planted;
    for (std::size_t i = 0; i < kPlanted; ++i) {
        const Class what = kClasses.at(i % kClasses.size());
        const auto pick = static_cast<unsigned>(below(8));
        const bool is_renumbered = what == Class::duplicate && pick % 4 < 2;
        planted.emplace_back(what, a[places[i]].setl_id + (is_renumbered ? "again" : ""));
        plant(what, places[i], pick, a, b);
    }
    for (Rows* book : {&a, &b}) {
        std::erase_if(*book, [](const Row& row) { return row.setl_id == "gone"; });
    }
    std::vector<std::pair<Class, std::string>> found;
    for (const Difference& one : compare_books(shuffled(a, 1), shuffled(b, 2)).differences) {
        found.emplace_back(one.what, one.key);
    }
    std::ranges::sort(planted);
    std::ranges::sort(found);
    RC_ASSERT(found == planted);
}

}  // namespace
}  // namespace yidi::reconciliation
