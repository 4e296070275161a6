#include "app/filing/attachments.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/filing/internal/paper_files.h"
#include "app/filing/internal/steps.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/filing_log.h"
#include "app/payer/internal/refusal.h"

namespace yidi::app {
namespace {

using payer::Context;
using payer::internal::inconsistent;
using payer::internal::KeptFiling;
using payer::internal::refuse;
using policy::AnyOf;
using ports::Session;
using registry::Pid;

/// Asked for with every filing, or made on the way: no rule lists them.
constexpr std::array<std::string_view, 4> kEveryFilings{"identity_document", "filing_form",
                                                        "promise_letter", kOtherPaper};

internal::PaperSubject subject_of(Pid pid, std::int64_t filing) {
    return {.pid = pid, .name = "filing:" + std::to_string(filing)};
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
    const internal::PaperSubject subject = subject_of(wanted.pid, wanted.filing);
    const internal::SentFile file{.kind = wanted.kind,
                                  .filename = wanted.filename,
                                  .bytes = wanted.bytes,
                                  .sha256 = wanted.sha256,
                                  .by = wanted.actor.by};
    YIDI_TRY(const std::vector<Attachment> all, internal::files_of(session, payer, subject));
    // One file may hold several of the papers that are asked for.
    if (const Attachment* same = internal::same_file(all, file)) {
        return AttachmentReply{.attachment = *same, .is_new = false};
    }
    if (filing::is_ended(kept.now())) {
        return inconsistent("filing", "a filing that is not over", "hand it in for the new filing",
                            "the filing is cancelled or replaced");
    }
    YIDI_TRY_VOID(check_kind(payer, kept, wanted.kind));
    if (all.size() >= kAttachmentsMax) {
        return refuse(ErrorCode::limit_exceeded, "filing", "at most 10 files for one filing",
                      "put several pages into one PDF", "the filing has 10 files already");
    }
    AttachmentReply reply;
    YIDI_TRY(reply.attachment, internal::keep_file(session, payer, subject, file));
    YIDI_TRY_VOID(payer::internal::audit(
        session, payer,
        {.by = wanted.actor.by,
         .pid = wanted.pid,
         .what = "filing " + std::to_string(wanted.filing) + " paper " + wanted.kind}));
    return reply;
}

Result<PaperList> papers_of(Session& session, const Context& context, Pid pid,
                            std::int64_t filing) {
    YIDI_TRY(const KeptFiling kept, payer::internal::read_filing(session, context, pid, filing));
    PaperList list;
    YIDI_TRY(list.attachments, internal::files_of(session, context, subject_of(pid, filing)));
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
    return internal::open_file(session, context, subject_of(pid, filing), attachment);
}

}  // namespace yidi::app
