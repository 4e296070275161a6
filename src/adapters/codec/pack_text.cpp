#include "adapters/codec/pack_text.h"

#include <utility>

#include "adapters/codec/internal/pack_texts.h"
#include "adapters/codec/internal/table_columns.h"
#include "domain/policy/parameter.h"

namespace yidi::codec {

std::vector<ConditionWords> condition_words(const policy::Conditions& when) {
    std::vector<ConditionWords> words;
    for (internal::ConditionText& text : internal::condition_texts(when)) {
        words.push_back({.key = text.key, .items = std::move(text.items)});
    }
    return words;
}

std::string_view chinese_key(std::string_view key) {
    for (const internal::ColumnHead& head : internal::kColumnHeads) {
        if (head.english == key) {
            return head.chinese;
        }
    }
    return key;
}

std::string value_words(const policy::Row& row, std::span<const policy::Layer> layers) {
    return internal::value_cell(row, layers);
}

std::string parameter_words(const policy::Row& row, std::span<const policy::Layer> layers) {
    const std::string name{policy::spec(row.parameter).name};
    return row.layer < 0 ? name : layers[static_cast<std::size_t>(row.layer)].id + "." + name;
}

}  // namespace yidi::codec
