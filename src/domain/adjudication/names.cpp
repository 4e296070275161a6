#include <array>

#include "domain/adjudication/answer.h"
#include "domain/adjudication/case.h"

namespace yidi::adjudication {

namespace {

constexpr std::array<std::string_view, kFactCount> kKeys{
    "insutype",        "psn_type",      "hosp_lv",   "inst_attr",    "psn_idet",
    "mdtrtarea_admvs", "filing",        "er_flag",   "ipt_cnt",      "age",
    "insured_months",  "retire_date",   "insu_tier", "civil_rank",   "dise_codg",
    "fixmedins_code",  "recognised",    "setl_date", "prev/hosp_lv", "prev/dedc",
    "med_type",        "insuplc_admdvs"};

constexpr std::array<std::string_view, kNamedLayerCount> kNamedLayers{
    "large", "serious", "civil", "enterprise", "aid", "tilt", "disabled", "other"};

constexpr std::array<std::string_view, 4> kStatus{"computed", "range", "unknown", "rejected"};

}  // namespace

std::string_view key_of(Fact fact) {
    return kKeys[static_cast<std::size_t>(fact)];
}

std::optional<std::size_t> named_layer(std::string_view id) {
    for (std::size_t i = 0; i < kNamedLayers.size(); ++i) {
        if (kNamedLayers[i] == id) {
            return i;
        }
    }
    return std::nullopt;
}

std::string_view name(Status status) {
    return kStatus[static_cast<std::size_t>(status)];
}

}  // namespace yidi::adjudication
