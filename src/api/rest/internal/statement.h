#pragma once

#include <string_view>

#include "api/rest/internal/target.h"
#include "api/rest/router.h"

namespace yidi::rest::internal {

/// GET /api/v1/settlements/{setl_id}/statement.
struct StatementCall {
    const http::Request& request;
    const Target& target;
    std::string_view setl_id;
};

/// Reads on the calling thread, notes the access on the store's writer, and answers when the note
/// is on disk: what was not noted is not shown.
///
/// 400: a parameter is missing; 401: the institution signs its requests and this one is not signed
/// by it; 404: the institution has made no such settlement, whether or not somebody else has; 503:
/// the store cannot now.
void answer_statement(const RouterPorts& ports, const RouterOptions& options,
                      const StatementCall& call, http::Answer answer);

}  // namespace yidi::rest::internal
