#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

using Record = DemoRecord;

struct World {
    std::vector<Record> persons;
    std::vector<Record> institutions;
    std::vector<Record> filings;
    std::vector<Record> logins;
};

Result<World> read_world(const Context& context) {
    World world;
    YIDI_TRY(world.persons, read_demo_records(context, "persons"));
    YIDI_TRY(world.institutions, read_demo_records(context, "institutions"));
    YIDI_TRY(world.filings, read_demo_records(context, "filings"));
    YIDI_TRY(world.logins, read_demo_records(context, "logins"));
    for (Record& one : world.logins) one["role"] = one["roles"];
    YIDI_TRY(const std::vector<Record> insurances, read_demo_records(context, "insurances"));
    for (Record& person : world.persons) {
        const auto insurance = std::ranges::find_if(insurances, [&person](const Record& one) {
            return one.find("psn_no")->second == person.find("psn_no")->second;
        });
        for (const char* name : {"insuplc_admdvs", "insutype", "psn_type"}) {
            const bool is_insured = insurance != insurances.end();
            person[name] = is_insured ? insurance->find(name)->second : std::string{};
        }
        person["story"] = person["note"];
    }
    for (Record& one : world.institutions) one["mdtrtarea_admvs"] = one["admdvs"];
    return world;
}

void append(codec::JsonWriter& json, const Record& record,
            std::initializer_list<const char*> names) {
    json.begin_object();
    for (const char* name : names) {
        const auto found = record.find(name);
        json.member(name, found == record.end() ? std::string{} : found->second);
    }
    json.end_object();
}

void print_json(Context& context, const World& world) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("persons");
    json.begin_array();
    for (const Record& one : world.persons) {
        append(json, one,
               {"psn_no", "psn_cert_type", "certno", "psn_name", "insuplc_admdvs", "insutype",
                "psn_type", "ec_token", "story"});
    }
    json.end_array();
    json.key("institutions");
    json.begin_array();
    for (const Record& one : world.institutions) {
        append(json, one,
               {"fixmedins_code", "fixmedins_name", "mdtrtarea_admvs", "hosp_lv", "profile",
                "paas_id", "secret"});
    }
    json.end_array();
    json.key("filings");
    json.begin_array();
    for (const Record& one : world.filings) {
        append(json, one,
               {"psn_no", "trt_dcla_detl_sn", "kind", "mdtrtarea_admvs", "begndate", "enddate",
                "proof", "cancelled"});
    }
    json.end_array();
    json.key("accounts");
    json.begin_array();
    for (const Record& one : world.logins) {
        append(json, one, {"login", "password", "role", "psn_no", "note"});
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const World& world) {
    TextTable institutions{{std::string{say(context, {"机构", "institution"})},
                            std::string{say(context, {"地区", "region"})},
                            std::string{say(context, {"等级", "level"})},
                            std::string{say(context, {"签名", "signature"})},
                            std::string{say(context, {"名称", "name"})}}};
    for (Record one : world.institutions) {
        institutions.add({one["fixmedins_code"], one["admdvs"], one["hosp_lv"], one["profile"],
                          one["fixmedins_name"]});
    }
    institutions.print(context.out, "");
    context.out << '\n';
    TextTable persons{{std::string{say(context, {"人员", "person"})},
                       std::string{say(context, {"证件", "certificate"})},
                       std::string{say(context, {"险种", "scheme"})},
                       std::string{say(context, {"情形", "situation"})}}};
    for (Record one : world.persons) {
        persons.add({one["psn_no"], one["certno"], one["insutype"], one["story"]});
    }
    persons.print(context.out, "");
    context.out << '\n';
    TextTable logins{{std::string{say(context, {"登录名", "login"})},
                      std::string{say(context, {"密码", "password"})},
                      std::string{say(context, {"角色", "role"})}}};
    for (Record one : world.logins) logins.add({one["login"], one["password"], one["role"]});
    logins.print(context.out, "");
    context.out << '\n'
                << world.persons.size() << say(context, {" 人，", " persons, "})
                << world.institutions.size() << say(context, {" 家机构，", " institutions, "})
                << world.filings.size() << say(context, {" 条备案\n", " filings\n"});
}

Result<void> list(Context& context, const DataOptions&) {
    YIDI_TRY(const World world, read_world(context));
    context.json ? print_json(context, world) : print_text(context, world);
    return {};
}

Result<void> reset(Context& context, const DataOptions& options) {
    DataPlace place = place_of(context, options);
    const auto mark = read_demo_mark(place.folder);
    if (!mark) {
        return fail({.code = ErrorCode::usage,
                     .where = place.folder.string(),
                     .rule = "a folder that `yidi serve --demo` has made",
                     .remedy = "name it with --data",
                     .detail = "this is no demonstration's folder, and nothing was erased"});
    }
    YIDI_TRY_VOID(context.machine->erase(place));
    place.may_create = true;
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place));
    YIDI_TRY_VOID(fill_demo(context, *payer));
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.member("data", place.folder.string());
        json.end_object();
        context.out << text << '\n';
    } else {
        context.out << say(context, {"演示数据已恢复原样：", "The demonstration begins anew in "})
                    << place.folder.string() << '\n';
    }
    return {};
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("demo", "The invented world of `yidi serve --demo`");
    group->require_subcommand(1);
    const auto add = [&](const std::string& name, const std::string& help,
                         Result<void> (*run)(Context&, const DataOptions&)) {
        auto options = std::make_shared<DataOptions>();
        CLI::App* command = group->add_subcommand(name, help);
        add_data_options(*command, context, *options);
        command->callback([&context, options, run] {
            if (const Result<void> done = run(context, *options); !done) {
                report(context, done.error());
            }
        });
    };
    add("list", "People with their situations, institutions, filings, accounts", list);
    add("reset", "Erase what was done and begin anew; only a demonstration's folder", reset);
}

}  // namespace yidi::cli
