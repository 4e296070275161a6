#include "api/national/personal.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "api/national/table.h"

namespace yidi::national {
namespace {

TEST(Personal, IsEveryFieldWhoseLabelTellsOfAPerson) {
    constexpr std::array<std::string_view, 9> kWords{
        "姓名", "证件号", "凭证编号", "电话", "地址", "出生日期", "单位名称", "手机", "住院号"};
    // Of a machine: the address that signs in.
    constexpr std::string_view kOfMachines = "签到";
    for (const Form& form : forms()) {
        for (const auto& tables : {form.input, form.output}) {
            for (const Table& table : tables) {
                for (const Field& field : table.fields) {
                    const bool tells = std::ranges::any_of(kWords, [&](std::string_view word) {
                        return field.label.find(word) != std::string_view::npos;
                    });
                    if (!tells || form.label.find(kOfMachines) != std::string_view::npos) continue;
                    EXPECT_TRUE(is_personal(field.name))
                        << form.infno << ' ' << field.name << ' ' << field.label;
                }
            }
        }
    }
}

TEST(Personal, IsNoFieldOfAnInstitutionOrItem) {
    EXPECT_FALSE(is_personal("fixmedins_name"));
    EXPECT_FALSE(is_personal("med_list_codg"));
    EXPECT_FALSE(is_personal("bilg_dept_name"));
}

}  // namespace
}  // namespace yidi::national
