#include "cli/output_file.h"

#include <fstream>
#include <system_error>

namespace yidi::cli {

namespace fs = std::filesystem;

Error not_written(const fs::path& path) {
    return {.code = ErrorCode::unreadable_file,
            .where = path.string(),
            .rule = "a file that can be written",
            .remedy = "check the folder and its permissions",
            .detail = "cannot write this file"};
}

Result<void> write_file(const fs::path& path, std::string_view text) {
    const fs::path fresh = path.parent_path() / ("." + path.filename().string() + ".new");
    std::ofstream file{fresh, std::ios::binary | std::ios::trunc};
    file << text;
    file.close();
    std::error_code problem;
    if (!file.fail()) {
        fs::rename(fresh, path, problem);
    }
    if (file.fail() || problem) {
        fs::remove(fresh, problem);
        return fail(not_written(path));
    }
    return {};
}

}  // namespace yidi::cli
