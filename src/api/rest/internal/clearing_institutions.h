#pragma once

#include <array>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "api/rest/endpoint.h"
#include "app/clearing/confirmations.h"

/// How far institutions are with a clearing month, in answers.
namespace yidi::rest::internal {

inline constexpr std::array kInstitutionState{
    code("fixmedins_code", "定点医药机构").must(),
    value(Type::flag, "is_done", "全部账单已经表态").must(),
    whole("bills", "本月账单几笔").must(),
    whole("confirmed", "确认几笔").must(),
    whole("left_out", "本期不参与清分几笔").must(),
    whole("open", "还没有表态几笔").must(),
    value(Type::money, "fund", "参保地应付合计").must(),
    value(Type::time, "at", "最近一次报文的时间；没有则为空"),
};
inline constexpr std::array kInstitutions{
    whole("done", "已全部表态的几家").must(),
    whole("open", "还有账单没有表态的几家").must(),
    list("list", "有本月账单的医药机构", kInstitutionState, 10'000).must(),
};
void write_institutions(codec::JsonWriter& json,
                        const std::vector<app::InstitutionConfirmation>& institutions);

}  // namespace yidi::rest::internal
