#include "adapters/codec/pack_store.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "adapters/codec/filing_decoder.h"
#include "adapters/codec/pack_decoder.h"
#include "base/region_code.h"

namespace yidi::codec {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileBytesMax = std::uintmax_t{64} * 1024 * 1024;
constexpr std::string_view kPublishedName = "published.sha256";
constexpr std::string_view kFilingPrefix = "filing";

/// Which files of a region's folder: "v1.yaml" or "filing-v1.yaml".
enum class Sort : std::uint8_t { pack, filing };

Error unreadable(const fs::path& path, std::string detail) {
    return {
        .code = ErrorCode::unreadable_file,
        .where = path.string(),
        .rule = "a file or folder that can be read",
        .remedy = "check the name and the permissions; --policy and YIDI_HOME choose the folder",
        .detail = std::move(detail)};
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || stopped != end || text.front() == '0') {
        return std::nullopt;
    }
    return number;
}

/// The code in front of "130100-shijiazhuang".
std::optional<std::uint32_t> code_of_folder(std::string_view name) {
    if (name.size() < 8 || name[6] != '-') {
        return std::nullopt;
    }
    const Result<RegionCode> code = parse_region_code(name.substr(0, 6));
    return code ? std::optional{code->number()} : std::nullopt;
}

bool looks_like_pack(const fs::path& file) {
    const fs::path extension = file.extension();
    return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

Result<std::vector<fs::path>> entries_of(const fs::path& folder) {
    std::error_code problem;
    fs::directory_iterator iterator{folder, problem};
    std::vector<fs::path> found;
    while (!problem && iterator != fs::directory_iterator{}) {
        found.push_back(iterator->path());
        iterator.increment(problem);
    }
    if (problem) {
        return fail(unreadable(folder, "cannot read this folder: " + problem.message()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The version that a file's name says; `name` without folder and ending.
std::optional<std::uint32_t> version_of(std::string_view name, Sort sort) {
    if (sort == Sort::filing) {
        if (!name.starts_with("filing-")) return std::nullopt;
        name.remove_prefix(kFilingPrefix.size() + 1);
    }
    const bool named = name.size() > 1 && name.front() == 'v';
    return named ? parse_number(name.substr(1)) : std::nullopt;
}

Error misnamed(const fs::path& path, const std::string& name, Sort sort) {
    const bool filing = sort == Sort::filing;
    return {
        .code = ErrorCode::bad_pack,
        .where = path.string(),
        .rule = filing ? "filing rules are named filing-v1.yaml, filing-v2.yaml and so on"
                       : "packs are named v1.yaml, v2.yaml and so on",
        .remedy = "rename the file, or move it out of the policy folder",
        .detail = "\"" + name + "\" is not the name of " + (filing ? "filing rules" : "a pack")};
}

Result<void> add_versions(const fs::path& folder, std::uint32_t region, Sort sort,
                          std::vector<PackFile>& files) {
    YIDI_TRY(const std::vector<fs::path> entries, entries_of(folder));
    for (const fs::path& path : entries) {
        const std::string stem = path.stem().string();
        const Sort own = stem.starts_with(kFilingPrefix) ? Sort::filing : Sort::pack;
        if (!looks_like_pack(path) || own != sort) {
            continue;
        }
        const auto version =
            path.extension() == ".yaml" ? version_of(stem, sort) : std::optional<std::uint32_t>{};
        const std::string name = folder.filename().string() + "/" + path.filename().string();
        if (!version) {
            return fail(misnamed(path, name, sort));
        }
        files.push_back({.region = region, .version = *version, .path = path, .name = name});
    }
    return {};
}

Error changed(const PackFile& file) {
    return {
        .code = ErrorCode::inconsistent,
        .where = file.path.string() + ":1",
        .rule = "a published pack is frozen: its bytes have the hash that published.sha256 lists",
        .remedy = "restore the file, and write the correction as a new version beside it",
        .detail = "this pack has changed since it was published"};
}

/// What a file says of itself.
struct Said {
    std::uint32_t region = 0;
    std::uint32_t version = 0;
    std::string_view sha256;
    std::string_view file;
};

Result<void> check_file(const PackFile& file, const Said& said, const Published& published) {
    if (said.region != file.region || said.version != file.version) {
        return fail({.code = ErrorCode::inconsistent,
                     .where = std::string{said.file} + ":1",
                     .rule = "a pack lies in <id>-<pinyin>/v<version>.yaml",
                     .remedy = "rename the file or folder, or mend id and version",
                     .detail = "the pack says id " + std::to_string(said.region) + ", version " +
                               std::to_string(said.version) + ", but the file is named " +
                               file.name});
    }
    const auto frozen = published.find(file.name);
    if (frozen != published.end() && frozen->second != said.sha256) {
        return fail(changed(file));
    }
    return {};
}

/// The file's name with the policy folder's own before it, as messages have it.
std::string shown(const PackFile& file) {
    return file.path.parent_path().parent_path().filename().string() + "/" + file.name;
}

Result<std::vector<PackFile>> list_sort(const fs::path& policies, Sort sort) {
    YIDI_TRY(const std::vector<fs::path> folders, entries_of(policies));
    std::vector<PackFile> files;
    std::error_code problem;
    for (const fs::path& folder : folders) {
        const auto region = code_of_folder(folder.filename().string());
        if (region && fs::is_directory(folder, problem)) {
            YIDI_TRY_VOID(add_versions(folder, *region, sort, files));
        }
    }
    const auto key = [](const PackFile& file) { return std::pair{file.region, file.version}; };
    std::stable_sort(files.begin(), files.end(),
                     [key](const PackFile& a, const PackFile& b) { return key(a) < key(b); });
    const auto twice = std::adjacent_find(
        files.begin(), files.end(),
        [key](const PackFile& a, const PackFile& b) { return key(a) == key(b); });
    if (twice != files.end()) {
        return fail(
            {.code = ErrorCode::duplicate_key,
             .where = twice->path.string(),
             .rule = "each version of a region lies in one folder",
             .remedy = "remove one of the two",
             .detail = twice->name + " and " + std::next(twice)->name + " are the same version"});
    }
    return files;
}

/// Calls `use(line, number)` for every line that is neither empty nor a comment.
template <class Use>
Result<void> for_each_line(std::string_view text, Use use) {
    std::uint32_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (!line.empty() && line.front() != '#') {
            YIDI_TRY_VOID(use(line, number));
        }
    }
    return {};
}

Result<policy::Region> parse_region_line(std::string_view line, const std::string& where) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    Error error{.code = ErrorCode::bad_value,
                .where = where,
                .rule = "three columns separated by tabs: code, name, pooling_area",
                .remedy = "generate the region list again",
                .detail = "this line is not a region"};
    if (second == std::string_view::npos) {
        return fail(std::move(error));
    }
    const Result<RegionCode> code = parse_region_code(line.substr(0, first));
    const Result<RegionCode> area = parse_region_code(line.substr(second + 1));
    if (!code || !area) {
        error.code = ErrorCode::bad_region;
        return fail(std::move(error));
    }
    return policy::Region{.code = code->number(),
                          .pooling_area = area->number(),
                          .name = std::string{line.substr(first + 1, second - first - 1)}};
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
        return fail(unreadable(path, "this is a folder, not a file"));
    }
    if (const std::uintmax_t size = fs::file_size(path, problem);
        !problem && size > kFileBytesMax) {
        return fail({.code = ErrorCode::limit_exceeded,
                     .where = path.string(),
                     .rule = "at most 64 MiB",
                     .remedy = "split the file",
                     .detail = "the file is too large"});
    }
    std::ifstream file{path, std::ios::binary};
    if (!file.is_open()) {
        return fail(unreadable(path, "cannot open this file"));
    }
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) {
        return fail(unreadable(path, "cannot read this file to its end"));
    }
    return text;
}

Result<std::vector<PackFile>> list_packs(const fs::path& policies) {
    return list_sort(policies, Sort::pack);
}

Result<std::vector<PackFile>> list_filing_rules(const fs::path& policies) {
    return list_sort(policies, Sort::filing);
}

std::vector<PackFile> newest(std::span<const PackFile> files) {
    std::vector<PackFile> found;
    for (const PackFile& file : files) {
        if (!found.empty() && found.back().region == file.region) {
            found.back() = file;
        } else {
            found.push_back(file);
        }
    }
    return found;
}

Result<Published> read_published(const fs::path& policies) {
    Published published;
    std::error_code problem;
    const fs::path path = policies / kPublishedName;
    if (!fs::exists(path, problem)) {
        return published;
    }
    YIDI_TRY(const std::string text, read_file(path));
    YIDI_TRY_VOID(
        for_each_line(text, [&](std::string_view line, std::uint32_t number) -> Result<void> {
            constexpr std::size_t kHashSize = 64;
            const bool is_hash = line.size() > kHashSize + 2 && line.substr(kHashSize, 2) == "  " &&
                                 line.find_first_not_of("0123456789abcdef") == kHashSize;
            if (!is_hash ||
                !published.emplace(line.substr(kHashSize + 2), line.substr(0, kHashSize)).second) {
                return fail(
                    {.code = ErrorCode::bad_value,
                     .where = path.string() + ":" + std::to_string(number),
                     .rule = "lines of a SHA-256, two blanks and a file's name, each file once",
                     .remedy = "freeze packs with `yidi policy freeze`",
                     .detail = "this line does not name a published file, or names one again"});
            }
            return {};
        }));
    return published;
}

Result<policy::Pack> load_pack(const PackFile& file, const Published& published) {
    YIDI_TRY(const std::string text, read_file(file.path));
    YIDI_TRY(policy::Pack pack, decode_pack(text, shown(file)));
    YIDI_TRY_VOID(check_file(file, {pack.id, pack.version, pack.sha256, pack.file}, published));
    return pack;
}

Result<policy::FilingRules> load_filing_rules(const PackFile& file, const Published& published) {
    YIDI_TRY(const std::string text, read_file(file.path));
    YIDI_TRY(policy::FilingRules rules, decode_filing_rules(text, shown(file)));
    YIDI_TRY_VOID(
        check_file(file, {rules.region, rules.version, rules.sha256, rules.file}, published));
    return rules;
}

Result<policy::Regions> load_regions(const fs::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    std::vector<policy::Region> regions;
    bool head = true;
    YIDI_TRY_VOID(
        for_each_line(text, [&](std::string_view line, std::uint32_t number) -> Result<void> {
            if (std::exchange(head, false) && line.starts_with("code\t")) {
                return {};
            }
            YIDI_TRY(policy::Region region,
                     parse_region_line(line, file.string() + ":" + std::to_string(number)));
            regions.push_back(std::move(region));
            return {};
        }));
    return policy::Regions::from(std::move(regions));
}

Result<policy::Book> load_book(const BookPlaces& places, std::span<const std::uint32_t> codes) {
    YIDI_TRY(policy::Regions regions, load_regions(places.regions));
    YIDI_TRY(const std::vector<PackFile> files, list_packs(places.policies));
    YIDI_TRY(const Published published, read_published(places.policies));
    std::set<std::uint32_t> wanted{policy::kNationalFrame};
    for (const std::uint32_t code : codes) {
        wanted.insert(regions.pooling_area(code));
    }
    const auto is_wanted = [&](const PackFile& file) {
        return codes.empty() || wanted.contains(file.region);
    };
    std::vector<policy::Pack> packs;
    for (const PackFile& file : newest(files)) {
        if (is_wanted(file)) {
            YIDI_TRY(policy::Pack pack, load_pack(file, published));
            packs.push_back(std::move(pack));
        }
    }
    YIDI_TRY(policy::Book book, policy::Book::from(std::move(packs), std::move(regions)));
    YIDI_TRY(const std::vector<PackFile> filing, list_filing_rules(places.policies));
    std::vector<policy::FilingRules> rules;
    for (const PackFile& file : newest(filing)) {
        if (is_wanted(file)) {
            YIDI_TRY(policy::FilingRules one, load_filing_rules(file, published));
            rules.push_back(std::move(one));
        }
    }
    YIDI_TRY(policy::FilingRuleBook of_filing, policy::FilingRuleBook::from(std::move(rules)));
    book.set_filing_rules(std::make_shared<const policy::FilingRuleBook>(std::move(of_filing)));
    return book;
}

}  // namespace yidi::codec
