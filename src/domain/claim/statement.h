#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "domain/adjudication/case.h"
#include "domain/policy/vocabulary.h"

/// What somebody states who claims: the care, its lines, the invoices, the account to pay to.
namespace yidi::claim {

/// An electronic invoice (医疗电子票据): its number is the code and the serial, 20 digits in all.
/// Or a receipt on paper, with the code and the number that are printed on it.
struct Invoice {
    std::string number;
    Date day;
    Money amount;
    bool is_paper = false;
    bool operator==(const Invoice&) const = default;
};
inline constexpr std::size_t kInvoiceDigits = 20;
[[nodiscard]] bool is_invoice_number(std::string_view text);
inline constexpr std::size_t kPaperDigitsMin = 8;
inline constexpr std::size_t kPaperDigitsMax = 22;
/// Digits alone, 8 to 22: series differ by province and year, so no more is known of them.
[[nodiscard]] bool is_paper_number(std::string_view text);

/// Where the money goes. Sealed wherever it is kept.
struct BankAccount {
    std::string holder;
    std::string bank;
    std::string number;  ///< 8 to 32 digits
    bool operator==(const BankAccount&) const = default;
};
/// Errors    bad_value: no name, no bank, or a number that is none.
[[nodiscard]] Result<void> check_account(const BankAccount& account);

/// The institution as far as the claim says; the register is asked by its code.
struct StatedPlace {
    std::uint32_t mdtrtarea_admvs = 0;
    std::string fixmedins_code;  ///< empty: not known to the claimant
    std::string fixmedins_name;
    std::string hosp_lv;  ///< "01" … "11", where the register does not say; empty: not known
};

/// Why it was not settled directly, as far as it decides which papers are asked for.
struct Circumstances {
    bool by_agent = false;       ///< somebody else hands the claim in
    bool card_unusable = false;  ///< lost, damaged, or not made yet
    bool dual_channel = false;   ///< a drug of the dual-channel list, bought with a prescription
    bool referral = false;       ///< sent on by another hospital
    /// A third party is liable, and does not pay, or is not known: the fund advances the cost and
    /// recovers it later.
    bool third_party_unpaid = false;
    bool third_party_unknown = false;
};

/// 手工报销原因 `manl_reim_rea`: 01 to 10, or 99. What each number means is a code table of the
/// platform that is not published; the number is kept as it is stated.
[[nodiscard]] bool is_manl_reim_rea(std::string_view code);

/// Whether a line says how many at what price. Both are 0 where the itemised list does not: nothing
/// is guessed from the amount, since on them depends what lies above a price limit.
[[nodiscard]] bool is_priced(const adjudication::Line& line);

/// What is claimed. Names are the national elements'.
struct Statement {
    policy::Insutype insutype = policy::Insutype::employee;
    std::string med_type;  ///< "11", "21", …
    StatedPlace place;
    Date begndate;
    Date enddate;  ///< last day of care, included
    std::string dise_codg;
    std::optional<bool> er_flag;
    bool trum_flag = false;
    bool rel_ttp_flag = false;
    Circumstances circumstances;
    std::string manl_reim_rea;
    /// Typed as in the case file; `insured` is filled from the insured region's catalogue, or by
    /// the reviewer where that does not list the code.
    std::vector<adjudication::Line> lines;
    std::vector<Invoice> invoices;
    BankAccount account;

    [[nodiscard]] Money claimed() const;
    /// Whether the fund is asked to pay in place of a third party.
    /// Source: 社会保险法 第三十条.
    [[nodiscard]] bool is_advance() const;
    /// A stay: its days are those of an admission and a discharge.
    [[nodiscard]] bool is_stay() const;
};

/// How a region reads a line: a class, at most the whole paid first, and no limit below zero.
/// Errors    bad_value, bad_amount; `where` is the line's own.
[[nodiscard]] Result<void> check_attributes(const adjudication::LineAttributes& read,
                                            const std::string& where);

/// What cannot be a claim at all: no lines, no invoices, a type of care that is none, days out of
/// order, a line without an amount or whose count and price give another, an account that is none.
/// Everything else is the checks'.
/// Errors    missing_key, bad_amount, bad_value, inconsistent, limit_exceeded.
[[nodiscard]] Result<void> check_statement(const Statement& statement);
/// What not even a draft may be: days out of order, more lines than a claim takes.
/// Errors    inconsistent, limit_exceeded.
[[nodiscard]] Result<void> check_draft(const Statement& statement);

inline constexpr std::size_t kLinesMax = 5'000;
inline constexpr std::size_t kInvoicesMax = 100;

}  // namespace yidi::claim
