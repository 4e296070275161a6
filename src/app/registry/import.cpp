#include "app/registry/import.h"

#include "app/registry/internal/importer.h"

namespace yidi::app {

Result<void> import_registry(ports::Session& session, const payer::Context& context,
                             const RegistryFeed& feed, const std::string& by, ImportReport& out) {
    out = {};
    out.problems = feed.problems;
    YIDI_TRY_VOID(internal::Importer{session, context, feed, out}.run(by));
    if (!out.problems.empty()) {
        return fail(Error{.code = ErrorCode::inconsistent,
                          .where = out.problems.kept().front().where,
                          .rule = "files without problems: all of them are written, or none",
                          .remedy = "mend what the report lists, and import again",
                          .detail = std::to_string(out.problems.count()) + " problems were found"});
    }
    return {};
}

}  // namespace yidi::app
