#include "domain/registry/care_record.h"

#include <array>

namespace yidi::registry {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"referral", "chronic", "chosen_institution"};

}  // namespace

std::string_view name(RecordKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<RecordKind> parse_record_kind(std::string_view text) {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i] == text) {
            return static_cast<RecordKind>(i);
        }
    }
    return {};
}

bool falls_into(const CareRecord& one, Date from, Date to) {
    return one.begndate <= to && (!one.enddate || *one.enddate >= from);
}

bool repeats(const CareRecord& one, const CareRecord& other) {
    const bool same_days = one.begndate <= other.enddate.value_or(one.begndate) &&
                           other.begndate <= one.enddate.value_or(other.begndate);
    if (one.cancelled || other.cancelled || one.kind != other.kind || !same_days ||
        one.dise_codg != other.dise_codg || one.insutype != other.insutype) {
        return false;
    }
    // Who has assessed a disease does not make another disease of it.
    return one.kind == RecordKind::chronic || (one.place == other.place && one.type == other.type);
}

std::vector<Identity> recognised_by(const std::vector<CareRecord>& all, policy::Insutype insutype) {
    std::vector<Identity> found;
    for (const CareRecord& one : all) {
        if (one.kind == RecordKind::chronic && !one.cancelled && one.insutype == insutype) {
            found.push_back({.seq = one.id,
                             .psn_idet_type = std::string{kRecognisedDisease},
                             .psn_type_lv = one.dise_codg,
                             .begndate = one.begndate,
                             .enddate = one.enddate});
        }
    }
    return found;
}

}  // namespace yidi::registry
