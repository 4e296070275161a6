#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/visit_of.h"
#include "app/payer/settle.h"
#include "domain/adjudication/answer.h"
#include "domain/settlement/settle.h"

/// What a settlement is about, and what the calculation makes of it. Trial and final settlement
/// differ only in what they leave to other windows, and in what they write.
namespace yidi::payer::internal {

enum class Mode : std::uint8_t { trial, final };

/// The family account that a bill may use.
struct Family {
    std::optional<Pid> owner;
    std::string psn_no;  ///< the owner's
    Money offers;
    Money held;  ///< of what it would offer, by other windows' trials
};

struct Bill {
    settlement::Visit visit;
    Lines lines;
    registry::Person person;
    registry::Institution institution;
    std::vector<registry::Insurance> insurances;
    std::vector<registry::Identity> identities;
    std::vector<filing::Filing> filings;
    std::vector<settlement::PricedLine> charged;  ///< the lines of the bill, returns taken off
    Date until;

    adjudication::Case facts;
    adjudication::Answer answer;
    YearKey year_key;
    Year year;
    Family family;
    Money held_pool;
    Money held_account;
};

/// The visit and its lines, checked against the request; nothing is computed yet.
[[nodiscard]] Result<Bill> open_bill(ports::Session& session, const Context& context,
                                     const SettleRequest& request);
/// Computes the bill: `facts`, `answer`, `year` …
/// Errors    2xxx, 6xxx: the policy says no, or no one amount is known; inconsistent.
[[nodiscard]] Result<void> compute(ports::Session& session, const Context& context,
                                   const SettleRequest& request, Mode mode, Bill& bill);

/// The settlement that the bill's outcome is; `setl_id` 0.
[[nodiscard]] settlement::Settlement settlement_of(const Context& context,
                                                   const SettleRequest& request, const Bill& bill);
/// Its payers, each with how its amount came about.
[[nodiscard]] std::vector<settlement::Payer> payers_of(const Context& context,
                                                       const adjudication::Answer& answer);
/// What a trial or a settlement of the bill answers.
[[nodiscard]] SettleReply reply_of(Bill&& bill, settlement::Settlement&& settlement);
/// Where the legs of its entry stand.
[[nodiscard]] settlement::Places places_of(const Context& context, const Bill& bill);

}  // namespace yidi::payer::internal
