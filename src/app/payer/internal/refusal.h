#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/payer/context.h"
#include "domain/adjudication/answer.h"

/// What use cases refuse with. `where` is the field of the message.
namespace yidi::payer::internal {

[[nodiscard]] tl::unexpected<Error> refuse(ErrorCode code, std::string_view where,
                                           std::string_view rule, std::string_view remedy,
                                           std::string_view detail);
/// What the message says contradicts what is known.
[[nodiscard]] tl::unexpected<Error> inconsistent(std::string_view where, std::string_view rule,
                                                 std::string_view remedy, std::string_view detail);
/// Our own bug: nothing is written.
[[nodiscard]] tl::unexpected<Error> violated(std::string_view invariant);

/// Why an answer has no one amount: rejected or unknown by the rules, or a range because something
/// is not known. Sentences in Chinese, with the clause.
/// Requires  an answer that is not `computed`.
[[nodiscard]] tl::unexpected<Error> refuse(const adjudication::Answer& answer,
                                           const policy::Book& book);

/// Errors    bad_value: not a number of ours.
[[nodiscard]] Result<std::int64_t> read_id(std::string_view text, std::string_view field);

}  // namespace yidi::payer::internal
