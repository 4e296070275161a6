#pragma once

#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "domain/clearing/month.h"
#include "domain/clearing/rules.h"
#include "domain/clearing/working_days.h"

/// What tests of clearing share: the national rules as data/rules/clearing.csv states them, and the
/// holidays of the beginning of 2026.
namespace yidi::clearing {

inline Date day(std::string_view text) {
    return *parse_date(text);
}
inline Month month(std::string_view text) {
    return *parse_month(text);
}
inline Instant at(std::string_view text) {
    return *parse_instant(text);
}
inline Money yuan(std::string_view text) {
    return *parse_yuan(text);
}

inline Terms national_terms() {
    return {.confirm_day = 20,
            .tables_day = 21,
            .sign_day = 25,
            .to_finance_days = 5,
            .pay_days = 10,
            .report_days = 5,
            .late_months = 2,
            .year_end_month = 3,
            .quota_months = 3,
            .quota_factor = 2,
            .quota_month = 1,
            .quota_finish_month = 2,
            .yellow = Rate::from_ppm(700'000),
            .red = Rate::from_ppm(900'000),
            .increase_days = 3,
            .inquiry_above = Money::from_yuan(30'000),
            .inquiry_accept_days = 10,
            .inquiry_reply_days = 20};
}

inline WorkingDays days_2026() {
    const auto stated = [](std::string_view from, std::string_view to, bool is_worked) {
        return StatedDays{.from = day(from),
                          .to = day(to),
                          .is_worked = is_worked,
                          .name = {},
                          .document = {},
                          .issued = day("2025-11-04"),
                          .grade = policy::Grade::P};
    };
    return *WorkingDays::from(
        {stated("2026-01-01", "2026-01-03", false), stated("2026-01-04", "2026-01-04", true),
         stated("2026-02-14", "2026-02-14", true), stated("2026-02-15", "2026-02-23", false),
         stated("2026-02-28", "2026-02-28", true), stated("2026-04-04", "2026-04-06", false),
         stated("2026-05-01", "2026-05-05", false), stated("2026-05-09", "2026-05-09", true)});
}

}  // namespace yidi::clearing
