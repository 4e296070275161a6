#include "domain/reconciliation/classes.h"

namespace yidi::reconciliation {
namespace {

constexpr std::array<std::string_view, kClasses.size()> kNames{
    "only_a", "only_b", "amount", "fund_split", "period", "reversed_one_side", "duplicate"};
constexpr std::array<std::string_view, 4> kRepairNames{"adopt", "reverse", "resend",
                                                       "correct_later"};

constexpr std::array kOfOneSide{Repair::resend, Repair::adopt, Repair::reverse};
constexpr std::array kOfAmounts{Repair::adopt, Repair::resend};
constexpr std::array kOfPeriod{Repair::adopt};
constexpr std::array kOfReversed{Repair::resend, Repair::reverse, Repair::adopt};
constexpr std::array kOfDuplicate{Repair::reverse};
constexpr std::array kClosed{Repair::correct_later};

}  // namespace

std::string_view name(Class one) {
    return kNames.at(static_cast<std::size_t>(one));
}

Class mirrored(Class one) {
    if (one == Class::only_a) return Class::only_b;
    return one == Class::only_b ? Class::only_a : one;
}

std::string_view name(Repair repair) {
    return kRepairNames.at(static_cast<std::size_t>(repair));
}

std::span<const Repair> repairs(Class one, Period period) {
    if (period == Period::closed) return kClosed;
    switch (one) {
        case Class::only_a:
        case Class::only_b: return kOfOneSide;
        case Class::amount:
        case Class::fund_split: return kOfAmounts;
        case Class::period: return kOfPeriod;
        case Class::reversed_one_side: return kOfReversed;
        case Class::duplicate: return kOfDuplicate;
    }
    return kClosed;
}

}  // namespace yidi::reconciliation
