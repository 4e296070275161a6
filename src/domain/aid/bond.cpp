#include "domain/aid/bond.h"

#include <algorithm>

namespace yidi::aid {
namespace {

constexpr std::array<std::string_view, 2> kProofs{"own_consent", "papers"};

tl::unexpected<Error> missing(std::string_view where, std::string rule, std::string remedy) {
    return fail(Error{.code = ErrorCode::missing_key,
                      .where = std::string{where},
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = "the relative has not consented",
                      .source = {}});
}

}  // namespace

std::string_view name(Proof proof) {
    return kProofs[static_cast<std::size_t>(proof)];
}

std::optional<Proof> parse_proof(std::string_view text) {
    const auto* found = std::ranges::find(kProofs, text);
    return found == kProofs.end() ? std::nullopt
                                  : std::optional{static_cast<Proof>(found - kProofs.begin())};
}

Result<Proof> proof_of(const policy::PersonRules& rules, const BindingFacts& facts,
                       const Consent& consent) {
    const auto adult = rules.value(policy::PersonRule::adult_age, facts.relative_area, facts.day);
    if (!adult) {
        return fail(Error{.code = ErrorCode::rule_unknown,
                          .where = "relative_psn_no",
                          .rule = "the age from which relatives consent themselves",
                          .remedy = "ask the insured region's agency",
                          .detail = "no rule of the region is known",
                          .source = {}});
    }
    const std::string age = std::to_string(*adult);
    if (!facts.relative_age || *facts.relative_age >= *adult) {
        if (consent.face_checked) {
            return Proof::own_consent;
        }
        return missing("face_checked",
                       "the relative's own face check, from the age of " + age + " on",
                       "have the relative consent on a device of their own or at a window");
    }
    if (consent.face_checked) {
        return Proof::own_consent;
    }
    if (!consent.promise || !consent.household_page) {
        return missing(consent.promise ? "household_page" : "promise",
                       "a promise and the page of the household register, under the age of " + age,
                       "fill in the promise and hand in the page: no face check is needed");
    }
    return Proof::papers;
}

const Bond* between(const std::vector<Bond>& all, Pid one, Pid other) {
    for (const Bond& bond : all) {
        const bool theirs = (bond.holder == one && bond.relative == other) ||
                            (bond.holder == other && bond.relative == one);
        if (theirs && !bond.unbound) {
            return &bond;
        }
    }
    return nullptr;
}

}  // namespace yidi::aid
