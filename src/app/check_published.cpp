#include "app/check_published.h"

#include <algorithm>
#include <utility>

#include "app/internal/figures.h"
#include "app/internal/readings.h"
#include "app/internal/slips.h"
#include "domain/explain/labels.h"
#include "domain/explain/render.h"
#include "domain/explain/sentences.h"

namespace yidi::app {
namespace {

using adjudication::Answer;
using adjudication::Status;
using explain::Language;
using explain::Words;
using internal::Figure;
using internal::text_of;

bool agrees(const PublishedFigure& stated, const Figure& computed) {
    if (!computed.is_ratio) return stated.amount && *stated.amount == computed.amount;
    constexpr std::int64_t kMillion = 1'000'000;
    return stated.ratio && Int128{stated.ratio->ppm()} * computed.den == computed.num * kMillion;
}

/// The figure that each way to settle a range gives, each once, in the order of the ways.
struct Possible {
    std::vector<Figure> figures;
    std::vector<std::string> when;

    void add(const Figure& figure, const std::string& told) {
        const auto same = [&](const Figure& other) { return text_of(other) == text_of(figure); };
        if (std::ranges::any_of(figures, same)) return;
        figures.push_back(figure);
        when.push_back(told);
    }
};

/// One of the wrong ways, carried out.
struct Tried {
    internal::Slip slip;
    Answer answer;
};

class Checker {
public:
    Checker(const policy::Book& packs, const CaseFile& file, const Estimate& estimate,
            Language language)
        : packs_{packs}, file_{file}, estimate_{estimate}, language_{language} {}

    [[nodiscard]] Result<std::vector<Verdict>> check() {
        rendered_ = explain::render(estimate_.answer, estimate_.book(packs_), language_);
        std::vector<Verdict> verdicts;
        for (const PublishedFigure& stated : file_.published) {
            YIDI_TRY(Verdict verdict, check_one(stated));
            verdicts.push_back(std::move(verdict));
        }
        return verdicts;
    }

private:
    Result<Verdict> check_one(const PublishedFigure& stated) {
        Verdict verdict;
        verdict.name = stated.name;
        verdict.stated =
            stated.ratio ? to_string(*stated.ratio) : to_yuan(stated.amount.value_or(Money{}));
        YIDI_TRY(const std::optional<Figure> figure,
                 internal::find_figure(estimate_.answer, stated.name));
        const Status status = estimate_.answer.status;
        if (status == Status::unknown || status == Status::rejected) {
            verdict.why = say({"无法核对：{0}", "It cannot be checked: {0}"}, refusal(), {});
            return verdict;
        }
        if (status == Status::range) {
            YIDI_TRY_VOID(check_in_range(stated, verdict));
            return verdict;
        }
        if (!figure) {
            verdict.why = no_such_amount();
            return verdict;
        }
        verdict.computed = text_of(*figure);
        verdict.judgement = agrees(stated, *figure) ? Judgement::right : Judgement::wrong;
        if (verdict.judgement == Judgement::right) return verdict;
        YIDI_TRY_VOID(find_fault(stated, *figure, verdict));
        return verdict;
    }

    [[nodiscard]] std::string refusal() const {
        return explain::refusal(estimate_.answer.outcome, estimate_.book(packs_), language_)
            .sentence;
    }

    [[nodiscard]] std::string no_such_amount() const {
        return std::string{
            Words{"本案例没有这一金额。", "This case has no such amount."}.in(language_)};
    }

    Result<void> check_in_range(const PublishedFigure& stated, Verdict& verdict) {
        if (!readings_) {
            YIDI_TRY(readings_, internal::readings_of(packs_, file_, estimate_, language_));
        }
        Possible possible;
        for (const internal::Reading& reading : readings_->all) {
            YIDI_TRY(const std::optional<Figure> figure,
                     internal::find_figure(reading.answer, stated.name));
            if (figure) possible.add(*figure, reading.when);
        }
        for (std::size_t i = 0; i < possible.figures.size(); ++i) {
            if (!agrees(stated, possible.figures[i])) continue;
            verdict.judgement = Judgement::right;
            verdict.computed = verdict.stated;
            if (possible.figures.size() > 1 && !possible.when[i].empty()) {
                verdict.why =
                    say({"在下列情形下如此：{0}", "It is so for: {0}"}, possible.when[i], {});
            }
            return {};
        }
        if (may_be(stated, possible)) {
            verdict.why =
                say({"无法判定：案例未说明的情况决定这一数字",
                     "It cannot be decided: what the case leaves open settles the figure"},
                    {}, {});
            return {};
        }
        verdict.judgement = Judgement::wrong;
        verdict.step = stated.name;
        if (possible.figures.size() == 1) {
            verdict.computed = text_of(possible.figures.front());
            tell_how_far_off(stated, possible.figures.front(), verdict);
            return {};
        }
        verdict.why = say({"案例未说明的情况决定这一数字，可能为 {0}",
                           "What the case leaves open settles the figure; it can be {0}"},
                          listed(possible.figures), {});
        return {};
    }

    /// Whether the figure may be right though no way that could be tried gives it.
    [[nodiscard]] bool may_be(const PublishedFigure& stated, const Possible& possible) const {
        const bool person = stated.name == "psn_part_amt";
        if (person || stated.name == "fund_pay_sumamt") {
            const adjudication::Range& range = estimate_.answer.range;
            const auto& ends = person ? range.psn_part_amt : range.fund_pay_sumamt;
            const bool inside = ends[0] <= *stated.amount && *stated.amount <= ends[1];
            return inside && (!readings_->complete || readings_->between);
        }
        if (!readings_->complete || readings_->split_open || possible.figures.empty()) return true;
        if (!readings_->between || !stated.amount) return readings_->between;
        const auto [low, high] = std::ranges::minmax_element(possible.figures, {}, &Figure::amount);
        return low->amount <= *stated.amount && *stated.amount <= high->amount;
    }

    /// "600.00 or 900.00"; of many the ends.
    [[nodiscard]] std::string listed(std::vector<Figure> figures) const {
        constexpr std::size_t kListedMax = 6;
        std::ranges::sort(figures, [](const Figure& a, const Figure& b) {
            return a.is_ratio ? a.num * b.den < b.num * a.den : a.amount < b.amount;
        });
        const bool all = figures.size() <= kListedMax;
        if (!all) figures = {figures.front(), figures.back()};
        const Words joint = all ? Words{" 或 ", " or "} : Words{" 至 ", " to "};
        std::string text;
        for (const Figure& figure : figures) {
            if (!text.empty()) text += joint.in(language_);
            text += text_of(figure);
        }
        return text;
    }

    Result<void> find_fault(const PublishedFigure& stated, const Figure& figure, Verdict& verdict) {
        const std::int64_t entry = internal::origin(estimate_.answer.trace, figure.entry);
        const bool traced = entry >= 0 && static_cast<std::size_t>(entry) < rendered_.size();
        if (traced) verdict.step = rendered_[static_cast<std::size_t>(entry)].step;
        if (verdict.step.empty()) verdict.step = stated.name;
        if (traced) {
            verdict.why = rendered_[static_cast<std::size_t>(entry)].formula + sentence_end();
        }
        if (follows_from_another(stated, verdict)) return {};

        YIDI_TRY_VOID(try_slips());
        for (const Tried& tried : tried_) {
            const Status status = tried.answer.status;
            if (status != Status::computed) continue;
            YIDI_TRY(const std::optional<Figure> wrong,
                     internal::find_figure(tried.answer, stated.name));
            if (!wrong || !agrees(stated, *wrong)) continue;
            verdict.step = explain::name(tried.slip.step);
            verdict.why += say({"{0} 是这样得出的：{1}", "{0} is what comes out {1}"},
                               verdict.stated, tried.slip.what);
            return {};
        }
        tell_how_far_off(stated, figure, verdict);
        return {};
    }

    void tell_how_far_off(const PublishedFigure& stated, const Figure& figure,
                          Verdict& verdict) const {
        if (!stated.amount || figure.is_ratio) return;
        const std::string digits = internal::digit_slip(figure.amount, *stated.amount, language_);
        const Money off = *stated.amount - figure.amount;
        const std::string by = (off > Money{} ? "+" : "") + to_yuan(off);
        verdict.why +=
            digits.empty()
                ? say({"公布数字相差 {0}，未找到能得出它的算法",
                       "the figure is off by {0}; no usual slip gives it"},
                      by, {})
                : say({"公布数字相差 {0}：{1}", "the figure is off by {0}: {1}"}, by, digits);
    }

    /// The person's part of a page is often right by the page's own wrong fund figure, and the
    /// other way round.
    bool follows_from_another(const PublishedFigure& stated, Verdict& verdict) const {
        const bool person = stated.name == "psn_part_amt";
        if (!person || !stated.amount) return false;
        const adjudication::Setlinfo& info = estimate_.answer.outcome.setlinfo;
        for (const PublishedFigure& other : file_.published) {
            if (other.name != "fund_pay_sumamt" && other.name != "hifp_pay") continue;
            if (!other.amount ||
                *other.amount + *stated.amount + info.hosp_part_amt != info.medfee_sumamt) {
                continue;
            }
            verdict.why +=
                say({"它由公布的基金支付 {0} 得出，随之而错",
                     "it follows from the published fund figure {0}, and is wrong with it"},
                    to_yuan(*other.amount), {});
            return true;
        }
        return false;
    }

    Result<void> try_slips() {
        if (tried_once_) return {};
        tried_once_ = true;
        for (internal::Slip& slip : internal::slips(file_, language_)) {
            Estimate wrong;
            YIDI_TRY_VOID(estimate(packs_, slip.file, {.trace = true}, wrong));
            // The answer points into the book of its terms, which must outlive it.
            if (wrong.terms_book) books_.push_back(std::move(wrong.terms_book));
            tried_.push_back({.slip = std::move(slip), .answer = std::move(wrong.answer)});
        }
        return {};
    }

    [[nodiscard]] std::string sentence_end() const {
        return language_ == Language::zh ? "。" : ". ";
    }

    [[nodiscard]] std::string say(Words pattern, const std::string& first,
                                  const std::string& second) const {
        std::string text{pattern.in(language_)};
        const auto put = [&text](std::string_view mark, const std::string& value) {
            if (const std::size_t at = text.find(mark); at != std::string::npos) {
                text.replace(at, mark.size(), value);
            }
        };
        put("{0}", first);
        put("{1}", second);
        if (language_ == Language::en && text.front() >= 'a') {
            text.front() = static_cast<char>(text.front() - 'a' + 'A');
        }
        return text + (language_ == Language::zh ? "。" : ".");
    }

    const policy::Book& packs_;
    const CaseFile& file_;
    const Estimate& estimate_;
    Language language_;
    std::vector<explain::RenderedStep> rendered_;
    std::optional<internal::Readings> readings_;  ///< of a range, once they are needed
    bool tried_once_ = false;
    std::vector<Tried> tried_;
    std::vector<std::unique_ptr<const policy::Book>> books_;
};

}  // namespace

Result<std::vector<Verdict>> check_published(const policy::Book& packs, const CaseFile& file,
                                             const Estimate& estimate, explain::Language language) {
    return Checker{packs, file, estimate, language}.check();
}

}  // namespace yidi::app
