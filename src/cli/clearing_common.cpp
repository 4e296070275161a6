#include "cli/clearing_common.h"

#include <memory>
#include <utility>

#include "adapters/codec/calendar.h"
#include "adapters/codec/clearing_rules.h"
#include "adapters/crypto/sha256.h"
#include "app/clearing/bills.h"
#include "app/clearing/reconcile.h"

namespace yidi::cli {

Result<app::ClearingRules> load_clearing(const Context& context, const policy::Regions& regions) {
    app::ClearingRules all;
    YIDI_TRY(all.rules,
             codec::load_clearing_rules(context.home / "data" / "rules" / "clearing.csv"));
    YIDI_TRY(all.days, codec::load_calendar(context.home / "data" / "calendar" / "cn.csv"));
    all.parties = app::parties_in(regions);
    return all;
}

Result<void> look_at_clearing(Context& context, const DataOptions& data, const ClearingRead& read) {
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place_of(context, data)));
    YIDI_TRY(const app::ClearingRules rules, load_clearing(context, payer->regions()));
    const payer::Context now = payer->context();
    const app::ClearingContext clearing{
        .payer = now, .rules = rules.rules, .days = rules.days, .parties = rules.parties};
    return payer->store().read(
        [&](ports::Session& session) -> Result<void> { return read(session, clearing); });
}

peers::MemoryPeers peers_here(ports::Session& session, const app::ClearingContext& context,
                              FateOfMessage fate) {
    return peers::MemoryPeers{
        {.take = [&session, &context](std::uint32_t to,
                                      const clearing::BookedBill& bill) -> Result<void> {
             YIDI_TRY([[maybe_unused]] const bool is_new,
                      app::book_bill(session, context, to, bill));
             return {};
         },
         .book = [&session](const ports::Peers::Day& day) { return app::day_book(session, day); },
         .repaired =
             [&session](const ports::Peers::Day& day) { return app::repaired_bills(session, day); },
         .hash = crypto::sha256_bytes,
         .fate = std::move(fate)}};
}

}  // namespace yidi::cli
