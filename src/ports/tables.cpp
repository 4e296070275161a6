#include "ports/tables.h"

#include <array>

#include "ports/internal/access_tables.h"
#include "ports/internal/clearing_tables.h"

namespace yidi::ports {
namespace {

constexpr ColumnType kInteger = ColumnType::integer;
constexpr ColumnType kText = ColumnType::text;
constexpr ColumnType kBytes = ColumnType::bytes;

constexpr std::array kMessage{
    Column{"fixmedins_code", kText}, Column{"msgid", kText},         Column{"infno", kText},
    Column{"pid", kInteger, true},   Column{"hash", kText},          Column{"at", kInteger},
    Column{"opter", kText},          Column{"made", kInteger, true}, Column{"answer", kBytes},
    Column{"input", kBytes, true},
};
constexpr std::array kUndone{
    Column{"fixmedins_code", kText}, Column{"msgid", kText}, Column{"infno", kText},
    Column{"pid", kInteger},         Column{"at", kInteger}, Column{"by_msgid", kText},
    Column{"came", kInteger},
};
constexpr std::array kPerson{
    Column{"pid", kInteger},
    Column{"insuplc_admdvs", kInteger},
    Column{"died", kInteger, true},
    Column{"personal", kBytes},
};
constexpr std::array kPersonByCert{
    Column{"hash", kText},
    Column{"pid", kInteger},
};
constexpr std::array kInsurance{
    Column{"pid", kInteger},
    Column{"seq", kInteger},
    Column{"insuplc_admdvs", kInteger},
    Column{"insutype", kText},
    Column{"psn_type", kText},
    Column{"psn_insu_stas", kInteger},
    Column{"psn_insu_date", kInteger},
    Column{"paus_insu_date", kInteger, true},
    Column{"waiting_until", kInteger, true},
    Column{"retire_date", kInteger, true},
    Column{"insured_months", kInteger, true},
    Column{"insu_tier", kText},
    Column{"civil_rank", kText},
    Column{"emp_name", kText},
    Column{"enrolled", kInteger, true},
    Column{"missed_years", kInteger, true},
    Column{"repaid_years", kInteger, true},
    Column{"waiting_exempt", kText, true},
};
constexpr std::array kIdentity{
    Column{"pid", kInteger},      Column{"seq", kInteger},      Column{"psn_idet_type", kText},
    Column{"psn_type_lv", kText}, Column{"begndate", kInteger}, Column{"enddate", kInteger, true},
};
constexpr std::array kFamily{
    Column{"pid", kInteger},      Column{"seq", kInteger},
    Column{"owner", kInteger},    Column{"year_limit", kInteger, true},
    Column{"begndate", kInteger}, Column{"enddate", kInteger, true},
};
// Whose bills a person's account pays.
constexpr std::array<std::uint8_t, 1> kByOwner{2};
constexpr std::array kFamilyIndexes{
    Index{"by_owner", kByOwner},
};
constexpr std::array kFiling{
    Column{"pid", kInteger},         Column{"filing_id", kInteger},
    Column{"seq", kInteger},         Column{"event", kText},
    Column{"kind", kText},           Column{"places", kText},
    Column{"begndate", kInteger},    Column{"enddate", kInteger, true},
    Column{"proof", kText},          Column{"cancelled", kInteger},
    Column{"at", kInteger},          Column{"by", kText},
    Column{"reason", kText},         Column{"standing", kText, true},
    Column{"details", kBytes, true},
};
constexpr std::array kVisit{
    Column{"pid", kInteger},
    Column{"mdtrt_id", kInteger},
    Column{"seq", kInteger},
    Column{"event", kText},
    Column{"state", kText},
    Column{"is_stay", kInteger},
    Column{"fixmedins_code", kText},
    Column{"insutype", kText},
    Column{"med_type", kText},
    Column{"ipt_otp_no", kText},
    Column{"begntime", kInteger},
    Column{"endtime", kInteger, true},
    Column{"dise_codg", kText},
    Column{"dscg_way", kText},
    Column{"er_flag", kInteger, true},
    Column{"trum_flag", kInteger},
    Column{"rel_ttp_flag", kInteger},
    Column{"at", kInteger},
    Column{"msgid", kText},
    Column{"details", kBytes},
};
// What an institution has of stays, and of other visits, the latest first.
constexpr std::array<std::uint8_t, 3> kByInstitutionAndKind{6, 5, 17};
constexpr std::array kVisitIndexes{
    Index{by::kInstitution, kByInstitutionAndKind},
};
constexpr std::array kFee{
    Column{"pid", kInteger}, Column{"mdtrt_id", kInteger},  Column{"seq", kInteger},
    Column{"event", kText},  Column{"at", kInteger},        Column{"msgid", kText},
    Column{"lines", kBytes}, Column{"texts", kBytes, true},
};
constexpr std::array kHold{
    Column{"pid", kInteger},         Column{"mdtrt_id", kInteger},      Column{"chrg_bchno", kText},
    Column{"year", kInteger},        Column{"insutype", kText},         Column{"business", kText},
    Column{"pool", kInteger},        Column{"account", kInteger},       Column{"until", kInteger},
    Column{"owner", kInteger, true}, Column{"patient", kInteger, true},
};
constexpr std::array kSettlement{
    Column{"pid", kInteger},
    Column{"setl_id", kInteger},
    Column{"kind", kText},
    Column{"undoes", kInteger},
    Column{"hidden", kInteger},
    Column{"is_interim", kInteger},
    Column{"mdtrt_id", kInteger},
    Column{"chrg_bchno", kText},
    Column{"fixmedins_code", kText},
    Column{"msgid", kText},
    Column{"setl_time", kInteger},
    Column{"year", kInteger},
    Column{"insutype", kText},
    Column{"med_type", kText},
    Column{"psn_type", kText},
    Column{"cvlserv_flag", kInteger},
    Column{"clr_type", kText},
    Column{"insuplc_admdvs", kInteger},
    Column{"mdtrtarea_admvs", kInteger},
    Column{"fee_seq", kInteger},
    Column{"until", kInteger},
    Column{"medfee_sumamt", kInteger},
    Column{"fund_pay_sumamt", kInteger},
    Column{"acct_pay", kInteger},
    Column{"answer", kBytes},
    Column{"case_text", kText},
    Column{"computed_by", kText},
    Column{"particulars", kBytes, true},
};
constexpr std::array<std::uint8_t, 2> kByVisit{0, 6};
constexpr std::array<std::uint8_t, 2> kByInstitution{8, 10};
constexpr std::array kSettlementIndexes{
    Index{by::kVisit, kByVisit},
    Index{by::kInstitution, kByInstitution},
};
constexpr std::array kJournal{
    Column{"pid", kInteger},
    Column{"setl_id", kInteger},
    Column{"at", kInteger},
    Column{"legs", kText},
};
constexpr std::array kCumEvent{
    Column{"pid", kInteger}, Column{"year", kInteger},    Column{"insutype", kText},
    Column{"seq", kInteger}, Column{"setl_id", kInteger}, Column{"event", kText},
    Column{"at", kInteger},  Column{"cum", kText},
};
constexpr std::array kCum{
    Column{"pid", kInteger}, Column{"year", kInteger}, Column{"insutype", kText},
    Column{"seq", kInteger}, Column{"cum", kText},
};
constexpr std::array kAccount{
    Column{"pid", kInteger},
    Column{"balance", kInteger},
};
constexpr std::array kInstitution{
    Column{"fixmedins_code", kText},
    Column{"fixmedins_name", kText},
    Column{"admdvs", kInteger},
    Column{"fixmedins_type", kText},
    Column{"hosp_lv", kText},
    Column{"inst_attr", kText},
    Column{"local_open", kInteger},
    Column{"remote_open", kInteger},
    Column{"profile", kText},
    Column{"paas_id", kText},
    Column{"secret", kBytes},
    Column{"sm2_public_key", kText},
    Column{"body_key", kBytes},
    Column{"must_sign_in", kInteger},
    Column{"remote_diseases", kText, true},
};
constexpr std::array<std::uint8_t, 1> kByClient{9};
constexpr std::array kInstitutionIndexes{
    Index{by::kClient, kByClient},
};
constexpr std::array kCatalogue{
    Column{"admdvs", kInteger},
    Column{"med_list_codg", kText},
    Column{"begndate", kInteger},
    Column{"enddate", kInteger, true},
    Column{"name", kText},
    Column{"list_type", kText},
    Column{"med_chrgitm_type", kText},
    Column{"chrgitm_lv", kText},
    Column{"selfpay_prop", kInteger},
    Column{"pric_uplmt_amt", kInteger, true},
    Column{"lmt_used_flag", kInteger},
};
constexpr std::array kSignin{
    Column{"sign_no", kText},  Column{"seq", kInteger}, Column{"fixmedins_code", kText},
    Column{"opter_no", kText}, Column{"at", kInteger},  Column{"mac", kText},
    Column{"ip", kText},
};
constexpr std::array kAudit{
    Column{"day", kInteger},      Column{"id", kInteger},        Column{"at", kInteger},
    Column{"by", kText},          Column{"pid", kInteger, true}, Column{"what", kText},
    Column{"no", kInteger, true}, Column{"link", kText, true},   Column{"list", kText, true},
    Column{"shown", kText, true},
};
// Who has looked at a person's data; the chain of all notes; lists, with the persons they showed.
constexpr std::array<std::uint8_t, 1> kByPerson{4};
constexpr std::array<std::uint8_t, 1> kByNumber{6};
constexpr std::array<std::uint8_t, 1> kByList{8};
constexpr std::array kAuditIndexes{
    Index{"by_person", kByPerson},
    Index{"by_number", kByNumber},
    Index{"by_list", kByList},
};

constexpr std::array kRefusal{
    Column{"fixmedins_code", kText}, Column{"msgid", kText}, Column{"id", kInteger},
    Column{"infno", kText},          Column{"opter", kText}, Column{"at", kInteger},
    Column{"code", kText},           Column{"where", kText}, Column{"rule", kText},
    Column{"detail", kText},         Column{"body", kBytes},
};

constexpr std::array kRecord{
    Column{"pid", kInteger},
    Column{"record_id", kInteger},
    Column{"seq", kInteger},
    Column{"event", kText},
    Column{"kind", kText},
    Column{"sender", kText},
    Column{"insutype", kText},
    Column{"type", kText},
    Column{"place", kText},
    Column{"area", kInteger, true},
    Column{"dise_codg", kText},
    Column{"begndate", kInteger},
    Column{"enddate", kInteger, true},
    Column{"at", kInteger},
    Column{"by", kText},
    Column{"details", kBytes},
};
constexpr std::array kFile{
    Column{"fixmedins_code", kText}, Column{"file_qury_no", kText},   Column{"filename", kText},
    Column{"at", kInteger},          Column{"dld_endtime", kInteger}, Column{"bytes", kBytes},
};
constexpr std::array kMapping{
    Column{"fixmedins_code", kText}, Column{"medins_list_codg", kText},
    Column{"med_list_codg", kText},  Column{"seq", kInteger},
    Column{"event", kText},          Column{"list_type", kText},
    Column{"begndate", kInteger},    Column{"enddate", kInteger, true},
    Column{"at", kInteger},          Column{"msgid", kText},
    Column{"details", kText},
};
constexpr std::array kDocument{
    Column{"pid", kInteger}, Column{"setl_id", kInteger}, Column{"seq", kInteger},
    Column{"kind", kText},   Column{"id", kInteger},      Column{"fixmedins_code", kText},
    Column{"at", kInteger},  Column{"msgid", kText},      Column{"body", kBytes},
};
constexpr std::array kBond{
    Column{"pid", kInteger},      Column{"bond_id", kInteger},
    Column{"seq", kInteger},      Column{"event", kText},
    Column{"relative", kInteger}, Column{"kinship", kText},
    Column{"proof", kText},       Column{"family_seq", kInteger, true},
    Column{"at", kInteger},       Column{"by", kText},
    Column{"reason", kText},
};
constexpr std::array<std::uint8_t, 1> kByRelative{4};
constexpr std::array kBondIndexes{
    Index{by::kRelative, kByRelative},
};
constexpr std::array kTransfer{
    Column{"pid", kInteger}, Column{"transfer_id", kInteger}, Column{"seq", kInteger},
    Column{"event", kText},  Column{"to", kInteger},          Column{"amount", kInteger},
    Column{"due", kInteger}, Column{"entry", kInteger},       Column{"at", kInteger},
    Column{"by", kText},
};
constexpr std::array kTransferOpen{
    Column{"pid", kInteger},    Column{"transfer_id", kInteger}, Column{"to", kInteger},
    Column{"amount", kInteger}, Column{"due", kInteger},
};
constexpr std::array<std::uint8_t, 1> kByRecipient{2};
constexpr std::array kTransferOpenIndexes{
    Index{by::kRecipient, kByRecipient},
};

constexpr std::array kFilingQueue{
    Column{"pid", kInteger}, Column{"filing_id", kInteger}, Column{"area", kInteger},
    Column{"phase", kText},  Column{"since", kInteger},
};
constexpr std::array<std::uint8_t, 3> kByPhase{2, 3, 4};
constexpr std::array kFilingQueueIndexes{
    Index{by::kPhase, kByPhase},
};
constexpr std::array kAgenda{
    Column{"pid", kInteger},
    Column{"filing_id", kInteger},
    Column{"at", kInteger},
    Column{"done", kInteger},
};
constexpr std::array<std::uint8_t, 1> kByTime{2};
constexpr std::array kAgendaIndexes{
    Index{by::kTime, kByTime},
};
constexpr std::array kNotice{
    Column{"pid", kInteger}, Column{"code", kText},  Column{"at", kInteger},
    Column{"kind", kText},   Column{"body", kBytes},
};
constexpr std::array kNoticeRead{
    Column{"pid", kInteger},
    Column{"code", kText},
    Column{"at", kInteger},
};
constexpr std::array kFeedRow{
    Column{"source", kText},       Column{"row_key", kText}, Column{"pid", kInteger},
    Column{"filing_id", kInteger}, Column{"hash", kText},    Column{"at", kInteger},
};
constexpr std::array kRoute{
    Column{"insuplc_admdvs", kInteger},
    Column{"mdtrtarea_admvs", kInteger},
    Column{"business", kText},
    Column{"begndate", kInteger},
    Column{"enddate", kInteger, true},
    Column{"open", kInteger},
    Column{"source", kText},
    Column{"grade", kText},
};
constexpr std::array kDualDrug{
    Column{"admdvs", kInteger},   Column{"med_list_codg", kText},
    Column{"begndate", kInteger}, Column{"enddate", kInteger, true},
    Column{"name", kText},        Column{"source", kText},
    Column{"grade", kText},
};
constexpr std::array kInstitutionPage{
    Column{"admdvs", kInteger},
    Column{"first_code", kText},
    Column{"entries", kBytes},
};
constexpr std::array kInstitutionGram{
    Column{"gram", kText},
    Column{"places", kBytes},
};

// The way of a policy pack from a draft to the day from which it is computed with (src/app/policy).
// `body` is the pack's text, with the event that brings it.
constexpr std::array kPolicyChange{
    Column{"change_id", kInteger}, Column{"seq", kInteger},        Column{"area", kInteger},
    Column{"event", kText},        Column{"at", kInteger},         Column{"by", kText},
    Column{"sha256", kText},       Column{"from", kInteger, true}, Column{"reason", kText},
    Column{"body", kBytes, true},
};
// A paper that somebody handed in: `subject` says for what, as "filing:17". `filename` and `bytes`
// are sealed: people put names into the names of files.
constexpr std::array kAttachment{
    Column{"pid", kInteger}, Column{"subject", kText},   Column{"attachment_id", kInteger},
    Column{"kind", kText},   Column{"filename", kBytes}, Column{"media_type", kText},
    Column{"sha256", kText}, Column{"size", kInteger},   Column{"at", kInteger},
    Column{"by", kText},     Column{"bytes", kBytes},
};
// A claim by hand. `standing` is what the event leaves, in the open; `statement` is sealed, with
// the event that brings one: lines, invoices, the account to pay to.
constexpr std::array kClaim{
    Column{"pid", kInteger},
    Column{"claim_id", kInteger},
    Column{"seq", kInteger},
    Column{"event", kText},
    Column{"area", kInteger},
    Column{"phase", kText},
    Column{"at", kInteger},
    Column{"by", kText},
    Column{"reason", kText},
    Column{"standing", kText},
    Column{"statement", kBytes, true},
};
constexpr std::array kClaimQueue{
    Column{"pid", kInteger}, Column{"claim_id", kInteger}, Column{"area", kInteger},
    Column{"phase", kText},  Column{"since", kInteger},
};
constexpr std::array kClaimQueueIndexes{
    Index{by::kPhase, kByPhase},
};
constexpr std::array kClaimInvoice{
    Column{"hash", kText},
    Column{"pid", kInteger},
    Column{"claim_id", kInteger},
};

constexpr std::array<TableSpec, kTableCount> kTables{{
    {"message", TableKind::append, 2, kMessage, {}, true},
    {"undone", TableKind::append, 2, kUndone},
    {"person", TableKind::record, 1, kPerson},
    {"person_by_cert", TableKind::record, 1, kPersonByCert},
    {"insurance", TableKind::record, 2, kInsurance},
    {"identity", TableKind::record, 2, kIdentity},
    {"family", TableKind::record, 2, kFamily, kFamilyIndexes},
    {"filing", TableKind::append, 3, kFiling},
    {"visit", TableKind::append, 3, kVisit, kVisitIndexes},
    {"fee", TableKind::append, 3, kFee},
    {"hold", TableKind::current, 3, kHold},
    {"settlement", TableKind::append, 2, kSettlement, kSettlementIndexes},
    {"journal", TableKind::append, 2, kJournal},
    {"cum_event", TableKind::append, 4, kCumEvent},
    {"cum", TableKind::current, 3, kCum},
    {"account", TableKind::current, 1, kAccount},
    {"institution", TableKind::record, 1, kInstitution, kInstitutionIndexes},
    {"catalogue", TableKind::append, 3, kCatalogue},
    {"signin", TableKind::append, 2, kSignin},
    {"audit", TableKind::append, 2, kAudit, kAuditIndexes, true},
    {"refusal", TableKind::append, 3, kRefusal, {}, true},
    {"record", TableKind::append, 3, kRecord},
    {"file", TableKind::append, 2, kFile},
    {"mapping", TableKind::append, 4, kMapping},
    {"document", TableKind::append, 3, kDocument},
    {"filing_queue", TableKind::current, 2, kFilingQueue, kFilingQueueIndexes},
    {"agenda", TableKind::current, 2, kAgenda, kAgendaIndexes},
    {"notice", TableKind::append, 2, kNotice},
    {"notice_read", TableKind::current, 2, kNoticeRead},
    {"feed_row", TableKind::append, 2, kFeedRow},
    {"bond", TableKind::append, 3, kBond, kBondIndexes},
    {"transfer", TableKind::append, 3, kTransfer},
    {"transfer_open", TableKind::current, 2, kTransferOpen, kTransferOpenIndexes},
    {"route", TableKind::record, 4, kRoute},
    {"dual_drug", TableKind::record, 3, kDualDrug},
    {"institution_page", TableKind::current, 2, kInstitutionPage},
    {"institution_gram", TableKind::current, 1, kInstitutionGram},
    {"account_user", TableKind::record, 1, internal::kAccountUser, internal::kAccountUserIndexes},
    {"user_session", TableKind::current, 1, internal::kUserSession, internal::kUserSessionIndexes,
     true},
    {"api_key", TableKind::record, 1, internal::kApiKey, internal::kApiKeyIndexes},
    {"login_failure", TableKind::current, 1, internal::kLoginFailure,
     internal::kLoginFailureIndexes, true},
    {"idempotency", TableKind::append, 2, internal::kIdempotency, {}, true},
    {"policy_change", TableKind::append, 2, kPolicyChange},
    {"attachment", TableKind::append, 3, kAttachment},
    {"claim", TableKind::append, 3, kClaim},
    {"claim_queue", TableKind::current, 2, kClaimQueue, kClaimQueueIndexes},
    {"claim_invoice", TableKind::current, 3, kClaimInvoice},
    {"clearing_bill", TableKind::append, 2, internal::kClearingBill,
     internal::kClearingBillIndexes},
    {"clearing_waiting", TableKind::current, 2, internal::kClearingWaiting},
    {"clearing_place", TableKind::append, 2, internal::kClearingPlace,
     internal::kClearingPlaceIndexes},
    {"clearing_event", TableKind::append, 2, internal::kClearingEvent},
    {"clearing_line", TableKind::append, 2, internal::kClearingLine},
    {"clearing_notice", TableKind::append, 2, internal::kClearingNotice,
     internal::kClearingNoticeIndexes},
    {"clearing_matter", TableKind::append, 3, internal::kClearingMatter},
    {"clearing_entry", TableKind::append, 1, internal::kClearingEntry},
    {"clearing_application", TableKind::append, 3, internal::kClearingApplication,
     internal::kClearingApplicationIndexes},
    {"hospital_confirmation", TableKind::append, 3, internal::kHospitalConfirmation},
    {"reconciled_day", TableKind::append, 4, internal::kReconciledDay},
    {"reconciled_difference", TableKind::append, 3, internal::kReconciledDifference},
    {"taken_day", TableKind::append, 1, internal::kTakenDay},
    {"reconcile_due", TableKind::current, 3, internal::kReconcileDue},
}};

}  // namespace

std::span<const TableSpec> payer_tables() {
    return kTables;
}

const TableSpec& spec(Table table) {
    return kTables[static_cast<std::size_t>(table)];
}

}  // namespace yidi::ports
