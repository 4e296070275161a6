#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/adjudication/case.h"
#include "domain/registry/records.h"

/// What happens at a hospital window: visits, their lines, settlements. Names are the national
/// elements'.
namespace yidi::settlement {

using registry::Pid;

enum class VisitState : std::uint8_t { registered, discharged, cancelled };
[[nodiscard]] std::string_view name(VisitState state);
[[nodiscard]] std::optional<VisitState> parse_visit_state(std::string_view text);

/// A visit as its last event leaves it.
struct Visit {
    Pid pid = 0;
    std::int64_t mdtrt_id = 0;
    std::int64_t seq = 0;  ///< events so far
    VisitState state = VisitState::registered;
    bool is_stay = false;  ///< admitted (2401), not registered (2201)
    std::string fixmedins_code;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string med_type;  ///< empty: not said yet
    std::string ipt_otp_no;
    Instant begntime;
    std::optional<Instant> endtime;
    std::string dise_codg;
    std::string dscg_way;
    std::optional<bool> er_flag;  ///< empty: the type of visit tells
    bool trum_flag = false;
    bool rel_ttp_flag = false;
    /// The transactions' own texts, for queries: what the rules do not read. Sealed in the store.
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
    std::string hosp_appr_flag;  ///< "1": the hospital says that the restriction is met
    bool operator==(const FeeLine&) const = default;
};

/// What the treating region's catalogue makes of a line.
struct PricedLine {
    FeeLine line;
    adjudication::LineAttributes attributes;
    std::string list_type;
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
    /// Of the family account that the bill would use; the amount stands in a row of the owner's.
    std::optional<Pid> owner;
    /// Only in a row of such an owner: whose bill holds `account` of the owner's money.
    std::optional<Pid> patient;
};
inline constexpr std::int64_t kHoldMs = std::int64_t{10} * 60 * 1'000;

/// `recomputed` corrects a settlement after an earlier one of its year was undone or put in;
/// `claimed` is a claim by hand, paid to the person.
enum class SettlementKind : std::uint8_t { settled, reversed, recomputed, claimed };
[[nodiscard]] std::string_view name(SettlementKind kind);
[[nodiscard]] std::optional<SettlementKind> parse_settlement_kind(std::string_view text);

/// One payer of a settlement, as answered.
struct Payer {
    std::string fund_pay_type;
    std::string fund_pay_type_name;
    Money inscp_scp_amt;
    std::optional<Money> crt_payb_lmt_amt;
    Money fund_payamt;
    std::string setl_proc_info;
    bool operator==(const Payer&) const = default;
};

/// A settlement, or what undoes or corrects one: amounts are then the exact negative or the
/// difference.
struct Settlement {
    Pid pid = 0;
    std::int64_t setl_id = 0;
    SettlementKind kind = SettlementKind::settled;
    std::int64_t undoes = 0;  ///< setl_id that it negates or corrects
    bool hidden = false;      ///< of an undone message: totals and queries leave the pair out
    bool is_interim = false;  ///< a part of a stay that goes on
    std::int64_t mdtrt_id = 0;
    std::string chrg_bchno;
    std::string fixmedins_code;
    std::string msgid;
    Instant setl_time;
    std::int64_t year = 0;  ///< first year of the benefit year
    policy::Insutype insutype = policy::Insutype::employee;
    std::string med_type;
    std::string psn_type;
    bool cvlserv_flag = false;
    std::string clr_type;
    std::uint32_t insuplc_admdvs = 0;
    std::uint32_t mdtrtarea_admvs = 0;
    /// Which lines: those of the batch; of a stay those uploaded by event `fee_seq` whose day is
    /// not after `until` and that no earlier part has.
    std::int64_t fee_seq = 0;
    Date until;
    adjudication::Setlinfo info;
    std::vector<Payer> payers;
    /// The case as it was computed, in the form of a case file: it can be computed again for ever.
    std::string case_text;
    /// By what it was computed: "440300@1 0123456789abcdef 1" names the pack with its version, the
    /// beginning of its SHA-256, and the engine's revision.
    std::string computed_by;
    /// What its message said that no rule reads, sealed; empty: nothing.
    std::string particulars;
};

/// The text above of an outcome that has a scheme.
[[nodiscard]] std::string computed_by(const adjudication::Outcome& outcome);

/// Whether a settlement or reversal of `all` has been undone by a reversal that stands itself.
[[nodiscard]] bool is_undone(std::span<const Settlement> all, std::int64_t setl_id);
/// Whether it is of a claim by hand: no institution has a part in it, so that none's totals count
/// it.
[[nodiscard]] bool is_by_hand(const Settlement& one);
/// 全额垫付标志: "1" where the person has paid all and claims it (零星报销), else "0".
[[nodiscard]] std::string_view fulamt_advpay_flag(const Settlement& one);

/// Settled or claimed, and not undone.
[[nodiscard]] bool stands(std::span<const Settlement> all, const Settlement& one);

/// What the standing parts of a stay before one of its settlements have charged of the deductible,
/// with what has been corrected of them since. `of_visit`: every row of the visit.
[[nodiscard]] Money dedc_of_parts(std::span<const Settlement> of_visit, std::int64_t before);

/// What a year holds, as text: "2 y0=50000,120000,63000 l1=0,4200 h0=5:H0001,50000,63000". Same
/// accumulators, same text; zeros are left out.
[[nodiscard]] std::string to_text(const adjudication::Accumulators& cum);
/// Errors    invariant_violated: not such a text.
[[nodiscard]] Result<adjudication::Accumulators> parse_accumulators(std::string_view text);

}  // namespace yidi::settlement
