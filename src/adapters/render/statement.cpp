#include "adapters/render/statement.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "adapters/render/amount_words.h"
#include "domain/explain/labels.h"
#include "domain/registry/charge_type.h"

namespace yidi::render {
namespace {

using adjudication::Accumulators;
using adjudication::Setlinfo;
using policy::FundField;

constexpr std::string_view kClassA = "01";
constexpr std::string_view kClassB = "02";

Cell words(std::string text) {
    return {.kind = CellKind::words, .text = std::move(text)};
}
Cell head(std::string_view text) {
    return {.kind = CellKind::head, .text = std::string{text}};
}
Cell amount(Money amount) {
    return {.kind = CellKind::amount, .text = yuan_figure(amount)};
}
Cell figure(std::string text) {
    return {.kind = CellKind::amount, .text = std::move(text)};
}

std::string shown(const Coded& coded) {
    if (coded.words.empty()) return coded.code;
    return coded.code.empty() ? coded.words : coded.words + "（" + coded.code + "）";
}

std::string_view grade_of(const StatementLine& line) {
    if (line.chrgitm_lv == kClassA) return "甲类";
    return line.chrgitm_lv == kClassB ? "乙类" : "丙类";
}

class Writer {
public:
    explicit Writer(const Statement& statement) : of_{statement} {}

    Sheet write() && {
        out_.title = "医疗费用结算单";
        out_.subtitle = subtitle();
        out_.number = std::to_string(of_.setl_id);
        out_.at = of_.setl_time;
        state();
        facts();
        categories();
        where_it_went();
        who_pays();
        payers();
        corrections();
        year();
        lines();
        out_.signatures = {"收费员：", "医疗机构：", "患者或家属签字："};
        out_.foot =
            "本单由异地（Yidi）根据已入账的结算记录生成，仅供核对，不是财政或医保部门的正式票据；"
            "以国家医保信息平台的结算记录为准。金额单位：人民币元。";
        return std::move(out_);
    }

private:
    struct Fact {
        std::string_view label;
        std::string value;
    };

    [[nodiscard]] std::string subtitle() const {
        std::string text = "本地直接结算";
        if (of_.is_remote) text = of_.is_province ? "省内异地就医直接结算" : "跨省异地就医直接结算";
        if (!of_.med_type.words.empty()) text += "　" + of_.med_type.words;
        if (of_.is_interim) text += "（中途结算）";
        return text;
    }

    void state() {
        if (of_.state == StatementState::settled) return;
        const bool is_reversed = of_.state == StatementState::reversed;
        out_.state = {
            .word = is_reversed ? "已撤销" : "撤销结算",
            .sentence = std::string{is_reversed ? "本次结算已由撤销结算 " : "各项金额冲回结算 "} +
                        std::to_string(of_.other_setl_id) +
                        (is_reversed ? " 冲回，本单不再是付款凭证。" : " 的金额，为其相反数。")};
    }

    [[nodiscard]] std::string days() const {
        if (!of_.is_stay || of_.is_interim) return {};
        // Nobody pays for the day of leaving, but a stay of one day is one.
        return std::to_string(std::max(1, days_between(of_.begndate, of_.enddate)));
    }

    void facts() {
        std::vector<Fact> all{
            {"定点医药机构", shown(of_.institution)},
            {"医院等级", of_.hosp_lv},
            {"就医地", shown(of_.treating_region)},
            {"参保地", shown(of_.insured_region)},
            {"姓名", of_.psn_name},
            {"证件号码", masked_certificate(of_.certno)},
            {"人员编号", of_.psn_no},
            {"险种", shown(of_.insutype)},
            {"人员类别", shown(of_.psn_type) + (of_.cvlserv_flag ? "，公务员" : "")},
            {"备案类型", of_.filing},
            {"就诊号", std::to_string(of_.mdtrt_id)},
            {"住院/门诊号", of_.ipt_otp_no},
            {"医疗类别", shown(of_.med_type)},
            {"科室", of_.ward},
            {"诊断", of_.diagnosis},
            {"病种编码", of_.dise_codg},
            {"开始日期", to_string(of_.begndate)},
            {"结束日期", to_string(of_.enddate)},
            {"住院天数", days()},
            {"结算编号", std::to_string(of_.setl_id)},
            {"收费批次", of_.chrg_bchno},
            {"结算时间", to_string(of_.setl_time)},
            {"经办人", of_.opter},
            {"清算类别", of_.clr_type},
            {"医药机构交易流水号", of_.msgid},
            {"计算依据", of_.computed_by},
        };
        std::erase_if(all, [](const Fact& fact) { return fact.value.empty(); });
        SheetTable table{.widths = {14, 36, 14, 36}};
        for (std::size_t i = 0; i < all.size(); i += 2) {
            SheetRow& row = table.rows.emplace_back();
            row.cells = {head(all[i].label), words(all[i].value)};
            if (i + 1 < all.size()) {
                row.cells.push_back(head(all[i + 1].label));
                row.cells.push_back(words(all[i + 1].value));
            } else {
                row.cells.back().span = 3;
            }
        }
        out_.tables.push_back(std::move(table));
    }

    void categories() {
        if (of_.lines.empty()) return;
        struct Sums {
            Money all, a, b, own;
        };
        std::map<std::string_view, Sums> by_type;
        Sums total;
        for (const StatementLine& line : of_.lines) {
            for (Sums* sums :
                 {&by_type[registry::charge_type(line.med_chrgitm_type).code], &total}) {
                sums->all += line.det_item_fee_sumamt;
                (line.chrgitm_lv == kClassA   ? sums->a
                 : line.chrgitm_lv == kClassB ? sums->b
                                              : sums->own) += line.det_item_fee_sumamt;
            }
        }
        SheetTable table{.title = "费用分类",
                         .widths = {28, 18, 18, 18, 18},
                         .heads = {words("收费类别"), figure("金额"), figure("其中甲类"),
                                   figure("乙类"), figure("丙类（自费）")}};
        const auto add = [&table](std::string_view label, const Sums& sums, bool is_total) {
            table.rows.push_back({.cells = {words(std::string{label}), amount(sums.all),
                                            amount(sums.a), amount(sums.b), amount(sums.own)},
                                  .is_total = is_total});
        };
        for (const auto& [code, sums] : by_type) add(registry::charge_type(code).name, sums, false);
        add("合计", total, true);
        out_.tables.push_back(std::move(table));
    }

    SheetTable& amounts(std::string title) {
        return out_.tables.emplace_back(
            SheetTable{.title = std::move(title),
                       .widths = {50, 28, 22},
                       .heads = {words("项目"), words("代码"), figure("金额")}});
    }
    static void total(SheetTable& table, std::string_view label, std::string_view name,
                      Money value) {
        table.rows.push_back({.cells = {words(std::string{label}),
                                        {.kind = CellKind::code, .text = std::string{name}},
                                        amount(value)},
                              .is_total = true});
    }
    /// What people look for, also where it is nothing.
    static void always(SheetTable& table, std::string_view label, std::string_view name,
                       Money value) {
        total(table, label, name, value);
        table.rows.back().is_total = false;
    }
    static void part(SheetTable& table, std::string_view label, std::string_view name,
                     Money value) {
        if (value != Money{}) always(table, label, name, value);
    }

    /// medfee = fulamt + overlmt + preself + inscp, as everybody can check.
    void where_it_went() {
        const Setlinfo& info = of_.info;
        SheetTable& table = amounts("费用去向（前四项之和为总额）");
        always(table, "全自费金额", "fulamt_ownpay_amt", info.fulamt_ownpay_amt);
        always(table, "超限价自费费用", "overlmt_selfpay", info.overlmt_selfpay);
        always(table, "先行自付金额", "preselfpay_amt", info.preselfpay_amt);
        always(table, "符合政策范围金额", "inscp_scp_amt", info.inscp_scp_amt);
        part(table, "　其中：异地先行自付", "rloc_preselfpay", info.rloc_preselfpay);
        total(table, "医疗费总额", "medfee_sumamt", info.medfee_sumamt);
        table.rows.push_back(
            {.cells = {words("医疗费总额（大写）"),
                       {.text = yuan_in_capitals(info.medfee_sumamt), .span = 2}}});
    }

    void who_pays() {
        const Setlinfo& info = of_.info;
        SheetTable& table = amounts("谁来支付（基金、医院、个人之和为总额）");
        part(table, "实际支付起付线（在个人负担之内）", "act_pay_dedc", info.act_pay_dedc);
        ratio(table);
        total(table, "基金支付总额", "fund_pay_sumamt", info.fund_pay_sumamt);
        funds(table);
        total(table, "医院负担金额", "hosp_part_amt", info.hosp_part_amt);
        total(table, "个人负担总金额", "psn_part_amt", info.psn_part_amt);
        always(table, "　其中：个人账户支出", "acct_pay", info.acct_pay);
        always(table, "　其中：个人账户共济支付金额", "acct_mulaid_pay", info.acct_mulaid_pay);
        always(table, "　其中：个人现金支出", "psn_cash_pay", info.psn_cash_pay);
        part(table, "结算后个人账户余额", "balc", info.balc);
    }
    void ratio(SheetTable& table) const {
        if (of_.info.pool_prop_selfpay.num() == 0) return;
        // A hundred yuan times the ratio is the percentage, exact to its two places.
        const Money percent =
            Money::from_yuan(100).times(of_.info.pool_prop_selfpay, Rounding::half_up);
        table.rows.push_back({.cells = {words("统筹基金支付比例（所达最后一段）"),
                                        {.kind = CellKind::code, .text = "pool_prop_selfpay"},
                                        figure(to_yuan(percent) + "%")}});
    }
    void funds(SheetTable& table) const {
        static constexpr std::array<std::string_view, policy::kFundFieldCount> kNames{
            "基本医疗保险统筹基金支出", "职工大额医疗费用补助基金支出",
            "居民大病保险资金支出",     "公务员医疗补助资金支出",
            "企业补充医疗保险基金支出", "伤残人员医疗保障基金支出",
            "医疗救助基金支出",         "其他支出"};
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            part(table, "　其中：" + std::string{kNames.at(i)},
                 policy::name(static_cast<FundField>(i)), of_.info.fund.at(i));
        }
    }

    void payers();
    void corrections();
    void year();
    void lines();

    const Statement& of_;
    Sheet out_;
};

void Writer::payers() {
    if (of_.payers.empty()) return;
    SheetTable table{
        .title = "支付方与计算过程",
        .widths = {43, 19, 19, 19},
        .heads = {words("支付方"), figure("计入范围"), figure("可用限额"), figure("支付")}};
    for (const settlement::Payer& payer : of_.payers) {
        table.rows.push_back(
            {.cells = {{.text = payer.fund_pay_type_name, .code = payer.fund_pay_type},
                       amount(payer.inscp_scp_amt),
                       payer.crt_payb_lmt_amt ? amount(*payer.crt_payb_lmt_amt) : figure("—"),
                       amount(payer.fund_payamt)}});
        if (payer.setl_proc_info.empty()) continue;
        table.rows.push_back(
            {.cells = {{.kind = CellKind::how, .text = payer.setl_proc_info, .span = 4}}});
    }
    out_.tables.push_back(std::move(table));
}

void Writer::corrections() {
    if (of_.corrections.empty()) return;
    SheetTable table{.title = "结算后的更正（同年度较早的结算被撤销后重新计算，金额为差额）",
                     .widths = {22, 32, 23, 23},
                     .heads = {words("更正编号"), words("时间"), figure("基金支付总额"),
                               figure("个人负担总金额")}};
    for (const StatementCorrection& one : of_.corrections) {
        table.rows.push_back(
            {.cells = {words(std::to_string(one.setl_id)), words(to_string(one.at)),
                       amount(one.fund_pay_sumamt), amount(one.psn_part_amt)}});
    }
    out_.tables.push_back(std::move(table));
}

void Writer::year() {
    if (!of_.cum) return;
    const Accumulators& cum = *of_.cum;
    SheetTable table{.title = "年度累计（" + std::to_string(of_.year) + " 年度，含本次，住院 " +
                              std::to_string(cum.ipt_cnt) + " 次）",
                     .widths = {28, 24, 24, 24},
                     .heads = {words("类别"), figure("起付线累计"), figure("政策范围累计"),
                               figure("基金支付累计")}};
    const auto add = [&table](std::string_view label, const std::array<Money, 3>& amounts) {
        if (amounts == std::array<Money, 3>{}) return;
        table.rows.push_back({.cells = {words(std::string{label}), amount(amounts[0]),
                                        amount(amounts[1]), amount(amounts[2])}});
    };
    for (std::size_t i = 0; i < cum.year.size(); ++i) {
        const adjudication::YearCounter& used = cum.year.at(i);
        add(explain::label(static_cast<policy::Business>(i)).zh,
            {used.dedc, used.scope, used.pool});
    }
    static constexpr std::array<std::string_view, adjudication::kNamedLayerCount> kLayers{
        "大额补助", "大病保险", "公务员补助", "企业补充",
        "医疗救助", "倾斜救助", "伤残军人",   "其他"};
    for (std::size_t i = 0; i < kLayers.size(); ++i) {
        add(kLayers.at(i), {Money{}, cum.layer_base.at(i), cum.layer_paid.at(i)});
    }
    for (const adjudication::LayerCounter& layer : cum.by_layer) {
        add(layer.id, {Money{}, layer.base, layer.paid});
    }
    out_.tables.push_back(std::move(table));
}

void Writer::lines() {
    if (!of_.lists_lines || of_.lines.empty()) return;
    SheetTable table{
        .title = "费用明细（" + std::to_string(of_.lines.size()) + " 行）",
        .widths = {11, 30, 7, 9, 7, 12, 12, 12},
        .heads = {words("收费类别"), words("项目"), words("等级"), figure("单价"), figure("数量"),
                  figure("金额"), figure("先行自付"), figure("全自费")}};
    for (const StatementLine& line : of_.lines) {
        table.rows.push_back(
            {.cells = {words(std::string{registry::charge_type(line.med_chrgitm_type).name}),
                       {.text = line.name, .code = line.med_list_codg},
                       words(std::string{grade_of(line)}),
                       figure(to_string(line.pric)),
                       figure(to_string(line.cnt)),
                       amount(line.det_item_fee_sumamt),
                       amount(line.preselfpay_amt),
                       amount(line.fulamt_ownpay_amt)}});
    }
    out_.tables.push_back(std::move(table));
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

Sheet statement_sheet(const Statement& statement) {
    return Writer{statement}.write();
}

}  // namespace yidi::render
