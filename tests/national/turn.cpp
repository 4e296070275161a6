#include "tests/national/turn.h"

#include <array>
#include <fstream>
#include <string_view>

#include "api/national/table.h"

namespace yidi::tests {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> kNumbers{"mdtrt_id", "setl_id", "file_qury_no", "sign_no",
                                                   "trt_dcla_detl_sn"};

/// The sample of a transaction; null where there is none.
const Json& sample_of(const std::string& infno) {
    static std::map<std::string, Json> samples;
    static const Json kNone;
    if (national::find_form(infno) == nullptr) return kNone;
    const auto [entry, is_new] = samples.try_emplace(infno);
    if (is_new) {
        std::ifstream file{"tests/fuzz/corpus/envelope/" + infno + ".json"};
        entry->second = Json::parse(file);
        // Some send the input as a text.
        Json& input = entry->second["input"];
        if (input.is_string()) input = Json::parse(input.get<std::string>());
    }
    return entry->second;
}

/// Whether any object has the member; each then has the value.
bool set_everywhere(Json& json, const std::string& name, const Json& value) {
    bool is_there = json.is_object() && json.contains(name);
    if (is_there) json[name] = value;
    for (Json& inner : json) {
        if (inner.is_structured() && set_everywhere(inner, name, value)) is_there = true;
    }
    return is_there;
}

/// The same with a remembered number; empty ones stay empty, they ask for all.
void set_number(Json& json, const std::string& name, const std::string& number) {
    if (json.is_object() && json.contains(name) && json[name] != Json{""}) json[name] = number;
    for (Json& inner : json) {
        if (inner.is_structured()) set_number(inner, name, number);
    }
}

/// Where what no row has is added.
Json& first_row(Json& message) {
    Json& input = message["input"];
    if (!input.is_object() || input.empty()) return message;
    Json& node = input.front();
    if (node.is_array() && !node.empty() && node.front().is_object()) return node.front();
    return node.is_object() ? node : input;
}

}  // namespace

void remember(const Json& output, Remembered& numbers) {
    if (output.is_object()) {
        for (const std::string_view name : kNumbers) {
            const auto member = output.find(name);
            if (member != output.end() && member->is_string()) {
                numbers[std::string{name}] = member->get<std::string>();
            }
        }
    }
    for (const Json& inner : output) {
        if (inner.is_structured()) remember(inner, numbers);
    }
}

Json message_of(const Json& turn, const Remembered& numbers) {
    if (!turn.is_array()) return turn;
    if (turn.empty() || !turn.front().is_string()) return {};
    Json message = sample_of(turn.front().get<std::string>());
    if (message.is_null()) return message;
    for (const auto& [name, number] : numbers) set_number(message["input"], name, number);
    if (turn.size() < 2 || !turn[1].is_object()) return message;
    for (const auto& [name, value] : turn[1].items()) {
        if (!set_everywhere(message, name, value)) first_row(message)[name] = value;
    }
    return message;
}

}  // namespace yidi::tests
