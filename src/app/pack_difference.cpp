#include "app/pack_difference.h"

#include <algorithm>
#include <string_view>

namespace yidi::app {
namespace {

using policy::Layer;
using policy::Row;
using policy::Scheme;

const Scheme* find_scheme(const policy::Pack& pack, const Scheme& like) {
    const auto found =
        std::find_if(pack.schemes.begin(), pack.schemes.end(), [&like](const Scheme& other) {
            return other.insutype == like.insutype && other.business == like.business;
        });
    return found == pack.schemes.end() ? nullptr : &*found;
}

std::string_view layer_id(const RowSide& side) {
    return side.row->layer < 0
               ? std::string_view{}
               : std::string_view{
                     side.scheme->layers[static_cast<std::size_t>(side.row->layer)].id};
}

bool same_place(const RowSide& a, const RowSide& b) {
    return a.row->parameter == b.row->parameter && layer_id(a) == layer_id(b) &&
           a.row->when == b.row->when;
}

bool same_content(const RowSide& a, const RowSide& b) {
    return same_place(a, b) && a.row->readings == b.row->readings &&
           a.row->interval == b.row->interval && a.row->unknown == b.row->unknown &&
           a.row->source == b.row->source && a.row->note == b.row->note;
}

bool same_start(const RowSide& a, const RowSide& b) {
    return same_place(a, b) && a.row->source.from == b.row->source.from;
}

using Match = bool (*)(const RowSide&, const RowSide&);

/// Takes pairs that match out of both lists; reports them unless they are equal.
void take_pairs(std::vector<RowSide>& before, std::vector<RowSide>& after, Match match,
                std::vector<RowChange>* changes) {
    for (auto one = before.begin(); one != before.end();) {
        const auto other = std::find_if(after.begin(), after.end(), [&](const RowSide& candidate) {
            return match(*one, candidate);
        });
        if (other == after.end()) {
            ++one;
            continue;
        }
        if (changes != nullptr) {
            changes->push_back({.before = *one, .after = *other});
        }
        after.erase(other);
        one = before.erase(one);
    }
}

std::vector<RowSide> sides(const Scheme* scheme) {
    std::vector<RowSide> found;
    if (scheme != nullptr) {
        for (const Row& row : scheme->rows) {
            found.push_back({.scheme = scheme, .row = &row});
        }
    }
    return found;
}

void compare_rows(const Scheme* before, const Scheme* after, std::vector<RowChange>& changes) {
    std::vector<RowSide> old_rows = sides(before);
    std::vector<RowSide> new_rows = sides(after);
    std::vector<RowChange> found;
    take_pairs(old_rows, new_rows, same_content, nullptr);
    take_pairs(old_rows, new_rows, same_start, &found);
    take_pairs(old_rows, new_rows, same_place, &found);
    for (const RowSide& side : old_rows) {
        found.push_back({.before = side, .after = {}});
    }
    for (const RowSide& side : new_rows) {
        found.push_back({.before = {}, .after = side});
    }
    // By place in the packs, so that what belongs together stands together.
    std::stable_sort(found.begin(), found.end(), [](const RowChange& a, const RowChange& b) {
        const Row* one = a.after.row != nullptr ? a.after.row : a.before.row;
        const Row* other = b.after.row != nullptr ? b.after.row : b.before.row;
        return std::pair{one->layer, one->parameter} < std::pair{other->layer, other->parameter};
    });
    changes.insert(changes.end(), found.begin(), found.end());
}

const Layer* find_layer(const Scheme* scheme, const std::string& id) {
    if (scheme == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(scheme->layers.begin(), scheme->layers.end(),
                                    [&id](const Layer& layer) { return layer.id == id; });
    return found == scheme->layers.end() ? nullptr : &*found;
}

void compare_layers(const Scheme* before, const Scheme* after, std::vector<LayerChange>& changes) {
    if (before != nullptr) {
        for (const Layer& layer : before->layers) {
            const Layer* other = find_layer(after, layer.id);
            if (other == nullptr || !(*other == layer)) {
                changes.push_back({.scheme = after != nullptr ? after : before,
                                   .before = &layer,
                                   .after = other});
            }
        }
    }
    if (after != nullptr) {
        for (const Layer& layer : after->layers) {
            if (find_layer(before, layer.id) == nullptr) {
                changes.push_back({.scheme = after, .before = nullptr, .after = &layer});
            }
        }
    }
}

void compare_schemes(const Scheme* before, const Scheme* after, PackDifference& found) {
    const std::string_view old_reason = before == nullptr ? std::string_view{} : before->unknown;
    const std::string_view new_reason = after == nullptr ? std::string_view{} : after->unknown;
    if (before == nullptr || after == nullptr || old_reason != new_reason) {
        found.schemes.push_back({.before = before, .after = after});
    }
    compare_layers(before, after, found.layers);
    compare_rows(before, after, found.rows);
}

void compare_parts(const policy::Pack& before, const policy::Pack& after,
                   std::vector<std::string>& parts) {
    if (before.id != after.id) parts.emplace_back("id");
    if (before.name != after.name) parts.emplace_back("name");
    if (before.documents != after.documents) parts.emplace_back("documents");
    if (before.notes != after.notes) parts.emplace_back("notes");
    if (!(before.defaults == after.defaults)) parts.emplace_back("defaults");
    if (before.corridors != after.corridors) parts.emplace_back("corridors");
    if (before.disease_groups != after.disease_groups) parts.emplace_back("disease_groups");
}

}  // namespace

PackDifference difference(const policy::Pack& before, const policy::Pack& after) {
    PackDifference found;
    compare_parts(before, after, found.parts);
    for (const Scheme& scheme : before.schemes) {
        compare_schemes(&scheme, find_scheme(after, scheme), found);
    }
    for (const Scheme& scheme : after.schemes) {
        if (find_scheme(before, scheme) == nullptr) {
            compare_schemes(nullptr, &scheme, found);
        }
    }
    return found;
}

}  // namespace yidi::app
