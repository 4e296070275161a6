#include "adapters/codec/internal/case_parts.h"

namespace yidi::codec::internal {
namespace {

using adjudication::Case;

bool check_dates(CaseReader& reader, const Path& root, const Case& facts) {
    if (facts.begndate && facts.enddate && *facts.enddate < *facts.begndate) {
        return reader.fail(ErrorCode::inconsistent, Path{.up = &root, .key = "enddate"},
                           "a discharge on or after the admission", "mend one of the two dates",
                           "the stay ends before it begins");
    }
    if (facts.begndate && facts.setl_date && *facts.setl_date < *facts.begndate) {
        return reader.fail(ErrorCode::inconsistent, Path{.up = &root, .key = "setl_date"},
                           "a settlement on or after the admission", "mend one of the two dates",
                           "the settlement is before the admission");
    }
    // An interim settlement comes while the stay goes on.
    if (facts.enddate && facts.setl_date && *facts.setl_date < *facts.enddate &&
        !facts.mid_setl_flag) {
        return reader.fail(ErrorCode::inconsistent, Path{.up = &root, .key = "setl_date"},
                           "a settlement on or after the discharge, or mid_setl_flag",
                           "mend one of the two dates", "the settlement is before the discharge");
    }
    if (facts.prev && facts.prev->enddate && facts.begndate &&
        *facts.begndate < *facts.prev->enddate) {
        const Path prev{.up = &root, .key = "prev"};
        return reader.fail(ErrorCode::inconsistent, Path{.up = &prev, .key = "enddate"},
                           "an end on or before this admission", "mend one of the two dates",
                           "the stay before ends after this one begins");
    }
    return true;
}

bool check_person(CaseReader& reader, const Path& root, const Case& facts) {
    const auto person = policy::person_of(facts.psn_type);
    if (!facts.insutype || !person || policy::insutype_of(*person) == *facts.insutype) return true;
    return reader.fail(ErrorCode::inconsistent, Path{.up = &root, .key = "insutype"},
                       "310 with psn_type 11 and 12, 390 with 14, 15 and 16", "mend one of the two",
                       "insutype " + std::string{policy::code(*facts.insutype)} + " and psn_type " +
                           facts.psn_type + " contradict each other");
}

bool check_admission(CaseReader& reader, const Path& root, const Case& facts) {
    if (!facts.ipt_cnt || !facts.cum || !facts.cum_has_ipt_cnt) return true;
    const std::int64_t before = facts.cum->ipt_cnt;
    // A stay that continues another may be the same admission, which has been counted already.
    if (*facts.ipt_cnt == before + 1 || (facts.prev && *facts.ipt_cnt == before)) return true;
    return reader.fail(ErrorCode::inconsistent, Path{.up = &root, .key = "ipt_cnt"},
                       "cum.ipt_cnt + 1 = " + std::to_string(before + 1),
                       "mend one of the two, or leave ipt_cnt out",
                       "this is said to be admission " + std::to_string(*facts.ipt_cnt) +
                           ", with " + std::to_string(before) + " before it");
}

}  // namespace

bool check_case(CaseReader& reader, const Path& path, const app::CaseFile& file) {
    return check_dates(reader, path, file.facts) && check_person(reader, path, file.facts) &&
           check_admission(reader, path, file.facts);
}

}  // namespace yidi::codec::internal
