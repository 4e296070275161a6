#pragma once

#include <string>

#include "app/payer/context.h"

namespace yidi::payer {

struct SignInRequest {
    Caller caller;
    std::string opter_no;
    std::string mac;
    std::string ip;
};
struct SignInReply {
    std::string sign_no;
    Instant sign_time;
};
/// 9001. Errors    bad_value: an institution that is not known.
[[nodiscard]] Result<SignInReply> sign_in(ports::Session& session, const Context& context,
                                          const SignInRequest& request);

struct SignOutRequest {
    Caller caller;
    std::string sign_no;
    std::string opter_no;
};
/// 9002. A second sign-out of the same number does nothing more.
/// Errors    bad_value: no such number of this institution.
[[nodiscard]] Result<Instant> sign_out(ports::Session& session, const Context& context,
                                       const SignOutRequest& request);

/// For institutions that must sign in before anything else.
/// Errors    bad_value: the number is not one of this institution, or is signed out.
[[nodiscard]] Result<void> check_signed_in(ports::Session& session, const Caller& caller,
                                           const std::string& sign_no);

}  // namespace yidi::payer
