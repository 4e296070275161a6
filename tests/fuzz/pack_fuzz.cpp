#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/pack_decoder.h"
#include "adapters/codec/pack_encoder.h"
#include "adapters/codec/pack_table.h"
#include "adapters/codec/table.h"
#include "base/assert.h"
#include "domain/policy/check.h"

// No text crashes the decoders, and what they take comes back the same from YAML and from a table.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using yidi::codec::decode_pack;
    using yidi::codec::decode_table;
    using yidi::codec::encode_pack;
    using yidi::codec::encode_table;
    using yidi::codec::read_csv;
    using yidi::codec::same_content;
    using yidi::codec::TableHeads;
    using yidi::codec::write_csv;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto pack = decode_pack(text, "fuzz.yaml")) {
        const auto again = decode_pack(encode_pack(*pack), "again.yaml");
        YIDI_ASSERT(again.has_value());
        YIDI_ASSERT(same_content(*pack, *again));
        const auto cells =
            read_csv(write_csv(encode_table(*pack, TableHeads::english)), "again.csv");
        YIDI_ASSERT(cells.has_value());
        const auto table = decode_table(*cells, "again.csv");
        YIDI_ASSERT(table.has_value());
        YIDI_ASSERT(same_content(*pack, *table));
        const std::vector<yidi::policy::Finding> findings = yidi::policy::check(*pack, nullptr);
        for (const yidi::policy::Finding& finding : findings) {
            YIDI_ASSERT(!finding.rule.empty());
        }
    }
    if (const auto cells = read_csv(text, "fuzz.csv")) {
        if (const auto pack = decode_table(*cells, "fuzz.csv")) {
            YIDI_ASSERT(decode_pack(encode_pack(*pack), "again.yaml").has_value());
        }
    }
    return 0;
}
