#include "adapters/codec/zip.h"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include <zip.h>

namespace yidi::codec {
namespace {

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using Archive = std::unique_ptr<zip_t, Discard>;
using File = std::unique_ptr<zip_file_t, CloseFile>;

tl::unexpected<Error> not_packed() {
    return fail(Error{.code = ErrorCode::internal,
                      .where = "zip",
                      .rule = "a library that packs what is in memory",
                      .remedy = "report it: nothing was written",
                      .detail = "a ZIP archive cannot be made"});
}

tl::unexpected<Error> not_read(ErrorCode code, std::string_view rule, std::string_view detail) {
    return fail(Error{.code = code,
                      .where = "zip",
                      .rule = std::string{rule},
                      .remedy = "pack the file again as an ordinary ZIP",
                      .detail = std::string{detail}});
}

/// 1980-01-01 00:00, the first moment that a ZIP can name.
constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;

bool add(zip_t& archive, const ZipEntry& entry) {
    zip_source_t* bytes =
        zip_source_buffer(&archive, entry.bytes.data(), entry.bytes.size(), /*freep=*/0);
    if (bytes == nullptr) return false;
    const zip_int64_t index = zip_file_add(&archive, entry.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(bytes);
        return false;
    }
    return zip_file_set_dostime(&archive, static_cast<zip_uint64_t>(index), 0, kFirstDay, 0) == 0;
}

Result<std::string> read_all(zip_source_t& source) {
    zip_stat_t stat;
    if (zip_source_stat(&source, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0 ||
        zip_source_open(&source) != 0) {
        return not_packed();
    }
    std::string bytes(stat.size, '\0');
    const zip_int64_t read = zip_source_read(&source, bytes.data(), bytes.size());
    zip_source_close(&source);
    if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) return not_packed();
    return bytes;
}

/// Appends what the file holds, as long as it is not more than `room`.
Result<std::string> unpacked(zip_t& archive, zip_uint64_t index, std::size_t room) {
    constexpr std::size_t kAtOnce = 65'536;
    const File file{zip_fopen_index(&archive, index, 0)};
    if (file == nullptr) {
        return not_read(ErrorCode::bad_value, "a ZIP that is packed and not encrypted",
                        "a file of the ZIP cannot be unpacked");
    }
    std::string bytes;
    std::array<char, kAtOnce> part{};
    while (true) {
        const zip_int64_t read = zip_fread(file.get(), part.data(), part.size());
        if (read < 0) {
            return not_read(ErrorCode::bad_value, "a ZIP whose check sums are right",
                            "a file of the ZIP is damaged");
        }
        if (read == 0) return bytes;
        bytes.append(part.data(), static_cast<std::size_t>(read));
        if (bytes.size() > room) {
            return not_read(ErrorCode::limit_exceeded, "a ZIP of limited size when unpacked",
                            "what the ZIP holds is too large");
        }
    }
}

}  // namespace

Result<std::string> zip(const std::vector<ZipEntry>& entries) {
    const Source source{zip_source_buffer_create(nullptr, 0, 0, nullptr)};
    if (source == nullptr) return not_packed();
    Archive archive{zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr)};
    if (archive == nullptr) return not_packed();
    // The archive holds the source from here on, and lets go of it when it closes.
    zip_source_keep(source.get());
    for (const ZipEntry& entry : entries) {
        if (!add(*archive, entry)) return not_packed();
    }
    if (zip_close(archive.get()) != 0) return not_packed();
    static_cast<void>(archive.release());
    return read_all(*source);
}

Result<std::vector<ZipEntry>> unzip(std::string_view archive_bytes, const ZipLimits& limits) {
    Source source{zip_source_buffer_create(archive_bytes.data(), archive_bytes.size(), 0, nullptr)};
    // The library takes no bytes at all for an archive of no files.
    const bool is_there = source != nullptr && !archive_bytes.empty();
    const Archive archive{is_there ? zip_open_from_source(source.get(), ZIP_RDONLY, nullptr)
                                   : nullptr};
    if (archive == nullptr) {
        return not_read(ErrorCode::bad_value, "a ZIP archive", "this is no ZIP archive");
    }
    static_cast<void>(source.release());  // It is the archive's now.
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count < 0 || static_cast<std::size_t>(count) > limits.entries) {
        return not_read(ErrorCode::limit_exceeded, "a ZIP of few files",
                        "the ZIP holds too many files");
    }
    std::vector<ZipEntry> entries;
    std::size_t room = limits.bytes;
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(archive.get(), index, 0);
        ZipEntry entry{.name = name == nullptr ? "" : name, .bytes = {}};
        if (entry.name.ends_with('/')) continue;
        YIDI_TRY(entry.bytes, unpacked(*archive, index, room));
        room -= entry.bytes.size();
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace yidi::codec
