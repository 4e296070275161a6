#include "domain/reconciliation/compare.h"

#include <algorithm>
#include <array>
#include <compare>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "domain/reconciliation/internal/originals.h"

namespace yidi::reconciliation {
namespace {

using internal::Originals;
using internal::person_of;

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

std::string person_and_day(const Row& row) {
    std::string text{person_of(row)};
    if (row.day) text += (text.empty() ? "" : " ") + to_string(*row.day);
    return text;
}

std::string key_of(const Row& row) {
    if (!row.setl_id.empty()) return row.setl_id;
    return row.mdtrt_id.empty() ? person_and_day(row) : row.mdtrt_id;
}

/// What names a pair whichever book is called A.
std::string key_of(const Row& a, const Row& b, PairedBy by) {
    if (by == PairedBy::mdtrt_id) return a.mdtrt_id;
    if (by == PairedBy::setl_id) return a.setl_id;
    if (a.setl_id.empty() != b.setl_id.empty()) return a.setl_id + b.setl_id;
    return person_and_day(std::min(a, b));
}

/// Of two rows that both stand or are both taken back.
std::optional<Class> class_of(const Row& a, const Row& b) {
    if (a.amounts.total() != b.amounts.total()) return Class::amount;
    for (const Amount which : amounts()) {
        const std::optional<Money> here = a.amounts.of(which);
        const std::optional<Money> there = b.amounts.of(which);
        if (here && there && *here != *there) return Class::fund_split;
    }
    if (a.month && b.month) {
        return *a.month == *b.month ? std::nullopt : std::optional{Class::period};
    }
    const bool days_differ = a.day && b.day && *a.day != *b.day;
    return days_differ ? std::optional{Class::period} : std::nullopt;
}

/// One of the two books while they are held against each other.
struct Side {
    std::span<const Row> rows;
    std::vector<std::size_t> pair;  ///< of each row; kNone
    std::vector<std::size_t> rest;  ///< rows without a partner that nothing explains yet
    std::vector<std::size_t> repeats;
};

/// A pair with what was found about it.
struct Judged {
    Pair of;
    std::array<std::optional<std::size_t>, 2> reversals;  ///< that the other book lacks
};

class Comparison {
public:
    Comparison(std::span<const Row> a, std::span<const Row> b, Pairing pairing)
        : sides_{Side{.rows = a,
                      .pair = std::vector<std::size_t>(a.size(), kNone),
                      .rest = std::move(pairing.rest_a),
                      .repeats = std::move(pairing.repeats_a)},
                 Side{.rows = b,
                      .pair = std::vector<std::size_t>(b.size(), kNone),
                      .rest = std::move(pairing.rest_b),
                      .repeats = std::move(pairing.repeats_b)}} {
        out_.number_alike = pairing.number_alike;
        for (const Pair& pair : pairing.pairs) {
            sides_[0].pair[pair.a] = pairs_.size();
            sides_[1].pair[pair.b] = pairs_.size();
            pairs_.push_back({.of = pair, .reversals = {}});
        }
    }

    Outcome run() && {
        for (const std::size_t side : {0U, 1U}) explain_reversals(side);
        for (const std::size_t side : {0U, 1U}) find_repeated_visits(side);
        for (const Judged& pair : pairs_) judge(pair);
        for (const std::size_t side : {0U, 1U}) tell_one_sided(side);
        std::ranges::sort(out_.differences, [this](const Difference& one, const Difference& other) {
            if (one.what != other.what || one.key != other.key) {
                return std::tie(one.what, one.key) < std::tie(other.what, other.key);
            }
            const std::strong_ordering by_a = order_of(0, one.a, other.a);
            return std::is_lt(std::is_eq(by_a) ? order_of(1, one.b, other.b) : by_a);
        });
        return std::move(out_);
    }

private:
    /// By what the rows say, nothing before something.
    [[nodiscard]] std::strong_ordering order_of(std::size_t side, const Told& one,
                                                const Told& other) const {
        const auto row = [&](const Told& told) -> const Row* {
            const std::optional<std::size_t> place = told.row ? told.row : told.reversal;
            return place ? &sides_[side].rows[*place] : nullptr;
        };
        const Row* here = row(one);
        const Row* there = row(other);
        if (here == nullptr || there == nullptr) return (here != nullptr) <=> (there != nullptr);
        return *here <=> *there;
    }

    /// Says of each reversal that the other book lacks which settlement it is about.
    void explain_reversals(std::size_t side) {
        Side& here = sides_[side];
        const auto is_reversal = [&here](std::size_t place) {
            return here.rows[place].state == State::reversal;
        };
        std::vector<std::size_t> unexplained;
        std::ranges::copy_if(here.rest, std::back_inserter(unexplained), is_reversal);
        if (unexplained.empty()) return;
        const auto by_content = [&here](std::size_t one, std::size_t other) {
            return std::tie(here.rows[one], one) < std::tie(here.rows[other], other);
        };
        std::ranges::sort(unexplained, by_content);
        Originals originals{here.rows};
        std::map<std::string_view, std::size_t> elsewhere;
        for (const std::size_t place : sides_[1 - side].rest) {
            const Row& row = sides_[1 - side].rows[place];
            if (row.state != State::reversal) elsewhere.emplace(row.setl_id, place);
        }
        // What both books have taken back is no longer there to be taken back by another.
        std::vector<std::size_t> known;
        for (std::size_t i = 0; i < here.rows.size(); ++i) {
            if (is_reversal(i) && here.pair[i] != kNone) known.push_back(i);
        }
        std::ranges::sort(known, by_content);
        for (const std::size_t place : known) (void)originals.take(here.rows[place]);
        std::array<std::vector<bool>, 2> explained{std::vector<bool>(sides_[0].rows.size(), false),
                                                   std::vector<bool>(sides_[1].rows.size(), false)};
        for (const std::size_t place : unexplained) {
            const Row& row = here.rows[place];
            if (const std::optional<Originals::Found> found = originals.take(row)) {
                explained.at(side)[place] = note_reversal(side, place, *found);
            } else if (const auto other = elsewhere.find(row.reverses);
                       !row.reverses.empty() && other != elsewhere.end()) {
                // Of a settlement of an earlier file, which the other book still has.
                explained.at(side)[place] = true;
                explained.at(1 - side)[other->second] = true;
                add_reversed(side, place, other->second);
                elsewhere.erase(other);
            }
        }
        for (const std::size_t of : {0U, 1U}) {
            std::erase_if(sides_.at(of).rest,
                          [&](std::size_t place) { return explained.at(of)[place]; });
        }
    }

    /// False: the settlement itself is in one book alone, and so is its reversal.
    bool note_reversal(std::size_t side, std::size_t reversal, const Originals::Found& found) {
        const std::size_t at = sides_.at(side).pair[found.place];
        if (at == kNone) return false;
        Judged& pair = pairs_[at];
        pair.reversals.at(side) = reversal;
        pair.of.confidence = std::min(pair.of.confidence, found.confidence);
        return true;
    }

    void add_reversed(std::size_t side, std::size_t reversal, std::size_t standing) {
        Difference one{.what = Class::reversed_one_side,
                       .key = sides_.at(side).rows[reversal].reverses,
                       .a = {.row = {}, .reversal = reversal},
                       .b = {.row = standing, .reversal = {}},
                       .confidence = 100};
        if (side == 1) std::swap(one.a, one.b);
        add(std::move(one));
    }

    /// The rows of which one that is left may be a repeat: what shares its visit or person.
    static std::vector<std::size_t> may_repeat(const Side& side) {
        const auto name = [](const Row& row) {
            return row.mdtrt_id.empty() ? person_of(row) : std::string_view{row.mdtrt_id};
        };
        std::vector<std::string_view> names;
        names.reserve(side.rest.size());
        for (const std::size_t place : side.rest) names.push_back(name(side.rows[place]));
        std::ranges::sort(names);
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < side.rows.size(); ++i) {
            const Row& row = side.rows[i];
            const bool is_named = !row.mdtrt_id.empty() ||
                                  (row.setl_id.empty() && !person_of(row).empty() && row.day);
            if (!is_named || row.state == State::reversal) continue;
            if (std::ranges::binary_search(names, name(row))) rows.push_back(i);
        }
        return rows;
    }

    /// The same visit with the same amounts again: of rows that tell a visit whatever their number,
    /// of rows without a visit only where there is no number either.
    void find_repeated_visits(std::size_t side) {
        Side& here = sides_[side];
        if (here.rest.empty()) return;
        const auto key = [&here](std::size_t place) {
            const Row& row = here.rows[place];
            return std::tie(row.mdtrt_id, row.psn_no, row.certno, row.day, row.amounts);
        };
        std::vector<std::size_t> rows = may_repeat(here);
        // Paired rows first: what is left of a group is then the repeat.
        std::ranges::sort(rows, [&](std::size_t one, std::size_t other) {
            const bool is_left = here.pair[one] == kNone;
            const bool is_other_left = here.pair[other] == kNone;
            if (key(one) != key(other)) return key(one) < key(other);
            return std::tie(is_left, here.rows[one], one) <
                   std::tie(is_other_left, here.rows[other], other);
        });
        std::vector<bool> is_repeat(here.rows.size(), false);
        for (std::size_t i = 1; i < rows.size(); ++i) {
            is_repeat[rows[i]] = key(rows[i]) == key(rows[i - 1]);
        }
        std::erase_if(here.rest, [&](std::size_t place) {
            if (!is_repeat[place]) return false;
            add_one_sided(side, place, Class::duplicate,
                          here.rows[place].mdtrt_id.empty() ? 60 : 80);
            return true;
        });
    }

    void judge(const Judged& pair) {
        const Row& a = sides_[0].rows[pair.of.a];
        const Row& b = sides_[1].rows[pair.of.b];
        // A mark on the row says the same as a row of its own.
        const bool is_back_in_a = a.state == State::reversed || pair.reversals[0];
        const bool is_back_in_b = b.state == State::reversed || pair.reversals[1];
        std::optional<Class> what = class_of(a, b);
        if (is_back_in_a != is_back_in_b) what = Class::reversed_one_side;
        if (pair.of.is_repeat) what = Class::duplicate;
        if (!what) {
            ++out_.matched;
            return;
        }
        add({.what = *what,
             .key = key_of(a, b, pair.of.by),
             .a = {.row = pair.of.a, .reversal = pair.reversals[0]},
             .b = {.row = pair.of.b, .reversal = pair.reversals[1]},
             .confidence = pair.of.confidence});
    }

    void tell_one_sided(std::size_t side) {
        const Side& here = sides_[side];
        const std::vector<bool> is_copy = find_copies(here);
        for (const std::size_t place : here.repeats) {
            add_one_sided(side, place, Class::duplicate, is_copy[place] ? 100 : 90);
        }
        for (const std::size_t place : here.rest) {
            const bool is_certain = out_.number_alike && !here.rows[place].setl_id.empty();
            add_one_sided(side, place, side == 0 ? Class::only_a : Class::only_b,
                          is_certain ? 100 : 80);
        }
    }

    /// Of which rows another of the book says exactly the same; looked for where a number repeats.
    static std::vector<bool> find_copies(const Side& side) {
        std::vector<bool> is_copy(side.rows.size(), false);
        if (side.repeats.empty()) return is_copy;
        std::vector<std::string_view> numbers;
        numbers.reserve(side.repeats.size());
        for (const std::size_t place : side.repeats) numbers.emplace_back(side.rows[place].setl_id);
        std::ranges::sort(numbers);
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < side.rows.size(); ++i) {
            const std::string_view number = side.rows[i].setl_id;
            if (std::ranges::binary_search(numbers, number)) places.push_back(i);
        }
        std::ranges::sort(places, [&side](std::size_t one, std::size_t other) {
            return side.rows[one] < side.rows[other];
        });
        for (std::size_t i = 1; i < places.size(); ++i) {
            if (side.rows[places[i - 1]] != side.rows[places[i]]) continue;
            is_copy[places[i - 1]] = true;
            is_copy[places[i]] = true;
        }
        return is_copy;
    }

    void add_one_sided(std::size_t side, std::size_t place, Class what, unsigned confidence) {
        const Row& row = sides_[side].rows[place];
        const bool is_reversal = row.state == State::reversal;
        const Told told =
            is_reversal ? Told{.row = {}, .reversal = place} : Told{.row = place, .reversal = {}};
        add({.what = what,
             .key = key_of(row),
             .a = side == 0 ? told : Told{},
             .b = side == 1 ? told : Told{},
             .confidence = confidence});
    }

    void add(Difference one) {
        std::size_t& count = one.what == Class::only_a   ? out_.only_a
                             : one.what == Class::only_b ? out_.only_b
                                                         : out_.differs;
        ++count;
        out_.differences.push_back(std::move(one));
    }

    std::array<Side, 2> sides_;
    std::vector<Judged> pairs_;
    Outcome out_;
};

}  // namespace

Outcome compare_books(std::span<const Row> a, std::span<const Row> b) {
    return Comparison{a, b, pair_rows(a, b)}.run();
}

}  // namespace yidi::reconciliation
