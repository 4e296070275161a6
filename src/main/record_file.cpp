#include "main/record_file.h"

#include <filesystem>
#include <utility>

#include "adapters/codec/pack_store.h"
#include "adapters/crypto/bytes.h"
#include "adapters/system/durable_file.h"
#include "api/line/recording.h"

namespace yidi::main {
namespace {

namespace fs = std::filesystem;

Result<crypto::Secret> key_of(const std::string& path, bool has_recording) {
    constexpr std::size_t kKeyBytes = 32;
    const std::string file = path + std::string{line::kRecordKeyEnd};
    std::error_code code;
    if (fs::exists(file, code)) {
        YIDI_TRY(const std::string text, codec::read_file(file));
        Result<crypto::Secret> key = line::read_record_key(text);
        if (key) return key;
        Error error = std::move(key).error();
        error.where = file;
        return fail(std::move(error));
    }
    if (has_recording) {
        return fail({.code = ErrorCode::inconsistent,
                     .where = file,
                     .rule = "the key that masks the persons of this recording",
                     .remedy = "put it back, or record into another file",
                     .detail = "the recording is there, but its key is not"});
    }
    crypto::Secret key{crypto::random_bytes(kKeyBytes)};
    YIDI_TRY_VOID(system::create_durably({.path = file, .text = line::record_key_text(key)}));
    return key;
}

}  // namespace

Result<RecordFile> RecordFile::open(const std::string& path) {
    std::error_code code;
    const bool has_recording = fs::exists(path, code) && fs::file_size(path, code) > 0;
    YIDI_TRY(const crypto::Secret key, key_of(path, has_recording));
    std::ofstream file{path, std::ios::app | std::ios::binary};
    if (!file) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = path,
                     .rule = "a file that can be written",
                     .remedy = "check the folder, its owner and the space on its disk",
                     .detail = "cannot write this file"});
    }
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, code);
    return RecordFile{std::move(file), key};
}

void RecordFile::write(std::string_view line, telemetry::Log& log) {
    if (!file_) return;
    file_ << line << std::flush;
    if (!file_) log.write(telemetry::Level::error, "the recording cannot be written any more");
}

}  // namespace yidi::main
