#include "app/payer/fees.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/payer/internal/holds.h"
#include "app/payer/internal/messages.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_line_texts.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"
#include "domain/settlement/settle.h"

namespace yidi::payer {
namespace {

using internal::inconsistent;
using internal::Lines;
using internal::LiveLine;
using internal::refuse;
using ports::Session;
using settlement::FeeLine;
using settlement::PricedLine;
using settlement::Visit;

constexpr std::size_t kLinesMax = 10'000;

Result<void> check_not_cancelled(const Visit& visit) {
    if (visit.state != settlement::VisitState::cancelled) {
        return {};
    }
    return inconsistent("mdtrt_id", "a visit that is not cancelled", "register a new visit",
                        "the visit was cancelled");
}

/// What a line must be by itself.
Result<void> check_line(const FeeLine& line, const Visit& visit, Instant now) {
    const bool is_return = !line.init_feedetl_sn.empty();
    if (line.feedetl_sn.empty() || line.feedetl_sn == kAllLines) {
        return refuse(ErrorCode::bad_value, "feedetl_sn", "a serial of its own, not 0000",
                      "number the lines of the visit", "the line has no serial");
    }
    if (is_return != (line.det_item_fee_sumamt < Money{}) || is_return != (line.cnt < Quantity{})) {
        return inconsistent("cnt", "below 0 in a return, which names its line, and only there",
                            "name the line in init_feedetl_sn, or send a positive line",
                            "the line is neither a charge nor a return");
    }
    if (line.pric < UnitPrice{} || !settlement::fits_price(line)) {
        return inconsistent("det_item_fee_sumamt", "cnt times pric, at most 0.01 off",
                            "mend the amount, the count or the price",
                            "the line " + line.feedetl_sn + " says " +
                                to_yuan(line.det_item_fee_sumamt) + " for " + to_string(line.cnt) +
                                " at " + to_string(line.pric));
    }
    if (line.fee_ocur_time.date() > now.date()) {
        return inconsistent("fee_ocur_time", "a day that has come", "mend the day",
                            "the line is of the future");
    }
    if (visit.is_stay == line.chrg_bchno.empty()) {
        return {};
    }
    return refuse(visit.is_stay ? ErrorCode::bad_value : ErrorCode::missing_key, "chrg_bchno",
                  "a batch for outpatient lines, none for stays", "mend the batch number",
                  "the line's batch does not fit the visit");
}

/// What a line must be beside the others.
Result<void> check_among(const FeeLine& line, const Visit& visit, const Lines& lines,
                         std::set<std::string>& serials) {
    if (!serials.insert(line.feedetl_sn).second) {
        return inconsistent("feedetl_sn", "each serial once in a visit",
                            "send the line under another serial, or withdraw the first",
                            "the serial " + line.feedetl_sn + " is there already");
    }
    if (lines.settled(visit.is_stay ? std::string_view{} : line.chrg_bchno) != nullptr) {
        return inconsistent("chrg_bchno", "a batch or stay that is not settled",
                            "use a new batch, or reverse the settlement first",
                            "what the line belongs to has been settled");
    }
    const bool takes_settled =
        !line.init_feedetl_sn.empty() && std::ranges::any_of(lines.live, [&](const LiveLine& one) {
            return one.settled != nullptr && one.priced.line.feedetl_sn == line.init_feedetl_sn;
        });
    if (takes_settled) {
        return inconsistent("init_feedetl_sn", "a line that is not settled",
                            "reverse the settlement first", "the line has been settled");
    }
    return {};
}

class Catalogue {
public:
    Catalogue(Session& session, std::uint32_t area) : session_{session}, area_{area} {}

    Result<PricedLine> price(const FeeLine& line) {
        auto found = codes_.find(line.med_list_codg);
        if (found == codes_.end()) {
            YIDI_TRY(auto items, internal::catalogue_of(session_, area_, line.med_list_codg));
            found = codes_.emplace(line.med_list_codg, std::move(items)).first;
        }
        return settlement::priced(line,
                                  settlement::item_on(found->second, line.fee_ocur_time.date()));
    }

private:
    Session& session_;
    std::uint32_t area_;
    std::map<std::string, std::vector<registry::CatalogueItem>> codes_;
};

LineReply reply_of(const PricedLine& priced) {
    return {.priced = priced, .parts = settlement::parts_of(priced)};
}

/// A return is read as the line it takes back from, whatever the catalogue says by now.
void price_like_original(PricedLine& taken, const Lines& lines,
                         const std::vector<PricedLine>& added) {
    const std::string& serial = taken.line.init_feedetl_sn;
    const PricedLine* original = nullptr;
    for (const LiveLine& one : lines.live) {
        original = one.priced.line.feedetl_sn == serial ? &one.priced : original;
    }
    for (const PricedLine& one : added) {
        original = one.line.feedetl_sn == serial ? &one : original;
    }
    if (original != nullptr) {
        FeeLine line = std::move(taken.line);
        taken = *original;
        taken.line = std::move(line);
    }
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

/// An upload with the number of who sent it.
struct SentUpload {
    internal::Upload upload;
    std::string opter;
};

Result<std::map<std::int64_t, SentUpload>> senders_of(Session& session, const Context& context,
                                                      const Visit& visit) {
    YIDI_TRY(auto uploads, internal::uploads_of(session, context.vault,
                                                {.pid = visit.pid, .mdtrt_id = visit.mdtrt_id}));
    std::map<std::int64_t, SentUpload> sent;
    for (internal::Upload& upload : uploads) {
        YIDI_TRY(const auto message,
                 internal::find_message(session, {visit.fixmedins_code, upload.msgid}));
        const std::int64_t seq = upload.seq;
        sent[seq] = {.upload = std::move(upload),
                     .opter = message ? message->opter : std::string{}};
    }
    return sent;
}

LineView view_of(const LiveLine& line, const SentUpload& sent) {
    LineView view;
    view.line = reply_of(line.priced);
    const internal::UploadTexts& texts = sent.upload.texts;
    if (line.place < texts.lines.size()) {
        view.texts = texts.lines[line.place];
    }
    view.uploaded = sent.upload.at;
    view.opter = sent.opter;
    view.opter_name = texts.opter_name;
    return view;
}

}  // namespace

Result<std::vector<LineReply>> upload_fees(Session& session, const Context& context,
                                           const UploadRequest& request) {
    YIDI_TRY(const Visit visit, internal::visit_of(session, request.visit));
    YIDI_TRY_VOID(check_not_cancelled(visit));
    YIDI_TRY(const registry::Institution institution,
             internal::institution_of(session, visit.fixmedins_code));
    YIDI_TRY(const Lines lines, internal::lines_of(session, visit));
    if (lines.live.size() + request.lines.size() > kLinesMax) {
        return refuse(ErrorCode::limit_exceeded, "feedetail", "at most 10,000 lines of a visit",
                      "settle the stay in parts", "the visit has too many lines");
    }
    std::set<std::string> serials;
    for (const LiveLine& line : lines.live) {
        serials.insert(line.priced.line.feedetl_sn);
    }
    Catalogue catalogue{session, context.book.regions().pooling_area(institution.admdvs)};
    internal::FeeEvent event{
        .seq = lines.last_seq + 1,
        .withdraws = false,
        .lines = {},
        .withdrawn = {},
        .texts = {.opter_name = request.visit.caller.opter_name, .lines = request.texts}};
    std::vector<LineReply> reply;
    for (const FeeLine& line : request.lines) {
        YIDI_TRY_VOID(check_line(line, visit, context.now));
        YIDI_TRY_VOID(check_among(line, visit, lines, serials));
        YIDI_TRY(PricedLine priced, catalogue.price(line));
        if (!line.init_feedetl_sn.empty()) {
            price_like_original(priced, lines, event.lines);
        }
        reply.push_back(reply_of(priced));
        event.lines.push_back(std::move(priced));
    }
    std::map<std::string, std::vector<PricedLine>> batches;
    for (const LiveLine& line : lines.live) {
        if (line.settled == nullptr) {
            batches[line.priced.line.chrg_bchno].push_back(line.priced);
        }
    }
    for (const PricedLine& line : event.lines) {
        batches[line.line.chrg_bchno].push_back(line);
    }
    for (const auto& [batch, all] : batches) {
        YIDI_TRY_VOID(settlement::net_lines(all));
    }
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
    YIDI_TRY(const Lines lines, internal::lines_of(session, visit));
    std::int64_t setl_id = 0;
    if (!request.setl_id.empty()) {
        YIDI_TRY(setl_id, internal::read_id(request.setl_id, "setl_id"));
    }
    YIDI_TRY(const auto uploads, senders_of(session, context, visit));
    std::vector<LineView> views;
    for (const LiveLine& line : lines.live) {
        const std::int64_t settled = line.settled == nullptr ? 0 : line.settled->setl_id;
        if (setl_id != 0 && settled != setl_id) {
            continue;
        }
        LineView view = view_of(line, uploads.at(line.seq));
        std::string& med_type = view.texts[line_text_place("med_type")];
        med_type = med_type.empty() ? visit.med_type : med_type;
        view.setl_id = settled;
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace yidi::payer
