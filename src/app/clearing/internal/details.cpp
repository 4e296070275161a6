#include "app/clearing/internal/details.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"
#include "app/payer/internal/rows_hospital_clearing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using clearing::BookedBill;
using clearing::Confirmation;
using clearing::Month;
using ports::Session;
using settlement::Settlement;

/// An older bill that still waits is refused by the next tables (C8: two months late at most), so
/// that nobody need be asked about it.
constexpr std::int32_t kMonthsBack = 3;

bool takes_all_back(const BookedBill& correction, const BookedBill& bill) {
    return correction.original == bill.setl_id && correction.medfee_sumamt == -bill.medfee_sumamt &&
           correction.owed() == -bill.owed();
}

}  // namespace

Result<Treating> treating_of(Session& session, const std::string& fixmedins_code) {
    YIDI_TRY(const auto institution, rows::find_institution(session, fixmedins_code));
    if (institution) {
        return Treating{.fixmedins_code = fixmedins_code,
                        .party = clearing::party_of(institution->admdvs)};
    }
    return rows::refuse(ErrorCode::bad_value, "fixmedins_code", "the code of a known institution",
                        "have the institution registered", "no institution has this code");
}

Result<bool> is_to_confirm(Session& session, const Treating& treating, const BookedBill& bill,
                           Month month) {
    const Month service = Month::of(bill.day);
    if (bill.via == clearing::Via::corrected || bill.fixmedins_code != treating.fixmedins_code ||
        clearing::direction_of(bill).treating != treating.party) {
        return false;
    }
    if (service >= month) return service == month;
    YIDI_TRY(const auto place,
             rows::find_place(session, {.holder = treating.party, .setl_id = bill.setl_id}));
    return !place || place->decided_in == month;
}

Result<std::vector<BookedBill>> bills_to_confirm(Session& session, const Treating& treating,
                                                 Month month) {
    YIDI_TRY(const auto all, rows::bills_of(session, {.holder = treating.party,
                                                      .fixmedins_code = treating.fixmedins_code,
                                                      .from = month.plus(-kMonthsBack).first(),
                                                      .to = month.last()}));
    std::vector<const BookedBill*> corrections;
    for (const BookedBill& bill : all) {
        if (bill.via == clearing::Via::corrected) corrections.push_back(&bill);
    }
    std::vector<BookedBill> bills;
    for (const BookedBill& bill : all) {
        const bool is_gone = std::ranges::any_of(
            corrections, [&bill](const BookedBill* one) { return takes_all_back(*one, bill); });
        if (is_gone) continue;
        YIDI_TRY(const bool is_asked, is_to_confirm(session, treating, bill, month));
        if (is_asked) bills.push_back(bill);
    }
    return bills;
}

MadeBetween on_day(const std::string& fixmedins_code, Date day) {
    constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1'000;
    const Instant midnight = *parse_instant(to_string(day));
    return {.fixmedins_code = fixmedins_code, .from = midnight, .to = midnight.plus_ms(kDayMs - 1)};
}

Result<std::vector<Settlement>> settlements_between(Session& session, const MadeBetween& made) {
    ports::Range range;
    range.prefix = {ports::Value{made.fixmedins_code}};
    range.from = rows::value_of(made.from);
    range.to = rows::value_of(made.to);
    return rows::scan_rows<Settlement>(session, ports::Table::settlement, range,
                                       rows::read_settlement, ports::by::kInstitution);
}

Result<std::set<std::int64_t>> left_out_of(Session& session, Month month) {
    YIDI_TRY(const std::vector<Confirmation> all, rows::confirmations_in(session, month));
    std::set<std::int64_t> left_out;
    for (auto first = all.begin(); first != all.end();) {
        const auto last = std::find_if(first, all.end(), [&first](const Confirmation& one) {
            return one.fixmedins_code != first->fixmedins_code;
        });
        for (const auto& [setl_id, is_in] : clearing::standing({first, last}).bills) {
            if (!is_in) left_out.insert(setl_id);
        }
        first = last;
    }
    return left_out;
}

}  // namespace yidi::app::internal
