#include "adapters/codec/gbk.h"

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

}  // namespace

bool is_utf8(std::string_view bytes) {
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::optional<std::string> from_gbk(std::string_view bytes) {
    const Converter converter{iconv_open("UTF-8", "GB18030")};
    YIDI_ASSERT(converter.get() != iconv_t(-1));
    // Two bytes of GBK make three of UTF-8, and one makes one; four make at most four.
    std::string text(bytes.size() + bytes.size() / 2 + 1, '\0');
    std::string source{bytes};
    char* from = source.data();
    std::size_t from_left = source.size();
    char* to = text.data();
    std::size_t to_left = text.size();
    if (iconv(converter.get(), &from, &from_left, &to, &to_left) != 0 || from_left != 0) return {};
    text.resize(text.size() - to_left);
    return text;
}

}  // namespace yidi::codec
