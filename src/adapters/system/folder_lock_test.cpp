#include "adapters/system/folder_lock.h"

#include <filesystem>
#include <optional>

#include <gtest/gtest.h>

namespace yidi::system {
namespace {

class Folder : public testing::Test {
protected:
    void SetUp() override {
        path_ = testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::create_directories(path_);
    }
    void TearDown() override { std::filesystem::remove_all(path_); }

    std::string path_;
};

TEST_F(Folder, IsTakenByOneAtATimeAndFreeAfterwards) {
    {
        const Result<FolderLock> first = FolderLock::take(path_);
        ASSERT_TRUE(first);
        const Result<FolderLock> second = FolderLock::take(path_);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::busy);
    }
    EXPECT_TRUE(FolderLock::take(path_));
}

TEST_F(Folder, ThatIsMissingCannotBeTaken) {
    const Result<FolderLock> lock = FolderLock::take(path_ + "/missing");
    ASSERT_FALSE(lock);
    EXPECT_EQ(lock.error().code, ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::system
