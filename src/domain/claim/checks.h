#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/claim/claim.h"
#include "domain/claim/papers.h"
#include "domain/claim/same_care.h"
#include "domain/claim/statement.h"
#include "domain/entitlement/words.h"
#include "domain/registry/records.h"

/// What is held against a claim before it is decided: each check by name, with a verdict and a
/// sentence.
namespace yidi::claim {

using entitlement::Sentence;

enum class Check : std::uint8_t {
    identity,
    dates,
    institution,
    duplicate_direct,
    duplicate_claim,
    invoices,
    papers,
    third_party,
    deadline,
    lines,
};
inline constexpr std::size_t kCheckCount = 10;
[[nodiscard]] std::string_view name(Check check);

enum class Verdict : std::uint8_t {
    passed,
    look,     ///< somebody has to look at it; the claim may be decided
    blocks,   ///< cannot be decided so
    unknown,  ///< no rule is known: somebody has to look at it
};
[[nodiscard]] std::string_view name(Verdict verdict);

struct Finding {
    Check check = Check::identity;
    Verdict verdict = Verdict::passed;
    Sentence sentence;
    /// What it is about: numbers of settlements or claims, kinds of papers, positions of lines.
    std::vector<std::string> about = {};
    std::string clause = {};  ///< of the rule behind it
};

/// A settlement or another claim that could be for the same care.
struct Other {
    std::int64_t id = 0;
    Care care;
    bool same_invoice = false;
};

/// Everything that the checks look at.
struct CheckFacts {
    const Claim* claim = nullptr;
    const Statement* statement = nullptr;
    const registry::Person* person = nullptr;
    entitlement::Told standing;                          ///< on the first day of the care
    const registry::Institution* institution = nullptr;  ///< null: the register does not know it
    std::vector<Other> settlements;  ///< of the person that stand, by direct settlement
    std::vector<Other> claims;       ///< of the person, not in vain and not the one referred to
    std::vector<const PaperRule*> missing_papers;
    bool are_papers_known = true;  ///< else no list is there
    std::vector<std::int64_t> lines_without_attributes;
    std::vector<std::int64_t> lines_without_price;  ///< of those whose price is limited
    std::optional<std::int64_t> deadline_months;    ///< after the last day of care
    std::string deadline_clause;
    Date received;
    Date today;
};

/// Whose account it is, as `identity` says it where nothing else does: also after the account was
/// corrected, for who pays.
[[nodiscard]] Finding check_holder(const registry::Person& person, const Statement& said);
/// Whether papers are missing, by `are_papers_known` and `missing_papers` alone.
[[nodiscard]] Finding check_papers(const CheckFacts& facts);
/// One finding for each check, in their order.
[[nodiscard]] std::vector<Finding> check_claim(const CheckFacts& facts);
/// Whether one of them blocks.
[[nodiscard]] bool blocks(const std::vector<Finding>& findings);

/// The last day on which a region takes a claim.
[[nodiscard]] Date last_day_for(Date enddate, std::int64_t months);

}  // namespace yidi::claim
