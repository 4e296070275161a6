#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "domain/clearing/lines.h"
#include "domain/ledger/journal.h"
#include "domain/policy/vocabulary.h"

/// A bill as one party's book has it: a settlement of care elsewhere, or what reverses or corrects
/// one.
namespace yidi::clearing {

/// How a party came to know a bill.
enum class Via : std::uint8_t {
    own,          ///< it settled it, or its institution did
    told,         ///< the other party said so
    adopted,      ///< taken over when two books were held against each other
    corrected,    ///< a difference, written in a later period
    institution,  ///< a difference with the institution's book, written in both parties' books
};
inline constexpr std::size_t kViaCount = 5;
[[nodiscard]] std::string_view name(Via via);
[[nodiscard]] std::optional<Via> parse_via(std::string_view text);

/// What one fund owes of a bill.
struct FundPart {
    std::string fund;  ///< fund_pay_type
    Money amount;
    bool operator==(const FundPart&) const = default;
};
/// "310100=12300 330100=-45": sorted by fund, none of zero.
[[nodiscard]] std::string to_text(const std::vector<FundPart>& parts);
/// Errors    invariant_violated: not such a text.
[[nodiscard]] Result<std::vector<FundPart>> parse_fund_parts(std::string_view text);

/// Names are the national elements'.
struct BookedBill {
    std::int64_t setl_id = 0;
    std::int64_t original = 0;  ///< setl_id that it reverses or corrects; 0: stands for itself
    Date day;
    std::uint32_t insuplc_admdvs = 0;  ///< areas
    std::uint32_t mdtrtarea_admvs = 0;
    std::string fixmedins_code;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string clr_type;
    Money medfee_sumamt;
    Money fund_pay_sumamt;
    Money acct_pay;
    Money psn_cash_pay;
    std::vector<FundPart> funds;  ///< what the insured area owes; sums to no more than the bill
    Via via = Via::own;           ///< of the holder; not part of what two books agree on

    [[nodiscard]] Money owed() const;
    bool operator==(const BookedBill&) const = default;
};

/// The code of an area's province, which is the party: 130100 is in 130000.
[[nodiscard]] constexpr std::uint32_t party_of(std::uint32_t area) {
    constexpr std::uint32_t kProvince = 10'000;
    return area / kProvince * kProvince;
}
/// Between which parties; both are the same where the bill is cleared within one province.
[[nodiscard]] inline Direction direction_of(const BookedBill& bill) {
    return {.insured = party_of(bill.insuplc_admdvs), .treating = party_of(bill.mdtrtarea_admvs)};
}

/// Everything two books have to agree on, as one text: equal texts for equal bills only.
[[nodiscard]] std::string content_of(const BookedBill& bill);
/// Errors    invariant_violated: not the content of a bill.
[[nodiscard]] Result<BookedBill> parse_content(std::string_view text);

/// What each fund owes by a settlement's journal entry: the legs on clearing accounts.
[[nodiscard]] std::vector<FundPart> owed_by(const ledger::Entry& entry);

/// A bill with the amounts of both: what is left of it after another about it.
[[nodiscard]] BookedBill summed(const BookedBill& bill, const BookedBill& about);
/// A bill with the opposite amounts that takes another back.
[[nodiscard]] BookedBill reversal_of(const BookedBill& bill, std::int64_t setl_id, Date day);
/// What has to be booked so that `has` becomes `should`: the difference, as a bill of its own.
/// Null bills count as zero; one of them is there (asserted).
struct Correction {
    const BookedBill* has = nullptr;
    const BookedBill* should = nullptr;
    std::int64_t setl_id = 0;
    Date day = {};
};
[[nodiscard]] BookedBill correction_of(const Correction& correction);

/// The lines of a placed bill: one for each fund.
[[nodiscard]] std::vector<Line> lines_of(const BookedBill& bill, Origin origin);

}  // namespace yidi::clearing
