#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/explain/curve.h"

/// Which rules of a settlement count, as its trace tells: what a kink of a curve is made of.
namespace yidi::explain::internal {

/// A rule that counts. Two settlements with the same marks were computed by the same formula.
struct Mark {
    KinkKind kind = KinkKind::deductible;
    std::int8_t layer = -1;
    std::int16_t number = 0;  ///< of a band, from 1 on; else 0
    auto operator<=>(const Mark&) const = default;
};

/// Ascending, each once; none without a trace.
[[nodiscard]] std::vector<Mark> marks_of(const adjudication::Answer& answer);

/// Whether both were computed by the same rows of the pack, as far as both reached them. Of two
/// ranges the ends shown can be those of different answers to what is open.
[[nodiscard]] bool same_rows(const adjudication::Answer& a, const adjudication::Answer& b);

struct ToldMark {
    std::string label;
    const policy::Row* rule = nullptr;
};
/// Requires  a mark of this answer (asserted).
[[nodiscard]] ToldMark tell(const Mark& mark, const adjudication::Answer& answer,
                            Language language);

}  // namespace yidi::explain::internal
