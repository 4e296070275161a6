#include "domain/registry/shown_name.h"

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

TEST(ShownName, LeavesOutTheFirstCharacterWhateverItsBytes) {
    EXPECT_EQ(shown_name("王小明"), "*小明");
    EXPECT_EQ(shown_name("Ann"), "*nn");
    EXPECT_EQ(shown_name("𠮷田"), "*田");
}

TEST(ShownName, OfNothingOrOneCharacterIsAStar) {
    EXPECT_EQ(shown_name(""), "*");
    EXPECT_EQ(shown_name("王"), "*");
}

}  // namespace
}  // namespace yidi::registry
