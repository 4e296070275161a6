#include "app/payer/internal/visit_of.h"

#include <algorithm>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"

namespace yidi::payer::internal {
namespace {

using settlement::Settlement;
using settlement::Visit;

/// Whether a settlement that stands covers a line: a batch its own lines, an interim part what had
/// been uploaded of its days, the final one of a stay everything.
bool covers(const Settlement& one, bool is_stay, const LiveLine& line) {
    if (!is_stay) {
        return one.chrg_bchno == line.priced.line.chrg_bchno;
    }
    return !one.is_interim ||
           (line.seq <= one.fee_seq && line.priced.line.fee_ocur_time.date() <= one.until);
}

/// A return is settled with the line it takes back from.
void settle_returns(std::vector<LiveLine>& live) {
    for (LiveLine& line : live) {
        if (line.priced.line.init_feedetl_sn.empty()) {
            continue;
        }
        const auto named = std::ranges::find_if(live, [&](const LiveLine& other) {
            return other.priced.line.feedetl_sn == line.priced.line.init_feedetl_sn;
        });
        line.settled = named == live.end() ? nullptr : named->settled;
    }
}

}  // namespace

Result<Visit> visit_of(ports::Session& session, const VisitRequest& request) {
    YIDI_TRY(const Pid pid, read_psn_no(session, request.psn_no));
    YIDI_TRY(const std::int64_t mdtrt_id, read_id(request.mdtrt_id, "mdtrt_id"));
    YIDI_TRY(std::optional<Visit> visit, find_visit(session, pid, mdtrt_id));
    // Another institution's visit is none of the caller's, and not even its being there.
    if (!visit || visit->fixmedins_code != request.caller.fixmedins_code) {
        return refuse(ErrorCode::bad_value, "mdtrt_id", "a visit of this person here",
                      "send the mdtrt_id that 2201 or 2401 answered",
                      "this person has no such visit here");
    }
    if (request.is_stay) {
        YIDI_TRY_VOID(check_kind(*visit, *request.is_stay));
    }
    return *std::move(visit);
}

Result<void> check_kind(const Visit& visit, bool is_stay) {
    if (visit.is_stay == is_stay) {
        return {};
    }
    if (visit.is_stay) {
        return inconsistent("mdtrt_id", "an outpatient visit (2201)",
                            "use the transactions of stays: 2301 to 2305, 2402 to 2405",
                            "this mdtrt_id is of a stay");
    }
    return inconsistent("mdtrt_id", "a stay (2401)",
                        "use the transactions of outpatient visits: 2202 to 2208",
                        "this mdtrt_id is of an outpatient visit");
}

Result<registry::Institution> institution_of(ports::Session& session,
                                             const std::string& fixmedins_code) {
    YIDI_TRY(std::optional<registry::Institution> found, find_institution(session, fixmedins_code));
    if (!found) {
        return refuse(ErrorCode::bad_value, "fixmedins_code", "the code of a known institution",
                      "have the institution registered",
                      "no institution has the code " + fixmedins_code);
    }
    return *std::move(found);
}

bool Lines::has_standing() const {
    return std::ranges::any_of(settlements, [this](const Settlement& one) {
        return settlement::stands(settlements, one);
    });
}

const Settlement* Lines::settled(std::string_view chrg_bchno) const {
    for (const Settlement& one : settlements) {
        if (one.chrg_bchno == chrg_bchno && !one.is_interim &&
            settlement::stands(settlements, one)) {
            return &one;
        }
    }
    return nullptr;
}

std::vector<const Settlement*> Lines::parts() const {
    std::vector<const Settlement*> found;
    for (const Settlement& one : settlements) {
        if (one.is_interim && settlement::stands(settlements, one)) {
            found.push_back(&one);
        }
    }
    return found;
}

std::vector<settlement::PricedLine> Lines::open(std::string_view chrg_bchno) const {
    std::vector<settlement::PricedLine> found;
    for (const LiveLine& line : live) {
        if (line.settled == nullptr && line.priced.line.chrg_bchno == chrg_bchno) {
            found.push_back(line.priced);
        }
    }
    return found;
}

bool Lines::has_open() const {
    return std::ranges::any_of(live, [](const LiveLine& line) { return line.settled == nullptr; });
}

Money Lines::open_for(const Settlement& one, bool is_stay) const {
    Money sum;
    for (const LiveLine& line : live) {
        if (line.settled == nullptr && covers(one, is_stay, line)) {
            sum += line.priced.line.det_item_fee_sumamt;
        }
    }
    return sum;
}

bool is_purchase(const Visit& visit) {
    return !visit.is_stay && visit.ipt_otp_no.empty();
}

Result<Lines> lines_of(ports::Session& session, const Visit& visit) {
    Lines lines;
    YIDI_TRY(lines.settlements, settlements_of(session, visit.pid, visit.mdtrt_id));
    YIDI_TRY(std::vector<FeeEvent> events,
             fee_events_of(session, {.pid = visit.pid, .mdtrt_id = visit.mdtrt_id}));
    for (FeeEvent& event : events) {
        lines.last_seq = event.seq;
        if (event.withdraws) {
            std::ranges::sort(event.withdrawn);
            std::erase_if(lines.live, [&](const LiveLine& line) {
                return std::ranges::binary_search(event.withdrawn, line.priced.line.feedetl_sn);
            });
        }
        for (std::size_t i = 0; i < event.lines.size(); ++i) {
            lines.live.push_back({.priced = std::move(event.lines[i]),
                                  .seq = event.seq,
                                  .place = i,
                                  .settled = nullptr});
        }
    }
    for (const Settlement& one : lines.settlements) {
        if (!settlement::stands(lines.settlements, one)) {
            continue;
        }
        for (LiveLine& line : lines.live) {
            if (line.settled == nullptr && covers(one, visit.is_stay, line)) {
                line.settled = &one;
            }
        }
    }
    settle_returns(lines.live);
    return lines;
}

}  // namespace yidi::payer::internal
