#include "app/check_published.h"

#include <utility>

#include "app/internal/figures.h"
#include "app/internal/slips.h"
#include "domain/explain/labels.h"
#include "domain/explain/render.h"

namespace yidi::app {
namespace {

using adjudication::Answer;
using adjudication::Status;
using explain::Language;
using explain::Words;
using internal::Figure;

std::string text_of(const Figure& figure) {
    return figure.is_ratio ? to_string(figure.ratio) : to_yuan(figure.amount);
}

bool agrees(const PublishedFigure& stated, const Figure& computed) {
    if (computed.is_ratio) return stated.ratio && Ratio{*stated.ratio} == computed.ratio;
    return stated.amount && *stated.amount == computed.amount;
}

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
    [[nodiscard]] bool has_amounts() const {
        const Status status = estimate_.answer.status;
        return status == Status::computed || status == Status::range;
    }

    Result<Verdict> check_one(const PublishedFigure& stated) {
        Verdict verdict;
        verdict.name = stated.name;
        verdict.stated =
            stated.ratio ? to_string(*stated.ratio) : to_yuan(stated.amount.value_or(Money{}));
        YIDI_TRY(const std::optional<Figure> figure,
                 internal::find_figure(estimate_.answer, stated.name));
        if (!has_amounts() || !figure) {
            verdict.why = Words{"本案例没有这一金额", "this case has no such amount"}.in(language_);
            return verdict;
        }
        verdict.computed = text_of(*figure);
        verdict.right = agrees(stated, *figure) || lies_in_range(stated);
        if (verdict.right) return verdict;
        YIDI_TRY_VOID(find_fault(stated, *figure, verdict));
        return verdict;
    }

    /// Where the answer is a range, a figure inside it cannot be called wrong.
    [[nodiscard]] bool lies_in_range(const PublishedFigure& stated) const {
        if (estimate_.answer.status != Status::range || !stated.amount) return false;
        const adjudication::Range& range = estimate_.answer.range;
        const auto inside = [&](const std::array<Money, 2>& ends) {
            return ends[0] <= *stated.amount && *stated.amount <= ends[1];
        };
        if (stated.name == "fund_pay_sumamt") return inside(range.fund_pay_sumamt);
        return stated.name == "psn_part_amt" && inside(range.psn_part_amt);
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
        if (!stated.amount) return {};
        const std::string digits = internal::digit_slip(figure.amount, *stated.amount, language_);
        const Money off = *stated.amount - figure.amount;
        const std::string by = (off > Money{} ? "+" : "") + to_yuan(off);
        verdict.why +=
            digits.empty()
                ? say({"公布数字相差 {0}，未找到能得出它的算法",
                       "the figure is off by {0}; no usual slip gives it"},
                      by, {})
                : say({"公布数字相差 {0}：{1}", "the figure is off by {0}: {1}"}, by, digits);
        return {};
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
