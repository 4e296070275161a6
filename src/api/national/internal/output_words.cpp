#include "api/national/internal/output_words.h"

#include <array>

namespace yidi::national::internal {
namespace {

using codec::JsonWriter;
using policy::FundField;

}  // namespace

void text(JsonWriter& writer, std::string_view name, std::string_view value) {
    if (value.empty()) return nothing(writer, name);
    writer.member(name, value);
}

void number(JsonWriter& writer, std::string_view name, std::int64_t value) {
    writer.member(name, value);
}

void flag(JsonWriter& writer, std::string_view name, bool value) {
    writer.member(name, value ? "1" : "0");
}

void day(JsonWriter& writer, std::string_view name, std::optional<Date> value) {
    if (!value) return nothing(writer, name);
    writer.member(name, *value);
}

void time(JsonWriter& writer, std::string_view name, std::optional<Instant> value) {
    if (!value) return nothing(writer, name);
    writer.member(name, to_string(*value));
}

void exact(JsonWriter& writer, std::string_view name, const std::string& decimal) {
    writer.key(name);
    writer.raw(decimal);
}

void amount(JsonWriter& writer, std::string_view name, std::optional<Money> value) {
    if (!value) return nothing(writer, name);
    writer.member(name, *value);
}

void nothing(JsonWriter& writer, std::string_view name) {
    writer.key(name);
    writer.null();
}

void ratio(JsonWriter& writer, std::string_view name, Ratio value) {
    // A hundred yuan times the ratio has the ratio's four places in its fen.
    const std::string hundredfold = to_yuan(Money::from_yuan(100).times(value, Rounding::half_up));
    std::string digits;
    for (const char character : hundredfold) {
        if (character != '.') digits += character;
    }
    constexpr std::size_t kPlaces = 4;
    if (digits.size() <= kPlaces) digits.insert(0, kPlaces + 1 - digits.size(), '0');
    digits.insert(digits.size() - kPlaces, ".");
    exact(writer, name, digits);
}

void person(JsonWriter& writer, const PersonView& view) {
    const registry::Personal& personal = view.person.personal;
    text(writer, "psn_no", view.psn_no);
    text(writer, "psn_name", personal.psn_name);
    text(writer, "psn_cert_type", personal.psn_cert_type);
    text(writer, "certno", personal.certno);
    text(writer, "gend", personal.gend.empty() ? std::string_view{"0"} : personal.gend);
    text(writer, "naty", personal.naty);
    day(writer, "brdy", personal.brdy);
    const std::optional<std::int64_t> age = registry::age_on(personal, view.day);
    if (age) {
        number(writer, "age", *age);
    } else {
        nothing(writer, "age");
    }
}

void fund_amounts(JsonWriter& writer, const adjudication::Setlinfo& info) {
    const auto fund = [&](FundField field) {
        amount(writer, name(field), info.fund[static_cast<std::size_t>(field)]);
    };
    amount(writer, "medfee_sumamt", info.medfee_sumamt);
    amount(writer, "fulamt_ownpay_amt", info.fulamt_ownpay_amt);
    amount(writer, "overlmt_selfpay", info.overlmt_selfpay);
    amount(writer, "preselfpay_amt", info.preselfpay_amt);
    amount(writer, "inscp_scp_amt", info.inscp_scp_amt);
    amount(writer, "act_pay_dedc", info.act_pay_dedc);
    fund(FundField::hifp_pay);
    ratio(writer, "pool_prop_selfpay", info.pool_prop_selfpay);
    for (const FundField field :
         {FundField::cvlserv_pay, FundField::hifes_pay, FundField::hifmi_pay, FundField::hifob_pay,
          FundField::hifdm_pay, FundField::maf_pay}) {
        fund(field);
    }
    amount(writer, "hosp_part_amt", info.hosp_part_amt);
    fund(FundField::oth_pay);
    amount(writer, "fund_pay_sumamt", info.fund_pay_sumamt);
}

void payers(JsonWriter& writer, const settlement::Settlement& settlement) {
    writer.key("setldetail");
    writer.begin_array();
    for (const settlement::Payer& payer : settlement.payers) {
        writer.begin_object();
        text(writer, "fund_pay_type", payer.fund_pay_type);
        amount(writer, "inscp_scp_amt", payer.inscp_scp_amt);
        amount(writer, "crt_payb_lmt_amt", payer.crt_payb_lmt_amt);
        amount(writer, "fund_payamt", payer.fund_payamt);
        text(writer, "fund_pay_type_name", payer.fund_pay_type_name);
        text(writer, "setl_proc_info", payer.setl_proc_info);
        writer.end_object();
    }
    writer.end_array();
}

}  // namespace yidi::national::internal
