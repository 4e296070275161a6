#include "domain/clearing/application.h"

#include <array>

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kApplicationStateCount> kStates{"applied", "withdrawn"};

}  // namespace

std::vector<SumDifference> differences(const ApplicationSums& theirs, const FoundSums& ours) {
    std::vector<SumDifference> found;
    if (!ours.counts(theirs.psntime)) {
        found.push_back({.field = "psntime",
                         .theirs = std::to_string(theirs.psntime),
                         .ours = std::to_string(ours.sums.psntime)});
    }
    const auto compare = [&found](std::string_view field, Money a, Money b) {
        if (a != b) found.push_back({.field = field, .theirs = to_yuan(a), .ours = to_yuan(b)});
    };
    compare("medfee_sumamt", theirs.medfee_sumamt, ours.sums.medfee_sumamt);
    compare("fund_appy_sum", theirs.fund_appy_sum, ours.sums.fund_appy_sum);
    compare("cash_payamt", theirs.cash_payamt, ours.sums.cash_payamt);
    compare("acct_pay", theirs.acct_pay, ours.sums.acct_pay);
    return found;
}

std::string_view name(ApplicationState state) {
    return kStates[static_cast<std::size_t>(state)];
}

bool overlap(const Application& a, const Application& b) {
    return a.fixmedins_code == b.fixmedins_code && a.clr_type == b.clr_type &&
           a.begndate <= b.enddate && b.begndate <= a.enddate;
}

}  // namespace yidi::clearing
