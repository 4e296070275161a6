#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/case_decoder.h"
#include "app/check_published.h"
#include "app/estimate.h"
#include "base/assert.h"

namespace {

using yidi::Result;

yidi::policy::Regions regions() {
    return *yidi::policy::Regions::from({
        {.code = 100000, .pooling_area = 100000, .name = "frame"},
        {.code = 120000, .pooling_area = 120000, .name = "elsewhere"},
        {.code = 130100, .pooling_area = 130100, .name = "somewhere"},
    });
}

/// No packs: what is computed is computed by the case's own terms.
const yidi::policy::Book& book() {
    static const yidi::policy::Book kEmpty = *yidi::policy::Book::from({}, regions());
    return kEmpty;
}

/// What is decoded keeps the adjudicator's requirements, so it is answered, and the answer is a
/// JSON object that another reader takes. A year that an answer leaves can be the next case's year.
void answer(const yidi::app::CaseFile& file) {
    yidi::app::Estimate estimate;
    const Result<void> answered = yidi::app::estimate(book(), file, {.trace = true}, estimate);
    YIDI_ASSERT(answered.has_value());
    const Result<std::vector<yidi::app::Verdict>> verdicts =
        yidi::app::check_published(book(), file, estimate, yidi::explain::Language::en);
    std::string json;
    yidi::codec::AnswerEncoder encoder{yidi::explain::Language::zh};
    encoder.append(book(), file, estimate, verdicts ? *verdicts : std::vector<yidi::app::Verdict>{},
                   json);
    YIDI_ASSERT(json.starts_with("{\"status\":\""));
    YIDI_ASSERT(json.ends_with("}"));
}

}  // namespace

// No text crashes the decoder, whatever it held before; a refusal names its place; what it takes
// can be answered.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    static yidi::codec::CaseDecoder decoder{book().regions()};
    static yidi::app::CaseFile file;
    const Result<void> decoded = decoder.decode(text, file);
    if (decoded) {
        answer(file);
        return 0;
    }
    YIDI_ASSERT(yidi::exit_code(decoded.error().code) == 2);
    YIDI_ASSERT(!decoded.error().rule.empty());
    YIDI_ASSERT(!decoded.error().remedy.empty());
    YIDI_ASSERT(!decoded.error().detail.empty());
    YIDI_ASSERT(decoded.error().where.empty() || decoded.error().where.starts_with("/"));
    return 0;
}
