#include <algorithm>
#include <tuple>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_filing.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/upkeep.h"
#include "app/registry/internal/importer.h"

/// What is history: it is continued, never changed.
namespace yidi::app::internal {
namespace {

using filing::EventKind;
using filing::Filing;
using filing::ProofState;
using registry::CatalogueItem;
using registry::Pid;

auto shown(const CatalogueItem& one) {
    return std::tie(one.admdvs, one.med_list_codg, one.begndate, one.enddate, one.name,
                    one.list_type, one.med_chrgitm_type, one.chrgitm_lv, one.selfpay_prop,
                    one.pric_uplmt_amt, one.lmt_used_flag);
}

/// What was first paid into an account; empty if nothing was.
std::optional<Money> first_credit(const std::vector<payer::internal::JournalRow>& journal) {
    for (const payer::internal::JournalRow& row : journal) {
        for (const ledger::Leg& leg : row.entry.legs) {
            const bool paid_in =
                leg.account.kind == ledger::AccountKind::personal && leg.amount > Money{};
            if (paid_in && row.entry.legs.size() == 2) {
                return leg.amount;
            }
        }
    }
    return {};
}

bool is_refusal(ErrorCode code) {
    constexpr int kFirstOfRefusals = 1000;
    constexpr int kFirstOfPolicy = 2000;
    const int number = static_cast<int>(code);
    return number >= kFirstOfRefusals && number < kFirstOfPolicy;
}

/// Whether a filing is kept as the register's line states it. A cancellation has shortened it.
bool says_the_same(const Filing& kept, const Filing& stated) {
    const bool ended = filing::is_ended(stated);
    return kept.kind == stated.kind && kept.places == stated.places &&
           kept.begndate == stated.begndate && kept.proof == stated.proof &&
           filing::is_ended(kept) == ended && (ended || kept.enddate == stated.enddate);
}

/// The kept filing with what the register's line states.
Filing with_the_words_of(const Filing& stated, Filing kept) {
    kept.kind = stated.kind;
    kept.places = stated.places;
    kept.begndate = stated.begndate;
    kept.enddate = stated.enddate;
    kept.proof = stated.proof;
    return kept;
}

}  // namespace

Result<void> Importer::import_accounts() {
    std::set<Pid> seen;
    for (const FromLine<OfPerson<Money>>& one : feed_.accounts) {
        YIDI_TRY(const bool known,
                 is_known(place_of(one), one.record.pid, one.record.insuplc_admdvs));
        if (!seen.insert(one.record.pid).second) {
            add(place_of(one), {.column = "psn_no",
                                .rule = "each account once",
                                .remedy = "put the amounts together",
                                .detail = "this person stands in an earlier line"});
        } else if (known && persons_[one.record.pid] != 0) {
            YIDI_TRY_VOID(import_account(one));
        }
    }
    return {};
}

Result<void> Importer::import_account(const FromLine<OfPerson<Money>>& one) {
    namespace rows = payer::internal;
    ImportCounts& counts = out_.of(RegistryKind::accounts);
    ports::Range range;
    range.prefix = {ports::Value{one.record.pid}};
    YIDI_TRY(const auto journal, rows::scan_rows<rows::JournalRow>(session_, ports::Table::journal,
                                                                   range, rows::read_journal));
    const Money balc = one.record.value;
    const std::optional<Money> opened = first_credit(journal);
    if (opened.value_or(Money{}) == balc) {
        ++counts.unchanged;
        return {};
    }
    if (opened) {
        add(place_of(one), {.column = "balc",
                            .rule = "an account is opened once, with one balance",
                            .remedy = "leave the line out, and pay the difference in",
                            .detail = "this account was opened with another balance"});
        return {};
    }
    ++counts.added;
    return payer::credit_account(session_, context_,
                                 {.pid = one.record.pid, .amount = balc, .by = by_});
}

Result<void> Importer::import_years() {
    for (const FromLine<OfPerson<OpeningYear>>& one : feed_.accumulators) {
        YIDI_TRY(const bool known,
                 is_known(place_of(one), one.record.pid, one.record.insuplc_admdvs));
        bool good = known;
        for (const adjudication::Counter& counter : one.record.value.cum.by_hosp) {
            YIDI_TRY(const bool there, is_institution(counter.key));
            if (!there) {
                good = false;
                add(place_of(one),
                    {.column = "key",
                     .rule = "the code of an institution of institutions.csv or of the register",
                     .remedy = "mend the code, or import the institution too",
                     .detail = "no institution has this code"});
            }
        }
        if (good && persons_[one.record.pid] != 0) {
            YIDI_TRY_VOID(import_year(one));
        }
    }
    return {};
}

Result<void> Importer::import_year(const FromLine<OfPerson<OpeningYear>>& one) {
    namespace rows = payer::internal;
    const OpeningYear& opening = one.record.value;
    const rows::YearKey key{
        .pid = one.record.pid, .year = opening.year, .insutype = opening.insutype};
    YIDI_TRY(const auto events, rows::cum_events_of(session_, key));
    if (events.empty()) {
        ++out_.of(RegistryKind::accumulators).added;
        return payer::open_year(session_, context_,
                                {.pid = one.record.pid,
                                 .year = opening.year,
                                 .insutype = opening.insutype,
                                 .cum = opening.cum,
                                 .by = by_});
    }
    const bool same = events.front().event == rows::kOpening &&
                      events.front().cum == settlement::to_text(opening.cum);
    if (same) {
        ++out_.of(RegistryKind::accumulators).unchanged;
    } else {
        add(place_of(one), {.column = "counter",
                            .rule = "a year is opened once, before the first settlement in it",
                            .remedy = "leave the lines of this person's year out",
                            .detail = "this year is in use, or was opened with other amounts"});
    }
    return {};
}

Result<void> Importer::import_filings() {
    std::set<std::pair<Pid, std::int64_t>> seen;
    for (const FromLine<OfPerson<Filing>>& one : feed_.filings) {
        YIDI_TRY(const bool known,
                 is_known(place_of(one), one.record.pid, one.record.insuplc_admdvs));
        if (!seen.insert({one.record.pid, one.record.value.id}).second) {
            add(place_of(one), {.column = "trt_dcla_detl_sn",
                                .rule = "each filing once",
                                .remedy = "remove one of the two lines",
                                .detail = "this filing stands in an earlier line"});
        } else if (known) {
            YIDI_TRY_VOID(import_filing(one));
        }
    }
    return {};
}

Result<void> Importer::import_filing(const FromLine<OfPerson<Filing>>& one) {
    const Filing& wanted = one.record.value;
    ImportCounts& counts = out_.of(RegistryKind::filings);
    YIDI_TRY(const auto events, payer::internal::filing_events_of(session_, one.record.pid));
    const std::vector<Filing> filings = filing::filings_of(events);
    const auto before = std::ranges::find(filings, wanted.id, &Filing::id);
    if (before != filings.end() && says_the_same(*before, wanted)) {
        ++counts.unchanged;
        return {};
    }
    // A promise lapses or is kept by an event of its own, as it would have been here.
    const bool lapses = wanted.proof == ProofState::lapsed;
    Filing stated = before == filings.end() ? wanted : with_the_words_of(wanted, *before);
    stated.phase = filing::Phase::reported;
    if (before == filings.end()) {
        stated.proof = lapses ? ProofState::promised : wanted.proof;
        YIDI_TRY(const bool filed, append(one, EventKind::filed, stated));
        if (!filed) {
            return {};
        }
    } else {
        const bool by_event =
            before->proof == ProofState::promised && before->proof != wanted.proof;
        stated.proof = by_event || lapses ? ProofState::promised : wanted.proof;
        if (stated != *before) {
            YIDI_TRY(const bool changed, append(one, EventKind::changed, stated));
            if (!changed) {
                return {};
            }
        }
    }
    YIDI_TRY_VOID(append_ending(one, std::move(stated), before == filings.end()));
    count(RegistryKind::filings, before == filings.end());
    return {};
}

Result<void> Importer::append_ending(const FromLine<OfPerson<Filing>>& one, Filing stated,
                                     bool is_new) {
    const Filing& wanted = one.record.value;
    if (stated.proof != wanted.proof) {
        const bool lapses = wanted.proof == ProofState::lapsed;
        YIDI_TRY_VOID(
            append(one, lapses ? EventKind::proof_lapsed : EventKind::proof_completed, stated));
    }
    if (filing::is_ended(wanted)) {
        // The register does not say since when: one that was new to us has never counted here.
        stated.enddate.reset();
        if (is_new) {
            stated.enddate = stated.begndate.previous_day();
        }
        YIDI_TRY_VOID(append(one, EventKind::cancelled, std::move(stated)));
    }
    return {};
}

Result<bool> Importer::append(const FromLine<OfPerson<Filing>>& one, EventKind kind, Filing after) {
    filing::Event event;
    event.filing = after.id;
    event.kind = kind;
    event.after = std::move(after);
    event.at = context_.now;
    event.by = by_;
    event.reason = "import";
    const auto added =
        payer::add_filing_event(session_, context_, one.record.pid, std::move(event));
    if (added) {
        return true;
    }
    if (!is_refusal(added.error().code)) {
        return fail(added.error());
    }
    add(place_of(one), {.column = "trt_dcla_detl_sn",
                        .rule = added.error().rule,
                        .remedy = added.error().remedy,
                        .detail = added.error().detail});
    return false;
}

Result<void> Importer::import_catalogue() {
    std::set<std::tuple<std::uint32_t, std::string_view, Date>> seen;
    for (const FromLine<CatalogueItem>& one : feed_.catalogue) {
        const CatalogueItem& item = one.record;
        if (!seen.insert({item.admdvs, item.med_list_codg, item.begndate}).second) {
            add(place_of(one), {.column = "begndate",
                                .rule = "each code of a region once from a day on",
                                .remedy = "remove one of the two lines",
                                .detail = "an earlier line has this code, region and day"});
        } else {
            YIDI_TRY_VOID(import_item(one));
        }
    }
    return {};
}

Result<void> Importer::import_item(const FromLine<CatalogueItem>& one) {
    const CatalogueItem& item = one.record;
    YIDI_TRY(const auto rows,
             payer::internal::catalogue_of(session_, item.admdvs, item.med_list_codg));
    const auto before = std::ranges::find(rows, item.begndate, &CatalogueItem::begndate);
    if (before == rows.end()) {
        ++out_.of(RegistryKind::catalogue).added;
        return payer::add_item(session_, context_, item, by_);
    }
    if (shown(*before) == shown(item)) {
        ++out_.of(RegistryKind::catalogue).unchanged;
    } else {
        add(place_of(one), {.column = "begndate",
                            .rule = "a catalogue row stays as it was published",
                            .remedy = "write the change as a row that begins on a later day",
                            .detail = "the register holds other values from this day on"});
    }
    return {};
}

}  // namespace yidi::app::internal
