#include "adapters/render/statement.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/render/amount_words.h"

namespace yidi::render {
namespace {

using policy::FundField;

Money yuan(std::int64_t whole) {
    return Money::from_yuan(whole);
}

/// A stay elsewhere of 12,345.67: 345.67 own expense, 2,000 paid first, 10,000 in scope.
/// (10,000 - 1,000) * 80 % = 7,200 by the pooled fund, 300 by the serious illness insurance, 500
/// from the account, 4,345.67 in cash.
Statement stay() {
    Statement one;
    one.institution = {.code = "H99010100001", .words = "演示人民医院"};
    one.treating_region = {.code = "120101", .words = "天津市和平区"};
    one.psn_name = "张<三>";
    one.certno = "990101196003070013";
    one.psn_no = "13010000000000000042";
    one.insured_region = {.code = "130100", .words = "石家庄市"};
    one.is_remote = true;
    one.insutype = {.code = "310", .words = "职工医保"};
    one.psn_type = {.code = "12", .words = "退休人员"};
    one.cvlserv_flag = true;
    one.mdtrt_id = 1001;
    one.ipt_otp_no = "I&1";
    one.med_type = {.code = "21", .words = "住院"};
    one.begndate = Date::from_ymd({.year = 2025, .month = 3, .day = 1});
    one.enddate = Date::from_ymd({.year = 2025, .month = 3, .day = 13});
    one.setl_id = 1002;
    one.msgid = "H99010100001202503131200000001";
    one.setl_time = parse_instant("2025-03-13 12:00:00").value_or(Instant{});
    one.opter = "007";
    one.clr_type = "21";
    one.year = 2025;
    one.info.medfee_sumamt = Money::from_fen(1'234'567);
    one.info.fulamt_ownpay_amt = Money::from_fen(34'567);
    one.info.preselfpay_amt = yuan(2'000);
    one.info.inscp_scp_amt = yuan(10'000);
    one.info.act_pay_dedc = yuan(1'000);
    one.info.pool_prop_selfpay = Ratio{Rate::from_ppm(800'000)};
    one.info.fund.at(static_cast<std::size_t>(FundField::hifp_pay)) = yuan(7'200);
    one.info.fund.at(static_cast<std::size_t>(FundField::hifmi_pay)) = yuan(300);
    one.info.fund_pay_sumamt = yuan(7'500);
    one.info.psn_part_amt = Money::from_fen(484'567);
    one.info.acct_pay = yuan(500);
    one.info.psn_cash_pay = Money::from_fen(434'567);
    one.info.balc = Money::from_fen(5);
    one.payers = {
        {.fund_pay_type = "310100",
         .fund_pay_type_name = "职工基本医疗保险统筹基金",
         .inscp_scp_amt = yuan(9'000),
         .crt_payb_lmt_amt = yuan(20'000),
         .fund_payamt = yuan(7'200),
         .setl_proc_info = "政策范围 10000.00 减起付线 1000.00\n9000.00 × 80% = 7200.00"},
        {.fund_pay_type = "390200",
         .fund_pay_type_name = "大病 \"甲\"",
         .inscp_scp_amt = yuan(500),
         .crt_payb_lmt_amt = {},
         .fund_payamt = yuan(300),
         .setl_proc_info = {}},
    };
    one.cum.emplace();
    one.cum->ipt_cnt = 1;
    one.cum->of(policy::Business::inpatient) = {
        .dedc = yuan(1'000), .scope = yuan(10'000), .pool = yuan(7'200)};
    one.cum->layer_base[1] = yuan(500);
    one.cum->layer_paid[1] = yuan(300);
    return one;
}

/// That stay taken back: every amount is the negative.
Statement reversal() {
    Statement one = stay();
    one.state = StatementState::reversal;
    one.other_setl_id = 1002;
    one.setl_id = 1007;
    one.is_interim = true;
    one.cum.reset();
    one.corrections = {{.setl_id = 1005,
                        .at = one.setl_time,
                        .fund_pay_sumamt = Money::from_fen(-1),
                        .psn_part_amt = Money::from_fen(1)}};
    for (Money* amount :
         {&one.info.medfee_sumamt, &one.info.fulamt_ownpay_amt, &one.info.preselfpay_amt,
          &one.info.inscp_scp_amt, &one.info.act_pay_dedc, &one.info.fund_pay_sumamt,
          &one.info.psn_part_amt, &one.info.acct_pay, &one.info.psn_cash_pay}) {
        *amount = -*amount;
    }
    for (Money& amount : one.info.fund) amount = -amount;
    for (settlement::Payer& payer : one.payers) payer.fund_payamt = -payer.fund_payamt;
    return one;
}

std::string kept(const std::string& name) {
    std::ifstream file{"src/adapters/render/testdata/" + name};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string statement_html(const Statement& statement) {
    return sheet_html(statement_sheet(statement));
}

bool says(const std::string& page, std::string_view text) {
    return page.find(text) != std::string::npos;
}

std::ptrdiff_t count(const std::string& page, char character) {
    return std::ranges::count(page, character);
}

TEST(StatementHtml, IsThePageThatIsKept) {
    EXPECT_EQ(statement_html(stay()), kept("stay.html"));
    EXPECT_EQ(statement_html(reversal()), kept("reversal.html"));
}

TEST(StatementHtml, NeedsNothingElse) {
    const std::string page = statement_html(stay());
    for (const char* text : {"<script", "src=", "href=", "url(", "http", "@import", "onload"}) {
        EXPECT_FALSE(says(page, text)) << text;
    }
}

TEST(StatementHtml, SaysInABigWordWhatDoesNotStand) {
    Statement one = stay();
    EXPECT_FALSE(says(statement_html(one), "class=\"state\""));
    one.state = StatementState::reversed;
    one.other_setl_id = 1007;
    EXPECT_TRUE(says(statement_html(one), "<b>已撤销</b>本次结算已由撤销结算 1007"));
    EXPECT_TRUE(says(statement_html(reversal()), "<b>撤销结算</b>各项金额冲回结算 1002"));
}

TEST(StatementHtml, LeavesOutWhatIsZeroButNoTotal) {
    const Statement one;
    const std::string page = statement_html(one);
    for (const char* name :
         {"medfee_sumamt", "inscp_scp_amt", "fulamt_ownpay_amt", "overlmt_selfpay",
          "preselfpay_amt", "fund_pay_sumamt", "hosp_part_amt", "psn_part_amt", "acct_pay",
          "acct_mulaid_pay", "psn_cash_pay"}) {
        EXPECT_TRUE(says(page, name)) << name;
    }
    for (const char* name : {"act_pay_dedc", "hifp_pay", "balc", "pool_prop_selfpay", "年度累计",
                             "支付方与", "费用分类", "备案类型", "住院天数"}) {
        EXPECT_FALSE(says(page, name)) << name;
    }
    EXPECT_TRUE(says(page, "零元整"));
}

/// Bed 100 of class A; drugs 50 of A, 30 of B and 20 own expense; 7 that no catalogue has.
Statement with_lines() {
    Statement one = stay();
    const auto add = [&one](const char* type, const char* grade, std::int64_t whole) {
        one.lines.push_back({.med_chrgitm_type = type,
                             .name = "项目" + std::to_string(one.lines.size() + 1),
                             .med_list_codg = "C" + std::to_string(one.lines.size() + 1),
                             .chrgitm_lv = grade,
                             .cnt = Quantity::from_ten_thousandths(15'000),
                             .pric = {},
                             .det_item_fee_sumamt = yuan(whole),
                             .preselfpay_amt = {},
                             .fulamt_ownpay_amt = {}});
    };
    add("09", "01", 50);
    add("01", "01", 100);
    add("09", "02", 30);
    add("09", "03", 20);
    add("", "", 7);
    return one;
}

TEST(StatementHtml, TellsTheBillByCategoryAndClass) {
    const std::string page = statement_html(with_lines());
    const auto row = [&page](std::string_view label, std::string_view amounts) {
        std::string wanted = "<td>" + std::string{label} + "</td>";
        for (std::size_t at = 0; at < amounts.size();) {
            const std::size_t end = std::min(amounts.find(' ', at), amounts.size());
            wanted +=
                "<td class=\"amount\">¥" + std::string{amounts.substr(at, end - at)} + "</td>";
            at = end + 1;
        }
        return says(page, wanted);
    };
    EXPECT_TRUE(row("床位费", "100.00 100.00 0.00 0.00"));
    EXPECT_TRUE(row("西药费", "100.00 50.00 30.00 20.00"));
    EXPECT_TRUE(row("其他费", "7.00 0.00 0.00 7.00"));
    EXPECT_TRUE(row("合计", "207.00 150.00 30.00 27.00"));
    EXPECT_LT(page.find("床位费"), page.find("西药费"));
    EXPECT_FALSE(says(page, "费用明细"));
}

TEST(StatementHtml, ListsEachLineWhenAsked) {
    Statement one = with_lines();
    one.lists_lines = true;
    const std::string page = statement_html(one);
    EXPECT_TRUE(says(page, "费用明细（5 行）"));
    for (const char* text : {"项目3", "C3", "乙类", ">丙类<", ">1.5<"}) {
        EXPECT_TRUE(says(page, text)) << text;
    }
}

TEST(StatementHtml, SaysWhereAndUnderWhichFiling) {
    Statement one = stay();
    one.is_stay = true;
    one.filing = "异地转诊人员";
    one.ward = "心内科";
    one.diagnosis = "心肌梗死";
    const std::string page = statement_html(one);
    for (const char* text : {"跨省异地就医直接结算　住院", "异地转诊人员", "心内科", "心肌梗死",
                             "<th>住院天数</th><td>12</td>"}) {
        EXPECT_TRUE(says(page, text)) << text;
    }
    one.is_province = true;
    EXPECT_TRUE(says(statement_html(one), "省内异地就医直接结算"));
    one.is_interim = true;
    EXPECT_FALSE(says(statement_html(one), "住院天数"));
}

TEST(StatementHtml, NoTextCanBeMoreThanText) {
    Statement one = stay();
    one.psn_name = "<script>alert('1')</script>";
    one.payers[0].setl_proc_info = std::string{"</p>&\"\x01", 7};
    const std::string page = statement_html(one);
    EXPECT_TRUE(says(page, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    EXPECT_TRUE(says(page, "&lt;/p&gt;&amp;&quot;\xEF\xBF\xBD"));
    EXPECT_FALSE(says(page, "<script"));
}

RC_GTEST_PROP(StatementHtml, HasTheSameTagsWhateverTheTexts, ()) {
    const auto texts = *rc::gen::container<std::vector<std::string>>(
        12, rc::gen::nonEmpty(
                rc::gen::container<std::string>(rc::gen::elementOf(std::string{"<>&\"'/=a1 \n"}))));
    const auto page_of = [](const std::vector<std::string>& text) {
        Statement one = stay();
        one.institution = {.code = text[0], .words = text[1]};
        one.treating_region = {.code = text[2], .words = text[3]};
        one.psn_name = text[4];
        one.ipt_otp_no = text[5];
        one.dise_codg = text[6];
        one.chrg_bchno = text[7];
        one.msgid = text[8];
        one.opter = text[9];
        one.payers[0].fund_pay_type_name = text[10];
        one.payers[0].setl_proc_info = text[11];
        return statement_html(one);
    };
    const std::string page = page_of(texts);
    const std::string plain = page_of(std::vector<std::string>(12, "x"));
    for (const char character : {'<', '>', '"', '\''}) {
        RC_ASSERT(count(page, character) == count(plain, character));
    }
}

RC_GTEST_PROP(StatementHtml, ShowsEveryAmount, ()) {
    const auto fen = *rc::gen::unique<std::vector<std::int64_t>>(
        25, rc::gen::distinctFrom(rc::gen::inRange<std::int64_t>(-kInputFenMax, kInputFenMax), 0));
    std::size_t next = 0;
    const auto take = [&](Money& amount) { amount = Money::from_fen(fen[next++]); };
    Statement one = stay();
    adjudication::Setlinfo& info = one.info;
    for (Money* amount :
         {&info.medfee_sumamt, &info.fulamt_ownpay_amt, &info.overlmt_selfpay, &info.preselfpay_amt,
          &info.inscp_scp_amt, &info.rloc_preselfpay, &info.act_pay_dedc, &info.fund_pay_sumamt,
          &info.hosp_part_amt, &info.psn_part_amt, &info.acct_pay, &info.acct_mulaid_pay,
          &info.psn_cash_pay, &info.balc}) {
        take(*amount);
    }
    for (Money& amount : info.fund) take(amount);
    take(one.payers[0].inscp_scp_amt);
    take(one.payers[0].fund_payamt);
    take(one.payers[0].crt_payb_lmt_amt.emplace());
    RC_ASSERT(next == fen.size());
    const std::string page = statement_html(one);
    for (const std::int64_t amount : fen) {
        RC_ASSERT(says(page, ">" + yuan_figure(Money::from_fen(amount)) + "<"));
    }
    RC_ASSERT(says(page, yuan_in_capitals(info.medfee_sumamt)));
}

TEST(MaskedCertificate, ShowsAtMostAQuarterAtEachEnd) {
    EXPECT_EQ(masked_certificate("990101196003070013"), "9901**********0013");
    EXPECT_EQ(masked_certificate("E1234567"), "E1****67");
    EXPECT_EQ(masked_certificate("C42"), "***");
    EXPECT_EQ(masked_certificate("军字第1号"), "军***号");
    EXPECT_EQ(masked_certificate(""), "");
}

}  // namespace
}  // namespace yidi::render
