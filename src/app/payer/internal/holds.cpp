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

Result<Holds> holds_beside(ports::Session& session, const Context& context,
                           const SettleRequest& request, Mode mode,
                           const settlement::Visit& visit) {
    std::vector<settlement::Hold> others;
    if (mode == Mode::final) {
        return Holds{std::move(others)};
    }
    YIDI_TRY(std::vector<settlement::Hold> all, holds_of(session, visit.pid));
    for (settlement::Hold& hold : all) {
        if (hold.until <= context.now) {
            YIDI_TRY_VOID(erase_hold(session, hold));
        } else if (hold.mdtrt_id != visit.mdtrt_id ||
                   (!visit.is_stay && hold.chrg_bchno != request.chrg_bchno)) {
            others.push_back(std::move(hold));
        }
    }
    return Holds{std::move(others)};
}

}  // namespace yidi::payer::internal
