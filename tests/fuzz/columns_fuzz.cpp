#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "adapters/codec/clearing_columns.h"
#include "base/assert.h"

namespace {

/// The side file is read from the disk by several threads, so that the bytes have to lie there.
const std::filesystem::path& file() {
    static const std::filesystem::path kFile =
        std::filesystem::temp_directory_path() /
        ("yidi-columns-fuzz-" + std::to_string(std::random_device{}()));
    return kFile;
}

}  // namespace

// No bytes crash the reader of a clearing month's side file; it takes them whole or says that they
// are damaged, and whatever it takes has the same sums for one thread and for three.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::ofstream{file(), std::ios::binary | std::ios::trunc}.write(
        reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    const auto alone = yidi::codec::tally_columns(file(), 1);
    const auto shared = yidi::codec::tally_columns(file(), 3);
    std::filesystem::remove(file());
    YIDI_ASSERT(alone.has_value() == shared.has_value());
    if (!alone) {
        YIDI_ASSERT(!alone.error().rule.empty() && !alone.error().remedy.empty());
        return 0;
    }
    YIDI_ASSERT(alone->rows == shared->rows);
    YIDI_ASSERT(alone->cells == shared->cells);
    return 0;
}
