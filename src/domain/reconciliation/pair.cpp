#include "domain/reconciliation/pair.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <utility>

#include "domain/reconciliation/internal/nearest.h"

namespace yidi::reconciliation {
namespace {

using internal::Along;
using internal::Candidate;
using internal::Match;

std::int64_t magnitude(Money amount) {
    return amount < Money{} ? -amount.fen() : amount.fen();
}

std::int64_t larger_total(const Row& a, const Row& b) {
    return std::max(magnitude(a.amounts.total()), magnitude(b.amounts.total()));
}

std::int64_t total_gap(const Row& a, const Row& b) {
    return magnitude(a.amounts.total() - b.amounts.total());
}

/// Whether both tell a person, and another one.
bool persons_differ(const Row& a, const Row& b) {
    const auto differ = [](const std::string& one, const std::string& other) {
        return !one.empty() && !other.empty() && one != other;
    };
    const bool agree =
        (!a.psn_no.empty() && a.psn_no == b.psn_no) || (!a.certno.empty() && a.certno == b.certno);
    return !agree && (differ(a.psn_no, b.psn_no) || differ(a.certno, b.certno));
}

/// Two books may each count from 1: a number that is the same while nothing else is, is the same by
/// chance.
bool may_share_number(const Row& a, const Row& b) {
    const bool days_differ = a.day && b.day && *a.day != *b.day;
    return !persons_differ(a, b) || !days_differ || total_gap(a, b) == 0;
}

bool is_near(const Row& a, const Row& b) {
    return total_gap(a, b) * 2 <= larger_total(a, b);
}

bool is_soon(const Row& a, const Row& b) {
    return internal::gap_between(a, b, Along::day).first <= internal::kDaysApartMax;
}

constexpr unsigned kCrowdCosts = 20;

unsigned confidence_of(PairedBy by, const Row& a, const Row& b, bool is_crowded) {
    const std::int64_t apart = total_gap(a, b);
    switch (by) {
        case PairedBy::setl_id: return persons_differ(a, b) ? 90 : 100;
        case PairedBy::mdtrt_id: return apart == 0 ? 95 : 90;
        case PairedBy::psn_no_day:
        case PairedBy::certno_day: {
            if (apart == 0) return 95;
            const std::int64_t larger = larger_total(a, b);
            const auto percent = static_cast<unsigned>((apart * 100 + larger - 1) / larger);
            return 90 - percent - (is_crowded ? kCrowdCosts : 0);
        }
        case PairedBy::psn_no_amount:
        case PairedBy::certno_amount: break;
    }
    const auto days = static_cast<unsigned>(internal::gap_between(a, b, Along::day).first);
    return 70 - days - (is_crowded ? kCrowdCosts : 0);
}

/// A row under the key of a pass.
struct Entry {
    std::string_view text;
    std::int64_t number = 0;
    bool is_reversal = false;
    bool is_b = false;
    std::size_t place = 0;

    [[nodiscard]] auto key() const { return std::tie(text, number, is_reversal); }
};

/// The key of a row in a pass; false if it has none.
bool put_key(const Row& row, PairedBy by, Entry& entry) {
    entry.is_reversal = row.state == State::reversal;
    entry.number = 0;
    switch (by) {
        case PairedBy::setl_id: entry.text = row.setl_id; break;
        case PairedBy::mdtrt_id: entry.text = row.mdtrt_id; break;
        case PairedBy::psn_no_day:
        case PairedBy::psn_no_amount: entry.text = row.psn_no; break;
        case PairedBy::certno_day:
        case PairedBy::certno_amount: entry.text = row.certno; break;
    }
    if (by == PairedBy::psn_no_day || by == PairedBy::certno_day) {
        if (!row.day) return false;
        entry.number = row.day->days();
    }
    if (by == PairedBy::psn_no_amount || by == PairedBy::certno_amount) {
        entry.number = row.amounts.total().fen();
    }
    return !entry.text.empty();
}

/// Which rows take part in a pass.
enum class Who : std::uint8_t { all, numbered, unnumbered };

bool takes_part(const Row& row, Who who) {
    return who == Who::all || row.setl_id.empty() == (who == Who::unnumbered);
}

class Pairer {
public:
    Pairer(std::span<const Row> a, std::span<const Row> b)
        : a_{a}, b_{b}, open_a_(a.size(), true), open_b_(b.size(), true) {}

    Pairing run() && {
        pass(PairedBy::setl_id, Who::all, Who::all);
        found_.number_alike = do_number_alike();
        for (const PairedBy by : {PairedBy::mdtrt_id, PairedBy::psn_no_day, PairedBy::certno_day,
                                  PairedBy::psn_no_amount, PairedBy::certno_amount}) {
            if (!found_.number_alike) {
                pass(by, Who::all, Who::all);
                continue;
            }
            pass(by, Who::unnumbered, Who::unnumbered);
            // These two share no row, so that their order is free.
            pass(by, Who::unnumbered, Who::numbered);
            pass(by, Who::numbered, Who::unnumbered);
        }
        std::ranges::sort(found_.pairs, {}, [](const Pair& one) { return std::tie(one.a, one.b); });
        std::ranges::sort(found_.repeats_a);
        std::ranges::sort(found_.repeats_b);
        collect(open_a_, found_.rest_a);
        collect(open_b_, found_.rest_b);
        return std::move(found_);
    }

private:
    [[nodiscard]] bool do_number_alike() const {
        const auto numbered = [](std::span<const Row> rows) {
            return static_cast<std::size_t>(
                std::ranges::count_if(rows, [](const Row& row) { return !row.setl_id.empty(); }));
        };
        return !found_.pairs.empty() &&
               found_.pairs.size() * 2 >= std::min(numbered(a_), numbered(b_));
    }

    void add_entries(bool of_b, PairedBy by, Who who, std::vector<Entry>& out) const {
        const std::span<const Row> rows = of_b ? b_ : a_;
        const std::vector<bool>& open = of_b ? open_b_ : open_a_;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Entry entry{.text = {}, .is_b = of_b, .place = i};
            if (open[i] && takes_part(rows[i], who) && put_key(rows[i], by, entry)) {
                out.push_back(entry);
            }
        }
    }

    void pass(PairedBy by, Who who_a, Who who_b) {
        std::vector<Entry> entries;
        add_entries(/*of_b=*/false, by, who_a, entries);
        const std::size_t of_a = entries.size();
        add_entries(/*of_b=*/true, by, who_b, entries);
        const bool is_one_sided = of_a == 0 || of_a == entries.size();
        // A number that stands twice is told even where the other book has none.
        if (is_one_sided && by != PairedBy::setl_id) return;
        std::ranges::sort(entries, [](const Entry& one, const Entry& other) {
            return std::tie(one.text, one.number, one.is_reversal, one.is_b, one.place) <
                   std::tie(other.text, other.number, other.is_reversal, other.is_b, other.place);
        });
        for (std::size_t begin = 0; begin < entries.size();) {
            std::size_t end = begin;
            while (end < entries.size() && entries[end].key() == entries[begin].key()) ++end;
            settle_group(by, std::span{entries}.subspan(begin, end - begin));
            begin = end;
        }
    }

    void settle_group(PairedBy by, std::span<const Entry> group) {
        const bool has_both = group.front().is_b != group.back().is_b;
        if (has_both) match_group(by, group);
        if (by == PairedBy::setl_id && group.size() > 1) find_repeats(group, has_both);
    }

    void match_group(PairedBy by, std::span<const Entry> group) {
        const bool by_number = by == PairedBy::setl_id || by == PairedBy::mdtrt_id;
        const bool by_amount = by == PairedBy::psn_no_amount || by == PairedBy::certno_amount;
        const auto fits = by_number ? may_share_number : by_amount ? is_soon : is_near;
        const bool is_crowded = group.size() > 2;
        bool is_repeat = false;
        for (const Match& match :
             match_nearest(candidates(group), by_amount ? Along::day : Along::total, fits)) {
            found_.pairs.push_back(
                {.a = match.a,
                 .b = match.b,
                 .by = by,
                 .confidence = confidence_of(by, a_[match.a], b_[match.b], is_crowded),
                 .is_repeat = is_repeat});
            open_a_[match.a] = false;
            open_b_[match.b] = false;
            is_repeat = by == PairedBy::setl_id;
        }
    }

    /// What is left of a number that a book has more than once. Where the number found no partner
    /// at all, one row stays to be looked for otherwise: the first by what the rows say.
    void find_repeats(std::span<const Entry> group, bool has_both) {
        std::array<std::vector<Candidate>, 2> left;
        bool is_paired = false;
        for (const Candidate& one : candidates(group)) {
            const bool is_open = (one.is_b ? open_b_ : open_a_)[one.place];
            is_paired = is_paired || (has_both && !is_open);
            if (is_open) left.at(one.is_b ? 1 : 0).push_back(one);
        }
        take_repeats(std::move(left[0]), is_paired, open_a_, found_.repeats_a);
        take_repeats(std::move(left[1]), is_paired, open_b_, found_.repeats_b);
    }

    static void take_repeats(std::vector<Candidate> left, bool is_paired, std::vector<bool>& open,
                             std::vector<std::size_t>& repeats) {
        std::ranges::sort(left, [](const Candidate& one, const Candidate& other) {
            return std::tie(*one.row, one.place) < std::tie(*other.row, other.place);
        });
        for (std::size_t i = is_paired ? 0 : 1; i < left.size(); ++i) {
            repeats.push_back(left[i].place);
            open[left[i].place] = false;
        }
    }

    [[nodiscard]] std::vector<Candidate> candidates(std::span<const Entry> group) const {
        std::vector<Candidate> out;
        out.reserve(group.size());
        for (const Entry& entry : group) {
            out.push_back({.row = &(entry.is_b ? b_ : a_)[entry.place],
                           .place = entry.place,
                           .is_b = entry.is_b});
        }
        return out;
    }

    static void collect(const std::vector<bool>& open, std::vector<std::size_t>& out) {
        for (std::size_t i = 0; i < open.size(); ++i) {
            if (open[i]) out.push_back(i);
        }
    }

    std::span<const Row> a_;
    std::span<const Row> b_;
    std::vector<bool> open_a_;
    std::vector<bool> open_b_;
    Pairing found_;
};

}  // namespace

Pairing pair_rows(std::span<const Row> a, std::span<const Row> b) {
    return Pairer{a, b}.run();
}

}  // namespace yidi::reconciliation
