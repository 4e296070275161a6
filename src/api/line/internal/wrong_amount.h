#pragma once

#include <string>
#include <string_view>

namespace yidi::line::internal {

/// Makes one amount of an answer one fen higher: the first `field`, or where it is empty the first
/// of those that a settlement tells. Nothing else of the text changes.
/// Returns   whether there was such an amount.
bool make_one_fen_more(std::string& body, std::string_view field);

}  // namespace yidi::line::internal
