#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/adjudication/case.h"
#include "domain/filing/filing.h"
#include "domain/registry/records.h"
#include "domain/registry/route.h"

/// Keeping the register, outside the national interface: every change leaves a row in `audit`.
namespace yidi::payer {

struct PersonRecord {
    registry::Person person;
    std::vector<registry::Insurance> insurances;
    std::vector<registry::Identity> identities;
    std::vector<registry::FamilyLink> family;
    std::string token;  ///< stands for the electronic certificate; may be empty
};
/// Inserts or replaces; rows of theirs with other numbers stay. The certificate, the card and the
/// token find the person from now on.
[[nodiscard]] Result<void> put_person(ports::Session& session, const Context& context,
                                      const PersonRecord& record, const std::string& by);
[[nodiscard]] Result<void> put_institution(ports::Session& session, const Context& context,
                                           const registry::Institution& institution,
                                           const std::string& by);
/// Many at once, which is faster: the index that they are looked up by is written once.
[[nodiscard]] Result<void> put_institutions(ports::Session& session, const Context& context,
                                            const std::vector<const registry::Institution*>& all,
                                            const std::string& by);
/// Whether there are institutions and no index of them, as in a store of an older version.
[[nodiscard]] Result<bool> needs_institution_index(ports::Session& session);
/// Makes the index of institutions anew. Returns how many it holds.
/// Requires  a context with readings (asserted).
[[nodiscard]] Result<std::int64_t> rebuild_institution_index(ports::Session& session,
                                                             const Context& context);
/// Inserts or replaces.
[[nodiscard]] Result<void> put_route(ports::Session& session, const Context& context,
                                     const registry::Route& route, const std::string& by);
[[nodiscard]] Result<void> put_dual_drug(ports::Session& session, const Context& context,
                                         const registry::DualDrug& drug, const std::string& by);
/// Errors    changed_meanwhile: the code has a row from this day on.
[[nodiscard]] Result<void> add_item(ports::Session& session, const Context& context,
                                    const registry::CatalogueItem& item, const std::string& by);
/// Errors    inconsistent (filing::next_event).
[[nodiscard]] Result<filing::Event> add_filing_event(ports::Session& session,
                                                     const Context& context, registry::Pid pid,
                                                     filing::Event event);

/// Pays into a personal account from the fund of personal accounts (310200).
struct Credit {
    registry::Pid pid = 0;
    Money amount;  ///< greater than zero
    std::string by;
};
[[nodiscard]] Result<void> credit_account(ports::Session& session, const Context& context,
                                          const Credit& credit);

/// What a benefit year held before this payer kept it.
struct OpeningYear {
    registry::Pid pid = 0;
    std::int64_t year = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    adjudication::Accumulators cum;
    std::string by;
};
/// Errors    inconsistent: the year is in use.
[[nodiscard]] Result<void> open_year(ports::Session& session, const Context& context,
                                     const OpeningYear& opening);

/// With its keys opened; empty if it is not known.
[[nodiscard]] Result<std::optional<registry::Institution>> institution_with_keys(
    ports::Session& session, const Context& context, const std::string& fixmedins_code);
/// The same, of all that have this client id, access key or application.
[[nodiscard]] Result<std::vector<registry::Institution>> institutions_of_client(
    ports::Session& session, const Context& context, const std::string& paas_id);
/// Without its keys; empty if it is not known.
[[nodiscard]] Result<std::optional<registry::Institution>> institution(
    ports::Session& session, const std::string& fixmedins_code);

}  // namespace yidi::payer
