#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/render/sheet.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "domain/adjudication/answer.h"
#include "domain/settlement/records.h"

/// The printed statement of a settlement (医疗费用结算单).
namespace yidi::render {

/// A code with what it is called; either may be empty.
struct Coded {
    std::string code;
    std::string words;
};

enum class StatementState : std::uint8_t {
    settled,
    reversed,  ///< a settlement that has been taken back: no proof of payment any more
    reversal,  ///< the taking back itself: every amount is the negative
};

/// What has been changed in a settlement after it was made; amounts are the differences.
struct StatementCorrection {
    std::int64_t setl_id = 0;
    Instant at;
    Money fund_pay_sumamt;
    Money psn_part_amt;
};

/// A line of the bill.
struct StatementLine {
    std::string med_chrgitm_type;  ///< "01" …; empty: what is not in the catalogue
    std::string name;
    std::string med_list_codg;
    std::string chrgitm_lv;  ///< "01" 甲, "02" 乙; else own expense
    Quantity cnt;
    UnitPrice pric;
    Money det_item_fee_sumamt;
    Money preselfpay_amt;
    Money fulamt_ownpay_amt;
};

struct Statement {
    StatementState state = StatementState::settled;
    std::int64_t other_setl_id =
        0;  ///< of `reversed` its reversal, of `reversal` what it took back
    std::vector<StatementCorrection> corrections;

    Coded institution;
    Coded treating_region;
    std::string psn_name;
    std::string certno;  ///< whole: the page shows its first and last characters only
    std::string psn_no;
    Coded insured_region;
    bool is_remote = false;    ///< the two regions are of two pooling areas
    bool is_province = false;  ///< they are of one province
    Coded insutype;
    Coded psn_type;
    bool cvlserv_flag = false;
    std::string filing;  ///< as words; empty: none, or not known

    std::int64_t mdtrt_id = 0;
    std::string ipt_otp_no;
    Coded med_type;
    std::string dise_codg;
    std::string diagnosis;
    std::string ward;
    bool is_stay = false;
    bool is_interim = false;
    Date begndate;
    Date enddate;

    std::int64_t setl_id = 0;
    std::string chrg_bchno;
    std::string msgid;
    Instant setl_time;
    std::string opter;
    std::string clr_type;
    std::string hosp_lv;      ///< of the institution, as words
    std::string computed_by;  ///< pack, its version and sum, the engine's revision
    std::int64_t year = 0;    ///< first year of the benefit year

    adjudication::Setlinfo info;
    std::vector<settlement::Payer> payers;
    std::optional<adjudication::Accumulators> cum;  ///< of the year, right after it
    /// What it covers, told by category; empty: not told, as of what has been taken back.
    std::vector<StatementLine> lines;
    bool lists_lines = false;  ///< each line too
};

/// "1101**********1234": a quarter at each end stays, at most four characters.
[[nodiscard]] std::string masked_certificate(const std::string& certno);

/// What is printed of it. Totals are always there, other amounts where they are not zero.
[[nodiscard]] Sheet statement_sheet(const Statement& statement);

}  // namespace yidi::render
