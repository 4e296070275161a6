#include "domain/policy/check.h"

#include <algorithm>
#include <array>

namespace yidi::policy {

namespace {

class Checker {
public:
    Checker(const Pack& pack, std::vector<Finding>& findings) : pack_{pack}, findings_{findings} {}

    void run() {
        std::array<int, kInsutypeCount * kBusinessCount> seen{};
        for (const Scheme& scheme : pack_.schemes) {
            check_scheme(scheme);
            int& count = seen[static_cast<std::size_t>(scheme.insutype) * kBusinessCount +
                              static_cast<std::size_t>(scheme.business)];
            if (++count > 1) {
                report(scheme.line, where(scheme), "this insurance type and business stands twice",
                       "join the two schemes");
            }
        }
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (seen[i] == 0) {
                const auto insutype = static_cast<Insutype>(i / kBusinessCount);
                const auto business = static_cast<Business>(i % kBusinessCount);
                report(1, std::string{code(insutype)} + " " + std::string{name(business)},
                       "the pack says nothing about it",
                       "add a scheme, or declare it `unknown` with the reason");
            }
        }
        for (const Corridor& corridor : pack_.corridors) {
            check_source(corridor.source, 1, "corridor " + corridor.id);
        }
    }

private:
    static std::string where(const Scheme& scheme) {
        return std::string{code(scheme.insutype)} + " " + std::string{name(scheme.business)};
    }

    void report(std::uint32_t line, std::string where, std::string rule, std::string remedy) {
        findings_.push_back({line, std::move(where), std::move(rule), std::move(remedy)});
    }

    void check_source(const Source& source, std::uint32_t line, const std::string& place) {
        const bool is_unknown = source.document == "unknown";  // Declared so; it is shown so.
        const auto document = pack_.documents.find(source.document);
        if (document != pack_.documents.end()) {
            check_grade(source, document->second, line, place);
        } else if (!is_unknown) {
            report(line, place, "its document \"" + source.document + "\" is not in `documents`",
                   "add the document or mend the id");
        }
        if (source.to && *source.to <= source.from) {
            report(line, place, "its `to` is not after its `from`",
                   "`to` is the first day after the last one in force");
        }
        if (source.article.empty()) {
            report(line, place, "it has no article",
                   "name the article, or write the literal unknown");
        }
    }

    // Nothing is better proved than the document that it is taken from. K and I rest on no
    // document, so neither is better than the other.
    void check_grade(const Source& source, const Document& document, std::uint32_t line,
                     const std::string& place) {
        if (std::min(source.grade, Grade::K) < std::min(document.seen, Grade::K)) {
            report(line, place,
                   "its grade " + std::string{name(source.grade)} +
                       " is better than that of its document: \"" + source.document +
                       "\" was seen as " + std::string{name(document.seen)},
                   "give the row the grade of its document, or cite the document that shows it");
        }
    }

    void check_scheme(const Scheme& scheme) {
        const std::string place = where(scheme);
        if (!scheme.unknown.empty() && !scheme.rows.empty()) {
            report(scheme.line, place, "it is declared unknown and has rules",
                   "keep one of the two");
        }
        if (scheme.layers.size() > kLayerMax) {
            report(scheme.line, place, "a chain has at most eight layers", "join layers");
        }
        for (std::size_t i = 0; i < scheme.layers.size(); ++i) {
            check_layer(scheme, i);
        }
        for (const Row& row : scheme.rows) {
            check_row(scheme, row);
        }
        check_precision(scheme);
    }

    // An over-cap cost is divided by the pooled ratio and multiplied by the layer's ratio without
    // rounding between. That stays exact in 128 bits while each of the two products has at most
    // twelve decimal places.
    void check_precision(const Scheme& scheme) {
        constexpr int kPlacesMax = 12;
        const int pooled = places(scheme, Parameter::ratio, -1) +
                           places(scheme, Parameter::ratio_adjust, -1) +
                           places(scheme, Parameter::remote_ratio, -1);
        if (pooled > kPlacesMax) {
            report(scheme.line, where(scheme),
                   "ratio, ratio_adjust and remote_ratio together have more than 12 decimal places",
                   "write ratios with at most four decimal places");
        }
        for (std::size_t i = 0; i < scheme.layers.size(); ++i) {
            const int layer = static_cast<int>(i);
            if (places(scheme, Parameter::layer_ratio, layer) +
                    places(scheme, Parameter::layer_adjust, layer) >
                kPlacesMax) {
                report(scheme.layers[i].line, where(scheme) + " layer " + scheme.layers[i].id,
                       "ratio and adjust together have more than 12 decimal places",
                       "write ratios with at most four decimal places");
            }
        }
    }

    static int places(Rate rate) {
        int count = 6;
        for (std::int64_t ppm = rate.ppm(); count > 0 && ppm % 10 == 0; ppm /= 10) {
            --count;
        }
        return count;
    }

    static int places(const Scheme& scheme, Parameter parameter, int layer) {
        int most = 0;
        for (const Row& row : scheme.rows) {
            if (row.parameter != parameter || row.layer != layer) {
                continue;
            }
            for (const Value& value : row.readings) {
                most = std::max({most, places(value.rate), places(value.step)});
                for (const Band& band : value.bands) {
                    most = std::max(most, places(band.rate));
                }
            }
        }
        return most;
    }

    void check_layer(const Scheme& scheme, std::size_t index) {
        const Layer& layer = scheme.layers[index];
        const std::string place = where(scheme) + " layer " + layer.id;
        check_source(layer.source, layer.line, place);
        const auto same = std::ranges::count(scheme.layers, layer.id, &Layer::id);
        if (same > 1) {
            report(layer.line, place, "its id stands twice in the chain",
                   "give each layer its own id");
        }
        if (layer.in_scope == (layer.counts != 0)) {
            report(layer.line, place,
                   "`counts` is either [in_scope] alone or a set of what the person bears",
                   "name what the layer counts");
        }
    }

    void check_row(const Scheme& scheme, const Row& row) {
        const ParameterSpec& entry = spec(row.parameter);
        std::string place = where(scheme);
        if (row.layer >= 0) {
            place += " layer " + scheme.layers[static_cast<std::size_t>(row.layer)].id;
        }
        place += " " + std::string{entry.name};
        check_source(row.source, row.line, place);
        if (row.readings.empty() == row.unknown.empty()) {
            report(row.line, place, "a row has a value, or `unknown` with a reason",
                   "write one of the two");
        }
        if (pack_.id == kNationalFrame) {
            check_frame(row, place);
        }
        if (!entry.conditions_allowed) {
            check_fixed(scheme, row, place);
        }
        if (row.readings.size() > kReadingsMax) {
            report(row.line, place, "a value has at most 64 readings", "name fewer");
        }
        if (row.interval && row.readings.size() != 2) {
            report(row.line, place, "low/high are two values", "write both");
        }
        for (const Value& value : row.readings) {
            check_value(row, value, place);
        }
    }

    // The frame's rows are read for the schemes of other packs, which tell other ages and names
    // apart.
    void check_frame(const Row& row, const std::string& place) {
        Conditions allowed;
        allowed.person = row.when.person;
        allowed.level = row.when.level;
        allowed.filing = row.when.filing;
        allowed.distance = row.when.distance;
        if (!(row.when == allowed)) {
            report(row.line, place,
                   "the national frame tells only person, level, filing and distance apart",
                   "leave the other conditions to the regions' packs");
        }
    }

    void check_fixed(const Scheme& scheme, const Row& row, const std::string& place) {
        const auto same = std::ranges::count(scheme.rows, row.parameter, &Row::parameter);
        if (same > 1 || !(row.when == Conditions{}) || row.readings.size() > 1) {
            report(row.line, place, "it takes one value, for all days and without conditions",
                   "keep one plain value");
        }
        if (!row.unknown.empty()) {
            report(row.line, place, "it cannot be unknown",
                   "choose a value and say in a note that it is assumed");
        }
    }

    void check_value(const Row& row, const Value& value, const std::string& place) {
        const bool may_exceed_one = spec(row.parameter).type == ValueType::decimal;
        if (!may_exceed_one && (value.rate > Rate::one() || value.step > Rate::one())) {
            report(row.line, place, "a share is at most 1", "write 85 % as \"0.85\"");
        }
        if (value.money < Money{} || value.money_max < Money{} || value.floor < Money{}) {
            report(row.line, place, "an amount is not negative", "write a positive amount");
        }
        if (value.form == ValueForm::percent_of_bill && value.money_max < value.money) {
            report(row.line, place, "`max` lies below `min`", "mend one of the two");
        }
        if (value.form == ValueForm::bands) {
            check_bands(row, value, place);
        }
        if (value.form == ValueForm::count && value.number <= 0) {
            report(row.line, place, "a count of days is at least 1",
                   "write a positive number, or none");
        }
        const bool layers = row.parameter == Parameter::layer_limit_includes;
        if (layers && (value.mask >> (2U + static_cast<unsigned>(row.layer))) != 0) {
            report(row.line, place, "a limit can include earlier layers only",
                   "name layers that stand before it");
        }
    }

    void check_bands(const Row& row, const Value& value, const std::string& place) {
        Money low;
        for (std::size_t i = 0; i < value.bands.size(); ++i) {
            const Band& band = value.bands[i];
            const bool last = i + 1 == value.bands.size();
            if (last != !band.up_to.has_value()) {
                report(row.line, place, "the last band, and only it, has no end",
                       "write null as its upper border");
            }
            if (band.up_to && *band.up_to <= low) {
                report(row.line, place, "the bands' borders ascend", "order the bands");
            }
            if (band.rate > Rate::one()) {
                report(row.line, place, "a share is at most 1", "write 85 % as \"0.85\"");
            }
            low = band.up_to.value_or(low);
        }
        if (value.bands.size() > kBandMax) {
            report(row.line, place, "a value has at most 16 bands", "join bands");
        }
        if (value.bands.empty()) {
            report(row.line, place, "there is no band", "write at least one");
        }
    }

    const Pack& pack_;
    std::vector<Finding>& findings_;
};

}  // namespace

void check_values(const Pack& pack, std::vector<Finding>& findings) {
    Checker{pack, findings}.run();
}

std::vector<Finding> check(const Pack& pack, const Regions* regions, std::size_t* cells) {
    std::vector<Finding> findings;
    if (regions != nullptr && pack.id != kNationalFrame) {
        const Region* region = regions->find(pack.id);
        if (region == nullptr) {
            findings.push_back(
                {1, "id", "this code is not in the region list", "add it to data/regions"});
        } else if (region->pooling_area != pack.id) {
            findings.push_back(
                {1, "id",
                 "this code belongs to the pooling area " + std::to_string(region->pooling_area),
                 "write the pack for the pooling area"});
        }
    }
    const std::unique_ptr<const Policy> policy = compile(pack, findings);
    if (cells != nullptr) {
        *cells = 0;
        for (const CompiledScheme& scheme : policy->schemes) {
            *cells += scheme.cells;
        }
    }
    std::ranges::stable_sort(findings, {}, &Finding::line);
    return findings;
}

}  // namespace yidi::policy
