#include "domain/settlement/year_shift.h"

#include <algorithm>
#include <vector>

namespace yidi::settlement {
namespace {

using adjudication::Counter;
using adjudication::LayerCounter;

bool is_one(const Counter& a, const Counter& b) {
    return a.key == b.key && a.business == b.business;
}
bool is_one(const LayerCounter& a, const LayerCounter& b) {
    return a.id == b.id;
}
bool is_empty(const Counter& one) {
    return one.dedc == Money{} && one.pool == Money{};
}
bool is_empty(const LayerCounter& one) {
    return one.base == Money{} && one.paid == Money{};
}
Counter keyed(const Counter& one) {
    return {.key = one.key, .business = one.business, .dedc = {}, .pool = {}};
}
LayerCounter keyed(const LayerCounter& one) {
    return {.id = one.id, .base = {}, .paid = {}};
}

void add(Counter& to, const Counter& one, bool is_taken) {
    to.dedc += is_taken ? -one.dedc : one.dedc;
    to.pool += is_taken ? -one.pool : one.pool;
}
void add(LayerCounter& to, const LayerCounter& one, bool is_taken) {
    to.base += is_taken ? -one.base : one.base;
    to.paid += is_taken ? -one.paid : one.paid;
}

template <class Entry>
auto find_in(std::vector<Entry>& all, const Entry& wanted) {
    return std::ranges::find_if(all, [&](const Entry& one) { return is_one(one, wanted); });
}

template <class Entry>
Entry& entry_of(std::vector<Entry>& all, const Entry& wanted) {
    const auto found = find_in(all, wanted);
    return found != all.end() ? *found : all.emplace_back(keyed(wanted));
}

template <class Entry>
void shift(std::vector<Entry>& year, const std::vector<Entry>& from, const std::vector<Entry>& to) {
    for (const Entry& one : to) {
        add(entry_of(year, one), one, /*is_taken=*/false);
    }
    for (const Entry& one : from) {
        add(entry_of(year, one), one, /*is_taken=*/true);
    }
    std::erase_if(year, [&to](const Entry& one) {
        return is_empty(one) &&
               std::ranges::none_of(to, [&](const Entry& other) { return is_one(other, one); });
    });
}

/// Of each entry what the funds have paid, as `rest` has it.
void take_pool(std::vector<Counter>& place, const std::vector<Counter>& rest) {
    for (Counter& one : place) {
        one.pool = {};
    }
    for (const Counter& one : rest) {
        entry_of(place, one).pool = one.pool;
    }
}

}  // namespace

Accumulators shifted(Accumulators year, const Shift& by) {
    year.ipt_cnt += by.to.ipt_cnt - by.from.ipt_cnt;
    for (std::size_t i = 0; i < year.year.size(); ++i) {
        year.year[i].dedc += by.to.year[i].dedc - by.from.year[i].dedc;
        year.year[i].scope += by.to.year[i].scope - by.from.year[i].scope;
        year.year[i].pool += by.to.year[i].pool - by.from.year[i].pool;
    }
    for (std::size_t i = 0; i < year.layer_base.size(); ++i) {
        year.layer_base[i] += by.to.layer_base[i] - by.from.layer_base[i];
        year.layer_paid[i] += by.to.layer_paid[i] - by.from.layer_paid[i];
    }
    shift(year.by_hosp, by.from.by_hosp, by.to.by_hosp);
    shift(year.by_month, by.from.by_month, by.to.by_month);
    shift(year.by_dise, by.from.by_dise, by.to.by_dise);
    shift(year.by_layer, by.from.by_layer, by.to.by_layer);
    return year;
}

Accumulators in_place(const Accumulators& place, const Accumulators& rest) {
    Accumulators out = place;
    for (std::size_t i = 0; i < out.year.size(); ++i) {
        out.year[i].pool = rest.year[i].pool;
    }
    out.layer_paid = rest.layer_paid;
    take_pool(out.by_hosp, rest.by_hosp);
    take_pool(out.by_month, rest.by_month);
    take_pool(out.by_dise, rest.by_dise);
    for (LayerCounter& one : out.by_layer) {
        one.paid = {};
    }
    for (const LayerCounter& one : rest.by_layer) {
        entry_of(out.by_layer, one).paid = one.paid;
    }
    return out;
}

}  // namespace yidi::settlement
