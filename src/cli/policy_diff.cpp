#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_text.h"
#include "app/estimate.h"
#include "app/pack_difference.h"
#include "base/assert.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/error_words.h"
#include "domain/explain/labels.h"
#include "domain/policy/vocabulary.h"

namespace yidi::cli {
namespace {

using app::PackDifference;
using app::RowChange;
using app::RowSide;
using codec::JsonWriter;

/// "0.85 [sjz-2023-18 art. 9, from 2024-01-01, D]".
std::string side_text(const Context& context, const RowSide& side) {
    const policy::Row& row = *side.row;
    std::string text =
        row.unknown.empty()
            ? codec::value_words(row, side.scheme->layers)
            : std::string{say(context, {.zh = "未知：", .en = "unknown: "})} + row.unknown;
    text += " [" + row.source.document + " " + row.source.article + ", ";
    text += to_string(row.source.from) + " – " + last_day(row.source.to) + ", ";
    text += policy::name(row.source.grade);
    text += row.source.assumed_from
                ? std::string{say(context, {.zh = "，起始日为假定", .en = ", start assumed"})}
                : "";
    text += "]";
    return row.note.empty() ? text : text + " (" + row.note + ")";
}

std::string place_text(const Context& context, const RowSide& side) {
    const std::string when = conditions_text(context, side.row->when);
    return scheme_name(context, side.scheme->insutype, side.scheme->business) + " " +
           codec::parameter_words(*side.row, side.scheme->layers) +
           (when.empty() ? "" : " {" + when + "}");
}

std::string sentence(const Context& context, const RowChange& change) {
    const bool zh = context.lang == Language::zh;
    const RowSide& shown = change.after.row != nullptr ? change.after : change.before;
    const std::string place = place_text(context, shown);
    if (change.before.row == nullptr) {
        return (zh ? "新增 " : "added ") + place + ": " + side_text(context, change.after);
    }
    if (change.after.row == nullptr) {
        return (zh ? "删除 " : "removed ") + place + ": " + side_text(context, change.before);
    }
    return (zh ? "修改 " : "changed ") + place + ": " + side_text(context, change.before) + " → " +
           side_text(context, change.after);
}

std::string scheme_state(const Context& context, const policy::Scheme* scheme) {
    const bool zh = context.lang == Language::zh;
    if (scheme == nullptr) {
        return zh ? "没有" : "absent";
    }
    return scheme->unknown.empty() ? (zh ? "有规则" : "has rules")
                                   : (zh ? "未知：" : "unknown: ") + scheme->unknown;
}

std::string scheme_sentence(const Context& context, const app::SchemeChange& change) {
    const policy::Scheme* shown = change.after != nullptr ? change.after : change.before;
    YIDI_ASSERT(shown != nullptr);
    return scheme_name(context, shown->insutype, shown->business) + ": " +
           scheme_state(context, change.before) + " → " + scheme_state(context, change.after);
}

std::string layer_sentence(const Context& context, const app::LayerChange& change) {
    const policy::Layer* shown = change.after != nullptr ? change.after : change.before;
    YIDI_ASSERT(shown != nullptr);
    explain::Words verb{.zh = "修改支付层 ", .en = "changed layer "};
    if (change.before == nullptr) {
        verb = {.zh = "新增支付层 ", .en = "added layer "};
    } else if (change.after == nullptr) {
        verb = {.zh = "删除支付层 ", .en = "removed layer "};
    }
    return std::string{say(context, verb)} +
           scheme_name(context, change.scheme->insutype, change.scheme->business) + " " +
           shown->id + " (" + shown->name + ")";
}

std::vector<std::string> sentences(const Context& context, const PackDifference& found) {
    std::vector<std::string> lines;
    lines.reserve(found.parts.size() + found.schemes.size() + found.layers.size() +
                  found.rows.size());
    for (const std::string& part : found.parts) {
        lines.push_back(part + std::string{say(context, {.zh = " 有改动", .en = " differs"})});
    }
    for (const app::SchemeChange& change : found.schemes) {
        lines.push_back(scheme_sentence(context, change));
    }
    for (const app::LayerChange& change : found.layers) {
        lines.push_back(layer_sentence(context, change));
    }
    for (const RowChange& change : found.rows) {
        lines.push_back(sentence(context, change));
    }
    return lines;
}

/// A case's amounts under both packs.
struct Effect {
    std::size_t line = 0;
    std::array<app::Estimate, 2> estimates;
};

/// The effect on a file of cases, and what held it up.
struct Effects {
    std::vector<Effect> changed;  ///< other amounts
    std::vector<Effect> moved;    ///< the same amounts, paid by other funds or of other parts
    std::vector<Error> bad_lines;
    std::size_t cases = 0;
    std::size_t line = 0;  ///< of the file, blank ones counted
    Money fund_before;
    Money fund_after;
};

/// What the person sees: the same sums, at both ends of a range.
bool same_amounts(const adjudication::Answer& a, const adjudication::Answer& b) {
    const adjudication::Setlinfo& before = a.outcome.setlinfo;
    const adjudication::Setlinfo& after = b.outcome.setlinfo;
    return a.status == b.status && before.fund_pay_sumamt == after.fund_pay_sumamt &&
           before.psn_part_amt == after.psn_part_amt &&
           a.range.fund_pay_sumamt == b.range.fund_pay_sumamt &&
           a.range.psn_part_amt == b.range.psn_part_amt;
}

/// A book that holds the national frame and one pack.
Result<policy::Book> book_of(Context& context, policy::Pack pack, const policy::Regions& regions) {
    const codec::BookPlaces places = places_of(context);
    std::vector<policy::Pack> packs;
    if (pack.id != policy::kNationalFrame) {
        YIDI_TRY(const std::vector<codec::PackFile> files, codec::list_packs(places.policies));
        YIDI_TRY(const codec::Published published, codec::read_published(places.policies));
        for (const codec::PackFile& file : codec::newest(files)) {
            if (file.region == policy::kNationalFrame) {
                YIDI_TRY(policy::Pack frame, codec::load_pack(file, published));
                packs.push_back(std::move(frame));
            }
        }
    }
    packs.push_back(std::move(pack));
    return policy::Book::from(std::move(packs), regions);
}

Result<void> run_case(std::string_view json, std::array<const policy::Book*, 2> books,
                      codec::CaseDecoder& decoder, Effects& effects) {
    app::CaseFile file;
    const Result<void> decoded = decoder.decode(json, file);
    if (!decoded) {
        Error error = decoded.error();
        error.where = "line " + std::to_string(effects.line) + " " + error.where;
        effects.bad_lines.push_back(std::move(error));
        return {};
    }
    Effect effect;
    effect.line = effects.line;
    for (std::size_t i = 0; i < books.size(); ++i) {
        YIDI_TRY_VOID(app::estimate(*books[i], file, {}, effect.estimates[i]));
    }
    const adjudication::Answer& before = effect.estimates[0].answer;
    const adjudication::Answer& after = effect.estimates[1].answer;
    effects.fund_before += before.outcome.setlinfo.fund_pay_sumamt;
    effects.fund_after += after.outcome.setlinfo.fund_pay_sumamt;
    if (!same_amounts(before, after)) {
        effects.changed.push_back(std::move(effect));
    } else if (before.outcome.setlinfo != after.outcome.setlinfo) {
        effects.moved.push_back(std::move(effect));
    }
    return {};
}

Result<Effects> run_cases(Context& context, const std::string& path, const policy::Book& before,
                          const policy::Book& after) {
    YIDI_TRY(const std::string text, read_input(context, path));
    codec::CaseDecoder decoder{before.regions()};
    Effects effects;
    const auto total = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    Progress progress{context, "cases", total};
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++effects.line;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        ++effects.cases;
        YIDI_TRY_VOID(run_case(line, {&before, &after}, decoder, effects));
        progress.step();
    }
    return effects;
}

void write_side(JsonWriter& json, std::string_view key, const RowSide& side) {
    json.key(key);
    if (side.row == nullptr) {
        json.null();
        return;
    }
    json.begin_object();
    if (side.row->unknown.empty()) {
        json.member("value", codec::value_words(*side.row, side.scheme->layers));
    } else {
        json.member("unknown", side.row->unknown);
    }
    json.member("document", side.row->source.document);
    json.member("article", side.row->source.article);
    json.member("from", side.row->source.from);
    json.key("to");
    side.row->source.to ? json.value(side.row->source.to->previous_day()) : json.null();
    json.member("grade", policy::name(side.row->source.grade));
    json.member("line", std::int64_t{side.row->line});
    json.end_object();
}

void write_amounts(JsonWriter& json, std::string_view key, const adjudication::Answer& answer) {
    json.key(key);
    json.begin_object();
    json.member("status", adjudication::name(answer.status));
    json.member("fund_pay_sumamt", answer.outcome.setlinfo.fund_pay_sumamt);
    json.member("psn_part_amt", answer.outcome.setlinfo.psn_part_amt);
    json.end_object();
}

void write_effects(JsonWriter& json, const Effects& effects) {
    json.key("effect");
    json.begin_object();
    json.member("cases", static_cast<std::int64_t>(effects.cases));
    json.member("bad_lines", static_cast<std::int64_t>(effects.bad_lines.size()));
    json.member("changed", static_cast<std::int64_t>(effects.changed.size()));
    json.member("moved", static_cast<std::int64_t>(effects.moved.size()));
    json.member("fund_before", effects.fund_before);
    json.member("fund_after", effects.fund_after);
    json.key("by_case");
    json.begin_array();
    for (const Effect& effect : effects.changed) {
        json.begin_object();
        json.member("line", static_cast<std::int64_t>(effect.line));
        write_amounts(json, "before", effect.estimates[0].answer);
        write_amounts(json, "after", effect.estimates[1].answer);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void print_json(Context& context, const PackDifference& found, const Effects* effects) {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    json.key("sentences");
    json.begin_array();
    for (const std::string& line : sentences(context, found)) {
        json.value(line);
    }
    json.end_array();
    json.key("rows");
    json.begin_array();
    for (const RowChange& change : found.rows) {
        const RowSide& shown = change.after.row != nullptr ? change.after : change.before;
        json.begin_object();
        json.member("insutype", policy::code(shown.scheme->insutype));
        json.member("business", policy::name(shown.scheme->business));
        json.member("parameter", codec::parameter_words(*shown.row, shown.scheme->layers));
        json.member("when", conditions_text(context, shown.row->when));
        write_side(json, "before", change.before);
        write_side(json, "after", change.after);
        json.end_object();
    }
    json.end_array();
    if (effects != nullptr) {
        write_effects(json, *effects);
    }
    json.end_object();
    context.out << text << '\n';
}

void print_moved(Context& context, const std::vector<Effect>& moved) {
    if (moved.empty()) return;
    std::string lines;
    for (const Effect& effect : moved) {
        if (!lines.empty()) lines += say(context, {.zh = "、", .en = ", "});
        lines += std::to_string(effect.line);
    }
    context.out << say(context,
                       {.zh = "  金额相同，仅由哪一基金支付或构成不同的行：",
                        .en = "  the same amounts, but from other funds or of other parts, in "
                              "lines: "})
                << lines << '\n';
}

void print_effects(Context& context, const Effects& effects) {
    const bool zh = context.lang == Language::zh;
    context.out << '\n';
    if (!effects.changed.empty()) {
        TextTable table{
            zh ? std::vector<std::string>{"行", "状态", "基金前", "基金后", "个人前", "个人后"}
               : std::vector<std::string>{"line", "status", "fund before", "fund after",
                                          "person before", "person after"}};
        for (const Effect& effect : effects.changed) {
            const adjudication::Answer& before = effect.estimates[0].answer;
            const adjudication::Answer& after = effect.estimates[1].answer;
            const std::string status{adjudication::name(before.status)};
            table.add({std::to_string(effect.line),
                       before.status == after.status
                           ? status
                           : status + " → " + std::string{adjudication::name(after.status)},
                       to_yuan(before.outcome.setlinfo.fund_pay_sumamt),
                       to_yuan(after.outcome.setlinfo.fund_pay_sumamt),
                       to_yuan(before.outcome.setlinfo.psn_part_amt),
                       to_yuan(after.outcome.setlinfo.psn_part_amt)});
        }
        table.print(context.out, "  ");
    }
    print_moved(context, effects.moved);
    for (const Error& error : effects.bad_lines) {
        context.out << "  " << error.where << ": "
                    << explain::translated(error, context.lang).detail << '\n';
    }
    context.out << effects.cases << (zh ? " 个案例，" : " cases, ") << effects.changed.size()
                << (zh ? " 个有变化，" : " changed, ") << effects.bad_lines.size()
                << (zh ? " 行无法读取；基金支付合计 " : " lines unreadable; the funds pay ")
                << to_yuan(effects.fund_before) << " → " << to_yuan(effects.fund_after) << '\n';
}

Result<void> run_diff(Context& context, const DiffOptions& options) {
    YIDI_TRY(const policy::Pack before, find_pack(context, options.before));
    YIDI_TRY(const policy::Pack after, find_pack(context, options.after));
    const PackDifference found = app::difference(before, after);
    std::optional<Effects> effects;
    if (!options.cases.empty()) {
        YIDI_TRY(const policy::Regions regions, codec::load_regions(places_of(context).regions));
        YIDI_TRY(const policy::Book old_book, book_of(context, before, regions));
        YIDI_TRY(const policy::Book new_book, book_of(context, after, regions));
        YIDI_TRY(effects, run_cases(context, options.cases, old_book, new_book));
    }
    if (context.json) {
        print_json(context, found, effects ? &*effects : nullptr);
        return {};
    }
    const bool zh = context.lang == Language::zh;
    for (const std::string& line : sentences(context, found)) {
        context.out << line << '\n';
    }
    if (found.empty()) {
        context.out << (zh ? "没有差别。\n" : "No difference.\n");
    }
    if (effects) {
        print_effects(context, *effects);
    }
    return {};
}

}  // namespace

void policy_diff(Context& context, const DiffOptions& options) {
    const Result<void> done = run_diff(context, options);
    if (!done) {
        report(context, done.error());
    }
}

}  // namespace yidi::cli
