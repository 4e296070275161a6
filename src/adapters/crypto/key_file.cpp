#include "adapters/crypto/key_file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/crypto/bytes.h"
#include "adapters/crypto/sha256.h"
#include "adapters/system/durable_file.h"

namespace yidi::crypto {
namespace {

constexpr std::string_view kHeader = "yidi-keys 1\n";
constexpr std::string_view kNote =
    "# Without this file nobody can read the personal data, and with it anybody can.\n"
    "# Keep a copy apart from the data and from its backups.\n";
constexpr std::string_view kAlgorithm = "aes-256-gcm";
constexpr std::string_view kChecksum = "checksum ";
constexpr std::size_t kKeysMax = 500;
constexpr std::size_t kFileMax = 65'536;

Error unreadable(const std::string& file, std::string rule, std::string remedy) {
    return {.code = ErrorCode::unreadable_file,
            .where = file,
            .rule = std::move(rule),
            .remedy = std::move(remedy)};
}

Error damaged(const std::string& file) {
    return unreadable(file, "a whole key file", "restore it from the copy that is kept apart");
}

/// A file to read that nobody else may read or write.
class PrivateFile {
public:
    explicit PrivateFile(const std::string& file)
        : descriptor_{::open(file.c_str(), O_RDONLY | O_CLOEXEC)}, reason_{errno} {}
    PrivateFile(const PrivateFile&) = delete;
    PrivateFile& operator=(const PrivateFile&) = delete;
    ~PrivateFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] Result<Secret> read(const std::string& file) const {
        if (descriptor_ < 0 && reason_ == ENOENT) {
            Error error = unreadable(file, "the key file that this data was sealed with",
                                     "name it with --key, or bring it from the copy that is kept "
                                     "apart: no new one opens this data");
            error.detail = "there is no such file";
            return fail(std::move(error));
        }
        if (descriptor_ < 0) {
            Error error =
                unreadable(file, "a key file that can be read", "check its name and its owner");
            error.detail = std::generic_category().message(reason_);
            return fail(std::move(error));
        }
        struct stat facts {};
        if (::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
            return fail(unreadable(file, "a regular file", "name the key file itself"));
        }
        if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
            return fail(unreadable(file, "a file that only its owner may read",
                                   "chmod 600 it; if others could read it, add a new key too"));
        }
        // Never grown: a text that moves leaves a copy of the keys behind.
        std::string text(kFileMax, '\0');
        const ssize_t size = ::read(descriptor_, text.data(), text.size());
        if (size < 0) return fail(damaged(file));
        text.resize(static_cast<std::size_t>(size));
        return Secret{std::move(text)};
    }

private:
    int descriptor_;
    int reason_;
};

/// The line up to its end, which leaves `rest`; empty where no line ends.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::string_view take_word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

std::optional<Secret> key_from(std::string_view digits) {
    auto bytes = from_hex(digits);
    if (!bytes || bytes->size() != kKeyBytes) return {};
    return Secret{*std::move(bytes)};
}

/// False if the line is none of a key file.
bool read_line(std::string_view line, KeyRing& ring) {
    if (line.starts_with('#')) return true;
    const std::string_view what = take_word(line);
    if (what == "look-up") {
        const auto key = key_from(line);
        if (!key || !ring.look_up.bytes().empty()) return false;
        ring.look_up = *key;
        return true;
    }
    if (what != "key") return false;
    const std::string_view digits = take_word(line);
    std::uint32_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const std::uint32_t last = ring.keys.empty() ? 0 : ring.keys.back().number;
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || number <= last) {
        return false;
    }
    if (take_word(line) != kAlgorithm) return false;
    const auto key = key_from(line);
    if (!key) return false;
    ring.keys.push_back({.number = number, .secret = *key});
    return true;
}

std::optional<KeyRing> parse(std::string_view text) {
    const std::size_t end = text.rfind(kChecksum);
    if (!text.starts_with(kHeader) || end == std::string_view::npos) return {};
    std::string_view rest = text.substr(0, end);
    if (text.substr(end) != std::string{kChecksum} + sha256(rest) + '\n') return {};
    rest.remove_prefix(kHeader.size());
    KeyRing ring;
    while (!rest.empty()) {
        const auto line = take_line(rest);
        if (!line || !read_line(*line, ring)) return {};
    }
    if (ring.keys.empty() || ring.look_up.bytes().empty()) return {};
    return ring;
}

Secret text_of(const KeyRing& ring) {
    std::string text;
    text.reserve(kFileMax);
    text += kHeader;
    text += kNote;
    text += "look-up ";
    text += to_hex(ring.look_up.bytes());
    text += '\n';
    for (const SealKey& key : ring.keys) {
        text += "key ";
        text += std::to_string(key.number);
        text += ' ';
        text += kAlgorithm;
        text += ' ';
        text += to_hex(key.secret.bytes());
        text += '\n';
    }
    const std::string checksum = sha256(text);
    text += kChecksum;
    text += checksum;
    text += '\n';
    return Secret{std::move(text)};
}

Result<KeyRing> read_key_file(const std::string& file) {
    YIDI_TRY(const Secret text, PrivateFile{file}.read(file));
    auto ring = parse(text.bytes());
    if (!ring) return fail(damaged(file));
    return *std::move(ring);
}

/// Names resolved as far as they exist, so that neither "..", nor a link, nor a relative name
/// hides where the file is.
bool lies_below(const std::string& file, const std::string& folder) {
    std::error_code ignored;
    const auto inner = std::filesystem::weakly_canonical(std::filesystem::absolute(file), ignored);
    const auto outer =
        std::filesystem::weakly_canonical(std::filesystem::absolute(folder), ignored);
    const auto meeting = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
    return meeting.first == outer.end();
}

}  // namespace

KeyRing make_key_ring() {
    KeyRing ring{.look_up = Secret{random_bytes(kKeyBytes)}, .keys = {}};
    ring.keys.push_back({.number = 1, .secret = Secret{random_bytes(kKeyBytes)}});
    return ring;
}

Result<KeyRing> open_key_file(const KeyPlace& place) {
    if (lies_below(place.file, place.data_folder)) {
        return fail({.code = ErrorCode::usage,
                     .where = place.file,
                     .rule = "a key file outside the data folder",
                     .remedy = "name a place that the backup of the data does not include"});
    }
    std::error_code ignored;
    if (place.is_first_start && !std::filesystem::exists(place.file, ignored)) {
        const Secret text = text_of(make_key_ring());
        const auto made = system::create_durably({.path = place.file, .text = text.bytes()});
        // Another process that made it at the same moment is welcome: its keys are read below.
        if (!made && made.error().code != ErrorCode::changed_meanwhile) {
            return fail(made.error());
        }
    }
    return read_key_file(place.file);
}

Result<std::uint32_t> add_key(const std::string& file) {
    YIDI_TRY(KeyRing ring, read_key_file(file));
    if (ring.keys.size() >= kKeysMax) {
        return fail({.code = ErrorCode::limit_exceeded,
                     .where = file,
                     .rule = "at most " + std::to_string(kKeysMax) + " keys",
                     .remedy = "rotate less often"});
    }
    const std::uint32_t number = ring.keys.back().number + 1;
    ring.keys.push_back({.number = number, .secret = Secret{random_bytes(kKeyBytes)}});
    const Secret text = text_of(ring);
    YIDI_TRY_VOID(system::replace_durably({.path = file, .text = text.bytes()}));
    return number;
}

}  // namespace yidi::crypto
