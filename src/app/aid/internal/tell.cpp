#include "app/aid/internal/tell.h"

#include <utility>

#include "app/payer/internal/rows_person.h"
#include "base/assert.h"
#include "domain/registry/shown_name.h"

namespace yidi::aid::internal {
namespace {

app::NoticeKind kind_of(TransferState state) {
    switch (state) {
        case TransferState::offered: return app::NoticeKind::transfer_offered;
        case TransferState::accepted: return app::NoticeKind::transfer_accepted;
        case TransferState::refused: return app::NoticeKind::transfer_refused;
        case TransferState::returned: return app::NoticeKind::transfer_returned;
    }
    YIDI_ASSERT(false);
}

Result<void> write(ports::Session& session, const Context& context, const Told& told,
                   app::Notice notice) {
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.vault, told.of));
    notice.other = registry::shown_name(person.personal.psn_name);
    return app::notify(session, context, told.to, std::move(notice));
}

}  // namespace

Result<void> tell(ports::Session& session, const Context& context, const Told& told,
                  app::NoticeKind kind, const std::string& code) {
    app::Notice notice;
    notice.code = code;
    notice.kind = kind;
    return write(session, context, told, std::move(notice));
}

Result<void> tell(ports::Session& session, const Context& context, const Transfer& transfer) {
    app::Notice notice;
    notice.code =
        "transfer/" + std::to_string(transfer.id) + "/" + std::string{name(transfer.state)};
    notice.kind = kind_of(transfer.state);
    notice.amount = transfer.amount;
    notice.due = transfer.due;
    Told told{.to = transfer.from, .of = transfer.to};
    if (transfer.is_open()) std::swap(told.to, told.of);
    return write(session, context, told, std::move(notice));
}

}  // namespace yidi::aid::internal
