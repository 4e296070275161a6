#include "app/filing/internal/paper_files.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::app {
namespace {

using payer::Context;
using payer::internal::refuse;
using payer::internal::RowReader;
using payer::internal::value_of;
using ports::Row;
using ports::Session;
using ports::Table;
using ports::Value;
using registry::Pid;

constexpr std::array<std::string_view, 3> kMediaTypes{"application/pdf", "image/jpeg", "image/png"};
constexpr std::array<std::string_view, 3> kBeginnings{"%PDF-", "\xFF\xD8\xFF",
                                                      "\x89PNG\x0D\x0A\x1A\x0A"};

/// A row as it is kept, with the place of its seals.
struct Kept {
    Attachment attachment;
    std::string bytes;  ///< sealed
};

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

Result<std::vector<Attachment>> internal::files_of(Session& session, const Context& context,
                                                   const PaperSubject& subject) {
    const ports::Range range{.prefix = {subject.pid, subject.name}, .from = {}, .to = {}};
    return payer::internal::scan_rows<Attachment>(session, Table::attachment, range,
                                                  [&](const Row& row) -> Result<Attachment> {
                                                      YIDI_TRY(Kept kept, read(context, row));
                                                      return std::move(kept.attachment);
                                                  });
}

Result<Attachment> internal::keep_file(Session& session, const Context& context,
                                       const PaperSubject& subject, const SentFile& file) {
    YIDI_TRY(const PaperFormat format, check_bytes(file.bytes));
    YIDI_TRY_VOID(check_filename(file.filename));
    Attachment one{.id = context.ids.next(),
                   .kind = file.kind,
                   .filename = file.filename,
                   .format = format,
                   .sha256 = file.sha256,
                   .size = file.bytes.size(),
                   .at = context.now,
                   .by = file.by};
    YIDI_TRY_VOID(
        session.insert(ports::spec(Table::attachment),
                       {subject.pid, subject.name, one.id, one.kind,
                        context.vault.seal(one.filename, place_of(subject.pid, one.id, "filename")),
                        value_of(media_type(format)), one.sha256,
                        static_cast<std::int64_t>(one.size), value_of(one.at), one.by,
                        context.vault.seal(file.bytes, place_of(subject.pid, one.id, "bytes"))}));
    return one;
}

Result<AttachmentBytes> internal::open_file(Session& session, const Context& context,
                                            const PaperSubject& subject, std::int64_t attachment) {
    const std::array<Value, 3> key{subject.pid, subject.name, attachment};
    YIDI_TRY(const auto row, session.get(ports::spec(Table::attachment), key));
    if (!row) {
        return refuse(ErrorCode::bad_value, "paper", "the number of a paper that was handed in",
                      "list the papers", "there is no such paper");
    }
    YIDI_TRY(Kept kept, read(context, *row));
    AttachmentBytes out{.attachment = std::move(kept.attachment), .bytes = {}};
    YIDI_TRY(out.bytes, context.vault.open(kept.bytes, place_of(subject.pid, attachment, "bytes")));
    return out;
}

const Attachment* internal::same_file(const std::vector<Attachment>& all, const SentFile& file) {
    const auto same = std::ranges::find_if(all, [&](const Attachment& one) {
        return one.sha256 == file.sha256 && one.kind == file.kind;
    });
    return same == all.end() ? nullptr : &*same;
}

}  // namespace yidi::app
