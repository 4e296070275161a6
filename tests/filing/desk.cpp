#include "tests/filing/desk.h"

#include <algorithm>
#include <utility>

namespace yidi::tests {

using policy::AnyOf;
using policy::Decision;
using policy::FilingKind;
using policy::KindRules;
using policy::Span;
using policy::testing::FilingRulesOf;

FilingRulesOf Desk::usual_rules() {
    const std::vector<AnyOf> papers(1, AnyOf{"residence_permit", "lease"});
    FilingRulesOf rules{kHomeArea};
    rules.set_all(&KindRules::open, true)
        .set_all(&KindRules::materials, std::vector<AnyOf>{})
        .set_all(&KindRules::decision, Decision::instant)
        .set_all(&KindRules::promise, false)
        .set_all(&KindRules::validity, Span{.months = 6, .days = 0})
        .set_all(&KindRules::extension, Span{.months = 6, .days = 0})
        .set_all(&KindRules::extensions, 1)
        .set_all(&KindRules::backdate_days, 60)
        .set_all(&KindRules::lock, Span{})
        .set(FilingKind::long_term_resident, &KindRules::materials, papers)
        .set(FilingKind::long_term_resident, &KindRules::promise, true)
        .set(FilingKind::long_term_resident, &KindRules::promise_days, 30)
        .set(FilingKind::long_term_resident, &KindRules::after_lapse, policy::AfterLapse::ends)
        .set(FilingKind::long_term_resident, &KindRules::validity, Span{})
        .set(FilingKind::long_term_resident, &KindRules::lock, Span{.months = 3, .days = 0})
        .set(FilingKind::long_term_resident, &KindRules::lock_exceptions, std::uint8_t{0x7});
    return rules;
}

Desk::Desk() {
    use(usual_rules());
    insure(1001);
}

void Desk::use(const FilingRulesOf& rules) {
    book_.set_filing_rules(policy::testing::filing_book({rules.rules()}));
}

app::FilingRequest Desk::request(FilingKind kind, std::string_view from) {
    app::FilingRequest wanted;
    wanted.pid = pid_;
    wanted.actor = {.channel = filing::Channel::self, .by = "citizen", .proxy = {}};
    wanted.wanted.kind = kind;
    wanted.wanted.places = {kAwayArea};
    wanted.wanted.begndate = at(from).date();
    wanted.wanted.materials = {"lease"};
    return wanted;
}

Result<app::FilingReply> Desk::file(const app::FilingRequest& wanted) {
    std::optional<Result<app::FilingReply>> reply;
    const payer::Context now = context();
    const Result<void> done = write([&](ports::Session& session) -> Result<void> {
        reply = app::file(session, {.payer = now, .upward = upward_}, wanted);
        return *reply ? Result<void>{} : fail(reply->error());
    });
    return done ? *std::move(reply) : fail(done.error());
}

app::Step Desk::step(std::int64_t filing, filing::Channel channel) {
    return {.pid = pid_,
            .filing = filing,
            .actor = {.channel = channel, .by = "somebody", .proxy = {}},
            .reason = "because"};
}

Result<app::FilingReply> Desk::take(Verb verb, const app::Step& step) {
    std::optional<Result<app::FilingReply>> reply;
    const payer::Context now = context();
    const Result<void> done = write([&](ports::Session& session) -> Result<void> {
        reply = verb(session, {.payer = now, .upward = upward_}, step);
        return *reply ? Result<void>{} : fail(reply->error());
    });
    return done ? *std::move(reply) : fail(done.error());
}

app::JobCounts Desk::do_due() {
    app::JobCounts counts;
    const payer::Context now = context();
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(counts, app::do_due(session, {.payer = now, .upward = upward_}, 100));
        return {};
    }));
    return counts;
}

filing::State Desk::state_of(std::int64_t filing) {
    std::optional<filing::State> state;
    const payer::Context now = context();
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const app::FilingView view, app::filing_of(session, now, pid_, filing));
        state = view.state;
        return {};
    }));
    return state.value_or(filing::State::draft);
}

std::vector<std::string> Desk::messages() {
    std::vector<std::string> kinds;
    const payer::Context now = context();
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const auto all, app::notices_of(session, now, pid_));
        for (const app::Notice& one : all) {
            kinds.emplace_back(app::name(one.kind));
        }
        return {};
    }));
    std::ranges::sort(kinds);
    return kinds;
}

}  // namespace yidi::tests
