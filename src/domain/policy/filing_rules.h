#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "domain/policy/pack.h"

/// What an insured region says about filings (备案), as data: `filing-v1.yaml` beside its pack.
/// Every value has its days, its clause and its grade; a value that is not there is not known, and
/// then nothing is decided by it. Shape and meaning: docs/policies/filing-rules.md.
namespace yidi::policy {

/// One value from a day on, as a document says it.
template <class T>
struct Ruled {
    T value{};
    Source source;
    std::string note;
    bool operator==(const Ruled&) const = default;
};

/// A value over time; at most one holds on a day (checked when a book is made).
template <class T>
struct Rule {
    std::vector<Ruled<T>> values;

    /// Null: not known for this day.
    [[nodiscard]] const Ruled<T>* on(Date day) const {
        for (const Ruled<T>& one : values) {
            if (one.source.from <= day && (!one.source.to || day < *one.source.to)) return &one;
        }
        return nullptr;
    }
    bool operator==(const Rule&) const = default;
};

/// A length of time: months of the calendar and days. Both 0: without end.
struct Span {
    std::int32_t months = 0;
    std::int32_t days = 0;
    [[nodiscard]] bool is_endless() const { return months == 0 && days == 0; }
    /// The last day of a span that begins on `first`. Requires  an end (asserted).
    [[nodiscard]] Date last_day_from(Date first) const;
    /// The first day after a span that begins on `first`. Requires  an end (asserted).
    [[nodiscard]] Date first_day_after(Date first) const;
    bool operator==(const Span&) const = default;
};

/// Papers of which any one does.
using AnyOf = std::vector<std::string>;

/// What becomes of a filing by promise whose papers never came.
enum class AfterLapse : std::uint8_t {
    ends,             ///< it counts no more
    other_temporary,  ///< it counts as an ordinary temporary one from then on
};
enum class Decision : std::uint8_t {
    instant,  ///< in force once it is submitted
    review,   ///< a person of the agency decides
};
enum class PlaceLevel : std::uint8_t {
    city,      ///< a city, a municipality or a pooling area
    province,  ///< the whole province may be filed at once
};
/// What lifts a lock. Bits of LockExceptions.
enum class LockException : std::uint8_t { death, wrong_entry, insurance_lost };
inline constexpr std::size_t kLockExceptionCount = 3;

[[nodiscard]] std::string_view name(AfterLapse value);
[[nodiscard]] std::string_view name(Decision value);
[[nodiscard]] std::string_view name(PlaceLevel value);
[[nodiscard]] std::string_view name(LockException value);
[[nodiscard]] std::optional<AfterLapse> parse_after_lapse(std::string_view text);
[[nodiscard]] std::optional<Decision> parse_decision(std::string_view text);
[[nodiscard]] std::optional<PlaceLevel> parse_place_level(std::string_view text);
[[nodiscard]] std::optional<LockException> parse_lock_exception(std::string_view text);

/// The rules of one kind of filing.
struct KindRules {
    Rule<bool> open;                     ///< whether the region takes this kind
    Rule<std::string> local_code;        ///< its own code of the kind
    Rule<std::vector<AnyOf>> materials;  ///< each group is asked for
    Rule<bool> promise;                  ///< a promise letter does instead of the papers
    Rule<std::int32_t> promise_days;     ///< days from the filing until the papers must be there
    Rule<AfterLapse> after_lapse;
    Rule<bool> proof_before_settlement;  ///< no direct settlement on a promise alone
    Rule<Span> validity;                 ///< from its first day, where the applicant names no end
    Rule<Span> longest;                  ///< the longest that may be asked for
    Rule<std::int32_t> backdate_days;    ///< how long before the day of filing it may begin
    Rule<Span> lock;  ///< no change or cancellation from its first day; both 0: no lock
    Rule<std::uint8_t> lock_exceptions;  ///< mask of LockException
    Rule<Span> extension;                ///< what one extension adds
    Rule<std::int32_t> extensions;       ///< how many there may be
    Rule<bool> extends_itself;           ///< at its end, without being asked
    Rule<bool> two_way;                  ///< care in the insured region stays covered meanwhile
    Rule<bool> several_places;           ///< one filing may name several places
    Rule<PlaceLevel> place_level;
    Rule<std::uint8_t> businesses;  ///< mask of Business that it unlocks
    Rule<Decision> decision;
    Rule<std::vector<std::string>> automatic;  ///< shared data by which it is filed unasked
    bool operator==(const KindRules&) const = default;
};

/// Calls `use(name, member)` for each rule of a kind, as the files spell it, in their order.
template <class Use>
constexpr void for_each_rule(Use use) {
    use(std::string_view{"open"}, &KindRules::open);
    use(std::string_view{"local_code"}, &KindRules::local_code);
    use(std::string_view{"materials"}, &KindRules::materials);
    use(std::string_view{"promise"}, &KindRules::promise);
    use(std::string_view{"promise_days"}, &KindRules::promise_days);
    use(std::string_view{"after_lapse"}, &KindRules::after_lapse);
    use(std::string_view{"proof_before_settlement"}, &KindRules::proof_before_settlement);
    use(std::string_view{"validity"}, &KindRules::validity);
    use(std::string_view{"longest"}, &KindRules::longest);
    use(std::string_view{"backdate_days"}, &KindRules::backdate_days);
    use(std::string_view{"lock"}, &KindRules::lock);
    use(std::string_view{"lock_exceptions"}, &KindRules::lock_exceptions);
    use(std::string_view{"extension"}, &KindRules::extension);
    use(std::string_view{"extensions"}, &KindRules::extensions);
    use(std::string_view{"extends_itself"}, &KindRules::extends_itself);
    use(std::string_view{"two_way"}, &KindRules::two_way);
    use(std::string_view{"several_places"}, &KindRules::several_places);
    use(std::string_view{"place_level"}, &KindRules::place_level);
    use(std::string_view{"businesses"}, &KindRules::businesses);
    use(std::string_view{"decision"}, &KindRules::decision);
    use(std::string_view{"automatic"}, &KindRules::automatic);
}

/// The rules of one region, or of the national frame (100000).
struct FilingRules {
    std::uint32_t region = 0;  ///< pooling area
    std::string name;
    std::uint32_t version = 0;
    Date known_since;
    std::map<std::string, Document> documents;
    std::vector<std::string> notes;
    std::array<KindRules, kFilingKindCount> kinds;
    Rule<bool> none_in_province;  ///< care in another area of the same province needs no filing
    /// Places of care that are filed as a whole, whatever `place_level` says.
    Rule<std::vector<std::uint32_t>> whole_places;
    std::string sha256;
    std::string file;
};

/// A value with who says it.
template <class T>
struct Found {
    const Ruled<T>* ruled = nullptr;  ///< null: neither the region nor the frame says anything
    const FilingRules* by = nullptr;
    [[nodiscard]] explicit operator bool() const { return ruled != nullptr; }
    [[nodiscard]] const T& operator*() const { return ruled->value; }
    [[nodiscard]] T value_or(T other) const {
        return ruled == nullptr ? std::move(other) : ruled->value;
    }
    /// "号 title, article (grade)"; empty where nothing is known.
    [[nodiscard]] std::string clause() const;
};

/// The rules of one kind in one region on one day: the region's own value, or the frame's.
class KindView {
public:
    KindView(const FilingRules* own, const FilingRules* frame, FilingKind kind, Date day)
        : own_{own}, frame_{frame}, kind_{kind}, day_{day} {}

    template <class T>
    [[nodiscard]] Found<T> find(Rule<T> KindRules::*rule) const {
        for (const FilingRules* one : {own_, frame_}) {
            if (one == nullptr) continue;
            const Rule<T>& values = one->kinds[static_cast<std::size_t>(kind_)].*rule;
            if (const Ruled<T>* ruled = values.on(day_)) return {.ruled = ruled, .by = one};
        }
        return {};
    }
    [[nodiscard]] FilingKind kind() const { return kind_; }
    [[nodiscard]] Date day() const { return day_; }

private:
    const FilingRules* own_;
    const FilingRules* frame_;
    FilingKind kind_;
    Date day_;
};

/// Every region's rules and the frame's. Immutable; any number of threads may read it.
class FilingRuleBook {
public:
    FilingRuleBook() = default;
    /// Errors    bad_pack: two values of one rule on one day, a day before the first, an empty
    ///           group of papers, a number below 0, a document that is not listed; duplicate_key:
    ///           two for one region.
    [[nodiscard]] static Result<FilingRuleBook> from(std::vector<FilingRules> all);

    /// Null: nothing of this region is known; the frame's values hold.
    [[nodiscard]] const FilingRules* find(std::uint32_t pooling_area) const;
    [[nodiscard]] KindView kind(std::uint32_t pooling_area, FilingKind kind, Date day) const;
    /// Whether care in another area of the region's province needs no filing.
    [[nodiscard]] Found<bool> none_in_province(std::uint32_t pooling_area, Date day) const;
    [[nodiscard]] Found<std::vector<std::uint32_t>> whole_places(std::uint32_t pooling_area,
                                                                 Date day) const;
    [[nodiscard]] const std::map<std::uint32_t, FilingRules>& all() const { return all_; }

private:
    template <class T>
    [[nodiscard]] Found<T> find_rule(Rule<T> FilingRules::*rule, std::uint32_t pooling_area,
                                     Date day) const;

    std::map<std::uint32_t, FilingRules> all_;
};

/// "号 title, article (grade)" of a source in the rules that list its document.
[[nodiscard]] std::string clause_text(const FilingRules& by, const Source& source);

template <class T>
std::string Found<T>::clause() const {
    return ruled == nullptr ? std::string{} : clause_text(*by, ruled->source);
}

}  // namespace yidi::policy
