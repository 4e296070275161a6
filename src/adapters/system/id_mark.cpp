#include "adapters/system/id_mark.h"

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "adapters/system/durable_file.h"

namespace yidi::system {
namespace {

constexpr std::string_view kHeader = "yidi-ids 1 ";

Error unreadable(const std::string& path, std::string detail) {
    return {.code = ErrorCode::unreadable_file,
            .where = path,
            .rule = "the line 'yidi-ids 1 NUMBER'",
            .remedy =
                "restore the file from a backup: a lost mark may give an id twice after the "
                "clock was set back",
            .detail = std::move(detail)};
}

}  // namespace

Result<std::int64_t> IdMarkFile::load() {
    // Left by a process that was killed while it raised the mark: the ids above the old mark were
    // not given out yet.
    std::error_code ignored;
    std::filesystem::remove(path_ + ".new", ignored);

    std::error_code problem;
    const bool is_there = std::filesystem::exists(path_, problem);
    if (problem) return fail(unreadable(path_, problem.message()));
    if (!is_there) return 0;
    std::ifstream file{path_};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (!file) return fail(unreadable(path_, "it cannot be opened"));
    if (!text.starts_with(kHeader) || !text.ends_with('\n')) {
        return fail(unreadable(path_, "it is cut off or something else"));
    }
    std::int64_t mark = 0;
    const char* const end = text.data() + text.size() - 1;
    const auto read = std::from_chars(text.data() + kHeader.size(), end, mark);
    if (read.ec != std::errc{} || read.ptr != end || mark < 0) {
        return fail(unreadable(path_, "its number is none"));
    }
    return mark;
}

Result<void> IdMarkFile::raise(std::int64_t mark) {
    const std::string text = std::string{kHeader} + std::to_string(mark) + '\n';
    return replace_durably({.path = path_, .text = text, .access = Access::everyone});
}

}  // namespace yidi::system
