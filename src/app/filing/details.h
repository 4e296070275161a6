#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

/// What the registration form (基本医疗保险跨省异地就医备案登记表) asks beside the filing itself.
/// Kept sealed with the event that stated it. Every field may be empty.
namespace yidi::app {

struct FilingDetails {
    std::string contact_name;
    std::string tel;
    std::string address;  ///< away from home
    std::string reason;
    // Referral.
    std::string transfer_from;  ///< fixmedins_code
    std::string transfer_to;
    std::string dise_codg;
    std::string dise_name;
    // Who acts for the person.
    std::string agent_name;
    std::string agent_certno;
    std::string agent_tel;
    std::string agent_relation;
    // For a later manual claim.
    std::string bank_name;
    std::string bank_account;
    bool operator==(const FilingDetails&) const = default;
};

[[nodiscard]] std::string to_text(const FilingDetails& details);
/// Errors    internal: not a text of to_text.
[[nodiscard]] Result<FilingDetails> parse_filing_details(std::string_view text);

}  // namespace yidi::app
