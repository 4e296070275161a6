#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "base/error.h"
#include "base/money.h"
#include "domain/policy/policy.h"
#include "domain/registry/records.h"
#include "ports/ids.h"
#include "ports/vault.h"

/// A small invented country whose rules can be done in the head, so that what a year must hold is
/// known without the calculation that is under test.
namespace yidi::sim {

/// Employees: in hospital 1,000 yuan deductible for the first stay of a year and 500 for each
/// later one, 80 %, at most 20,000 a year; outpatient 100 a year, 50 %, at most 300.
struct Rules {
    static constexpr Money kFirstStay = Money::from_yuan(1'000);
    static constexpr Money kLaterStay = Money::from_yuan(500);
    static constexpr Money kStayCap = Money::from_yuan(20'000);
    static constexpr Money kVisitDeductible = Money::from_yuan(100);
    static constexpr Money kVisitCap = Money::from_yuan(300);
};

struct Insured {
    registry::Pid pid = 0;
    std::string psn_no;
};
struct Hospital {
    std::string code;
    std::uint32_t admdvs = 0;
};

/// In every catalogue: class A without a limit.
inline constexpr std::string_view kDrug = "XA01";

/// What the papers of a long-term filing are, and the shared data that files without being asked.
inline constexpr std::string_view kPaper = "residence_permit";
inline constexpr std::string_view kFeed = "retirement_move";

/// The pooling areas.
[[nodiscard]] const std::array<std::uint32_t, 2>& areas();
[[nodiscard]] std::uint32_t area_of(registry::Pid pid);
/// Where the person needs a filing.
[[nodiscard]] std::uint32_t other_area(registry::Pid pid);

/// Two areas, one that blocks a reversal while later settlements stand and one that computes them
/// again.
[[nodiscard]] Result<policy::Book> make_book();
/// What both say about filings: temporary ones last a day or two, papers are promised for a day.
[[nodiscard]] Result<std::shared_ptr<const policy::FilingRuleBook>> make_filing_rules();
/// Half of them insured in each area, every third with money in the account, and another third with
/// a filing for the other area that was there before.
[[nodiscard]] const std::vector<Insured>& insured();
[[nodiscard]] const std::vector<Hospital>& hospitals();
/// Puts them all into an empty register.
[[nodiscard]] Result<void> fill_register(ports::Session& session, const payer::Context& context);

/// Counts up; what a crash has lost is not given again.
class CountingIds final : public ports::Ids {
public:
    std::int64_t next() override { return ++last_; }
    void skip(std::int64_t count) { last_ += count; }

private:
    std::int64_t last_ = 1'000'000;
};

/// Hides nothing, so that a history costs little, but opens only what was sealed for the place that
/// is named.
class OpenVault final : public ports::Vault {
public:
    std::string seal(std::string_view plain, std::string_view bound_to) override;
    [[nodiscard]] Result<std::string> open(std::string_view sealed,
                                           std::string_view bound_to) const override;
    [[nodiscard]] std::string look_up_hash(std::string_view text) const override;
};

}  // namespace yidi::sim
