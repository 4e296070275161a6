#include "domain/guidance/advise.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "domain/guidance/internal/bill.h"

namespace yidi::guidance {
namespace {

using adjudication::Answer;
using adjudication::Status;
using policy::Found;
using policy::KindRules;

constexpr std::array<std::string_view, kActionCount> kActions{"file", "nothing", "flag_emergency",
                                                              "claim"};

class Work {
public:
    Work(const Answers& answers, const policy::Book& book) : book_{book} { out_.answers = answers; }

    Result<Advice> run() {
        YIDI_TRY(internal::Columns columns, internal::columns_of(out_.answers, book_));
        if (!is_exempt()) {
            choose(columns);
            plan();
        }
        YIDI_TRY(out_.ask, internal::question_for(out_.answers, columns, book_));
        const bool computed = columns.all.front().answer.has_value();
        if (!computed) return std::move(out_);
        out_.columns = std::move(columns.all);
        out_.chosen = columns.chosen;
        if (out_.action == Action::nothing) only_one_column();
        if (out_.action != Action::nothing) value();
        return std::move(out_);
    }

private:
    [[nodiscard]] policy::Business business() const {
        return out_.answers.care ? guidance::business_of(*out_.answers.care)
                                 : policy::Business::inpatient;
    }
    [[nodiscard]] std::optional<std::uint32_t> area(std::optional<std::uint32_t> region) const {
        if (!region) return {};
        return book_.regions().pooling_area(*region);
    }

    bool is_exempt() {
        const auto home = area(out_.answers.insuplc_admdvs);
        const auto place = area(out_.answers.mdtrtarea_admvs);
        if (!home || !place) return false;
        if (*home != *place) {
            out_.exempt = filing::needs_none(*home, *out_.answers.mdtrtarea_admvs, business(),
                                             out_.answers.today, book_);
            if (!out_.exempt) return false;
        }
        out_.action = Action::nothing;
        return true;
    }

    void choose(const internal::Columns& columns) {
        const Column& advised = columns.all.at(columns.chosen);
        out_.kind = advised.kind.value_or(policy::FilingKind::other_temporary);
        out_.kind_is_sure = out_.answers.reason.has_value();
        out_.action = out_.answers.stage == Stage::discharged      ? Action::claim
                      : out_.kind == policy::FilingKind::emergency ? Action::flag_emergency
                                                                   : Action::file;
        if (book_.filing_rules() == nullptr) return;
        const std::uint32_t home =
            area(out_.answers.insuplc_admdvs).value_or(policy::kNationalFrame);
        out_.rules = book_.filing_rules()->kind(home, out_.kind, out_.answers.today);
    }

    /// First and last day, and whether the region would take it.
    void plan() {
        const Date today = out_.answers.today;
        const Date admission = out_.answers.begndate.value_or(today);
        out_.first = today;
        if (!out_.rules) return;
        // A stay that has begun: back to the admission where the region allows it, so that nobody
        // has to argue; filed before the discharge it counts for the whole stay anyway.
        const Found<std::int32_t> back = out_.rules->find(&KindRules::backdate_days);
        if (admission < today && back && today.plus_days(-*back) <= admission) {
            out_.first = admission;
        }
        const Found<policy::Span> validity = out_.rules->find(&KindRules::validity);
        if (validity && !validity.ruled->value.is_endless()) {
            out_.last = validity.ruled->value.last_day_from(out_.first);
        }
        if (out_.action == Action::file) ask_the_rules(admission);
    }
    void ask_the_rules(Date admission) {
        const auto home = area(out_.answers.insuplc_admdvs);
        if (!home || !out_.answers.mdtrtarea_admvs) return;
        const std::vector<filing::Filing> none;
        const Result<filing::Assessment> assessed =
            filing::assess({.kind = out_.kind,
                            .places = {*out_.answers.mdtrtarea_admvs},
                            .begndate = out_.first,
                            .enddate = {},
                            .promise = false,
                            .materials = out_.answers.papers,
                            .channel = filing::Channel::self},
                           {.insured_area = *home,
                            .filings = &none,
                            .replaces = {},
                            .today = out_.answers.today,
                            .admission = admission,
                            .died = {}},
                           book_);
        if (!assessed) {
            out_.refused = assessed.error();
        } else if (assessed->filing.enddate) {
            out_.last = assessed->filing.enddate;
        }
    }

    /// Where no filing is needed there is one answer and nothing beside it.
    void only_one_column() {
        out_.columns.resize(1);
        out_.chosen = 0;
    }

    void value() {
        const Column& none = out_.columns.front();
        const Column& advised = out_.columns.at(out_.chosen);
        if (out_.chosen == 0 || !advised.has_amounts()) return;
        const std::array<Money, 2> with = paid_in(*advised.answer);
        out_.against_window = !none.has_amounts() && out_.action != Action::claim;
        if (out_.against_window) {
            out_.worth = with;
        } else if (none.has_amounts()) {
            const std::array<Money, 2> without = paid_in(*none.answer);
            out_.worth = {with[0] - without[1], with[1] - without[0]};
        }
    }

    const policy::Book& book_;
    Advice out_;
};

}  // namespace

std::string_view name(Action action) {
    return kActions.at(static_cast<std::size_t>(action));
}

std::array<Money, 2> borne_in(const Answer& answer) {
    YIDI_ASSERT(answer.status == Status::computed || answer.status == Status::range);
    const Money amount = answer.outcome.setlinfo.psn_part_amt;
    return answer.status == Status::range ? answer.range.psn_part_amt : std::array{amount, amount};
}

std::array<Money, 2> paid_in(const Answer& answer) {
    YIDI_ASSERT(answer.status == Status::computed || answer.status == Status::range);
    const Money amount = answer.outcome.setlinfo.fund_pay_sumamt;
    return answer.status == Status::range ? answer.range.fund_pay_sumamt
                                          : std::array{amount, amount};
}

Result<Advice> advise(const Answers& answers, const policy::Book& book) {
    return Work{answers, book}.run();
}

}  // namespace yidi::guidance
