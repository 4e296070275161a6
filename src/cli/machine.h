#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/line/plan.h"
#include "api/rest/shown.h"
#include "app/publishing/effect.h"
#include "base/error.h"
#include "base/instant.h"
#include "ports/clock.h"
#include "ports/ids.h"
#include "ports/readings.h"
#include "ports/store.h"
#include "ports/texts.h"
#include "ports/vault.h"

namespace yidi::pages {
class Site;
}
namespace yidi::render {
class PaperTemplates;
}
namespace yidi::claim {
class PaperRules;
class Limits;
}  // namespace yidi::claim

/// What commands need from the machine that they run on. Made by main, which alone knows the store
/// and the server.
namespace yidi::app {
struct ClearingRules;
}

namespace yidi::cli {

/// A payer's data: the folder with its store, and the key file, which lies outside of it.
struct DataPlace {
    std::filesystem::path folder;
    std::filesystem::path key;
    std::int64_t clock_ahead_ms = 0;  ///< of the machine's clock; a demonstration's
    bool may_create = false;          ///< makes the folder, the key and an empty store

    /// Where the columnar side files of clearing months lie. What is there can be made again.
    [[nodiscard]] std::filesystem::path columns_folder() const { return folder / "clearing"; }
};

/// What an opened data folder gives. All of it lives as long as the installation.
struct OpenPorts {
    ports::Store& store;
    ports::Vault& vault;
    ports::Ids& ids;
    const ports::Clock& clock;
};

/// An opened data folder. No other process has it meanwhile; closing loses nothing.
class Installation {
public:
    Installation() = default;
    Installation(const Installation&) = delete;
    Installation& operator=(const Installation&) = delete;
    virtual ~Installation() = default;
    [[nodiscard]] virtual OpenPorts open_ports() = 0;
    /// Whether the machine can take more.
    /// Errors    busy: the disk is nearly full.
    [[nodiscard]] virtual Result<void> check_room() const = 0;
};

/// What befalls messages that do not choose a fault themselves.
struct FaultOptions {
    std::vector<line::FaultRule> rules;
    std::optional<line::FaultScript> script;
};

/// When the nightly work of clearing is done.
struct NightOptions {
    int hour = 2;  ///< from which on; the day has ended long enough by then
    /// Nights before this are not made up for; empty: the last one is.
    std::optional<Instant> since = {};
};

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8460;  ///< 0: any that is free
    std::string tls_certificate = {};
    std::string tls_key = {};
    std::uint32_t threads = 0;  ///< 0: one for each core
    bool logs_messages = false;
    std::int64_t clock_ahead_ms = 0;  ///< as in DataPlace
    /// Faults on demand; empty: none, whatever a request asks for.
    std::optional<FaultOptions> faults = {};
    /// Keeps what is said in this file, with a key beside it; empty: nowhere.
    std::string record = {};
    bool is_demo = false;                             ///< all persons are invented
    std::string case_schema = {};                     ///< for the description of the REST interface
    const render::PaperTemplates* papers = nullptr;   ///< outlives serving
    const claim::PaperRules* claim_papers = nullptr;  ///< likewise, as are the limits
    const claim::Limits* claim_limits = nullptr;
    /// On which the effect of a policy's change is shown, beside what was settled.
    std::vector<publishing::NamedCase> example_cases = {};
    const pages::Site* pages = nullptr;  ///< likewise; null: none are built
    rest::Shown shown = {};
    ports::Readings* readings = nullptr;  ///< of the catalogues' names alone; outlives serving
    const app::ClearingRules* clearing = nullptr;  ///< outlives serving
    NightOptions night = {};
};

/// What is served.
struct Service {
    Installation& installation;
    publishing::Shelf& shelf;
    const ports::Packs& packs;
    ports::Texts& texts;
    ports::Readings& readings;  ///< used on the store's writer alone once it serves
};

class Machine {
public:
    Machine() = default;
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    virtual ~Machine() = default;

    /// The machine's own time.
    [[nodiscard]] virtual Instant now() const = 0;

    /// Errors    busy: another process has the folder; unreadable_file: nothing there, or no right
    ///           to it; usage, unreadable_file: the key file; inconsistent: another version's.
    [[nodiscard]] virtual Result<std::unique_ptr<Installation>> open(const DataPlace& place) = 0;

    /// Serves until the process is told to stop (SIGINT, SIGTERM), and then lets what is under way
    /// be answered. `started` is told the address once requests are taken.
    /// Errors    usage: the address; unreadable_file: certificate or key.
    [[nodiscard]] virtual Result<void> serve(
        const Service& service, const ServeOptions& options,
        const std::function<void(const std::string& url)>& started) = 0;

    /// Copies the store of a data folder into the new folder `to`, also while a server works on it,
    /// with a sum over it. The key is not copied.
    [[nodiscard]] virtual Result<void> back_up(const DataPlace& place,
                                               const std::filesystem::path& to) = 0;
    /// The reverse, into a folder that has no store yet.
    /// Errors    inconsistent: the sum is another; changed_meanwhile: there is a store.
    [[nodiscard]] virtual Result<void> restore(const std::filesystem::path& from,
                                               const DataPlace& place) = 0;

    /// Whether the store's file is whole.
    [[nodiscard]] virtual Result<void> check_storage(const DataPlace& place) = 0;
    /// Whether the key file is there, for its owner only, and whole.
    [[nodiscard]] virtual Result<void> check_key(const DataPlace& place) = 0;
    /// Adds a key, which seals from the next start on. Returns its number.
    /// Errors    busy: another process has the folder; those of check_key.
    [[nodiscard]] virtual Result<std::uint32_t> rotate_key(const DataPlace& place) = 0;
    /// Whether a data folder holds a store.
    [[nodiscard]] virtual bool has_store(const DataPlace& place) const = 0;
    /// Takes the store and the key away. Requires that it is a demonstration's.
    [[nodiscard]] virtual Result<void> erase(const DataPlace& place) = 0;
};

}  // namespace yidi::cli
