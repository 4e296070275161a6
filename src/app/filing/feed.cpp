#include "app/filing/feed.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/filing/internal/steps.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "domain/policy/filing_rules.h"

namespace yidi::app {
namespace {

using filing::Assessment;
using filing::Event;
using filing::EventKind;
using internal::KeptFiling;
using payer::internal::refuse;
using payer::internal::value_of;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::Pid;

constexpr std::string_view kIdentityCard = "01";
constexpr std::size_t kBatch = 200;

enum class Taken : std::uint8_t { filed, waiting, in_place, already };

std::string words_of(const FilingFeedRow& row) {
    return row.psn_no + "|" + row.certno + "|" + std::string{policy::name(row.kind)} + "|" +
           std::to_string(row.place) + "|" + to_string(row.begndate) + "|" +
           (row.enddate ? to_string(*row.enddate) : std::string{});
}

class Taker {
public:
    Taker(Session& session, const FilingContext& context, const FilingFeed& feed)
        : session_{session}, context_{context}, feed_{feed} {}

    Result<Taken> take(const FilingFeedRow& row) {
        const std::string hash = context_.payer.vault.look_up_hash(words_of(row));
        YIDI_TRY(const bool before, taken_before(row, hash));
        if (before) {
            return Taken::already;
        }
        YIDI_TRY(const registry::Person person, person_of(row));
        YIDI_TRY_VOID(check_source(row, person));
        YIDI_TRY(const Result<Assessment> assessment, assessment_of(row, person));
        if (!assessment) {
            if (assessment.error().code != ErrorCode::filing_exists) {
                return fail(assessment.error());
            }
            YIDI_TRY_VOID(remember(row, person.pid, 0, hash));
            return Taken::in_place;
        }
        return write(row, person, *assessment, hash);
    }

private:
    Result<bool> taken_before(const FilingFeedRow& row, const std::string& hash) {
        const std::array<Value, 2> key{feed_.source, row.row_key};
        YIDI_TRY(const std::optional<Row> kept, session_.get(spec(Table::feed_row), key));
        if (!kept) {
            return false;
        }
        payer::internal::RowReader in{Table::feed_row, *kept};
        for (int i = 0; i < 4; ++i) {
            in.skip();
        }
        if (in.text() != hash) {
            return refuse(ErrorCode::inconsistent, "row_key", "a key that stands for one row",
                          "give the changed row a key of its own, and end the earlier filing",
                          "this key stood for other words");
        }
        return true;
    }

    Result<registry::Person> person_of(const FilingFeedRow& row) {
        Pid pid = 0;
        if (!row.psn_no.empty()) {
            YIDI_TRY(pid, payer::internal::read_psn_no(session_, row.psn_no));
        } else {
            YIDI_TRY(const auto found,
                     payer::internal::find_cert(
                         session_, payer::internal::cert_hash(context_.payer.vault, kIdentityCard,
                                                              row.certno)));
            if (!found) {
                return refuse(ErrorCode::bad_value, "certno", "the certificate of a known person",
                              "register the person first, or leave the row out",
                              "nobody has this certificate");
            }
            pid = *found;
        }
        YIDI_TRY(registry::Person person,
                 payer::internal::read_person(session_, context_.payer.vault, pid));
        if (!row.psn_name.empty() && row.psn_name != person.personal.psn_name) {
            return refuse(ErrorCode::inconsistent, "psn_name",
                          "the name of the person with this number",
                          "ask the source which of the two is right", "the name is another one");
        }
        return person;
    }

    [[nodiscard]] std::uint32_t area_of(const registry::Person& person) const {
        return context_.payer.book.regions().pooling_area(person.insuplc_admdvs);
    }

    [[nodiscard]] Result<void> check_source(const FilingFeedRow& row,
                                            const registry::Person& person) const {
        const policy::FilingRuleBook* book = context_.payer.book.filing_rules();
        if (book != nullptr) {
            const auto sources = book->kind(area_of(person), row.kind, context_.payer.now.date())
                                     .find(&policy::KindRules::automatic);
            const std::vector<std::string> named = sources.value_or({});
            if (std::ranges::find(named, feed_.source) != named.end()) {
                return {};
            }
        }
        return refuse(ErrorCode::rule_unknown, "kind",
                      "a kind that the insured region files by this source",
                      "ask the insured region, and add the rule to its filing rules",
                      "no rule files this kind by " + feed_.source);
    }

    /// The outer result fails with the store alone.
    Result<Result<Assessment>> assessment_of(const FilingFeedRow& row,
                                             const registry::Person& person) {
        YIDI_TRY(const auto events, payer::internal::filing_events_of(session_, person.pid));
        const std::vector<filing::Filing> filings = filing::filings_of(events);
        // The source is the proof: no papers are asked for.
        const filing::Application wanted{.kind = row.kind,
                                         .places = {row.place},
                                         .begndate = row.begndate,
                                         .enddate = row.enddate,
                                         .promise = false,
                                         .materials = {feed_.source},
                                         .channel = filing::Channel::feed};
        return filing::assess(wanted,
                              {.insured_area = area_of(person),
                               .filings = &filings,
                               .replaces = {},
                               .today = context_.payer.now.date(),
                               .admission = {},
                               .died = person.died},
                              context_.payer.book);
    }

    Result<Taken> write(const FilingFeedRow& row, const registry::Person& person,
                        const Assessment& assessment, const std::string& hash) {
        KeptFiling kept{.pid = person.pid, .area = area_of(person), .history = {}};
        Event event;
        event.filing = context_.payer.ids.next();
        event.by = "feed " + feed_.source;
        event.reason = feed_.source;
        event.after = assessment.filing;
        const std::int64_t filing = event.filing;
        const bool decided = assessment.instant;
        if (decided && context_.upward == nullptr) {
            // Known at once: one event instead of three.
            event.kind = EventKind::filed;
            YIDI_TRY_VOID(internal::take(session_, context_, kept, std::move(event),
                                         NoticeKind::filed_for_you));
        } else {
            event.kind = EventKind::submitted;
            YIDI_TRY_VOID(internal::take(session_, context_, kept, std::move(event)));
        }
        if (decided && context_.upward != nullptr) {
            YIDI_TRY_VOID(internal::approve_now(
                session_, context_, kept, internal::event_of(kept, EventKind::approved, "rules")));
        }
        YIDI_TRY_VOID(remember(row, person.pid, filing, hash));
        return decided ? Taken::filed : Taken::waiting;
    }

    Result<void> remember(const FilingFeedRow& row, Pid pid, std::int64_t filing,
                          const std::string& hash) {
        return session_.insert(spec(Table::feed_row), {feed_.source, row.row_key, pid, filing, hash,
                                                       value_of(context_.payer.now)});
    }

    Session& session_;
    const FilingContext& context_;
    const FilingFeed& feed_;
};

/// A refusal of the row, and no failure of the store.
bool is_of_row(ErrorCode code) {
    const int family = static_cast<int>(code) / 1000;
    return family == 1 || family == 2 || family == 6;
}

}  // namespace

Result<void> take_feed_rows(Session& session, const FilingContext& context, const FilingFeed& feed,
                            std::span<const FilingFeedRow> rows, FilingFeedCounts& counts) {
    Taker taker{session, context, feed};
    for (const FilingFeedRow& row : rows) {
        const Result<Taken> taken = taker.take(row);
        if (taken) {
            switch (*taken) {
                case Taken::filed: ++counts.filed; break;
                case Taken::waiting: ++counts.waiting; break;
                case Taken::in_place: ++counts.in_place; break;
                case Taken::already: ++counts.already; break;
            }
        } else if (is_of_row(taken.error().code)) {
            Error problem = taken.error();
            problem.where = feed.file_name + ":" + std::to_string(row.line) + ":" + problem.where;
            ++counts.bad;
            counts.problems.add(std::move(problem));
        } else {
            return fail(taken.error());
        }
    }
    return {};
}

Result<FilingFeedCounts> take_feed(const FeedRun& run, FilingFeed feed) {
    FilingFeedCounts counts;
    counts.bad = feed.bad;
    counts.problems = std::move(feed.problems);
    const std::span<const FilingFeedRow> rows{feed.rows};
    for (std::size_t at = 0; at < rows.size(); at += kBatch) {
        const auto batch = rows.subspan(at, std::min(kBatch, rows.size() - at));
        FilingFeedCounts of_batch;
        YIDI_TRY_VOID(ports::write(run.store, [&](Session& session) -> Result<void> {
            of_batch = {};
            const payer::Context now = run.context_now();
            return take_feed_rows(session, {.payer = now, .upward = run.upward}, feed, batch,
                                  of_batch);
        }));
        counts.filed += of_batch.filed;
        counts.waiting += of_batch.waiting;
        counts.in_place += of_batch.in_place;
        counts.already += of_batch.already;
        counts.bad += of_batch.bad;
        counts.problems.add_all(of_batch.problems);
        if (run.progress) {
            run.progress(at + batch.size());
        }
    }
    return counts;
}

}  // namespace yidi::app
