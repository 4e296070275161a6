#include <algorithm>

#include "tests/reference/run.h"

/// Steps 8 to 14 of docs/domain/calculation.md.
namespace reference {
namespace {

const std::vector<std::string> kBuckets{"over_cap",   "coinsurance", "deductible", "first_pay",
                                        "preselfpay", "overlmt",     "ownpay"};

bool counts(const Layer& layer, const std::string& bucket) {
    return std::find(layer.counts.begin(), layer.counts.end(), bucket) != layer.counts.end();
}

}  // namespace

Q Run::cum(const std::string& name) const {
    const auto found = bill_.cum.find(name);
    return found == bill_.cum.end() ? Q{0} : found->second;
}

/// Of the business whose counters this scheme reads and moves.
Q Run::counter(const std::string& member) const {
    return cum(counter_name(counter_, member));
}

/// What the pooled fund has paid for these before the bill.
Q Run::paid_for(const std::vector<std::string>& businesses) const {
    Q sum = 0;
    for (const std::string& business : businesses) sum += cum(counter_name(business, "pool"));
    return sum;
}

std::string Run::base_name(const Layer& layer) const {
    if (layer.id == "large") return "overcap";
    if (layer.id == "serious") return "scope_self";
    for (const std::string id : {"civil", "enterprise", "aid", "tilt", "disabled", "other"}) {
        if (layer.id == id) return id + "_base";
    }
    return "by_layer/" + layer.id + "/base";
}

std::string Run::paid_name(const Layer& layer) const {
    const std::string base = base_name(layer);
    return base.starts_with("by_layer/") ? "by_layer/" + layer.id + "/paid" : layer.id;
}

/// f of step 8.3 for one bill's or one year's cost x.
Q Run::layer_value(int number, const Layer& layer, const Q& threshold, const Bands& bands,
                   const Q& x) const {
    (void)number;
    if (x <= threshold) return 0;
    if (layer.banding == "net") return value_between(bands, 0, x - threshold);
    if (layer.banding == "gross") return value_between(bands, threshold, x);
    for (const Band& band : bands) {
        if (!band.up || x <= *band.up) return (x - threshold) * band.ratio;
    }
    return 0;
}

Q Run::layer_amount(int number, const Layer& layer, const Q& base) {
    const Q threshold =
        half_up(fen(value("threshold", number)) * decimal(value("threshold_factor", number)));
    Bands bands = bands_of(value("ratio", number));
    const Value& adjust = value("adjust", number);
    for (Band& band : bands) band.ratio = adjusted(band.ratio, adjust);
    const auto f = [&](const Q& x) { return layer_value(number, layer, threshold, bands, x); };
    if (layer.by == "stay") {
        const bool over_cap_alone = layer.counts == std::vector<std::string>{"over_cap"};
        if (!over_cap_alone) return half_up(f(base));
        Q exact = over_cap_exact_;
        for (const auto& [name, taken] : growth_) {
            if (name == "taken of over_cap") exact -= taken;
        }
        return half_up(f(most(0, exact)));
    }
    const Q before = layer.in_scope ? counter("scope") : cum(base_name(layer));
    return most(0, half_up(f(before + base)) - half_up(f(before)));
}

Q Run::limit_used(const Value& includes, const Layer& layer) {
    const std::vector<std::string> stays{"inpatient", "maternity"};
    const std::vector<std::string> others{"outpatient", "chronic", "pharmacy", "dual_channel"};
    const auto with_this_bill = [&](const std::vector<std::string>& businesses) -> Q {
        const bool here =
            std::find(businesses.begin(), businesses.end(), counter_) != businesses.end();
        return paid_for(businesses) + (here ? pool_ : Q{0});
    };
    Q used = cum(paid_name(layer));
    for (const std::string& name : includes.words()) {
        if (name == "pool") {
            used += with_this_bill(stays);
        } else if (name == "outpatient_pool") {
            used += with_this_bill(others);
        } else {
            for (std::size_t i = 0; i < scheme_->layers.size(); ++i) {
                if (scheme_->layers[i].id != name) continue;
                used += cum(paid_name(scheme_->layers[i])) + paid_[static_cast<int>(i)];
            }
        }
    }
    return used;
}

void Run::pay_layer(int number, const Layer& layer) {
    Q remaining = 0;
    for (const std::string& bucket : kBuckets) {
        if (counts(layer, bucket)) remaining += buckets_[bucket];
    }
    const Q base = layer.in_scope ? base_ : remaining;
    Q pay = 0;
    if (base > 0 && !value("ratio", number).is("none")) {
        pay = layer_amount(number, layer, base);
        const std::optional<Q> limit = pay > 0 ? value("limit", number).number : std::nullopt;
        if (limit) {
            const Q used = limit_used(value("limit_includes", number), layer);
            pay = least(pay, most(0, *limit * 100 - used));
        }
        pay = least(pay, remaining);
    }
    paid_[number] = pay;
    for (const std::string& bucket : kBuckets) {
        if (!counts(layer, bucket)) continue;
        const Q taken = least(pay, buckets_[bucket]);
        buckets_[bucket] -= taken;
        pay -= taken;
        if (bucket == "over_cap") growth_["taken of over_cap"] += taken;
    }
    if (!layer.in_scope) growth_[base_name(layer)] += base;
    growth_[paid_name(layer)] += paid_[number];
}

void Run::chain() {
    over_cap_exact_ = least(over_cap_exact_, net_ - pool_);
    const Q over = least(half_up(over_cap_exact_), net_ - pool_);
    buckets_ = {{"over_cap", over},
                {"coinsurance", net_ - pool_ - over},
                {"deductible", deductible_},
                {"first_pay", remote_first_},
                {"preselfpay", first_share_},
                {"overlmt", over_limit_},
                {"ownpay", own_}};
    for (std::size_t i = 0; i < scheme_->layers.size(); ++i) {
        pay_layer(static_cast<int>(i), scheme_->layers[i]);
    }
    growth_.erase("taken of over_cap");
}

}  // namespace reference
