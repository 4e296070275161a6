#include "domain/policy/filing_rules.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace yidi::policy {
namespace {

constexpr std::array<std::string_view, 2> kAfterLapse{"ends", "other_temporary"};
constexpr std::array<std::string_view, 2> kDecision{"instant", "review"};
constexpr std::array<std::string_view, 2> kPlaceLevel{"city", "province"};
constexpr std::array<std::string_view, kLockExceptionCount> kLockException{"death", "wrong_entry",
                                                                           "insurance_lost"};
constexpr std::string_view kUnknown = "unknown";

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) {
        return {};
    }
    return static_cast<Enum>(found - names.begin());
}

constexpr std::size_t count_rules() {
    std::size_t count = 0;
    for_each_rule([&count](std::string_view /*name*/, auto /*member*/) { ++count; });
    return count;
}
// Each rule is one vector, whatever its values: a member that the walk leaves out shows in the
// size.
static_assert(sizeof(KindRules) == count_rules() * sizeof(Rule<bool>));

/// Looks at every rule of a book's region and keeps the first fault.
class Checker {
public:
    explicit Checker(const FilingRules& rules) : rules_{rules} {}

    Result<void> run() {
        for (const KindRules& kind : rules_.kinds) {
            where_ = std::string{name(
                static_cast<FilingKind>(static_cast<std::size_t>(&kind - rules_.kinds.data())))};
            YIDI_TRY_VOID(of_kind(kind));
        }
        where_ = "region";
        YIDI_TRY_VOID(days("none_in_province", rules_.none_in_province));
        return days("whole_places", rules_.whole_places);
    }

private:
    Result<void> of_kind(const KindRules& kind) {
        Result<void> good;
        for_each_rule([&](std::string_view rule, auto member) {
            if (good) good = of_rule(rule, kind.*member);
        });
        return good;
    }

    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view rule, std::string expected,
                                              std::string detail) const {
        return fail({.code = ErrorCode::bad_pack,
                     .where = rules_.file + ": " + where_ + "." + std::string{rule},
                     .rule = std::move(expected),
                     .remedy = "mend the file, then run `yidi policy check`",
                     .detail = std::move(detail)});
    }

    template <class T>
    Result<void> days(std::string_view rule, const Rule<T>& values) const {
        for (std::size_t i = 0; i < values.values.size(); ++i) {
            const Source& one = values.values[i].source;
            const DateInterval interval{one.from, one.to};
            if (interval.is_empty()) {
                return wrong(rule, "`to` after `from`", "a value holds on no day");
            }
            if (!rules_.documents.contains(one.document)) {
                return wrong(rule, "a document of the file's list",
                             "there is no document " + one.document);
            }
            for (std::size_t k = i + 1; k < values.values.size(); ++k) {
                const Source& other = values.values[k].source;
                if (interval.overlaps({other.from, other.to})) {
                    return wrong(rule, "one value for each day", "two values hold on one day");
                }
            }
        }
        return {};
    }
    template <class T>
    Result<void> of_rule(std::string_view rule, const Rule<T>& values) const {
        YIDI_TRY_VOID(days(rule, values));
        for (const Ruled<T>& one : values.values) {
            if (const std::string_view expected = fault(one.value); !expected.empty()) {
                return wrong(rule, std::string{expected}, "a value cannot be so");
            }
        }
        return {};
    }
    /// What a value should be; empty if it is.
    template <class T>
    static std::string_view fault(const T& /*value*/) {
        return {};
    }
    static std::string_view fault(std::int32_t value) {
        return value < 0 ? "a number of 0 or more" : std::string_view{};
    }
    static std::string_view fault(const Span& value) {
        return value.months < 0 || value.days < 0 ? "months and days of 0 or more"
                                                  : std::string_view{};
    }
    static std::string_view fault(const std::vector<AnyOf>& value) {
        return std::ranges::any_of(value, [](const AnyOf& group) { return group.empty(); })
                   ? "groups of at least one paper"
                   : std::string_view{};
    }

    const FilingRules& rules_;
    std::string where_;
};

}  // namespace

std::string_view name(AfterLapse value) {
    return kAfterLapse[static_cast<std::size_t>(value)];
}
std::string_view name(Decision value) {
    return kDecision[static_cast<std::size_t>(value)];
}
std::string_view name(PlaceLevel value) {
    return kPlaceLevel[static_cast<std::size_t>(value)];
}
std::string_view name(LockException value) {
    return kLockException[static_cast<std::size_t>(value)];
}
std::optional<AfterLapse> parse_after_lapse(std::string_view text) {
    return parse<AfterLapse>(kAfterLapse, text);
}
std::optional<Decision> parse_decision(std::string_view text) {
    return parse<Decision>(kDecision, text);
}
std::optional<PlaceLevel> parse_place_level(std::string_view text) {
    return parse<PlaceLevel>(kPlaceLevel, text);
}
std::optional<LockException> parse_lock_exception(std::string_view text) {
    return parse<LockException>(kLockException, text);
}

Date Span::first_day_after(Date first) const {
    YIDI_ASSERT(!is_endless());
    return first.plus_months_clamp_to_month_end(months).plus_days(days);
}
Date Span::last_day_from(Date first) const {
    return first_day_after(first).previous_day();
}

Result<FilingRuleBook> FilingRuleBook::from(std::vector<FilingRules> all) {
    FilingRuleBook book;
    for (FilingRules& one : all) {
        YIDI_TRY_VOID(Checker{one}.run());
        const std::uint32_t region = one.region;
        const std::string file = one.file;
        if (!book.all_.emplace(region, std::move(one)).second) {
            return fail({.code = ErrorCode::duplicate_key,
                         .where = file,
                         .rule = "one file of filing rules for a region",
                         .remedy = "keep the newest version alone",
                         .detail = "the region " + std::to_string(region) + " stands twice"});
        }
    }
    return book;
}

const FilingRules* FilingRuleBook::find(std::uint32_t pooling_area) const {
    const auto found = all_.find(pooling_area);
    return found == all_.end() ? nullptr : &found->second;
}

KindView FilingRuleBook::kind(std::uint32_t pooling_area, FilingKind kind, Date day) const {
    return {find(pooling_area), find(kNationalFrame), kind, day};
}

template <class T>
Found<T> FilingRuleBook::find_rule(Rule<T> FilingRules::*rule, std::uint32_t pooling_area,
                                   Date day) const {
    for (const FilingRules* one : {find(pooling_area), find(kNationalFrame)}) {
        if (one == nullptr) {
            continue;
        }
        if (const Ruled<T>* ruled = (one->*rule).on(day)) {
            return {.ruled = ruled, .by = one};
        }
    }
    return {};
}

Found<bool> FilingRuleBook::none_in_province(std::uint32_t pooling_area, Date day) const {
    return find_rule(&FilingRules::none_in_province, pooling_area, day);
}
Found<std::vector<std::uint32_t>> FilingRuleBook::whole_places(std::uint32_t pooling_area,
                                                               Date day) const {
    return find_rule(&FilingRules::whole_places, pooling_area, day);
}

std::string clause_text(const FilingRules& by, const Source& source) {
    std::string text;
    const auto found = by.documents.find(source.document);
    if (found != by.documents.end() && found->second.number != kUnknown) {
        text = found->second.number;
    } else if (found != by.documents.end() && found->second.title != kUnknown) {
        text = found->second.title;
    } else {
        text = source.document;
    }
    if (!source.article.empty() && source.article != kUnknown) {
        text += ", " + source.article;
    }
    text += " (" + std::string{name(source.grade)} + ")";
    return text;
}

}  // namespace yidi::policy
