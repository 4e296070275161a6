#include "api/rest/internal/bars_json.h"

#include "api/rest/internal/amounts_json.h"
#include "domain/explain/waterfall.h"

namespace yidi::rest::internal {

void write_bars(codec::JsonWriter& json, const adjudication::Answer& answer,
                const policy::Book& book, explain::Language language) {
    json.key("bars");
    json.begin_array();
    for (const explain::Bar& bar : explain::waterfall(answer, book, language)) {
        json.begin_object();
        json.member("group", explain::name(bar.group));
        json.member("id", bar.id);
        json.member("label", bar.label);
        json.member("amount", bar.amount);
        write_maybe(json, "step", bar.step);
        write_maybe(json, "clause", bar.clause);
        json.end_object();
    }
    json.end_array();
}

}  // namespace yidi::rest::internal
