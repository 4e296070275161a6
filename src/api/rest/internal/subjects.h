#pragma once

#include "api/rest/endpoint.h"

/// Each subject is described and handled in a file of its own in endpoints/.
namespace yidi::rest::internal {

[[nodiscard]] Subject server_subject();
[[nodiscard]] Subject session_subject();
[[nodiscard]] Subject own_settlement_subject();
[[nodiscard]] Subject family_subject();
[[nodiscard]] Subject access_log_subject();
[[nodiscard]] Subject first_subject();
[[nodiscard]] Subject account_subject();
[[nodiscard]] Subject key_subject();
[[nodiscard]] Subject audit_subject();
[[nodiscard]] Subject estimate_subject();
[[nodiscard]] Subject explanation_subject();
[[nodiscard]] Subject what_if_subject();
[[nodiscard]] Subject bill_subject();
[[nodiscard]] Subject policy_subject();
[[nodiscard]] Subject policy_change_subject();
[[nodiscard]] Subject policy_table_subject();
[[nodiscard]] Subject publishing_subject();
[[nodiscard]] Subject settlement_subject();
[[nodiscard]] Subject filing_subject();
[[nodiscard]] Subject filing_desk_subject();
[[nodiscard]] Subject filing_queue_subject();
[[nodiscard]] Subject filing_paper_subject();
[[nodiscard]] Subject claim_subject();
[[nodiscard]] Subject claim_paper_subject();
[[nodiscard]] Subject claim_desk_subject();
[[nodiscard]] Subject claim_difference_subject();
[[nodiscard]] Subject claim_queue_subject();
[[nodiscard]] Subject message_subject();
[[nodiscard]] Subject guidance_subject();
[[nodiscard]] Subject lookup_subject();
[[nodiscard]] Subject entitlement_subject();
[[nodiscard]] Subject aid_subject();
[[nodiscard]] Subject register_subject();
[[nodiscard]] Subject import_subject();
[[nodiscard]] Subject transaction_subject();
[[nodiscard]] Subject person_search_subject();
[[nodiscard]] Subject window_subject();
[[nodiscard]] Subject visit_subject();
[[nodiscard]] Subject raw_message_subject();
[[nodiscard]] Subject recognition_subject();
[[nodiscard]] Subject catalogue_subject();
[[nodiscard]] Subject clearing_subject();
[[nodiscard]] Subject clearing_notice_subject();
[[nodiscard]] Subject clearing_book_subject();
[[nodiscard]] Subject clearing_matter_subject();
[[nodiscard]] Subject clearing_institution_subject();
[[nodiscard]] Subject prepayment_subject();
[[nodiscard]] Subject reconciliation_subject();
[[nodiscard]] Subject difference_subject();
[[nodiscard]] Subject ledger_subject();

}  // namespace yidi::rest::internal
