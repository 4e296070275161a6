#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer::internal {

/// Who changed or looked at what, outside the national interface. No personal data.
struct AuditNote {
    std::string by;
    std::optional<registry::Pid> pid;  ///< whose data it is
    std::string what;
    /// Of a look at many persons at once: which list it was, and whom it showed. One row, whatever
    /// the number of persons; that of a person is found through the lists that may show them.
    std::string list = {};
    std::vector<registry::Pid> shown = {};  ///< in any order; kept ascending, each once
};
/// Names of the indexes of `audit`.
inline constexpr std::string_view kByPerson = "by_person";  ///< pid
inline constexpr std::string_view kByNumber = "by_number";  ///< no
inline constexpr std::string_view kByList = "by_list";      ///< list

/// A note as it is kept. Each is bound to the one before it by a keyed hash, so that a note which
/// is changed or taken out breaks the chain.
struct AuditRow {
    Date day;
    std::int64_t id = 0;
    Instant at;
    AuditNote note;
    std::int64_t number = 0;  ///< its place in the chain, from 1; 0: of before there was one
    std::string link;
};
[[nodiscard]] Result<AuditRow> read_audit(const ports::Row& row);
/// What a note's link has to be after the one before it.
[[nodiscard]] std::string link_of(const ports::Vault& vault, const AuditRow& row,
                                  std::string_view before);
/// The last of the chain; empty before the first.
[[nodiscard]] Result<std::optional<AuditRow>> last_audit(ports::Session& session);

/// Appends a row to `audit`.
[[nodiscard]] Result<void> audit(ports::Session& session, const Context& context,
                                 const AuditNote& note);

}  // namespace yidi::payer::internal
