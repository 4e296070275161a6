#pragma once

#include <array>
#include <string_view>

#include "adapters/codec/json_writer.h"
#include "api/rest/endpoint.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"

/// The bars of an answer, as an estimate and a settlement that was made show them.
namespace yidi::rest::internal {

inline constexpr std::array kBarFields{
    code("group", "total 总额、cost 个人负担的由来、fund 基金、payer 个人怎样付").must(),
    code("id", "字段名，或 layer:大额 等").must(),
    text("label", "名称").must(),
    value(Type::money, "amount", "金额").must(),
    code("step", "trace 中的步骤"),
    text("clause", "依据", 1'000),
};
/// The member "bars", inside an object that is open.
void write_bars(codec::JsonWriter& json, const adjudication::Answer& answer,
                const policy::Book& book, explain::Language language);

}  // namespace yidi::rest::internal
