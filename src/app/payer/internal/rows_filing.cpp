#include "app/payer/internal/rows_filing.h"

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;

ports::Range of_person(Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    return range;
}

std::string places_text(const std::vector<std::uint32_t>& places) {
    CompactWriter out;
    for (const std::uint32_t place : places) {
        out.number(place);
    }
    return out.take();
}

/// What a filing has beside its columns of old: one text, because nothing is looked up by it.
std::string standing_text(const filing::Filing& filing) {
    CompactWriter out;
    out.text(filing::name(filing.phase));
    out.text(filing::name(filing.channel));
    out.text(filing.local_code);
    for (const std::int64_t number :
         {std::int64_t{filing.was_reported}, std::int64_t{filing.businesses},
          std::int64_t{filing.extensions}, std::int64_t{filing.failed_reports}, filing.replaces,
          std::int64_t{filing.promise_until.has_value()},
          std::int64_t{filing.promise_until.value_or(Date{}).days()}}) {
        out.number(number);
    }
    for (const std::string& paper : filing.materials) {
        out.text(paper);
    }
    return out.take();
}

bool read_standing(std::string_view text, filing::Filing& out) {
    CompactReader in{text};
    const auto phase = filing::parse_phase(in.text());
    const auto channel = filing::parse_channel(in.text());
    out.local_code = in.text();
    out.was_reported = in.number() != 0;
    out.businesses = static_cast<std::uint8_t>(in.number());
    out.extensions = static_cast<std::int32_t>(in.number());
    out.failed_reports = static_cast<std::int32_t>(in.number());
    out.replaces = in.number();
    const bool promised = in.number() != 0;
    const std::int64_t until = in.number();
    if (!phase || !channel || !in.good()) {
        return false;
    }
    out.phase = *phase;
    out.channel = *channel;
    if (promised) {
        out.promise_until = Date::from_days(until);
    }
    while (!in.at_end() && in.good()) {
        out.materials.push_back(in.text());
    }
    return in.good();
}

Result<filing::Event> read_event(const Row& row) {
    RowReader in{Table::filing, row};
    filing::Event event;
    in.skip();
    event.filing = in.number();
    event.seq = in.number();
    event.kind = in.word([](const std::string& word) { return filing::parse_event_kind(word); });
    event.after.id = event.filing;
    event.after.kind =
        in.word([](const std::string& word) { return policy::parse_filing_kind(word); });
    const std::string text = in.text();
    CompactReader places{text};
    while (!places.at_end() && places.good()) {
        event.after.places.push_back(static_cast<std::uint32_t>(places.number()));
    }
    event.after.begndate = in.date();
    event.after.enddate = in.maybe_date();
    event.after.proof =
        in.word([](const std::string& word) { return filing::parse_proof_state(word); });
    const bool cancelled = in.flag();
    event.at = in.instant();
    event.by = in.text();
    event.reason = in.text();
    const std::string standing = in.maybe_text();
    event.details = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    if (standing.empty()) {
        event.after.phase = cancelled ? filing::Phase::cancelled : filing::Phase::reported;
    } else if (!read_standing(standing, event.after)) {
        return violated("the standing of a filing as this program writes it");
    }
    return event;
}

}  // namespace

Result<void> insert(Session& session, Pid pid, const filing::Event& event) {
    const filing::Filing& after = event.after;
    return session.insert(
        spec(Table::filing),
        {pid, event.filing, event.seq, value_of(filing::name(event.kind)),
         value_of(policy::name(after.kind)), places_text(after.places), value_of(after.begndate),
         value_of(after.enddate), value_of(filing::name(after.proof)),
         value_of(filing::is_ended(after)), value_of(event.at), event.by, event.reason,
         standing_text(after), event.details.empty() ? Value{} : Value{event.details}});
}

Result<std::vector<filing::Event>> filing_events_of(Session& session, Pid pid) {
    return scan_rows<filing::Event>(session, Table::filing, of_person(pid), read_event);
}

}  // namespace yidi::payer::internal
