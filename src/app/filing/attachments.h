#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/filing/file.h"

/// Papers that are handed in for a filing, as files. They are kept sealed, and never changed.
namespace yidi::app {

inline constexpr std::size_t kAttachmentBytesMax = std::size_t{5} * 1'024 * 1'024;
inline constexpr std::size_t kAttachmentsMax = 10;  ///< for one filing

enum class PaperFormat : std::uint8_t { pdf, jpeg, png };
[[nodiscard]] std::string_view media_type(PaperFormat format);
/// By its first bytes, whatever its name says; empty: none of these.
[[nodiscard]] std::optional<PaperFormat> format_of(std::string_view bytes);

/// Kinds that may be handed in for every filing, beside those that the region's rule names.
inline constexpr std::string_view kOtherPaper = "other_paper";

struct Attachment {
    std::int64_t id = 0;
    std::string kind;  ///< as the rule names it ("residence_permit"), or one of every filing
    std::string filename;
    PaperFormat format = PaperFormat::pdf;
    std::string sha256;  ///< of the bytes, in hexadecimal digits
    std::size_t size = 0;
    Instant at;
    std::string by;
};

struct NewAttachment {
    registry::Pid pid = 0;
    std::int64_t filing = 0;
    Actor actor;
    std::string kind;
    std::string filename;
    std::string bytes;
    std::string sha256;  ///< of `bytes`
};
struct AttachmentReply {
    Attachment attachment;
    bool is_new = true;  ///< else this filing has the same file already, and nothing was written
};
/// Errors    bad_value: no such filing; a kind that the region does not ask for; a name with a
///           folder in it; no PDF, JPEG or PNG; limit_exceeded: too large, or too many;
///           not_allowed: a proxy who is not bound; inconsistent: the filing is over.
[[nodiscard]] Result<AttachmentReply> attach(ports::Session& session, const FilingContext& context,
                                             const NewAttachment& wanted);

/// Papers of which any one does, and whether one is there.
struct RequiredPaper {
    policy::AnyOf any_of;
    bool is_stated = false;                 ///< a channel says that it was shown or handed in
    std::vector<std::int64_t> attachments;  ///< that are of such a kind
    [[nodiscard]] bool is_missing() const { return !is_stated && attachments.empty(); }
};
struct PaperList {
    std::vector<Attachment> attachments;  ///< in the order in which they came
    bool is_rule_known = false;           ///< else `required` says nothing
    std::vector<RequiredPaper> required;  ///< by the rules of the day of the application
    std::string clause;
};
/// Errors    bad_value: no such filing.
[[nodiscard]] Result<PaperList> papers_of(ports::Session& session, const payer::Context& context,
                                          registry::Pid pid, std::int64_t filing);

struct AttachmentBytes {
    Attachment attachment;
    std::string bytes;
};
/// Errors    bad_value: the filing has no such paper.
[[nodiscard]] Result<AttachmentBytes> open_attachment(ports::Session& session,
                                                      const payer::Context& context,
                                                      registry::Pid pid, std::int64_t filing,
                                                      std::int64_t attachment);

/// The day whose rules a filing is judged by: when it was last applied for; of a draft today.
[[nodiscard]] Date day_applied(const std::vector<filing::Event>& history, Date today);

}  // namespace yidi::app
