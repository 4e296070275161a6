#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/rest/router.h"
#include "base/instant.h"

namespace yidi::rest::internal {

/// A bucket of tokens for each caller: full at first, filled again as time goes by. Kept in memory;
/// a caller who has been quiet is forgotten, which is the same as a full bucket.
/// Threads   any.
class Buckets {
public:
    /// Returns   0 if the tokens were there, and are taken; else after how many milliseconds they
    ///           will be.
    [[nodiscard]] std::int64_t take(const std::string& caller, const RateLimit& rate,
                                    std::int64_t tokens, Instant now);

private:
    static constexpr std::size_t kCallersMax = 50'000;
    struct Bucket {
        std::int64_t micro = 0;  ///< millionths of a token
        Instant at;
        Instant full_at;
    };
    void forget_full(Instant now);

    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> all_;
};

}  // namespace yidi::rest::internal
