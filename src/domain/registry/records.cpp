#include "domain/registry/records.h"

#include <algorithm>

namespace yidi::registry {
namespace {

constexpr std::size_t kRegionDigits = 6;
constexpr std::size_t kPidDigits = 14;

}  // namespace

std::string psn_no_of(std::uint32_t insuplc_admdvs, Pid pid) {
    const std::string digits = std::to_string(pid);
    YIDI_ASSERT(pid > 0 && digits.size() <= kPidDigits);
    return std::to_string(insuplc_admdvs) + std::string(kPidDigits - digits.size(), '0') + digits;
}

std::optional<Pid> pid_of(std::string_view psn_no) {
    if (psn_no.size() != kRegionDigits + kPidDigits || psn_no.front() == '0') {
        return {};
    }
    Pid pid = 0;
    for (std::size_t i = 0; i < psn_no.size(); ++i) {
        const char digit = psn_no[i];
        if (digit < '0' || digit > '9') {
            return {};
        }
        if (i >= kRegionDigits) {
            pid = pid * 10 + (digit - '0');
        }
    }
    return pid > 0 ? std::optional{pid} : std::nullopt;
}

std::optional<std::int64_t> age_on(const Personal& person, Date day) {
    if (!person.brdy || *person.brdy > day) {
        return {};
    }
    const Date born = *person.brdy;
    const bool had_birthday =
        day.month() > born.month() || (day.month() == born.month() && day.day() >= born.day());
    return std::int64_t{day.year()} - born.year() - (had_birthday ? 0 : 1);
}

const Insurance* in_force(const std::vector<Insurance>& all, policy::Insutype insutype, Date day) {
    const Insurance* holds = nullptr;
    const Insurance* begun = nullptr;
    for (const Insurance& one : all) {
        if (one.insutype != insutype || one.psn_insu_date > day) {
            continue;
        }
        if (begun == nullptr || one.psn_insu_date >= begun->psn_insu_date) {
            begun = &one;
        }
        const bool paused = one.paus_insu_date && *one.paus_insu_date <= day;
        if (!paused && (holds == nullptr || one.psn_insu_date >= holds->psn_insu_date)) {
            holds = &one;
        }
    }
    return holds != nullptr ? holds : begun;
}

std::int64_t state_on(const Insurance& insurance, Date day) {
    constexpr std::int64_t kNormal = 1;
    constexpr std::int64_t kPaused = 2;
    const std::int64_t now = insurance.psn_insu_stas;
    const bool held = insurance.paus_insu_date ? *insurance.paus_insu_date > day : now == kNormal;
    if (held) {
        return kNormal;
    }
    return now == kNormal ? kPaused : now;
}

std::vector<Insurance> as_of(const std::vector<Insurance>& all, Date day) {
    std::vector<Insurance> found;
    for (std::size_t i = 0; i < policy::kInsutypeCount; ++i) {
        if (const Insurance* one = in_force(all, static_cast<policy::Insutype>(i), day)) {
            found.push_back(*one);
            found.back().psn_insu_stas = state_on(*one, day);
        }
    }
    return found;
}

std::vector<std::string> names_on(const std::vector<Identity>& all, Date day) {
    std::vector<std::string> names;
    for (const Identity& one : all) {
        const bool holds = one.begndate <= day && (!one.enddate || *one.enddate >= day);
        if (holds && one.psn_idet_type != kRecognisedDisease &&
            std::ranges::find(names, one.psn_idet_type) == names.end()) {
            names.push_back(one.psn_idet_type);
        }
    }
    return names;
}

}  // namespace yidi::registry
