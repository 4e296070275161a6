#include "app/filing/attachments.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "app/filing/internal/steps.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/filing_log.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::app {
namespace {

using payer::Context;
using payer::internal::inconsistent;
using payer::internal::KeptFiling;
using payer::internal::refuse;
using payer::internal::RowReader;
using payer::internal::value_of;
using policy::AnyOf;
using ports::Row;
using ports::Session;
using ports::Table;
using ports::Value;
using registry::Pid;

constexpr std::array<std::string_view, 3> kMediaTypes{"application/pdf", "image/jpeg", "image/png"};
constexpr std::array<std::string_view, 3> kBeginnings{"%PDF-", "\xFF\xD8\xFF",
                                                      "\x89PNG\x0D\x0A\x1A\x0A"};
/// Asked for with every filing, or made on the way: no rule lists them.
constexpr std::array<std::string_view, 4> kEveryFilings{"identity_document", "filing_form",
                                                        "promise_letter", kOtherPaper};

/// A row as it is kept, with the place of its seals.
struct Kept {
    Attachment attachment;
    std::string bytes;  ///< sealed
};

std::string subject_of(std::int64_t filing) {
    return "filing:" + std::to_string(filing);
}
std::string place_of(Pid pid, std::int64_t id, std::string_view column) {
    return "attachment/" + std::to_string(pid) + "/" + std::to_string(id) + "/" +
           std::string{column};
}

std::optional<PaperFormat> parse_media_type(std::string_view text) {
    const auto* const found = std::ranges::find(kMediaTypes, text);
    if (found == kMediaTypes.end()) {
        return {};
    }
    return static_cast<PaperFormat>(found - kMediaTypes.begin());
}

Result<Kept> read(const Context& context, const Row& row) {
    RowReader in{Table::attachment, row};
    Kept kept;
    const Pid pid = in.number();
    in.skip();
    kept.attachment.id = in.number();
    kept.attachment.kind = in.text();
    const std::string name = in.text();
    kept.attachment.format = in.word(parse_media_type);
    kept.attachment.sha256 = in.text();
    kept.attachment.size = static_cast<std::size_t>(in.number());
    kept.attachment.at = in.instant();
    kept.attachment.by = in.text();
    kept.bytes = in.text();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(kept.attachment.filename,
             context.vault.open(name, place_of(pid, kept.attachment.id, "filename")));
    return kept;
}

Result<std::vector<Attachment>> attachments_of(Session& session, const Context& context, Pid pid,
                                               std::int64_t filing) {
    const ports::Range range{.prefix = {pid, subject_of(filing)}, .from = {}, .to = {}};
    return payer::internal::scan_rows<Attachment>(session, Table::attachment, range,
                                                  [&](const Row& row) -> Result<Attachment> {
                                                      YIDI_TRY(Kept kept, read(context, row));
                                                      return std::move(kept.attachment);
                                                  });
}

Result<PaperFormat> check_bytes(const std::string& bytes) {
    if (bytes.size() > kAttachmentBytesMax) {
        return refuse(ErrorCode::limit_exceeded, "/bytes", "at most 5 MiB",
                      "photograph or scan it with fewer dots", "the file is larger");
    }
    const std::optional<PaperFormat> format = format_of(bytes);
    if (!format) {
        return refuse(ErrorCode::bad_value, "/bytes", "a PDF, a JPEG or a PNG",
                      "save the paper as one of these and send it again",
                      "the file begins like none of these");
    }
    return *format;
}

Result<void> check_filename(const std::string& name) {
    constexpr unsigned char kFirstPrintable = 0x20;
    const bool is_plain = std::ranges::none_of(name, [](char one) {
        return one == '/' || one == '\\' || static_cast<unsigned char>(one) < kFirstPrintable;
    });
    if (!name.empty() && is_plain) {
        return {};
    }
    return refuse(ErrorCode::bad_value, "/filename", "the name of a file, without a folder",
                  "leave the folder out", "this is no name of a file");
}

policy::Found<std::vector<AnyOf>> asked_for(const Context& context, const KeptFiling& kept) {
    const Date day = day_applied(kept.history, context.now.date());
    return payer::internal::rules_of(context, kept, day).find(&policy::KindRules::materials);
}

/// A rule that is not known keeps nobody from handing something in.
Result<void> check_kind(const Context& context, const KeptFiling& kept, const std::string& kind) {
    const auto asked = asked_for(context, kept);
    if (!asked || std::ranges::find(kEveryFilings, kind) != kEveryFilings.end()) {
        return {};
    }
    std::string names;
    for (const AnyOf& group : *asked) {
        for (const std::string& one : group) {
            if (one == kind) {
                return {};
            }
            names += one + ", ";
        }
    }
    for (const std::string_view one : kEveryFilings) {
        names += std::string{one} + (one == kEveryFilings.back() ? "" : ", ");
    }
    return refuse(ErrorCode::bad_value, "/kind", names,
                  "name the paper as the rule does, or other_paper",
                  "the region's rule asks for no such paper");
}

}  // namespace

std::string_view media_type(PaperFormat format) {
    return kMediaTypes.at(static_cast<std::size_t>(format));
}

std::optional<PaperFormat> format_of(std::string_view bytes) {
    for (std::size_t i = 0; i < kBeginnings.size(); ++i) {
        if (bytes.starts_with(kBeginnings.at(i))) {
            return static_cast<PaperFormat>(i);
        }
    }
    return {};
}

Date day_applied(const std::vector<filing::Event>& history, Date today) {
    using filing::EventKind;
    Date day = today;
    for (const filing::Event& event : history) {
        if (event.kind == EventKind::submitted || event.kind == EventKind::filed) {
            day = event.at.date();
        }
    }
    return day;
}

Result<AttachmentReply> attach(Session& session, const FilingContext& context,
                               const NewAttachment& wanted) {
    const Context& payer = context.payer;
    YIDI_TRY_VOID(internal::check_actor(session, context, wanted.pid, wanted.actor));
    YIDI_TRY(const KeptFiling kept,
             payer::internal::read_filing(session, payer, wanted.pid, wanted.filing));
    YIDI_TRY(std::vector<Attachment> all,
             attachments_of(session, payer, wanted.pid, wanted.filing));
    // One file may hold several of the papers that are asked for.
    const auto same = std::ranges::find_if(all, [&](const Attachment& one) {
        return one.sha256 == wanted.sha256 && one.kind == wanted.kind;
    });
    if (same != all.end()) {
        return AttachmentReply{.attachment = std::move(*same), .is_new = false};
    }
    if (filing::is_ended(kept.now())) {
        return inconsistent("filing", "a filing that is not over", "hand it in for the new filing",
                            "the filing is cancelled or replaced");
    }
    YIDI_TRY(const PaperFormat format, check_bytes(wanted.bytes));
    YIDI_TRY_VOID(check_filename(wanted.filename));
    YIDI_TRY_VOID(check_kind(payer, kept, wanted.kind));
    if (all.size() >= kAttachmentsMax) {
        return refuse(ErrorCode::limit_exceeded, "filing", "at most 10 files for one filing",
                      "put several pages into one PDF", "the filing has 10 files already");
    }
    AttachmentReply reply;
    Attachment& one = reply.attachment;
    one = {.id = payer.ids.next(),
           .kind = wanted.kind,
           .filename = wanted.filename,
           .format = format,
           .sha256 = wanted.sha256,
           .size = wanted.bytes.size(),
           .at = payer.now,
           .by = wanted.actor.by};
    YIDI_TRY_VOID(
        session.insert(ports::spec(Table::attachment),
                       {wanted.pid, subject_of(wanted.filing), one.id, one.kind,
                        payer.vault.seal(one.filename, place_of(wanted.pid, one.id, "filename")),
                        value_of(media_type(format)), one.sha256,
                        static_cast<std::int64_t>(one.size), value_of(one.at), one.by,
                        payer.vault.seal(wanted.bytes, place_of(wanted.pid, one.id, "bytes"))}));
    YIDI_TRY_VOID(payer::internal::audit(
        session, payer,
        {.by = one.by,
         .pid = wanted.pid,
         .what = "filing " + std::to_string(wanted.filing) + " paper " + one.kind}));
    return reply;
}

Result<PaperList> papers_of(Session& session, const Context& context, Pid pid,
                            std::int64_t filing) {
    YIDI_TRY(const KeptFiling kept, payer::internal::read_filing(session, context, pid, filing));
    PaperList list;
    YIDI_TRY(list.attachments, attachments_of(session, context, pid, filing));
    const auto asked = asked_for(context, kept);
    if (!asked) {
        return list;
    }
    list.is_rule_known = true;
    list.clause = asked.clause();
    for (const AnyOf& group : *asked) {
        const auto is_of_group = [&](const std::string& kind) {
            return std::ranges::find(group, kind) != group.end();
        };
        RequiredPaper one{.any_of = group, .is_stated = false, .attachments = {}};
        one.is_stated = std::ranges::any_of(kept.now().materials, is_of_group);
        for (const Attachment& paper : list.attachments) {
            if (is_of_group(paper.kind)) {
                one.attachments.push_back(paper.id);
            }
        }
        list.required.push_back(std::move(one));
    }
    return list;
}

Result<AttachmentBytes> open_attachment(Session& session, const Context& context, Pid pid,
                                        std::int64_t filing, std::int64_t attachment) {
    const std::array<Value, 3> key{pid, subject_of(filing), attachment};
    YIDI_TRY(const auto row, session.get(ports::spec(Table::attachment), key));
    if (!row) {
        return refuse(ErrorCode::bad_value, "paper", "the number of a paper of this filing",
                      "list the filing's papers", "the filing has no such paper");
    }
    YIDI_TRY(Kept kept, read(context, *row));
    AttachmentBytes out{.attachment = std::move(kept.attachment), .bytes = {}};
    YIDI_TRY(out.bytes, context.vault.open(kept.bytes, place_of(pid, attachment, "bytes")));
    return out;
}

}  // namespace yidi::app
