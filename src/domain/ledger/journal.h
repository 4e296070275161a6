#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/money.h"

/// Double entry behind every yuan: an entry's legs sum to zero.
namespace yidi::ledger {

enum class AccountKind : std::uint8_t {
    cash,        ///< money that patients pay at the windows of an institution; key: fixmedins_code
    personal,    ///< a personal account; key: psn_no of its owner
    fund,        ///< a fund of an insured area; key: "130100/310100"
    receivable,  ///< what an institution is owed; key: fixmedins_code
    clearing,    ///< of a fund, between two areas; key: "treating<insured/fund", such as
                 ///< "120000<130100/310100"
    transit,     ///< a transfer that is not accepted yet; key: psn_no of its payer, '/', its number
    fiscal,  ///< the fiscal account (财政专户) of an area, from which others are paid; key: area
    prepaid,    ///< what an area has paid to another in advance; key: "treating<insured"
    payable,    ///< what an agency owes a person beside any institution, negative: what the person
                ///< owes; key: psn_no
    disbursed,  ///< money that an insured area has sent to persons; key: "130100"
};
[[nodiscard]] std::string_view name(AccountKind kind);

struct Account {
    AccountKind kind = AccountKind::cash;
    std::string key;
    auto operator<=>(const Account&) const = default;
};

/// Positive: debit; negative: credit.
struct Leg {
    Account account;
    Money amount;
    bool operator==(const Leg&) const = default;
};

struct Entry {
    std::vector<Leg> legs;
    bool operator==(const Entry&) const = default;
};

/// Whether the legs sum to zero and none is zero or stands twice on one account.
[[nodiscard]] bool is_balanced(const Entry& entry);
[[nodiscard]] Entry negated(const Entry& entry);
/// Adds a leg, or to the leg of its account; a leg of zero is left out.
void post(Entry& entry, const Account& account, Money amount);

/// "personal:13010000000000000042=-1200" …, separated by blanks: how an entry is stored and shown.
[[nodiscard]] std::string to_text(const Entry& entry);
[[nodiscard]] Result<Entry> parse_entry(std::string_view text);

}  // namespace yidi::ledger
