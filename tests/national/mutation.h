#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include <nlohmann/json.hpp>

/// Changes of JSON that a fuzzer tries: the form stays, so that what lies behind the reader of JSON
/// is reached.
namespace yidi::tests {

/// One change: a value, a member or an element.
void mutate(nlohmann::ordered_json& json, std::mt19937& chance);

/// libFuzzer's signature of whoever changes bytes.
using MutateBytes = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t size_max);

/// As LLVMFuzzerCustomMutator: up to three changes of the JSON; `bytes` (it may be null) for what
/// is none, and once in sixteen times for what is.
std::size_t mutate_json(std::uint8_t* data, std::size_t size, std::size_t size_max, unsigned seed,
                        MutateBytes bytes);

}  // namespace yidi::tests
