#pragma once

#include <atomic>
#include <filesystem>
#include <random>
#include <string>
#include <system_error>

#include <gtest/gtest.h>

namespace yidi::contract {

/// A folder of its own for a test, removed at its end. Its name holds chance, because a death test
/// runs the same test in another process.
class TemporaryFolder {
public:
    TemporaryFolder() {
        static std::atomic<int> count = 0;
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string{info->test_suite_name()} + "_" + info->name() + "_" +
                           std::to_string(std::random_device{}()) + "_" + std::to_string(count++);
        for (char& character : name) {
            if (character == '/') character = '_';
        }
        path_ = std::filesystem::path{testing::TempDir()} / name;
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

}  // namespace yidi::contract
