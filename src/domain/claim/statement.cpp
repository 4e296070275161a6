#include "domain/claim/statement.h"

#include <algorithm>
#include <array>

namespace yidi::claim {
namespace {

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

tl::unexpected<Error> refuse(ErrorCode code, std::string where, std::string rule,
                             std::string remedy, std::string detail) {
    return fail(Error{.code = code,
                      .where = std::move(where),
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

/// Count and price are both stated, and give the amount; or neither is.
Result<void> check_price(const adjudication::Line& line, const std::string& where) {
    constexpr std::int64_t kMicroyuanOfFen = 10'000;
    if (!is_priced(line)) {
        if (line.det_item_fee_sumamt.fen() <= UnitPrice::kMicroyuanMax / kMicroyuanOfFen) {
            return {};
        }
        return refuse(ErrorCode::bad_amount, where + "/det_item_fee_sumamt",
                      "at most 9,999,999.99 for a line without count and price",
                      "copy count and price from the itemised list",
                      "no price is as large as this amount");
    }
    if (line.cnt <= Quantity{} || line.pric <= UnitPrice{}) {
        return refuse(ErrorCode::bad_value, where + (line.cnt <= Quantity{} ? "/cnt" : "/pric"),
                      "count and price above zero, or neither of them",
                      "copy both from the itemised list; leave both out where it has none",
                      "the line has only one of count and price, or one below zero");
    }
    const Money product = amount(line.pric, line.cnt, Rounding::half_up);
    const std::int64_t off = line.det_item_fee_sumamt.fen() - product.fen();
    // As in a case file: a hospital may round the price that it prints.
    if (off >= -1 && off <= 1) {
        return {};
    }
    return refuse(ErrorCode::inconsistent, where + "/det_item_fee_sumamt",
                  "cnt × pric, at most 0.01 off", "mend the amount, the count or the price",
                  "the line says " + to_yuan(line.det_item_fee_sumamt) + ", but cnt × pric is " +
                      to_yuan(product));
}

Result<void> check_line(const adjudication::Line& line, std::size_t at) {
    const std::string where = "/lines/" + std::to_string(at);
    if (line.det_item_fee_sumamt <= Money{} || line.det_item_fee_sumamt.fen() > kInputFenMax) {
        return refuse(ErrorCode::bad_amount, where + "/det_item_fee_sumamt",
                      "an amount above zero, at most 999,999,999.99",
                      "write the line's amount as the invoice's list has it",
                      "the line has no such amount");
    }
    if (line.medins_list_name.empty() && line.med_list_codg.empty()) {
        return refuse(ErrorCode::missing_key, where + "/medins_list_name",
                      "the name or the national code of the item", "name what was bought or done",
                      "the line names nothing");
    }
    return check_price(line, where);
}

}  // namespace

bool is_invoice_number(std::string_view text) {
    return text.size() == kInvoiceDigits && are_digits(text);
}

bool is_paper_number(std::string_view text) {
    return text.size() >= kPaperDigitsMin && text.size() <= kPaperDigitsMax && are_digits(text);
}

bool is_priced(const adjudication::Line& line) {
    return line.cnt != Quantity{} || line.pric != UnitPrice{};
}

Result<void> check_attributes(const adjudication::LineAttributes& read, const std::string& where) {
    constexpr std::array<std::string_view, 3> kClasses{"01", "02", "03"};
    if (std::ranges::find(kClasses, read.chrgitm_lv) == kClasses.end()) {
        return refuse(ErrorCode::bad_value, where + "/chrgitm_lv", "01, 02 or 03",
                      "say which class the insured region's catalogue has it in",
                      "no catalogue has this class");
    }
    if (read.selfpay_prop > Rate::one()) {
        return refuse(ErrorCode::bad_value, where + "/selfpay_prop", "a ratio from 0 to 1",
                      "write 0.1 for a tenth", "more than the whole would be paid first");
    }
    if (read.pric_uplmt_amt && *read.pric_uplmt_amt < UnitPrice{}) {
        return refuse(ErrorCode::bad_amount, where + "/pric_uplmt_amt", "a limit not below zero",
                      "leave it out where the price is not limited", "the limit is below zero");
    }
    return {};
}

Result<void> check_account(const BankAccount& account) {
    constexpr std::size_t kDigitsMin = 8;
    constexpr std::size_t kDigitsMax = 32;
    if (account.holder.empty() || account.bank.empty()) {
        return refuse(ErrorCode::missing_key, "/account", "the name of the holder and of the bank",
                      "write both as they stand on the card", "the account is not named");
    }
    const std::size_t size = account.number.size();
    if (size < kDigitsMin || size > kDigitsMax || !are_digits(account.number)) {
        return refuse(ErrorCode::bad_value, "/account/number", "8 to 32 digits without blanks",
                      "write the number as it stands on the card", "this is no account number");
    }
    return {};
}

bool is_manl_reim_rea(std::string_view code) {
    constexpr std::array<std::string_view, 11> kCodes{"01", "02", "03", "04", "05", "06",
                                                      "07", "08", "09", "10", "99"};
    return std::ranges::find(kCodes, code) != kCodes.end();
}

Money Statement::claimed() const {
    Money sum;
    for (const adjudication::Line& line : lines) {
        sum += line.det_item_fee_sumamt;
    }
    return sum;
}

bool Statement::is_advance() const {
    return rel_ttp_flag && (circumstances.third_party_unpaid || circumstances.third_party_unknown);
}

bool Statement::is_stay() const {
    const auto business = policy::business_of(med_type);
    return business == policy::Business::inpatient || business == policy::Business::maternity;
}

Result<void> check_draft(const Statement& statement) {
    if (statement.enddate < statement.begndate) {
        return refuse(ErrorCode::inconsistent, "/enddate", "a day not before begndate",
                      "mend one of the days", "the care would end before it begins");
    }
    if (statement.lines.size() > kLinesMax || statement.invoices.size() > kInvoicesMax) {
        return refuse(ErrorCode::limit_exceeded, "/lines",
                      "at most 5,000 lines and 100 invoices in one claim",
                      "claim each stay by itself", "the claim is larger");
    }
    return {};
}

Result<void> check_statement(const Statement& statement) {
    if (!policy::business_of(statement.med_type)) {
        return refuse(ErrorCode::bad_value, "/med_type", "a code of the table med_type",
                      "say what kind of care it was", "no care has this code");
    }
    if (!is_manl_reim_rea(statement.manl_reim_rea)) {
        return refuse(ErrorCode::bad_value, "/manl_reim_rea", "01 to 10, or 99",
                      "say why it was not settled directly; 99 for any other reason",
                      "there is no such reason");
    }
    if (statement.place.mdtrtarea_admvs == 0 || statement.place.fixmedins_name.empty()) {
        return refuse(ErrorCode::missing_key, "/place", "the region and the institution's name",
                      "copy them from the invoice", "it is not said where the care was");
    }
    YIDI_TRY_VOID(check_draft(statement));
    if (statement.lines.empty() || statement.invoices.empty()) {
        const bool no_lines = statement.lines.empty();
        return refuse(ErrorCode::missing_key, no_lines ? "/lines" : "/invoices",
                      "at least one line, and the invoice that it stands on",
                      "type the itemised list, and the numbers of the invoices",
                      "there is nothing to decide about");
    }
    for (std::size_t i = 0; i < statement.lines.size(); ++i) {
        YIDI_TRY_VOID(check_line(statement.lines[i], i));
    }
    for (std::size_t i = 0; i < statement.invoices.size(); ++i) {
        if (statement.invoices[i].amount <= Money{}) {
            return refuse(ErrorCode::bad_amount, "/invoices/" + std::to_string(i) + "/amount",
                          "an amount above zero", "write what the invoice says",
                          "an invoice has no such amount");
        }
    }
    if (statement.claimed().fen() > kInputFenMax) {
        return refuse(ErrorCode::bad_amount, "/lines", "at most 999,999,999.99 in one claim",
                      "claim each stay by itself", "the lines sum to more");
    }
    return check_account(statement.account);
}

}  // namespace yidi::claim
