#include "app/aid/aid.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::aid {

namespace rows = payer::internal;

Result<Bond> consent(ports::Session& session, const Context& context,
                     const ConsentRequest& request) {
    const Result<Pid> holder = rows::read_psn_no(session, request.holder_psn_no);
    if (!holder && holder.error().code != ErrorCode::bad_value) {
        return fail(holder.error());
    }
    bool is_theirs = false;
    if (holder) {
        YIDI_TRY(const registry::Person person, rows::read_person(session, context.vault, *holder));
        is_theirs = person.personal.psn_name == request.holder_name;
    }
    // The same for a number that is nobody's: who types numbers learns of none whose it is.
    if (!is_theirs) {
        return rows::refuse(ErrorCode::bad_value, "holder_psn_no",
                            "the number and the name of one insured person",
                            "ask the relative for both, as their insurance code shows them",
                            "the number and the name do not belong together");
    }
    BindRequest bound;
    bound.psn_no = request.holder_psn_no;
    bound.relative_psn_no = request.psn_no;
    bound.kinship = request.kinship;
    // Who has signed in and says so has consented: it stands for the face check of a device.
    bound.consent.face_checked = true;
    bound.by = request.by;
    return bind(session, context, bound);
}

}  // namespace yidi::aid
