#pragma once

#include "domain/adjudication/case.h"

/// A benefit year from which one settlement is taken out, or into which another is put in its
/// place, while what was settled later stays as it is.
namespace yidi::settlement {

using adjudication::Accumulators;

struct Shift {
    const Accumulators& from;
    const Accumulators& to;
};
/// `year` + `by.to` − `by.from`, sum by sum: with `from` what a settlement left and `to` what it
/// found, the year without it. Entries of which nothing is left, and that `to` does not have, go.
[[nodiscard]] Accumulators shifted(Accumulators year, const Shift& by);

/// What a settlement finds that is made again in its place: deductible, admissions and costs as
/// they were there (`place`), of the funds' limits what all that stands (`rest`) has left.
[[nodiscard]] Accumulators in_place(const Accumulators& place, const Accumulators& rest);

}  // namespace yidi::settlement
