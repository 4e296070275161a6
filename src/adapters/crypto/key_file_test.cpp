#include "adapters/crypto/key_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/crypto/sha256.h"

namespace yidi::crypto {
namespace {

namespace fs = std::filesystem;

class KeyFileTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = ::testing::TempDir() + "yidi_key_file_" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_ + "/data");
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string file() const { return folder_ + "/yidi.key"; }
    [[nodiscard]] std::string data() const { return folder_ + "/data"; }
    [[nodiscard]] KeyPlace place() const {
        return {.file = file(), .data_folder = data(), .is_first_start = true};
    }
    [[nodiscard]] std::string text() const {
        std::ifstream stream{file()};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }
    void write(std::string_view text) const {
        std::ofstream{file()} << text;
        fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write);
    }
    /// With the right checksum.
    void write_whole(const std::string& text) const {
        write(text + "checksum " + sha256(text) + '\n');
    }
    void expect_refused() const {
        const auto opened = open_key_file(place());
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code, ErrorCode::unreadable_file);
        EXPECT_EQ(opened.error().where, file());
    }

private:
    std::string folder_;
};

TEST_F(KeyFileTest, IsMadeForItsOwnerAloneOnTheFirstStart) {
    const auto ring = open_key_file(place());
    ASSERT_TRUE(ring.has_value());
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_EQ(ring->keys.size(), 1U);
    EXPECT_EQ(ring->keys[0].number, 1U);
    EXPECT_EQ(ring->keys[0].secret.bytes().size(), kKeyBytes);
    EXPECT_FALSE(ring->keys[0].secret == ring->look_up);
}

TEST_F(KeyFileTest, GivesTheSameKeysAgain) {
    const auto first = open_key_file(place());
    const auto again = open_key_file(place());
    ASSERT_TRUE(first.has_value());
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(first->look_up == again->look_up);
    EXPECT_TRUE(first->keys[0].secret == again->keys[0].secret);
}

TEST_F(KeyFileTest, IsNotMadeForDataThatWasSealedWithAnother) {
    KeyPlace later = place();
    later.is_first_start = false;
    const auto opened = open_key_file(later);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::unreadable_file);
    EXPECT_FALSE(fs::exists(file()));
}

TEST_F(KeyFileTest, MustNotLieInTheDataFolder) {
    for (const std::string& inside :
         {data() + "/yidi.key", data() + "/deep/yidi.key", data() + "/../data/yidi.key"}) {
        const auto opened =
            open_key_file({.file = inside, .data_folder = data(), .is_first_start = true});
        ASSERT_FALSE(opened.has_value()) << inside;
        EXPECT_EQ(opened.error().code, ErrorCode::usage);
    }
    // Beside it, with a name that only begins alike.
    EXPECT_TRUE(
        open_key_file({.file = data() + "-keys", .data_folder = data(), .is_first_start = true})
            .has_value());
}

TEST_F(KeyFileTest, MustNotLieInTheDataFolderByALink) {
    fs::create_directory_symlink(data(), file() + ".link");
    const auto opened = open_key_file(
        {.file = file() + ".link/yidi.key", .data_folder = data(), .is_first_start = true});
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::usage);
}

TEST_F(KeyFileTest, IsRefusedWhenOthersMayReadOrWriteIt) {
    ASSERT_TRUE(open_key_file(place()).has_value());
    for (const fs::perms wrong : {fs::perms::group_read, fs::perms::group_write,
                                  fs::perms::others_read, fs::perms::others_write}) {
        fs::permissions(file(), fs::perms::owner_read | wrong);
        expect_refused();
    }
    fs::permissions(file(), fs::perms::owner_read);
    EXPECT_TRUE(open_key_file(place()).has_value());
}

TEST_F(KeyFileTest, IsRefusedWhenItIsNoFile) {
    fs::create_directories(file());
    expect_refused();
}

TEST_F(KeyFileTest, NoticesDamageOfAnyByte) {
    ASSERT_TRUE(open_key_file(place()).has_value());
    const std::string whole = text();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string changed = whole;
        changed[i] = changed[i] == '0' ? '1' : '0';
        write(changed);
        expect_refused();
    }
    write(whole.substr(0, whole.size() - 1));
    expect_refused();
    write("");
    expect_refused();
}

TEST_F(KeyFileTest, TakesNothingThatItDoesNotKnow) {
    const std::string key(64, 'a');
    const std::string good = "yidi-keys 1\nlook-up " + key + "\nkey 1 aes-256-gcm " + key + '\n';
    write_whole(good);
    ASSERT_TRUE(open_key_file(place()).has_value());
    const std::vector<std::string> wrong_ones{
        "yidi-keys 2\n" + good.substr(12),               // a later format
        std::string{"yidi-keys 1\n"},                    // no keys
        "yidi-keys 1\nlook-up " + key + '\n',            // none that seals
        "yidi-keys 1\nkey 1 aes-256-gcm " + key + '\n',  // none to look up by
        good + "key 1 aes-256-gcm " + key + '\n',        // a number again
        good + "key x aes-256-gcm " + key + '\n',        // no number
        good + "key 2 sm4-gcm " + key + '\n',            // an algorithm of another version
        good + "key 2 aes-256-gcm " + key + "aa\n",      // too long
        good + "look-up " + key + '\n',                  // twice
        good + "lock 2\n"};
    for (const std::string& wrong : wrong_ones) {
        write_whole(wrong);
        expect_refused();
    }
}

TEST_F(KeyFileTest, KeepsOldKeysWhenOneIsAdded) {
    const auto before = open_key_file(place());
    ASSERT_TRUE(before.has_value());
    EXPECT_EQ(add_key(file()).value(), 2U);
    EXPECT_EQ(add_key(file()).value(), 3U);
    const auto after = open_key_file(place());
    ASSERT_TRUE(after.has_value());
    ASSERT_EQ(after->keys.size(), 3U);
    EXPECT_TRUE(after->keys[0].secret == before->keys[0].secret);
    EXPECT_TRUE(after->look_up == before->look_up);
    EXPECT_FALSE(after->keys[1].secret == after->keys[2].secret);
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(KeyFileTest, LetsNoTwoProcessesAddAKeyAtOnce) {
    ASSERT_TRUE(open_key_file(place()).has_value());
    std::ofstream{file() + ".new"} << "another's";
    const auto added = add_key(file());
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().code, ErrorCode::busy);
    EXPECT_EQ(open_key_file(place())->keys.size(), 1U);
}

TEST_F(KeyFileTest, SaysWhatItIsForToWhoFindsIt) {
    ASSERT_TRUE(open_key_file(place()).has_value());
    EXPECT_TRUE(text().starts_with("yidi-keys 1\n# Without this file nobody can read"));
}

TEST(Secret, IsEqualToItsCopyAndToNoOther) {
    const Secret key{"key"};
    Secret copy;
    copy = key;
    EXPECT_TRUE(copy == key);
    EXPECT_FALSE(copy == Secret{"kex"});
    EXPECT_EQ(key.bytes(), "key");
}

}  // namespace
}  // namespace yidi::crypto
