#pragma once

#include <cstdint>
#include <span>

#include "ports/store.h"

/// The tables of the payer (docs/design/payer.md). Amounts are fen, days are counted from
/// 1970-01-01, instants are milliseconds since then in UTC. Bytes are seals of personal data or
/// what stands in them.
namespace yidi::ports {

enum class Table : std::uint8_t {
    message,
    undone,
    person,
    person_by_cert,
    insurance,
    identity,
    family,
    filing,
    visit,
    fee,
    hold,
    settlement,
    journal,
    cum_event,
    cum,
    account,
    institution,
    catalogue,
    signin,
    audit,
    refusal,
    record,
    file,
    mapping,
    document,
    filing_queue,
    agenda,
    notice,
    notice_read,
    feed_row,
    bond,
    transfer,
    transfer_open,
    route,
    dual_drug,
    institution_page,
    institution_gram,
    account_user,
    user_session,
    api_key,
    login_failure,
    idempotency,
    policy_change,
    attachment,
    claim,
    claim_queue,
    claim_invoice,
    clearing_bill,
    clearing_waiting,
    clearing_place,
    clearing_event,
    clearing_line,
    clearing_notice,
    clearing_matter,
    clearing_entry,
    clearing_application,
    hospital_confirmation,
    reconciled_day,
    reconciled_difference,
    taken_day,
    reconcile_due,
};
inline constexpr std::size_t kTableCount = 61;

/// In the order of Table: what a store of the payer is made with.
[[nodiscard]] std::span<const TableSpec> payer_tables();
[[nodiscard]] const TableSpec& spec(Table table);

/// Names of the indexes, for scans.
namespace by {
inline constexpr std::string_view kVisit = "by_visit";  ///< settlement: pid, mdtrt_id
/// settlement: code, time; clearing_bill: holder, code, day; clearing_application: month, code
inline constexpr std::string_view kInstitution = "by_institution";
inline constexpr std::string_view kClient = "by_client";  ///< institution: paas_id
inline constexpr std::string_view kPhase =
    "by_phase";  ///< filing_queue, claim_queue: area, phase, since
inline constexpr std::string_view kTime = "by_time";            ///< agenda: at; login_failure: last
inline constexpr std::string_view kRelative = "by_relative";    ///< bond: relative
inline constexpr std::string_view kRecipient = "by_recipient";  ///< transfer_open: to
inline constexpr std::string_view kLogin = "by_login";          ///< account_user: login
inline constexpr std::string_view kHash = "by_hash";            ///< api_key: hash
inline constexpr std::string_view kDay = "by_day";              ///< clearing_bill: holder, day
inline constexpr std::string_view kOriginal = "by_original";    ///< clearing_bill: holder, original
inline constexpr std::string_view kMonth =
    "by_month";  ///< clearing_place: holder, decided_in; clearing_notice: month
}  // namespace by

}  // namespace yidi::ports
