#include "domain/reconciliation/internal/originals.h"

#include <algorithm>
#include <compare>
#include <tuple>

namespace yidi::reconciliation::internal {

/// By what is searched for, then the day, then what the rows say: the place tells equal rows apart.
bool Originals::Entry::is_before(const Entry& other) const {
    const auto key = [](const Entry& entry) {
        return std::tuple{entry.text, entry.row->amounts.total(), entry.row->day};
    };
    const auto order = key(*this) <=> key(other);
    if (std::is_neq(order)) return std::is_lt(order);
    return std::tie(*row, place) < std::tie(*other.row, other.place);
}

Originals::Originals(std::span<const Row> rows) : rows_{rows}, taken_(rows.size(), false) {
    // Few settlements of a book are taken back: only what a reversal may be about is looked up.
    std::vector<std::string_view> named;
    std::vector<Money> totals;
    for (const Row& row : rows) {
        if (row.state != State::reversal) continue;
        named.emplace_back(row.reverses);
        named.emplace_back(row.setl_id);
        totals.push_back(-row.amounts.total());
    }
    std::ranges::sort(named);
    std::ranges::sort(totals);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (row.state == State::reversal) continue;
        const bool is_named = std::ranges::binary_search(named, std::string_view{row.setl_id});
        if (!row.setl_id.empty() && is_named) by_number_.push_back(i);
        if (!std::ranges::binary_search(totals, row.amounts.total())) continue;
        const std::string_view person = person_of(row);
        if (!row.mdtrt_id.empty()) by_visit_.insert({row.mdtrt_id, &row, i});
        if (!person.empty()) by_person_.insert({person, &row, i});
    }
    std::ranges::sort(by_number_, [rows](std::size_t one, std::size_t other) {
        return std::tie(rows[one].setl_id, rows[one], one) <
               std::tie(rows[other].setl_id, rows[other], other);
    });
}

std::optional<Originals::Found> Originals::take_named(std::string_view setl_id) {
    const auto range = std::ranges::equal_range(by_number_, setl_id, {}, [this](std::size_t place) {
        return std::string_view{rows_[place].setl_id};
    });
    for (const std::size_t place : range) {
        if (!is_free(place)) continue;
        taken_[place] = true;
        return Found{.place = place, .confidence = 100};
    }
    return std::nullopt;
}

std::optional<Originals::Found> Originals::take_latest(Index& from, std::string_view text,
                                                       const Row& reversal) {
    const Money total = -reversal.amounts.total();
    Row bound;
    bound.amounts.tell(Amount::medfee_sumamt, total);
    bound.day = reversal.day ? reversal.day->next_day() : Date::from_ymd({9999, 12, 31});
    for (auto at = from.lower_bound({text, &bound, 0}); at != from.begin();) {
        --at;
        const Entry found = *at;
        if (found.text != text || found.row->amounts.total() != total) break;
        // Taken by its number: nobody will look for it here again.
        at = from.erase(at);
        if (!is_free(found.place)) continue;
        taken_[found.place] = true;
        return Found{.place = found.place, .confidence = 80};
    }
    return std::nullopt;
}

std::optional<Originals::Found> Originals::take(const Row& reversal) {
    for (const std::string* named : {&reversal.reverses, &reversal.setl_id}) {
        if (named->empty()) continue;
        if (const std::optional<Found> found = take_named(*named)) return found;
    }
    if (!reversal.reverses.empty()) return std::nullopt;
    if (!reversal.mdtrt_id.empty()) return take_latest(by_visit_, reversal.mdtrt_id, reversal);
    const std::string_view person = person_of(reversal);
    return person.empty() ? std::nullopt : take_latest(by_person_, person, reversal);
}

}  // namespace yidi::reconciliation::internal
