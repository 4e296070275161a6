#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "adapters/codec/claim_decoder.h"
#include "adapters/codec/claim_encoder.h"
#include "base/assert.h"
#include "domain/claim/statement.h"

namespace {

const yidi::policy::Regions& regions() {
    static const yidi::policy::Regions kRegions = *yidi::policy::Regions::from({
        {.code = 100000, .pooling_area = 100000, .name = "frame"},
        {.code = 120000, .pooling_area = 120000, .name = "elsewhere"},
        {.code = 120101, .pooling_area = 120000, .name = "a part of it"},
        {.code = 130100, .pooling_area = 130100, .name = "somewhere"},
    });
    return kRegions;
}

}  // namespace

// No text crashes the reader of claims; a refusal names its rule and its place; what is taken can
// be checked, and told as JSON that another reader takes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto said = yidi::codec::decode_statement(text, regions());
    if (!said) {
        YIDI_ASSERT(yidi::exit_code(said.error().code) == 2);
        YIDI_ASSERT(!said.error().rule.empty() && !said.error().remedy.empty());
        // What is wrong with the JSON itself is told by line and column, the rest by pointer.
        const std::string& where = said.error().where;
        YIDI_ASSERT(where.empty() || where.starts_with("/") || where.starts_with("line "));
        return 0;
    }
    if (const auto draft = yidi::claim::check_draft(*said); !draft) {
        YIDI_ASSERT(!draft.error().rule.empty());
        YIDI_ASSERT(!yidi::claim::check_statement(*said));
        return 0;
    }
    if (const auto whole = yidi::claim::check_statement(*said); !whole) {
        YIDI_ASSERT(!whole.error().rule.empty());
        return 0;
    }
    std::string written;
    yidi::codec::JsonWriter json{written};
    yidi::codec::append_statement(json, *said, yidi::codec::AccountShown::masked);
    YIDI_ASSERT(nlohmann::json::accept(written));
    return 0;
}
