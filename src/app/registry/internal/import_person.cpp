#include <algorithm>
#include <array>
#include <tuple>

#include "app/payer/internal/rows_person.h"
#include "app/payer/upkeep.h"
#include "app/registry/internal/importer.h"

namespace yidi::app::internal {
namespace {

using registry::FamilyLink;
using registry::Identity;
using registry::Insurance;
using registry::Person;
using registry::Pid;

auto shown(const Person& one) {
    return std::tie(one.pid, one.insuplc_admdvs, one.personal, one.died);
}
auto shown(const Insurance& one) {
    return std::tie(one.seq, one.insuplc_admdvs, one.insutype, one.psn_type, one.psn_insu_stas,
                    one.psn_insu_date, one.paus_insu_date, one.waiting_until, one.retire_date,
                    one.insured_months, one.insu_tier, one.civil_rank, one.emp_name, one.enrolled,
                    one.missed_years, one.repaid_years, one.waiting_exempt);
}
auto shown(const Identity& one) {
    return std::tie(one.seq, one.psn_idet_type, one.psn_type_lv, one.begndate, one.enddate);
}
auto shown(const FamilyLink& one) {
    return std::tie(one.seq, one.owner, one.year_limit, one.begndate, one.enddate);
}

/// Puts those of the file that are new or differ into `changes`, and counts them.
template <class T>
void compare(const std::vector<T>& before, const T& one, ImportCounts& counts,
             std::vector<T>& changes) {
    const auto old = std::ranges::find(before, one.seq, &T::seq);
    if (old != before.end() && shown(*old) == shown(one)) {
        ++counts.unchanged;
        return;
    }
    ++(old == before.end() ? counts.added : counts.changed);
    changes.push_back(one);
}

}  // namespace

Result<void> Importer::import_persons() {
    std::map<Pid, Bundle> bundles;
    for (const Pid pid : feed_.spoilt_persons) {
        persons_[pid] = 0;
    }
    for (const FromLine<PersonOfFile>& one : feed_.persons) {
        const Person& person = one.record.person;
        Bundle& bundle = bundles[person.pid];
        if (bundle.person != nullptr) {
            add(place_of(one), {.column = "psn_no",
                                .rule = "each person once",
                                .remedy = "remove one of the two lines",
                                .detail = "this person stands in an earlier line"});
            continue;
        }
        bundle.person = &one;
        persons_[person.pid] = person.insuplc_admdvs;
    }
    // Of each person, no number twice.
    const auto gather = [&](const auto& list, auto member, auto seq_of) -> Result<void> {
        std::set<std::pair<Pid, std::int64_t>> seen;
        for (const auto& one : list) {
            YIDI_TRY(const bool known,
                     is_known(place_of(one), one.record.pid, one.record.insuplc_admdvs));
            if (!seen.insert({one.record.pid, seq_of(one.record.value)}).second) {
                add(place_of(one), {.column = "seq",
                                    .rule = "each number of a person once",
                                    .remedy = "give the line the next number",
                                    .detail = "an earlier line has this number"});
            } else if (known) {
                (bundles[one.record.pid].*member).push_back(&one);
            }
        }
        return {};
    };
    YIDI_TRY_VOID(gather(feed_.insurances, &Bundle::insurances,
                         [](const Insurance& one) { return one.seq; }));
    YIDI_TRY_VOID(
        gather(feed_.identities, &Bundle::identities, [](const Identity& one) { return one.seq; }));
    YIDI_TRY_VOID(
        gather(feed_.family, &Bundle::family, [](const NamedLink& one) { return one.link.seq; }));
    for (const auto& [pid, bundle] : bundles) {
        YIDI_TRY_VOID(import_person(pid, bundle));
    }
    return {};
}

Result<void> Importer::import_person(Pid pid, const Bundle& bundle) {
    namespace rows = payer::internal;
    YIDI_TRY(const std::optional<Person> before, find_person(pid));
    if (!before && bundle.person == nullptr) {
        return {};  // Belongs to a spoilt row, which is told already.
    }
    payer::PersonRecord record;
    bool differs = false;
    if (bundle.person != nullptr) {
        record.person = bundle.person->record.person;
        record.token = bundle.person->record.token;
        YIDI_TRY(const bool own, has_own_certificates(*bundle.person));
        if (!own) {
            return {};
        }
        YIDI_TRY(differs, count_person(before, record));
    } else {
        record.person = *before;
    }
    YIDI_TRY(const auto insurances, rows::insurances_of(session_, pid));
    for (const auto* one : bundle.insurances) {
        compare(insurances, one->record.value, out_.of(RegistryKind::insurances),
                record.insurances);
    }
    YIDI_TRY(const auto identities, rows::identities_of(session_, pid));
    for (const auto* one : bundle.identities) {
        compare(identities, one->record.value, out_.of(RegistryKind::identities),
                record.identities);
    }
    YIDI_TRY_VOID(compare_links(pid, bundle, record));
    differs = differs || !record.insurances.empty() || !record.identities.empty() ||
              !record.family.empty();
    return differs ? payer::put_person(session_, context_, record, by_) : Result<void>{};
}

Result<bool> Importer::count_person(const std::optional<Person>& before,
                                    const payer::PersonRecord& record) {
    ImportCounts& counts = out_.of(RegistryKind::persons);
    if (!before) {
        ++counts.added;
        return true;
    }
    YIDI_TRY(const bool finds, finds_person(record.token, record.person.pid));
    const bool differs = shown(*before) != shown(record.person) || !finds;
    ++(differs ? counts.changed : counts.unchanged);
    return differs;
}

Result<void> Importer::compare_links(Pid pid, const Bundle& bundle, payer::PersonRecord& record) {
    YIDI_TRY(const auto links, payer::internal::family_of(session_, pid));
    for (const auto* one : bundle.family) {
        const NamedLink& named = one->record.value;
        if (named.link.owner == pid) {
            add(place_of(*one), {.column = "owner_psn_no",
                                 .rule = "another person's account",
                                 .remedy = "write the number of the account's owner",
                                 .detail = "a person's own account needs no link"});
            continue;
        }
        YIDI_TRY(const bool known,
                 is_known(place_of(*one), named.link.owner, named.owner_region, "owner_psn_no"));
        if (known) {
            compare(links, named.link, out_.of(RegistryKind::family), record.family);
        }
    }
    return {};
}

Result<bool> Importer::finds_person(const std::string& token, Pid pid) {
    if (token.empty()) {
        return true;
    }
    namespace rows = payer::internal;
    YIDI_TRY(const std::optional<Pid> owner,
             rows::find_cert(session_, rows::cert_hash(context_.vault, rows::kTokenKind, token)));
    return owner == pid;
}

Result<bool> Importer::has_own_certificates(const FromLine<PersonOfFile>& one) {
    struct Certificate {
        std::string_view column;
        std::string_view kind;
        const std::string& number;
    };
    const registry::Personal& personal = one.record.person.personal;
    const std::array<Certificate, 3> all{{
        {.column = "certno", .kind = personal.psn_cert_type, .number = personal.certno},
        {.column = "card_sn", .kind = payer::internal::kCardKind, .number = personal.card_sn},
        {.column = "ec_token", .kind = payer::internal::kTokenKind, .number = one.record.token},
    }};
    bool own = true;
    for (const Certificate& each : all) {
        if (each.number.empty()) {
            continue;
        }
        YIDI_TRY(const auto owner,
                 payer::internal::find_cert(
                     session_, payer::internal::cert_hash(context_.vault, each.kind, each.number)));
        if (owner && *owner != one.record.person.pid) {
            own = false;
            add(place_of(one), {.column = each.column,
                                .rule = "a certificate, a card and a token belong to one person",
                                .remedy = "mend the number, or import under the number that the "
                                          "person has already",
                                .detail = "another person has this one"});
        }
    }
    return own;
}

}  // namespace yidi::app::internal
