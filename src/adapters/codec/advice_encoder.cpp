#include <string>
#include <vector>

#include "adapters/codec/advice_codec.h"
#include "adapters/codec/json_writer.h"
#include "domain/guidance/tell_advice.h"

namespace yidi::codec {
namespace {

using guidance::Advice;
using guidance::AdviceRow;
using guidance::AdviceText;
using guidance::Statement;

void text_or_null(JsonWriter& writer, std::string_view key, const std::string& text) {
    writer.key(key);
    if (text.empty()) {
        writer.null();
    } else {
        writer.value(text);
    }
}

void write_members(JsonWriter& writer, const Statement& one) {
    writer.member("text", one.text);
    text_or_null(writer, "clause", one.clause);
    text_or_null(writer, "grade",
                 one.grade ? std::string{policy::name(*one.grade)} : std::string{});
}

void write_all(JsonWriter& writer, std::string_view key, const std::vector<Statement>& all) {
    writer.key(key);
    writer.begin_array();
    for (const Statement& one : all) {
        writer.begin_object();
        write_members(writer, one);
        writer.end_object();
    }
    writer.end_array();
}

void write_ends(JsonWriter& writer, std::string_view key,
                const std::optional<std::array<Money, 2>>& ends) {
    writer.key(key);
    if (!ends) {
        writer.null();
        return;
    }
    writer.begin_array();
    for (const Money amount : *ends) writer.value(amount);
    writer.end_array();
}

void write_filing(JsonWriter& writer, const Advice& advice) {
    writer.key("filing");
    if (advice.action == guidance::Action::nothing) {
        writer.null();
        return;
    }
    const bool to_make = advice.action == guidance::Action::file;
    writer.begin_object();
    writer.member("kind", policy::name(advice.kind));
    text_or_null(writer, "place",
                 advice.answers.mdtrtarea_admvs ? std::to_string(*advice.answers.mdtrtarea_admvs)
                                                : std::string{});
    text_or_null(writer, "begndate", to_make ? to_string(advice.first) : std::string{});
    text_or_null(writer, "enddate",
                 to_make && advice.last ? to_string(*advice.last) : std::string{});
    writer.end_object();
}

void write_row(JsonWriter& writer, const AdviceRow& row) {
    writer.begin_object();
    writer.member("filing", row.name);
    writer.member("label", row.label);
    writer.member("advised", row.advised);
    text_or_null(writer, "status", row.status);
    write_ends(writer, "fund_pay_sumamt", row.funds);
    write_ends(writer, "psn_part_amt", row.person);
    text_or_null(writer, "note", row.note);
    writer.end_object();
}

void write_ask(JsonWriter& writer, const Advice& advice, const std::string& text) {
    writer.key("ask");
    if (!advice.ask) {
        writer.null();
        return;
    }
    writer.begin_object();
    writer.member("key", advice.ask->key);
    text_or_null(writer, "name", advice.ask->name);
    writer.member("text", text);
    writer.key("worth");
    if (advice.ask->worth) {
        writer.value(*advice.ask->worth);
    } else {
        writer.null();
    }
    writer.end_object();
}

std::string_view name(guidance::Form form) {
    return form == guidance::Form::options  ? "options"
           : form == guidance::Form::region ? "region"
                                            : "amount";
}

}  // namespace

void append_advice(const Advice& advice, const policy::Book& book, explain::Language language,
                   std::string& out) {
    const AdviceText text = guidance::tell(advice, book, language);
    JsonWriter writer{out};
    writer.begin_object();
    writer.member("action", guidance::name(advice.action));
    write_filing(writer, advice);
    writer.member("headline", text.headline);
    text_or_null(writer, "say", text.say);
    write_all(writer, "papers", text.papers);
    write_all(writer, "deadlines", text.deadlines);
    writer.key("worth");
    writer.begin_object();
    write_ends(writer, "fund_pay_sumamt", advice.worth);
    writer.member("against_window", advice.against_window);
    write_members(writer, text.worth);
    writer.end_object();
    writer.key("columns");
    writer.begin_array();
    for (const AdviceRow& row : text.rows) write_row(writer, row);
    writer.end_array();
    write_all(writer, "warnings", text.warnings);
    write_ask(writer, advice, text.question);
    writer.end_object();
}

void append_questions(explain::Language language, std::string& out) {
    JsonWriter writer{out};
    writer.begin_array();
    for (const guidance::Question& question : guidance::questions()) {
        writer.begin_object();
        writer.member("key", question.key);
        writer.member("form", name(question.form));
        writer.member("text", question.text.in(language));
        writer.member("why", question.why.in(language));
        writer.key("options");
        writer.begin_array();
        for (const guidance::Option& option : question.options) {
            writer.begin_object();
            writer.member("value", option.value);
            writer.member("text", option.words.in(language));
            writer.end_object();
        }
        writer.end_array();
        writer.end_object();
    }
    writer.end_array();
}

}  // namespace yidi::codec
