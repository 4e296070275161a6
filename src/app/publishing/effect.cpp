#include "app/publishing/effect.h"

#include <algorithm>
#include <utility>

#include "app/publishing/internal/sample.h"
#include "app/publishing/internal/texts.h"
#include "domain/adjudication/adjudicate.h"

namespace yidi::publishing {
namespace {

using adjudication::Answer;
using adjudication::Case;
using adjudication::Status;
using ports::Session;

constexpr std::array<std::string_view, kDifferenceCount> kDifferences{"better", "worse", "moved",
                                                                      "decided", "same"};

/// The two books of a change.
struct Books {
    Snapshot before;
    Snapshot after;
    std::uint32_t area = 0;
};

/// What would be computed with on the change's first day if it did not exist, and with it.
Result<Books> books_of(Session& session, const payer::Context& context, const Tools& tools,
                       std::int64_t id) {
    YIDI_TRY(std::vector<Change> changes, internal::all_changes(session));
    const auto found = std::ranges::find(changes, id, &Change::id);
    if (found == changes.end()) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "change_id",
                          .rule = "一个变更的编号",
                          .remedy = "全部变更见 GET /policy-changes 或 yidi policy changes",
                          .detail = "没有这个变更"});
    }
    const Change change = *found;
    changes.erase(found);
    const Date day = change.from.value_or(context.now.date());
    const Snapshot base = tools.shelf.on(day);
    Books books{.before = base, .after = nullptr, .area = change.area};
    YIDI_TRY(policy::Pack own, internal::pack_of(session, tools, change));
    if (change.state == publication::State::approved) {
        std::vector<policy::Pack> packs;
        if (const Change* other = publication::in_force(changes, change.area, day)) {
            YIDI_TRY(policy::Pack pack, internal::pack_of(session, tools, *other));
            packs.push_back(std::move(pack));
        } else if (const policy::Policy* files = tools.shelf.files().find(change.area)) {
            packs.push_back(files->pack);
        }
        const std::uint32_t without = packs.empty() ? change.area : 0;
        YIDI_TRY(books.before, internal::with_packs(base, std::move(packs), without));
    }
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(own));
    YIDI_TRY(books.after, internal::with_packs(base, std::move(packs)));
    return books;
}

bool has_amounts(Status status) {
    return status == Status::computed || status == Status::range;
}

Amounts amounts_of(const Answer& answer) {
    if (!has_amounts(answer.status)) return {.status = answer.status, .fund = {}, .person = {}};
    const adjudication::Setlinfo& info = answer.outcome.setlinfo;
    return {.status = answer.status, .fund = info.fund_pay_sumamt, .person = info.psn_part_amt};
}

Difference difference_of(const Answer& before, const Answer& after) {
    const bool had = has_amounts(before.status);
    const bool has = has_amounts(after.status);
    if (had != has) return Difference::decided;
    if (!has) return before.status == after.status ? Difference::same : Difference::decided;
    const Money was = before.outcome.setlinfo.psn_part_amt;
    const Money is = after.outcome.setlinfo.psn_part_amt;
    if (is != was) return is < was ? Difference::better : Difference::worse;
    const bool is_same = before.status == after.status &&
                         before.outcome.setlinfo == after.outcome.setlinfo &&
                         before.range.psn_part_amt == after.range.psn_part_amt &&
                         before.range.fund_pay_sumamt == after.range.fund_pay_sumamt;
    return is_same ? Difference::same : Difference::moved;
}

/// How far apart the person's shares are.
Money distance(const CaseEffect& one) {
    const Money difference = one.after.person - one.before.person;
    return std::max(difference, -difference);
}

class Counter {
public:
    explicit Counter(const Books& books) : books_{books} {}

    Result<void> add(const NamedCase& one, const std::optional<Date>& on) {
        const Case facts = on ? ending_on(one.facts, *on) : one.facts;
        YIDI_TRY(const Answer before, adjudication::adjudicate(*books_.before, facts));
        YIDI_TRY(const Answer after, adjudication::adjudicate(*books_.after, facts));
        CaseEffect shown{
            .name = one.name, .before = amounts_of(before), .after = amounts_of(after)};
        const Difference kind = difference_of(before, after);
        Tally& tally = effect_.by[static_cast<std::size_t>(kind)];
        ++effect_.cases;
        ++tally.cases;
        if (has_amounts(before.status) && has_amounts(after.status)) {
            tally.fund += shown.after.fund - shown.before.fund;
            tally.person += shown.after.person - shown.before.person;
        }
        if (!tally.example || distance(shown) > distance(*tally.example)) {
            tally.example = std::move(shown);
        }
        return {};
    }

    Effect take() && {
        for (const Tally& tally : effect_.by) {
            effect_.fund += tally.fund;
            effect_.person += tally.person;
        }
        return std::move(effect_);
    }

private:
    const Books& books_;
    Effect effect_;
};

bool is_of_area(const NamedCase& one, const policy::Regions& regions, std::uint32_t area) {
    return area == policy::kNationalFrame ||
           (one.facts.insuplc_admdvs && regions.pooling_area(*one.facts.insuplc_admdvs) == area);
}

void move_day(std::optional<Date>& day, std::int32_t days) {
    if (day) day = day->plus_days(days);
}

}  // namespace

std::string_view name(Difference difference) {
    return kDifferences[static_cast<std::size_t>(difference)];
}

Case ending_on(Case facts, Date day) {
    const std::optional<Date> last = facts.enddate     ? facts.enddate
                                     : facts.setl_date ? facts.setl_date
                                                       : facts.begndate;
    if (!last) {
        facts.enddate = day;
        return facts;
    }
    const std::int32_t days = days_between(*last, day);
    move_day(facts.begndate, days);
    move_day(facts.enddate, days);
    move_day(facts.setl_date, days);
    move_day(facts.filing.begndate, days);
    move_day(facts.filing.enddate, days);
    if (facts.prev) move_day(facts.prev->enddate, days);
    for (adjudication::Line& line : facts.feedetail) move_day(line.fee_ocur_time, days);
    return facts;
}

Result<Effect> effect(Session& session, const payer::Context& context, const Tools& tools,
                      const EffectRequest& request) {
    YIDI_TRY(const Books books, books_of(session, context, tools, request.change));
    Counter counter{books};
    for (const NamedCase& one : request.cases) {
        if (!is_of_area(one, context.book.regions(), books.area)) continue;
        YIDI_TRY_VOID(counter.add(one, request.on));
    }
    YIDI_TRY(
        const internal::Sample sample,
        internal::sample_of(session, context, books.area, std::min(request.sample, kSampleMax)));
    for (const NamedCase& one : sample.cases) YIDI_TRY_VOID(counter.add(one, request.on));
    Effect effect = std::move(counter).take();
    effect.settlements = static_cast<std::int64_t>(sample.cases.size());
    effect.unreadable = sample.unreadable;
    return effect;
}

}  // namespace yidi::publishing
