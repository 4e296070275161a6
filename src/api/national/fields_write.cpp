#include "api/national/fields.h"
#include "api/national/internal/decimal.h"
#include "base/assert.h"

namespace yidi::national {

void write_row(codec::JsonWriter& writer, const Fields& fields) {
    writer.begin_object();
    for (std::size_t i = 0; i < fields.values_.size(); ++i) {
        const Field& field = fields.table_->fields[i];
        const Fields::Value& value = fields.values_[i];
        writer.key(field.name);
        if (!value.is_there) {
            writer.null();
            continue;
        }
        switch (field.type) {
            case FieldType::text: writer.value(value.text); break;
            case FieldType::number:
                writer.raw(internal::write_decimal(value.number, field.scale));
                break;
            case FieldType::date: writer.value(Date::from_days(value.number)); break;
            case FieldType::instant: writer.value(to_string(Instant::from_ms(value.number))); break;
            case FieldType::bytes: YIDI_ASSERT(field.type != FieldType::bytes); break;
        }
    }
    writer.end_object();
}

std::string message_of(const Error& error) {
    std::string text = error.where;
    const auto add = [&](std::string_view head, std::string_view part) {
        if (part.empty()) return;
        if (!text.empty()) text += head;
        text += part;
    };
    add("：", error.detail.empty() ? name(error.code) : std::string_view{error.detail});
    add("。规则：", error.rule);
    add("。依据：", error.source);
    add("。处理：", error.remedy);
    return text;
}

}  // namespace yidi::national
