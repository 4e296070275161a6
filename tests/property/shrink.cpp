#include "tests/property/shrink.h"

#include <functional>
#include <string>
#include <vector>

#include "tests/property/engine.h"

namespace yidi::property {
namespace {

/// Differing answers keep their statuses and codes, differing amounts only the place where they
/// differ.
std::string kind_of(const std::string& difference) {
    if (difference.starts_with("status") || difference.starts_with("code")) return difference;
    return difference.substr(0, difference.find(':'));
}

/// The pointer to a member of what stands at `place`.
std::string below(std::string place, const std::string& key) {
    return place.append("/").append(key);
}

/// Tries changes and keeps those after which the difference is of the same kind.
class Shrinker {
public:
    explicit Shrinker(Example example)
        : best_{std::move(example)}, kind_{kind_of(difference_in(best_))} {}

    Example run() {
        do {
            changed_ = false;
            keep_one_scheme(&Example::pack);
            keep_one_scheme(&Example::frame);
            for (const std::string& scheme : pointers_of_schemes()) shrink_scheme(scheme);
            leave_out("/defaults", &Example::pack);
            leave_out("/corridors", &Example::frame);
            leave_out("", &Example::input);
            for (const char* part : {"/cum", "/filing", "/prev", "/fee", "/feedetail"}) {
                leave_out(part, &Example::input);
            }
            for (const char* part : {"by_business", "by_hosp", "by_month", "by_dise", "by_layer"}) {
                leave_out_within("/cum/" + std::string{part}, &Example::input);
            }
            simplify_amounts();
        } while (changed_ && ++rounds_ < 6);
        return best_;
    }

private:
    using Document = Json Example::*;

    /// The best example so far with a change to one of its documents.
    Example changed(Document document, const std::function<void(Json&)>& change) const {
        Example candidate = best_;
        change(candidate.*document);
        return candidate;
    }

    bool attempt(const Example& candidate) {
        if (kind_of(difference_in(candidate)) != kind_) return false;
        best_ = candidate;
        changed_ = true;
        return true;
    }

    /// Replaces what stands at `place`.
    bool replace(Document document, const std::string& place, const Json& value) {
        const Json::json_pointer pointer{place};
        const Json& whole = best_.*document;
        if (!whole.contains(pointer) || whole[pointer] == value) return false;
        return attempt(changed(document, [&](Json& json) { json[pointer] = value; }));
    }

    /// Leaves out each member of the object or list at `place` that is not needed.
    void leave_out(const std::string& place, Document document) {
        const Json::json_pointer pointer{place};
        if (!(best_.*document).contains(pointer) && !place.empty()) return;
        const Json whole = (best_.*document)[pointer];
        if (whole.is_array()) {
            for (std::size_t i = whole.size(); i > 0; --i) {
                if (i - 1 >= (best_.*document)[pointer].size()) continue;
                (void)attempt(changed(document, [&](Json& json) { json[pointer].erase(i - 1); }));
            }
        } else if (whole.is_object()) {
            for (const auto& [key, value] : whole.items()) {
                (void)attempt(changed(document, [&](Json& json) { json[pointer].erase(key); }));
            }
        }
    }

    /// The same of what lies deeper.
    void leave_out_within(const std::string& place, Document document) {
        leave_out(place, document);
        const Json::json_pointer pointer{place};
        if (!(best_.*document).contains(pointer)) return;
        const Json whole = (best_.*document)[pointer];
        for (const auto& [key, value] : whole.items()) {
            if (value.is_object()) leave_out_within(below(place, key), document);
        }
    }

    void keep_one_scheme(Document document) {
        for (std::size_t i = 0; i < (best_.*document)["schemes"].size(); ++i) {
            const Json scheme = (best_.*document)["schemes"][i];
            if (scheme.contains("unknown")) continue;
            Json unknown{{"unknown", "left out"}};
            unknown["insutype"] = scheme["insutype"];
            unknown["business"] = scheme["business"];
            (void)replace(document, "/schemes/" + std::to_string(i), unknown);
        }
    }

    std::vector<std::string> pointers_of_schemes() {
        std::vector<std::string> places;
        for (std::size_t i = 0; i < best_.pack["schemes"].size(); ++i) {
            if (!best_.pack["schemes"][i].contains("unknown")) {
                places.push_back("/schemes/" + std::to_string(i));
            }
        }
        return places;
    }

    void shrink_scheme(const std::string& scheme) {
        leave_out(scheme + "/chain", &Example::pack);
        shrink_rules(scheme + "/rules");
        const Json::json_pointer chain{scheme + "/chain"};
        if (!best_.pack.contains(chain)) return;
        for (std::size_t i = 0; i < best_.pack[chain].size(); ++i) {
            const std::string layer = scheme + "/chain/" + std::to_string(i);
            leave_out(layer, &Example::pack);
            leave_out(layer + "/counts", &Example::pack);
            shrink_rules(layer + "/rules");
        }
    }

    void shrink_rules(const std::string& rules) {
        leave_out(rules, &Example::pack);
        const Json whole = best_.pack[Json::json_pointer{rules}];
        for (const auto& [parameter, rule] : whole.items()) {
            const std::string place = below(rules, parameter);
            for (const Json& simple : simpler(rule)) {
                if (replace(&Example::pack, place, simple)) break;
            }
            if (best_.pack[Json::json_pointer{place}].is_array()) leave_out(place, &Example::pack);
        }
    }

    /// Plain values that could stand for a rule.
    static std::vector<Json> simpler(const Json& rule) {
        std::vector<Json> values;
        const Json* rows = &rule;
        if (rule.is_object() && rule.contains("rows")) rows = &rule["rows"];
        if (rows->is_array()) {
            for (const Json& row : *rows) {
                if (row.is_object() && row.contains("value")) values.push_back(row["value"]);
                if (row.is_array() && row.size() == 2) values.push_back(row[1]);
            }
        }
        if (rows != &rule) values.push_back(*rows);
        if (rule.is_object() && rule.contains("either")) {
            for (const Json& reading : rule["either"]) values.push_back(reading);
        }
        return values;
    }

    void simplify_amounts() {
        const Json flat = best_.input.flatten();
        for (const auto& [place, value] : flat.items()) {
            if (place.find("fee") == std::string::npos && place.find("cum") == std::string::npos &&
                place.find("balc") == std::string::npos) {
                continue;
            }
            if (place.ends_with("chrgitm_lv") || !value.is_primitive()) continue;
            for (const Json& simple : {Json(0), Json(1000), Json(10000), Json(100000)}) {
                if (value == simple || replace(&Example::input, place, simple)) break;
            }
        }
    }

    Example best_;
    std::string kind_;
    bool changed_ = false;
    int rounds_ = 0;
};

}  // namespace

std::string difference_in(const Example& example) {
    try {
        const auto pair = Pair::from(example.frame, example.pack);
        if (!pair) return "pack refused: " + to_string(pair.error());
        return run_both(**pair, example.input).difference;
    } catch (const std::exception& error) {
        return std::string{"reference failed: "} + error.what();
    }
}

std::string text_of(const Example& example) {
    const auto known = [](Json pack) {
        Json schemes = Json::array();
        for (const Json& scheme : pack["schemes"]) {
            if (!scheme.contains("unknown")) schemes.push_back(scheme);
        }
        Json text{{"schemes", schemes}, {"defaults", pack.value("defaults", Json::object())}};
        if (pack.contains("corridors")) text["corridors"] = pack["corridors"];
        return text.dump();
    };
    return "frame (other schemes unknown): " + known(example.frame) +
           "\npack (other schemes unknown): " + known(example.pack) +
           "\ncase: " + example.input.dump() + "\n";
}

Example shrink(Example example) {
    return Shrinker{std::move(example)}.run();
}

}  // namespace yidi::property
