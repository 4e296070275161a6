#include "adapters/system/durable_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace yidi::system {
namespace {

constexpr std::string_view kUnfinished = ".new";

Error refused(const std::string& path, int reason) {
    return {.code = ErrorCode::unreadable_file,
            .where = path,
            .rule = "a file that can be written",
            .remedy = "check the folder, its owner and the space on its disk",
            .detail = std::generic_category().message(reason)};
}

/// An open file that is closed whatever happens.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Result<void> write_unfinished(const FileText& file) {
    const std::string path = file.path + std::string{kUnfinished};
    const mode_t mode =
        file.access == Access::owner ? S_IRUSR | S_IWUSR : S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    const Descriptor made{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
    if (made.number() < 0 && errno == EEXIST) {
        return fail({.code = ErrorCode::busy,
                     .where = path,
                     .rule = "one writer at a time",
                     .remedy = "if no other process is writing it, remove this file: it was "
                               "left by one that was interrupted"});
    }
    if (made.number() < 0) return fail(refused(path, errno));
    if (!write_all(made.number(), file.text) || ::fsync(made.number()) != 0) {
        const int reason = errno;
        ::unlink(path.c_str());
        return fail(refused(path, reason));
    }
    return {};
}

/// A new name is on disk only when its folder is.
Result<void> sync_folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    std::string folder = slash == std::string::npos ? "." : path.substr(0, slash);
    if (folder.empty()) folder = "/";
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) return fail(refused(folder, errno));
    return {};
}

}  // namespace

Result<void> create_durably(const FileText& file) {
    YIDI_TRY_VOID(write_unfinished(file));
    const std::string unfinished = file.path + std::string{kUnfinished};
    // A second name, because renaming would silently take the place of a file that came meanwhile.
    const bool linked = ::link(unfinished.c_str(), file.path.c_str()) == 0;
    const int reason = errno;
    ::unlink(unfinished.c_str());
    if (!linked && reason == EEXIST) {
        return fail({.code = ErrorCode::changed_meanwhile,
                     .where = file.path,
                     .rule = "a file that is not there yet",
                     .remedy = "read the file that is there"});
    }
    if (!linked) return fail(refused(file.path, reason));
    return sync_folder_of(file.path);
}

Result<void> replace_durably(const FileText& file) {
    YIDI_TRY_VOID(write_unfinished(file));
    const std::string unfinished = file.path + std::string{kUnfinished};
    if (::rename(unfinished.c_str(), file.path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(unfinished.c_str());
        return fail(refused(file.path, reason));
    }
    return sync_folder_of(file.path);
}

}  // namespace yidi::system
