#pragma once

#include <optional>
#include <string>

#include <gmpxx.h>
#include <nlohmann/json.hpp>

/// Numbers of the slow executor: exact fractions, amounts in fen. Nothing here comes from src/.
namespace reference {

using Json = nlohmann::json;
using Q = mpq_class;

/// "12.34" as an exact fraction; empty for anything that is not a plain decimal.
std::optional<Q> plain_decimal(const std::string& text);
/// Throws std::invalid_argument for anything that is not a plain decimal.
Q decimal(const std::string& text);
/// A JSON number or decimal string, exact (the shortest decimal that JSON writes).
Q decimal(const Json& value);
/// An amount in yuan as fen.
Q fen(const Json& yuan);

/// The largest whole number not above `value`.
Q whole_below(const Q& value);
/// Half away from zero.
Q half_up(const Q& value);
/// By the name of a rounding mode as packs spell it: half_up, half_even, down.
Q rounded(const Q& value, const std::string& mode);

Q least(const Q& a, const Q& b);
Q most(const Q& a, const Q& b);

/// Days since 1970-01-01 of "YYYY-MM-DD".
int day_number(const std::string& date);
/// "YYYY-MM-DD" of a day number.
std::string date_text(int day);

}  // namespace reference
