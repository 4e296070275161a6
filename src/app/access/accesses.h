#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/access/access.h"
#include "domain/explain/language.h"

/// Who has looked at a person's data, as the person reads it: roles and places, and no officer's
/// name; also who was shown a list with the person on it. What hospitals sent over the national
/// interface stands with the visits and settlements.
namespace yidi::accounts {

enum class Looker : std::uint8_t {
    self,
    family,       ///< somebody with an account of their own, for this person
    staff,        ///< of an agency or at a hospital's counter
    institution,  ///< a hospital's program, by its signature
    program,      ///< of a third party, with a key
    system,       ///< jobs, imports, the command line
};
[[nodiscard]] std::string_view name(Looker looker);

/// Accesses of one kind by one party on one day, that followed each other.
struct Looked {
    Instant at;  ///< of the last of them
    std::int64_t times = 1;
    Looker looker = Looker::system;
    std::vector<access::Grant> grants = {};  ///< of staff and programs
    /// Of the hospital, also of a counter's; of the key; of a relative, as registry::shown_name.
    std::string named = {};
    std::string what = {};
};
struct LookedQuery {
    registry::Pid pid = 0;
    bool others_only = false;
    std::string before = {};  ///< as the page before says; empty: from the latest on
    std::size_t limit = 50;
};
struct LookedPage {
    std::vector<Looked> accesses;  ///< the latest first
    std::string before;            ///< empty: there are no more. A page may be short and name one
};
inline constexpr std::size_t kLookedMax = 200;
/// Errors    bad_value: `before` is none of ours.
[[nodiscard]] Result<LookedPage> who_looked(ports::Session& session, const payer::Context& context,
                                            const LookedQuery& query);

struct LookedText {
    std::string who;
    std::string did;
    bool changed = false;  ///< something was done, and not only read
};
[[nodiscard]] LookedText text_of(const Looked& one, const policy::Regions& regions,
                                 explain::Language language);

}  // namespace yidi::accounts
