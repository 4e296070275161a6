#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/int128.h"
#include "domain/adjudication/answer.h"
#include "domain/adjudication/trace.h"
#include "domain/explain/language.h"
#include "domain/policy/pack.h"
#include "domain/policy/vocabulary.h"

/// The word of the field for everything that an answer can name, in both languages;
/// docs/domain/glossary.md defines them. `name()` is the spelling on the wire.
namespace yidi::explain {

[[nodiscard]] std::string_view name(adjudication::Step step);
[[nodiscard]] std::string_view name(adjudication::Op op);
[[nodiscard]] std::string_view name(adjudication::RefusedWhy why);
[[nodiscard]] std::string_view name(adjudication::AssumptionKind kind);
[[nodiscard]] std::string_view name(Rounding rounding);

[[nodiscard]] Words label(adjudication::Step step);
[[nodiscard]] Words label(adjudication::RefusedWhy why);
[[nodiscard]] Words label(adjudication::AssumptionKind kind);
[[nodiscard]] Words label(adjudication::Status status);
[[nodiscard]] Words label(adjudication::Fact fact);
[[nodiscard]] Words label(Rounding rounding);
[[nodiscard]] Words label(policy::Parameter parameter);
[[nodiscard]] Words label(policy::FilingState state);
[[nodiscard]] Words label(policy::FilingKind kind);
[[nodiscard]] Words label(policy::Insutype insutype);
[[nodiscard]] Words label(policy::Business business);
[[nodiscard]] Words label(policy::Person person);
[[nodiscard]] Words label(policy::Level level);
[[nodiscard]] Words label(policy::Distance distance);
[[nodiscard]] Words label(policy::Grade grade);
[[nodiscard]] Words label(policy::Bucket bucket);
[[nodiscard]] Words label(policy::FundField field);

/// What a refusal of families 2xxx and 6xxx means, and what to do about it. For other codes (which
/// are no answers of the adjudicator) the meaning of the code's family.
[[nodiscard]] Words label(ErrorCode code);
[[nodiscard]] Words remedy(ErrorCode code);

/// A word that a pack writes as a value: "before_deductible", "per_year", "in_scope_self"; the word
/// itself if it has no label.
[[nodiscard]] Words label_of_word(std::string_view word);

/// A layer by its id ("large"), in Chinese by the pack's own name for it.
[[nodiscard]] std::string layer_name(const policy::Layer& layer, Language language);

/// Who paid a row of `setldetail`: the pooled fund, a layer, an account, the hospital.
[[nodiscard]] std::string payer_name(const adjudication::Outcome& outcome,
                                     const adjudication::Setldetail& detail, Language language);

}  // namespace yidi::explain
