#include "domain/policy/internal/table_builder.h"

#include <algorithm>
#include <set>

namespace yidi::policy {

namespace {

constexpr std::size_t kCellsMax = 200'000;

using RangesOf = const std::vector<WholeRange> Conditions::*;
using NamesOf = const std::vector<std::string> Conditions::*;

std::vector<std::int64_t> cuts_of(const std::vector<const Row*>& rows, RangesOf member) {
    std::set<std::int64_t> cuts;
    for (const Row* row : rows) {
        for (const WholeRange& range : row->when.*member) {
            if (range.low) {
                cuts.insert(*range.low);
            }
            if (range.high) {
                cuts.insert(*range.high + 1);
            }
        }
    }
    return {cuts.begin(), cuts.end()};
}

std::vector<std::string> names_of(const std::vector<const Row*>& rows, NamesOf member) {
    std::set<std::string> names;
    for (const Row* row : rows) {
        for (const std::string& name : row->when.*member) {
            if (name != "other") {
                names.insert(name);
            }
        }
    }
    return {names.begin(), names.end()};
}

bool uses(const std::vector<const Row*>& rows, NamesOf member) {
    return std::ranges::any_of(rows, [&](const Row* row) { return !(row->when.*member).empty(); });
}

bool uses_mask(const std::vector<const Row*>& rows, std::uint8_t Conditions::*member) {
    return std::ranges::any_of(rows, [&](const Row* row) { return row->when.*member != 0; });
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool in_ranges(const std::vector<WholeRange>& ranges, std::int64_t value) {
    return ranges.empty() || std::ranges::any_of(ranges, [&](const WholeRange& range) {
               return (!range.low || value >= *range.low) && (!range.high || value <= *range.high);
           });
}

bool in_mask(std::uint8_t mask, std::uint32_t atom) {
    return mask == 0 || ((mask >> atom) & 1U) != 0;
}

// A value inside the atom: the first of an interval, or the one before the first cut.
std::int64_t sample(const Axis& axis, std::uint32_t atom) {
    return atom == 0 ? axis.cuts.front() - 1 : axis.cuts[atom - 1];
}

std::string_view name_at(const Axis& axis, std::uint32_t atom) {
    return atom < axis.names.size() ? std::string_view{axis.names[atom]}
                                    : std::string_view{"other"};
}

// Identity and attribute conditions span one axis per name, so each of them is answered by a bit of
// a mask.
struct Flags {
    std::uint32_t mask = 0;
    [[nodiscard]] bool any(const std::vector<std::string>& asked,
                           const std::vector<std::string>& all) const {
        return std::ranges::any_of(asked, [&](const std::string& name) {
            const auto found = std::ranges::find(all, name);
            return found != all.end() && ((mask >> (found - all.begin())) & 1U) != 0;
        });
    }
};

// Which member of Conditions each axis asks; the builder and the matcher share these three lists.
struct MaskAxis {
    Dimension dimension;
    std::uint8_t Conditions::*member;
    std::uint32_t size;
};
constexpr std::array kMaskAxes{
    MaskAxis{Dimension::person, &Conditions::person, kPersonCount},
    MaskAxis{Dimension::level, &Conditions::level, kLevelCount},
    MaskAxis{Dimension::filing, &Conditions::filing, kFilingStateCount},
    MaskAxis{Dimension::distance, &Conditions::distance, kDistanceCount},
    MaskAxis{Dimension::recognised, &Conditions::recognised, 2},
};
struct RangeAxis {
    Dimension dimension;
    RangesOf member;
};
constexpr std::array kRangeAxes{
    RangeAxis{Dimension::nth, &Conditions::nth},
    RangeAxis{Dimension::age, &Conditions::age},
    RangeAxis{Dimension::months, &Conditions::months},
    RangeAxis{Dimension::retire_date, &Conditions::retire_date},
};
struct NameAxis {
    Dimension dimension;
    NamesOf member;
};
constexpr std::array kNameAxes{
    NameAxis{Dimension::tier, &Conditions::tier},
    NameAxis{Dimension::disease, &Conditions::disease},
    NameAxis{Dimension::rank, &Conditions::rank},
    NameAxis{Dimension::hospital, &Conditions::hospital},
    NameAxis{Dimension::med_type, &Conditions::med_type},
};

bool range_matches(const Axis& axis, const Conditions& when, std::uint32_t atom) {
    const auto* found = std::ranges::find(kRangeAxes, axis.dimension, &RangeAxis::dimension);
    return found == kRangeAxes.end() || in_ranges(when.*found->member, sample(axis, atom));
}

const std::vector<std::string>* names_in(const Axis& axis, const Conditions& when) {
    const auto* found = std::ranges::find(kNameAxes, axis.dimension, &NameAxis::dimension);
    return found == kNameAxes.end() ? nullptr : &(when.*found->member);
}

bool mask_matches(const Axis& axis, const Conditions& when, std::uint32_t atom) {
    const auto* found = std::ranges::find(kMaskAxes, axis.dimension, &MaskAxis::dimension);
    return found == kMaskAxes.end() || in_mask(when.*found->member, atom);
}

std::string describe_atom(const Axis& axis, std::uint32_t atom, const Distinctions& all) {
    switch (axis.dimension) {
        case Dimension::person: return "person " + std::string{name(static_cast<Person>(atom))};
        case Dimension::level: return "level " + std::string{name(static_cast<Level>(atom))};
        case Dimension::filing:
            return "filing " + std::string{name(static_cast<FilingState>(atom))};
        case Dimension::distance:
            return "distance " + std::string{name(static_cast<Distance>(atom))};
        case Dimension::recognised: return atom == 0 ? "recognised false" : "recognised true";
        case Dimension::identity:
            return (atom == 0 ? "not identity " : "identity ") + all.identities[axis.index];
        case Dimension::attr:
            return (atom == 0 ? "not attr " : "attr ") + all.attributes[axis.index];
        case Dimension::nth:
            return "nth " + std::to_string(std::max<std::int64_t>(sample(axis, atom), 1));
        case Dimension::age:
            return "age " + std::to_string(std::max<std::int64_t>(sample(axis, atom), 0));
        case Dimension::months:
            return "months " + std::to_string(std::max<std::int64_t>(sample(axis, atom), 0));
        case Dimension::retire_date:
            return "retire_date " + to_string(Date::from_days(sample(axis, atom)));
        case Dimension::tier: return "tier " + std::string{name_at(axis, atom)};
        case Dimension::disease: return "disease " + std::string{name_at(axis, atom)};
        case Dimension::rank: return "rank " + std::string{name_at(axis, atom)};
        case Dimension::hospital: return "hospital " + std::string{name_at(axis, atom)};
        case Dimension::med_type: return "med_type " + std::string{name_at(axis, atom)};
    }
    return {};
}

}  // namespace

void TableBuilder::report(std::uint32_t line, std::string rule, std::string remedy) {
    findings_.push_back({line, context_.where, std::move(rule), std::move(remedy)});
}

void TableBuilder::add_axis(Axis axis) {
    table_.uses_ |= bit(axis.dimension);
    if (axis.dimension == Dimension::identity) {
        table_.identities_ |= 1U << axis.index;
    }
    if (axis.dimension == Dimension::attr) {
        table_.attributes_ |= 1U << axis.index;
    }
    table_.axes_.push_back(std::move(axis));
}

void TableBuilder::add_axes(const std::vector<const Row*>& rows) {
    for (const MaskAxis& mask : kMaskAxes) {
        if (uses_mask(rows, mask.member)) {
            add_axis({.dimension = mask.dimension, .size = mask.size});
        }
    }
    for (const RangeAxis& ranges : kRangeAxes) {
        std::vector<std::int64_t> cuts = cuts_of(rows, ranges.member);
        // Counts and ages start where life does: a border at or below the start splits nothing off.
        const std::int64_t start = ranges.dimension == Dimension::nth           ? 1
                                   : ranges.dimension == Dimension::retire_date ? INT64_MIN
                                                                                : 0;
        std::erase_if(cuts, [&](std::int64_t cut) { return cut <= start; });
        if (!cuts.empty()) {
            const auto size = static_cast<std::uint32_t>(cuts.size() + 1);
            add_axis({.dimension = ranges.dimension, .size = size, .cuts = std::move(cuts)});
        }
    }
    for (const NameAxis& axis : kNameAxes) {
        if (uses(rows, axis.member)) {
            std::vector<std::string> all = names_of(rows, axis.member);
            const auto size = static_cast<std::uint32_t>(all.size() + 1);
            add_axis({.dimension = axis.dimension, .size = size, .names = std::move(all)});
        }
    }
    const auto add_flags = [&](Dimension dimension, const std::vector<std::string>& all,
                               NamesOf any, NamesOf none) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool used = std::ranges::any_of(rows, [&](const Row* row) {
                return has(row->when.*any, all[i]) || has(row->when.*none, all[i]);
            });
            if (used) {
                add_axis(
                    {.dimension = dimension, .index = static_cast<std::uint8_t>(i), .size = 2});
            }
        }
    };
    add_flags(Dimension::identity, context_.distinctions->identities, &Conditions::identity,
              &Conditions::not_identity);
    add_flags(Dimension::attr, context_.distinctions->attributes, &Conditions::attr,
              &Conditions::not_attr);
}

bool TableBuilder::possible(const std::vector<std::uint32_t>& atoms) const {
    bool home_or_local = false;
    bool far = false;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        const Dimension dimension = table_.axes_[i].dimension;
        if (dimension == Dimension::person &&
            insutype_of(static_cast<Person>(atoms[i])) != context_.insutype) {
            return false;
        }
        if (dimension == Dimension::level && ((context_.levels >> atoms[i]) & 1U) == 0) {
            return false;
        }
        if (dimension == Dimension::filing) {
            home_or_local = atoms[i] <= static_cast<std::uint32_t>(FilingState::home);
        }
        if (dimension == Dimension::distance) {
            far = atoms[i] == static_cast<std::uint32_t>(Distance::out_province);
        }
    }
    return !(home_or_local && far);
}

bool TableBuilder::matches(const Row& row, const std::vector<std::uint32_t>& atoms) const {
    const Conditions& when = row.when;
    Flags identities;
    Flags attributes;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        const Axis& axis = table_.axes_[i];
        if (!mask_matches(axis, when, atoms[i]) || !range_matches(axis, when, atoms[i])) {
            return false;
        }
        const std::vector<std::string>* names = names_in(axis, when);
        if (names != nullptr && !names->empty() && !has(*names, name_at(axis, atoms[i]))) {
            return false;
        }
        if (axis.dimension == Dimension::identity) {
            identities.mask |= atoms[i] << axis.index;
        }
        if (axis.dimension == Dimension::attr) {
            attributes.mask |= atoms[i] << axis.index;
        }
    }
    const Distinctions& all = *context_.distinctions;
    return (when.identity.empty() || identities.any(when.identity, all.identities)) &&
           !identities.any(when.not_identity, all.identities) &&
           (when.attr.empty() || attributes.any(when.attr, all.attributes)) &&
           !attributes.any(when.not_attr, all.attributes);
}

std::string TableBuilder::describe(const std::vector<std::uint32_t>& atoms) const {
    std::string text;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        text +=
            (i == 0 ? "" : ", ") + describe_atom(table_.axes_[i], atoms[i], *context_.distinctions);
    }
    text += (text.empty() ? "from " : " from ") + to_string(context_.valid.from);
    if (context_.valid.to) {
        text += " until " + to_string(*context_.valid.to);
    }
    return text;
}

void TableBuilder::fill(const std::vector<const Row*>& rows) {
    std::vector<std::uint32_t> atoms(table_.axes_.size(), 0);
    bool gap_reported = false;
    for (std::size_t cell = 0; cell < table_.cells_.size(); ++cell) {
        for (std::size_t i = 0; i < atoms.size(); ++i) {
            atoms[i] =
                static_cast<std::uint32_t>(cell / table_.axes_[i].stride) % table_.axes_[i].size;
        }
        if (!possible(atoms)) {
            continue;
        }
        ++cells_;
        const Row* found = nullptr;
        for (const Row* row : rows) {
            if (!matches(*row, atoms)) {
                continue;
            }
            if (found != nullptr) {
                report(row->line,
                       "two rows apply to " + describe(atoms) + " (the other stands in line " +
                           std::to_string(found->line) + ")",
                       "narrow the conditions or the dates of one of them");
                return;
            }
            found = row;
        }
        table_.cells_[cell] = found;
        if (found == nullptr && context_.complete && !gap_reported) {
            report(rows.empty() ? context_.line : rows.front()->line,
                   "no row applies to " + describe(atoms),
                   "add a row, or one with `unknown` and the reason");
            gap_reported = true;
        }
    }
}

Table TableBuilder::build(const std::vector<const Row*>& rows) {
    add_axes(rows);
    std::size_t size = 1;
    for (Axis& axis : table_.axes_) {
        axis.stride = static_cast<std::uint32_t>(size);
        size *= axis.size;
        if (size > kCellsMax) {
            report(rows.front()->line, "its conditions have more than 200,000 combinations",
                   "use fewer different conditions in one parameter");
            return {};
        }
    }
    table_.cells_.assign(size, nullptr);
    fill(rows);
    if (table_.axes_.empty()) {
        table_.only_ = table_.cells_.front();
    }
    return std::move(table_);
}

namespace {

constexpr std::int64_t kAdmissionsMax = 60;

Money highest_deductible(const Scheme& scheme) {
    Money highest;
    for (const Row& row : scheme.rows) {
        for (const Value& value : row.readings) {
            if (row.parameter == Parameter::deductible) {
                highest = std::max({highest, value.money, value.money_max});
            }
        }
    }
    return highest;
}

// The admission from which on a deductible cannot fall any further, whatever its floor.
std::int64_t last_fall(const Value& value, Money highest) {
    const auto steps = [](std::int64_t whole, std::int64_t part) {
        return part <= 0 ? 2 : std::min(kAdmissionsMax, 1 + (whole + part - 1) / part);
    };
    if (value.form == ValueForm::minus) {
        return steps(highest.fen(), value.money.fen());
    }
    if (value.form == ValueForm::minus_share) {
        return steps(Rate::one().ppm(), value.rate.ppm());
    }
    return value.form == ValueForm::none ? 1 : 2;
}

// The names of two conditions together, sorted.
std::vector<std::string> names_of_both(const std::vector<const Row*>& rows, NamesOf any,
                                       NamesOf none) {
    std::vector<std::string> names = names_of(rows, any);
    for (std::string& name : names_of(rows, none)) {
        if (!has(names, name)) {
            names.push_back(std::move(name));
        }
    }
    std::ranges::sort(names);
    return names;
}

// The first value of each interval from `first` on.
std::vector<std::int64_t> starts_from(const std::vector<const Row*>& rows, RangesOf member,
                                      std::int64_t first) {
    std::vector<std::int64_t> values{first};
    for (const std::int64_t cut : cuts_of(rows, member)) {
        if (cut > first) {
            values.push_back(cut);
        }
    }
    return values;
}

// A formula of the age has its extremes at both ends of each interval.
void add_last_ages(std::vector<std::int64_t>& ages) {
    const std::vector<std::int64_t> first = ages;
    for (std::size_t i = 1; i < first.size(); ++i) {
        ages.push_back(first[i] - 1);
    }
    ages.push_back(120);
    std::ranges::sort(ages);
    const auto repeated = std::ranges::unique(ages);
    ages.erase(repeated.begin(), repeated.end());
}

}  // namespace

Distinctions distinctions_of(const Scheme& scheme) {
    std::vector<const Row*> rows;
    rows.reserve(scheme.rows.size());
    for (const Row& row : scheme.rows) {
        rows.push_back(&row);
    }
    const auto both = [&](NamesOf any, NamesOf none) { return names_of_both(rows, any, none); };
    const auto starts = [&](RangesOf member, std::int64_t first) {
        return starts_from(rows, member, first);
    };
    const auto with_other = [&](NamesOf member) {
        std::vector<std::string> names = names_of(rows, member);
        names.emplace_back("other");
        return names;
    };
    Distinctions result{.identities = both(&Conditions::identity, &Conditions::not_identity),
                        .attributes = both(&Conditions::attr, &Conditions::not_attr),
                        .ages = starts(&Conditions::age, 0),
                        .months = starts(&Conditions::months, 0),
                        .retire_dates = {},
                        .tiers = with_other(&Conditions::tier),
                        .diseases = with_other(&Conditions::disease),
                        .ranks = with_other(&Conditions::rank),
                        .hospitals = with_other(&Conditions::hospital),
                        .med_types = with_other(&Conditions::med_type)};
    const std::vector<std::int64_t> retire_cuts = cuts_of(rows, &Conditions::retire_date);
    result.retire_dates = retire_cuts.empty()
                              ? std::vector<std::int64_t>{0}
                              : starts(&Conditions::retire_date, retire_cuts.front() - 1);
    for (const std::int64_t count : starts(&Conditions::nth, 1)) {
        result.nth_highest = std::max(result.nth_highest, count);
    }
    for (const Row& row : scheme.rows) {
        for (const Value& value : row.readings) {
            if (value.form == ValueForm::age_ratio) {
                result.age_itself = true;
            }
            if (row.parameter == Parameter::deductible_nth) {
                result.nth_highest =
                    std::max(result.nth_highest, last_fall(value, highest_deductible(scheme)));
            }
        }
    }
    if (result.age_itself) {
        add_last_ages(result.ages);
    }
    return result;
}

}  // namespace yidi::policy
