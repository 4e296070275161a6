#include <array>
#include <string>

#include "adapters/codec/chain_encoder.h"
#include "adapters/codec/lookup_encoder.h"
#include "api/mcp/internal/tool.h"
#include "app/access/accounts.h"
#include "app/guidance/why_for.h"
#include "app/lookup/find_institutions.h"
#include "base/assert.h"

/// What a data folder knows of persons and institutions.
namespace yidi::mcp::internal {
namespace {

constexpr std::array<std::string_view, 6> kBusinesses{"inpatient", "outpatient",   "chronic",
                                                      "pharmacy",  "dual_channel", "maternity"};
constexpr std::array<std::string_view, 2> kTypes{"1", "2"};

constexpr std::array kWhyArguments{
    Argument{.name = "psn_no", .about = "the person's number, 20 digits", .most = 40}.must(),
    Argument{.name = "place", .kind = Kind::region, .about = "where the care is"},
    Argument{.name = "fixmedins_code", .about = "or at which institution", .most = 64},
    Argument{.name = "business",
             .kind = Kind::word,
             .about = "kind of care; without it inpatient",
             .choices = kBusinesses},
    Argument{.name = "disease", .about = "of chronic care", .most = 64},
    Argument{
        .name = "day", .kind = Kind::day, .about = "of the admission or visit; without it today"},
    Argument{
        .name = "emergency", .kind = Kind::flag, .about = "the hospital has uploaded the flag"},
};
constexpr std::array kWhyAnswer{
    Member{"holds", "whether every link holds"},
    Member{"broken", "the first link that refuses, or null"},
    Member{"headline", "one sentence"},
    Member{"links", "ten links: state, cause, what, say, next, whom to ask, clause, day, filing"},
};

constexpr std::array kFindArguments{
    Argument{.name = "name",
             .about = "part of the name, its pinyin or initials; several words narrow it",
             .most = 256},
    Argument{.name = "place", .kind = Kind::region, .about = "region, city or province"},
    Argument{.name = "hosp_lv", .about = "level: 02, or 3, 2, 1 for a class", .most = 2},
    Argument{.name = "fixmedins_type",
             .kind = Kind::word,
             .about = "1 hospital, 2 pharmacy",
             .choices = kTypes},
    Argument{.name = "business",
             .kind = Kind::word,
             .about = "open to patients from elsewhere for it",
             .choices = kBusinesses},
    Argument{
        .name = "disease", .about = "open for this chronic disease, or not stated", .most = 64},
    Argument{.name = "limit",
             .kind = Kind::whole,
             .about = "how many at once; without it 20",
             .most = static_cast<std::int64_t>(app::kInstitutionsMax)},
    Argument{.name = "after", .about = "where the page before has ended", .most = 64},
};
constexpr std::array kFindAnswer{
    Member{"institutions",
           "code, name, region, level, and what is open to patients from elsewhere"},
    Member{"after", "send it as `after` for the next page; empty: there are no more"},
};

const DataFolder& data_of(const Call& call) {
    YIDI_ASSERT(call.data != nullptr);
    return *call.data;
}

Result<Told> why(const Call& call) {
    const DataFolder& data = data_of(call);
    const Arguments& asked = call.arguments;
    const auto pid = registry::pid_of(asked.text("psn_no"));
    if (!pid) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/psn_no",
                          .rule = "a psn_no of 20 digits",
                          .remedy = "take it from `yidi demo list` or the answer of 1101",
                          .detail = "this is no person's number"});
    }
    const payer::Context context = data.context();
    app::ChainQuery query;
    query.pid = *pid;
    query.place = asked.region("place").value_or(0);
    query.fixmedins_code = asked.text("fixmedins_code");
    if (query.place == 0 && query.fixmedins_code.empty()) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "/place",
                          .rule = "the place of care, or the institution",
                          .remedy = "give place or fixmedins_code",
                          .detail = "it is not said where the care is"});
    }
    query.business =
        policy::parse_business(asked.text("business")).value_or(policy::Business::inpatient);
    query.disease = asked.text("disease");
    query.day = asked.day("day").value_or(context.now.date());
    query.emergency_flag = asked.flag("emergency");
    guidance::Chain chain;
    YIDI_TRY_VOID(data.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(chain, app::why_for(session, context, query));
        return {};
    }));
    // What cannot be noted is not shown.
    YIDI_TRY_VOID(ports::write(data.store, [&](ports::Session& session) {
        return accounts::note(session, context, {.by = "mcp", .pid = *pid, .what = "why"});
    }));
    Told told;
    codec::append_chain(chain, call.language, told.json);
    return told;
}

Result<Told> find_institution(const Call& call) {
    const Arguments& asked = call.arguments;
    app::InstitutionQuery query;
    query.name = asked.text("name");
    query.place = asked.region("place").value_or(0);
    query.hosp_lv = asked.text("hosp_lv");
    query.fixmedins_type = asked.text("fixmedins_type");
    query.business = policy::parse_business(asked.text("business"));
    query.disease = asked.text("disease");
    query.after = asked.text("after");
    query.limit = static_cast<std::size_t>(
        asked.whole("limit").value_or(static_cast<std::int64_t>(query.limit)));
    app::InstitutionsFound found;
    YIDI_TRY_VOID(data_of(call).store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(found, app::find_institutions(session, query));
        return {};
    }));
    Told told;
    codec::append_institutions(found, told.json);
    return told;
}

constexpr std::array kTools{
    Tool{.name = "why",
         .title = "为什么 Why",
         .description =
             "Whether a person's settlement away from home would work on a day, or which "
             "of ten links is broken, with what to say, what to do next and whom to ask. "
             "It shows a person's data: each call is noted in the audit. What a link "
             "does not know it says; never fill it in.",
         .arguments = kWhyArguments,
         .answer = kWhyAnswer,
         .needs_data = true,
         .is_read_only = false,
         .handle = why},
    Tool{.name = "find_institution",
         .title = "找机构 Find an institution",
         .description = "Hospitals and pharmacies by name, pinyin, initials, place, level and what "
                        "they have opened to patients from elsewhere. Never invent an institution "
                        "or its code.",
         .arguments = kFindArguments,
         .answer = kFindAnswer,
         .needs_data = true,
         .handle = find_institution},
};

}  // namespace

std::span<const Tool> data_tools() {
    return kTools;
}

}  // namespace yidi::mcp::internal
