#include "adapters/codec/comparison_encoder.h"

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/json_writer.h"

namespace yidi::codec {

void append_comparison(std::span<const app::ComparedColumn> columns,
                       const std::vector<explain::Words>& notes, explain::Language language,
                       std::string& out) {
    AnswerEncoder encoder{language};
    out +=
        R"({"base":")" + std::string{explain::name(explain::Column::as_given)} + R"(","columns":[)";
    for (const app::ComparedColumn& column : columns) {
        if (&column != &columns.front()) out += ',';
        encoder.append_column(explain::name(column.column), column.estimate.answer, column.diff,
                              out);
    }
    out += ']';
    if (!notes.empty()) {
        out += R"(,"notes":)";
        JsonWriter json{out};
        json.begin_array();
        for (const explain::Words& note : notes) json.value(note.in(language));
        json.end_array();
    }
    out += '}';
}

}  // namespace yidi::codec
