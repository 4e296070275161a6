#include "adapters/codec/answer_encoder.h"

#include <string_view>
#include <utility>
#include <vector>

#include "adapters/codec/internal/answer_parts.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/note_text.h"
#include "domain/explain/sentences.h"

namespace yidi::codec {

using adjudication::Answer;
using adjudication::Assumption;
using adjudication::Outcome;
using adjudication::Status;

/// `policy` is the same for every answer of a scheme and period, and long.
struct AnswerEncoder::State {
    struct Kept {
        const policy::CompiledScheme* scheme;
        std::size_t epoch;
        std::string json;
    };

    struct Told {
        const policy::CompiledScheme* scheme;
        Assumption assumption;
        std::string json;
    };

    explain::Language language = explain::Language::en;
    std::vector<Kept> policies;
    std::vector<Told> assumptions;

    const std::string& policy_of(const Outcome& outcome) {
        for (const Kept& kept : policies) {
            if (kept.scheme == outcome.scheme && kept.epoch == outcome.epoch) return kept.json;
        }
        Kept& kept = policies.emplace_back(
            Kept{.scheme = outcome.scheme, .epoch = outcome.epoch, .json = {}});
        JsonWriter json{kept.json};
        internal::write_policy(json, outcome);
        return kept.json;
    }

    void write_policy(JsonWriter& json, const Outcome& outcome) {
        if (is_stated(outcome)) {
            internal::write_policy(json, outcome);
        } else {
            json.raw(policy_of(outcome));
        }
    }

    void write_assumptions(JsonWriter& json, const app::Estimate& estimate,
                           const policy::Book& book) {
        json.key("assumptions");
        json.begin_array();
        for (const app::Note& note : estimate.notes) {
            if (!app::is_warning(note.kind)) json.value(sentence(note, language));
        }
        for (const Assumption& assumption : estimate.answer.outcome.assumptions) {
            write_assumption(json, assumption, estimate.answer.outcome, book);
        }
        json.end_array();
    }

    /// Most sentences are the same in case after case and long to compose: those without an amount
    /// are kept.
    void write_assumption(JsonWriter& json, const Assumption& assumption, const Outcome& outcome,
                          const policy::Book& book) {
        const bool keeps = assumption.amount == Money{} && !is_stated(outcome);
        for (const Told& told : assumptions) {
            if (keeps && told.scheme == outcome.scheme && same(told.assumption, assumption)) {
                return json.raw(told.json);
            }
        }
        Outcome alone;
        alone.scheme = outcome.scheme;
        alone.assumptions.push_back(assumption);
        std::string text;
        JsonWriter writer{text};
        for (const std::string& told : explain::assumptions(alone, book, language)) {
            writer.value(told);
        }
        if (text.empty()) return;
        json.raw(text);
        constexpr std::size_t kToldMax =
            1'000;  // A search longer than this costs more than the sentence.
        if (!keeps || assumptions.size() == kToldMax) return;
        assumptions.push_back(
            {.scheme = outcome.scheme, .assumption = assumption, .json = std::move(text)});
    }

    static bool same(const Assumption& a, const Assumption& b) {
        return a.kind == b.kind && a.fact == b.fact && a.number == b.number && a.row == b.row &&
               a.corridor == b.corridor;
    }

    /// A pack of stated terms lives no longer than its case: another one may come to lie at its
    /// address.
    static bool is_stated(const Outcome& outcome) {
        return outcome.scheme != nullptr && outcome.scheme->pack != nullptr &&
               outcome.scheme->pack->version == policy::kStatedTermsVersion;
    }

    void write_pack_result(JsonWriter& json, const Answer& answer, const policy::Book& packs) {
        json.begin_object();
        json.member("status", adjudication::name(answer.status));
        json.key("policy");
        write_policy(json, answer.outcome);
        json.key("setlinfo");
        write_amounts(json, answer);
        json.key("range");
        internal::write_range(json, answer, &packs, language);
        json.end_object();
    }

    static void write_amounts(JsonWriter& json, const Answer& answer) {
        if (answer.status == Status::computed || answer.status == Status::range) {
            internal::write_setlinfo(json, answer.outcome.setlinfo);
        } else {
            json.null();
        }
    }
};

AnswerEncoder::AnswerEncoder(explain::Language language) : state_{std::make_unique<State>()} {
    state_->language = language;
}
AnswerEncoder::~AnswerEncoder() = default;
AnswerEncoder::AnswerEncoder(AnswerEncoder&&) noexcept = default;
AnswerEncoder& AnswerEncoder::operator=(AnswerEncoder&&) noexcept = default;

void AnswerEncoder::append(const policy::Book& packs, const app::CaseFile& file,
                           const app::Estimate& estimate, std::span<const app::Verdict> published,
                           std::string& out) {
    const policy::Book& book = estimate.book(packs);
    const Answer& answer = estimate.answer;
    const Outcome& outcome = answer.outcome;
    const bool has_amounts = answer.status == Status::computed || answer.status == Status::range;
    JsonWriter json{out};
    json.begin_object();
    json.member("status", adjudication::name(answer.status));
    json.key("range");
    internal::write_range(json, answer, &book, state_->language);
    json.key("refusal");
    internal::write_refusal(json, estimate, book, state_->language);
    json.key("policy");
    state_->write_policy(json, outcome);
    json.key("setlinfo");
    State::write_amounts(json, answer);
    if (has_amounts) {
        json.key("setldetail");
        internal::write_setldetail(json, outcome, state_->language);
        json.key("feedetail");
        internal::write_feedetail(json, outcome, file.facts.feedetail);
        if (outcome.benefit_year) {
            json.member("benefit_year", to_string(*outcome.benefit_year));
        }
        json.key("cum");
        internal::write_cum(json, outcome.cum);
    } else {
        json.key("setldetail");
        json.raw("[]");
        json.key("feedetail");
        json.raw("[]");
        json.key("cum");
        json.null();
    }
    json.key("trace");
    internal::write_trace(json, answer, book, state_->language);
    if (!published.empty()) {
        json.key("published");
        std::string list;
        append_published(published, list);
        json.raw(list);
    }
    if (estimate.pack_result) {
        json.key("pack_result");
        state_->write_pack_result(json, *estimate.pack_result, packs);
    }
    state_->write_assumptions(json, estimate, book);
    json.key("warnings");
    json.begin_array();
    for (const app::Note& note : estimate.notes) {
        if (app::is_warning(note.kind)) json.value(sentence(note, state_->language));
    }
    if (!answer.trace.entries().empty()) {
        for (const std::string& text : explain::warnings(answer, book, state_->language)) {
            json.value(text);
        }
    }
    json.end_array();
    json.end_object();
}

void AnswerEncoder::append_column(std::string_view filing, const Answer& answer,
                                  std::optional<Money> diff, std::string& out) {
    JsonWriter json{out};
    json.begin_object();
    json.member("filing", filing);
    json.member("status", adjudication::name(answer.status));
    json.key("setlinfo");
    State::write_amounts(json, answer);
    json.key("range");
    internal::write_range(json, answer, nullptr, state_->language);
    json.key("diff");
    if (diff) {
        json.value(*diff);
    } else {
        json.null();
    }
    json.end_object();
}

void AnswerEncoder::append_published(std::span<const app::Verdict> published, std::string& out) {
    JsonWriter json{out};
    const auto write = [&json](std::string_view name, const std::optional<std::string>& text,
                               bool number) {
        json.key(name);
        if (!text || text->empty()) {
            json.null();
        } else if (number) {
            json.raw(*text);
        } else {
            json.value(*text);
        }
    };
    json.begin_array();
    for (const app::Verdict& verdict : published) {
        const bool amount = !app::states_a_ratio(verdict.name);
        json.begin_object();
        json.member("name", verdict.name);
        write("stated", verdict.stated, amount);
        write("computed", verdict.computed, amount);
        json.key("right");
        if (verdict.judgement == app::Judgement::open) {
            json.null();
        } else {
            json.value(verdict.judgement == app::Judgement::right);
        }
        write("step", verdict.step, /*number=*/false);
        write("why", verdict.why, /*number=*/false);
        json.end_object();
    }
    json.end_array();
}

}  // namespace yidi::codec
