#include "domain/clearing/timetable.h"

#include <algorithm>

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kStepCount> kSteps{
    "confirm", "tables", "sign", "notices", "to_finance", "pay", "report"};

Date on(Month month, std::int32_t day) {
    return month.day(static_cast<unsigned>(day));
}

}  // namespace

std::string_view name(Step step) {
    return kSteps[static_cast<std::size_t>(step)];
}

std::array<DatedStep, 3> steps_after_notice(Date published, const Terms& terms,
                                            const WorkingDays& days) {
    const WorkingDays::Day handed = days.add(published, terms.to_finance_days);
    WorkingDays::Day paid = days.add(handed.date, terms.pay_days);
    WorkingDays::Day reported = days.add(paid.date, terms.report_days);
    paid.is_provisional = paid.is_provisional || handed.is_provisional;
    reported.is_provisional = reported.is_provisional || paid.is_provisional;
    return {{
        {.step = Step::to_finance,
         .from = published,
         .by = handed.date,
         .is_provisional = handed.is_provisional},
        {.step = Step::pay,
         .from = published,
         .by = paid.date,
         .is_provisional = paid.is_provisional},
        {.step = Step::report,
         .from = published,
         .by = reported.date,
         .is_provisional = reported.is_provisional},
    }};
}

Timetable Timetable::of(Month service_month, const Terms& terms, const WorkingDays& days) {
    const Month next = service_month.plus(1);
    Timetable table;
    table.month_ = service_month;
    table.steps_[0] = {
        .step = Step::confirm, .from = next.first(), .by = on(next, terms.confirm_day)};
    table.steps_[1] = {
        .step = Step::tables, .from = on(next, terms.tables_day), .by = on(next, terms.tables_day)};
    table.steps_[2] = {
        .step = Step::sign, .from = on(next, terms.tables_day), .by = on(next, terms.sign_day)};
    table.steps_[3] = {
        .step = Step::notices, .from = on(next, terms.tables_day), .by = next.last()};
    std::ranges::copy(steps_after_notice(next.last(), terms, days), table.steps_.begin() + 4);
    return table;
}

}  // namespace yidi::clearing
