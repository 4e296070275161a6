#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/lookup_encoder.h"
#include "app/lookup/find_institutions.h"
#include "app/lookup/institution.h"
#include "app/payer/upkeep.h"
#include "cli/lookup_common.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

/// institution find, show, index.
namespace yidi::cli {
namespace {

using registry::Institution;

struct FindOptions {
    DataOptions data;
    app::InstitutionQuery query;
    std::string place;
    std::string business;
};

std::string joined(const std::vector<std::string_view>& names) {
    std::string all;
    for (const std::string_view name : names) {
        all.append(all.empty() ? "" : ";").append(name);
    }
    return all;
}

void print_text(Context& context, const app::InstitutionsFound& answer,
                const policy::Regions& regions) {
    if (answer.found.empty()) {
        context.out << say(context, {"没有符合条件的机构\n", "no institution fits\n"});
        return;
    }
    TextTable table{{std::string{say(context, {"机构", "institution"})},
                     std::string{say(context, {"地区", "region"})},
                     std::string{say(context, {"等级", "level"})},
                     std::string{say(context, {"对异地开通", "open to patients from elsewhere"})},
                     std::string{say(context, {"名称", "name"})}}};
    for (const Institution& one : answer.found) {
        table.add({one.fixmedins_code,
                   std::to_string(one.admdvs) + " " + std::string{regions.name(one.admdvs)},
                   one.hosp_lv, joined(codec::business_names(one.remote_open)),
                   one.fixmedins_name});
    }
    table.print(context.out, "");
    if (!answer.after.empty()) {
        context.out << say(context, {"还有更多：--after ", "there are more: --after "})
                    << answer.after << '\n';
    }
}

Result<void> find(Context& context, const FindOptions& options) {
    app::InstitutionQuery query = options.query;
    YIDI_TRY(query.business, read_business(options.business));
    if (!options.place.empty()) {
        YIDI_TRY(query.place, read_region(options.place, "--place"));
    }
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    YIDI_TRY_VOID(ensure_institution_index(*payer));
    app::InstitutionsFound answer;
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(answer, app::find_institutions(session, query));
        return {};
    }));
    if (context.json) {
        std::string text;
        codec::append_institutions(answer, text);
        context.out << text << '\n';
    } else {
        print_text(context, answer, payer->regions());
    }
    return {};
}

void add_find(CLI::App& group, Context& context) {
    auto options = std::make_shared<FindOptions>();
    app::InstitutionQuery& query = options->query;
    CLI::App* command = group.add_subcommand(
        "find", "Look institutions up by name, pinyin or initials, by place and by what is open");
    add_data_options(*command, context, options->data);
    command->add_option(
        "NAME", query.name,
        "Part of the name, its pinyin or initials: 协和, xiehe, xhyy, \"bj xiehe\"");
    command->add_option("--place", options->place, "Region, city or province, by its code");
    command->add_option("--level", query.hosp_lv, "hosp_lv, such as 02; 3, 2 or 1 for a class");
    command->add_option("--type", query.fixmedins_type, "1 hospital, 2 pharmacy");
    command->add_option("--business", options->business,
                        "Open to patients from elsewhere: inpatient, outpatient, chronic, …");
    command->add_option("--disease", query.disease, "Open for this chronic disease, or not stated");
    command->add_option("--limit", query.limit, "How many at once, at most 100")
        ->capture_default_str();
    command->add_option("--after", query.after, "Where the page before has ended");
    command->callback([&context, options] {
        if (const Result<void> done = find(context, *options); !done) {
            report(context, done.error());
        }
    });
}

struct ShowOptions {
    DataOptions data;
    app::OpeningQuery query;
    std::string business;
};

Result<void> show(Context& context, const ShowOptions& options) {
    YIDI_TRY(const auto asked, read_business(options.business));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    app::OpeningQuery query = options.query;
    std::vector<std::pair<app::OpeningAnswer, app::OpeningQuery>> answers;
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
            query.business = static_cast<policy::Business>(i);
            const bool is_meant =
                asked ? *asked == query.business
                      : query.disease.empty() || query.business == policy::Business::chronic;
            if (is_meant) {
                YIDI_TRY(auto answer, app::opening(session, query));
                answers.emplace_back(std::move(answer), query);
            }
        }
        return {};
    }));
    std::vector<codec::ToldOpening> openings;
    std::string sentences;
    for (const auto& [answer, what] : answers) {
        app::Advice advice = app::advice(answer, what, context.lang);
        sentences += advice.say + '\n';
        if (!advice.next.empty()) {
            sentences += "  " + advice.next + '\n';
        }
        openings.push_back({what.business, answer.state, std::move(advice)});
    }
    if (context.json) {
        std::string text;
        codec::append_openings(answers.front().first.institution, openings, text);
        context.out << text << '\n';
    } else {
        context.out << sentences;
    }
    if (answers.size() == 1) {
        context.exit = exit_of(answers.front().first.state);
    }
    return {};
}

void add_show(CLI::App& group, Context& context) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App* command = group.add_subcommand(
        "show",
        "What an institution has opened for patients from elsewhere; with --business or "
        "--disease, 4 if not that and 3 if it is not stated");
    add_data_options(*command, context, options->data);
    command->add_option("CODE", options->query.fixmedins_code, "Its code")->required();
    command->add_option("--business", options->business, "inpatient, outpatient, chronic, …");
    command->add_option("--disease", options->query.disease, "The chronic disease's code");
    command->callback([&context, options] {
        if (const Result<void> done = show(context, *options); !done) {
            report(context, done.error());
        }
    });
}

Result<void> make_index(Context& context, const DataOptions& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place_of(context, options)));
    const payer::Context work = payer->context();
    std::int64_t count = 0;
    YIDI_TRY_VOID(ports::write(payer->store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(count, payer::rebuild_institution_index(session, work));
        return {};
    }));
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.member("institutions", count);
        json.end_object();
        context.out << text << '\n';
        return {};
    }
    context.out << say(context,
                       {"已重建机构索引，机构数：", "The index is made anew; institutions: "})
                << count << '\n';
    return {};
}

void add_index(CLI::App& group, Context& context) {
    auto options = std::make_shared<DataOptions>();
    CLI::App* command =
        group.add_subcommand("index", "Make the index anew that `institution find` goes by");
    add_data_options(*command, context, *options);
    command->callback([&context, options] {
        if (const Result<void> done = make_index(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace

void add_institution_lookup(CLI::App& group, Context& context) {
    add_find(group, context);
    add_show(group, context);
    add_index(group, context);
}

}  // namespace yidi::cli
