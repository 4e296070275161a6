#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/application.h"
#include "domain/clearing/month.h"

/// What institutions apply for (3203) and withdraw (3204).
namespace yidi::app {

struct ApplicationRequest {
    payer::Caller caller;
    std::string clr_type;
    std::string clr_way;  ///< empty: not said
    clearing::Month setlym;
    Date begndate;
    Date enddate;
    clearing::ApplicationSums theirs;
};
struct ApplicationSummed {
    clearing::FoundSums ours;
    Money in_scope;  ///< Σ inscp_scp_amt, of which nobody says whether it is med_sumfee
};
/// Our own sums of the same settlements, wherever their persons are insured. Reads only.
/// Errors    inconsistent: days in the wrong order or outside of the month; not_allowed: a period
///           that is not over.
[[nodiscard]] Result<ApplicationSummed> sum_application(ports::Session& session,
                                                        const payer::Context& context,
                                                        const ApplicationRequest& request);
/// Keeps the application.
/// Errors    inconsistent: an amount that is not ours, with both and their difference;
///           changed_meanwhile: another application holds some of these settlements.
[[nodiscard]] Result<clearing::Application> apply_for_clearing(ports::Session& session,
                                                               const payer::Context& context,
                                                               const ApplicationRequest& request,
                                                               const ApplicationSummed& summed);

struct WithdrawRequest {
    payer::Caller caller;
    std::string clr_appy_evt_id;
};
struct Withdrawn {
    clearing::Application application;
    bool before = false;  ///< it had been withdrawn already
};
/// Errors    bad_value: the institution has no such application; not_allowed: the tables of its
///           month are made, with their day.
[[nodiscard]] Result<Withdrawn> withdraw_application(ports::Session& session,
                                                     const payer::Context& context,
                                                     const WithdrawRequest& request);

/// What institutions of a province have applied for of a month, also what they have withdrawn; by
/// number.
[[nodiscard]] Result<std::vector<clearing::Application>> applications_in(ports::Session& session,
                                                                         std::uint32_t party,
                                                                         clearing::Month month);

}  // namespace yidi::app
