#include "app/payer/own_settlements.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "domain/settlement/settle.h"

namespace yidi::payer {
namespace {

using ports::Session;
using settlement::Settlement;
using settlement::SettlementKind;

constexpr std::array<std::string_view, 3> kStates{"settled", "reversed", "corrected"};

bool is_own(const Settlement& one) {
    return one.kind == SettlementKind::settled && !one.hidden;
}

/// All that is known of a person's care.
struct Care {
    std::vector<Settlement> settlements;
    std::vector<settlement::Visit> visits;
};

Result<Care> care_of(Session& session, registry::Pid pid) {
    Care care;
    YIDI_TRY(care.settlements, internal::scan_rows<Settlement>(session, ports::Table::settlement,
                                                               {.prefix = {ports::Value{pid}}},
                                                               internal::read_settlement));
    YIDI_TRY(care.visits, internal::visits_of(session, pid));
    return care;
}

Result<OwnSettlement> own_of(Session& session, const Care& care, const Settlement& one) {
    OwnSettlement own{.settlement = one, .now = one.info};
    for (const Settlement& row : care.settlements) {
        if (row.kind == SettlementKind::recomputed && row.undoes == one.setl_id) {
            own.now = settlement::sum(own.now, row.info);
        }
    }
    if (settlement::is_undone(care.settlements, one.setl_id)) {
        own.state = OwnState::reversed;
    } else if (own.now != one.info) {
        own.state = OwnState::corrected;
    }
    YIDI_TRY(const auto institution, internal::find_institution(session, one.fixmedins_code));
    own.fixmedins_name = institution ? institution->fixmedins_name : one.fixmedins_code;
    const auto visit = std::ranges::find(care.visits, one.mdtrt_id, &settlement::Visit::mdtrt_id);
    own.begndate = visit == care.visits.end() ? one.until : visit->begntime.date();
    return own;
}

}  // namespace

std::string_view name(OwnState state) {
    return kStates.at(static_cast<std::size_t>(state));
}

Result<OwnPage> own_settlements(Session& session, const OwnQuery& query) {
    YIDI_TRY(const Care care, care_of(session, query.pid));
    OwnPage page;
    for (auto one = care.settlements.rbegin(); one != care.settlements.rend(); ++one) {
        if (!is_own(*one) || (query.before != 0 && one->setl_id >= query.before)) {
            continue;
        }
        if (page.settlements.size() == query.limit) {
            page.before = page.settlements.back().settlement.setl_id;
            break;
        }
        YIDI_TRY(OwnSettlement own, own_of(session, care, *one));
        page.settlements.push_back(std::move(own));
    }
    return page;
}

Result<std::optional<OwnStatement>> own_settlement(Session& session, const Context& context,
                                                   registry::Pid pid, std::int64_t setl_id) {
    YIDI_TRY(const Care care, care_of(session, pid));
    const std::vector<Settlement>& all = care.settlements;
    const auto found = std::ranges::find(all, setl_id, &Settlement::setl_id);
    if (found == all.end() || !is_own(*found)) {
        return std::optional<OwnStatement>{};
    }
    OwnStatement one;
    YIDI_TRY(one.own, own_of(session, care, *found));
    YIDI_TRY(const registry::Person person, internal::read_person(session, context.vault, pid));
    YIDI_TRY(one.reply, statement(session, context,
                                  {.fixmedins_code = found->fixmedins_code,
                                   .psn_no = registry::psn_no_of(person.insuplc_admdvs, pid),
                                   .setl_id = std::to_string(setl_id)}));
    return std::optional{std::move(one)};
}

}  // namespace yidi::payer
