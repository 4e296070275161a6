#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "domain/explain/language.h"
#include "domain/policy/vocabulary.h"

/// The interview of `advise`: seven questions, each of which may be left open.
namespace yidi::guidance {

/// Where the care stands; it decides what can still be done.
enum class Stage : std::uint8_t { before, in_hospital, discharged };
inline constexpr std::size_t kStageCount = 3;
/// Why somebody is, or will be, away.
enum class Reason : std::uint8_t { live, work, retire, study, referred, emergency, other };
inline constexpr std::size_t kReasonCount = 7;
enum class Care : std::uint8_t { inpatient, outpatient, chronic, pharmacy };
inline constexpr std::size_t kCareCount = 4;

[[nodiscard]] std::string_view name(Stage stage);
[[nodiscard]] std::string_view name(Reason reason);
[[nodiscard]] std::string_view name(Care care);
[[nodiscard]] std::optional<Stage> parse_stage(std::string_view text);
[[nodiscard]] std::optional<Reason> parse_reason(std::string_view text);
[[nodiscard]] std::optional<Care> parse_care(std::string_view text);
[[nodiscard]] policy::Business business_of(Care care);

/// What was answered; what is empty is not known. The keys are those of a case file where it has
/// them (docs/using/advise.md).
struct Answers {
    std::optional<Stage> stage;
    std::optional<std::uint32_t> insuplc_admdvs;
    std::optional<std::uint32_t> mdtrtarea_admvs;
    /// Insurance and group: "11", "12", "14", "15", "16"; "310" or "390" where only the insurance
    /// is known.
    std::string insured_as;
    std::optional<Reason> reason;
    std::optional<Care> care;
    std::optional<Money> medfee_sumamt;  ///< the bill, or what it is expected to be

    // What may be added to narrow the answer.
    Date today;
    std::string hosp_lv;
    std::optional<std::int64_t> age;
    std::optional<std::int64_t> ipt_cnt;
    std::optional<Money> inscp_scp_amt;
    std::optional<std::vector<std::string>> psn_idet;
    std::optional<std::vector<std::string>> inst_attr;
    std::string dise_codg;
    std::optional<bool> recognised;
    std::optional<Date> begndate;     ///< admission
    std::vector<std::string> papers;  ///< at hand, by the names of filing rules
};

/// How a question is answered.
enum class Form : std::uint8_t { options, region, amount };

struct Option {
    std::string_view value;
    explain::Words words;
};
struct Question {
    std::string_view key;
    Form form = Form::options;
    explain::Words text;
    explain::Words why;  ///< what depends on it
    std::span<const Option> options = {};
};
inline constexpr std::size_t kQuestionCount = 7;
/// In the order in which they are asked.
[[nodiscard]] std::span<const Question> questions();

/// Takes the answer to one question: an option's value, six digits, yuan. "?" or nothing: not
/// known. Returns false, and changes nothing, for what is no answer to it. Whether a region exists
/// is for the caller to see.
[[nodiscard]] bool take(Answers& answers, std::string_view key, std::string_view text);

}  // namespace yidi::guidance
