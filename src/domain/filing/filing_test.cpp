#include "domain/filing/filing.h"

#include <gtest/gtest.h>

namespace yidi::filing {
namespace {

using policy::FilingKind;

Date day(unsigned month, unsigned of_month) {
    return Date::from_ymd({2025, month, of_month});
}

Event filed(std::int64_t id, FilingKind kind, std::vector<std::uint32_t> places, Date from,
            std::optional<Date> to = {}) {
    Event event;
    event.filing = id;
    event.after.kind = kind;
    event.after.places = std::move(places);
    event.after.begndate = from;
    event.after.enddate = to;
    return event;
}

Filing standing(std::int64_t id, FilingKind kind, std::vector<std::uint32_t> places, Date from) {
    Filing filing;
    filing.id = id;
    filing.kind = kind;
    filing.places = std::move(places);
    filing.begndate = from;
    return filing;
}

Event then(std::int64_t id, EventKind kind) {
    Event event;
    event.filing = id;
    event.kind = kind;
    return event;
}

TEST(Filing, IsWhatItsEventsLeave) {
    std::vector<Event> events;
    Event first = filed(7, FilingKind::long_term_resident, {120000}, day(1, 1));
    first.after.proof = ProofState::promised;
    events.push_back(*next_event(events, first));
    events.push_back(*next_event(events, then(7, EventKind::proof_completed)));
    EXPECT_EQ(events.back().seq, 2);
    const std::vector<Filing> filings = filings_of(events);
    ASSERT_EQ(filings.size(), 1U);
    EXPECT_EQ(filings[0].id, 7);
    EXPECT_EQ(filings[0].proof, ProofState::complete);
    EXPECT_EQ(filings[0].places, std::vector<std::uint32_t>{120000});
}

TEST(Filing, RefusesWhatCannotHappen) {
    std::vector<Event> events;
    EXPECT_FALSE(next_event(events, then(7, EventKind::cancelled)).has_value());
    EXPECT_FALSE(next_event(events, filed(7, FilingKind::referral, {}, day(2, 1), day(1, 31))));
    events.push_back(*next_event(events, filed(7, FilingKind::referral, {}, day(2, 1))));
    EXPECT_FALSE(next_event(events, filed(7, FilingKind::referral, {}, day(2, 1))).has_value());
    EXPECT_FALSE(next_event(events, then(7, EventKind::proof_lapsed)).has_value());
    events.push_back(*next_event(events, then(7, EventKind::cancelled)));
    EXPECT_FALSE(next_event(events, then(7, EventKind::cancelled)).has_value());
    EXPECT_EQ(best_for(filings_of(events), 120000, 120000, day(3, 1)), nullptr);
}

TEST(Filing, TheOneInForceAtThePlaceCounts) {
    std::vector<Filing> filings;
    std::int64_t id = 0;
    const auto add = [&](FilingKind kind, std::vector<std::uint32_t> places, Date from,
                         std::optional<Date> to = {}) {
        filings.push_back(standing(++id, kind, std::move(places), from));
        filings.back().enddate = to;
    };
    add(FilingKind::long_term_resident, {310000}, day(1, 1));
    add(FilingKind::referral, {120000}, day(2, 1), day(6, 30));
    EXPECT_EQ(best_for(filings, 120101, 120000, day(3, 1))->id, 2);
    EXPECT_EQ(best_for(filings, 120101, 120000, day(6, 30))->id, 2);
    // Not in force any more: still the one to name, before one for another place.
    EXPECT_EQ(best_for(filings, 120101, 120000, day(7, 1))->id, 2);
    EXPECT_EQ(best_for(filings, 440100, 440100, day(7, 1))->id, 1);
    add(FilingKind::posted_worker, {120000}, day(1, 15));
    EXPECT_EQ(best_for(filings, 120101, 120000, day(3, 1))->id, 3);
    EXPECT_EQ(best_for({}, 120000, 120000, day(3, 1)), nullptr);
}

TEST(Filing, AProvinceCoversItsCities) {
    const std::vector<Filing> filings{
        standing(1, FilingKind::long_term_resident, {460000}, day(1, 1)),
        standing(2, FilingKind::referral, {460100}, day(3, 1))};
    EXPECT_EQ(best_for(filings, 460200, 460200, day(4, 1))->id, 1);
}

TEST(Filing, CountsOnlyOnceTheNetworkKnowsIt) {
    std::vector<Event> events;
    Event application = filed(7, FilingKind::referral, {120000}, day(2, 1));
    application.kind = EventKind::submitted;
    events.push_back(*next_event(events, application));
    EXPECT_EQ(best_for(filings_of(events), 120000, 120000, day(3, 1)), nullptr);
    events.push_back(*next_event(events, then(7, EventKind::approved)));
    EXPECT_EQ(best_for(filings_of(events), 120000, 120000, day(3, 1)), nullptr);
    events.push_back(*next_event(events, then(7, EventKind::report_failed)));
    EXPECT_EQ(events.back().after.failed_reports, 1);
    events.push_back(*next_event(events, then(7, EventKind::reported)));
    EXPECT_EQ(events.back().after.failed_reports, 0);
    EXPECT_NE(best_for(filings_of(events), 120000, 120000, day(3, 1)), nullptr);
}

TEST(Filing, ACancellationEndsItAndUndoesNothing) {
    std::vector<Event> events;
    events.push_back(*next_event(events, filed(7, FilingKind::referral, {120000}, day(2, 1))));
    Event cancelled = then(7, EventKind::cancelled);
    cancelled.after.enddate = day(4, 9);
    events.push_back(*next_event(events, cancelled));
    const std::vector<Filing> filings = filings_of(events);
    EXPECT_EQ(filings[0].phase, Phase::cancelled);
    EXPECT_NE(best_for(filings, 120000, 120000, day(4, 9)), nullptr);
    EXPECT_EQ(best_for(filings, 120000, 120000, day(4, 10)), nullptr);
}

TEST(Filing, ThePersonCanRefuseWhatWasFiledForThem) {
    std::vector<Event> events;
    events.push_back(*next_event(events, filed(7, FilingKind::referral, {120000}, day(2, 1))));
    events.push_back(*next_event(events, then(7, EventKind::refused_by_person)));
    EXPECT_EQ(best_for(filings_of(events), 120000, 120000, day(2, 1)), nullptr);
}

TEST(Filing, NamesComeBack) {
    EXPECT_EQ(parse_proof_state(name(ProofState::lapsed)), ProofState::lapsed);
    EXPECT_EQ(parse_event_kind(name(EventKind::cancelled)), EventKind::cancelled);
    EXPECT_EQ(parse_event_kind("sent"), std::nullopt);
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        const auto phase = static_cast<Phase>(i);
        EXPECT_EQ(parse_phase(name(phase)), phase);
    }
    for (std::size_t i = 0; i < kChannelCount; ++i) {
        const auto channel = static_cast<Channel>(i);
        EXPECT_EQ(parse_channel(name(channel)), channel);
    }
}

}  // namespace
}  // namespace yidi::filing
