#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

/// What a hospital says of a line that no rule reads: kept with the line for queries.
namespace yidi::payer {

/// By the names under which 5204 answers them. Stored by their places: new ones go to the end.
inline constexpr std::array<std::string_view, 23> kLineTextNames{
    "rx_drord_no",      "med_type",
    "dise_codg",        "rx_circ_flag",
    "sin_dos_dscr",     "used_frqu_dscr",
    "prd_days",         "medc_way_dscr",
    "bilg_dept_codg",   "bilg_dept_name",
    "bilg_dr_codg",     "bilg_dr_name",
    "acord_dept_codg",  "acord_dept_name",
    "orders_dr_code",   "orders_dr_name",
    "tcmdrug_used_way", "etip_flag",
    "etip_hosp_code",   "dscg_tkdrug_flag",
    "matn_fee_flag",    "memo",
    "exp_content",
};

/// The texts of one line, in the order of their names; empty: not said.
using LineTexts = std::array<std::string, kLineTextNames.size()>;

/// The place of a name; the number of names if there is none.
[[nodiscard]] constexpr std::size_t line_text_place(std::string_view name) {
    std::size_t place = 0;
    while (place < kLineTextNames.size() && kLineTextNames[place] != name) {
        ++place;
    }
    return place;
}

}  // namespace yidi::payer
