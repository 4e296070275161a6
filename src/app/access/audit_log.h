#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

/// Who has looked at or changed what, as `audit` keeps it: looked through, and proved whole.
namespace yidi::accounts {

struct AuditEntry {
    Date day;
    std::int64_t id = 0;
    Instant at;
    std::string by;                    ///< "user:12", "key:7", a job, an institution
    std::optional<registry::Pid> pid;  ///< whose data
    std::string what;
    std::int64_t number = 0;  ///< in the chain; 0: of before there was one
};

/// Where a page ends: the next one begins before it.
struct AuditPlace {
    Date day;
    std::int64_t id = 0;
};

struct AuditQuery {
    Date from;
    Date to;
    std::optional<registry::Pid> pid = {};
    std::optional<std::set<std::string>> by = {};  ///< any of these
    std::string what = {};                         ///< a part of it
    std::optional<AuditPlace> before = {};
};
struct AuditPage {
    std::vector<AuditEntry> entries;  ///< the latest first
    std::optional<AuditPlace> next;   ///< not all has been looked at
};
/// At most `limit` entries, and a bounded number of those that were looked at for them: a page may
/// be short or empty and still name a next one.
[[nodiscard]] Result<AuditPage> find_audit(ports::Session& session, const AuditQuery& query,
                                           std::size_t limit);

/// A part of the chain, held against its links.
struct AuditProof {
    std::int64_t checked = 0;
    std::int64_t next = 0;             ///< go on after this number; 0: all is checked
    std::optional<AuditEntry> broken;  ///< the first that does not follow from the one before it
    std::int64_t last = 0;             ///< number of the last note
    std::string last_link;             ///< whoever has kept an earlier one can compare
};
[[nodiscard]] Result<AuditProof> prove_audit(ports::Session& session, const ports::Vault& vault,
                                             std::int64_t after, std::size_t limit);

}  // namespace yidi::accounts
