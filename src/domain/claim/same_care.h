#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"
#include "base/money.h"

/// Whether two bills are for one care, so that it is not paid twice: by two claims, or by a claim
/// and at a hospital's window.
namespace yidi::claim {

struct Care {
    std::string fixmedins_code;  ///< empty: not known
    std::string fixmedins_name;  ///< empty: not known
    std::uint32_t admdvs = 0;    ///< where, six digits; 0: not known
    Date begndate;
    Date enddate;  ///< included
    bool is_stay = false;
    Money total;
};

enum class Likeness : std::uint8_t {
    none,
    near,  ///< somebody has to look
    same,
};

/// `same`: two stays in one place on shared days, or two visits there of one total; stays may touch
/// on the day on which one ends and the next begins. Where a code is not known the name stands for
/// it, and where that is another one too, the total. `near`: else something there on shared days;
/// and two stays that share more than the border, in whatever places, since nobody lies in two.
[[nodiscard]] Likeness likeness(const Care& a, const Care& b);

}  // namespace yidi::claim
