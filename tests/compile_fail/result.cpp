// Each case is a mistake that must not compile; case 0, the file without them, must.
#include "base/error.h"
#include "base/money.h"

namespace {

[[maybe_unused]] yidi::Result<yidi::Money> doubled(std::string_view text) {
#if YIDI_CASE == 1
    yidi::parse_yuan(text);  // The failure would be lost.
#elif YIDI_CASE == 2
    const yidi::Money amount = yidi::parse_yuan(text);  // There may be no amount.
#endif
    YIDI_TRY(const yidi::Money parsed, yidi::parse_yuan(text));
#if YIDI_CASE == 3
    return yidi::ErrorCode::bad_amount;  // A code alone does not say what to mend.
#endif
    return parsed + parsed;
}

}  // namespace
