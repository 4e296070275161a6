#include "app/window/find_persons.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "base/assert.h"
#include "domain/registry/searched_name.h"
#include "ports/tables.h"

namespace yidi::app {
namespace {

using ports::Session;
using ports::Table;
using registry::Pid;

/// psn_cert_type, the identity card first.
constexpr std::array<std::string_view, 12> kCertificates{"01", "02", "03", "04", "05", "06",
                                                         "07", "08", "09", "10", "11", "99"};

class Search {
public:
    Search(Session& session, const payer::Context& context, const PersonsQuery& query)
        : session_{session}, context_{context}, query_{query} {}

    Result<PersonsFound> run() {
        YIDI_TRY(const bool is_number, by_number());
        if (is_number) return std::move(found_);
        YIDI_TRY(const bool is_shown, by_certificate());
        if (is_shown) return std::move(found_);
        YIDI_TRY_VOID(by_name());
        return std::move(found_);
    }

private:
    /// Shows the person, if the caller may see them.
    Result<bool> show(Pid pid, FoundBy by) {
        YIDI_TRY(const bool may, query_.may_show(pid, by));
        if (!may) return false;
        found_.by = by;
        FoundPerson one;
        YIDI_TRY(one.person, payer::internal::read_person(session_, context_.vault, pid));
        one.psn_no = registry::psn_no_of(one.person.insuplc_admdvs, pid);
        YIDI_TRY(const auto insurances, payer::internal::insurances_of(session_, pid));
        const Date today = context_.now.date();
        one.insurances = registry::as_of(insurances, today);
        one.age = registry::age_on(one.person.personal, today);
        found_.persons.push_back(std::move(one));
        return true;
    }

    Result<bool> by_number() {
        if (!registry::pid_of(query_.find)) return false;
        const Result<Pid> pid = payer::internal::read_psn_no(session_, query_.find);
        if (!pid && pid.error().code == ErrorCode::bad_value) return false;
        if (!pid) return fail(pid.error());
        return show(*pid, FoundBy::psn_no);
    }

    Result<std::optional<Pid>> certificate(std::string_view kind) {
        return payer::internal::find_cert(
            session_, payer::internal::cert_hash(context_.vault, kind, query_.find));
    }

    Result<bool> by_certificate() {
        std::set<Pid> shown;
        for (const std::string_view kind : kCertificates) {
            YIDI_TRY(const std::optional<Pid> pid, certificate(kind));
            if (!pid || !shown.insert(*pid).second) continue;
            YIDI_TRY_VOID(to_void(show(*pid, FoundBy::certno)));
        }
        if (!shown.empty()) return true;
        YIDI_TRY(const std::optional<Pid> by_token, certificate(payer::internal::kTokenKind));
        if (by_token) return show(*by_token, FoundBy::ec_token);
        YIDI_TRY(const std::optional<Pid> by_card, certificate(payer::internal::kCardKind));
        return by_card ? show(*by_card, FoundBy::card_sn) : Result<bool>{false};
    }

    static Result<void> to_void(const Result<bool>& result) {
        if (!result) return fail(result.error());
        return {};
    }

    /// No name has a digit, so that no name is opened for a number that is nobody's.
    [[nodiscard]] bool is_name() const {
        return std::ranges::none_of(query_.find, [](char one) { return one >= '0' && one <= '9'; });
    }

    Result<void> by_name() {
        if (!is_name()) return {};
        if (registry::characters_of(query_.find).size() < 2) {
            return payer::internal::refuse(
                ErrorCode::bad_value, "find", "two characters of a name, or a whole number",
                "type more of the name, or read the certificate", "this is too little of a name");
        }
        YIDI_TRY(const std::vector<Pid> pids, who_may_be_meant());
        for (const Pid pid : pids) {
            YIDI_TRY(const registry::Person person,
                     payer::internal::read_person(session_, context_.vault, pid));
            if (person.personal.psn_name.find(query_.find) == std::string::npos) continue;
            if (found_.persons.size() == kPersonsShown) {
                found_.is_cut = true;
                return {};
            }
            YIDI_TRY_VOID(to_void(show(pid, FoundBy::name)));
        }
        return {};
    }

    /// Whose names are opened: by region, which is not sealed, and by visits.
    Result<std::vector<Pid>> who_may_be_meant() {
        std::set<Pid> pids;
        for (const std::string& code : query_.institutions) {
            ports::Range range;
            range.prefix = {code};
            range.descending = true;
            YIDI_TRY_VOID(scan(Table::visit, ports::by::kInstitution, range, pids));
        }
        if (!query_.regions.empty()) {
            YIDI_TRY_VOID(scan(Table::person, {}, {}, pids));
        }
        return std::vector<Pid>{pids.begin(), pids.end()};
    }

    Result<void> scan(Table table, std::string_view index, const ports::Range& range,
                      std::set<Pid>& pids) {
        std::size_t looked_at = 0;
        return session_.scan(ports::spec(table), index, range, [&](const ports::Row& row) {
            if (++looked_at > kPersonRowsMax) {
                found_.is_cut = true;
                return false;
            }
            if (table == Table::person && !is_in_regions(std::get<std::int64_t>(row[1]))) {
                return true;
            }
            pids.insert(std::get<std::int64_t>(row[0]));
            found_.is_cut = found_.is_cut || pids.size() == kNamesOpened;
            return pids.size() < kNamesOpened;
        });
    }

    [[nodiscard]] bool is_in_regions(std::int64_t region) const {
        const std::string code = std::to_string(region);
        return std::ranges::any_of(query_.regions, [&](const std::string& beginning) {
            return code.starts_with(beginning);
        });
    }

    Session& session_;
    const payer::Context& context_;
    const PersonsQuery& query_;
    PersonsFound found_;
};

}  // namespace

std::string_view name(FoundBy by) {
    static constexpr std::array<std::string_view, 6> kNames{"",         "psn_no",  "certno",
                                                            "ec_token", "card_sn", "name"};
    return kNames.at(static_cast<std::size_t>(by));
}

Result<PersonsFound> find_persons(Session& session, const payer::Context& context,
                                  const PersonsQuery& query) {
    YIDI_ASSERT(query.may_show);
    return Search{session, context, query}.run();
}

}  // namespace yidi::app
