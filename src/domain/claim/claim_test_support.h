#pragma once

#include <string>
#include <string_view>

#include "domain/claim/claim.h"
#include "domain/claim/statement.h"

/// Claims to begin tests with; tests only.
namespace yidi::claim::testing {

[[nodiscard]] inline Date day(std::string_view text) {
    return *parse_date(text);
}

/// 20 digits that end with a number.
[[nodiscard]] inline std::string invoice_number(int number) {
    const std::string digits = std::to_string(number);
    return std::string(kInvoiceDigits - digits.size(), '1') + digits;
}

/// One line of the insured region's class A, on one invoice.
[[nodiscard]] inline adjudication::Line line_of(Money amount, std::string_view code = "XA01") {
    adjudication::Line line;
    line.med_list_codg = code;
    line.medins_list_name = "药";
    line.cnt = Quantity::from_ten_thousandths(10'000);
    line.pric = UnitPrice::from_microyuan(amount.fen() * 10'000);
    line.det_item_fee_sumamt = amount;
    return line;
}

/// A stay of some days at a hospital of 120000.
[[nodiscard]] inline Statement stay(std::string_view from, std::string_view to, Money amount) {
    Statement said;
    said.med_type = "21";
    said.place = {.mdtrtarea_admvs = 120101,
                  .fixmedins_code = "H12010100001",
                  .fixmedins_name = "甲医院",
                  .hosp_lv = "05"};
    said.begndate = day(from);
    said.enddate = day(to);
    said.er_flag = false;
    said.manl_reim_rea = "99";
    said.lines = {line_of(amount)};
    said.lines.front().insured = adjudication::LineAttributes{
        .chrgitm_lv = "01", .selfpay_prop = {}, .pric_uplmt_amt = {}, .lmt_used_flag = false};
    said.invoices = {{.number = invoice_number(1), .day = said.enddate, .amount = amount}};
    said.account = {.holder = "人42", .bank = "甲银行", .number = "6222000000000001"};
    return said;
}

}  // namespace yidi::claim::testing
