#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/codec/filing_decoder.h"
#include "base/assert.h"
#include "domain/policy/filing_check.h"
#include "domain/policy/filing_rules.h"

// No text crashes the decoder of filing rules, and what it takes can be proved or is refused with a
// rule.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using yidi::codec::decode_filing_rules;
    using yidi::codec::looks_like_filing_rules;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto rules = decode_filing_rules(text, "fuzz.yaml");
    if (!rules) {
        YIDI_ASSERT(!rules.error().where.empty());
        return 0;
    }
    YIDI_ASSERT(looks_like_filing_rules(text));
    for (const auto& finding : yidi::policy::check_filing(*rules, nullptr, nullptr)) {
        YIDI_ASSERT(!finding.rule.empty());
    }
    if (const auto book = yidi::policy::FilingRuleBook::from({*rules}); !book) {
        YIDI_ASSERT(!book.error().rule.empty());
    }
    return 0;
}
