#pragma once

#include <cstdint>

#include "app/payer/context.h"

namespace yidi::payer {

struct ResealReply {
    std::int64_t persons = 0;
    std::int64_t institutions = 0;
};
/// Seals the personal fields of every person and every institution's secret again, under the
/// vault's newest key. Rows that are only ever added (answers, details of visits, papers) keep
/// their seals: the older keys stay to open them. Errors    internal: something cannot be opened.
[[nodiscard]] Result<ResealReply> reseal(ports::Session& session, const Context& context);

}  // namespace yidi::payer
