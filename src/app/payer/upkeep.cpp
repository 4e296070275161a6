#include "app/payer/upkeep.h"

#include "app/payer/internal/audit.h"
#include "app/payer/internal/filing_log.h"
#include "app/payer/internal/institution_change.h"
#include "app/payer/internal/institution_index.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_route.h"
#include "app/payer/internal/rows_settlement.h"
#include "domain/settlement/records.h"

namespace yidi::payer {
namespace {

using internal::audit;
using ports::Session;
using registry::Pid;

/// A certificate that the person has no more leads to nobody.
Result<void> forget_certificates(Session& session, const Context& context,
                                 const registry::Person& now) {
    const Result<registry::Person> before = internal::read_person(session, context.vault, now.pid);
    if (!before) {
        return {};  // A new person.
    }
    const auto forget = [&](std::string_view kind, const std::string& number) -> Result<void> {
        return internal::erase_cert(session, internal::cert_hash(context.vault, kind, number),
                                    now.pid);
    };
    const registry::Personal& old = before->personal;
    if (old.psn_cert_type != now.personal.psn_cert_type || old.certno != now.personal.certno) {
        YIDI_TRY_VOID(forget(old.psn_cert_type, old.certno));
    }
    if (old.card_sn != now.personal.card_sn) {
        YIDI_TRY_VOID(forget(internal::kCardKind, old.card_sn));
    }
    return {};
}

Result<void> put_certificates(Session& session, const Context& context,
                              const PersonRecord& record) {
    const registry::Personal& personal = record.person.personal;
    const auto point = [&](std::string_view kind, const std::string& number) -> Result<void> {
        if (number.empty()) {
            return {};
        }
        return internal::put_cert(session, internal::cert_hash(context.vault, kind, number),
                                  record.person.pid);
    };
    YIDI_TRY_VOID(point(personal.psn_cert_type, personal.certno));
    YIDI_TRY_VOID(point(internal::kCardKind, personal.card_sn));
    return point(internal::kTokenKind, record.token);
}

}  // namespace

Result<void> put_person(Session& session, const Context& context, const PersonRecord& record,
                        const std::string& by) {
    const Pid pid = record.person.pid;
    YIDI_TRY_VOID(forget_certificates(session, context, record.person));
    YIDI_TRY_VOID(internal::put(session, context.vault, record.person));
    YIDI_TRY_VOID(put_certificates(session, context, record));
    for (const registry::Insurance& one : record.insurances) {
        YIDI_TRY_VOID(internal::put(session, pid, one));
    }
    for (const registry::Identity& one : record.identities) {
        YIDI_TRY_VOID(internal::put(session, pid, one));
    }
    for (const registry::FamilyLink& one : record.family) {
        YIDI_TRY_VOID(internal::put(session, pid, one));
    }
    return audit(session, context, {.by = by, .pid = pid, .what = "person"});
}

Result<void> put_institution(Session& session, const Context& context,
                             const registry::Institution& institution, const std::string& by) {
    return put_institutions(session, context, {&institution}, by);
}

Result<void> put_institutions(Session& session, const Context& context,
                              const std::vector<const registry::Institution*>& all,
                              const std::string& by) {
    std::optional<internal::IndexWriter> index;
    if (context.readings != nullptr) {
        YIDI_TRY_VOID(index.emplace(session, *context.readings).begin());
    } else {
        YIDI_TRY_VOID(internal::drop_index(session));
    }
    for (const registry::Institution* one : all) {
        YIDI_TRY(const auto before, internal::find_institution(session, one->fixmedins_code));
        if (index) {
            YIDI_TRY_VOID(index->change(before, *one));
        }
        YIDI_TRY_VOID(internal::put(session, context.vault, *one));
        YIDI_TRY_VOID(audit(session, context,
                            {.by = by, .pid = {}, .what = internal::change_note(before, *one)}));
    }
    return index ? index->finish() : Result<void>{};
}

Result<bool> needs_institution_index(Session& session) {
    YIDI_TRY(const bool there, internal::has_index(session));
    if (there) {
        return false;
    }
    YIDI_TRY(const auto some, internal::institutions_after(session, {}, 1));
    return !some.empty();
}

Result<std::int64_t> rebuild_institution_index(Session& session, const Context& context) {
    YIDI_ASSERT(context.readings != nullptr);
    return internal::IndexWriter{session, *context.readings}.rebuild();
}

Result<void> put_route(Session& session, const Context& context, const registry::Route& route,
                       const std::string& by) {
    YIDI_TRY_VOID(internal::put(session, route));
    return audit(session, context,
                 {.by = by,
                  .pid = {},
                  .what = "route " + std::to_string(route.insuplc_admdvs) + " " +
                          std::to_string(route.mdtrtarea_admvs) + " " +
                          std::string{policy::name(route.business)}});
}

Result<void> put_dual_drug(Session& session, const Context& context, const registry::DualDrug& drug,
                           const std::string& by) {
    YIDI_TRY_VOID(internal::put(session, drug));
    return audit(session, context,
                 {.by = by,
                  .pid = {},
                  .what = "dual_drug " + std::to_string(drug.admdvs) + " " + drug.med_list_codg});
}

Result<void> add_item(Session& session, const Context& context, const registry::CatalogueItem& item,
                      const std::string& by) {
    YIDI_TRY_VOID(internal::insert(session, item));
    return audit(session, context,
                 {.by = by,
                  .pid = {},
                  .what = "catalogue " + std::to_string(item.admdvs) + " " + item.med_list_codg});
}

Result<filing::Event> add_filing_event(Session& session, const Context& context, Pid pid,
                                       filing::Event event) {
    YIDI_TRY(const registry::Person person, internal::read_person(session, context.vault, pid));
    internal::KeptFiling kept{.pid = pid,
                              .area = context.book.regions().pooling_area(person.insuplc_admdvs),
                              .history = {}};
    YIDI_TRY(const std::vector<filing::Event> all, internal::filing_events_of(session, pid));
    for (const filing::Event& one : all) {
        if (one.filing == event.filing) {
            kept.history.push_back(one);
        }
    }
    YIDI_TRY_VOID(internal::append(session, context, kept, std::move(event)));
    return kept.history.back();
}

Result<void> credit_account(Session& session, const Context& context, const Credit& credit) {
    if (credit.amount <= Money{}) {
        return internal::inconsistent("amount", "more than 0.00", "send what is paid in",
                                      "nothing would be paid in");
    }
    YIDI_TRY(const registry::Person person,
             internal::read_person(session, context.vault, credit.pid));
    const std::uint32_t area = context.book.regions().pooling_area(person.insuplc_admdvs);
    internal::JournalRow row{
        .pid = credit.pid, .setl_id = context.ids.next(), .at = context.now, .entry = {}};
    ledger::post(
        row.entry,
        {ledger::AccountKind::personal, registry::psn_no_of(person.insuplc_admdvs, credit.pid)},
        credit.amount);
    ledger::post(row.entry, {ledger::AccountKind::fund, std::to_string(area) + "/310200"},
                 -credit.amount);
    YIDI_TRY_VOID(internal::insert(session, row));
    YIDI_TRY_VOID(internal::move_accounts(session, row.entry));
    return audit(session, context, {.by = credit.by, .pid = credit.pid, .what = "account"});
}

Result<void> open_year(Session& session, const Context& context, const OpeningYear& opening) {
    const internal::YearKey key{opening.pid, opening.year, opening.insutype};
    YIDI_TRY(const internal::Year year, internal::year_of(session, key));
    if (year.seq != 0) {
        return internal::inconsistent("year", "a year in which nothing is counted yet",
                                      "leave the accumulators as they are",
                                      "the year is in use already");
    }
    YIDI_TRY_VOID(internal::append(session, {.key = key,
                                             .seq = 1,
                                             .setl_id = context.ids.next(),
                                             .event = std::string{internal::kOpening},
                                             .at = context.now,
                                             .cum = settlement::to_text(opening.cum)}));
    return audit(session, context, {.by = opening.by, .pid = opening.pid, .what = "year"});
}

Result<std::optional<registry::Institution>> institution_with_keys(
    Session& session, const Context& context, const std::string& fixmedins_code) {
    return internal::find_institution(session, fixmedins_code, &context.vault);
}

Result<std::vector<registry::Institution>> institutions_of_client(Session& session,
                                                                  const Context& context,
                                                                  const std::string& paas_id) {
    std::vector<registry::Institution> found;
    YIDI_TRY(const auto codes, internal::institutions_with_client(session, paas_id));
    for (const std::string& code : codes) {
        YIDI_TRY(auto one, internal::find_institution(session, code, &context.vault));
        found.push_back(*std::move(one));
    }
    return found;
}

Result<std::optional<registry::Institution>> institution(Session& session,
                                                         const std::string& fixmedins_code) {
    return internal::find_institution(session, fixmedins_code);
}

}  // namespace yidi::payer
