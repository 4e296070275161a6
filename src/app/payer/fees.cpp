#include "app/payer/fees.h"

#include <algorithm>
#include <set>

#include "app/payer/internal/holds.h"
#include "app/payer/internal/line_views.h"
#include "app/payer/internal/new_lines.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"
#include "domain/settlement/settle.h"

namespace yidi::payer {
namespace {

using internal::inconsistent;
using internal::Lines;
using internal::LiveLine;
using ports::Session;
using settlement::FeeLine;
using settlement::PricedLine;
using settlement::Visit;

Result<void> check_not_cancelled(const Visit& visit) {
    if (visit.state != settlement::VisitState::cancelled) {
        return {};
    }
    return inconsistent("mdtrt_id", "a visit that is not cancelled", "register a new visit",
                        "the visit was cancelled");
}

LineReply reply_of(const PricedLine& priced) {
    return {.priced = priced, .parts = settlement::parts_of(priced)};
}

/// Whatever stays must have what it takes back from.
Result<void> check_returns(const Lines& lines, const std::set<std::string>& gone) {
    for (const LiveLine& one : lines.live) {
        const FeeLine& line = one.priced.line;
        if (!gone.contains(line.feedetl_sn) && gone.contains(line.init_feedetl_sn)) {
            return inconsistent("feedetl_sn", "lines that no return takes back from",
                                "withdraw the return " + line.feedetl_sn + " too",
                                "a return would have nothing to take back from");
        }
    }
    return {};
}

}  // namespace

Result<std::vector<LineReply>> upload_fees(Session& session, const Context& context,
                                           const UploadRequest& request) {
    YIDI_TRY(const Visit visit, internal::visit_of(session, request.visit));
    YIDI_TRY_VOID(check_not_cancelled(visit));
    YIDI_TRY(const Lines lines, internal::lines_of(session, visit));
    YIDI_TRY(std::vector<PricedLine> priced,
             internal::new_lines(session, context, visit, lines, request.lines));
    std::vector<LineReply> reply;
    reply.reserve(priced.size());
    for (const PricedLine& line : priced) {
        reply.push_back(reply_of(line));
    }
    const internal::FeeEvent event{
        .seq = lines.last_seq + 1,
        .withdraws = false,
        .lines = std::move(priced),
        .withdrawn = {},
        .texts = {.opter_name = request.visit.caller.opter_name, .lines = request.texts}};
    YIDI_TRY_VOID(internal::insert(session, context, {.pid = visit.pid, .mdtrt_id = visit.mdtrt_id},
                                   event, request.visit.caller.msgid));
    return reply;
}

Result<void> withdraw_fees(Session& session, const Context& context,
                           const WithdrawRequest& request) {
    YIDI_TRY(const Visit visit, internal::visit_of(session, request.visit));
    YIDI_TRY(const Lines lines, internal::lines_of(session, visit));
    const bool all = request.chrg_bchno == kAllLines ||
                     std::ranges::find(request.feedetl_sn, kAllLines) != request.feedetl_sn.end();
    std::set<std::string> gone;
    for (const LiveLine& one : lines.live) {
        const FeeLine& line = one.priced.line;
        const bool named = visit.is_stay ? std::ranges::find(request.feedetl_sn, line.feedetl_sn) !=
                                               request.feedetl_sn.end()
                                         : line.chrg_bchno == request.chrg_bchno;
        if (named && one.settled != nullptr) {
            return inconsistent(visit.is_stay ? "feedetl_sn" : "chrg_bchno",
                                "lines that are not settled", "reverse the settlement first",
                                "the lines have been settled");
        }
        if (named || (all && one.settled == nullptr)) {
            gone.insert(line.feedetl_sn);
        }
    }
    YIDI_TRY_VOID(check_returns(lines, gone));
    if (gone.empty()) {
        return {};
    }
    const internal::FeeEvent event{.seq = lines.last_seq + 1,
                                   .withdraws = true,
                                   .lines = {},
                                   .withdrawn = {gone.begin(), gone.end()}};
    YIDI_TRY_VOID(internal::insert(session, context, {.pid = visit.pid, .mdtrt_id = visit.mdtrt_id},
                                   event, request.visit.caller.msgid));
    // What a trial held was for another bill.
    return internal::release(
        session, visit, visit.is_stay || all ? std::nullopt : std::optional{request.chrg_bchno});
}

Result<std::vector<LineView>> query_fees(Session& session, const Context& context,
                                         const FeeQuery& request) {
    YIDI_TRY(const Visit visit, internal::visit_of(session, request.visit));
    std::int64_t setl_id = 0;
    if (!request.setl_id.empty()) {
        YIDI_TRY(setl_id, internal::read_id(request.setl_id, "setl_id"));
    }
    YIDI_TRY(std::vector<LineView> views, internal::line_views(session, context, visit));
    std::erase_if(views,
                  [&](const LineView& view) { return setl_id != 0 && view.setl_id != setl_id; });
    return views;
}

}  // namespace yidi::payer
