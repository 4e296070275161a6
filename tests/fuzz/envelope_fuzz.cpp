#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "tests/national/world.h"

// No body crashes the interface; every answer is an envelope; a refusal names what to do and leaves
// every row as it was.

namespace {

using Json = nlohmann::ordered_json;
using yidi::tests::World;

struct Start {
    std::unique_ptr<World> world = std::make_unique<World>();
    std::string state = world->all();
};

/// Values that readers stumble over.
Json odd_value(std::mt19937& chance) {
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
    };
    return kOdd[chance() % kOdd.size()];
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

void mutate(Json& request, std::mt19937& chance) {
    std::vector<Json*> nodes;
    collect(request, nodes);
    Json& node = *nodes[chance() % nodes.size()];
    if (node.is_array() && !node.empty()) {
        node.push_back(node[chance() % node.size()]);
    } else if (node.is_object() && !node.empty()) {
        auto member = node.begin();
        std::advance(member, static_cast<std::ptrdiff_t>(chance() % node.size()));
        if (chance() % 2 == 0) {
            node.erase(member);
        } else {
            *member = odd_value(chance);
        }
    } else if (node.is_string() && !node.get<std::string>().empty() && chance() % 2 == 0) {
        std::string text = node;
        text[chance() % text.size()] = static_cast<char>('0' + chance() % 10);
        node = text;
    } else {
        node = odd_value(chance);
    }
}

}  // namespace

extern "C" {

// Only a fuzzing build links it; the replay of the corpus does not mutate.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's.
__attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                   std::size_t size_max);

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t size_max,
                                    unsigned seed) {
    std::mt19937 chance{seed};
    Json request = Json::parse(data, data + size, nullptr, /*allow_exceptions=*/false);
    // One in sixteen changes bytes, so that what is no JSON is tried too.
    if (request.is_discarded() || !request.is_structured() || chance() % 16 == 0) {
        return LLVMFuzzerMutate == nullptr ? size : LLVMFuzzerMutate(data, size, size_max);
    }
    for (unsigned i = 0; i <= chance() % 3; ++i) mutate(request, chance);
    const std::string text = request.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > size_max) return size;
    std::ranges::copy(text, data);
    return text.size();
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Start start;
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const std::string answered = start.world->answer(body);
    if (answered.empty()) return 0;  // A file was asked for and given.
    const Json answer = Json::parse(answered);
    YIDI_ASSERT(answer.contains("inf_refmsgid"));
    if (answer["infcode"] == 0) {
        YIDI_ASSERT(!answer["output"].is_null());
        start = Start{};
        return 0;
    }
    YIDI_ASSERT(answer["infcode"] == -1);
    YIDI_ASSERT(!answer["err_msg"].get<std::string>().empty());
    YIDI_ASSERT(start.world->all() == start.state);
    return 0;
}
}
