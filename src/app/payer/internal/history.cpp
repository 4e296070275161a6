#include "app/payer/internal/history.h"

#include <algorithm>

#include "domain/settlement/records.h"

namespace yidi::payer::internal {

std::size_t History::find(std::int64_t setl_id) const {
    return static_cast<std::size_t>(std::ranges::find(standing, setl_id, &History::Item::setl_id) -
                                    standing.begin());
}

Result<std::optional<std::int64_t>> History::admissions_after(std::int64_t setl_id) const {
    const std::size_t at = find(setl_id);
    if (at == standing.size()) {
        return std::optional<std::int64_t>{};
    }
    YIDI_TRY(const adjudication::Accumulators cum,
             settlement::parse_accumulators(standing[at].cum));
    return std::optional<std::int64_t>{cum.ipt_cnt};
}

History history_of(const std::vector<CumEvent>& events) {
    History history;
    history.base = settlement::to_text(adjudication::Accumulators{});
    for (const CumEvent& event : events) {
        const std::size_t at = history.find(event.setl_id);
        const bool stands = at < history.standing.size();
        if (event.event == kOpening) {
            history.base = event.cum;
        } else if (event.event == kReversed && stands) {
            history.standing.erase(history.standing.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (event.event == kRecomputed && stands) {
            history.standing[at].cum = event.cum;
        } else if (event.event == kMoved && stands) {
            history.standing.erase(history.standing.begin() + static_cast<std::ptrdiff_t>(at));
            history.standing.push_back({.setl_id = event.setl_id, .cum = event.cum});
        } else if (event.event == kSettled || event.event == kRestored) {
            history.standing.push_back({.setl_id = event.setl_id, .cum = event.cum});
        }
    }
    return history;
}

}  // namespace yidi::payer::internal
