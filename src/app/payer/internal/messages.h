#pragma once

#include <optional>
#include <string>

#include "app/payer/context.h"
#include "domain/registry/records.h"

/// The log of messages, and the marks of 2601.
namespace yidi::payer::internal {

struct MessageKey {
    std::string fixmedins_code;
    std::string msgid;
};
struct MessageRow {
    std::string infno;
    std::optional<registry::Pid> pid;
    std::string hash;
    Instant at;
    std::string opter;
    std::int64_t made = 0;          ///< visit or settlement; 0: none
    std::string sealed;             ///< the answer
    std::string sealed_input = {};  ///< empty: it was not kept
};
/// Empty where the input is.
[[nodiscard]] std::string sealed_input(ports::Vault& vault, const MessageKey& key,
                                       std::string_view input);
/// Errors    internal: the seal cannot be opened.
[[nodiscard]] Result<std::string> input_of(const ports::Vault& vault, const MessageKey& key,
                                           const MessageRow& row);
[[nodiscard]] Result<std::optional<MessageRow>> find_message(ports::Session& session,
                                                             const MessageKey& key);
[[nodiscard]] Result<void> insert(ports::Session& session, const MessageKey& key,
                                  const MessageRow& row);
/// What the seal of a message's answer is bound to.
[[nodiscard]] std::string place_of(const MessageKey& key);

/// A message that 2601 has undone, or that must not come any more.
struct UndoneRow {
    std::string infno;
    registry::Pid pid = 0;
    Instant at;
    std::string by_msgid;
    bool came = false;
};
[[nodiscard]] Result<std::optional<UndoneRow>> find_undone(ports::Session& session,
                                                           const MessageKey& key);
[[nodiscard]] Result<void> insert(ports::Session& session, const MessageKey& key,
                                  const UndoneRow& row);

/// Whether 2601 may undo such a transaction.
[[nodiscard]] bool can_be_undone(std::string_view infno);

}  // namespace yidi::payer::internal
