#pragma once

#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer {

/// Something that is not as the append rows say.
struct Mismatch {
    std::string table;
    std::string key;  ///< "42/2025/310"; no personal data but the pid
    std::string problem;
};
struct VerifyReply {
    std::int64_t settlements = 0;
    std::int64_t journal_entries = 0;
    std::int64_t years = 0;
    std::int64_t accounts = 0;
    std::vector<Mismatch> mismatches;  ///< empty: all is well
};
/// Derives the years, the accounts and the rules of holds again from the append rows, checks that
/// every entry balances, fits its settlement, that every reversal mirrors what it undoes, and that
/// claims by hand are paid as they were decided, and once.
/// Errors    those of the session.
[[nodiscard]] Result<VerifyReply> verify(ports::Session& session);

/// A record of which the other side is missing.
enum class OneSided : std::uint8_t {
    never_came,   ///< 2601 for a message that never came, and the visit is not settled since
    no_message,   ///< a settlement without the message that asked for it
    not_settled,  ///< a stay that ended, with lines, and was not settled
};
struct Unresolved {
    OneSided kind = OneSided::never_came;
    registry::Pid pid = 0;
    std::string fixmedins_code;
    std::string msgid;    ///< of never_came and no_message
    std::int64_t id = 0;  ///< setl_id or mdtrt_id
    Instant at;
    std::int64_t age_ms = 0;
};
/// One-sided records with their age, the oldest first.
[[nodiscard]] Result<std::vector<Unresolved>> unresolved(ports::Session& session, Instant now);
/// The same of one institution, without reading what others have: of its settlements those since a
/// day, of its stays the `stays_max` of which something was said last.
struct UnresolvedAt {
    std::string fixmedins_code;
    Instant since;
    std::size_t stays_max = 1'000;
};
[[nodiscard]] Result<std::vector<Unresolved>> unresolved_at(ports::Session& session, Instant now,
                                                            const UnresolvedAt& place);

}  // namespace yidi::payer
