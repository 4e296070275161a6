#include "adapters/render/statement.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "adapters/render/amount_words.h"
#include "adapters/render/internal/html.h"
#include "domain/explain/labels.h"

namespace yidi::render {
namespace {

using adjudication::Accumulators;
using adjudication::Setlinfo;
using internal::escape;
using internal::escaped;
using policy::FundField;

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 14mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 182mm; padding: 6mm 0; color: #000; background: #fff;
  font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun", sans-serif }
h1 { margin: 0; font-size: 17pt; text-align: center; letter-spacing: .2em }
h2 { margin: 4mm 0 1mm; font-size: 11.5pt }
.sub { margin: 0 0 3mm; text-align: center }
.state { margin: 3mm 0; padding: 2mm 4mm; border: 1.2mm double #b00020; color: #b00020;
  text-align: center }
.state b { display: block; font-size: 26pt; letter-spacing: .3em }
table { width: 100%; border-collapse: collapse }
th, td { border: .25mm solid #555; padding: .8mm 2mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { font-weight: 600; background: #f0f0f0 }
td.amount, th.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.code { color: #444; font-size: 8.5pt; white-space: nowrap }
tr.total td { font-weight: 700 }
tr { break-inside: avoid }
.how { margin: 0; white-space: pre-line; font-size: 9pt }
.sign { display: flex; justify-content: space-between; margin: 8mm 0 4mm }
footer { margin-top: 4mm; border-top: .25mm solid #555; padding-top: 1mm; font-size: 8.5pt;
  color: #333 }
@media print { body { padding: 0; max-width: none } .state { print-color-adjust: exact } }
)";

/// Writes a page from its parts; every text that is not ours goes through escape().
class Page {
public:
    explicit Page(const Statement& statement) : of_{statement} {}

    std::string write() && {
        head();
        state();
        facts();
        amounts();
        payers();
        corrections();
        year();
        foot();
        return std::move(out_);
    }

private:
    struct Fact {
        std::string_view label;
        std::string value;
    };

    void head() {
        out_ += "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>";
        out_ += "医疗费用结算单 ";
        out_ += std::to_string(of_.setl_id);
        out_ += "</title>\n<style>";
        out_ += kStyle;
        out_ += "</style>\n</head>\n<body>\n<h1>医疗费用结算单</h1>\n<p class=\"sub\">";
        out_ += of_.is_remote ? "异地就医直接结算" : "本地直接结算";
        if (of_.is_interim) out_ += "（中途结算）";
        out_ += "</p>\n";
    }

    void state() {
        if (of_.state == StatementState::settled) return;
        const bool is_reversed = of_.state == StatementState::reversed;
        out_ += "<p class=\"state\"><b>";
        out_ += is_reversed ? "已撤销" : "撤销结算";
        out_ += "</b>";
        out_ += is_reversed ? "本次结算已由撤销结算 " : "各项金额冲回结算 ";
        out_ += std::to_string(of_.other_setl_id);
        out_ += is_reversed ? " 冲回，本单不再是付款凭证。" : " 的金额，为其相反数。";
        out_ += "</p>\n";
    }

    static std::string shown(const Coded& coded) {
        if (coded.words.empty()) return coded.code;
        return coded.code.empty() ? coded.words : coded.words + "（" + coded.code + "）";
    }

    void facts() {
        std::vector<Fact> all{
            {"定点医药机构", shown(of_.institution)},
            {"就医地", shown(of_.treating_region)},
            {"姓名", of_.psn_name},
            {"证件号码", masked_certificate(of_.certno)},
            {"人员编号", of_.psn_no},
            {"参保地", shown(of_.insured_region)},
            {"险种", shown(of_.insutype)},
            {"人员类别", shown(of_.psn_type) + (of_.cvlserv_flag ? "，公务员" : "")},
            {"就诊号", std::to_string(of_.mdtrt_id)},
            {"住院/门诊号", of_.ipt_otp_no},
            {"医疗类别", shown(of_.med_type)},
            {"病种编码", of_.dise_codg},
            {"开始日期", to_string(of_.begndate)},
            {"结束日期", to_string(of_.enddate)},
            {"结算编号", std::to_string(of_.setl_id)},
            {"收费批次", of_.chrg_bchno},
            {"结算时间", to_string(of_.setl_time)},
            {"经办人", of_.opter},
            {"医药机构交易流水号", of_.msgid},
            {"医院等级", of_.hosp_lv},
            {"清算类别", of_.clr_type},
            {"计算依据", of_.computed_by},
        };
        std::erase_if(all, [](const Fact& fact) { return fact.value.empty(); });
        out_ += "<table>\n";
        for (std::size_t i = 0; i < all.size(); i += 2) {
            out_ += "<tr>";
            fact(all[i]);
            fact(i + 1 < all.size() ? all[i + 1] : Fact{});
            out_ += "</tr>\n";
        }
        out_ += "</table>\n";
    }
    void fact(const Fact& one) {
        out_.append("<th>").append(one.label).append("</th><td>");
        escape(one.value, out_);
        out_ += "</td>";
    }

    void begin_table(std::string_view title, std::string_view heads) {
        out_.append("<h2>").append(title).append("</h2>\n<table>\n<tr>");
        out_.append(heads).append("</tr>\n");
    }
    void amount_row(std::string_view label, std::string_view name, Money amount) {
        out_.append("<td>").append(label).append("</td><td class=\"code\">").append(name);
        out_ += "</td>";
        amount_cell(amount);
        out_ += "</tr>\n";
    }
    void amount_cell(Money amount) {
        out_.append("<td class=\"amount\">").append(yuan_figure(amount)).append("</td>");
    }
    void total(std::string_view label, std::string_view name, Money amount) {
        out_ += "<tr class=\"total\">";
        amount_row(label, name, amount);
    }
    void part(std::string_view label, std::string_view name, Money amount) {
        if (amount == Money{}) return;
        out_ += "<tr>";
        amount_row(label, name, amount);
    }

    void amounts() {
        const Setlinfo& info = of_.info;
        begin_table("费用与支付", "<th>项目</th><th>代码</th><th class=\"amount\">金额</th>");
        total("医疗费总额", "medfee_sumamt", info.medfee_sumamt);
        out_ += "<tr><td>医疗费总额（大写）</td><td colspan=\"2\">";
        out_ += yuan_in_capitals(info.medfee_sumamt);
        out_ += "</td></tr>\n";
        total("符合政策范围金额", "inscp_scp_amt", info.inscp_scp_amt);
        total("全自费金额", "fulamt_ownpay_amt", info.fulamt_ownpay_amt);
        part("超限价自费费用", "overlmt_selfpay", info.overlmt_selfpay);
        part("先行自付金额", "preselfpay_amt", info.preselfpay_amt);
        part("异地先行自付（含于政策范围）", "rloc_preselfpay", info.rloc_preselfpay);
        part("实际支付起付线", "act_pay_dedc", info.act_pay_dedc);
        ratio();
        total("基金支付总额", "fund_pay_sumamt", info.fund_pay_sumamt);
        funds();
        total("医院负担金额", "hosp_part_amt", info.hosp_part_amt);
        total("个人负担总金额", "psn_part_amt", info.psn_part_amt);
        total("个人账户支出", "acct_pay", info.acct_pay);
        total("个人账户共济支付金额", "acct_mulaid_pay", info.acct_mulaid_pay);
        total("个人现金支出", "psn_cash_pay", info.psn_cash_pay);
        part("个人账户余额", "balc", info.balc);
        out_ += "</table>\n";
    }
    void ratio() {
        if (of_.info.pool_prop_selfpay.num() == 0) return;
        // A hundred yuan times the ratio is the percentage, exact to its two places.
        const Money percent =
            Money::from_yuan(100).times(of_.info.pool_prop_selfpay, Rounding::half_up);
        out_ += "<tr><td>统筹基金支付比例（所达最后一段）</td><td class=\"code\">pool_prop_selfpay";
        out_.append("</td><td class=\"amount\">").append(to_yuan(percent)).append("%</td></tr>\n");
    }
    void funds() {
        static constexpr std::array<std::string_view, policy::kFundFieldCount> kNames{
            "基本医疗保险统筹基金支出", "职工大额医疗费用补助基金支出",
            "居民大病保险资金支出",     "公务员医疗补助资金支出",
            "企业补充医疗保险基金支出", "伤残人员医疗保障基金支出",
            "医疗救助基金支出",         "其他支出"};
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            part("　其中：" + std::string{kNames.at(i)}, policy::name(static_cast<FundField>(i)),
                 of_.info.fund.at(i));
        }
    }

    void payers() {
        if (of_.payers.empty()) return;
        begin_table("支付方与计算过程",
                    "<th>支付方</th><th class=\"amount\">计入范围</th>"
                    "<th class=\"amount\">可用限额</th><th class=\"amount\">支付</th>");
        for (const settlement::Payer& payer : of_.payers) {
            out_ += "<tr><td>";
            escape(payer.fund_pay_type_name, out_);
            out_ += "<br><span class=\"code\">";
            escape(payer.fund_pay_type, out_);
            out_ += "</span></td>";
            amount_cell(payer.inscp_scp_amt);
            if (payer.crt_payb_lmt_amt) {
                amount_cell(*payer.crt_payb_lmt_amt);
            } else {
                out_ += "<td class=\"amount\">—</td>";
            }
            amount_cell(payer.fund_payamt);
            out_ += "</tr>\n";
            if (payer.setl_proc_info.empty()) continue;
            out_ += R"(<tr><td colspan="4"><p class="how">)";
            escape(payer.setl_proc_info, out_);
            out_ += "</p></td></tr>\n";
        }
        out_ += "</table>\n";
    }

    void corrections() {
        if (of_.corrections.empty()) return;
        begin_table("结算后的更正（同年度较早的结算被撤销后重新计算，金额为差额）",
                    "<th>更正编号</th><th>时间</th><th class=\"amount\">基金支付总额</th>"
                    "<th class=\"amount\">个人负担总金额</th>");
        for (const StatementCorrection& one : of_.corrections) {
            out_.append("<tr><td>").append(std::to_string(one.setl_id)).append("</td><td>");
            out_.append(to_string(one.at)).append("</td>");
            amount_cell(one.fund_pay_sumamt);
            amount_cell(one.psn_part_amt);
            out_ += "</tr>\n";
        }
        out_ += "</table>\n";
    }

    void year();
    void year_row(std::string_view label, const std::array<Money, 3>& amounts) {
        if (amounts == std::array<Money, 3>{}) return;
        out_.append("<tr><td>").append(label).append("</td>");
        for (const Money amount : amounts) amount_cell(amount);
        out_ += "</tr>\n";
    }

    void foot() {
        out_ +=
            "<p class=\"sign\"><span>患者或家属签字：</span><span>收费员：</span>"
            "<span>医疗机构（盖章）：</span></p>\n"
            "<footer>本单由异地（Yidi）根据已入账的结算记录生成，仅供核对，"
            "不是财政或医保部门的正式票据。金额单位：人民币元。</footer>\n</body>\n</html>\n";
    }

    const Statement& of_;
    std::string out_;
};

void Page::year() {
    if (!of_.cum) return;
    const Accumulators& cum = *of_.cum;
    begin_table("年度累计（" + std::to_string(of_.year) + " 年度，含本次，住院 " +
                    std::to_string(cum.ipt_cnt) + " 次）",
                "<th>类别</th><th class=\"amount\">起付线累计</th>"
                "<th class=\"amount\">政策范围累计</th><th class=\"amount\">基金支付累计</th>");
    for (std::size_t i = 0; i < cum.year.size(); ++i) {
        const adjudication::YearCounter& used = cum.year.at(i);
        year_row(explain::label(static_cast<policy::Business>(i)).zh,
                 {used.dedc, used.scope, used.pool});
    }
    static constexpr std::array<std::string_view, adjudication::kNamedLayerCount> kLayers{
        "大额补助", "大病保险", "公务员补助", "企业补充",
        "医疗救助", "倾斜救助", "伤残军人",   "其他"};
    for (std::size_t i = 0; i < kLayers.size(); ++i) {
        year_row(kLayers.at(i), {Money{}, cum.layer_base.at(i), cum.layer_paid.at(i)});
    }
    for (const adjudication::LayerCounter& layer : cum.by_layer) {
        year_row(escaped(layer.id), {Money{}, layer.base, layer.paid});
    }
    out_ += "</table>\n";
}

/// The bytes of each character of a UTF-8 text.
std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        const auto follows = [&](std::size_t at) {
            return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        };
        std::size_t size = 1;
        while (follows(size)) ++size;
        all.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return all;
}

}  // namespace

std::string masked_certificate(const std::string& certno) {
    constexpr std::size_t kShownMax = 4;
    const std::vector<std::string_view> all = characters(certno);
    const std::size_t shown = std::min(kShownMax, all.size() / 4);
    std::string masked;
    for (std::size_t i = 0; i < all.size(); ++i) {
        masked += i < shown || i + shown >= all.size() ? all[i] : std::string_view{"*"};
    }
    return masked;
}

std::string statement_html(const Statement& statement) {
    return Page{statement}.write();
}

}  // namespace yidi::render
