#include "sim/internal/filing_books.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "app/filing/notices.h"
#include "ports/tables.h"
#include "sim/internal/country.h"
#include "sim/internal/row_view.h"

namespace yidi::sim {
namespace {

using app::FilingView;
using filing::EventKind;
using filing::Phase;
using filing::ProofState;
using ports::Table;

constexpr std::uint32_t bits(std::initializer_list<Phase> all) {
    std::uint32_t mask = 0;
    for (const Phase one : all) mask |= 1U << static_cast<unsigned>(one);
    return mask;
}

/// To where a filing may go from each phase, as the picture in docs/design/filing.md shows it.
constexpr std::uint32_t kOver = bits({Phase::cancelled, Phase::superseded});
constexpr std::uint32_t kBegins = bits({Phase::draft, Phase::submitted, Phase::reported});
constexpr std::array<std::uint32_t, filing::kPhaseCount> kNext{
    bits({Phase::draft, Phase::submitted, Phase::cancelled}),
    bits({Phase::under_review, Phase::needs_material, Phase::approved, Phase::rejected,
          Phase::cancelled}),
    bits({Phase::needs_material, Phase::approved, Phase::rejected, Phase::cancelled}),
    bits({Phase::under_review, Phase::rejected, Phase::cancelled}),
    bits({Phase::approved, Phase::reported, Phase::cancel_requested}) | kOver,
    bits({Phase::reported, Phase::cancel_requested}) | kOver,
    bits({Phase::cancel_requested, Phase::reported, Phase::approved}) | kOver,
    0,
    bits({Phase::submitted, Phase::cancelled}),
    0,
};

bool has(const FilingView& view, EventKind kind) {
    return std::ranges::any_of(view.history,
                               [kind](const filing::Event& one) { return one.kind == kind; });
}

/// Whether the network has been told of it, by its events alone.
bool was_reported(const FilingView& view) {
    return has(view, EventKind::reported) || has(view, EventKind::filed);
}

bool is_of_feed(const FilingView& view) {
    return view.now.channel == filing::Channel::feed;
}

/// Whether it counts for care in an area that begins on a day; never one that has lapsed.
bool counts(const FilingView& view, std::uint32_t area, Date day) {
    const filing::Filing& now = view.now;
    const bool here = std::ranges::find(now.places, area) != now.places.end();
    const bool holds = now.begndate <= day && (!now.enddate || day <= *now.enddate);
    return was_reported(view) && now.proof != ProofState::lapsed && here && holds;
}

std::uint32_t area_of_place(std::uint32_t place) {
    constexpr std::uint32_t kDistricts = 100;
    return place / kDistricts * kDistricts;
}

bool is_of(const Written& one, Table table) {
    return one.table == &ports::spec(table) && one.how != Written::How::erase;
}

}  // namespace

const FilingBooks::Views& FilingBooks::views(std::int64_t pid) const {
    static const Views kNone;
    for (const auto* books : {&written_, &committed_}) {
        const auto found = books->find(pid);
        if (found != books->end()) return found->second;
    }
    return kNone;
}

void FilingBooks::write(const std::vector<Written>& written, ports::Session& session,
                        const payer::Context& context) {
    std::set<std::int64_t> filed;
    std::set<std::int64_t> told;
    for (const Written& one : written) {
        if (is_of(one, Table::filing)) {
            const RowView in{Table::filing, one.row};
            filed.insert(in.number("pid"));
            count_event(in.text("event"));
        } else if (is_of(one, Table::notice)) {
            const RowView in{Table::notice, one.row};
            told.insert(in.number("pid"));
            if (in.text("kind") == app::name(app::NoticeKind::ended)) count(Situation::expired);
        }
    }
    for (const std::int64_t pid : filed) check_person(pid, session, context);
    for (const std::int64_t pid : told) check_notices(pid, session, context);
    for (const Written& one : written) {
        if (is_of(one, Table::settlement)) check_settlement(one.row, session);
    }
}

void FilingBooks::count_event(std::string_view event) {
    constexpr std::array kCounted{
        std::pair{EventKind::proof_lapsed, Situation::lapsed},
        std::pair{EventKind::proof_completed, Situation::promise_kept},
        std::pair{EventKind::cancelled, Situation::cancelled},
        std::pair{EventKind::superseded, Situation::superseded},
        std::pair{EventKind::extended, Situation::extended},
        std::pair{EventKind::refused_by_person, Situation::refused_by_person}};
    for (const auto& [kind, situation] : kCounted) {
        if (filing::name(kind) == event) count(situation);
    }
}

void FilingBooks::check_person(std::int64_t pid, ports::Session& session,
                               const payer::Context& context) {
    Result<Views> now = app::filings_of(session, context, pid);
    if (!now) return check(false, "filings can be read: " + now.error().rule);
    std::set<std::string> acts;
    for (const FilingView& view : *now) {
        check_history(view);
        const filing::Event& first = view.history.front();
        // A draft is nothing yet: two of them do no harm. Who files says it under a name that is
        // never used again; of shared data the day is one.
        if (first.kind == EventKind::drafted) continue;
        const std::string act =
            is_of_feed(view) ? "feed " + to_string(first.after.begndate) : first.by;
        check(act.empty() || acts.insert(act).second, "what is asked for again is filed once");
    }
    for (const FilingView& before : views(pid)) {
        const auto same = std::ranges::find(*now, before.now.id,
                                            [](const FilingView& one) { return one.now.id; });
        check(same != now->end() && same->history.size() >= before.history.size() &&
                  std::ranges::equal(before.history,
                                     std::span{same->history}.first(before.history.size()), {},
                                     &filing::Event::after, &filing::Event::after),
              "what has happened to a filing is never changed");
    }
    written_[pid] = *std::move(now);
}

void FilingBooks::check_history(const FilingView& view) {
    std::vector<filing::Event> replayed;
    std::optional<Phase> phase;
    for (const filing::Event& event : view.history) {
        const std::uint32_t may = phase ? kNext[static_cast<std::size_t>(*phase)] : kBegins;
        phase = event.after.phase;
        check((may >> static_cast<unsigned>(*phase) & 1U) != 0,
              "a filing goes only where its life may go");
        const Result<filing::Event> again = filing::next_event(replayed, event);
        check(again && again->seq == event.seq && again->after == event.after,
              "the events of a filing give the same filing again");
        replayed.push_back(event);
    }
    check(replayed.back().after == view.now, "a filing is what its last event leaves");
    check(view.now.was_reported == was_reported(view), "reported is what an event says");
    check(!has(view, EventKind::reported) || above_.knows(view.now.id),
          "a filing that is reported is known above");
}

void FilingBooks::check_notices(std::int64_t pid, ports::Session& session,
                                const payer::Context& context) {
    const Result<std::vector<app::Notice>> all = app::notices_of(session, context, pid);
    if (!all) return check(false, "messages can be read: " + all.error().rule);
    // What may be said again says another day, or is asked for by a person each time.
    std::set<std::string> said;
    for (const app::Notice& one : *all) {
        using enum app::NoticeKind;
        constexpr std::array kAgain{submitted,       material_asked, rejected, cancel_requested,
                                    cancel_declined, filed_for_you,  extended};
        if (std::ranges::find(kAgain, one.kind) != kAgain.end()) continue;
        const bool has_day = one.kind == expiry || one.kind == ended || one.kind == promise_expiry;
        std::string text = std::to_string(one.filing) + " " + std::string{app::name(one.kind)};
        if (has_day && one.until) text.append(" ").append(to_string(*one.until));
        if (has_day) text.append(" ").append(std::to_string(one.days));
        check(said.insert(std::move(text)).second,
              "nothing is told twice: " + std::string{app::name(one.kind)});
    }
}

void FilingBooks::check_settlement(const ports::Row& row, ports::Session& session) {
    const RowView in{Table::settlement, row};
    if (in.text("kind") != "settled") return;
    const std::int64_t pid = in.number("pid");
    const auto place = static_cast<std::uint32_t>(in.number("mdtrtarea_admvs"));
    const std::uint32_t area = area_of_place(place);
    if (area == area_of(pid)) return;
    std::optional<Date> admission;
    bool is_stay = false;
    ports::Range visit;
    visit.prefix = {ports::Value{pid}, ports::Value{in.number("mdtrt_id")}};
    const Result<void> read =
        session.scan(ports::spec(Table::visit), {}, visit, [&](const ports::Row& event) {
            const RowView view{Table::visit, event};
            admission = Instant::from_ms(view.number("begntime")).date();
            is_stay = view.number("is_stay") != 0;
            return true;
        });
    if (!read || !admission) return check(false, "a settlement has its visit");
    const Date end = Date::from_days(static_cast<std::int32_t>(in.number("until")));
    const Views& filings = views(pid);
    const auto holding = [&](Date day) {
        return std::ranges::find_if(filings,
                                    [&](const FilingView& one) { return counts(one, area, day); });
    };
    auto by = holding(*admission);
    // Made during the stay, from a day of it on.
    const bool may_be_late = by == filings.end() && is_stay;
    if (may_be_late) by = holding(end);
    if (by == filings.end()) {
        return check(false, "a settlement elsewhere has a filing that counts and is known above");
    }
    const Date made = by->history.front().at.date();
    if (made > *admission) count(Situation::late);
    if (by->now.enddate && *by->now.enddate < end) count(Situation::ended_in_stay);
}

Standing FilingBooks::standing(const NeedsFiling& care) const {
    Standing out;
    const auto found = committed_.find(care.pid);
    if (found == committed_.end()) return out;
    for (const FilingView& one : found->second) {
        out.is_filed = out.is_filed || counts(one, care.area, care.admission);
        out.is_promised = out.is_promised || one.now.proof == ProofState::promised;
        out.events += one.history.size();
    }
    return out;
}

void FilingBooks::commit() {
    for (auto& [pid, views] : written_) committed_[pid] = std::move(views);
    for (std::size_t i = 0; i < kSituationCount; ++i) counts_[i] += new_counts_[i];
    forget();
}

void FilingBooks::forget() {
    written_.clear();
    new_counts_ = {};
}

}  // namespace yidi::sim
