#include "domain/explain/internal/marks.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "domain/explain/internal/text.h"
#include "domain/explain/internal/trace_reader.h"
#include "domain/explain/labels.h"

namespace yidi::explain::internal {
namespace {

using adjudication::Answer;
using adjudication::Entry;
using adjudication::Op;
using adjudication::Step;

/// The limit that cut what the pooled fund pays: the one that left as much as it paid.
const Entry* limit_that_cut(const Answer& answer) {
    const Entry* found = nullptr;
    const TraceReader trace{answer.trace};
    const auto paid = trace.last(Step::hifp_pay);
    for (const Entry& entry : trace.entries()) {
        const bool is_limit = entry.step == Step::cap_standard || entry.step == Step::cap_left ||
                              (entry.step == Step::over_cap && entry.out_num > 0);
        if (!is_limit || entry.rule == nullptr) continue;
        const bool cut = paid && trace.at(*paid).out_num == entry.out_num;
        if (found == nullptr || cut) found = &entry;
    }
    return found;
}

bool is_cut(const Entry& entry) {
    return (entry.step == Step::hifp_pay && entry.op == Op::minimum) ||
           (entry.step == Step::over_cap && entry.out_num > 0);
}

/// The last entry of a step with this number; null if there is none.
const Entry* numbered(const Answer& answer, Step step, const Mark& mark) {
    const Entry* found = nullptr;
    for (const Entry& entry : answer.trace.entries()) {
        const bool is_it = entry.step == step && entry.layer == mark.layer &&
                           entry.number + 1 == std::max<std::int16_t>(mark.number, 1);
        if (is_it) found = &entry;
    }
    return found;
}

const Entry* last_of(const Answer& answer, Step step, std::int8_t layer = -1) {
    const TraceReader trace{answer.trace};
    const auto index = trace.last(step, layer);
    return index ? &trace.at(*index) : nullptr;
}

/// "85%": the ratio with which a band was paid.
std::string ratio_of_band(const Answer& answer, const Mark& mark) {
    const Entry* paid = numbered(answer, Step::band_pay, mark);
    if (paid == nullptr) paid = numbered(answer, Step::band_exact, mark);
    if (paid == nullptr) return {};
    const TraceReader trace{answer.trace};
    const auto share = trace.source(paid->in[1]);
    if (!share) return {};
    return shown_ratio(trace.at(*share).out_num, trace.at(*share).out_den);
}

std::string name_of_layer(const Answer& answer, std::int8_t layer, Language language) {
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    YIDI_ASSERT(scheme != nullptr && scheme->scheme != nullptr);
    return layer_name(scheme->scheme->layers[static_cast<std::size_t>(int{layer})], language);
}

std::int16_t number_of(const Entry& entry) {
    return static_cast<std::int16_t>(entry.number + 1);
}

void add_band(const Entry& entry, std::vector<Mark>& marks) {
    if (entry.step != Step::band_slice || number_of(entry) == 1) return;
    marks.push_back({KinkKind::band, -1, number_of(entry)});
}

void add_layer(const Entry& entry, std::vector<Mark>& marks) {
    if (entry.step == Step::layer_ratio) {
        marks.push_back({KinkKind::layer, entry.layer, 0});
        if (number_of(entry) > 1) {
            marks.push_back({KinkKind::layer_band, entry.layer, number_of(entry)});
        }
    }
    const bool is_limited = entry.step == Step::layer_pay && entry.op == Op::minimum &&
                            entry.rule != nullptr &&
                            entry.rule->parameter == policy::Parameter::layer_limit;
    if (is_limited) marks.push_back({KinkKind::layer_limit, entry.layer, 0});
}

/// Whether there is a deductible and cost above it, which the bands hold.
bool exceeds_the_deductible(const Answer& answer) {
    const Entry* charged = last_of(answer, Step::act_pay_dedc);
    return charged != nullptr && charged->out_num > 0 &&
           last_of(answer, Step::band_slice) != nullptr;
}

/// Whether the least share is more than the bands give.
bool is_floored(const Answer& answer) {
    const Entry* bands = last_of(answer, Step::pool_sum);
    const Entry* least = last_of(answer, Step::floor_pay);
    return bands != nullptr && least != nullptr && least->out_num > bands->out_num;
}

ToldMark tell_deductible(const Answer& answer, Language language) {
    const Entry* charged = last_of(answer, Step::act_pay_dedc);
    const Entry* standard = last_of(answer, Step::deductible_standard);
    YIDI_ASSERT(charged != nullptr);
    return {fill(Words{"起付线 {0} 元", "deductible of {0} yuan"}, language,
                 {shown_yuan(charged->out_num, charged->out_den)}),
            standard == nullptr ? charged->rule : standard->rule};
}

ToldMark tell_band(const Mark& mark, const Answer& answer, Language language) {
    const Entry* slice = numbered(answer, Step::band_slice, mark);
    YIDI_ASSERT(slice != nullptr);
    return {fill(Words{"第 {0} 段，统筹支付 {1}", "band {0}, the pooled fund pays {1}"}, language,
                 {std::to_string(mark.number), ratio_of_band(answer, mark)}),
            slice->rule};
}

ToldMark tell_cap(const Answer& answer, Language language) {
    const Entry* limit = limit_that_cut(answer);
    if (limit == nullptr) {
        return {std::string{label(policy::Parameter::cap).in(language)}, nullptr};
    }
    const Words words = label(limit->rule->parameter);
    return {std::string{words.in(language)}, limit->rule};
}

ToldMark tell_layer(const Mark& mark, const Answer& answer, Language language) {
    const Entry* first = last_of(answer, Step::layer_threshold, mark.layer);
    if (first == nullptr) first = last_of(answer, Step::layer_ratio, mark.layer);
    YIDI_ASSERT(first != nullptr);
    return {name_of_layer(answer, mark.layer, language), first->rule};
}

ToldMark tell_layer_band(const Mark& mark, const Answer& answer, Language language) {
    const Entry* ratio = numbered(answer, Step::layer_ratio, mark);
    YIDI_ASSERT(ratio != nullptr);
    return {fill(Words{"{0} 第 {1} 段，支付 {2}", "{0}: band {1}, {2}"}, language,
                 {name_of_layer(answer, mark.layer, language), std::to_string(mark.number),
                  shown_ratio(ratio->out_num, ratio->out_den)}),
            ratio->rule};
}

ToldMark tell_layer_limit(const Mark& mark, const Answer& answer, Language language) {
    const Entry* cut = last_of(answer, Step::layer_limit, mark.layer);
    return {fill(Words{"{0}的限额", "limit of {0}"}, language,
                 {name_of_layer(answer, mark.layer, language)}),
            cut == nullptr ? nullptr : cut->rule};
}

}  // namespace

std::vector<Mark> marks_of(const Answer& answer) {
    std::vector<Mark> marks;
    for (const Entry& entry : answer.trace.entries()) {
        add_band(entry, marks);
        add_layer(entry, marks);
        if (is_cut(entry)) marks.push_back({KinkKind::cap, -1, 0});
    }
    if (exceeds_the_deductible(answer)) marks.push_back({KinkKind::deductible, -1, 0});
    if (is_floored(answer)) marks.push_back({KinkKind::floor, -1, 0});
    std::ranges::sort(marks);
    const auto rest = std::ranges::unique(marks);
    marks.erase(rest.begin(), rest.end());
    return marks;
}

bool same_rows(const Answer& a, const Answer& b) {
    if (a.outcome.status != b.outcome.status) return false;
    constexpr std::array kTelling{Step::first_pay_rate, Step::deductible_standard,
                                  Step::deductible_nth, Step::band_remote, Step::cap_standard};
    return std::ranges::all_of(kTelling, [&](Step step) {
        const Entry* one = last_of(a, step);
        const Entry* other = last_of(b, step);
        return one == nullptr || other == nullptr ||
               (one->rule == other->rule && one->reading == other->reading);
    });
}

ToldMark tell(const Mark& mark, const Answer& answer, Language language) {
    switch (mark.kind) {
        case KinkKind::deductible: return tell_deductible(answer, language);
        case KinkKind::band: return tell_band(mark, answer, language);
        case KinkKind::floor: {
            const Entry* floored = last_of(answer, Step::floor_pay);
            return {std::string{label(policy::Parameter::floor).in(language)},
                    floored == nullptr ? nullptr : floored->rule};
        }
        case KinkKind::cap: return tell_cap(answer, language);
        case KinkKind::layer: return tell_layer(mark, answer, language);
        case KinkKind::layer_band: return tell_layer_band(mark, answer, language);
        case KinkKind::layer_limit: return tell_layer_limit(mark, answer, language);
    }
    YIDI_ASSERT(false);
}

}  // namespace yidi::explain::internal
