#include "cli/first_code.h"

#include <cstdlib>

#include "adapters/crypto/typed_code.h"
#include "app/access/first_administrator.h"

namespace yidi::cli {
namespace {

constexpr const char* kBy = "command line";

/// A service's output is kept for weeks, for more eyes than the code is meant for. systemd says so
/// in the environment.
bool is_kept_in_a_journal() {
    return std::getenv("JOURNAL_STREAM") != nullptr;
}

}  // namespace

Result<std::string> give_first_code(Payer& payer) {
    std::string code = crypto::new_typed_code();
    YIDI_TRY_VOID(ports::write(payer.store(), [&](ports::Session& session) {
        return accounts::give_first_code(session, payer.context(), code, kBy);
    }));
    return code;
}

Result<FirstStart> prepare_first_start(Payer& payer) {
    FirstStart first;
    YIDI_TRY_VOID(payer.store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(first.needs_administrator,
                 accounts::needs_administrator(session, payer.context().vault));
        return {};
    }));
    if (!first.needs_administrator) {
        YIDI_TRY_VOID(ports::write(payer.store(), [&](ports::Session& session) {
            return accounts::forget_first_code(session, payer.context(), kBy);
        }));
    } else if (!is_kept_in_a_journal()) {
        YIDI_TRY(first.code, give_first_code(payer));
    }
    return first;
}

}  // namespace yidi::cli
