#include "api/rest/internal/buckets.h"

#include <algorithm>

namespace yidi::rest::internal {
namespace {

constexpr std::int64_t kMicro = 1'000'000;
constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

std::int64_t Buckets::take(const std::string& caller, const RateLimit& rate, std::int64_t tokens,
                           Instant now) {
    const std::scoped_lock lock{mutex_};
    if (all_.size() >= kCallersMax) forget_full(now);
    // So many strangers at once share one bucket rather than all of our memory.
    const bool is_crowd = all_.size() >= kCallersMax && !all_.contains(caller);
    const auto [at, is_new] = all_.try_emplace(is_crowd ? std::string{} : caller);
    Bucket& bucket = at->second;
    const std::int64_t full = rate.burst * kMicro;
    const std::int64_t micro_per_ms =
        std::max<std::int64_t>(rate.per_minute * kMicro / kMinuteMs, 1);
    if (is_new) {
        bucket.micro = full;
    } else {
        // Longer than it takes to fill is as good as that; a clock that went back gives nothing.
        const std::int64_t passed =
            std::clamp<std::int64_t>(now.ms() - bucket.at.ms(), 0, full / micro_per_ms + 1);
        bucket.micro = std::min(full, bucket.micro + passed * micro_per_ms);
    }
    bucket.at = now;
    const std::int64_t wanted = std::min(tokens * kMicro, full);
    const bool is_there = bucket.micro >= wanted;
    const std::int64_t wait = is_there ? 0 : (wanted - bucket.micro) / micro_per_ms + 1;
    if (is_there) bucket.micro -= wanted;
    bucket.full_at = now.plus_ms((full - bucket.micro) / micro_per_ms + 1);
    return wait;
}

void Buckets::forget_full(Instant now) {
    std::erase_if(all_, [now](const auto& one) { return one.second.full_at <= now; });
}

}  // namespace yidi::rest::internal
