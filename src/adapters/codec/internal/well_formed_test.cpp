#include "adapters/codec/internal/well_formed.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::codec::internal {
namespace {

TEST(WellFormed, TakesWholeDocumentsOnly) {
    EXPECT_TRUE(is_well_formed("<?xml version=\"1.0\"?><a b=\"c\">d</a>\n"));
    EXPECT_FALSE(is_well_formed(""));
    EXPECT_FALSE(is_well_formed("<a>"));
    EXPECT_FALSE(is_well_formed("<a></b>"));
    EXPECT_FALSE(is_well_formed("<a/><b/>"));
    EXPECT_FALSE(is_well_formed("<a b=\"c></a>"));
    EXPECT_FALSE(is_well_formed("<a>\xFF</a>"));
}

TEST(WellFormed, TakesNoDocumentTypes) {
    EXPECT_FALSE(is_well_formed("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>"));
}

TEST(WellFormed, TakesWhatIsLongerThanAPart) {
    const std::string text(3U << 20U, 'x');
    EXPECT_TRUE(is_well_formed("<a>" + text + "</a>"));
    EXPECT_FALSE(is_well_formed("<a>" + text + "</b>"));
}

}  // namespace
}  // namespace yidi::codec::internal
