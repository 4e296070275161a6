#include "domain/policy/filing_check.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace yidi::policy {
namespace {

constexpr std::string_view kNone = "none_in_province";

DateInterval days_of(const Source& source) {
    return {.from = source.from, .to = source.to};
}

/// Whether a row of `unfiled_direct` speaks of care inside the province, and what it says.
struct Unfiled {
    DateInterval days;
    bool pays = false;
    bool alone = false;  ///< of care inside the province and of nothing else
};

std::vector<Unfiled> inside_province(const Scheme& scheme) {
    constexpr auto kInside =
        static_cast<std::uint8_t>(1U << static_cast<unsigned>(Distance::in_province));
    std::vector<Unfiled> found;
    for (const Row& row : scheme.rows) {
        const std::uint8_t distance = row.when.distance;
        const bool speaks = distance == 0 || (distance & kInside) != 0;
        if (row.parameter != Parameter::unfiled_direct || !speaks || row.readings.size() != 1) {
            continue;
        }
        found.push_back(
            {.days = days_of(row.source),
             .pays = row.readings.front().number == static_cast<std::int64_t>(UnfiledDirect::pay),
             .alone = distance == kInside});
    }
    return found;
}

class FilingChecker {
public:
    FilingChecker(const FilingRules& rules, const Pack* pack, const Regions* regions)
        : rules_{rules}, pack_{pack}, regions_{regions} {}

    std::vector<Finding> run() {
        for (std::size_t i = 0; i < rules_.kinds.size(); ++i) {
            const std::string kind{name(static_cast<FilingKind>(i))};
            for_each_rule([&](std::string_view rule, auto member) {
                grades(kind + "." + std::string{rule}, rules_.kinds[i].*member);
            });
        }
        grades(std::string{kNone}, rules_.none_in_province);
        grades("whole_places", rules_.whole_places);
        codes();
        if (pack_ != nullptr) {
            for (const Scheme& scheme : pack_->schemes) {
                if (scheme.unknown.empty()) agree(scheme);
            }
        }
        return std::move(findings_);
    }

private:
    void report(std::string where, std::string rule, std::string remedy) {
        findings_.push_back({.line = 0,
                             .where = std::move(where),
                             .rule = std::move(rule),
                             .remedy = std::move(remedy)});
    }

    // Nothing is better proved than the document that it is taken from.
    template <class T>
    void grades(const std::string& where, const Rule<T>& rule) {
        for (const Ruled<T>& one : rule.values) {
            const auto document = rules_.documents.find(one.source.document);
            if (document != rules_.documents.end() &&
                std::min(one.source.grade, Grade::K) < std::min(document->second.seen, Grade::K)) {
                report(where,
                       "its grade " + std::string{name(one.source.grade)} +
                           " is better than that of its document: \"" + one.source.document +
                           "\" was seen as " + std::string{name(document->second.seen)},
                       "give the value the grade of its document, or cite the document that shows "
                       "it");
            }
        }
    }

    void codes() {
        if (regions_ == nullptr) return;
        if (regions_->pooling_area(rules_.region) != rules_.region ||
            !regions_->contains(rules_.region)) {
            report("id", "this code is no pooling area of the region list",
                   "write the rules for the area that owns the fund");
        }
        for (const auto& one : rules_.whole_places.values) {
            for (const std::uint32_t place : one.value) {
                if (!regions_->contains(place)) {
                    report("whole_places",
                           "the region " + std::to_string(place) + " is not in the region list",
                           "mend the code");
                }
            }
        }
    }

    /// What people are told and what is paid have to be the same on every day.
    void agree(const Scheme& scheme) {
        const std::string where = std::string{kNone} + " and " +
                                  std::string{code(scheme.insutype)} + " " +
                                  std::string{name(scheme.business)} + " unfiled_direct";
        const std::vector<Unfiled> rows = inside_province(scheme);
        for (const Ruled<bool>& none : rules_.none_in_province.values) {
            const DateInterval days = days_of(none.source);
            if (none.value && !is_paid(rows, days)) {
                report(where,
                       "no filing is needed inside the province, but the pack does not pay "
                       "every unfiled bill there",
                       "write unfiled_direct {distance: in_province, value: pay} for these days in "
                       "a new version of the pack, or mend the rule");
            }
            const auto pays_then = [&days](const Unfiled& row) {
                return row.pays && row.alone && row.days.overlaps(days);
            };
            if (!none.value && std::ranges::any_of(rows, pays_then)) {
                report(where,
                       "a filing is needed inside the province, but the pack pays unfiled "
                       "bills there",
                       "mend one of the two");
            }
        }
        const auto is_silent = [this](const Unfiled& row) {
            return row.pays && row.alone &&
                   std::ranges::none_of(rules_.none_in_province.values, [&](const auto& none) {
                       return days_of(none.source).overlaps(row.days);
                   });
        };
        if (std::ranges::any_of(rows, is_silent)) {
            report(where,
                   "the pack pays unfiled bills inside the province, but the filing rules "
                   "do not say that none is needed",
                   "write none_in_province: true with the pack's source");
        }
    }

    /// Whether rows that pay hold on every one of `days`.
    static bool is_paid(const std::vector<Unfiled>& rows, const DateInterval& days) {
        Date next = days.from;
        while (!days.to || next < *days.to) {
            const auto holds = [next](const Unfiled& row) {
                return row.pays && row.days.contains(next);
            };
            const auto row = std::ranges::find_if(rows, holds);
            if (row == rows.end()) return false;
            if (!row->days.to) return true;
            next = *row->days.to;
        }
        return true;
    }

    const FilingRules& rules_;
    const Pack* pack_;
    const Regions* regions_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_filing(const FilingRules& rules, const Pack* pack,
                                  const Regions* regions) {
    return FilingChecker{rules, pack, regions}.run();
}

}  // namespace yidi::policy
