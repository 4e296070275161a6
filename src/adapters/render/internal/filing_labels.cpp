#include "adapters/render/internal/filing_labels.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace yidi::render::internal {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string_view find(const std::array<Named, N>& all, std::string_view code) {
    for (const auto& [one, words] : all) {
        if (one == code) return words;
    }
    return {};
}

}  // namespace

std::string_view label(filing::State state) {
    constexpr std::array<std::string_view, filing::kStateCount> kWords{
        "草稿",           "已提交，待审核",   "审核中", "待补材料",
        "已通过，待上报", "已上报，首日未到", "生效",   "生效，即将到期",
        "已到期",         "取消待审",         "已取消", "未通过",
        "已由新备案代替", "承诺逾期"};
    return kWords.at(static_cast<std::size_t>(state));
}

std::string_view label(filing::EventKind kind) {
    constexpr std::array<std::string_view, filing::kEventKindCount> kWords{
        "登记册导入", "变更",       "承诺材料收齐", "承诺逾期",        "取消",
        "存草稿",     "提交",       "开始审核",     "要求补材料",      "补交材料",
        "通过",       "未通过",     "已上报",       "上报未成功",      "延长",
        "申请取消",   "不同意取消", "由新备案代替", "本人拒绝自动备案"};
    return kWords.at(static_cast<std::size_t>(kind));
}

std::string_view label(filing::Channel channel) {
    constexpr std::array<std::string_view, filing::kChannelCount> kWords{
        "登记册",   "本人",
        "家人代办", "窗口",
        "电话",     "外地窗口（通办）",
        "医院",     "共享数据（免申即享）",
        "系统"};
    return kWords.at(static_cast<std::size_t>(channel));
}

std::string_view label(filing::ProofState proof) {
    constexpr std::array<std::string_view, filing::kProofStateCount> kWords{
        "已齐", "承诺补交", "承诺逾期", "承诺逾期，按临时备案"};
    return kWords.at(static_cast<std::size_t>(proof));
}

std::string_view label_of_certificate(std::string_view psn_cert_type) {
    constexpr std::array kWords{
        Named{"01", "居民身份证（户口簿）"}, Named{"02", "军官证"},     Named{"03", "武警警官证"},
        Named{"04", "香港通行证"},           Named{"05", "澳门通行证"}, Named{"06", "台湾通行证"},
        Named{"07", "外国人永久居留证"},     Named{"08", "外国护照"},   Named{"16", "中国护照"},
        Named{"17", "港澳台居民居住证"},     Named{"90", "社会保障卡"}};
    return find(kWords, psn_cert_type);
}

std::string_view label_of_gender(std::string_view gend) {
    constexpr std::array kWords{Named{"1", "男"}, Named{"2", "女"}};
    return find(kWords, gend);
}

}  // namespace yidi::render::internal
