#include "tests/rest/situations.h"

#include <algorithm>
#include <array>

namespace yidi::tests {
namespace {

constexpr std::array kSituations{
    Row{1, "filed to the wrong city", Outcome::refuses, "filed_elsewhere"},
    Row{2, "only the province was filed, not the city", Outcome::settles, "other_temporary"},
    Row{3, "the filing begins after the admission", Outcome::tells, "starts_after_admission"},
    Row{4, "filed in hospital, before the discharge", Outcome::settles, "full"},
    Row{5, "filed after a discharge that was paid by oneself", Outcome::manual_claim,
        "filing_not_in_force"},
    Row{6, "an emergency without a filing", Outcome::settles, "emergency"},
    Row{7, "emergency observation, then admitted or not", Outcome::manual_claim,
        "business_not_open"},
    Row{8, "a temporary filing ends in the middle of the stay", Outcome::settles,
        "other_temporary"},
    Row{9, "two filings in force: long-term for one place, temporary for another", Outcome::settles,
        "other_temporary"},
    Row{10, "a resident elsewhere comes home for care", Outcome::settles, "full"},
    Row{11, "changed or cancelled inside the lock", Outcome::refuses, "filing_locked"},
    Row{12, "the promised papers do not come in time", Outcome::refuses, "promise_lapsed"},
    Row{13, "costs arise before the promised papers", Outcome::refuses, "proof_before_settlement"},
    Row{14, "approved, but not reported upward", Outcome::refuses, "not_reported"},
    Row{15, "a posted employee's job ends", Outcome::refuses, "insurance_ended"},
    Row{16, "a family member files for parent or child", Outcome::settles, "full"},
    Row{17, "a newborn, enrolled in time or too late", Outcome::refuses, "newborn_not_enrolled"},
    Row{18, "a corridor between regions that asks for no filing", Outcome::settles, "full"},
    Row{19, "a move inside the province taken for one that needs a filing", Outcome::refuses,
        "filing_exists"},
    Row{20, "referred to one city and sent on to another", Outcome::settles, "referral"},
    Row{21, "somebody asks money for a filing", Outcome::tells, "备案不收取任何费用"},
    Row{22, "the insurance is paused, contributions are missing", Outcome::refuses,
        "insurance_paused"},
    Row{23, "a waiting period after years without insurance", Outcome::refuses, "waiting_period"},
    Row{24, "from the employees' scheme to the residents' during a stay", Outcome::settles, "full"},
    Row{25, "two insurances at once", Outcome::refuses, "two_insurances"},
    Row{26, "the insured region changes within the year", Outcome::tells, "carry_over"},
    Row{27, "the card is not activated, lost or broken", Outcome::refuses, "no_insurance"},
    Row{28, "name or certificate number have changed", Outcome::settles, "full"},
    Row{29, "death before the discharge", Outcome::manual_claim, "person_dead"},
    Row{30, "a special group", Outcome::refuses, "special_group"},
    Row{31, "the hospital is connected for stays only", Outcome::refuses, "business_not_open"},
    Row{32, "the hospital is not connected at all", Outcome::manual_claim, "not_connected"},
    Row{33, "registered as self-pay by mistake", Outcome::settles, "full"},
    Row{34, "hospital, care region, platform or home is down", Outcome::tells, "platform_is_down"},
    Row{35, "no answer, though the settlement was made", Outcome::settles, "full"},
    Row{36, "sent twice at the discharge", Outcome::settles, "full"},
    Row{42, "a long stay is settled in parts", Outcome::settles, "full"},
    Row{43, "a transfer between hospitals and the second deductible", Outcome::settles, "full"},
    Row{45, "a test or drug from elsewhere during the stay", Outcome::settles, "full"},
    Row{46, "an injury, a third party", Outcome::refuses, "third_party_liable"},
    Row{47, "costs of maternity or of a work injury", Outcome::refuses, "work_injury"},
    Row{48, "an item that the catalogue of the place of care does not list", Outcome::settles,
        "480.0"},
    Row{49, "above the price limit, class B, a child's item", Outcome::settles, "688.0"},
    Row{50, "less at the settlement than the trial showed", Outcome::refuses, "preselfpay_amt"},
    Row{53, "a chronic disease that is not recognised, or not open there", Outcome::refuses,
        "disease_not_recognised"},
    Row{56, "the relative's account is empty", Outcome::settles, "full"},
};

}  // namespace

std::span<const Row> situations() {
    return kSituations;
}

const Row* row_of(int number) {
    const auto* const found = std::ranges::find(kSituations, number, &Row::number);
    return found == kSituations.end() ? nullptr : found;
}

std::optional<int> number_of(std::string_view test_name) {
    const auto is_digit = [](char one) { return one >= '0' && one <= '9'; };
    if (test_name.size() < 4 || test_name[0] != 'S' || !is_digit(test_name[1]) ||
        !is_digit(test_name[2]) || test_name[3] != '_') {
        return {};
    }
    return (test_name[1] - '0') * 10 + (test_name[2] - '0');
}

}  // namespace yidi::tests
