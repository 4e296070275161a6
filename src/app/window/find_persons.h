#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"

/// Persons by whatever somebody at a counter has of them. Reads only.
namespace yidi::app {

struct FoundPerson {
    std::string psn_no;
    registry::Person person;
    std::vector<registry::Insurance> insurances;  ///< of each type the one that holds today
    std::optional<std::int64_t> age;
};
enum class FoundBy : std::uint8_t { nothing, psn_no, certno, ec_token, card_sn, name };
[[nodiscard]] std::string_view name(FoundBy by);

struct PersonsQuery {
    std::string find;
    /// Whose names may be looked through: persons of regions that begin so ("": all), and those
    /// with a visit at these institutions. Names are sealed, so each has to be opened.
    std::vector<std::string> regions;
    std::vector<std::string> institutions;
    /// Whether the caller may be shown this person.
    std::function<Result<bool>(registry::Pid, FoundBy)> may_show;
};
struct PersonsFound {
    FoundBy by = FoundBy::nothing;
    std::vector<FoundPerson> persons;
    bool is_cut = false;  ///< there may be more
};
inline constexpr std::size_t kPersonsShown = 20;
/// Names that are opened for one search.
inline constexpr std::size_t kNamesOpened = 50'000;
/// Rows gone through to find whose names these are, so that no search holds others up.
inline constexpr std::size_t kPersonRowsMax = 500'000;

/// A number of ours, a certificate of any type, an electronic certificate, a card, and, if it is
/// none of these, a part of a name. Errors    bad_value: fewer than two characters.
[[nodiscard]] Result<PersonsFound> find_persons(ports::Session& session,
                                                const payer::Context& context,
                                                const PersonsQuery& query);

}  // namespace yidi::app
