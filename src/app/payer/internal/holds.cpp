#include "app/payer/internal/holds.h"

namespace yidi::payer::internal {

Money Holds::take_pool(const YearKey& key, adjudication::Accumulators& cum) const {
    Money held;
    for (const settlement::Hold& hold : others_) {
        if (hold.year == key.year && hold.insutype == key.insutype) {
            cum.of(hold.business).pool += hold.pool;
            held += hold.pool;
        }
    }
    return held;
}

Money Holds::account() const {
    Money held;
    for (const settlement::Hold& hold : others_) {
        held += hold.account;
    }
    return held;
}

Money Holds::account_for(Pid patient) const {
    Money held;
    for (const settlement::Hold& hold : others_) {
        held += hold.patient == patient ? hold.account : Money{};
    }
    return held;
}

Result<Holds> holds_beside(Session& session, const Context& context, const HoldsBeside& beside,
                           Pid whose) {
    std::vector<settlement::Hold> others;
    if (beside.mode == Mode::final) {
        return Holds{std::move(others)};
    }
    YIDI_TRY(std::vector<settlement::Hold> all, holds_of(session, whose));
    for (settlement::Hold& hold : all) {
        if (hold.until <= context.now) {
            YIDI_TRY_VOID(erase_hold(session, hold));
        } else if (hold.mdtrt_id != beside.visit.mdtrt_id ||
                   (!beside.visit.is_stay && hold.chrg_bchno != beside.chrg_bchno)) {
            others.push_back(std::move(hold));
        }
    }
    return Holds{std::move(others)};
}

Result<void> keep(Session& session, const settlement::Hold& hold, Money mulaid) {
    Visit visit;
    visit.pid = hold.pid;
    visit.mdtrt_id = hold.mdtrt_id;
    YIDI_TRY_VOID(release(session, visit, hold.chrg_bchno));
    YIDI_TRY_VOID(put(session, hold));
    if (!hold.owner) {
        return {};
    }
    settlement::Hold of_owner = hold;
    of_owner.pid = *hold.owner;
    of_owner.year = 0;  // It holds money, and nothing of the owner's own limits.
    of_owner.pool = {};
    of_owner.account = mulaid;
    of_owner.owner.reset();
    of_owner.patient = hold.pid;
    return put(session, of_owner);
}

Result<void> release(Session& session, const Visit& visit,
                     const std::optional<std::string>& chrg_bchno) {
    YIDI_TRY(const auto holds, holds_of(session, visit.pid, visit.mdtrt_id));
    for (settlement::Hold hold : holds) {
        if (chrg_bchno && hold.chrg_bchno != *chrg_bchno) {
            continue;
        }
        YIDI_TRY_VOID(erase_hold(session, hold));
        if (hold.owner) {
            hold.pid = *hold.owner;
            YIDI_TRY_VOID(erase_hold(session, hold));
        }
    }
    return {};
}

}  // namespace yidi::payer::internal
