#include "cli/clearing_common.h"

#include <utility>

#include "adapters/codec/calendar.h"
#include "adapters/codec/clearing_rules.h"

namespace yidi::cli {

Result<app::ClearingRules> load_clearing(const Context& context, const policy::Regions& regions) {
    app::ClearingRules all;
    YIDI_TRY(all.rules,
             codec::load_clearing_rules(context.home / "data" / "rules" / "clearing.csv"));
    YIDI_TRY(all.days, codec::load_calendar(context.home / "data" / "calendar" / "cn.csv"));
    all.parties = app::parties_in(regions);
    return all;
}

}  // namespace yidi::cli
