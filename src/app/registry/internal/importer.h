#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/upkeep.h"
#include "app/registry/import.h"

namespace yidi::app::internal {

/// Carries one feed into the register, kind by kind. Every step goes on after a problem, so that
/// all of them are found; an error is the session's own.
class Importer {
public:
    Importer(ports::Session& session, const payer::Context& context, const RegistryFeed& feed,
             ImportReport& out)
        : session_{session}, context_{context}, feed_{feed}, out_{out} {}

    Result<void> run(const std::string& by);

private:
    /// What the files say of one person.
    struct Bundle {
        const FromLine<PersonOfFile>* person = nullptr;
        std::vector<const FromLine<OfPerson<registry::Insurance>>*> insurances;
        std::vector<const FromLine<OfPerson<registry::Identity>>*> identities;
        std::vector<const FromLine<OfPerson<NamedLink>>*> family;
    };
    /// Where a record stands.
    struct Place {
        std::uint32_t file = 0;
        std::uint32_t line = 0;
    };
    struct Rule {
        std::string_view column;
        std::string_view rule;
        std::string_view remedy;
        std::string_view detail;
    };

    Result<void> import_institutions();
    Result<void> import_persons();
    Result<void> import_person(registry::Pid pid, const Bundle& bundle);
    /// Counts the person; whether anything differs.
    Result<bool> count_person(const std::optional<registry::Person>& before,
                              const payer::PersonRecord& record);
    Result<void> compare_links(registry::Pid pid, const Bundle& bundle,
                               payer::PersonRecord& record);
    Result<void> import_accounts();
    Result<void> import_account(const FromLine<OfPerson<Money>>& one);
    Result<void> import_years();
    Result<void> import_year(const FromLine<OfPerson<OpeningYear>>& one);
    Result<void> import_filings();
    Result<void> import_filing(const FromLine<OfPerson<filing::Filing>>& one);
    Result<void> import_catalogue();
    Result<void> import_item(const FromLine<registry::CatalogueItem>& one);
    Result<void> import_routes();
    Result<void> import_dualdrugs();

    /// Whether the person is registered with this region, by a file or before.
    Result<bool> is_known(Place place, registry::Pid pid, std::uint32_t region,
                          std::string_view column = "psn_no");
    /// Whether the token is empty or points to the person.
    Result<bool> finds_person(const std::string& token, registry::Pid pid);
    Result<bool> has_own_certificates(const FromLine<PersonOfFile>& one);
    Result<std::optional<registry::Person>> find_person(registry::Pid pid);
    Result<bool> is_institution(const std::string& fixmedins_code);
    /// Appends the event; a refusal becomes a problem. Returns whether it was taken.
    Result<bool> append(const FromLine<OfPerson<filing::Filing>>& one, filing::EventKind kind,
                        filing::Filing after);
    /// What the line says of the promise's end and of the filing's.
    Result<void> append_ending(const FromLine<OfPerson<filing::Filing>>& one, filing::Filing stated,
                               bool is_new);

    void add(Place place, const Rule& rule);
    template <class T>
    static Place place_of(const FromLine<T>& one) {
        return {.file = one.file, .line = one.line};
    }
    void count(RegistryKind kind, bool is_new) {
        ImportCounts& counts = out_.of(kind);
        ++(is_new ? counts.added : counts.changed);
    }

    ports::Session& session_;
    const payer::Context& context_;
    const RegistryFeed& feed_;
    ImportReport& out_;
    std::string by_;
    /// Persons of the files with their region; a spoilt row's person with region 0, any will do.
    std::map<registry::Pid, std::uint32_t> persons_;
    std::set<std::string, std::less<>> institutions_;
};

}  // namespace yidi::app::internal
