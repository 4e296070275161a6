#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/render/paper_templates.h"
#include "app/filing/paper.h"
#include "cli/output_file.h"
#include "cli/payer_commands.h"

/// filing form: the printed form or promise letter, on a data folder whose server is stopped.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string psn_no;
    std::int64_t filing = 0;
    bool letter = false;
    bool whole_numbers = false;
    std::string out;
};

Result<void> print(Context& context, const Options& options) {
    YIDI_TRY(const registry::Pid pid, pid_of_argument(options.psn_no));
    YIDI_TRY(const render::PaperTemplates templates,
             render::PaperTemplates::load(context.home / "data" / "templates"));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    std::string page;
    const std::string what =
        (options.letter ? "promise letter " : "filing form ") + std::to_string(options.filing);
    YIDI_TRY_VOID(payer->look(what, [&](ports::Session& session) -> Result<registry::Pid> {
        const auto gather = options.letter ? app::promise_paper : app::filing_paper;
        YIDI_TRY(const app::FilingPaper paper, gather(session, work, pid, options.filing));
        page = templates.html(
            options.letter ? render::Paper::promise_letter : render::Paper::filing_form,
            {.paper = paper, .regions = payer->regions(), .whole_numbers = options.whole_numbers});
        return pid;
    }));
    if (!options.out.empty()) return write_file(options.out, page);
    context.out << page;
    return {};
}

}  // namespace

void add_filing_form(CLI::App& group, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        group.add_subcommand("form", "A filing's form or promise letter as a page to print");
    add_data_options(*command, context, options->data);
    command->add_option("PSN_NO", options->psn_no, "The person's number")->required();
    command->add_option("FILING", options->filing, "The filing's number")->required();
    command->add_flag("--letter", options->letter, "The promise letter");
    command->add_flag("--whole-numbers", options->whole_numbers,
                      "Certificates and the bank account with all their digits");
    command->add_option("--out", options->out, "Write to this file")->type_name("FILE");
    command->callback([&context, options] {
        if (const Result<void> done = print(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
