#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/statement.h"

/// A person's settlements in whichever institution, as the person and the agency see them.
namespace yidi::payer {

enum class OwnState : std::uint8_t {
    settled,
    reversed,   ///< taken back: it pays nothing any more
    corrected,  ///< an earlier one of the year was taken back, which has changed its amounts
};
[[nodiscard]] std::string_view name(OwnState state);

struct OwnSettlement {
    settlement::Settlement settlement;  ///< as it was made
    OwnState state = OwnState::settled;
    adjudication::Setlinfo now;  ///< with its corrections
    std::string fixmedins_name = {};
    Date begndate = {};  ///< of the visit
};
struct OwnQuery {
    registry::Pid pid = 0;
    std::int64_t before = 0;  ///< only those of a smaller number; 0: from the latest on
    std::size_t limit = 20;
};
struct OwnPage {
    std::vector<OwnSettlement> settlements;  ///< the latest first
    std::int64_t before = 0;                 ///< 0: there are no more
};
inline constexpr std::size_t kOwnMax = 100;
/// What stands and what was taken back, each once; undone messages (2601) are left out.
[[nodiscard]] Result<OwnPage> own_settlements(ports::Session& session, const OwnQuery& query);

/// One of them with all that its statement says; empty: the person has none of this number.
struct OwnStatement {
    OwnSettlement own;
    StatementReply reply;
};
[[nodiscard]] Result<std::optional<OwnStatement>> own_settlement(ports::Session& session,
                                                                 const Context& context,
                                                                 registry::Pid pid,
                                                                 std::int64_t setl_id);

}  // namespace yidi::payer
