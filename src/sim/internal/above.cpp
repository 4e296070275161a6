#include "sim/internal/above.h"

namespace yidi::sim {
namespace {

constexpr std::int64_t kLostOfTenThousand = 2'500;

tl::unexpected<Error> silence() {
    return fail(Error{.code = ErrorCode::busy, .detail = "nobody answers"});
}

}  // namespace

Result<void> Above::report(const ports::FilingReport& report) {
    const bool is_lost = history_.strikes(Fault::report_lost, kLostOfTenThousand);
    const bool arrives = !is_lost || history_.chance().percent(50);
    if (!arrives) return silence();
    const auto [known, is_new] = known_.emplace(report.msgid, report.psn_no);
    if (known->second != report.psn_no) {
        history_.violated("a report upward is about the same person each time");
    }
    if (is_lost) return silence();
    return {};
}

}  // namespace yidi::sim
