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

/// Looks at every rule of a book's region and keeps the first fault.
class Checker {
public:
    explicit Checker(const FilingRules& rules) : rules_{rules} {}

    Result<void> run() {
        for (const KindRules& kind : rules_.kinds) {
            where_ = std::string{
                name(static_cast<FilingKind>(static_cast<std::size_t>(&kind - &rules_.kinds[0])))};
            YIDI_TRY_VOID(of_kind(kind));
        }
        where_ = "region";
        return days("none_in_province", rules_.none_in_province);
    }

private:
    Result<void> of_kind(const KindRules& kind) {
        YIDI_TRY_VOID(days("open", kind.open));
        YIDI_TRY_VOID(days("local_code", kind.local_code));
        YIDI_TRY_VOID(days("materials", kind.materials));
        YIDI_TRY_VOID(days("promise", kind.promise));
        YIDI_TRY_VOID(count("promise_days", kind.promise_days));
        YIDI_TRY_VOID(days("after_lapse", kind.after_lapse));
        YIDI_TRY_VOID(days("proof_before_settlement", kind.proof_before_settlement));
        YIDI_TRY_VOID(span("validity", kind.validity));
        YIDI_TRY_VOID(span("longest", kind.longest));
        YIDI_TRY_VOID(count("backdate_days", kind.backdate_days));
        YIDI_TRY_VOID(span("lock", kind.lock));
        YIDI_TRY_VOID(days("lock_exceptions", kind.lock_exceptions));
        YIDI_TRY_VOID(span("extension", kind.extension));
        YIDI_TRY_VOID(count("extensions", kind.extensions));
        YIDI_TRY_VOID(days("extends_itself", kind.extends_itself));
        YIDI_TRY_VOID(days("two_way", kind.two_way));
        YIDI_TRY_VOID(days("several_places", kind.several_places));
        YIDI_TRY_VOID(days("place_level", kind.place_level));
        YIDI_TRY_VOID(days("businesses", kind.businesses));
        YIDI_TRY_VOID(days("decision", kind.decision));
        YIDI_TRY_VOID(days("automatic", kind.automatic));
        return groups(kind.materials);
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
    Result<void> count(std::string_view rule, const Rule<std::int32_t>& values) const {
        YIDI_TRY_VOID(days(rule, values));
        if (std::ranges::any_of(values.values, [](const auto& one) { return one.value < 0; })) {
            return wrong(rule, "a number of 0 or more", "a number is below 0");
        }
        return {};
    }
    Result<void> span(std::string_view rule, const Rule<Span>& values) const {
        YIDI_TRY_VOID(days(rule, values));
        if (std::ranges::any_of(values.values, [](const auto& one) {
                return one.value.months < 0 || one.value.days < 0;
            })) {
            return wrong(rule, "months and days of 0 or more", "a span is below 0");
        }
        return {};
    }
    [[nodiscard]] Result<void> groups(const Rule<std::vector<AnyOf>>& materials) const {
        for (const Ruled<std::vector<AnyOf>>& one : materials.values) {
            if (std::ranges::any_of(one.value, [](const AnyOf& group) { return group.empty(); })) {
                return wrong("materials", "groups of at least one paper", "a group is empty");
            }
        }
        return {};
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

Found<bool> FilingRuleBook::none_in_province(std::uint32_t pooling_area, Date day) const {
    for (const FilingRules* one : {find(pooling_area), find(kNationalFrame)}) {
        if (one == nullptr) {
            continue;
        }
        if (const Ruled<bool>* ruled = one->none_in_province.on(day)) {
            return {.ruled = ruled, .by = one};
        }
    }
    return {};
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
