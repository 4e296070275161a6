#include "app/filing/review.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/filing/internal/steps.h"
#include "domain/explain/fill.h"

namespace yidi::app {
namespace {

using explain::Language;
using explain::Words;
using filing::EventKind;
using filing::ProofState;
using internal::KeptFiling;
using policy::Found;
using policy::KindRules;
using policy::KindView;
using policy::Span;

constexpr Words kNotKnown{"没有收录这一条规定，由经办人判断", "the rule is not known: you decide"};

std::string span_text(const Span& span, Language language) {
    if (span.is_endless()) return std::string{Words{"长期", "without end"}.in(language)};
    std::string text;
    if (span.months != 0) {
        text =
            explain::fill(Words{"{0} 个月", "{0} months"}, language, {std::to_string(span.months)});
    }
    if (span.days != 0) {
        text += (text.empty() ? "" : " ") +
                explain::fill(Words{"{0} 天", "{0} days"}, language, {std::to_string(span.days)});
    }
    return text;
}

/// One filing held against each rule of its kind.
class Checks {
public:
    Checks(const KeptFiling& kept, const PaperList& papers, const KindView& rules,
           Language language)
        : kept_{kept}, papers_{papers}, rules_{rules}, language_{language} {}

    std::vector<RuleCheck> run() {
        open();
        materials();
        promise();
        days();
        last_day();
        places();
        lock();
        decision();
        return std::move(out_);
    }

private:
    [[nodiscard]] const filing::Filing& now() const { return kept_.now(); }

    template <class T>
    RuleCheck& add(std::string_view rule, const Found<T>& found, Verdict verdict, Words words,
                   std::initializer_list<std::string_view> values = {}) {
        RuleCheck check{
            .rule = rule, .verdict = verdict, .text = {}, .papers = {}, .clause = {}, .grade = {}};
        if (found) {
            check.text = explain::fill(words, language_, values);
            check.clause = found.clause();
            check.grade = found.ruled->source.grade;
        } else {
            check.verdict = Verdict::unknown;
            check.text = std::string{kNotKnown.in(language_)};
        }
        return out_.emplace_back(std::move(check));
    }
    static Verdict held(bool is_met) { return is_met ? Verdict::met : Verdict::not_met; }

    void open() {
        const auto found = rules_.find(&KindRules::open);
        const bool taken = found.value_or(false);
        add("open", found, held(taken),
            taken ? Words{"参保地办理这类备案", "the region takes this kind"}
                  : Words{"参保地不办理这类备案", "the region does not take this kind"});
    }

    void materials() {
        const auto found = rules_.find(&KindRules::materials);
        if (!found || papers_.required.empty()) {
            add("materials", found, Verdict::met,
                {"这类备案不要求另交材料", "no papers are asked for"});
            return;
        }
        const bool promised = now().proof != ProofState::complete;
        for (const RequiredPaper& one : papers_.required) {
            const bool missing = one.is_missing();
            RuleCheck& check =
                add("materials", found,
                    !missing   ? Verdict::met
                    : promised ? Verdict::waits
                               : Verdict::not_met,
                    !one.attachments.empty()
                        ? Words{"任交一种：已收到文件", "any one: the file is here"}
                    : one.is_stated ? Words{"任交一种：登记为已交，没有文件",
                                            "any one: stated as handed in, without a file"}
                    : promised ? Words{"任交一种：承诺后补", "any one: promised for later"}
                               : Words{"任交一种：没有交", "any one: not here"});
            check.papers = one.any_of;
        }
    }

    void promise() {
        if (now().proof == ProofState::complete) return;
        const auto found = rules_.find(&KindRules::promise);
        const bool taken = found.value_or(false);
        add("promise", found, held(taken),
            taken ? Words{"可以承诺，材料后补", "a promise letter does for now"}
                  : Words{"不接受承诺", "no promise letter is taken"});
        const std::string until =
            now().promise_until ? to_string(*now().promise_until) : std::string{"?"};
        add("promise_days", rules_.find(&KindRules::promise_days), Verdict::waits,
            {"补交材料到 {0} 为止（含当日）", "papers are due by {0}"}, {until});
        const auto before = rules_.find(&KindRules::proof_before_settlement);
        if (before.value_or(false)) {
            add("proof_before_settlement", before, Verdict::told,
                {"补齐之前不能直接结算", "no direct settlement before the papers are here"});
        }
    }

    void days() {
        const Date applied = rules_.day();
        if (now().begndate >= applied) return;
        const auto found = rules_.find(&KindRules::backdate_days);
        const std::string limit = std::to_string(found.value_or(0));
        const std::string early = std::to_string(days_between(now().begndate, applied));
        add("backdate_days", found, held(now().begndate >= applied.plus_days(-found.value_or(0))),
            {"起始日比申请日早 {0} 天，规定最多 {1} 天",
             "it begins {0} days before it was applied for; {1} are allowed"},
            {early, limit});
    }

    void last_day() {
        const auto validity = rules_.find(&KindRules::validity);
        add("validity", validity, Verdict::told, {"有效期：{0}", "it lasts: {0}"},
            {span_text(validity.value_or({}), language_)});
        const auto longest = rules_.find(&KindRules::longest);
        if (!longest || (*longest).is_endless()) return;
        const bool is_short =
            now().enddate && *now().enddate <= (*longest).last_day_from(now().begndate);
        add("longest", longest, held(is_short), {"最长 {0}", "at most {0}"},
            {span_text(*longest, language_)});
    }

    void places() {
        if (now().places.size() < 2) return;
        const auto found = rules_.find(&KindRules::several_places);
        add("several_places", found, held(found.value_or(false)),
            found.value_or(false) ? Words{"一次可以备案多地", "one filing may name several places"}
                                  : Words{"一次只能备案一地", "one filing names one place"});
    }

    void lock() {
        const auto found = rules_.find(&KindRules::lock);
        add("lock", found, Verdict::told,
            found && !(*found).is_endless()
                ? Words{"起始日后 {0} 内不能变更、取消", "no change or cancellation for {0}"}
                : Words{"随时可以变更、取消", "it may be changed or cancelled at any time"},
            {span_text(found.value_or({}), language_)});
    }

    void decision() {
        const auto found = rules_.find(&KindRules::decision);
        add("decision", found, Verdict::told,
            found && *found == policy::Decision::instant
                ? Words{"规定即时办理", "decided at once by the rules"}
                : Words{"规定由人审核", "decided by a person"});
    }

    const KeptFiling& kept_;
    const PaperList& papers_;
    KindView rules_;
    Language language_;
    std::vector<RuleCheck> out_;
};

/// The decisions of the REST interface and the event that each is.
struct Decision {
    std::string_view name;
    EventKind kind;
};
constexpr std::array<Decision, 8> kDecisions{{
    {"begin_review", EventKind::review_begun},
    {"ask_material", EventKind::material_asked},
    {"approve", EventKind::approved},
    {"reject", EventKind::rejected},
    {"keep_promise", EventKind::proof_completed},
    {"cancel", EventKind::cancelled},
    {"decline_cancel", EventKind::cancel_declined},
    {"extend", EventKind::extended},
}};

std::vector<std::string> taken_by(const KeptFiling& kept, const KindView& rules, Date today) {
    std::vector<std::string> out;
    for (const Decision& one : kDecisions) {
        bool is_taken = filing::takes(&kept.now(), one.kind);
        if (one.kind == EventKind::proof_completed) {
            is_taken = is_taken && kept.now().proof != ProofState::complete;
        } else if (one.kind == EventKind::extended) {
            is_taken = is_taken && filing::may_extend(kept.now(), rules, today).has_value();
        }
        if (is_taken) out.emplace_back(one.name);
    }
    return out;
}

}  // namespace

std::string_view name(Verdict verdict) {
    constexpr std::array<std::string_view, 5> kNames{"met", "not_met", "waits", "unknown", "told"};
    return kNames[static_cast<std::size_t>(verdict)];
}

Result<Review> review_of(ports::Session& session, const FilingContext& context, registry::Pid pid,
                         std::int64_t filing, Language language) {
    const Date today = context.payer.now.date();
    YIDI_TRY(const KeptFiling kept,
             payer::internal::read_filing(session, context.payer, pid, filing));
    YIDI_TRY(const PaperList papers, papers_of(session, context.payer, pid, filing));
    Review out;
    out.day = day_applied(kept.history, today);
    const KindView rules = payer::internal::rules_of(context.payer, kept, out.day);
    out.checks = Checks{kept, papers, rules, language}.run();
    const Result<filing::Assessment> again = internal::assess_again(session, context, kept);
    if (again) {
        out.cautions = again->cautions;
    } else if (again.error().code == ErrorCode::busy || again.error().code == ErrorCode::internal) {
        return fail(again.error());
    } else {
        out.refusal = again.error();
    }
    out.takes = taken_by(kept, payer::internal::rules_of(context.payer, kept, today), today);
    const auto sent = std::ranges::find(kept.history.rbegin(), kept.history.rend(),
                                        EventKind::submitted, &filing::Event::kind);
    if (sent != kept.history.rend()) out.sent_by = sent->by;
    const bool owes = kept.now().proof == ProofState::promised;
    out.needs_day = owes && (!kept.now().promise_until || *kept.now().promise_until < today);
    return out;
}

}  // namespace yidi::app
