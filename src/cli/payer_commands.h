#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/codec/payer_texts.h"
#include "app/payer/context.h"
#include "app/publishing/publishing.h"
#include "app/registry/import.h"
#include "cli/context.h"
#include "cli/machine.h"
#include "domain/claim/limits.h"
#include "domain/claim/papers.h"
#include "domain/policy/regions.h"

/// What the commands on a payer's data folder share.
namespace yidi::cli {

struct DataOptions {
    std::string data;  ///< empty: var/yidi where the program is installed
    std::string key;   ///< empty: the folder's name with .key, beside it
};
/// Gives a command `--json`, `--lang`, `--policy`, `--data` and `--key`.
void add_data_options(CLI::App& command, Context& context, DataOptions& options);

/// A demonstration's folder holds a file that says so, and how far its clock is ahead.
struct DemoMark {
    std::int64_t clock_ahead_ms = 0;
};
[[nodiscard]] std::optional<DemoMark> read_demo_mark(const std::filesystem::path& folder);
[[nodiscard]] Result<void> write_demo_mark(const std::filesystem::path& folder,
                                           const DemoMark& mark);

[[nodiscard]] DataPlace place_of(const Context& context, const DataOptions& options);

/// How names are read; each is used on one thread at a time.
[[nodiscard]] Result<std::unique_ptr<ports::Readings>> read_readings(const Context& context);

/// An opened payer: its data, every pack, what has been published since, and the texts of its
/// answers.
class Payer {
public:
    /// Errors    those of Machine::open, of reading packs and regions, and of
    ///           publishing::schedule_of.
    [[nodiscard]] static Result<std::unique_ptr<Payer>> open(const Context& context,
                                                             const DataPlace& place);

    [[nodiscard]] Service service() {
        return {.installation = *installation_,
                .shelf = *shelf_,
                .packs = *packs_,
                .texts = *texts_,
                .readings = *readings_};
    }
    [[nodiscard]] ports::Store& store() { return installation_->open_ports().store; }
    [[nodiscard]] Instant now() { return installation_->open_ports().clock.now(); }
    [[nodiscard]] const policy::Regions& regions() const { return regions_; }
    [[nodiscard]] publishing::Tools tools() { return {.shelf = *shelf_, .packs = *packs_}; }
    /// For one use case, with the packs of the day on which the payer was opened. Valid as long as
    /// the payer.
    [[nodiscard]] payer::Context context();
    /// Reads what is somebody's and keeps in the audit that it was looked at; what cannot be noted
    /// is not shown. `read` returns whose data it has read.
    using PersonalRead = std::function<Result<registry::Pid>(ports::Session&)>;
    [[nodiscard]] Result<void> look(const std::string& what, const PersonalRead& read);

private:
    Payer() = default;
    policy::Regions regions_;
    std::unique_ptr<ports::Packs> packs_;
    std::unique_ptr<publishing::Shelf> shelf_;
    publishing::Snapshot book_;
    std::unique_ptr<codec::PayerTexts> texts_;
    std::unique_ptr<ports::Readings> readings_;
    std::unique_ptr<Installation> installation_;
};

/// Of the argument PSN_NO. Errors    bad_value: it is no person's number.
[[nodiscard]] Result<registry::Pid> pid_of_argument(const std::string& psn_no);

/// What every region says about claims by hand, as the installation has it.
struct ClaimRules {
    claim::PaperRules papers;
    claim::Limits limits;
};
/// Errors    those of codec::load_claim_papers and codec::load_claim_limits.
[[nodiscard]] Result<ClaimRules> read_claim_rules(const Context& context);

/// `filing form`, in the group of commands on filings.
void add_filing_form(CLI::App& group, Context& context);

/// Whether the key opens what the store holds.
[[nodiscard]] Result<void> check_key_fits(Payer& payer);

/// Files of an agency, all of them or nothing. CSV, or .xlsx by its name.
struct RegistryFiles {
    struct One {
        app::RegistryKind kind;
        std::filesystem::path path;
    };
    std::vector<One> files;
    std::string by;  ///< for the audit
};
/// Errors    inconsistent: there are problems, in `report`; those of reading and writing.
[[nodiscard]] Result<void> import_files(Payer& payer, const RegistryFiles& files,
                                        app::ImportReport& report);
/// Each problem with its file and line.
void print_problems(Context& context, const app::Problems& problems);

/// The files of the demonstration's world.
[[nodiscard]] RegistryFiles demo_files(const Context& context);
/// A file of the demonstration: rows of cells by their heads.
using DemoRecord = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] Result<std::vector<DemoRecord>> read_demo_records(const Context& context,
                                                                std::string_view name);
/// Claims of its people, in different states.
[[nodiscard]] Result<void> add_demo_claims(Context& context, Payer& payer);
/// Care of theirs in other provinces before today, and the clearing months that it is in.
[[nodiscard]] Result<void> add_demo_months(Context& context, Payer& payer);
/// Imports them, if the register is empty, with the claims and clearing months, and makes an
/// account of each role, if there is none.
[[nodiscard]] Result<void> fill_demo(Context& context, Payer& payer);

}  // namespace yidi::cli
