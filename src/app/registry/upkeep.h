#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"
#include "domain/registry/route.h"

/// Looking at an agency's register and changing one institution, for those who keep it.
namespace yidi::app {

/// What an institution has open.
struct Openings {
    std::uint8_t local_open = 0;   ///< mask of policy::Business
    std::uint8_t remote_open = 0;  ///< likewise
    std::vector<std::string> remote_diseases;
    bool operator==(const Openings&) const = default;
};
[[nodiscard]] Openings openings_of(const registry::Institution& institution);

struct OpeningsChange {
    std::string fixmedins_code;
    Openings seen;  ///< as the person had them before them
    Openings wanted;
    std::string by;
};
/// Counts from now on.
/// Errors    bad_value: nobody has this code; changed_meanwhile: `seen` is not what is open now;
///           inconsistent: diseases without chronic care, or nothing changes.
[[nodiscard]] Result<registry::Institution> change_openings(ports::Session& session,
                                                            const payer::Context& context,
                                                            const OpeningsChange& change);

/// One note of the audit about an institution.
struct InstitutionChange {
    Instant at;
    std::string by;
    bool is_added = false;
    struct Field {
        std::string name;
        std::string before;
        std::string after;
    };
    /// Of a name and of keys it is only said that they differ: both sides are empty.
    std::vector<Field> fields;
};
struct InstitutionHistory {
    std::vector<InstitutionChange> changes;  ///< the latest first
    /// The audit was looked through back to this day; empty: to its beginning.
    std::optional<Date> since;
};
/// The audit is kept by day, for everything that is changed or looked at: at most kNotesMax notes
/// are looked through, the latest ones.
inline constexpr std::size_t kNotesMax = 100'000;
[[nodiscard]] Result<InstitutionHistory> history_of(ports::Session& session,
                                                    const std::string& fixmedins_code);

/// What is empty asks for everything.
struct CatalogueSearch {
    std::uint32_t admdvs = 0;
    std::string text;       ///< the beginning of a code, or a part of a name
    std::string list_type;  ///< "101" …
    std::optional<Date> on;
    std::size_t limit = 50;
    std::string after;  ///< CatalogueFound::after of the page before
};
struct CatalogueFound {
    std::vector<registry::CatalogueItem> items;  ///< by code and first day
    std::string after;                           ///< empty: no more
};
/// Looks through so many rows at most at once: of a large catalogue a page may end early, with
/// where the next one begins.
inline constexpr std::size_t kCatalogueRowsMax = 20'000;
[[nodiscard]] Result<CatalogueFound> find_items(ports::Session& session,
                                                const CatalogueSearch& search);
/// Every interval of a code, by first day.
[[nodiscard]] Result<std::vector<registry::CatalogueItem>> item_history(
    ports::Session& session, std::uint32_t admdvs, const std::string& med_list_codg);

/// By insured region, place, business and day; of one insured region, or of all.
[[nodiscard]] Result<std::vector<registry::Route>> all_routes(ports::Session& session,
                                                              std::optional<std::uint32_t> insured);
/// By region, code and day.
[[nodiscard]] Result<std::vector<registry::DualDrug>> all_drugs(
    ports::Session& session, std::optional<std::uint32_t> admdvs);
/// By code, without their keys.
[[nodiscard]] Result<std::vector<registry::Institution>> all_institutions(ports::Session& session);
/// A region's whole catalogue, by code and first day.
[[nodiscard]] Result<std::vector<registry::CatalogueItem>> all_items(ports::Session& session,
                                                                     std::uint32_t admdvs);

}  // namespace yidi::app
