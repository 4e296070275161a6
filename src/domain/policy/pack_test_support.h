#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/policy/pack.h"
#include "domain/policy/policy.h"
#include "domain/policy/regions.h"
#include "domain/policy/value_test_support.h"

/// Schemes, packs and books in a few words, for tests only.
namespace yidi::policy::testing {

constexpr std::string_view kFirstDay = "2020-01-01";

[[nodiscard]] inline Source source_from(std::string_view from, std::string_view to = {}) {
    Source source;
    source.document = "doc";
    source.article = "1";
    source.from = date(from);
    source.to = to.empty() ? std::nullopt : std::optional{date(to)};
    return source;
}

[[nodiscard]] constexpr std::uint8_t counting(std::initializer_list<Bucket> buckets) {
    unsigned mask = 0;
    for (const Bucket bucket : buckets) {
        mask |= 1U << static_cast<unsigned>(bucket);
    }
    return static_cast<std::uint8_t>(mask);
}

[[nodiscard]] inline Layer layer_of(std::string id, std::uint8_t counts) {
    Layer layer;
    layer.id = std::move(id);
    layer.name = layer.id;
    layer.field = FundField::hifmi_pay;
    layer.fund_pay_type = "390000";
    layer.counts = counts;
    layer.in_scope = counts == 0;
    layer.source = source_from(kFirstDay);
    return layer;
}

/// A scheme: employees in hospital, unless said otherwise; deductible 1000 a stay, 80 %, no cap,
/// nothing off for care elsewhere. `set` replaces a parameter's rows by one, `add` adds a row.
/// Layer parameters go to the layer named last. Row n stands in line 100 + n, counted from 0.
class Rules {
public:
    explicit Rules(Business business = Business::inpatient,
                   Insutype insutype = Insutype::employee) {
        scheme_.business = business;
        scheme_.insutype = insutype;
        scheme_.line = 10;
        set(Parameter::deductible_way, word(DeductibleWay::per_stay));
        set(Parameter::deductible, amount(1000));
        set(Parameter::ratio, pays("0.80"));
        set(Parameter::cap, nothing());
        set(Parameter::remote_ratio, nothing());
    }
    Rules& clear(Parameter parameter) {
        std::erase_if(scheme_.rows, [&](const Row& row) {
            return row.parameter == parameter && row.layer == layer_for(parameter);
        });
        return *this;
    }
    Rules& set(Parameter parameter, const Value& value) {
        return clear(parameter).add(parameter, value);
    }
    Rules& add(Parameter parameter, const Value& value, const When& when = {}) {
        return add_row(parameter, {value}, when);
    }
    /// Several readings: `either`.
    Rules& add_either(Parameter parameter, std::vector<Value> readings, const When& when = {}) {
        return add_row(parameter, std::move(readings), when);
    }
    Rules& add_unknown(Parameter parameter, std::string reason, const When& when = {}) {
        add_row(parameter, {}, when);
        last().unknown = std::move(reason);
        return *this;
    }
    Rules& layer(const Layer& layer) {
        scheme_.layers.push_back(layer);
        scheme_.layers.back().line = static_cast<std::uint32_t>(50 + scheme_.layers.size());
        return *this;
    }
    /// Changes the row added last.
    Rules& from(std::string_view first, std::string_view after = {}) {
        last().source = source_from(first, after);
        return *this;
    }
    [[nodiscard]] Row& last() { return scheme_.rows.back(); }
    [[nodiscard]] Layer& last_layer() { return scheme_.layers.back(); }
    [[nodiscard]] Scheme& scheme() { return scheme_; }
    [[nodiscard]] const Scheme& scheme() const { return scheme_; }

private:
    [[nodiscard]] std::int8_t layer_for(Parameter parameter) const {
        return spec(parameter).of_layer ? static_cast<std::int8_t>(scheme_.layers.size() - 1)
                                        : std::int8_t{-1};
    }
    Rules& add_row(Parameter parameter, std::vector<Value> readings, const When& when) {
        Row row;
        row.parameter = parameter;
        row.layer = layer_for(parameter);
        row.when = when.conditions();
        row.readings = std::move(readings);
        row.source = source_from(kFirstDay);
        row.line = static_cast<std::uint32_t>(100 + scheme_.rows.size());
        scheme_.rows.push_back(std::move(row));
        return *this;
    }
    Scheme scheme_;
};

constexpr std::uint32_t kHome = 130100;

/// A pack of these schemes; every other insurance type and business is declared unknown.
[[nodiscard]] inline Pack pack_of(const std::vector<Rules>& rules, std::uint32_t id = kHome) {
    Pack pack;
    pack.id = id;
    pack.name = "area " + std::to_string(id);
    pack.version = 1;
    pack.known_since = date(kFirstDay);
    pack.documents["doc"] = {"unknown", "unknown", Grade::K, {}};
    pack.file = "pack.yaml";
    std::array<bool, kInsutypeCount * kBusinessCount> given{};
    for (const Rules& one : rules) {
        pack.schemes.push_back(one.scheme());
        given[static_cast<std::size_t>(one.scheme().insutype) * kBusinessCount +
              static_cast<std::size_t>(one.scheme().business)] = true;
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!given[i]) {
            Scheme scheme;
            scheme.insutype = static_cast<Insutype>(i / kBusinessCount);
            scheme.business = static_cast<Business>(i % kBusinessCount);
            scheme.unknown = "not in this test";
            scheme.line = static_cast<std::uint32_t>(900 + i);
            pack.schemes.push_back(std::move(scheme));
        }
    }
    return pack;
}

/// Two areas of one province, a district of the first, and three areas of other provinces.
[[nodiscard]] inline Regions some_regions() {
    return *Regions::from({{kHome, kHome, "home"},
                           {130102, kHome, "district of home"},
                           {130000, 130000, "the province"},
                           {130200, 130200, "next door"},
                           {110000, 110000, "capital"},
                           {120000, 120000, "harbour"},
                           {120101, 120000, "district of harbour"},
                           {310000, 310000, "delta"}});
}

[[nodiscard]] inline Book book_of(std::vector<Pack> packs) {
    return *Book::from(std::move(packs), some_regions());
}

}  // namespace yidi::policy::testing
