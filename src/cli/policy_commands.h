#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/pack_store.h"
#include "base/error.h"
#include "cli/context.h"
#include "domain/explain/language.h"
#include "domain/policy/filing_rules.h"
#include "domain/policy/pack.h"

/// The commands of `yidi policy`, without their options' parser. Each prints to the context's
/// streams and leaves the exit code there.
namespace yidi::cli {

void policy_list(Context& context);

struct ShowOptions {
    std::string pack;  ///< code, code@version, file or -
    std::string at;    ///< YYYY-MM-DD; empty: rows of every day
};
void policy_show(Context& context, const ShowOptions& options);

/// `path` is a folder of packs, a pack's folder, a file, - or a code; empty: the policy folder.
void policy_check(Context& context, const std::string& path);
/// Proves the file and lists its hash in published.sha256.
void policy_freeze(Context& context, const std::string& path);

struct DiffOptions {
    std::string before;  ///< code, code@version or file
    std::string after;
    std::string cases;  ///< NDJSON of cases; empty: none
};
void policy_diff(Context& context, const DiffOptions& options);

struct ImportOptions {
    std::string file;    ///< .csv, .xlsx or -
    std::string folder;  ///< folder of packs to write into
};
void policy_import(Context& context, const ImportOptions& options);

struct ExportOptions {
    std::string pack;  ///< code, code@version, file or -
    std::string file;  ///< .csv, .xlsx or .yaml
};
void policy_export(Context& context, const ExportOptions& options);

// What several of them share.

/// One of two literals, by the context's language.
[[nodiscard]] inline std::string_view say(const Context& context, explain::Words words) {
    return words.in(context.lang);
}

/// Packs and region list as the context names them.
[[nodiscard]] codec::BookPlaces places_of(const Context& context);

/// A folder without packs. An empty answer would look like one that was looked up.
[[nodiscard]] Error no_packs_in(const std::filesystem::path& path);

/// The packs that a code names: "130100" (or any region of its pooling area) all versions, the
/// newest last; "130100@2" that one. Empty if the text names a file or "-".
/// Errors    bad_region: not in the list; no_pack: in the list, but without such a pack.
[[nodiscard]] Result<std::vector<codec::PackFile>> find_files(const Context& context,
                                                              const std::string& named);
/// The pack in a file, or "-" for standard input. Errors    those of read_input and decode_pack.
[[nodiscard]] Result<policy::Pack> read_pack(Context& context, const std::string& path);
/// The pack that a command line names: a code for the newest version, CODE@VERSION, a file or "-".
/// Errors    those of the two above and of load_pack.
[[nodiscard]] Result<policy::Pack> find_pack(Context& context, const std::string& named);

/// The newest filing rules of a pooling area; empty without any.
/// Errors    those of codec::list_filing_rules and codec::load_filing_rules.
[[nodiscard]] Result<std::optional<policy::FilingRules>> find_filing_rules(
    const Context& context, std::uint32_t pooling_area);
/// What they say on a day, or on every day, as tables.
void print_filing_rules(Context& context, const policy::FilingRules& rules,
                        const std::optional<Date>& at);

/// "310 inpatient", "职工 住院".
[[nodiscard]] std::string scheme_name(const Context& context, policy::Insutype insutype,
                                      policy::Business business);
/// "level: primary, secondary; person: retired", "医院等级：一级、二级；人员类别：退休".
[[nodiscard]] std::string conditions_text(const Context& context, const policy::Conditions& when);
/// The last day in force, or nothing while it is still in force.
[[nodiscard]] std::string last_day(const std::optional<Date>& to);

/// A bar on the terminal while long work runs; nothing in a pipe.
class Progress {
public:
    Progress(Context& context, std::string_view label, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void step();

private:
    Context& context_;
    std::string label_;
    std::size_t total_;
    std::size_t done_ = 0;
};

}  // namespace yidi::cli
