#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/note_text.h"
#include "cli/case_commands.h"
#include "cli/text_table.h"
#include "domain/explain/labels.h"
#include "domain/explain/paragraph.h"
#include "domain/explain/ranges.h"
#include "domain/explain/render.h"
#include "domain/explain/sentences.h"
#include "domain/explain/waterfall.h"

namespace yidi::cli {
namespace {

using adjudication::Answer;
using adjudication::Status;

struct Options {
    std::string path;
    bool explain = false;
};

/// Prints one answer as text: the answer first, then what it rests on.
class Printer {
public:
    Printer(Context& context, const Answered& answered)
        : context_{context},
          answered_{answered},
          answer_{answered.estimate.answer},
          book_{answered.estimate.book(answered.book)} {}

    void print(bool explain) {
        context_.out << explain::headline(answer_, context_.lang) << '\n';
        range(answer_, book_);
        refusal();
        if (!answered_.published.empty()) {
            heading({"公布的数字", "Published figures"});
            print_published(context_, answered_.published);
        }
        pack_result();
        waterfall();
        if (explain) steps();
        if (explain) paragraph();
        list({"假设", "Assumptions"}, assumptions());
        list({"注意", "Warnings"}, warnings());
    }

private:
    void heading(explain::Words words) {
        context_.out << '\n' << in_language(context_, words) << '\n';
    }

    void list(explain::Words title, const std::vector<std::string>& sentences) {
        if (sentences.empty()) return;
        heading(title);
        for (const std::string& sentence : sentences) context_.out << "  - " << sentence << '\n';
    }

    void range(const Answer& answer, const policy::Book& book) {
        if (answer.status != Status::range) return;
        for (const std::string& sentence : explain::because(answer, book, context_.lang)) {
            context_.out << "  - " << sentence << '\n';
        }
        const std::string question = explain::question(answer, context_.lang);
        if (!question.empty()) {
            context_.out << in_language(context_, {"  最有用的问题：",
                                                   "  The question that narrows it most: "})
                         << question;
            context_.out << " (" << answer.range.ask << ")\n";
        } else {
            context_.out << in_language(
                context_, {"  补充案例中的信息不能缩小区间，请向参保地经办机构询问。\n",
                           "  Nothing that the case could state narrows it: ask the insured "
                           "region's agency.\n"});
        }
    }

    void refusal() {
        if (answer_.status != Status::rejected && answer_.status != Status::unknown) return;
        const explain::RefusalText text = explain::refusal(answer_.outcome, book_, context_.lang);
        context_.out << "  " << text.code << ": " << text.sentence << '\n';
        if (text.clause) {
            context_.out << in_language(context_, {"  依据：", "  Clause: "})
                         << explain::to_text(*text.clause, context_.lang) << '\n';
        }
        context_.out << in_language(context_, {"  怎么办：", "  What to do: "}) << text.remedy
                     << '\n';
        list({"各类备案的结果", "What each filing would give"},
             explain::filing_offers(answered_.estimate.filings, context_.lang));
    }

    void pack_result() {
        if (!answered_.estimate.pack_result) return;
        const Answer& answer = *answered_.estimate.pack_result;
        heading({"按参保地自己的规定", "By the region's own rules"});
        context_.out << "  " << explain::headline(answer, context_.lang) << '\n';
        range(answer, answered_.book);
        if (exit_of(answer) != 0) {
            const Error error = error_of(context_, answer, answered_.book);
            context_.out << "  " << name(error.code) << ": " << error.detail << '\n';
        }
    }

    void waterfall() {
        const std::vector<explain::Bar> bars = explain::waterfall(answer_, book_, context_.lang);
        if (bars.empty()) return;
        const std::vector<explain::RenderedStep> steps =
            explain::render(answer_, book_, context_.lang);
        TextTable table{{std::string{in_language(context_, {"项目", "What"})},
                         std::string{in_language(context_, {"金额", "Yuan"})},
                         std::string{in_language(context_, {"步骤", "Step"})},
                         std::string{in_language(context_, {"依据", "Clause"})}}};
        for (const explain::Bar& bar : bars) {
            table.add({bar.label, grouped(bar.amount), bar.step, basis_of(bar, steps)});
        }
        context_.out << '\n';
        table.print(context_.out, "  ");
    }

    /// The clause of a line of the table. A fund's amount follows from its ratio, so it cites that
    /// one's clause; what no clause decides says whether the case or arithmetic does.
    std::string basis_of(const explain::Bar& bar,
                         const std::vector<explain::RenderedStep>& steps) const {
        if (!bar.clause.empty()) return bar.clause;
        if (bar.group == explain::BarGroup::fund) {
            const std::int8_t layer = layer_of(bar.id);
            const auto entries = answer_.trace.entries();
            for (std::size_t i = 0; i < entries.size() && i < steps.size(); ++i) {
                const bool ratio = entries[i].step == adjudication::Step::band_ratio ||
                                   entries[i].step == adjudication::Step::layer_ratio;
                if (!ratio || entries[i].layer != layer || !steps[i].clause) continue;
                return explain::short_text(*steps[i].clause, context_.lang);
            }
        }
        for (const explain::RenderedStep& step : steps) {
            if (step.id == bar.step && step.op == "given") return step.basis;
        }
        return std::string{in_language(context_, {"由上列数字得出", "from the figures above"})};
    }

    /// "layer:large" is the layer of that id in the chain; anything else the pooled fund, −1.
    [[nodiscard]] std::int8_t layer_of(std::string_view bar_id) const {
        constexpr std::string_view kPrefix = "layer:";
        const policy::CompiledScheme* scheme = answer_.outcome.scheme;
        if (!bar_id.starts_with(kPrefix) || scheme == nullptr || scheme->scheme == nullptr) {
            return -1;
        }
        const auto& layers = scheme->scheme->layers;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (layers[i].id == bar_id.substr(kPrefix.size())) return static_cast<std::int8_t>(i);
        }
        return -1;
    }

    void steps() {
        const std::vector<explain::RenderedStep> steps =
            explain::render(answer_, book_, context_.lang);
        if (steps.empty()) return;
        heading({"每一步", "Every step"});
        for (const explain::RenderedStep& step : steps) {
            context_.out << "  " << step.id << "  " << step.label << ": " << step.formula << '\n';
            context_.out << "      "
                         << (step.clause ? explain::to_text(*step.clause, context_.lang)
                                         : step.basis);
            if (!step.rule.empty()) context_.out << "  [" << step.rule << ']';
            context_.out << '\n';
            for (const explain::RenderedRefusal& refused : step.refused) {
                context_.out << in_language(context_, {"      未采用：", "      not taken: "});
                if (!refused.rule.empty()) context_.out << refused.rule << ' ';
                context_.out << refused.why << '\n';
            }
        }
    }

    void paragraph() {
        heading({"说明", "In words"});
        context_.out << "  "
                     << explain::paragraph(answer_, book_, context_.lang,
                                           answered_.estimate.filings)
                     << '\n';
    }

    [[nodiscard]] std::vector<std::string> assumptions() const {
        std::vector<std::string> sentences;
        for (const app::Note& note : answered_.estimate.notes) {
            if (!app::is_warning(note.kind)) {
                sentences.push_back(codec::sentence(note, context_.lang));
            }
        }
        for (std::string& sentence : explain::assumptions(answer_.outcome, book_, context_.lang)) {
            sentences.push_back(std::move(sentence));
        }
        return sentences;
    }

    [[nodiscard]] std::vector<std::string> warnings() const {
        std::vector<std::string> sentences;
        for (const app::Note& note : answered_.estimate.notes) {
            if (app::is_warning(note.kind)) {
                sentences.push_back(codec::sentence(note, context_.lang));
            }
        }
        for (std::string& sentence : explain::warnings(answer_, book_, context_.lang)) {
            sentences.push_back(std::move(sentence));
        }
        return sentences;
    }

    Context& context_;
    const Answered& answered_;
    const Answer& answer_;
    const policy::Book& book_;
};

Result<Answered> load(Context& context, const std::string& path) {
    YIDI_TRY(const policy::Regions regions, load_region_list(context));
    YIDI_TRY(const std::string text, read_input(context, path));
    return answer_case(context, text, regions);
}

void run_estimate(Context& context, const Options& options) {
    const Result<Answered> answered = load(context, options.path);
    if (!answered) return report(context, answered.error());
    context.exit = exit_of(answered->estimate.answer);
    if (!context.json) return Printer{context, *answered}.print(options.explain);
    std::string json;
    codec::AnswerEncoder{context.lang}.append(answered->book, answered->file, answered->estimate,
                                              answered->published, json);
    context.out << json << '\n';
}

}  // namespace

void add_estimate(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("estimate", "Adjudicate one case: what is paid, by whom, and why");
    const auto options = std::make_shared<Options>();
    command->add_option("CASE", options->path, "Case file (JSON), - for standard input")
        ->required();
    command->add_flag("--explain", options->explain,
                      "Print every step with its formula and clause");
    add_common_options(*command, context);
    add_policy_option(*command, context);
    command->callback([&context, options] { run_estimate(context, *options); });
}

}  // namespace yidi::cli
