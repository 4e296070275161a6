#include <array>
#include <string_view>
#include <vector>

#include "adapters/codec/internal/answer_parts.h"

/// `cum` after a bill, in the form in which the next case takes it.
namespace yidi::codec::internal {
namespace {

using adjudication::Accumulators;
using adjudication::Counter;
using adjudication::YearCounter;
using policy::Business;

constexpr std::array<std::string_view, adjudication::kNamedLayerCount> kLayerBase{
    "overcap",  "scope_self", "civil_base",    "enterprise_base",
    "aid_base", "tilt_base",  "disabled_base", "other_base"};
constexpr std::array<std::string_view, adjudication::kNamedLayerCount> kLayerPaid{
    "large", "serious", "civil", "enterprise", "aid", "tilt", "disabled", "other"};
constexpr std::array<Business, 4> kUnderBusiness{Business::chronic, Business::pharmacy,
                                                 Business::dual_channel, Business::maternity};

void write_used(JsonWriter& json, std::string_view name, Money amount) {
    if (amount != Money{}) json.member(name, amount);
}

void write_by_business(JsonWriter& json, const Accumulators& cum) {
    bool open = false;
    for (const Business business : kUnderBusiness) {
        const YearCounter& year = cum.of(business);
        if (year == YearCounter{}) continue;
        if (!open) {
            json.key("by_business");
            json.begin_object();
            open = true;
        }
        json.key(policy::name(business));
        json.begin_object();
        json.member("dedc", year.dedc);
        json.member("scope", year.scope);
        json.member("pool", year.pool);
        json.end_object();
    }
    if (open) json.end_object();
}

const Counter* find(const std::vector<Counter>& counters, std::string_view key, Business business) {
    for (const Counter& counter : counters) {
        if (counter.business == business && counter.key == key) return &counter;
    }
    return nullptr;
}

void write_keyed(JsonWriter& json, const std::vector<Counter>& counters, std::string_view key) {
    json.begin_object();
    if (const Counter* stays = find(counters, key, Business::inpatient)) {
        json.member("dedc", stays->dedc);
        json.member("pool", stays->pool);
    }
    if (const Counter* visits = find(counters, key, Business::outpatient)) {
        json.member("otp_dedc", visits->dedc);
        json.member("otp_pool", visits->pool);
    }
    bool open = false;
    for (const Business business : kUnderBusiness) {
        const Counter* counter = find(counters, key, business);
        if (counter == nullptr) continue;
        if (!open) {
            json.key("by_business");
            json.begin_object();
            open = true;
        }
        json.key(policy::name(business));
        json.begin_object();
        json.member("dedc", counter->dedc);
        json.member("pool", counter->pool);
        json.end_object();
    }
    if (open) json.end_object();
    json.end_object();
}

// One object for each key, in the order in which the keys first came.
void write_counters(JsonWriter& json, std::string_view name, const std::vector<Counter>& counters) {
    if (counters.empty()) return;
    json.key(name);
    json.begin_object();
    for (auto one = counters.begin(); one != counters.end(); ++one) {
        bool first = true;
        for (auto before = counters.begin(); before != one; ++before) {
            first = first && before->key != one->key;
        }
        if (!first) continue;
        json.key_escaped(one->key);
        write_keyed(json, counters, one->key);
    }
    json.end_object();
}

}  // namespace

void write_cum(JsonWriter& json, const Accumulators& cum) {
    json.begin_object();
    json.member("ipt_cnt", cum.ipt_cnt);
    const YearCounter& stays = cum.of(Business::inpatient);
    json.member("dedc", stays.dedc);
    json.member("scope", stays.scope);
    json.member("pool", stays.pool);
    const YearCounter& visits = cum.of(Business::outpatient);
    write_used(json, "otp_dedc", visits.dedc);
    write_used(json, "otp_scope", visits.scope);
    write_used(json, "otp_pool", visits.pool);
    for (std::size_t i = 0; i < adjudication::kNamedLayerCount; ++i) {
        write_used(json, kLayerBase[i], cum.layer_base[i]);
        write_used(json, kLayerPaid[i], cum.layer_paid[i]);
    }
    write_by_business(json, cum);
    write_counters(json, "by_hosp", cum.by_hosp);
    write_counters(json, "by_month", cum.by_month);
    write_counters(json, "by_dise", cum.by_dise);
    if (!cum.by_layer.empty()) {
        json.key("by_layer");
        json.begin_object();
        for (const adjudication::LayerCounter& counter : cum.by_layer) {
            json.key_escaped(counter.id);
            json.begin_object();
            json.member("base", counter.base);
            json.member("paid", counter.paid);
            json.end_object();
        }
        json.end_object();
    }
    json.end_object();
}

}  // namespace yidi::codec::internal
