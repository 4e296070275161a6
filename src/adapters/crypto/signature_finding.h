#pragma once

#include <string>

#include "base/error.h"

namespace yidi::crypto {

/// What a check of a signature found: the verdict, and what an integrator needs to find the step
/// that differs. The two texts are for the log of an institution that is let pass while it is being
/// connected (`log_only`), and for whoever holds the secret anyway; never for an answer.
struct SignatureFinding {
    /// Errors    bad_value, in Chinese: `where` is the header or field, `detail` says which step
    ///           failed. Neither secret nor what would have been right is in it.
    Result<void> verdict;
    /// What was signed, part by part. Secrets and personal data are told by what they are.
    std::string signed_text;
    /// The digest or signature that would be right; empty where it would give away the secret, or
    /// where there is none.
    std::string expected;
};

}  // namespace yidi::crypto
