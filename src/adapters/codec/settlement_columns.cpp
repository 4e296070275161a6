#include "adapters/codec/settlement_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/internal/settlement_cells.h"
#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

using reconciliation::Amount;

constexpr std::size_t kAmountsFrom = static_cast<std::size_t>(SettlementField::medfee_sumamt);

struct Names {
    std::string_view national;
    /// The one that is shown first.
    std::array<std::string_view, 9> chinese = {};
};

constexpr std::array<Names, kSettlementFieldCount> kNames{{
    {"setl_id", {"结算ID", "结算编号", "结算流水号", "结算单号", "结算号", "结算单据号"}},
    {"mdtrt_id",
     {"就诊ID", "就诊编号", "就诊流水号", "就诊登记号", "就医登记号", "就诊号", "住院登记号"}},
    {"psn_no", {"人员编号", "个人编号", "参保人编号", "医保编号", "医保个人编号"}},
    {"certno", {"证件号码", "身份证号", "身份证号码", "公民身份号码", "社会保障号码", "证件号"}},
    {"setl_time", {"结算时间", "结算日期", "费用结算时间", "费用结算日期", "setl_date"}},
    {"clr_ym", {"清算年月", "清算月份", "清算期号", "清算期", "清算所属期", "结算年月"}},
    {"refd_setl_flag",
     {"退费标志", "退费结算标志", "冲销标志", "冲正标志", "退费标识", "是否退费", "是否冲销"}},
    {"init_setl_id",
     {"原结算ID", "原结算编号", "原结算流水号", "原结算号", "被冲销结算ID", "原交易流水号"}},
    {"medfee_sumamt",
     {"医疗费总额", "医疗总费用", "费用总额", "总费用", "医疗费用总额", "总金额", "发生金额",
      "医疗费用"}},
    {"fund_pay_sumamt",
     {"基金支付总额", "基金支付", "基金支付金额", "医保基金支付", "基金支付合计",
      "统筹基金支付总额"}},
    {"hifp_pay",
     {"基本医疗保险统筹基金支出", "统筹基金支出", "统筹基金支付", "统筹支付", "基本统筹支付"}},
    {"cvlserv_pay", {"公务员医疗补助资金支出", "公务员补助", "公务员医疗补助"}},
    {"hifes_pay", {"企业补充医疗保险基金支出", "企业补充医疗保险", "企业补充"}},
    {"hifmi_pay", {"居民大病保险资金支出", "大病保险支付", "大病保险", "大病支付"}},
    {"hifob_pay", {"职工大额医疗费用补助基金支出", "大额医疗补助", "大额补助", "大额支付"}},
    {"hifdm_pay", {"伤残人员医疗保障基金支出", "伤残人员医疗保障"}},
    {"maf_pay", {"医疗救助基金支出", "医疗救助", "医疗救助支付"}},
    {"oth_pay", {"其他支出", "其他基金支付", "其他支付"}},
    {"hosp_part_amt", {"医院负担金额", "医院负担", "医院垫付"}},
    {"acct_pay",
     {"个人账户支出", "个人账户支付", "账户支付", "个人账户支付金额", "个账支付", "个人帐户支出",
      "帐户支付"}},
    {"acct_mulaid_pay", {"账户共济支付金额", "个人账户共济支付金额", "共济账户支付", "共济支付"}},
    {"psn_cash_pay",
     {"个人现金支出", "现金支付", "个人现金支付", "现金支出", "个人自付现金", "现金支付金额"}},
    {"psn_part_amt", {"个人负担总金额", "个人负担金额", "个人负担", "个人支付"}},
}};

const Names& names_of(SettlementField field) {
    return kNames.at(static_cast<std::size_t>(field));
}

SettlementField field_at(std::size_t index) {
    return static_cast<SettlementField>(index);
}

void lower(std::string& text) {
    for (char& character : text) {
        if (character >= 'A' && character <= 'Z') {
            character = static_cast<char>(character - 'A' + 'a');
        }
    }
}

/// A head as it is compared: without blanks, line ends and unit, in small letters.
std::string plain(std::string_view head) {
    std::string text{internal::trim_cell(head)};
    std::erase_if(text, [](char one) { return one == ' ' || one == '\n' || one == '\r'; });
    for (const std::string_view unit : {"（元）", "(元)", "[元]", "/元"}) {
        if (text.ends_with(unit)) text.resize(text.size() - unit.size());
    }
    lower(text);
    return text;
}

bool is_one_of(std::string_view head, const Names& names) {
    return std::ranges::any_of(
        names.chinese, [head](std::string_view one) { return !one.empty() && plain(one) == head; });
}

std::vector<std::string> sorted(std::vector<std::string> heads) {
    for (std::string& head : heads) head = internal::trim_cell(head);
    std::ranges::sort(heads);
    return heads;
}

Error bad_memory(const std::string& file_name) {
    return {.code = ErrorCode::bad_value,
            .where = file_name,
            .rule = R"(what `yidi reconcile` has written: {"files": [{"heads", "columns"}]})",
            .remedy = "mend the file, remove it, or name another with --mapping",
            .detail = "this file does not hold remembered columns"};
}

}  // namespace

std::string_view name(SettlementField field) {
    return names_of(field).national;
}

std::string_view chinese_name(SettlementField field) {
    return names_of(field).chinese.front();
}

std::optional<SettlementField> parse_settlement_field(std::string_view text) {
    for (std::size_t i = 0; i < kSettlementFieldCount; ++i) {
        if (kNames.at(i).national == text) return field_at(i);
    }
    return std::nullopt;
}

std::optional<Amount> amount_of(SettlementField field) {
    const auto at = static_cast<std::size_t>(field);
    if (at < kAmountsFrom) return std::nullopt;
    return static_cast<Amount>(at - kAmountsFrom);
}

std::optional<SettlementField> field_of_head(std::string_view head) {
    const std::string wanted = plain(head);
    if (wanted.empty()) return std::nullopt;
    for (std::size_t i = 0; i < kSettlementFieldCount; ++i) {
        if (wanted == kNames.at(i).national || is_one_of(wanted, kNames.at(i))) return field_at(i);
    }
    return std::nullopt;
}

std::string_view name(KnownBy by) {
    constexpr std::array<std::string_view, 4> kWords{"national_name", "chinese_name", "option",
                                                     "memory"};
    return kWords.at(static_cast<std::size_t>(by));
}

std::vector<ReadColumn> find_columns(const std::vector<std::string>& heads,
                                     const ColumnChoices& choices) {
    std::vector<ReadColumn> columns;
    std::array<bool, kSettlementFieldCount> known{};
    std::vector<bool> used(heads.size(), false);
    const auto take = [&](SettlementField field, std::size_t at, KnownBy by) {
        bool& is_known = known.at(static_cast<std::size_t>(field));
        if (is_known || used[at]) return;
        is_known = true;
        used[at] = true;
        columns.push_back({.field = field,
                           .at = at,
                           .head = std::string{internal::trim_cell(heads[at])},
                           .by = by});
    };
    for (const auto& [choice, by] : {std::pair{&choices.said, KnownBy::option},
                                     std::pair{&choices.remembered, KnownBy::memory}}) {
        for (const auto& [field, head] : *choice) {
            for (std::size_t i = 0; i < heads.size(); ++i) {
                if (internal::trim_cell(heads[i]) == head) take(field, i, by);
            }
        }
    }
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const std::optional<SettlementField> field = field_of_head(heads[i]);
        if (!field) continue;
        const bool is_national = plain(heads[i]) == name(*field);
        take(*field, i, is_national ? KnownBy::national_name : KnownBy::chinese_name);
    }
    std::ranges::sort(columns, {}, &ReadColumn::at);
    return columns;
}

Result<ColumnMemory> ColumnMemory::from(std::string_view json, const std::string& file_name) {
    ColumnMemory memory;
    if (json.empty()) return memory;
    JsonTree tree;
    YIDI_TRY(const JsonNode* root, tree.read(json));
    const JsonNode* files = root->member("files");
    if (files == nullptr || files->kind != JsonKind::list) return fail(bad_memory(file_name));
    for (const JsonNode* file = files->first; file != nullptr; file = file->next) {
        const JsonNode* heads = file->member("heads");
        const JsonNode* columns = file->member("columns");
        if (heads == nullptr || columns == nullptr) return fail(bad_memory(file_name));
        std::vector<std::string> names;
        for (const JsonNode* one = heads->first; one != nullptr; one = one->next) {
            names.emplace_back(one->text);
        }
        ColumnChoice choice;
        for (const JsonNode* one = columns->first; one != nullptr; one = one->next) {
            const std::optional<SettlementField> field = parse_settlement_field(one->name);
            if (!field || one->kind != JsonKind::text) return fail(bad_memory(file_name));
            choice.emplace(*field, one->text);
        }
        memory.keep(names, choice);
    }
    return memory;
}

ColumnChoice ColumnMemory::recall(const std::vector<std::string>& heads) const {
    const auto found = files_.find(sorted(heads));
    return found == files_.end() ? ColumnChoice{} : found->second;
}

void ColumnMemory::keep(const std::vector<std::string>& heads, const ColumnChoice& choice) {
    files_[sorted(heads)] = choice;
}

std::string ColumnMemory::json() const {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    json.key("files");
    json.begin_array();
    for (const auto& [heads, choice] : files_) {
        text += '\n';  // A line each, for those who look at the file.
        json.begin_object();
        json.key("heads");
        json.begin_array();
        for (const std::string& head : heads) json.value(head);
        json.end_array();
        json.key("columns");
        json.begin_object();
        for (const auto& [field, head] : choice) json.member(name(field), head);
        json.end_object();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return text + '\n';
}

}  // namespace yidi::codec
