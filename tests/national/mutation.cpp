#include "tests/national/mutation.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace yidi::tests {
namespace {

using Json = nlohmann::ordered_json;

/// Values that readers stumble over.
const Json& odd_value(std::mt19937& chance) {
    static const std::array kOdd{
        Json{},
        Json{""},
        Json{"null"},
        Json{"0000"},
        Json{0},
        Json{-1},
        Json{0.005},
        Json{1e15},
        Json{"1e2"},
        Json{"2025-03-13T08:00:00"},
        Json{"2025-02-30"},
        Json{"1"},
        Json{"310"},
        Json{"2101"},
        Json{"13010000000000000042"},
        Json{"医保"},
        Json{std::string(5'000, 'x')},
        Json{true},
        Json::object(),
        Json::array(),
        Json{R"({"er_flag":"1"})"},
        // Numbers at the edges of decimals, and codes of other kinds of care and of insurance.
        Json{1e-7},
        Json{1e300},
        Json{12.345678},
        Json{123'456'789'012'345},
        Json{"+1"},
        Json{"-0.01"},
        Json{"1."},
        Json{".5"},
        Json{"00012.5000"},
        Json{"999999999999.99"},
        Json{"12"},
        Json{"14"},
        Json{"21"},
        Json{"41"},
        Json{"52"},
        Json{"390"},
        // Texts of the register's and of signatures' forms.
        Json{"H12010100001"},
        Json{"13020000000000000046"},
        Json{"120101"},
        Json{"UEs="},
        Json{"a\tb\x01"},
    };
    return kOdd[chance() % kOdd.size()];
}

/// Members that may be left out, and say what else is read.
std::string_view telling_name(std::mt19937& chance) {
    constexpr std::array<std::string_view, 16> kNames{
        "med_type", "insutype",       "dise_codg", "begntime",
        "endtime",  "setl_id",        "enddate",   "exp_content",
        "er_flag",  "refd_setl_flag", "certno",    "mdtrt_cert_no",
        "psn_no",   "encType",        "cainfo",    "ver"};
    return kNames[chance() % kNames.size()];
}

void collect(Json& json, std::vector<Json*>& nodes) {
    nodes.push_back(&json);
    for (Json& inner : json) {
        if (inner.is_structured()) {
            collect(inner, nodes);
        } else {
            nodes.push_back(&inner);
        }
    }
}

void mutate_list(Json& list, std::mt19937& chance) {
    const std::size_t one = chance() % list.size();
    const auto place = list.begin() + static_cast<std::ptrdiff_t>(chance() % list.size());
    switch (chance() % 3) {
        case 0: list.erase(place); break;
        case 1: std::swap(*place, list[one]); break;
        default: {
            Json copy = list[one];
            list.insert(place, std::move(copy));
        }
    }
}

void mutate_object(Json& object, std::mt19937& chance) {
    auto member = object.begin();
    std::advance(member, static_cast<std::ptrdiff_t>(chance() % object.size()));
    switch (chance() % 3) {
        case 0: object.erase(member); break;
        case 1: *member = odd_value(chance); break;
        default: object[std::string{telling_name(chance)}] = odd_value(chance);
    }
}

}  // namespace

void mutate(Json& json, std::mt19937& chance) {
    std::vector<Json*> nodes;
    collect(json, nodes);
    Json& node = *nodes[chance() % nodes.size()];
    if (node.is_array() && !node.empty()) {
        mutate_list(node, chance);
    } else if (node.is_object() && !node.empty()) {
        mutate_object(node, chance);
    } else if (node.is_string() && !node.get<std::string>().empty() && chance() % 2 == 0) {
        std::string text = node;
        text[chance() % text.size()] = static_cast<char>('0' + chance() % 10);
        node = text;
    } else {
        node = odd_value(chance);
    }
}

std::size_t mutate_json(std::uint8_t* data, std::size_t size, std::size_t size_max, unsigned seed,
                        MutateBytes bytes) {
    std::mt19937 chance{seed};
    Json json = Json::parse(data, data + size, nullptr, /*allow_exceptions=*/false);
    // One in sixteen changes bytes, so that what is no JSON is tried too.
    if (json.is_discarded() || !json.is_structured() || chance() % 16 == 0) {
        return bytes == nullptr ? size : bytes(data, size, size_max);
    }
    for (auto left = 1 + chance() % 3; left > 0; --left) mutate(json, chance);
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > size_max) return size;
    std::ranges::copy(text, data);
    return text.size();
}

}  // namespace yidi::tests
