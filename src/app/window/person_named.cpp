#include "app/window/person_named.h"

#include <utility>

#include "app/payer/internal/rows_person.h"

namespace yidi::app {

Result<PersonNamed> person_named(ports::Session& session, const payer::Context& context,
                                 registry::Pid pid) {
    YIDI_TRY(registry::Person person, payer::internal::read_person(session, context.vault, pid));
    return PersonNamed{.psn_no = registry::psn_no_of(person.insuplc_admdvs, pid),
                       .psn_name = std::move(person.personal.psn_name),
                       .insuplc_admdvs = person.insuplc_admdvs};
}

}  // namespace yidi::app
