#include "api/line/timer.h"

#include <future>
#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace yidi::line {
namespace {

TEST(ThreadTimer, DoesThingsInTheOrderOfTheirTimes) {
    std::string done;
    std::promise<void> last;
    ThreadTimer timer;
    timer.after(40, [&] {
        done += 'b';
        last.set_value();
    });
    timer.after(1, [&] { done += 'a'; });
    last.get_future().wait();
    timer.stop();
    EXPECT_EQ(done, "ab");
}

TEST(ThreadTimer, DropsUndoneWhatIsNotDueWhenItStops) {
    const auto kept = std::make_shared<int>(0);
    ThreadTimer timer;
    timer.after(50'000, [kept] { ++*kept; });
    EXPECT_EQ(kept.use_count(), 2);
    timer.stop();
    EXPECT_EQ(*kept, 0);
    EXPECT_EQ(kept.use_count(), 1);
    timer.after(0, [kept] { ++*kept; });
    EXPECT_EQ(kept.use_count(), 1);
}

TEST(ThreadTimer, TakesThingsFromWithinWhatItDoes) {
    std::promise<void> done;
    ThreadTimer timer;
    timer.after(0, [&] { timer.after(0, [&] { done.set_value(); }); });
    done.get_future().wait();
}

}  // namespace
}  // namespace yidi::line
