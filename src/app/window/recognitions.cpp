#include "app/window/recognitions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/payer/care_records.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "base/assert.h"
#include "ports/tables.h"

namespace yidi::app {
namespace {

using ports::Session;
using registry::CareRecord;
using registry::RecordKind;

RecognitionState state_on(const CareRecord& record, Date day) {
    if (record.cancelled) return RecognitionState::withdrawn;
    if (record.begndate > day) return RecognitionState::not_yet;
    const bool has_ended = record.enddate && *record.enddate < day;
    return has_ended ? RecognitionState::ended : RecognitionState::in_force;
}

/// Who made the record's last event, and when.
Result<void> add_maker(Session& session, Recognition& one) {
    constexpr std::size_t kAt = 13;
    constexpr std::size_t kBy = 14;
    const std::array<ports::Value, 3> key{one.record.pid, one.record.id, one.record.seq};
    YIDI_TRY(const auto row, session.get(ports::spec(ports::Table::record), key));
    YIDI_ASSERT(row.has_value());
    one.at = Instant::from_ms(std::get<std::int64_t>((*row)[kAt]));
    one.by = std::get<std::string>((*row)[kBy]);
    return {};
}

Result<Recognition> recognition_of(Session& session, CareRecord record, Date day) {
    Recognition one;
    one.state = state_on(record, day);
    one.record = std::move(record);
    YIDI_TRY_VOID(add_maker(session, one));
    return one;
}

/// The number by which use cases of messages take a person.
Result<std::string> number_of(Session& session, const payer::Context& context, registry::Pid pid) {
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.vault, pid));
    return registry::psn_no_of(person.insuplc_admdvs, pid);
}

}  // namespace

std::string_view name(RecognitionState state) {
    static constexpr std::array<std::string_view, 4> kNames{"in_force", "not_yet", "ended",
                                                            "withdrawn"};
    return kNames.at(static_cast<std::size_t>(state));
}

Result<std::vector<Recognition>> recognitions_of(Session& session, registry::Pid pid, Date day) {
    std::vector<Recognition> found;
    YIDI_TRY(std::vector<CareRecord> records, payer::internal::records_of(session, pid));
    for (CareRecord& record : records) {
        if (record.kind != RecordKind::chronic) continue;
        YIDI_TRY(Recognition one, recognition_of(session, std::move(record), day));
        found.push_back(std::move(one));
    }
    std::ranges::stable_sort(found, [](const Recognition& one, const Recognition& other) {
        return one.record.begndate > other.record.begndate;
    });
    YIDI_TRY(const auto identities, payer::internal::identities_of(session, pid));
    for (const registry::Identity& identity : identities) {
        if (identity.psn_idet_type != registry::kRecognisedDisease) continue;
        Recognition& one = found.emplace_back();
        one.record.pid = pid;
        one.record.kind = RecordKind::chronic;
        one.record.dise_codg = identity.psn_type_lv;
        one.record.begndate = identity.begndate;
        one.record.enddate = identity.enddate;
        one.state = state_on(one.record, day);
    }
    return found;
}

Result<Recognition> recognise(Session& session, const payer::Context& context,
                              const Recognise& request) {
    if (!request.fixmedins_code.empty()) {
        YIDI_TRY(const auto known,
                 payer::internal::find_institution(session, request.fixmedins_code));
        if (!known) {
            return payer::internal::refuse(
                ErrorCode::bad_value, "/fixmedins_code", "the code of a known institution",
                "have the institution registered", "no institution has this code");
        }
    }
    YIDI_TRY(const std::string psn_no, number_of(session, context, request.pid));
    payer::RecordRequest wanted;
    // No institution's own: the agency of the area where the person is insured has made it.
    constexpr std::size_t kRegion = 6;
    wanted.caller.fixmedins_code = psn_no.substr(0, kRegion);
    wanted.caller.opter = request.by;
    wanted.psn_no = psn_no;
    wanted.kind = RecordKind::chronic;
    wanted.insutype = request.insutype;
    wanted.place = request.fixmedins_code;
    wanted.dise_codg = request.dise_codg;
    wanted.assessed = request.assessed;
    wanted.begndate = request.begndate;
    wanted.enddate = request.enddate;
    YIDI_TRY(CareRecord made, payer::add_record(session, context, wanted));
    return recognition_of(session, std::move(made), context.now.date());
}

Result<Recognition> withdraw(Session& session, const payer::Context& context,
                             const Withdraw& request) {
    YIDI_TRY(const std::string psn_no, number_of(session, context, request.pid));
    payer::Caller caller{.fixmedins_code = {}, .msgid = {}, .infno = {}, .opter = request.by};
    YIDI_TRY(payer::Cancelled done,
             payer::cancel_record(session, context,
                                  {.caller = std::move(caller),
                                   .psn_no = psn_no,
                                   .trt_dcla_detl_sn = std::to_string(request.record),
                                   .kind = RecordKind::chronic,
                                   .memo = request.reason,
                                   .by_agency = true}));
    return recognition_of(session, std::move(done.record), context.now.date());
}

}  // namespace yidi::app
