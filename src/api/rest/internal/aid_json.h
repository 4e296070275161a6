#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "api/rest/internal/call.h"
#include "app/aid/aid.h"

/// What the operations on relatives share.
namespace yidi::rest::internal {

inline constexpr std::array<std::string_view, 2> kBondStates{"bound", "unbound"};
inline constexpr std::array<std::string_view, 4> kTransferStates{"offered", "accepted", "refused",
                                                                 "returned"};

inline constexpr std::array kBond{
    code("bond_id", "绑定编号").must(),
    code("holder_psn_no", "持有人").must(),
    code("relative_psn_no", "亲属").must(),
    choice("kinship", "亲属是持有人的什么人", aid::kKinships).must(),
    code("proof", "own_consent 本人同意，papers 承诺书和户口簿页").must(),
    value(Type::flag, "shares_account", "持有人账户可直接支付亲属费用").must(),
    choice("state", "状态", kBondStates).must(),
    value(Type::time, "at", "何时").must(),
};
inline constexpr std::array kName{
    code("psn_no", "人员编号").must(),
    text("name", "姓名，隐去姓").must(),
};
/// The member "names", kName each, inside an object that is open. Requires the numbers of all.
Result<void> write_names(Call& call, codec::JsonWriter& json,
                         const std::vector<registry::Pid>& pids, const aid::Numbers& numbers);
/// kBond.
[[nodiscard]] Result<Done> answer_bond(Call& call, const aid::Bond& bond);

}  // namespace yidi::rest::internal
