#pragma once

#include <string>

#include "base/instant.h"
#include "domain/policy/policy.h"
#include "ports/ids.h"
#include "ports/readings.h"
#include "ports/store.h"
#include "ports/texts.h"
#include "ports/vault.h"

/// The payer: what an agency's system does for a hospital window. Each verb is one use case, a
/// function of (session, context, request), run inside one savepoint on the store's writer: it
/// either does all of it or returns an error and nothing is written. docs/design/payer.md.
namespace yidi::payer {

/// What a use case needs beside its session. Lives as long as the call.
struct Context {
    const policy::Book& book;
    ports::Vault& vault;
    ports::Ids& ids;
    ports::Texts& texts;
    Instant now;
    /// For the index of institutions. Null: where an institution changes, the index is dropped, and
    /// the next work that can read names makes it anew.
    ports::Readings* readings = nullptr;
};

/// Who asks, from the envelope of a message.
struct Caller {
    std::string fixmedins_code;
    std::string msgid;
    std::string infno;
    std::string opter;
    std::string opter_name = {};
};

}  // namespace yidi::payer
