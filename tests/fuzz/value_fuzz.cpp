// The readers of single values: whatever text comes, they answer without a crash, and what they
// accept is written back as the same value.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/date.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/rate.h"
#include "base/region_code.h"

namespace {

/// A value survives being written and read again; an error says what to do.
template <class Parse, class Write>
void check(std::string_view text, Parse parse, Write write) {
    const auto value = parse(text);
    if (value) {
        YIDI_ASSERT(*parse(write(*value)) == *value);
    } else {
        YIDI_ASSERT(!value.error().remedy.empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto write = [](auto value) { return to_string(value); };
    check(text, yidi::parse_yuan, yidi::to_yuan);
    check(text, yidi::parse_rate, write);
    check(text, yidi::parse_unit_price, write);
    check(text, yidi::parse_quantity, write);
    check(text, yidi::parse_date, write);
    check(text, yidi::parse_region_code, write);
    return 0;
}
