#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "adapters/codec/internal/yaml.h"

namespace yidi::codec::testing_support {

/// A text of YAML as a JSON reader would see it.
inline nlohmann::json to_json(const internal::Node& node) {
    if (node.is_list()) {
        nlohmann::json list = nlohmann::json::array();
        for (const internal::Node& item : node.items) {
            list.push_back(to_json(item));
        }
        return list;
    }
    if (node.is_map()) {
        nlohmann::json map = nlohmann::json::object();
        for (const internal::Entry& entry : node.entries) {
            map[entry.key] = to_json(entry.value);
        }
        return map;
    }
    if (node.style == internal::ScalarStyle::quoted || !nlohmann::json::accept(node.text)) {
        return node.text;
    }
    return nlohmann::json::parse(node.text);  // A number, true, false or null.
}

/// A schema that texts of YAML are held against.
class TextSchema {
public:
    explicit TextSchema(const std::string& schema) {
        const nlohmann::json text = nlohmann::json::parse(schema);
        const valijson::adapters::NlohmannJsonAdapter adapter{text};
        valijson::SchemaParser{}.populateSchema(adapter, schema_);
    }
    /// Empty if the text fits, else what does not.
    [[nodiscard]] std::string misfit(std::string_view text, std::string_view name) const {
        const Result<internal::Node> root = internal::parse_yaml(text, name);
        if (!root) {
            return to_string(root.error());
        }
        const nlohmann::json instance = to_json(*root);
        const valijson::adapters::NlohmannJsonAdapter adapter{instance};
        valijson::ValidationResults results;
        if (valijson::Validator{}.validate(schema_, adapter, &results)) {
            return "";
        }
        std::string told = "does not fit:";
        valijson::ValidationResults::Error error;
        while (results.popError(error)) {
            for (const std::string& step : error.context) {
                told += step;
            }
            told += " " + error.description + ";";
        }
        return told;
    }

private:
    valijson::Schema schema_;
};

}  // namespace yidi::codec::testing_support
