#include "adapters/codec/internal/well_formed.h"

#include <algorithm>
#include <memory>
#include <type_traits>

#include <expat.h>

namespace yidi::codec::internal {
namespace {

struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free>;

/// Only documents of types have entities, which could fill the memory.
void stop_at_type(void* parser, const XML_Char* /*name*/, const XML_Char* /*sysid*/,
                  const XML_Char* /*pubid*/, int /*has_internal_subset*/) {
    XML_StopParser(static_cast<XML_Parser>(parser), XML_FALSE);
}

}  // namespace

bool is_well_formed(std::string_view xml) {
    constexpr std::size_t kAtOnce = 1U << 20U;  // What the parser is given is an int long.
    const Parser parser{XML_ParserCreate(nullptr)};
    if (parser == nullptr) return false;
    XML_UseParserAsHandlerArg(parser.get());
    XML_SetStartDoctypeDeclHandler(parser.get(), stop_at_type);
    bool is_last = false;
    while (!is_last) {
        const std::string_view part = xml.substr(0, std::min(xml.size(), kAtOnce));
        xml.remove_prefix(part.size());
        is_last = xml.empty();
        if (XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), is_last) !=
            XML_STATUS_OK) {
            return false;
        }
    }
    return true;
}

}  // namespace yidi::codec::internal
