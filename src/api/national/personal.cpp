#include "api/national/personal.h"

#include <algorithm>
#include <array>

namespace yidi::national {
namespace {

constexpr std::array<std::string_view, 9> kIdentities{"psn_no",     "certno",     "mdtrt_cert_no",
                                                      "card_sn",    "ec_token",   "brdy",
                                                      "psn_certno", "hi_card_no", "mul_psn_no"};

constexpr std::array<std::string_view, 24> kNames{
    "psn_name",        "patn_name",   "coner_name", "agnter_name", "opter_name", "dr_name",
    "dor_name",        "chfpdr_name", "atddr_name", "phar_name",   "emp_name",   "hsorg_opter",
    "medins_fill_psn", "tel",         "mob",        "addr",        "email",      "ipt_no",
    "ipt_otp_no",      "medrcdno",    "medcasno",   "hi_no",       "rec_name",   "crter_name"};

constexpr std::array<std::string_view, 3> kIdentityEnds{"_certno", "_cert_no", "_psn_no"};
constexpr std::array<std::string_view, 6> kNameEnds{"_tel",      "_addr",    "_mob",
                                                    "_psn_name", "_dr_name", "_dor_name"};

template <std::size_t kSize>
bool has(const std::array<std::string_view, kSize>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

template <std::size_t kSize>
bool ends(const std::array<std::string_view, kSize>& all, std::string_view one) {
    return std::ranges::any_of(all, [&](std::string_view end) { return one.ends_with(end); });
}

}  // namespace

bool is_identity(std::string_view field) {
    return has(kIdentities, field) || ends(kIdentityEnds, field);
}

bool is_personal(std::string_view field) {
    return is_identity(field) || has(kNames, field) || ends(kNameEnds, field);
}

}  // namespace yidi::national
