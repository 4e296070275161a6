#include "domain/explain/shortfall.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/assert.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/explain/clause.h"
#include "domain/explain/fill.h"
#include "domain/explain/internal/altered_book.h"
#include "domain/explain/internal/formula.h"
#include "domain/explain/internal/marks.h"
#include "domain/explain/internal/trace_reader.h"
#include "domain/explain/labels.h"
#include "domain/policy/filing_rules.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Case;
using adjudication::FilingGiven;
using adjudication::Setlinfo;
using adjudication::Status;
using adjudication::Step;
using policy::FilingKind;
using policy::Parameter;

/// What the funds pay; of a range at the worse end. Empty where no rule is known.
std::optional<Money> paid(const Answer& answer) {
    switch (answer.status) {
        case Status::computed: return answer.outcome.setlinfo.fund_pay_sumamt;
        case Status::range: return answer.range.fund_pay_sumamt[0];
        case Status::rejected: return Money{};
        case Status::unknown: return std::nullopt;
    }
    YIDI_ASSERT(false);
}

struct FilingTold {
    FilingKind kind;
    Words hint;
};
constexpr std::array<FilingTold, 4> kFilings{{
    {FilingKind::long_term_resident,
     {"在那里长期居住、工作或退休安置的人可以办长期备案",
      "for people who live, work or have retired there"}},
    {FilingKind::referral,
     {"由参保地有转诊资格的医院开具，出院前办好",
      "an authorised hospital refers; before discharge"}},
    {FilingKind::emergency,
     {"确属急诊抢救的，请医院上传急诊标志，视同已备案",
      "for an emergency: ask the hospital to upload the flag, which counts as filed"}},
    {FilingKind::other_temporary,
     {"出院前本人或家人就能网上补办，不收费",
      "yourself or a relative, online and free, until discharge"}},
}};
struct LevelTold {
    std::string_view code;
    policy::Level level;
};
constexpr std::array<LevelTold, 2> kLevels{
    {{"05", policy::Level::secondary}, {"08", policy::Level::primary}}};

class Seeker {
public:
    Seeker(const policy::Book& book, const Case& facts, const Answer& answer, Language language)
        : book_{book}, facts_{facts}, answer_{answer}, language_{language}, trace_{answer.trace} {}

    Result<std::vector<Shortfall>> seek() {
        const std::optional<Money> now = paid(answer_);
        if (!now) return std::move(found_);
        now_ = *now;
        YIDI_TRY_VOID(filings());
        YIDI_TRY_VOID(levels());
        YIDI_TRY_VOID(at_home());
        YIDI_TRY_VOID(parts_of_the_bill());
        YIDI_TRY_VOID(limits());
        const auto more = [](const Shortfall& a, const Shortfall& b) { return a.gain > b.gain; };
        std::ranges::stable_sort(found_, more);
        return std::move(found_);
    }

private:
    [[nodiscard]] std::string say(Words words) const { return std::string{words.in(language_)}; }
    [[nodiscard]] std::string say(Words words, std::string_view value) const {
        return fill(words, language_, {value});
    }

    /// Computes the bill again and keeps what is gained, with the step that stands behind it.
    Result<void> hold(const policy::Book& book, const Case& facts, Shortfall one,
                      std::initializer_list<Step> steps) {
        YIDI_TRY(const Answer other, adjudication::adjudicate(book, facts));
        const std::optional<Money> then = paid(other);
        if (!then || *then <= now_) return {};
        one.gain = *then - now_;
        for (const Step step : steps) {
            const auto index = trace_.last(step);
            if (!index) continue;
            one.step = internal::step_id(*index);
            const policy::Row* rule = trace_.at(*index).rule;
            const auto clause = rule == nullptr ? std::nullopt : clause_of(*rule, book_);
            if (clause) one.clause = short_text(*clause, language_);
            break;
        }
        found_.push_back(std::move(one));
        return {};
    }

    [[nodiscard]] bool is_away() const {
        if (!facts_.insuplc_admdvs || !facts_.mdtrtarea_admvs) return false;
        const policy::Regions& regions = book_.regions();
        return regions.pooling_area(*facts_.insuplc_admdvs) !=
               regions.pooling_area(*facts_.mdtrtarea_admvs);
    }
    [[nodiscard]] bool is_taken(FilingKind kind) const {
        if (book_.filing_rules() == nullptr) return true;
        const Date day = facts_.begndate.value_or(facts_.setl_date.value_or(Date{}));
        const auto area = book_.regions().pooling_area(*facts_.insuplc_admdvs);
        const auto open =
            book_.filing_rules()->kind(area, kind, day).find(&policy::KindRules::open);
        return open.value_or(true);
    }
    [[nodiscard]] bool is_filed_so(FilingKind kind) const {
        return facts_.filing_given == FilingGiven::given &&
               policy::state_of(facts_.filing.kind) == policy::state_of(kind);
    }

    Result<void> filings() {
        if (!is_away()) return {};
        for (const FilingTold& told : kFilings) {
            if (is_filed_so(told.kind) || !is_taken(told.kind)) continue;
            Case filed = facts_;
            filed.filing_given = FilingGiven::given;
            filed.filing = {.kind = told.kind, .place = {}, .begndate = {}, .enddate = {}};
            filed.dont_know &= ~(1U << static_cast<unsigned>(adjudication::Fact::filing));
            Shortfall one{
                .kind = ShortfallKind::filing,
                .key = "filing",
                .value = std::string{policy::name(told.kind)},
                .gain = {},
                .of = {},
                .text = say({"备案类型为“{0}”", "filed as: {0}"}, label(told.kind).in(language_)),
                .hint = say(told.hint)};
            YIDI_TRY_VOID(
                hold(book_, filed, std::move(one), {Step::band_remote, Step::rloc_preselfpay}));
        }
        return {};
    }

    Result<void> levels() {
        for (const LevelTold& told : kLevels) {
            // Codes ascend as levels fall, and ungraded ones count as the lowest.
            if (facts_.hosp_lv.empty() || facts_.hosp_lv >= told.code) continue;
            Case lower = facts_;
            lower.hosp_lv = told.code;
            Shortfall one{.kind = ShortfallKind::level,
                          .key = "hosp_lv",
                          .value = std::string{told.code},
                          .gain = {},
                          .of = {},
                          .text = say({"同样的费用在{0}", "the same bill: {0}"},
                                      label(told.level).in(language_)),
                          .hint = say({"只在病情允许时；费用本身也会不同",
                                       "only where the illness allows it; the bill differs too"})};
            YIDI_TRY_VOID(
                hold(book_, lower, std::move(one), {Step::band_ratio, Step::deductible_standard}));
        }
        return {};
    }

    Result<void> at_home() {
        if (!is_away()) return {};
        Case home = facts_;
        home.mdtrtarea_admvs = facts_.insuplc_admdvs;
        home.filing_given = FilingGiven::none;
        return hold(book_, home,
                    {.kind = ShortfallKind::place,
                     .gain = {},
                     .of = {},
                     .text = say({"同样的费用在参保地看", "the same bill in the insured region"}),
                     .hint = say({"在外地看，参保地的规定可以报得少一些",
                                  "the insured region may pay less for care elsewhere"})},
                    {Step::band_remote, Step::rloc_preselfpay});
    }

    /// The bill with one part of it moved into the scope of the policy.
    template <class Change>
    Result<void> part(Shortfall one, Money of, Step step, Change change) {
        if (of == Money{}) return {};
        Case covered = facts_;
        for (adjudication::Line& line : covered.feedetail) change(line);
        if (covered.feedetail.empty()) {
            covered.fee.inscp_scp_amt += of;
            change(covered.fee);
        }
        one.of = of;
        return hold(book_, covered, std::move(one), {step});
    }

    Result<void> parts_of_the_bill() {
        const Setlinfo& info = answer_.outcome.setlinfo;
        YIDI_TRY_VOID(
            part({.kind = ShortfallKind::own_expense,
                  .gain = {},
                  .of = {},
                  .text = say({"全自费的部分在目录之内", "what is own expense is covered"}),
                  .hint = say({"可以问医生有没有目录内的药品和项目",
                               "ask whether there is something covered instead"})},
                 info.fulamt_ownpay_amt, Step::fulamt_ownpay_amt, OwnExpense{}));
        YIDI_TRY_VOID(part({.kind = ShortfallKind::over_limit,
                            .gain = {},
                            .of = {},
                            .text = say({"没有超过限价的部分", "nothing lies above a price limit"}),
                            .hint = say({"限价以上的由个人付；可以问有没有限价内的",
                                         "ask whether there is something within the limit"})},
                           info.overlmt_selfpay, Step::overlmt_selfpay, OverLimit{}));
        return part({.kind = ShortfallKind::first_pay,
                     .gain = {},
                     .of = {},
                     .text = say({"乙类项目不用先行自付", "class B items without a first-pay"}),
                     .hint = say({"甲类项目没有先行自付；可以问有没有甲类的",
                                  "class A items have none: ask whether there is one"})},
                    info.preselfpay_amt, Step::preselfpay_amt, FirstPay{});
    }

    Result<void> limits() {
        const auto marks = internal::marks_of(answer_);
        const auto is_cap = [](const internal::Mark& mark) { return mark.kind == KinkKind::cap; };
        const auto cap = std::ranges::find_if(marks, is_cap);
        if (cap != marks.end()) {
            YIDI_TRY_VOID(without_cap(internal::tell(*cap, answer_, language_)));
            YIDI_TRY_VOID(with_an_unused_year());
        }
        return without_deductible();
    }

    Result<void> without_cap(const internal::ToldMark& told) {
        const policy::Value none;
        YIDI_TRY(const auto altered, internal::altered_book(book_, facts_,
                                                            {{Parameter::cap, none},
                                                             {Parameter::cap_visit, none},
                                                             {Parameter::cap_month, none},
                                                             {Parameter::cap_quarter, none},
                                                             {Parameter::disease_limit, none}}));
        const auto clause = told.rule == nullptr ? std::nullopt : clause_of(*told.rule, book_);
        const std::size_t before = found_.size();
        YIDI_TRY_VOID(hold(*altered, facts_,
                           {.kind = ShortfallKind::cap,
                            .gain = {},
                            .of = {},
                            .text = say({"没有“{0}”", "without the {0}"}, told.label),
                            .hint = say({"规定如此；超过的部分要看大额、大病等是否支付",
                                         "a rule; what lies above may be for other funds"})},
                           {Step::hifp_pay}));
        if (found_.size() > before && clause) {
            found_.back().clause = short_text(*clause, language_);
        }
        return {};
    }

    Result<void> with_an_unused_year() {
        const policy::CompiledScheme* scheme = answer_.outcome.scheme;
        if (!facts_.cum || scheme == nullptr) return {};
        const Money used = facts_.cum->of(scheme->counter).pool;
        if (used == Money{}) return {};
        Case unused = facts_;
        unused.cum->of(scheme->counter).pool = {};
        return hold(
            book_, unused,
            {.kind = ShortfallKind::used,
             .gain = {},
             .of = used,
             .text = say({"本年度的额度还没有用过", "nothing of the year's limit used yet"}),
             .hint = say({"额度按医保年度计，下一年度重新算",
                          "limits begin anew with the next benefit year"})},
            {Step::cap_used});
    }

    Result<void> without_deductible() {
        const Money charged = answer_.outcome.setlinfo.act_pay_dedc;
        if (charged == Money{}) return {};
        policy::Value none;
        none.form = policy::ValueForm::word;
        none.number = static_cast<std::int64_t>(policy::DeductibleWay::none);
        YIDI_TRY(const auto altered,
                 internal::altered_book(book_, facts_, {{Parameter::deductible_way, none}}));
        return hold(*altered, facts_,
                    {.kind = ShortfallKind::deductible,
                     .gain = {},
                     .of = charged,
                     .text = say({"没有起付线", "without the deductible"}),
                     .hint = say({"规定如此；有的地方第二次住院起会低一些",
                                  "a rule; in some regions it falls with later stays"})},
                    {Step::deductible_standard, Step::act_pay_dedc});
    }

    /// What becomes of a bill's totals and of one of its lines where the part is covered.
    struct OwnExpense {
        void operator()(adjudication::Fee& fee) const { fee.fulamt_ownpay_amt = {}; }
        void operator()(adjudication::Line& line) const {
            for (adjudication::LineAttributes* one :
                 {&line.treating, line.insured ? &*line.insured : &line.treating}) {
                if (one->chrgitm_lv != "02") one->chrgitm_lv = "01";
                one->lmt_used_flag = false;
            }
        }
    };
    struct OverLimit {
        void operator()(adjudication::Fee& fee) const { fee.overlmt_selfpay = {}; }
        void operator()(adjudication::Line& line) const {
            line.treating.pric_uplmt_amt.reset();
            if (line.insured) line.insured->pric_uplmt_amt.reset();
        }
    };
    struct FirstPay {
        void operator()(adjudication::Fee& fee) const { fee.preselfpay_amt = {}; }
        void operator()(adjudication::Line& line) const {
            line.treating.selfpay_prop = {};
            if (line.insured) line.insured->selfpay_prop = {};
        }
    };

    const policy::Book& book_;
    const Case& facts_;
    const Answer& answer_;
    Language language_;
    internal::TraceReader trace_;
    Money now_;
    std::vector<Shortfall> found_;
};

}  // namespace

std::string_view name(ShortfallKind kind) {
    constexpr std::array<std::string_view, 9> kNames{"filing",      "level",      "place",
                                                     "own_expense", "over_limit", "first_pay",
                                                     "cap",         "used",       "deductible"};
    return kNames.at(static_cast<std::size_t>(kind));
}

Result<std::vector<Shortfall>> shortfalls(const policy::Book& book, const Case& facts,
                                          const Answer& answer, Language language) {
    return Seeker{book, facts, answer, language}.seek();
}

}  // namespace yidi::explain
