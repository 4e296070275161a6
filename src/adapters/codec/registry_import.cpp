#include "adapters/codec/registry_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "adapters/codec/internal/registry_row.h"
#include "adapters/codec/internal/suggest.h"
#include "adapters/codec/internal/table_shape.h"

namespace yidi::codec {
namespace {

using adjudication::Accumulators;
using app::FromLine;
using app::OfPerson;
using app::OpeningYear;
using app::RegistryFeed;
using app::RegistryKind;
using internal::Need;
using internal::RegistryRow;

constexpr std::string_view kNote = "note";
constexpr std::array<std::string_view, 5> kCounters{"year", "hospital", "month", "disease",
                                                    "layer"};

/// Says of each head whether it may stand there, and which are missing.
class Heads {
public:
    Heads(const RegistryTable& table, const TableRow& row, app::Problems& problems)
        : table_{table}, row_{row}, problems_{problems} {}

    bool check() {
        const internal::RegistryColumns columns = internal::columns_of(table_.kind);
        std::vector<std::string_view> known{columns.names.begin(), columns.names.end()};
        known.push_back(kNote);
        for (std::size_t i = 0; i < row_.cells.size(); ++i) {
            const std::string& head = row_.cells[i];
            const auto before = row_.cells.begin() + static_cast<std::ptrdiff_t>(i);
            if (std::ranges::find(known, head) == known.end()) {
                add(ErrorCode::unknown_key, i, "only columns of docs/operating/registry.md",
                    "remove the column, or mend its name" + internal::did_you_mean(head, known));
            } else if (std::find(row_.cells.begin(), before, head) != before) {
                add(ErrorCode::duplicate_key, i, "each column once", "remove one of the two");
            }
        }
        for (const std::string_view name : columns.names.first(columns.required)) {
            if (std::ranges::find(row_.cells, name) == row_.cells.end()) {
                good_ = false;
                problems_.add({.code = ErrorCode::missing_key,
                               .where = table_.file_name + ":" + std::to_string(row_.line) + ":" +
                                        std::string{name},
                               .rule = "the columns that docs/operating/registry.md requires",
                               .remedy = "add the column",
                               .detail = "a column is missing"});
            }
        }
        return good_;
    }

private:
    void add(ErrorCode code, std::size_t at, std::string_view rule, std::string remedy) {
        good_ = false;
        problems_.add({.code = code,
                       .where = table_.file_name + ":" + std::to_string(row_.line) + ":column " +
                                std::to_string(at + 1),
                       .rule = std::string{rule},
                       .remedy = std::move(remedy),
                       .detail = "this head is not expected here"});
    }

    const RegistryTable& table_;
    const TableRow& row_;
    app::Problems& problems_;
    bool good_ = true;
};

/// Whether a table of institutions says how their software speaks.
bool says_line(const TableRow& heads) {
    constexpr std::array<std::string_view, 7> kLine{
        "profile",         "paas_id",        "secret",  "must_sign_in",
        "infcode_as_text", "sm2_public_key", "body_key"};
    return std::ranges::any_of(heads.cells, [&](const std::string& head) {
        return std::ranges::find(kLine, head) != kLine.end();
    });
}

/// Reads the rows of one table, each into the list of its kind.
class TableReader {
public:
    TableReader(const RegistryTable& table, const policy::Regions& regions, RegistryFeed& feed)
        : table_{table},
          regions_{regions},
          feed_{feed},
          file_{static_cast<std::uint32_t>(feed.files.size() - 1)} {}

    void read(const CellTable& rows) {
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const Result<void> width =
                internal::check_width(rows[i], rows.front(), table_.file_name);
            if (!width) {
                feed_.problems.add(width.error());
                continue;
            }
            line_ = rows[i].line;
            RegistryRow row{table_, rows.front(), rows[i], feed_.problems};
            read_row(row);
        }
        for (auto& [key, year] : years_) {
            feed_.accumulators.push_back(std::move(year));
        }
    }

private:
    void read_row(RegistryRow& row) {
        switch (table_.kind) {
            case RegistryKind::institutions: {
                registry::Institution one;
                internal::read_institution(row, regions_, one);
                if (!row.good()) {
                    feed_.spoilt_institutions.push_back(one.fixmedins_code);
                }
                keep(row, feed_.institutions, std::move(one));
                break;
            }
            case RegistryKind::persons: {
                app::PersonOfFile one;
                internal::read_person(row, regions_, one);
                if (!row.good()) {
                    feed_.spoilt_persons.push_back(one.person.pid);
                }
                keep(row, feed_.persons, std::move(one));
                break;
            }
            case RegistryKind::insurances: {
                registry::Insurance one;
                internal::read_insurance(row, regions_, one);
                keep_of_person(row, feed_.insurances, std::move(one));
                break;
            }
            case RegistryKind::identities: {
                registry::Identity one;
                internal::read_identity(row, one);
                keep_of_person(row, feed_.identities, std::move(one));
                break;
            }
            case RegistryKind::accounts:
                keep_of_person(row, feed_.accounts,
                               row.yuan("balc", Need::required).value_or(Money{}));
                break;
            case RegistryKind::accumulators: read_counter(row); break;
            case RegistryKind::family: {
                app::NamedLink one;
                internal::read_link(row, regions_, one);
                keep_of_person(row, feed_.family, one);
                break;
            }
            case RegistryKind::filings: {
                filing::Filing one;
                internal::read_filing(row, regions_, one);
                keep_of_person(row, feed_.filings, std::move(one));
                break;
            }
            case RegistryKind::catalogue: read_items(row); break;
            case RegistryKind::routes: read_routes(row); break;
            case RegistryKind::dualdrugs: {
                registry::DualDrug one;
                internal::read_drug(row, one);
                for (const std::uint32_t admdvs : row.areas("admdvs", regions_)) {
                    one.admdvs = admdvs;
                    keep(row, feed_.dualdrugs, one);
                }
                break;
            }
        }
    }

    template <class T>
    void keep(const RegistryRow& row, std::vector<FromLine<T>>& list, T record) {
        if (row.good()) {
            list.push_back({.file = file_, .line = line_, .record = std::move(record)});
        }
    }

    template <class T>
    void keep_of_person(RegistryRow& row, std::vector<FromLine<OfPerson<T>>>& list, T value) {
        const auto number = row.psn_no("psn_no", regions_);
        if (row.good() && number) {
            keep(row, list,
                 OfPerson<T>{.pid = number->pid,
                             .insuplc_admdvs = number->insuplc_admdvs,
                             .value = std::move(value)});
        }
    }

    /// One line may stand for several regions.
    void read_items(RegistryRow& row) {
        registry::CatalogueItem one;
        internal::read_item(row, one);
        for (const std::uint32_t admdvs : row.regions("admdvs", regions_, Need::required)) {
            one.admdvs = admdvs;
            keep(row, feed_.catalogue, one);
        }
    }

    /// One line may stand for several regions on either side, and for several kinds of business.
    void read_routes(RegistryRow& row) {
        registry::Route one;
        internal::read_route(row, one);
        const std::uint8_t businesses = row.businesses("business", Need::required);
        const std::vector<std::uint32_t> places = row.areas("mdtrtarea_admvs", regions_);
        for (const std::uint32_t insured : row.areas("insuplc_admdvs", regions_)) {
            for (const std::uint32_t place : places) {
                for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
                    if ((businesses >> i & 1U) == 0) {
                        continue;
                    }
                    one.insuplc_admdvs = insured;
                    one.mdtrtarea_admvs = place;
                    one.business = static_cast<policy::Business>(i);
                    keep(row, feed_.routes, one);
                }
            }
        }
    }

    /// The lines of a person's year are one record.
    void read_counter(RegistryRow& row) {
        constexpr std::array<std::string_view, 2> kInsutypes{"310", "390"};
        constexpr std::int64_t kYearMin = 2000;
        constexpr std::int64_t kYearMax = 2100;
        const auto number = row.psn_no("psn_no", regions_);
        const auto year = row.number("year", kYearMin, kYearMax, Need::required);
        const std::string insutype = row.word("insutype", kInsutypes, Need::required);
        if (!row.good() || !number || !year) {
            return;
        }
        const auto added = years_.try_emplace({number->pid, *year, insutype});
        auto& opening = added.first->second;
        if (added.second) {
            opening.file = file_;
            opening.line = line_;
            opening.record.pid = number->pid;
            opening.record.insuplc_admdvs = number->insuplc_admdvs;
            opening.record.value.year = *year;
            opening.record.value.insutype =
                policy::parse_insutype(insutype).value_or(policy::Insutype::employee);
        }
        add_counter(row, opening.record.value.cum);
    }

    static void add_counter(RegistryRow& row, Accumulators& cum) {
        const std::string counter = row.word("counter", kCounters, Need::required);
        if (!row.good()) {
            return;
        }
        if (counter == "layer") {
            add_layer(row, cum);
            return;
        }
        constexpr std::array<std::string_view, policy::kBusinessCount> kBusinesses{
            "inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"};
        const auto business =
            policy::parse_business(row.word("business", kBusinesses, Need::required));
        const Money dedc = row.yuan("dedc").value_or(Money{});
        const Money scope = row.yuan("scope").value_or(Money{});
        const Money pool = row.yuan("pool").value_or(Money{});
        row.expect(!row.has("base") && !row.has("paid"), "base",
                   "base and paid belong to counter `layer`",
                   "move the amount to dedc, scope or pool");
        if (!business) {
            return;
        }
        if (counter == "year") {
            add_year(row, *business, {.dedc = dedc, .scope = scope, .pool = pool}, cum);
            return;
        }
        row.expect(!row.has("scope") && !row.has("ipt_cnt"), "scope",
                   "scope and ipt_cnt belong to counter `year`", "move them to the year's line");
        const std::string key = row.code("key", 50, Need::required);
        row.expect(counter != "month" || parse_date(key + "-01").has_value(), "key",
                   "a month as YYYY-MM", "write the month as 2026-01");
        auto& list = counter == "hospital" ? cum.by_hosp
                     : counter == "month"  ? cum.by_month
                                           : cum.by_dise;
        const bool twice = std::ranges::any_of(list, [&](const adjudication::Counter& one) {
            return one.key == key && one.business == *business;
        });
        expect_once(row, !twice);
        list.push_back({.key = key, .business = *business, .dedc = dedc, .pool = pool});
    }

    static void add_year(RegistryRow& row, policy::Business business,
                         const adjudication::YearCounter& counter, Accumulators& cum) {
        constexpr std::int64_t kAdmissionsMax = 366;
        const auto admissions = row.number("ipt_cnt", 0, kAdmissionsMax);
        row.expect(!admissions || business == policy::Business::inpatient, "ipt_cnt",
                   "admissions stand in the line of inpatient care", "move the number there");
        row.expect(!row.has("key"), "key", "no key for the counter of the year",
                   "leave the cell empty");
        expect_once(row, cum.of(business) == adjudication::YearCounter{});
        cum.of(business) = counter;
        cum.ipt_cnt = std::max(cum.ipt_cnt, admissions.value_or(0));
    }

    static void add_layer(RegistryRow& row, Accumulators& cum) {
        const std::string id = row.code("key", 50, Need::required);
        const Money base = row.yuan("base").value_or(Money{});
        const Money paid = row.yuan("paid").value_or(Money{});
        row.expect(!row.has("dedc") && !row.has("scope") && !row.has("pool"), "dedc",
                   "a layer has base and paid", "move the amount there");
        if (const auto index = adjudication::named_layer(id)) {
            expect_once(row,
                        cum.layer_base[*index] == Money{} && cum.layer_paid[*index] == Money{});
            cum.layer_base[*index] = base;
            cum.layer_paid[*index] = paid;
            return;
        }
        const bool twice = std::ranges::find(cum.by_layer, id, &adjudication::LayerCounter::id) !=
                           cum.by_layer.end();
        expect_once(row, !twice);
        cum.by_layer.push_back({.id = id, .base = base, .paid = paid});
    }

    static void expect_once(RegistryRow& row, bool once) {
        row.expect(once, "counter", "each counter of a person's year once",
                   "put the amounts together, or mend the key");
    }

    using YearKey = std::tuple<registry::Pid, std::int64_t, std::string>;

    const RegistryTable& table_;
    const policy::Regions& regions_;
    RegistryFeed& feed_;
    std::uint32_t file_;
    std::uint32_t line_ = 0;
    std::map<YearKey, FromLine<OfPerson<OpeningYear>>> years_;
};

}  // namespace

void read_registry(const RegistryTable& table, const policy::Regions& regions, RegistryFeed& feed) {
    feed.files.push_back(table.file_name);
    const CellTable rows = internal::rows_of(table.table);
    if (rows.empty()) {
        feed.problems.add({.code = ErrorCode::missing_key,
                           .where = table.file_name + ":1",
                           .rule = "a first row with the names of the columns",
                           .remedy = "add the columns of docs/operating/registry.md",
                           .detail = "the table is empty"});
        return;
    }
    if (Heads{table, rows.front(), feed.problems}.check()) {
        if (table.kind == RegistryKind::institutions && !says_line(rows.front())) {
            feed.without_line.push_back(static_cast<std::uint32_t>(feed.files.size() - 1));
        }
        TableReader{table, regions, feed}.read(rows);
    }
}

}  // namespace yidi::codec
