#include "api/national/internal/row_writer.h"

#include <algorithm>

namespace yidi::national::internal {
namespace {

/// A field as it was sent. Amounts and counts are written with the digits they came with.
void write_field(codec::JsonWriter& writer, const Field& field, const Fields& kept) {
    switch (field.type) {
        case FieldType::text: return text(writer, field.name, kept.text(field.name));
        case FieldType::date: return day(writer, field.name, kept.date(field.name));
        case FieldType::instant: return time(writer, field.name, kept.instant(field.name));
        case FieldType::number: return number(writer, field.name, kept.whole(field.name));
        case FieldType::bytes: return nothing(writer, field.name);  // Files are kept elsewhere.
    }
}

}  // namespace

KeptInput::KeptInput(const std::string& details) {
    if (const auto read = tree_.read(details)) input_ = *read;
}

const Table& KeptInput::lenient(const Table& table) {
    std::vector<Field>& fields = fields_.emplace_back(table.fields.begin(), table.fields.end());
    for (Field& field : fields) field.is_required = false;
    Table& same = tables_.emplace_back(table);
    same.fields = fields;
    same.is_required = false;
    return same;
}

std::optional<Fields> KeptInput::row(const Table& table, std::string_view node) {
    const codec::JsonNode* found = input_ == nullptr ? nullptr : input_->member(node);
    if (found != nullptr && found->kind == codec::JsonKind::list) found = found->first;
    if (found == nullptr || found->kind != codec::JsonKind::object) return std::nullopt;
    Result<Fields> fields = read_fields(tree_, *found, lenient(table), node);
    if (!fields) return std::nullopt;
    return *std::move(fields);
}

std::vector<Fields> KeptInput::rows(const Table& table) {
    if (input_ == nullptr) return {};
    return read_node(tree_, *input_, lenient(table)).value_or(std::vector<Fields>{});
}

RowWriter::RowWriter(codec::JsonWriter& writer, const Table& table)
    : writer_{writer}, table_{table} {
    writer_.begin_object();
}

RowWriter::~RowWriter() {
    writer_.end_object();
}

void RowWriter::text(std::string_view name, std::string_view value) {
    internal::text(writer_, name, value);
    done_.push_back(name);
}

void RowWriter::flag(std::string_view name, bool value) {
    internal::flag(writer_, name, value);
    done_.push_back(name);
}

void RowWriter::day(std::string_view name, std::optional<Date> value) {
    internal::day(writer_, name, value);
    done_.push_back(name);
}

void RowWriter::time(std::string_view name, std::optional<Instant> value) {
    internal::time(writer_, name, value);
    done_.push_back(name);
}

void RowWriter::number(std::string_view name, std::int64_t value) {
    internal::number(writer_, name, value);
    done_.push_back(name);
}

void RowWriter::exact(std::string_view name, const std::string& decimal) {
    internal::exact(writer_, name, decimal);
    done_.push_back(name);
}

void RowWriter::person(const PersonView& view) {
    internal::person(writer_, view);
    for (const char* name :
         {"psn_no", "psn_name", "psn_cert_type", "certno", "gend", "naty", "brdy", "age"}) {
        done_.emplace_back(name);
    }
}

void RowWriter::rest(const std::vector<const Fields*>& kept) {
    for (const Field& field : table_.fields) {
        if (std::ranges::find(done_, field.name) != done_.end()) continue;
        const auto last = std::ranges::find_if(
            kept.rbegin(), kept.rend(), [&](const Fields* one) { return one->has(field.name); });
        if (last == kept.rend()) {
            nothing(writer_, field.name);
        } else {
            write_field(writer_, field, **last);
        }
    }
}

}  // namespace yidi::national::internal
