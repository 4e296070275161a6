#include "app/payer/accumulators.h"

#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "domain/settlement/records.h"

namespace yidi::payer {
namespace {

using adjudication::Accumulators;
using internal::CumEvent;
using policy::Business;
using ports::Session;

constexpr std::array<std::string_view, adjudication::kNamedLayerCount> kLayerBase{
    "overcap",  "scope_self", "civil_base",    "enterprise_base",
    "aid_base", "tilt_base",  "disabled_base", "other_base"};
constexpr std::array<std::string_view, adjudication::kNamedLayerCount> kLayerPaid{
    "large", "serious", "civil", "enterprise", "aid", "tilt", "disabled", "other"};

/// The first day after a month "yyyyMM".
Result<Date> after_month(const std::string& cum_ym) {
    constexpr std::size_t kDigits = 6;
    if (cum_ym.size() == kDigits) {
        const Result<Date> first = parse_date(cum_ym.substr(0, 4) + "-" + cum_ym.substr(4) + "-01");
        if (first) {
            return first->plus_months_clamp_to_month_end(1);
        }
    }
    return internal::refuse(ErrorCode::bad_value, "cum_ym", "a month yyyyMM",
                            "write the year and the month in six digits", "this is not a month");
}

/// Names the counters of a business: "", "otp_" or its own name before them.
std::string prefix_of(Business business) {
    if (business == Business::inpatient) {
        return {};
    }
    return business == Business::outpatient ? "otp_" : std::string{policy::name(business)} + "_";
}

class Rows {
public:
    Rows(const CumEvent& event, std::string cum_ym, std::vector<AccumulatorRow>& out)
        : event_{event}, cum_ym_{std::move(cum_ym)}, out_{out} {}

    void add(const Accumulators& cum) {
        AccumulatorRow& admissions = begin("ipt_cnt");
        admissions.is_count = true;
        admissions.count = cum.ipt_cnt;
        for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
            const std::string prefix = prefix_of(static_cast<Business>(i));
            used(prefix + "dedc", cum.year[i].dedc);
            used(prefix + "scope", cum.year[i].scope);
            used(prefix + "pool", cum.year[i].pool);
        }
        for (std::size_t i = 0; i < adjudication::kNamedLayerCount; ++i) {
            used(std::string{kLayerBase[i]}, cum.layer_base[i]);
            used(std::string{kLayerPaid[i]}, cum.layer_paid[i]);
        }
        for (const adjudication::LayerCounter& layer : cum.by_layer) {
            used(layer.id + "_base", layer.base);
            used(layer.id, layer.paid);
        }
    }

private:
    AccumulatorRow& begin(std::string code) {
        AccumulatorRow& row = out_.emplace_back();
        row.insutype = event_.key.insutype;
        row.year = event_.key.year;
        row.cum_ym = cum_ym_;
        row.cum_type_code = std::move(code);
        return row;
    }
    void used(std::string code, Money amount) {
        if (amount != Money{}) {
            begin(std::move(code)).amount = amount;
        }
    }

    const CumEvent& event_;
    std::string cum_ym_;
    std::vector<AccumulatorRow>& out_;
};

std::string month_of(Date day) {
    const std::string text = to_string(day);
    return text.substr(0, 4) + text.substr(5, 2);
}

}  // namespace

Result<std::vector<AccumulatorRow>> query_accumulators(Session& session, const Context& context,
                                                       const AccumulatorsRequest& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    YIDI_TRY_VOID(internal::read_person(session, context.vault, pid));
    Date end = context.now.date().next_day();
    if (!request.cum_ym.empty()) {
        YIDI_TRY(end, after_month(request.cum_ym));
    }
    YIDI_TRY(const auto events, internal::cum_events_of(session, pid));
    // The events of a year stand together and in order, the years ascending.
    std::array<const CumEvent*, policy::kInsutypeCount> latest{};
    for (const CumEvent& event : events) {
        const CumEvent*& known = latest[static_cast<std::size_t>(event.key.insutype)];
        if (event.at.date() < end && (known == nullptr || event.key.year >= known->key.year)) {
            known = &event;
        }
    }
    std::vector<AccumulatorRow> rows;
    for (const CumEvent* event : latest) {
        if (event == nullptr) {
            continue;
        }
        YIDI_TRY(const Accumulators cum, settlement::parse_accumulators(event->cum));
        Rows{*event, request.cum_ym.empty() ? month_of(context.now.date()) : request.cum_ym, rows}
            .add(cum);
    }
    return rows;
}

}  // namespace yidi::payer
