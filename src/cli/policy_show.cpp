#include <algorithm>
#include <ostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/filing_decoder.h"
#include "adapters/codec/pack_decoder.h"
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

/// What is known of filings beside a pack. Without it, because the pack is a file of its own,
/// nothing is said about them.
struct Beside {
    bool is_asked = false;
    std::optional<policy::FilingRules> rules;
};

void print_json(Context& context, const policy::Pack& pack, const Beside& filing,
                const std::optional<Date>& at) {
    std::string text;
    if (filing.is_asked) {
        codec::append_pack_with_filing(pack, filing.rules ? &*filing.rules : nullptr, at, text);
    } else {
        codec::append_pack(pack, at, text);
    }
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

void print_text(Context& context, const policy::Pack& pack, const Beside& filing,
                const std::optional<Date>& at) {
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
    if (!filing.is_asked) return;
    context.out << '\n';
    if (filing.rules) {
        print_filing_rules(context, *filing.rules, at);
    } else {
        context.out << (zh ? "没有自己的备案规则，按国家框架（yidi policy show 100000）。\n"
                           : "No filing rules of its own: the national frame's hold (yidi policy "
                             "show 100000).\n");
    }
}

Result<std::optional<Date>> parse_day(const std::string& text) {
    if (text.empty()) {
        return std::optional<Date>{};
    }
    YIDI_TRY(const Date date, parse_date(text));
    return std::optional{date};
}

/// A pack or filing rules from a file or standard input, told apart by what they say of themselves.
Result<void> show_file(Context& context, const std::string& path, const std::optional<Date>& at) {
    YIDI_TRY(const std::string text, read_input(context, path));
    const std::string name = path == "-" ? "standard input" : path;
    if (!codec::looks_like_filing_rules(text)) {
        YIDI_TRY(const policy::Pack pack, codec::decode_pack(text, name));
        context.json ? print_json(context, pack, {}, at) : print_text(context, pack, {}, at);
        return {};
    }
    YIDI_TRY(const policy::FilingRules rules, codec::decode_filing_rules(text, name));
    if (!context.json) {
        print_filing_rules(context, rules, at);
        return {};
    }
    std::string out = "{\"filing\":";
    codec::append_filing_rules(rules, at, out);
    context.out << out << "}\n";
    return {};
}

Result<void> show(Context& context, const ShowOptions& options) {
    YIDI_TRY(const std::optional<Date> at, parse_day(options.at));
    YIDI_TRY(const std::vector<codec::PackFile> files, find_files(context, options.pack));
    if (files.empty()) return show_file(context, options.pack, at);
    YIDI_TRY(const policy::Pack pack, find_pack(context, options.pack));
    Beside filing{.is_asked = true, .rules = {}};
    YIDI_TRY(filing.rules, find_filing_rules(context, pack.id));
    context.json ? print_json(context, pack, filing, at) : print_text(context, pack, filing, at);
    return {};
}

}  // namespace

void policy_show(Context& context, const ShowOptions& options) {
    if (const Result<void> shown = show(context, options); !shown) {
        report(context, shown.error());
    }
}

}  // namespace yidi::cli
