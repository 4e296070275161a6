#include "app/filing/paper.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::app {
namespace {

using ports::Session;
using registry::Pid;

Result<std::string> name_of(Session& session, const std::string& fixmedins_code) {
    if (fixmedins_code.empty()) {
        return std::string{};
    }
    YIDI_TRY(const auto found, payer::internal::find_institution(session, fixmedins_code));
    return found ? found->fixmedins_name : std::string{};
}

}  // namespace

Result<FilingPaper> filing_paper(Session& session, const payer::Context& context, Pid pid,
                                 std::int64_t filing) {
    YIDI_TRY(const FilingView view, filing_of(session, context, pid, filing));
    YIDI_TRY(registry::Person person, payer::internal::read_person(session, context.vault, pid));
    YIDI_TRY(const auto insurances, payer::internal::insurances_of(session, pid));
    YIDI_TRY(PaperList papers, papers_of(session, context, pid, filing));
    YIDI_TRY(std::string from, name_of(session, view.details.transfer_from));
    YIDI_TRY(std::string to, name_of(session, view.details.transfer_to));
    const Date today = context.now.date();
    const Date rules_day = day_applied(view.history, today);
    const std::uint32_t area = context.book.regions().pooling_area(person.insuplc_admdvs);
    const policy::FilingRuleBook* const book = context.book.filing_rules();
    const policy::FilingRules* const own = book == nullptr ? nullptr : book->find(area);
    return FilingPaper{.view = view,
                       .person = std::move(person),
                       .insurances = registry::as_of(insurances, today),
                       .area = area,
                       .today = today,
                       .rules_day = rules_day,
                       .rules = book == nullptr
                                    ? policy::KindView{nullptr, nullptr, view.now.kind, rules_day}
                                    : book->kind(area, view.now.kind, rules_day),
                       .region_notes = own == nullptr ? std::vector<std::string>{} : own->notes,
                       .papers = std::move(papers),
                       .transfer_from_name = std::move(from),
                       .transfer_to_name = std::move(to)};
}

Result<FilingPaper> promise_paper(Session& session, const payer::Context& context, Pid pid,
                                  std::int64_t filing) {
    YIDI_TRY(FilingPaper paper, filing_paper(session, context, pid, filing));
    // What was signed stays what it was, whatever became of the filing since.
    const std::vector<filing::Event>& history = paper.view.history;
    const auto promised =
        std::ranges::find_if(history.rbegin(), history.rend(), [](const filing::Event& event) {
            return event.after.proof == filing::ProofState::promised;
        });
    if (promised != history.rend()) {
        paper.view.now = promised->after;
        if (const policy::FilingRuleBook* const book = context.book.filing_rules()) {
            paper.rules = book->kind(paper.area, paper.view.now.kind, paper.rules_day);
        }
        return paper;
    }
    return payer::internal::refuse(
        ErrorCode::filing_refused, "filing", "a filing whose papers were promised",
        "print the form instead; a promise is made with `promise` when filing",
        "nothing is promised in this filing");
}

}  // namespace yidi::app
