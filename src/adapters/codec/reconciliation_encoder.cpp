#include "adapters/codec/reconciliation_encoder.h"

#include <algorithm>
#include <array>

#include "adapters/codec/answer_error.h"
#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

using reconciliation::Amount;
using reconciliation::Amounts;
using reconciliation::Class;
using reconciliation::Difference;
using reconciliation::Outcome;
using reconciliation::Row;
using reconciliation::State;
using reconciliation::Told;

std::string_view name_of(State state) {
    constexpr std::array<std::string_view, 3> kNames{"standing", "reversed", "reversal"};
    return kNames.at(static_cast<std::size_t>(state));
}

std::int64_t signed_of(std::size_t count) {
    return static_cast<std::int64_t>(count);
}

void write_amounts(JsonWriter& json, const Amounts& amounts) {
    for (const Amount which : reconciliation::amounts()) {
        if (const auto amount = amounts.of(which)) json.member(name(which), *amount);
    }
}

void open_row(JsonWriter& json, const ReconciledFile& file, std::size_t place) {
    const Row& row = file.book.rows[place];
    json.begin_object();
    json.member("line", std::int64_t{file.book.lines[place]});
    const auto text = [&json](SettlementField field, const std::string& value) {
        if (!value.empty()) json.member(name(field), value);
    };
    text(SettlementField::setl_id, row.setl_id);
    text(SettlementField::mdtrt_id, row.mdtrt_id);
    text(SettlementField::psn_no, row.psn_no);
    text(SettlementField::certno, row.certno);
    text(SettlementField::init_setl_id, row.reverses);
    if (row.day) json.member(name(SettlementField::setl_time), *row.day);
    if (row.month) json.member(name(SettlementField::clr_ym), to_string(*row.month));
    json.member("state", name_of(row.state));
    write_amounts(json, row.amounts);
}

void write_told(JsonWriter& json, const ReconciledFile& file, const Told& told) {
    const std::optional<std::size_t> shown = told.row ? told.row : told.reversal;
    if (!shown) return json.null();
    open_row(json, file, *shown);
    if (told.row && told.reversal) {
        json.key("reversal");
        open_row(json, file, *told.reversal);
        json.end_object();
    }
    json.end_object();
}

void write_file(JsonWriter& json, const ReconciledFile& file) {
    const SettlementBook& book = file.book;
    json.begin_object();
    json.member("file", file.name);
    json.member("form", name(file.form));
    json.member("encoding", name(file.encoding));
    json.member("heads_line", std::int64_t{book.heads_line});
    json.key("columns");
    json.begin_object();
    for (const ReadColumn& column : book.columns) {
        json.key(name(column.field));
        json.begin_object();
        json.member("head", column.head);
        json.member("known_by", name(column.by));
        json.end_object();
    }
    json.end_object();
    json.key("unused");
    json.begin_array();
    for (const std::string& head : unused_heads(book)) json.value(head);
    json.end_array();
    json.member("rows", signed_of(book.rows.size()));
    json.key("sums");
    json.begin_object();
    write_amounts(json, file.sums);
    json.end_object();
    json.key("total_row");
    if (book.total) {
        json.begin_object();
        json.member("line", std::int64_t{book.total->line});
        json.member("agrees", disagreeing(*book.total, file.sums).empty());
        write_amounts(json, book.total->said);
        json.end_object();
    } else {
        json.null();
    }
    json.member("remarks", signed_of(book.remarks));
    json.key("skipped");
    json.begin_array();
    for (const Error& error : book.skipped) json.raw(encode_error(error));
    json.end_array();
    json.end_object();
}

}  // namespace

std::string encode_reconciliation(const Outcome& outcome, const ReconciledFile& a,
                                  const ReconciledFile& b) {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    json.member("matched", signed_of(outcome.matched));
    json.member("only_a", signed_of(outcome.only_a));
    json.member("only_b", signed_of(outcome.only_b));
    json.member("differs", signed_of(outcome.differs));
    json.key("classes");
    json.begin_object();
    for (const Class one : reconciliation::kClasses) {
        json.member(name(one), static_cast<std::int64_t>(std::ranges::count(
                                   outcome.differences, one, &Difference::what)));
    }
    json.end_object();
    json.member("number_alike", outcome.number_alike);
    json.key("differences");
    json.begin_array();
    for (const Difference& one : outcome.differences) {
        json.begin_object();
        json.member("class", name(one.what));
        json.member("key", one.key);
        json.key("a");
        write_told(json, a, one.a);
        json.key("b");
        write_told(json, b, one.b);
        json.member("confidence", std::int64_t{one.confidence});
        json.key("repairs");
        json.begin_array();
        for (const auto repair : reconciliation::repairs(one.what, reconciliation::Period::open)) {
            json.value(name(repair));
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.key("files");
    json.begin_object();
    json.key("a");
    write_file(json, a);
    json.key("b");
    write_file(json, b);
    json.end_object();
    json.end_object();
    return text;
}

}  // namespace yidi::codec
