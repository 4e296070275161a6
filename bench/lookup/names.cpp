#include "bench/lookup/names.h"

#include <array>
#include <string_view>

namespace yidi::lookup_bench {
namespace {

constexpr std::uint32_t kCity = 100;
constexpr std::uint32_t kSynthetic = 990'000;

/// Characters that names of shops, villages and hospitals are made of.
const std::vector<std::string>& characters() {
    static const std::vector<std::string> kAll = [] {
        constexpr std::string_view kText =
            "安宝保北本博昌长晨诚春德东恩芳丰福富光广桂国海和恒宏华怀惠吉济佳家嘉建健江金锦京景康兰"
            "乐"
            "利联良林龙隆美民明南宁平普齐启庆全仁荣瑞润三善尚胜盛世寿双顺松泰天同万旺文五西祥新信兴"
            "秀旭雅阳益永友余玉元远悦云泽正中忠众周珠子紫宗祖王李张刘陈杨赵黄吴徐孙朱马胡郭何高罗石"
            "沟坪湾桥店庄村屯岭河湖山水塘坝堡寨营铺集庙塔柳槐桃梅竹";
        std::vector<std::string> all;
        constexpr std::size_t kBytes = 3;
        for (std::size_t at = 0; at < kText.size(); at += kBytes) {
            all.emplace_back(kText.substr(at, kBytes));
        }
        return all;
    }();
    return kAll;
}

const std::vector<std::string> kHospitals{
    "人民医院",     "中医院",     "中心医院",         "妇幼保健院", "第一人民医院", "第二人民医院",
    "协和医院",     "同济医院",   "中西医结合医院",   "骨科医院",   "眼科医院",     "口腔医院",
    "肿瘤医院",     "儿童医院",   "精神卫生中心",     "康复医院",   "附属医院",     "传染病医院",
    "红十字会医院", "老年病医院", "社区卫生服务中心", "中心卫生院", "乡镇卫生院",   "门诊部"};
const std::vector<std::string> kShops{"大药房", "药店", "大药房有限公司", "医药连锁有限公司",
                                      "药房"};
const std::vector<std::string> kChains{"国大",     "老百姓", "益丰",   "一心堂",   "大参林",
                                       "海王星辰", "同仁堂", "健之佳", "漱玉平民", "养天和"};
const std::vector<std::string> kLevels{"02", "03", "05", "06", "08", "09", "11"};

/// The region without 市, 区 or 县 where something is left.
std::string shortened(std::string_view name) {
    constexpr std::size_t kCharacter = 3;
    constexpr std::array<std::string_view, 3> kEnds{"市", "区", "县"};
    for (const std::string_view end : kEnds) {
        if (name.ends_with(end) && name.size() > 2 * kCharacter) {
            return std::string{name.substr(0, name.size() - kCharacter)};
        }
    }
    return std::string{name};
}

}  // namespace

Names::Names(const policy::Regions& regions) {
    for (const policy::Region& region : regions.all()) {
        const std::uint32_t last = region.code % kCity;
        if (region.code >= kSynthetic || last == 0 || last == 1 || last >= 90) {
            continue;
        }
        counties_.push_back({.code = region.code,
                             .short_name = shortened(region.name),
                             .city = shortened(regions.name(region.code / kCity * kCity))});
    }
}

const std::string& Names::one_of(const std::vector<std::string>& words) {
    return words[random_() % words.size()];
}

registry::Institution Names::institution(std::int64_t number) {
    // Each drawn by itself, so that no order of making them matters.
    random_.seed(static_cast<std::uint64_t>(number) * 2'654'435'761U + 1);
    const auto index = static_cast<std::size_t>(number) % counties_.size();
    const County& county = counties_[index];
    constexpr std::uint64_t kTen = 10;
    constexpr std::uint64_t kPharmacies = 4;
    constexpr std::uint64_t kHospitalsAndPharmacies = 7;
    const std::uint64_t kind = random_() % kTen;
    registry::Institution one;
    one.admdvs = county.code;
    const bool is_pharmacy = kind < kPharmacies;
    std::string digits = std::to_string(number / static_cast<std::int64_t>(counties_.size()));
    constexpr std::size_t kDigits = 5;
    digits.insert(0, kDigits - std::min(kDigits, digits.size()), '0');
    one.fixmedins_code = (is_pharmacy ? "P" : "H") + std::to_string(county.code) + digits;
    one.fixmedins_type = is_pharmacy ? "2" : "1";
    const std::string own = one_of(characters()) + one_of(characters());
    if (is_pharmacy) {
        const bool is_chain = random_() % 2 == 0;
        one.fixmedins_name = (is_chain ? one_of(kChains) : county.short_name + own) +
                             one_of(kShops) + (is_chain ? county.short_name + own + "店" : "");
        one.remote_open = 0b001000;
    } else if (kind < kHospitalsAndPharmacies) {
        one.fixmedins_name =
            county.city + county.short_name + (random_() % 2 == 0 ? own : "") + one_of(kHospitals);
        one.hosp_lv = one_of(kLevels);
        one.remote_open = 0b000111;
    } else {
        one.fixmedins_name = county.short_name + own + one_of(characters()) + "村卫生室";
        one.hosp_lv = "11";
        one.remote_open = 0b000010;
    }
    one.local_open = one.remote_open;
    return one;
}

}  // namespace yidi::lookup_bench
