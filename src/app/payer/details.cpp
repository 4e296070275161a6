#include "app/payer/details.h"

#include <map>
#include <utility>

#include "app/payer/internal/period.h"
#include "app/payer/internal/rows_settlement.h"
#include "base/whole.h"
#include "domain/settlement/records.h"

namespace yidi::payer {
namespace {

using internal::PeriodRow;
using ports::Session;
using settlement::Settlement;
using settlement::SettlementKind;

bool is_asked_for(const Context& context, const DetailsRequest& request, const PeriodRow& one) {
    return one.clr_type == request.clr_type &&
           context.book.regions().pooling_area(one.insuplc_admdvs) == request.setl_optins &&
           (!request.without_refunds || one.kind != SettlementKind::reversed);
}

DetailRow shown(const PeriodRow& one) {
    return {.setl_id = std::to_string(one.setl_id),
            .mdtrt_id = std::to_string(one.mdtrt_id),
            .psn_no = registry::psn_no_of(one.insuplc_admdvs, one.pid),
            .medfee_sumamt = one.medfee,
            .fund_pay_sumamt = one.fund,
            .acct_pay = one.account,
            .is_refund = one.kind == SettlementKind::reversed};
}

std::optional<DetailFault> fault_of(const DetailRow& theirs, const DetailRow& ours) {
    if (theirs.medfee_sumamt != ours.medfee_sumamt ||
        theirs.fund_pay_sumamt != ours.fund_pay_sumamt || theirs.acct_pay != ours.acct_pay) {
        return DetailFault::amount;
    }
    if (theirs.mdtrt_id != ours.mdtrt_id || theirs.psn_no != ours.psn_no) {
        return DetailFault::visit;
    }
    return theirs.is_refund == ours.is_refund ? std::nullopt : std::optional{DetailFault::refund};
}

/// Why a row is not among those that were asked for. Of another institution's settlement nothing is
/// told.
Result<DetailDifference> outside(Session& session, const DetailsRequest& request,
                                 const DetailRow& theirs) {
    DetailDifference difference{
        .fault = DetailFault::unknown, .theirs = theirs, .ours = {}, .msgid = {}};
    const std::optional<std::int64_t> setl_id = parse_whole(theirs.setl_id);
    const std::optional<registry::Pid> pid = registry::pid_of(theirs.psn_no);
    if (!pid || !setl_id) {
        return difference;
    }
    YIDI_TRY(const auto found, internal::find_settlement(session, *pid, *setl_id));
    if (!found || found->fixmedins_code != request.caller.fixmedins_code || found->hidden ||
        found->kind == SettlementKind::recomputed) {
        return difference;
    }
    YIDI_TRY(const auto of_visit, internal::settlements_of(session, *pid, found->mdtrt_id));
    for (const Settlement& one : of_visit) {
        if (one.hidden && one.undoes == setl_id && one.kind != SettlementKind::recomputed) {
            return difference;
        }
    }
    difference.fault = DetailFault::outside;
    difference.msgid = found->msgid;
    difference.ours = DetailRow{.setl_id = theirs.setl_id,
                                .mdtrt_id = std::to_string(found->mdtrt_id),
                                .psn_no = registry::psn_no_of(found->insuplc_admdvs, found->pid),
                                .medfee_sumamt = found->info.medfee_sumamt,
                                .fund_pay_sumamt = found->info.fund_pay_sumamt,
                                .acct_pay = found->info.acct_pay,
                                .is_refund = found->kind == SettlementKind::reversed};
    return difference;
}

struct Ours {
    const PeriodRow* row = nullptr;
    bool is_named = false;
};

}  // namespace

Result<DetailsReply> details(Session& session, const Context& context,
                             const DetailsRequest& request) {
    YIDI_TRY(std::vector<PeriodRow> rows,
             internal::settled_in(session, {.fixmedins_code = request.caller.fixmedins_code,
                                            .begndate = request.stmt_begndate,
                                            .enddate = request.stmt_enddate}));
    std::erase_if(rows, [&](const PeriodRow& row) { return !is_asked_for(context, request, row); });
    std::map<std::string, Ours> by_id;
    for (const PeriodRow& row : rows) {
        by_id[std::to_string(row.setl_id)] = {.row = &row, .is_named = false};
    }
    DetailsReply reply{.count = std::ssize(rows), .differences = {}};
    for (const DetailRow& theirs : request.theirs) {
        const auto found = by_id.find(theirs.setl_id);
        if (found == by_id.end()) {
            YIDI_TRY(DetailDifference difference, outside(session, request, theirs));
            reply.differences.push_back(std::move(difference));
            continue;
        }
        DetailRow ours = shown(*found->second.row);
        const std::optional<DetailFault> fault = std::exchange(found->second.is_named, true)
                                                     ? DetailFault::twice
                                                     : fault_of(theirs, ours);
        if (fault) {
            reply.differences.push_back({.fault = *fault,
                                         .theirs = theirs,
                                         .ours = std::move(ours),
                                         .msgid = found->second.row->msgid});
        }
    }
    for (const PeriodRow& row : rows) {
        if (!by_id[std::to_string(row.setl_id)].is_named) {
            reply.differences.push_back({.fault = DetailFault::missing,
                                         .theirs = {},
                                         .ours = shown(row),
                                         .msgid = row.msgid});
        }
    }
    return reply;
}

}  // namespace yidi::payer
