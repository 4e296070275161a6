#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

/// Rows of the register: persons with what belongs to them, institutions, catalogues.
namespace yidi::payer::internal {

using ports::Session;
using registry::Pid;

/// The key of a certificate in `person_by_cert`. `kind` is a `psn_cert_type`, or one of the words
/// below for a card or a token.
[[nodiscard]] std::string cert_hash(const ports::Vault& vault, std::string_view kind,
                                    std::string_view number);
inline constexpr std::string_view kCardKind = "card";
inline constexpr std::string_view kTokenKind = "token";

[[nodiscard]] Result<void> put(Session& session, ports::Vault& vault,
                               const registry::Person& person);
/// Errors    bad_value: no such person.
[[nodiscard]] Result<registry::Person> read_person(Session& session, const ports::Vault& vault,
                                                   Pid pid);
/// Whom a `psn_no` names: the digits of the person in an area where they are, or have been,
/// insured. Errors    bad_value: not a number of ours, nobody's, or with another area's digits.
[[nodiscard]] Result<Pid> read_psn_no(Session& session, std::string_view psn_no);
/// Points a certificate to a person.
[[nodiscard]] Result<void> put_cert(Session& session, const std::string& hash, Pid pid);
/// Takes the pointer away, if it is to this person.
[[nodiscard]] Result<void> erase_cert(Session& session, const std::string& hash, Pid pid);
[[nodiscard]] Result<std::optional<Pid>> find_cert(Session& session, const std::string& hash);

[[nodiscard]] Result<void> put(Session& session, Pid pid, const registry::Insurance& one);
[[nodiscard]] Result<void> put(Session& session, Pid pid, const registry::Identity& one);
[[nodiscard]] Result<void> put(Session& session, Pid pid, const registry::FamilyLink& one);
[[nodiscard]] Result<std::vector<registry::Insurance>> insurances_of(Session& session, Pid pid);
[[nodiscard]] Result<std::vector<registry::Identity>> identities_of(Session& session, Pid pid);
[[nodiscard]] Result<std::vector<registry::FamilyLink>> family_of(Session& session, Pid pid);
/// The other way round: for whom the owner's account pays, has paid or is going to.
struct OwnedLink {
    Pid member = 0;
    registry::FamilyLink link;
};
[[nodiscard]] Result<std::vector<OwnedLink>> family_by(Session& session, Pid owner);

[[nodiscard]] Result<void> put(Session& session, ports::Vault& vault,
                               const registry::Institution& one);
/// Its keys are empty unless there is a vault to open them.
[[nodiscard]] Result<std::optional<registry::Institution>> find_institution(
    Session& session, const std::string& fixmedins_code, const ports::Vault* vault = nullptr);
/// Without their keys.
[[nodiscard]] Result<std::vector<registry::Institution>> all_institutions(Session& session);
/// At most so many of those behind a code, in order, without their keys.
[[nodiscard]] Result<std::vector<registry::Institution>> institutions_after(
    Session& session, const std::string& fixmedins_code, std::size_t most);
/// Codes of those with this client id.
[[nodiscard]] Result<std::vector<std::string>> institutions_with_client(Session& session,
                                                                        const std::string& paas_id);

[[nodiscard]] Result<void> insert(Session& session, const registry::CatalogueItem& item);
/// Reads one row, for scans of a whole catalogue.
[[nodiscard]] Result<registry::CatalogueItem> read_item(const ports::Row& row);
/// Every interval of a code in an area's catalogue.
[[nodiscard]] Result<std::vector<registry::CatalogueItem>> catalogue_of(
    Session& session, std::uint32_t admdvs, const std::string& med_list_codg);

}  // namespace yidi::payer::internal
