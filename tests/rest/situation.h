#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/filing/jobs.h"
#include "domain/policy/filing_rules_test_support.h"
#include "tests/rest/desk.h"
#include "tests/rest/situations.h"

/// A person of kHome who goes for care elsewhere: files by REST, is treated by the national
/// interface, and asks why. 2,000 yuan of a stay, 1,000 deductible; of the rest the fund pays
/// 80 % at home and for long-term filings, 75 % by referral, 70 % in an emergency, 60 % for other
/// temporary care. Unfiled care elsewhere is refused. Residents (390) are paid as employees are.
namespace yidi::tests {

inline constexpr std::uint32_t kCapital = 110000;
inline constexpr std::uint32_t kDelta = 310000;  ///< a corridor makes filings to it unnecessary
inline constexpr std::string_view kCapitalHospital = "H11000000001";
inline constexpr std::string_view kDeltaHospital = "H31000000001";
inline constexpr std::string_view kNextDoorHospital = "H13020000001";

class Situation : public Desk {
protected:
    Situation();
    /// A test's number is in its name, and its row is in the table.
    void SetUp() override;
    [[nodiscard]] const Row& row() const { return *row_; }
    [[nodiscard]] std::string expected() const { return std::string{row_->expected}; }

    /// All that a person can file, decided at once; as tests/filing has it.
    [[nodiscard]] static policy::testing::FilingRulesOf usual_rules();
    void use(const policy::testing::FilingRulesOf& rules);
    void open_for_others(std::string_view fixmedins_code, std::uint32_t admdvs,
                         std::uint8_t businesses, std::vector<std::string> diseases = {});
    /// The register says this of the person from now on.
    void register_person(const payer::PersonRecord& record);
    [[nodiscard]] payer::PersonRecord record() const;
    [[nodiscard]] static registry::Insurance insurance(policy::Insutype insutype,
                                                       std::string_view from);

    // --- REST

    [[nodiscard]] std::string me(std::string_view rest = {}) const {
        return "/persons/" + psn_no_ + std::string{rest};
    }
    [[nodiscard]] static Json application(std::string_view kind, std::uint32_t place,
                                          std::string_view from);
    Reply file(const Json& application);
    /// Expects it made, and gives its number.
    std::int64_t filed(const Json& application);
    Reply step(std::int64_t filing, const Json& body);
    Reply decide(std::int64_t filing, const Json& body);
    [[nodiscard]] std::string state_of(std::int64_t filing);
    /// The chain for care at `hospital_` on a day.
    Json why(std::string_view day, std::string_view more = {});
    /// The cause of the first link that is broken; empty: none is.
    static std::string cause_of(const Json& chain);
    static Json link_of(const Json& chain, std::string_view link);
    /// Kinds of the messages, sorted.
    std::vector<std::string> messages();
    /// What the passing of time does.
    app::JobCounts do_due();

    // --- the national interface, from `hospital_`

    [[nodiscard]] Json here(std::string_view infno);
    /// 2401 and 2301: 2,000 yuan.
    void admitted(std::string_view from = "2025-03-10 08:00:00", const Json& also = {});
    void discharged(std::string_view on = "2025-03-13 11:00:00");
    /// 2401, 2301, 2402.
    void stayed(const Json& also = {});
    /// Files for the place of care.
    void be_filed() { filed(application("long_term_resident", kAwayArea, "2025-03-01")); }
    /// 2401, 2301 with other values in its first lines, 2402.
    void stayed_with(const Json& lines);
    /// 2304 without the amounts that the trial told.
    Json bare_bill();
    Json settled();
    std::string not_settled() { return refused(here("2304")); }
    /// The level of the benefit by what the fund pays of the 2,000 yuan.
    static std::string level_of(const Json& setlinfo);

    /// A session of the person's that has just begun: days may have passed since the last.
    [[nodiscard]] std::string citizen() { return token_of("citizen", pid_); }

private:
    const Row* row_ = nullptr;
};

[[nodiscard]] inline testing::AssertionResult has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos
               ? testing::AssertionSuccess()
               : testing::AssertionFailure() << '"' << text << "\" lacks \"" << part << '"';
}

}  // namespace yidi::tests
