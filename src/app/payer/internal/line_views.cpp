#include "app/payer/internal/line_views.h"

#include <map>

#include "app/payer/internal/messages.h"
#include "app/payer/internal/rows_line_texts.h"
#include "app/payer/internal/visit_of.h"
#include "domain/settlement/settle.h"

namespace yidi::payer::internal {
namespace {

/// An upload with the number of who sent it.
struct SentUpload {
    Upload upload;
    std::string opter;
};

Result<std::map<std::int64_t, SentUpload>> senders_of(Session& session, const Context& context,
                                                      const Visit& visit) {
    YIDI_TRY(auto uploads,
             uploads_of(session, context.vault, {.pid = visit.pid, .mdtrt_id = visit.mdtrt_id}));
    std::map<std::int64_t, SentUpload> sent;
    for (Upload& upload : uploads) {
        YIDI_TRY(const auto message, find_message(session, {visit.fixmedins_code, upload.msgid}));
        const std::int64_t seq = upload.seq;
        sent[seq] = {.upload = std::move(upload),
                     .opter = message ? message->opter : std::string{}};
    }
    return sent;
}

LineView view_of(const LiveLine& line, const SentUpload& sent) {
    LineView view;
    view.line = {.priced = line.priced, .parts = settlement::parts_of(line.priced)};
    const UploadTexts& texts = sent.upload.texts;
    if (line.place < texts.lines.size()) {
        view.texts = texts.lines[line.place];
    }
    view.uploaded = sent.upload.at;
    view.opter = sent.opter;
    view.opter_name = texts.opter_name;
    return view;
}

}  // namespace

Result<std::vector<LineView>> line_views(Session& session, const Context& context,
                                         const Visit& visit) {
    YIDI_TRY(const Lines lines, lines_of(session, visit));
    YIDI_TRY(const auto uploads, senders_of(session, context, visit));
    std::vector<LineView> views;
    views.reserve(lines.live.size());
    for (const LiveLine& line : lines.live) {
        LineView& view = views.emplace_back(view_of(line, uploads.at(line.seq)));
        std::string& med_type = view.texts[line_text_place("med_type")];
        med_type = med_type.empty() ? visit.med_type : med_type;
        view.setl_id = line.settled == nullptr ? 0 : line.settled->setl_id;
    }
    return views;
}

}  // namespace yidi::payer::internal
