#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tests/national/mutation.h"
#include "tests/national/witness.h"

// No body crashes the interface; every answer is an envelope; a refusal names what to do and leaves
// every row as it was.

extern "C" {

// Only a fuzzing build links it; the replay of the corpus does not mutate.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's.
__attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                   std::size_t size_max);

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t size_max,
                                    unsigned seed) {
    return yidi::tests::mutate_json(data, size, size_max, seed, LLVMFuzzerMutate);
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static auto hospital = std::make_unique<yidi::tests::Witness>();
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const bool is_changed = !hospital->ask(std::string{body}).is_null() && hospital->is_done();
    if (is_changed) hospital = std::make_unique<yidi::tests::Witness>();
    return 0;
}
}
