#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/adjudication/case.h"
#include "domain/filing/filing.h"
#include "domain/registry/records.h"
#include "domain/registry/route.h"

/// What files of an agency say, read and checked line by line, on its way into the register. What
/// the columns mean: docs/operating/registry.md.
namespace yidi::app {

enum class RegistryKind : std::uint8_t {
    institutions,
    persons,
    insurances,
    identities,
    accounts,
    accumulators,
    family,
    filings,
    catalogue,
    routes,
    dualdrugs,
};
inline constexpr std::size_t kRegistryKindCount = 11;
/// In the order in which they are written: what others refer to comes first.
inline constexpr std::array<RegistryKind, kRegistryKindCount> kRegistryKinds{
    RegistryKind::institutions, RegistryKind::persons,   RegistryKind::insurances,
    RegistryKind::identities,   RegistryKind::accounts,  RegistryKind::accumulators,
    RegistryKind::family,       RegistryKind::filings,   RegistryKind::catalogue,
    RegistryKind::routes,       RegistryKind::dualdrugs,
};
[[nodiscard]] std::string_view name(RegistryKind kind);
[[nodiscard]] std::optional<RegistryKind> parse_registry_kind(std::string_view text);

/// What is wrong with the files. `where` is "persons.csv:12:brdy". The first ones are kept, all are
/// counted.
class Problems {
public:
    static constexpr std::size_t kKeptMax = 100;

    Problems() = default;
    explicit Problems(std::size_t kept_max) : kept_max_{kept_max} {}

    void add(Error error) {
        ++count_;
        if (kept_.size() < kept_max_) {
            kept_.push_back(std::move(error));
        }
    }
    void add_all(const Problems& others) {
        for (const Error& one : others.kept_) {
            if (kept_.size() < kept_max_) {
                kept_.push_back(one);
            }
        }
        count_ += others.count_;
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] const std::vector<Error>& kept() const { return kept_; }

private:
    std::size_t kept_max_ = kKeptMax;
    std::size_t count_ = 0;
    std::vector<Error> kept_;
};

/// A record with the line that it begins on.
template <class T>
struct FromLine {
    std::uint32_t file = 0;  ///< position in RegistryFeed::files
    std::uint32_t line = 0;
    T record;
};

/// Something that belongs to a person. `insuplc_admdvs` is the region that `psn_no` begins with.
template <class T>
struct OfPerson {
    registry::Pid pid = 0;
    std::uint32_t insuplc_admdvs = 0;
    T value;
};

/// The other person of a family link, with the region of the number that names them.
struct NamedLink {
    registry::FamilyLink link;
    std::uint32_t owner_region = 0;
};

/// A person, and what stands for their electronic certificate; may be empty.
struct PersonOfFile {
    registry::Person person;
    std::string token;
};

/// What a benefit year holds before the first settlement here.
struct OpeningYear {
    std::int64_t year = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    adjudication::Accumulators cum;
};

struct RegistryFeed {
    std::vector<std::string> files;
    std::vector<FromLine<registry::Institution>> institutions;
    /// Files of institutions without a column on how their software speaks: it stays as it is.
    std::vector<std::uint32_t> without_line;
    std::vector<FromLine<PersonOfFile>> persons;
    std::vector<FromLine<OfPerson<registry::Insurance>>> insurances;
    std::vector<FromLine<OfPerson<registry::Identity>>> identities;
    std::vector<FromLine<OfPerson<Money>>> accounts;
    std::vector<FromLine<OfPerson<OpeningYear>>> accumulators;
    std::vector<FromLine<OfPerson<NamedLink>>> family;
    std::vector<FromLine<OfPerson<filing::Filing>>> filings;
    std::vector<FromLine<registry::CatalogueItem>> catalogue;
    std::vector<FromLine<registry::Route>> routes;
    std::vector<FromLine<registry::DualDrug>> dualdrugs;
    Problems problems;
    /// Of rows with problems: known all the same, so that one slip is told once.
    std::vector<registry::Pid> spoilt_persons;
    std::vector<std::string> spoilt_institutions;
};

}  // namespace yidi::app
