#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/clause.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// What becomes of an estimate while one number of its case changes: amounts at many values, and
/// the values at which another rule begins to count. Every amount is the calculation's own; nothing
/// is drawn between two of them.
namespace yidi::explain {

/// The number that changes. `name()` is how the interface spells it.
enum class Axis : std::uint8_t {
    medfee_sumamt,      ///< the total; each part of it keeps its share
    fulamt_ownpay_amt,  ///< how much of the same total is own expense
    pool,               ///< what the pooled fund has paid this year before
};
inline constexpr std::size_t kAxisCount = 3;
[[nodiscard]] std::string_view name(Axis axis);
[[nodiscard]] std::optional<Axis> parse_axis(std::string_view text);

/// Both ends are the same unless the answer is a range. Without amounts (unknown, rejected) the
/// funds pay nothing and everything is the person's.
struct CurvePoint {
    Money at;
    Money in_scope;  ///< of the bill with this value
    adjudication::Status status = adjudication::Status::computed;
    std::array<Money, 2> fund;
    std::array<Money, 2> person;
};

enum class KinkKind : std::uint8_t {
    deductible,   ///< the cost exceeds the deductible
    band,         ///< a further band of the pooled fund
    floor,        ///< the least share decides
    cap,          ///< a limit of the pooled fund is met
    layer,        ///< a layer of the chain pays
    layer_band,   ///< a further band of it
    layer_limit,  ///< its limit is met
};
[[nodiscard]] std::string_view name(KinkKind kind);

struct Kink {
    KinkKind kind = KinkKind::deductible;
    Money at;            ///< the last value before it, to the fen
    bool begins = true;  ///< with the number growing it begins; else it ends
    std::string label;   ///< "起付线 800.00 元", "band 2, 85%"
    std::optional<Clause> clause;
    /// What the funds pay of the next 100 yuan of cost; for a growing total alone.
    std::optional<Money> of_next_100;
};

struct Curve {
    Axis axis = Axis::medfee_sumamt;
    Money from;
    Money to;
    Money step;  ///< between two points, but for those of the case and the kinks
    Money at;    ///< the number of the case as it stands
    std::vector<CurvePoint> points;  ///< ascending, each value once
    std::vector<Kink> kinks;         ///< ascending
    /// Kinks are looked for: not where so much is open that each point is many calculations.
    bool has_kinks = true;
};

struct CurveAsked {
    Axis axis = Axis::medfee_sumamt;
    std::optional<Money> to = {};    ///< empty: so far that something happens
    std::optional<Money> also = {};  ///< a value that is one of the points; the nearer end of the
                                     ///< curve where it lies outside
};

/// The number of the case as it stands.
[[nodiscard]] Money value_of(const adjudication::Case& facts, Axis axis,
                             policy::Business counter = policy::Business::inpatient);

/// Requires  a case as adjudicate() takes it.
/// Errors    bad_value: the bill is told by lines and so cannot be stretched, or has no total;
///           invariant_violated: our bug.
[[nodiscard]] Result<Curve> curve(const policy::Book& book, const adjudication::Case& facts,
                                  const CurveAsked& asked, Language language);

}  // namespace yidi::explain
