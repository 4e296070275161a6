#include "base/error.h"

#include <ostream>

#include "base/assert.h"

namespace yidi {

std::string_view name(ErrorCode code) {
    switch (code) {
        case ErrorCode::malformed_json: return "malformed_json";
        case ErrorCode::unknown_key: return "unknown_key";
        case ErrorCode::duplicate_key: return "duplicate_key";
        case ErrorCode::bad_amount: return "bad_amount";
        case ErrorCode::bad_date: return "bad_date";
        case ErrorCode::bad_region: return "bad_region";
        case ErrorCode::bad_value: return "bad_value";
        case ErrorCode::missing_key: return "missing_key";
        case ErrorCode::inconsistent: return "inconsistent";
        case ErrorCode::usage: return "usage";
        case ErrorCode::unreadable_file: return "unreadable_file";
        case ErrorCode::bad_pack: return "bad_pack";
        case ErrorCode::limit_exceeded: return "limit_exceeded";
        case ErrorCode::not_insured: return "not_insured";
        case ErrorCode::waiting_period: return "waiting_period";
        case ErrorCode::not_filed: return "not_filed";
        case ErrorCode::filing_elsewhere: return "filing_elsewhere";
        case ErrorCode::not_connected: return "not_connected";
        case ErrorCode::third_party_liable: return "third_party_liable";
        case ErrorCode::not_recognised: return "not_recognised";
        case ErrorCode::not_covered: return "not_covered";
        case ErrorCode::must_undo_later_first: return "must_undo_later_first";
        case ErrorCode::interim_required: return "interim_required";
        case ErrorCode::promise_not_completed: return "promise_not_completed";
        case ErrorCode::filing_not_in_force: return "filing_not_in_force";
        case ErrorCode::not_allowed: return "not_allowed";
        case ErrorCode::not_signed_in: return "not_signed_in";
        case ErrorCode::filing_locked: return "filing_locked";
        case ErrorCode::filing_refused: return "filing_refused";
        case ErrorCode::filing_exists: return "filing_exists";
        case ErrorCode::not_reported: return "not_reported";
        case ErrorCode::insurance_paused: return "insurance_paused";
        case ErrorCode::insurance_ended: return "insurance_ended";
        case ErrorCode::limit_reached: return "limit_reached";
        case ErrorCode::route_closed: return "route_closed";
        case ErrorCode::needs_approval: return "needs_approval";
        case ErrorCode::changed_meanwhile: return "changed_meanwhile";
        case ErrorCode::busy: return "busy";
        case ErrorCode::rate_limited: return "rate_limited";
        case ErrorCode::invariant_violated: return "invariant_violated";
        case ErrorCode::internal: return "internal";
        case ErrorCode::no_pack: return "no_pack";
        case ErrorCode::before_first_rule: return "before_first_rule";
        case ErrorCode::rule_unknown: return "rule_unknown";
        case ErrorCode::unbounded: return "unbounded";
    }
    YIDI_ASSERT(false);  // A number cast to ErrorCode without a check.
}

int exit_code(ErrorCode code) {
    switch (static_cast<int>(code) / 1000) {
        case 1: return 2;
        case 2: return 4;
        case 3:
        case 4: return 5;
        case 6: return 3;
        default: return 1;  // 5xxx, our own fault.
    }
}

std::string to_string(const Error& error) {
    std::string text{name(error.code)};
    if (!error.where.empty()) text += " at " + error.where;
    if (!error.detail.empty()) text += ": " + error.detail;
    return text;
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
    return out << to_string(error);
}

}  // namespace yidi
