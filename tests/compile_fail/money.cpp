// Each case is a mistake that must not compile; case 0, the file without them, must.
#include "base/money.h"

namespace {

[[maybe_unused]] constexpr yidi::Money kBill = yidi::Money::from_fen(12'345);

#if YIDI_CASE == 1
constexpr auto kSquare = kBill * kBill;  // Square yuan mean nothing.
#elif YIDI_CASE == 2
constexpr yidi::Money kPrice = 123.45;  // Binary fractions cannot hold fen.
#elif YIDI_CASE == 3
constexpr auto kHalf = kBill.times(yidi::Rate::from_ppm(500'000));  // Who rounds?
#elif YIDI_CASE == 4
constexpr yidi::Money kBare = 12'345;  // Fen or yuan?
#elif YIDI_CASE == 5
constexpr auto kRounded = yidi::Money::from_fen(2.0);  // Whole by chance.
#elif YIDI_CASE == 6
constexpr auto kScaled = kBill.times(0.85, yidi::Rounding::down);  // Not a decimal ratio.
#elif YIDI_CASE == 7
constexpr auto kSum = kBill + 100;  // Fen or yuan?
#elif YIDI_CASE == 8
constexpr auto kBeyond = yidi::Money::from_fen(yidi::Money::kFenMax + 1);  // An assertion at work.
#endif

}  // namespace
