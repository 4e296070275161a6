#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "domain/policy/pack.h"
#include "domain/policy/person_rules.h"
#include "domain/policy/regions.h"
#include "domain/policy/table.h"

/// Packs made ready for look-ups: every parameter a dense table over the conditions that its rows
/// use, one set of tables for each period between two changes. Built once, read by any number of
/// threads.
namespace yidi::policy {

static_assert(kSchemeParameterCount <= 64, "Epoch::given has a bit for each");

/// Tables of one period. `layers[i]` holds the six layer parameters of chain layer i.
struct Epoch {
    DateInterval valid;
    std::array<Table, kSchemeParameterCount> scheme;
    /// Parameters for which the pack says something in this period, a bit each. Most are left at
    /// their defaults, and a case asks for all of them.
    std::uint64_t given = 0;
    std::vector<std::array<Table, kParameterCount - kSchemeParameterCount>> layers;
};

/// What the rows of a scheme tell apart: one candidate for each interval or name, for facts that a
/// case leaves open.
struct Distinctions {
    std::vector<std::string> identities;  ///< names that conditions ask for; bit i of a coordinate
    std::vector<std::string> attributes;
    std::vector<std::int64_t> ages;  ///< lowest value of each interval, 0 first
    std::vector<std::int64_t> months;
    std::vector<std::int64_t> retire_dates;  ///< days; the first lies before every border
    std::vector<std::string> tiers;          ///< the names, then "other"
    std::vector<std::string> diseases;
    std::vector<std::string> ranks;
    std::vector<std::string> hospitals;
    std::vector<std::string> med_types;
    std::int64_t nth_highest = 1;
    bool age_itself = false;  ///< a ratio is a formula of the age
};

/// One scheme of one pack, ready to compute with.
struct CompiledScheme {
    const Pack* pack = nullptr;
    const Scheme* scheme = nullptr;  ///< null: the pack does not mention this scheme
    std::vector<Epoch> epochs;       ///< ascending, without gaps
    Distinctions distinctions;
    PolicyDate policy_date = PolicyDate::discharge;
    YearCrossing year_crossing = YearCrossing::by_discharge;
    TopLevel top_level = TopLevel::none;
    UndoRule undo_rule = UndoRule::block;
    Business counter = Business::inpatient;  ///< whose counters of the year it reads and moves
    std::int64_t benefit_year_start = 101;   ///< month * 100 + day
    std::size_t cells = 0;                   ///< combinations proved, for `policy check`

    [[nodiscard]] bool known() const { return scheme != nullptr && scheme->unknown.empty(); }
    /// The period that holds `date`; null before the first rule or after the last.
    [[nodiscard]] const Epoch* at(Date date) const;
};

struct Policy {
    Pack pack;
    std::array<CompiledScheme, kInsutypeCount * kBusinessCount> schemes;

    [[nodiscard]] const CompiledScheme& scheme(Insutype insutype, Business business) const {
        return schemes[static_cast<std::size_t>(insutype) * kBusinessCount +
                       static_cast<std::size_t>(business)];
    }
};

/// One thing that is wrong in a pack, as a sentence with its line.
struct Finding {
    std::uint32_t line = 0;
    std::string where;  ///< "310 inpatient ratio"
    std::string rule;
    std::string remedy;
    bool operator==(const Finding&) const = default;
};

/// Where a row stands, for citing it.
struct RowPlace {
    const Pack* pack = nullptr;
    const Scheme* scheme = nullptr;
    std::size_t index = 0;  ///< among the rows of its parameter (and layer) in the scheme, from 1
};

class FilingRuleBook;

/// All packs, the national frame and the region list. Movable, then immutable; pointers into it
/// stay valid.
class Book {
public:
    /// Errors: bad_pack (the first finding of a pack), duplicate_key (two packs for one region).
    /// The frame is the pack 100000.
    [[nodiscard]] static Result<Book> from(std::vector<Pack> packs, Regions regions);

    [[nodiscard]] const Policy* find(std::uint32_t pooling_area) const;
    /// The national frame, null without one. Its code is the least of all.
    [[nodiscard]] const Policy* frame() const {
        const bool there =
            !policies_.empty() && policies_.front()->pack.id == policy::kNationalFrame;
        return there ? policies_.front().get() : nullptr;
    }
    [[nodiscard]] const std::vector<std::unique_ptr<const Policy>>& policies() const {
        return policies_;
    }
    [[nodiscard]] const Regions& regions() const { return regions_; }
    /// Rules about persons; none unless they were given, as no bill needs them.
    [[nodiscard]] const PersonRules& person_rules() const { return person_rules_; }
    void set_person_rules(PersonRules rules) { person_rules_ = std::move(rules); }
    /// The corridor of the frame that makes a filing unnecessary, null if there is none.
    [[nodiscard]] const Corridor* corridor(std::uint32_t insured_area, std::uint32_t treating_area,
                                           Business business, Date date) const;
    /// Id of the disease group that holds a code; empty if none does.
    [[nodiscard]] std::string_view disease_group(std::string_view code) const;
    /// Place of a row of any pack in the book; `pack` is null for a default that no pack wrote.
    [[nodiscard]] RowPlace locate(const Row& row) const;

    /// What regions say about filings (filing_rules.h); null: nothing is known of any.
    [[nodiscard]] const FilingRuleBook* filing_rules() const { return filing_rules_.get(); }
    void set_filing_rules(std::shared_ptr<const FilingRuleBook> rules) {
        filing_rules_ = std::move(rules);
    }

private:
    std::vector<std::unique_ptr<const Policy>> policies_;  // by Pack::id
    Regions regions_;
    std::shared_ptr<const FilingRuleBook> filing_rules_;
    PersonRules person_rules_;
};

/// Compiles a pack. Findings are appended; a policy with findings must not be computed with.
[[nodiscard]] std::unique_ptr<const Policy> compile(Pack pack, std::vector<Finding>& findings);

}  // namespace yidi::policy
