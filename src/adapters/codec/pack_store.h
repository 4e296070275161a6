#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/policy/filing_rules.h"
#include "domain/policy/pack.h"
#include "domain/policy/policy.h"
#include "domain/policy/regions.h"

/// Packs, filing rules and regions as they lie in folders: `<code>-<pinyin>/v<version>.yaml`,
/// `filing-v<version>.yaml` beside it and `published.sha256` below the policy folder, the region
/// list as a table of tab-separated columns.
namespace yidi::codec {

/// The file of a pack or of filing rules, known by its name alone.
struct PackFile {
    std::uint32_t region = 0;
    std::uint32_t version = 0;
    std::filesystem::path path;
    std::string name;  ///< below the policy folder, with '/': "130100-shijiazhuang/v1.yaml"

    friend bool operator==(const PackFile&, const PackFile&) = default;
};

/// Hashes of the published files by PackFile::name.
using Published = std::map<std::string, std::string, std::less<>>;

/// Where a book is read from.
struct BookPlaces {
    std::filesystem::path policies;  ///< folder of packs
    std::filesystem::path regions;   ///< the region list, data/regions/regions.tsv
};

/// All pack files of a folder, by region and version.
/// Errors    unreadable_file; bad_pack: a .yaml, .yml or .json file in a pack's folder that is not
/// named v1.yaml, v2.yaml …;
///           duplicate_key: one version of a region in two folders.
[[nodiscard]] Result<std::vector<PackFile>> list_packs(const std::filesystem::path& policies);

/// All files of filing rules of a folder, likewise.
[[nodiscard]] Result<std::vector<PackFile>> list_filing_rules(
    const std::filesystem::path& policies);

/// The files with the highest version of each region.
[[nodiscard]] std::vector<PackFile> newest(std::span<const PackFile> files);

/// Lines `<sha256>  <name>` as sha256sum writes them; no file means that nothing is published.
/// Errors    unreadable_file; bad_value: a line of another form.
[[nodiscard]] Result<Published> read_published(const std::filesystem::path& policies);

/// Decodes one file and holds it against its name and the published hashes. `Pack::file` begins
/// with the policy folder's own name, so that messages are the same from any directory. Errors
/// those of decode_pack; unreadable_file; inconsistent: id or version differ from the name, or the
/// file has changed
///           since it was published.
[[nodiscard]] Result<policy::Pack> load_pack(const PackFile& file, const Published& published);

/// The same for filing rules.
[[nodiscard]] Result<policy::FilingRules> load_filing_rules(const PackFile& file,
                                                            const Published& published);

/// The region list: columns code, name, pooling_area; lines beginning with # are comments.
/// Errors    unreadable_file, bad_region, bad_value.
[[nodiscard]] Result<policy::Regions> load_regions(const std::filesystem::path& file);

/// The newest packs of the pooling areas of `codes` and the national frame; those without a pack
/// are simply not in the book. With no codes at all, every pack. Only these files are read, which
/// is what makes a single estimate fast. The newest filing rules of the same areas are set in it.
/// Errors    those of the functions above, of policy::Book::from and of
/// policy::FilingRuleBook::from.
[[nodiscard]] Result<policy::Book> load_book(const BookPlaces& places,
                                             std::span<const std::uint32_t> codes);

/// A whole file.
/// Errors    unreadable_file; limit_exceeded above 64 MiB.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

}  // namespace yidi::codec
