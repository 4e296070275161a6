#pragma once

#include <string>
#include <vector>

#include "app/filing/attachments.h"

/// Files that are handed in for something: a filing, a claim. Kept sealed, never changed.
namespace yidi::app::internal {

/// What they are for, as "filing:17".
struct PaperSubject {
    registry::Pid pid = 0;
    std::string name;
};
/// In the order in which they came.
[[nodiscard]] Result<std::vector<Attachment>> files_of(ports::Session& session,
                                                       const payer::Context& context,
                                                       const PaperSubject& subject);
/// A file as it was sent.
struct SentFile {
    const std::string& kind;
    const std::string& filename;
    const std::string& bytes;
    const std::string& sha256;  ///< of `bytes`
    const std::string& by;
};
/// Errors    bad_value: a name with a folder in it; no PDF, JPEG or PNG; limit_exceeded: too large.
[[nodiscard]] Result<Attachment> keep_file(ports::Session& session, const payer::Context& context,
                                           const PaperSubject& subject, const SentFile& file);
/// Errors    bad_value: no such file.
[[nodiscard]] Result<AttachmentBytes> open_file(ports::Session& session,
                                                const payer::Context& context,
                                                const PaperSubject& subject,
                                                std::int64_t attachment);
/// The file of this kind and hash, if it was sent before; null if not.
[[nodiscard]] const Attachment* same_file(const std::vector<Attachment>& all, const SentFile& file);

}  // namespace yidi::app::internal
