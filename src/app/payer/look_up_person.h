#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

namespace yidi::payer {

/// By the visit's certificate. Where the register does not know what it shows, as with a token that
/// is new each time, by `certno`.
struct PersonRequest {
    Caller caller;
    std::string mdtrt_cert_type;  ///< "01" token, "02" identity card, "03" card, …
    std::string mdtrt_cert_no;
    std::string card_sn = {};  ///< required of a card: the person is found by it
    // These must be the person's where they are given.
    std::string psn_cert_type;
    std::string certno;
    std::string psn_name;
    std::optional<Date> day = {};  ///< of the insurance that is asked for; empty: today
};
struct PersonReply {
    std::string psn_no;
    registry::Person person;
    /// Of each type that has begun the one that holds on the day, as it stood then; else the last.
    std::vector<registry::Insurance> insurances;
    std::vector<registry::Identity> identities;
    std::optional<std::int64_t> age;  ///< on the day
    Money balc;
};
/// 1101.
/// Errors    missing_key: a card without card_sn; bad_value: nobody has this certificate, or
///           somebody with another name, number or type of certificate.
[[nodiscard]] Result<PersonReply> look_up_person(ports::Session& session, const Context& context,
                                                 const PersonRequest& request);

}  // namespace yidi::payer
