#include "app/registry/internal/importer.h"

#include <algorithm>
#include <list>
#include <tuple>

#include "app/payer/internal/rows_person.h"
#include "app/payer/upkeep.h"

namespace yidi::app::internal {
namespace {

using registry::Institution;

auto all_of(const Institution& one) {
    return std::tie(one.fixmedins_code, one.fixmedins_name, one.admdvs, one.fixmedins_type,
                    one.hosp_lv, one.inst_attr, one.local_open, one.remote_open, one.paas_id,
                    one.secret, one.sm2_public_key, one.body_key, one.must_sign_in,
                    one.remote_diseases);
}

/// What a file states, with how the software speaks as it is kept.
Institution with_line_of(const Institution& kept, Institution stated) {
    stated.profile = kept.profile;
    stated.paas_id = kept.paas_id;
    stated.secret = kept.secret;
    stated.sm2_public_key = kept.sm2_public_key;
    stated.body_key = kept.body_key;
    stated.must_sign_in = kept.must_sign_in;
    return stated;
}

}  // namespace

Result<void> Importer::run(const std::string& by) {
    by_ = by;
    YIDI_TRY_VOID(import_institutions());
    YIDI_TRY_VOID(import_persons());
    YIDI_TRY_VOID(import_accounts());
    YIDI_TRY_VOID(import_years());
    YIDI_TRY_VOID(import_filings());
    YIDI_TRY_VOID(import_catalogue());
    YIDI_TRY_VOID(import_routes());
    return import_dualdrugs();
}

void Importer::add(Place place, const Rule& rule) {
    out_.problems.add({.code = ErrorCode::inconsistent,
                       .where = feed_.files[place.file] + ":" + std::to_string(place.line) + ":" +
                                std::string{rule.column},
                       .rule = std::string{rule.rule},
                       .remedy = std::string{rule.remedy},
                       .detail = std::string{rule.detail}});
}

Result<void> Importer::import_institutions() {
    institutions_.insert(feed_.spoilt_institutions.begin(), feed_.spoilt_institutions.end());
    std::set<std::string_view> seen;
    std::list<Institution> stated;  // What pointers point at stays where it is.
    std::vector<const Institution*> differing;
    for (const FromLine<Institution>& one : feed_.institutions) {
        const std::string& code = one.record.fixmedins_code;
        institutions_.insert(code);
        if (!seen.insert(code).second) {
            add(place_of(one), {.column = "fixmedins_code",
                                .rule = "each institution once",
                                .remedy = "remove one of the two lines",
                                .detail = "this institution stands in an earlier line"});
            continue;
        }
        YIDI_TRY(const std::optional<Institution> before,
                 payer::institution_with_keys(session_, context_, code));
        const bool keeps_line =
            before && std::ranges::find(feed_.without_line, one.file) != feed_.without_line.end();
        const Institution wanted = keeps_line ? with_line_of(*before, one.record) : one.record;
        if (before && all_of(*before) == all_of(wanted) && before->profile == wanted.profile) {
            ++out_.of(RegistryKind::institutions).unchanged;
            continue;
        }
        differing.push_back(&stated.emplace_back(wanted));
        count(RegistryKind::institutions, !before);
    }
    return differing.empty() ? Result<void>{}
                             : payer::put_institutions(session_, context_, differing, by_);
}

Result<bool> Importer::is_institution(const std::string& fixmedins_code) {
    if (institutions_.contains(fixmedins_code)) {
        return true;
    }
    YIDI_TRY(const auto found, payer::institution(session_, fixmedins_code));
    return found.has_value();
}

Result<std::optional<registry::Person>> Importer::find_person(registry::Pid pid) {
    Result<registry::Person> found = payer::internal::read_person(session_, context_.vault, pid);
    if (!found && found.error().code == ErrorCode::bad_value) {
        return std::optional<registry::Person>{};
    }
    YIDI_TRY(registry::Person person, std::move(found));
    return std::optional{std::move(person)};
}

Result<bool> Importer::is_known(Place place, registry::Pid pid, std::uint32_t region,
                                std::string_view column) {
    auto known = persons_.find(pid);
    if (known == persons_.end()) {
        YIDI_TRY(const auto found, find_person(pid));
        if (!found) {
            add(place, {.column = column,
                        .rule = "the number of a person of persons.csv or of the register",
                        .remedy = "mend the number, or import the person too",
                        .detail = "nobody has this number"});
            return false;
        }
        known = persons_.emplace(pid, found->insuplc_admdvs).first;
    }
    if (known->second != 0 && known->second != region) {
        add(place, {.column = column,
                    .rule = "the number begins with the person's insured region",
                    .remedy = "write the number as persons.csv has it",
                    .detail = "the person is registered with another region"});
        return false;
    }
    return true;
}

}  // namespace yidi::app::internal
