#include <algorithm>
#include <ostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_json.h"
#include "adapters/codec/pack_text.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"
#include "domain/explain/clause.h"
#include "domain/explain/labels.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::cli {
namespace {

using codec::in_force;
using policy::Row;
using policy::Scheme;

void print_json(Context& context, const policy::Pack& pack, const std::optional<Date>& at) {
    std::string text;
    codec::append_pack(pack, at, text);
    context.out << text << '\n';
}

std::string parameter_text(const Context& context, const Scheme& scheme, const Row& row) {
    if (context.lang == Language::en) {
        return codec::parameter_words(row, scheme.layers);
    }
    const std::string label{explain::label(row.parameter).zh};
    return row.layer < 0 ? label
                         : scheme.layers[static_cast<std::size_t>(row.layer)].name + "：" + label;
}

std::string value_text(const Context& context, const Scheme& scheme, const Row& row) {
    if (!row.unknown.empty()) {
        return std::string{say(context, {.zh = "未知：", .en = "unknown: "})} + row.unknown;
    }
    const std::string value = codec::value_words(row, scheme.layers);
    return context.lang == Language::zh ? std::string{explain::label_of_word(value).zh} : value;
}

std::string source_text(const Context& context, const policy::Source& source,
                        const policy::Pack& pack) {
    return explain::to_text(explain::clause_of(source, pack), context.lang);
}

void print_scheme(Context& context, const policy::Pack& pack, const Scheme& scheme,
                  const std::optional<Date>& at) {
    const bool zh = context.lang == Language::zh;
    context.out << '\n' << scheme_name(context, scheme.insutype, scheme.business) << '\n';
    if (!scheme.unknown.empty()) {
        context.out << (zh ? "  未知：" : "  unknown: ") << scheme.unknown << '\n';
        return;
    }
    const bool any =
        std::ranges::any_of(scheme.rows, [&](const Row& row) { return in_force(row.source, at); });
    if (!any) {
        context.out << (zh ? "  当日没有已知的规定在施行。\n"
                           : "  No known rule is in force on that day.\n");
        return;
    }
    TextTable table{zh ? std::vector<std::string>{"参数", "条件", "取值", "备注", "依据"}
                       : std::vector<std::string>{"parameter", "when", "value", "note", "source"}};
    for (const Row& row : scheme.rows) {
        if (in_force(row.source, at)) {
            table.add({parameter_text(context, scheme, row), conditions_text(context, row.when),
                       value_text(context, scheme, row), row.note,
                       source_text(context, row.source, pack)});
        }
    }
    table.print(context.out, "  ");
}

void print_text(Context& context, const policy::Pack& pack, const std::optional<Date>& at) {
    const bool zh = context.lang == Language::zh;
    context.out << pack.id << ' ' << pack.name << (zh ? "，第 " : ", version ") << pack.version
                << (zh ? " 版，本系统所知自 " : ", known since ") << pack.known_since << '\n'
                << pack.file << "  sha256 " << pack.sha256 << '\n';
    for (const std::string& note : pack.notes) {
        context.out << "  * " << note << '\n';
    }
    for (const Scheme& scheme : pack.schemes) {
        print_scheme(context, pack, scheme, at);
    }
}

Result<std::optional<Date>> parse_day(const std::string& text) {
    if (text.empty()) {
        return std::optional<Date>{};
    }
    YIDI_TRY(const Date date, parse_date(text));
    return std::optional{date};
}

}  // namespace

void policy_show(Context& context, const ShowOptions& options) {
    const Result<std::optional<Date>> at = parse_day(options.at);
    if (!at) {
        report(context, at.error());
        return;
    }
    const Result<policy::Pack> pack = find_pack(context, options.pack);
    if (!pack) {
        report(context, pack.error());
        return;
    }
    if (context.json) {
        print_json(context, *pack, *at);
    } else {
        print_text(context, *pack, *at);
    }
}

}  // namespace yidi::cli
