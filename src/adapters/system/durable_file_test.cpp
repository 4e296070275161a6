#include "adapters/system/durable_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace yidi::system {
namespace {

using std::filesystem::perms;

class DurableFileTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = ::testing::TempDir() + "yidi_durable_" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    [[nodiscard]] std::string path() const { return folder_ + "/file"; }
    [[nodiscard]] std::string text() const {
        std::ifstream file{path()};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

private:
    std::string folder_;
};

TEST_F(DurableFileTest, IsReadableByItsOwnerAlone) {
    ASSERT_TRUE(create_durably({.path = path(), .text = "secret"}).has_value());
    EXPECT_EQ(text(), "secret");
    EXPECT_EQ(std::filesystem::status(path()).permissions(),
              perms::owner_read | perms::owner_write);
    EXPECT_FALSE(std::filesystem::exists(path() + ".new"));
}

TEST_F(DurableFileTest, NeverTakesThePlaceOfOneThatIsThere) {
    ASSERT_TRUE(create_durably({.path = path(), .text = "first"}).has_value());
    const auto again = create_durably({.path = path(), .text = "second"});
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::changed_meanwhile);
    EXPECT_EQ(text(), "first");
    EXPECT_FALSE(std::filesystem::exists(path() + ".new"));
}

TEST_F(DurableFileTest, ReplacesWhereAsked) {
    ASSERT_TRUE(create_durably({.path = path(), .text = "first"}).has_value());
    ASSERT_TRUE(replace_durably({.path = path(), .text = "second"}).has_value());
    EXPECT_EQ(text(), "second");
}

TEST_F(DurableFileTest, LetsOneWriterAtATimeAndNamesTheFileInTheWay) {
    std::ofstream{path() + ".new"} << "half";
    const auto made = create_durably({.path = path(), .text = "x"});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::busy);
    EXPECT_EQ(made.error().where, path() + ".new");
    EXPECT_EQ(replace_durably({.path = path(), .text = "x"}).error().code, ErrorCode::busy);
    EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(DurableFileTest, SaysWhyTheSystemRefuses) {
    const auto made = create_durably({.path = path() + "/below/a/file", .text = "x"});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::unreadable_file);
    EXPECT_EQ(made.error().detail, "No such file or directory");
}

}  // namespace
}  // namespace yidi::system
