#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer {

/// By whichever certificate is given: `certno` with its type before the visit's certificate.
struct PersonRequest {
    Caller caller;
    std::string mdtrt_cert_type;  ///< "01" token, "02" identity card, "03" card, …
    std::string mdtrt_cert_no;
    std::string psn_cert_type;
    std::string certno;
    std::string psn_name;  ///< must be the person's where it is given
};
struct PersonReply {
    std::string psn_no;
    registry::Person person;
    std::vector<registry::Insurance> insurances;
    std::vector<registry::Identity> identities;
    std::optional<std::int64_t> age;
    Money balc;
};
/// 1101.
/// Errors    bad_value: nobody has this certificate, or somebody of another name.
[[nodiscard]] Result<PersonReply> look_up_person(ports::Session& session, const Context& context,
                                                 const PersonRequest& request);

}  // namespace yidi::payer
