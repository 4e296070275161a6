#include "api/rest/internal/aid_json.h"

#include "adapters/codec/entitlement_encoder.h"

namespace yidi::rest::internal {

Result<void> write_names(Call& call, codec::JsonWriter& json,
                         const std::vector<registry::Pid>& pids, const aid::Numbers& numbers) {
    YIDI_TRY(const aid::Numbers names, aid::names_of(call.session(), call.context(), pids));
    json.key("names");
    json.begin_array();
    for (const auto& [pid, name] : names) {
        json.begin_object();
        json.member("psn_no", numbers.at(pid));
        json.member("name", name);
        json.end_object();
    }
    json.end_array();
    return {};
}

Result<Done> answer_bond(Call& call, const aid::Bond& bond) {
    YIDI_TRY(const aid::Numbers numbers,
             aid::numbers_of(call.session(), call.context(), {bond.holder, bond.relative}));
    Done done;
    codec::JsonWriter json{done.body};
    codec::write_bond(json, bond, numbers);
    return done;
}

}  // namespace yidi::rest::internal
