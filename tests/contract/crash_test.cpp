#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/contract/crash_disk.h"
#include "tests/contract/crash_life.h"
#include "tests/property/random.h"

/// What a store has answered is there after the power has failed, whatever the disk had not yet
/// been told to keep.
namespace yidi::contract {
namespace {

using property::Random;

// All parts together.
constexpr int kCrashesUsually = 300;
constexpr int kCrashesInFull = 10'000;
constexpr int kParts = 4;
constexpr int kCrashesOnADisk = 6;
// A life makes about 700 changes; a few end without a crash.
constexpr std::int64_t kChangesMax = 800;

int crashes_wanted() {
    const bool is_full = std::getenv("YIDI_FULL") != nullptr;
    return (is_full ? kCrashesInFull : kCrashesUsually) / kParts;
}

struct Outcome {
    int crashes = 0;
    std::vector<std::string> faults;
};

/// Lives one after another, each on what the last has left, until there were enough crashes or
/// something is wrong.
Outcome crash_often(bool is_synced, std::uint64_t first_disk) {
    Outcome outcome;
    for (std::uint64_t disk_seed = first_disk;
         outcome.crashes < crashes_wanted() && outcome.faults.empty(); disk_seed += kParts) {
        Random random{disk_seed};
        Image image;
        Book book;
        for (int i = 0; i < kCrashesOnADisk && outcome.faults.empty(); ++i) {
            CrashDisk disk{image};
            const LifeOptions life{
                .seed = random.next(),
                .is_synced = is_synced,
                .crash_at = static_cast<std::uint64_t>(random.between(1, kChangesMax))};
            if (live(disk, life, book)) ++outcome.crashes;
            CrashDisk after{disk.image()};
            outcome.faults = inspect(after, book);
            image = after.image();
        }
    }
    return outcome;
}

class Crash : public testing::TestWithParam<int> {};

TEST_P(Crash, LosesNothingThatWasAnswered) {
    const Outcome outcome = crash_often(/*is_synced=*/true, static_cast<std::uint64_t>(GetParam()));
    EXPECT_EQ(outcome.faults, std::vector<std::string>{});
    EXPECT_GE(outcome.crashes, crashes_wanted());
    RecordProperty("crashes", outcome.crashes);
}
INSTANTIATE_TEST_SUITE_P(Part, Crash, testing::Range(0, kParts));

TEST(CrashWithoutSyncs, LosesAnswersSoThatTheTestWithThemSaysSomething) {
    const Outcome outcome = crash_often(/*is_synced=*/false, /*first_disk=*/0);
    EXPECT_FALSE(outcome.faults.empty());
    EXPECT_LT(outcome.crashes, 50);
}

}  // namespace
}  // namespace yidi::contract
