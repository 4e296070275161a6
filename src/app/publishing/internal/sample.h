#pragma once

#include <vector>

#include "app/publishing/effect.h"

namespace yidi::publishing::internal {

struct Sample {
    std::vector<NamedCase> cases;
    std::int64_t unreadable = 0;
};
/// At most `most` of the latest settlements of persons insured in an area (of all, for the national
/// frame), some from each institution, so that one large hospital does not stand for all.
[[nodiscard]] Result<Sample> sample_of(ports::Session& session, const payer::Context& context,
                                       std::uint32_t area, std::size_t most);

}  // namespace yidi::publishing::internal
