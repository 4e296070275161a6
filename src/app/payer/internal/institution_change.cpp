#include "app/payer/internal/institution_change.h"

#include <string_view>
#include <vector>

#include "domain/policy/vocabulary.h"

namespace yidi::payer::internal {
namespace {

using registry::Institution;

std::string joined(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ";") + one;
    return text;
}

std::string businesses(std::uint8_t mask) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
        if ((mask >> i & 1U) != 0) {
            names.emplace_back(policy::name(static_cast<policy::Business>(i)));
        }
    }
    return joined(names);
}

void add(std::string& note, std::string_view field, const std::string& before,
         const std::string& after) {
    if (before == after) return;
    note.append(" ").append(field).append("=").append(before).append(">").append(after);
}

}  // namespace

std::string change_note(const std::optional<Institution>& before, const Institution& after) {
    std::string note = "institution " + after.fixmedins_code + ":";
    if (!before) return note + " added";
    add(note, "admdvs", std::to_string(before->admdvs), std::to_string(after.admdvs));
    add(note, "fixmedins_type", before->fixmedins_type, after.fixmedins_type);
    add(note, "hosp_lv", before->hosp_lv, after.hosp_lv);
    add(note, "inst_attr", joined(before->inst_attr), joined(after.inst_attr));
    add(note, "local_open", businesses(before->local_open), businesses(after.local_open));
    add(note, "remote_open", businesses(before->remote_open), businesses(after.remote_open));
    add(note, "remote_diseases", joined(before->remote_diseases), joined(after.remote_diseases));
    if (before->fixmedins_name != after.fixmedins_name) note += " fixmedins_name";
    const bool has_line = before->profile == after.profile && before->paas_id == after.paas_id &&
                          before->must_sign_in == after.must_sign_in &&
                          before->sm2_public_key == after.sm2_public_key;
    if (!has_line) note += " keys";
    return note;
}

}  // namespace yidi::payer::internal
