#pragma once

#include <string>

#include "app/payer/statement.h"

namespace yidi::codec {

/// A settlement as programs take its statement, with the national elements' names: {"setl_id",
/// "mdtrt_id", "psn_no", "fixmedins_code", "state", "other_setl_id", "setl_time", "setlinfo",
/// "setldetail"}. Nothing in it is a name or a certificate's number.
[[nodiscard]] std::string statement_json(const payer::StatementReply& reply);

}  // namespace yidi::codec
