#include "app/clearing/allocation.h"

#include <optional>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"
#include "domain/clearing/book.h"
#include "domain/clearing/placing.h"

namespace yidi::app {
namespace {

namespace rows = payer::internal;

Result<clearing::Origin> origin_in_book(ports::Session& session, const rows::PlaceRow& place,
                                        const clearing::BookedBill& bill) {
    std::optional<rows::PlaceRow> original;
    if (bill.original != 0) {
        YIDI_TRY(original,
                 rows::find_place(session, {.holder = place.key.holder, .setl_id = bill.original}));
    }
    return clearing::origin_of(place.placing, original ? &original->placing : nullptr);
}

}  // namespace

Result<void> each_allocated(ports::Session& session, const ClearingContext& context,
                            clearing::Month month, const VisitAllocated& visit) {
    for (const std::uint32_t party : context.parties) {
        YIDI_TRY(const auto places, rows::places_in(session, party, month));
        for (const rows::PlaceRow& place : places) {
            if (place.placing.period != month) continue;
            YIDI_TRY(const auto bill, rows::find_bill(session, party, place.key.setl_id));
            if (!bill) return rows::violated("a bill that is placed is in its book");
            if (clearing::direction_of(*bill).insured != party) continue;
            YIDI_TRY(const clearing::Origin origin, origin_in_book(session, place, *bill));
            for (const clearing::Line& line : clearing::lines_of(*bill, origin)) {
                YIDI_TRY_VOID(visit({.fixmedins_code = bill->fixmedins_code,
                                     .treating_area = bill->mdtrtarea_admvs,
                                     .insured_area = bill->insuplc_admdvs,
                                     .kind = {.kind = line.kind, .origin = line.origin},
                                     .amount = line.amount}));
            }
        }
    }
    return {};
}

}  // namespace yidi::app
