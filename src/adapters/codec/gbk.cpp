#include "adapters/codec/gbk.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <type_traits>

#include <iconv.h>
#include <simdjson.h>

#include "base/error.h"

namespace yidi::codec {
namespace {

struct Close {
    void operator()(void* converter) const { iconv_close(converter); }
};
using Converter = std::unique_ptr<std::remove_pointer_t<iconv_t>, Close>;

/// Turns bytes into UTF-8 as far as it goes; how many stay behind.
std::size_t convert(std::string_view bytes, std::string& text) {
    const Converter converter{iconv_open("UTF-8", "GB18030")};
    YIDI_ASSERT(converter.get() != std::bit_cast<iconv_t>(std::intptr_t{-1}));
    // Two bytes of GBK make three of UTF-8, and one makes one; four make at most four.
    text.assign(bytes.size() + bytes.size() / 2 + 1, '\0');
    std::string source{bytes};
    char* from = source.data();
    std::size_t from_left = source.size();
    char* to = text.data();
    std::size_t to_left = text.size();
    const std::size_t lost = iconv(converter.get(), &from, &from_left, &to, &to_left);
    text.resize(text.size() - to_left);
    // A character that UTF-8 has none for is counted, not left.
    return lost == 0 ? from_left : std::max<std::size_t>(from_left, 1);
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::optional<std::string> from_gbk(std::string_view bytes) {
    std::string text;
    if (convert(bytes, text) != 0) return {};
    return text;
}

std::size_t malformed_gbk_at(std::string_view bytes) {
    std::string text;
    const std::size_t left = convert(bytes, text);
    return left == 0 ? std::string_view::npos : bytes.size() - left;
}

}  // namespace yidi::codec
