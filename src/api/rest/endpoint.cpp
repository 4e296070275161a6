#include "api/rest/endpoint.h"

#include <array>
#include <string>

#include "api/rest/internal/subjects.h"

namespace yidi::rest {

bool Endpoint::is_in_path(const Field& parameter) const {
    return path.find("{" + std::string{parameter.name} + "}") != std::string_view::npos;
}

// A subject is a file in endpoints/, a line here, and one in internal/subjects.h.
std::span<const Subject> subjects() {
    static const std::array kAll{
        internal::server_subject(),
        internal::session_subject(),
        internal::account_subject(),
        internal::key_subject(),
        internal::estimate_subject(),
        internal::explanation_subject(),
        internal::policy_subject(),
        internal::policy_change_subject(),
        internal::publishing_subject(),
        internal::settlement_subject(),
        internal::filing_subject(),
        internal::filing_desk_subject(),
        internal::filing_paper_subject(),
        internal::message_subject(),
        internal::guidance_subject(),
        internal::lookup_subject(),
        internal::entitlement_subject(),
        internal::aid_subject(),
        internal::what_if_subject(),
        internal::bill_subject(),
        internal::family_subject(),
        internal::own_settlement_subject(),
        internal::access_log_subject(),
        internal::audit_subject(),
        internal::filing_queue_subject(),
        internal::policy_table_subject(),
        internal::register_subject(),
        internal::import_subject(),
        internal::first_subject(),
        internal::transaction_subject(),
        internal::person_search_subject(),
        internal::window_subject(),
        internal::visit_subject(),
        internal::raw_message_subject(),
        internal::recognition_subject(),
        internal::catalogue_subject(),
        internal::clearing_subject(),
        internal::clearing_book_subject(),
        internal::clearing_matter_subject(),
        internal::prepayment_subject(),
        internal::reconciliation_subject(),
        internal::clearing_notice_subject(),
        internal::ledger_subject(),
        internal::claim_subject(),
        internal::claim_paper_subject(),
        internal::claim_desk_subject(),
        internal::claim_queue_subject(),
        internal::claim_difference_subject(),
        internal::clearing_institution_subject(),
        internal::difference_subject(),
    };
    return kAll;
}

}  // namespace yidi::rest
