#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/filing/file.h"
#include "app/registry/feed.h"

/// Automatic filing from shared data (免申即享): residence permits, retirement moves, postings.
/// Which source files which kind is the insured region's rule (policy::KindRules::automatic). Every
/// such filing tells the person, who can refuse it.
namespace yidi::app {

/// One row of shared data. The source and the row's key make it known: given again, it does
/// nothing.
struct FilingFeedRow {
    std::uint32_t line = 0;
    std::string row_key;
    std::string psn_no;    ///< or the certificate below
    std::string certno;    ///< of an identity card
    std::string psn_name;  ///< if given it has to be the person's
    policy::FilingKind kind = policy::FilingKind::long_term_resident;
    std::uint32_t place = 0;
    Date begndate;
    std::optional<Date> enddate;
};

inline constexpr std::size_t kFeedRowsMax = 1'000'000;

struct FilingFeed {
    std::string source;     ///< "residence_permit", "retirement_move", "posting" …
    std::string file_name;  ///< for messages
    std::vector<FilingFeedRow> rows;
    std::size_t bad = 0;              ///< rows that could not be read
    Problems problems{kFeedRowsMax};  ///< of those rows, one or more each
};

struct FilingFeedCounts {
    std::size_t filed = 0;
    std::size_t waiting = 0;   ///< for a person of the agency: a rule is not known
    std::size_t in_place = 0;  ///< the person had filed the same already, or needs none
    std::size_t already = 0;   ///< the row was taken before
    std::size_t bad = 0;       ///< rows that were not taken; each has a problem or more
    Problems problems{kFeedRowsMax};
};

/// Takes rows, each for itself: one that is refused is a problem with its line, and the others are
/// filed. For a batch that fits a commit.
/// Errors    only of the store.
[[nodiscard]] Result<void> take_feed_rows(ports::Session& session, const FilingContext& context,
                                          const FilingFeed& feed,
                                          std::span<const FilingFeedRow> rows,
                                          FilingFeedCounts& counts);

/// Takes a whole feed in batches, so that other work gets its turn between them.
/// `context_now` is asked once for each batch; `progress` is told how many rows are done.
struct FeedRun {
    ports::Store& store;
    std::function<payer::Context()> context_now;
    const ports::Upward* upward = nullptr;
    std::function<void(std::size_t)> progress = {};
};
[[nodiscard]] Result<FilingFeedCounts> take_feed(const FeedRun& run, FilingFeed feed);

}  // namespace yidi::app
