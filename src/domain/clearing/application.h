#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/clearing/month.h"

/// 清算申请: what an institution applies for, of one clearing type and month (3203, 3204).
namespace yidi::clearing {

/// Names are the national elements'.
struct ApplicationSums {
    std::int64_t psntime = 0;  ///< settlements, as an institution may count them
    Money medfee_sumamt;
    Money med_sumfee;  ///< 医保认可费用总额: what it takes in is not published
    Money fund_appy_sum;
    Money cash_payamt;
    Money acct_pay;
    bool operator==(const ApplicationSums&) const = default;
};

/// What the agency has of the same settlements.
struct FoundSums {
    ApplicationSums sums;       ///< psntime: every row, reversals too
    std::int64_t standing = 0;  ///< psntime as settlements less reversals
    [[nodiscard]] bool counts(std::int64_t psntime) const {
        return psntime == sums.psntime || psntime == standing;
    }
};
/// One amount or number in which the two differ.
struct SumDifference {
    std::string_view field;
    std::string theirs;
    std::string ours;
};
/// In the order of the fields; of the number both ways of counting are right, and med_sumfee is
/// held against nothing.
[[nodiscard]] std::vector<SumDifference> differences(const ApplicationSums& theirs,
                                                     const FoundSums& ours);

enum class ApplicationState : std::uint8_t { applied, withdrawn };
inline constexpr std::size_t kApplicationStateCount = 2;
[[nodiscard]] std::string_view name(ApplicationState state);

struct Application {
    std::string fixmedins_code;
    std::int64_t evt_id = 0;  ///< clr_appy_evt_id
    std::int64_t seq = 1;
    ApplicationState state = ApplicationState::applied;
    Month month;
    std::string clr_type;
    std::string clr_way;  ///< name of the method between agency and institution; empty: not said
    Date begndate;
    Date enddate;
    ApplicationSums sums;
    Instant at;
    std::string by;
};
/// Whether two are about some of the same settlements.
[[nodiscard]] bool overlap(const Application& a, const Application& b);

}  // namespace yidi::clearing
