#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "domain/policy/pack.h"

/// What regions say about claims by hand beside their packs, which are frozen for what they pay
/// (data/rules/claim-limits.csv).
namespace yidi::claim {

enum class Limit : std::uint8_t {
    deadline_months,   ///< a claim is taken so long after the last day of the care
    four_eyes_amount,  ///< fen; above it, who checks, who decides and who pays are three
};
inline constexpr std::size_t kLimitCount = 2;
[[nodiscard]] std::string_view name(Limit limit);
[[nodiscard]] std::optional<Limit> parse_limit(std::string_view text);

/// One limit of a region, or of all (kNationalFrame), over one interval.
struct StatedLimit {
    Limit limit = Limit::deadline_months;
    std::uint32_t region = 0;
    std::optional<std::int64_t> value;  ///< empty: not known, `note` says why
    DateInterval valid;
    std::string document = {};
    std::string article;  ///< or "unknown"
    policy::Grade grade = policy::Grade::K;
    std::string note = {};
};
/// "冀医保规〔2024〕1号 第八条 (O)"; the article is left out where it is not known.
[[nodiscard]] std::string clause_of(const StatedLimit& limit);

class Limits {
public:
    Limits() = default;
    explicit Limits(std::vector<StatedLimit> limits) : limits_{std::move(limits)} {}

    /// That of a pooling area on a day: its own, else its province's, else the one for all. Null:
    /// nothing is said.
    [[nodiscard]] const StatedLimit* find(Limit limit, std::uint32_t area, Date day) const;
    [[nodiscard]] const std::vector<StatedLimit>& all() const { return limits_; }

private:
    std::vector<StatedLimit> limits_;
};

}  // namespace yidi::claim
