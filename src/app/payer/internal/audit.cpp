#include "app/payer/internal/audit.h"

#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {

Result<void> audit(ports::Session& session, const Context& context, const AuditNote& note) {
    return session.insert(ports::spec(ports::Table::audit),
                          {value_of(context.now.date()), context.ids.next(), value_of(context.now),
                           note.by, value_of(note.pid), note.what});
}

}  // namespace yidi::payer::internal
