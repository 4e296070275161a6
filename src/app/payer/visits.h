#pragma once

#include <optional>
#include <string>

#include "app/payer/context.h"
#include "domain/settlement/records.h"

/// The life of a visit up to its settlement: registered or admitted, described, changed,
/// discharged, cancelled.
namespace yidi::payer {

/// 2201 and 2401.
struct RegisterRequest {
    Caller caller;
    std::string psn_no;
    policy::Insutype insutype = policy::Insutype::employee;
    Instant begntime;
    std::string ipt_otp_no;
    std::string med_type;  ///< empty for 2201: 2203 or the settlement says it
    std::string dise_codg;
    std::optional<bool> er_flag;
    bool trum_flag = false;
    bool rel_ttp_flag = false;
    std::string details;  ///< the message's own texts, kept sealed
};
/// 2201. Returns   the visit with its mdtrt_id.
/// Errors    not_insured: no insurance of this type has begun; bad_value; inconsistent.
[[nodiscard]] Result<settlement::Visit> register_visit(ports::Session& session,
                                                       const Context& context,
                                                       const RegisterRequest& request);
/// 2401. A filing is not asked for yet: it may be made until the discharge.
[[nodiscard]] Result<settlement::Visit> admit(ports::Session& session, const Context& context,
                                              const RegisterRequest& request);

/// A visit that a message names.
struct VisitRequest {
    Caller caller;
    std::string psn_no;
    std::string mdtrt_id;
    /// Which kind of visit the transaction is for: a stay or not. Empty: either.
    std::optional<bool> is_stay = {};
};
/// 2202 and 2404. Cancelling twice does nothing more.
/// Errors    inconsistent: settled, discharged, or lines are still there.
[[nodiscard]] Result<void> cancel_visit(ports::Session& session, const Context& context,
                                        const VisitRequest& request);

/// 2203, 2203A and 2403: what is given replaces what was there.
struct ChangeRequest {
    VisitRequest visit;
    std::string med_type;
    std::optional<Instant> begntime;
    std::string ipt_otp_no;
    std::optional<std::string> dise_codg;
    std::optional<bool> er_flag;
    std::optional<bool> trum_flag;
    std::optional<bool> rel_ttp_flag;
    std::string details;
};
/// Errors    inconsistent: the visit is not open; a stay's admission moves under settled parts.
[[nodiscard]] Result<void> describe_visit(ports::Session& session, const Context& context,
                                          const ChangeRequest& request);
[[nodiscard]] Result<void> change_admission(ports::Session& session, const Context& context,
                                            const ChangeRequest& request);

/// 2402.
struct DischargeRequest {
    VisitRequest visit;
    Instant endtime;
    std::string dscg_way;
    std::optional<std::string> dise_codg;
    std::string details;
};
[[nodiscard]] Result<void> discharge(ports::Session& session, const Context& context,
                                     const DischargeRequest& request);
/// 2405. Errors    inconsistent: not discharged, or the stay is settled: reverse that first.
[[nodiscard]] Result<void> undo_discharge(ports::Session& session, const Context& context,
                                          const VisitRequest& request);

}  // namespace yidi::payer
