#include "app/filing/read.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/payer/internal/filing_log.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::app {
namespace {

using payer::Context;
using payer::internal::KeptFiling;
using ports::Session;
using registry::Pid;

Result<FilingView> view_of(const Context& context, const registry::Person& person,
                           KeptFiling kept) {
    const Date today = context.now.date();
    FilingView view;
    view.psn_no = registry::psn_no_of(person.insuplc_admdvs, kept.pid);
    view.psn_name = person.personal.psn_name;
    view.now = kept.now();
    view.state = filing::state_on(view.now, today);
    if (filing::is_known_upward(view.now) && !filing::is_ended(view.now)) {
        view.locked_until =
            filing::locked_until(view.now, payer::internal::rules_of(context, kept, today));
    }
    for (const filing::Event& event : kept.history) {
        if (event.after.phase != view.now.phase) {
            view.waiting_since.reset();
        } else if (!view.waiting_since) {
            view.waiting_since = event.at;
        }
        if (!event.details.empty()) {
            YIDI_TRY(const std::string text,
                     payer::internal::open_details(context.vault, kept.pid, event));
            YIDI_TRY(view.details, parse_filing_details(text));
        }
    }
    view.history = std::move(kept.history);
    for (filing::Event& event : view.history) {
        event.details.clear();
    }
    return view;
}

}  // namespace

Result<std::vector<FilingView>> filings_of(Session& session, const Context& context, Pid pid) {
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.vault, pid));
    YIDI_TRY(std::vector<filing::Event> all, payer::internal::filing_events_of(session, pid));
    std::map<std::int64_t, KeptFiling, std::greater<>> by_number;
    const std::uint32_t area = context.book.regions().pooling_area(person.insuplc_admdvs);
    for (filing::Event& event : all) {
        KeptFiling& kept = by_number[event.filing];
        kept.pid = pid;
        kept.area = area;
        kept.history.push_back(std::move(event));
    }
    std::vector<FilingView> out;
    for (auto& [number, kept] : by_number) {
        YIDI_TRY(FilingView view, view_of(context, person, std::move(kept)));
        out.push_back(std::move(view));
    }
    return out;
}

Result<FilingView> filing_of(Session& session, const Context& context, Pid pid,
                             std::int64_t filing) {
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.vault, pid));
    YIDI_TRY(KeptFiling kept, payer::internal::read_filing(session, context, pid, filing));
    return view_of(context, person, std::move(kept));
}

}  // namespace yidi::app
