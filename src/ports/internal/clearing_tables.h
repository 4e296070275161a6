#pragma once

#include <array>
#include <cstdint>

#include "ports/store.h"

/// The columns of clearing and reconciliation (docs/design/clearing.md). Months are counted from
/// the year 0: year times 12 plus month, January being 0.
namespace yidi::ports::internal {

inline constexpr std::array kClearingBill{
    Column{"holder"},
    Column{"setl_id"},
    Column{"day"},
    Column{"insuplc_admdvs"},
    Column{"mdtrtarea_admvs"},
    Column{"fixmedins_code", ColumnType::text},
    Column{"insutype", ColumnType::text},
    Column{"clr_type", ColumnType::text},
    Column{"original"},
    Column{"medfee_sumamt"},
    Column{"fund_pay_sumamt"},
    Column{"acct_pay"},
    Column{"psn_cash_pay"},
    Column{"funds", ColumnType::text},
    Column{"via", ColumnType::text},
    Column{"at"},
};
// What a party knows of a day, and what it knows to reverse or correct a bill.
inline constexpr std::array<std::uint8_t, 2> kBillByDay{0, 2};
inline constexpr std::array<std::uint8_t, 2> kBillByOriginal{0, 8};
// What an institution is asked to confirm.
inline constexpr std::array<std::uint8_t, 3> kBillByInstitution{0, 5, 2};
inline constexpr std::array kClearingBillIndexes{
    Index{"by_day", kBillByDay},
    Index{"by_original", kBillByOriginal},
    Index{"by_institution", kBillByInstitution},
};

inline constexpr std::array kClearingWaiting{
    Column{"holder"},
    Column{"setl_id"},
};

// `decided_in` is the month whose tables were being made; `period` is empty where no month takes
// the bill.
inline constexpr std::array kClearingPlace{
    Column{"holder"},
    Column{"setl_id"},
    Column{"decided_in"},
    Column{"period", ColumnType::integer, true},
    Column{"reason", ColumnType::text},
    Column{"months_late"},
    Column{"at"},
};
inline constexpr std::array<std::uint8_t, 2> kPlaceByMonth{0, 2};
inline constexpr std::array kClearingPlaceIndexes{
    Index{"by_month", kPlaceByMonth},
};

inline constexpr std::array kClearingEvent{
    Column{"month"},     Column{"seq"}, Column{"event", ColumnType::text},
    Column{"party"},     Column{"at"},  Column{"by", ColumnType::text},
    Column{"late_days"},
};

// `is_next`: carried out of this month; the month after it begins with it.
inline constexpr std::array kClearingLine{
    Column{"month"},
    Column{"seq"},
    Column{"is_next"},
    Column{"insured"},
    Column{"treating"},
    Column{"insutype", ColumnType::text},
    Column{"clr_type", ColumnType::text},
    Column{"fund", ColumnType::text},
    Column{"origin", ColumnType::text},
    Column{"about"},
    Column{"rows"},
    Column{"amount"},
};

inline constexpr std::array kClearingNotice{
    Column{"number", ColumnType::text},
    Column{"seq"},
    Column{"month"},
    Column{"insured"},
    Column{"treating"},
    Column{"amount"},
    Column{"state", ColumnType::text},
    Column{"published"},
    Column{"bank", ColumnType::text},
    Column{"serial_no", ColumnType::text},
    Column{"bank_date", ColumnType::integer, true},
    Column{"late_days"},
    Column{"at"},
    Column{"by", ColumnType::text},
};
inline constexpr std::array<std::uint8_t, 1> kNoticeByMonth{2};
inline constexpr std::array kClearingNoticeIndexes{
    Index{"by_month", kNoticeByMonth},
};

// What two parties have between them beside bills: `kind` says what, the last row is its state.
inline constexpr std::array kClearingMatter{
    Column{"kind", ColumnType::text},
    Column{"id"},
    Column{"seq"},
    Column{"insured"},
    Column{"treating"},
    Column{"setl_id"},
    Column{"fixmedins_code", ColumnType::text},
    Column{"insutype", ColumnType::text},
    Column{"clr_type", ColumnType::text},
    Column{"fund", ColumnType::text},
    Column{"sort", ColumnType::text},
    Column{"state", ColumnType::text},
    Column{"amount"},
    Column{"done"},
    Column{"day"},
    Column{"due", ColumnType::integer, true},
    Column{"is_provisional"},
    Column{"finding", ColumnType::text},
    Column{"reason", ColumnType::text},
    Column{"at"},
    Column{"by", ColumnType::text},
    Column{"bank_date", ColumnType::integer, true},
};

inline constexpr std::array kClearingEntry{
    Column{"about", ColumnType::text},
    Column{"at"},
    Column{"legs", ColumnType::text},
};

// What an institution applies for (3203) and withdraws (3204), for each message a row. The sums are
// ours; `med_sumfee` is as it was sent.
inline constexpr std::array kClearingApplication{
    Column{"fixmedins_code", ColumnType::text},
    Column{"evt_id"},
    Column{"seq"},
    Column{"state", ColumnType::text},
    Column{"month"},
    Column{"clr_type", ColumnType::text},
    Column{"clr_way", ColumnType::text},
    Column{"begndate"},
    Column{"enddate"},
    Column{"psntime"},
    Column{"medfee_sumamt"},
    Column{"med_sumfee"},
    Column{"fund_appy_sum"},
    Column{"cash_payamt"},
    Column{"acct_pay"},
    Column{"at"},
    Column{"by", ColumnType::text},
};
inline constexpr std::array<std::uint8_t, 2> kApplicationByMonth{4, 0};
inline constexpr std::array kClearingApplicationIndexes{
    Index{"by_institution", kApplicationByMonth},
};

// What an institution says of its bills of a month (3261) and takes back (3262). `otransid` is the
// number by which a message is taken back; `bills` is "17=1 18=0": setl_id and cnfm_flag.
inline constexpr std::array kHospitalConfirmation{
    Column{"month"},
    Column{"fixmedins_code", ColumnType::text},
    Column{"seq"},
    Column{"event", ColumnType::text},
    Column{"otransid", ColumnType::text},
    Column{"bills", ColumnType::text},
    Column{"at"},
    Column{"by", ColumnType::text},
};

inline constexpr std::array kReconciledDay{
    Column{"holder"},
    Column{"counterpart", ColumnType::text},
    Column{"day"},
    Column{"seq"},
    Column{"rows_here"},
    Column{"rows_there"},
    Column{"rows_moved"},
    Column{"hash_bytes"},
    Column{"differences"},
    Column{"at"},
    Column{"by", ColumnType::text},
};

// The other book's row stands with the first row of a difference, so that it can be adopted without
// asking again.
inline constexpr std::array kReconciledDifference{
    Column{"holder"},
    Column{"id"},
    Column{"seq"},
    Column{"counterpart", ColumnType::text},
    Column{"day"},
    Column{"class", ColumnType::text},
    Column{"setl_id"},
    Column{"here", ColumnType::integer, true},
    Column{"there", ColumnType::integer, true},
    Column{"other", ColumnType::text},
    Column{"state", ColumnType::text},
    Column{"repair", ColumnType::text},
    Column{"reason", ColumnType::text},
    Column{"at"},
    Column{"by", ColumnType::text},
    Column{"name", ColumnType::text, true},
};

// A day whose settlements the night has made bills of.
inline constexpr std::array kTakenDay{
    Column{"day"},
    Column{"seen"},
    Column{"taken"},
    Column{"at"},
};

// A day that is to be held against another book: something was booked since it last was, or is
// still open. `left` is the night that left it open, which does not come back to it.
inline constexpr std::array kReconcileDue{
    Column{"holder"},
    Column{"counterpart"},
    Column{"day"},
    Column{"left", ColumnType::integer, true},
};

}  // namespace yidi::ports::internal
