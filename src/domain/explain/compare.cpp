#include "domain/explain/compare.h"

#include <array>

#include "base/assert.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Status;
using internal::fill;

[[nodiscard]] bool has_amounts(const Answer& answer) {
    return answer.status == Status::computed || answer.status == Status::range;
}

/// What the person bears; of a range the worse end.
[[nodiscard]] Money borne(const Answer& answer) {
    return answer.status == Status::range ? answer.range.psn_part_amt[1]
                                          : answer.outcome.setlinfo.psn_part_amt;
}

/// How a sentence about the column begins.
[[nodiscard]] Words opening(Column column) {
    switch (column) {
        case Column::as_given: return {"按所给情形", "As the case stands"};
        case Column::none: return {"不办理备案", "Without a filing"};
        case Column::long_term_resident: return {"办理异地长期居住备案", "With a long-term filing"};
        case Column::referral: return {"入院前办理转诊备案", "With a referral before admission"};
        case Column::emergency: return {"按异地急诊抢救", "As an emergency"};
        case Column::other_temporary:
            return {"办理其他临时外出就医备案", "With a filing for other temporary care"};
        case Column::local: return {"在参保地就医", "With the same care in the insured region"};
    }
    YIDI_ASSERT(false);
}

[[nodiscard]] std::array<Money, 2> ends_of(const Answer& answer) {
    const Money amount = answer.outcome.setlinfo.psn_part_amt;
    return answer.status == Status::range ? answer.range.psn_part_amt
                                          : std::array<Money, 2>{amount, amount};
}

[[nodiscard]] std::string difference_text(Money difference, bool is_at_worst, Language language) {
    const bool is_less = difference < Money{};
    const std::string amount = internal::yuan(is_less ? -difference : difference, language);
    if (difference == Money{}) {
        return std::string{
            (is_at_worst ? Words{"在较不利的一端个人负担相同", "you pay the same at the worse end"}
                         : Words{"个人负担相同", "you pay the same"})
                .in(language)};
    }
    const Words words =
        is_less ? (is_at_worst ? Words{"在较不利的一端个人少负担 {0}", "{0} less at the worse end"}
                               : Words{"个人少负担 {0}", "{0} less"})
                : (is_at_worst ? Words{"在较不利的一端个人多负担 {0}", "{0} more at the worse end"}
                               : Words{"个人多负担 {0}", "{0} more"});
    return fill(words, language, {amount});
}

/// A range against one amount: both ends.
[[nodiscard]] std::string differences_text(const std::array<Money, 2>& ends, Language language) {
    const auto [low, high] = ends;
    if (low >= Money{}) {
        return fill(Words{"个人多负担 {0}", "{0} more"}, language,
                    {internal::yuan_span(ends, language)});
    }
    if (high <= Money{}) {
        return fill(Words{"个人少负担 {0}", "{0} less"}, language,
                    {internal::yuan_span({-high, -low}, language)});
    }
    return fill(Words{"个人少负担 {0}至多负担 {1}", "from {0} less to {1} more"}, language,
                {internal::yuan(-low, language), internal::yuan(high, language)});
}

}  // namespace

std::string_view name(Column column) {
    switch (column) {
        case Column::as_given: return "as_given";
        case Column::none: return "none";
        case Column::long_term_resident: return "long_term_resident";
        case Column::referral: return "referral";
        case Column::emergency: return "emergency";
        case Column::other_temporary: return "other_temporary";
        case Column::local: return "local";
    }
    YIDI_ASSERT(false);
}

std::string_view label(Column column, Language language) {
    switch (column) {
        case Column::as_given: return Words{"所给情形", "as given"}.in(language);
        case Column::none: return Words{"未备案", "not filed"}.in(language);
        case Column::long_term_resident:
            return label(policy::FilingKind::long_term_resident).in(language);
        case Column::referral: return label(policy::FilingKind::referral).in(language);
        case Column::emergency: return label(policy::FilingKind::emergency).in(language);
        case Column::other_temporary:
            return label(policy::FilingKind::other_temporary).in(language);
        case Column::local: return label(policy::FilingState::local).in(language);
    }
    YIDI_ASSERT(false);
}

std::optional<Money> difference(const Answer& base, const Answer& other) {
    if (!has_amounts(base) || !has_amounts(other)) return std::nullopt;
    return borne(other) - borne(base);
}

std::string comparison(const Answer& base, const Answer& other, Column column, Language language) {
    const std::string_view start = opening(column).in(language);
    if (!has_amounts(other)) {
        return fill(Words{"{0}：{1}。", "{0}: {1}."}, language,
                    {start, label(other.outcome.refusal.code).in(language)});
    }
    const std::optional<Money> more = difference(base, other);
    const std::array<Money, 2> ends = ends_of(other);
    const std::string paid = internal::yuan_span(ends, language);
    if (!more) {
        return fill(Words{"{0}：个人负担 {1}。", "{0}: you pay {1}."}, language, {start, paid});
    }
    if (base.status == Status::range) {
        return fill(Words{"{0}，{1}：个人负担 {2}。", "{0}, {1}: you pay {2}."}, language,
                    {start, difference_text(*more, /*is_at_worst=*/true, language), paid});
    }
    const Money before = base.outcome.setlinfo.psn_part_amt;
    const std::string difference =
        ends[0] == ends[1] ? difference_text(*more, /*is_at_worst=*/false, language)
                           : differences_text({ends[0] - before, ends[1] - before}, language);
    return fill(Words{"{0}，{1}。", "{0}, {1}."}, language, {start, difference});
}

}  // namespace yidi::explain
