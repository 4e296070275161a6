#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/adjudication/case.h"
#include "domain/registry/records.h"

/// What happens at a hospital window: visits, their lines, settlements. Names are the national
/// elements'.
namespace yidi::settlement {

using registry::Pid;

enum class VisitState : std::uint8_t { registered, discharged, cancelled };
[[nodiscard]] std::string_view name(VisitState state);

/// A visit as its last event leaves it.
struct Visit {
    Pid pid = 0;
    std::int64_t mdtrt_id = 0;
    std::int64_t seq = 0;  ///< events so far
    VisitState state = VisitState::registered;
    std::string fixmedins_code;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string med_type;
    std::string ipt_otp_no;
    Instant begntime;
    std::optional<Instant> endtime;
    std::string dise_codg;
    std::string dscg_way;
    bool er_flag = false;
    bool trum_flag = false;
    bool rel_ttp_flag = false;
    /// The transactions' own texts, for queries: what the rules do not read.
    std::string details;
};

/// One uploaded line.
struct FeeLine {
    std::string feedetl_sn;
    std::string init_feedetl_sn;  ///< the line that a return takes back
    std::string chrg_bchno;       ///< outpatient batches; empty for stays
    Instant fee_ocur_time;
    std::string med_list_codg;
    std::string medins_list_codg;
    Quantity cnt;
    UnitPrice pric;
    Money det_item_fee_sumamt;
};

/// What the treating region's catalogue makes of a line.
struct PricedLine {
    FeeLine line;
    adjudication::LineAttributes attributes;
    std::string med_chrgitm_type;
    std::string name;
    bool is_listed = false;  ///< false: not in the catalogue, own expense
};

/// What a pre-settlement keeps free until it ends.
struct Hold {
    Pid pid = 0;
    std::int64_t mdtrt_id = 0;
    std::string chrg_bchno;
    std::int64_t year = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    policy::Business business = policy::Business::inpatient;
    Money pool;
    Money account;
    Instant until;
};
inline constexpr std::int64_t kHoldMs = 10 * 60 * 1'000;

enum class SettlementKind : std::uint8_t { settled, reversed, recomputed };

/// A settlement, or what undoes or corrects one: amounts are then the exact negative or the
/// difference.
struct Settlement {
    Pid pid = 0;
    std::int64_t setl_id = 0;
    SettlementKind kind = SettlementKind::settled;
    std::int64_t undoes = 0;  ///< setl_id that it negates or corrects
    bool hidden = false;      ///< of an undone message: totals and queries leave the pair out
    std::int64_t mdtrt_id = 0;
    std::string chrg_bchno;
    std::string fixmedins_code;
    std::string msgid;
    Instant setl_time;
    std::int64_t year = 0;  ///< first year of the benefit year
    policy::Insutype insutype = policy::Insutype::employee;
    std::string med_type;
    std::string clr_type;
    std::uint32_t insuplc_admdvs = 0;
    std::uint32_t mdtrtarea_admvs = 0;
    Money medfee_sumamt;
    Money fund_pay_sumamt;
    Money acct_pay;
    /// The case as it was computed, in the form of a case file: it can be computed again for ever.
    std::string case_json;
    /// setlinfo and setldetail as answered.
    std::string answer_json;
};

}  // namespace yidi::settlement
