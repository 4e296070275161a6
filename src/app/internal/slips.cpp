#include "app/internal/slips.h"

#include <utility>

#include "domain/explain/labels.h"

namespace yidi::app::internal {
namespace {

using adjudication::Step;
using explain::Language;
using explain::Words;
using policy::Terms;

/// Layers by the names that people use; the pack of the terms is not at hand here.
Words layer_words(policy::StatedLayerKind kind) {
    switch (kind) {
        case policy::StatedLayerKind::large: return {"大额医疗费用补助", "the large-sum layer"};
        case policy::StatedLayerKind::serious: return {"大病保险", "the critical-illness layer"};
        case policy::StatedLayerKind::civil: return {"公务员医疗补助", "the civil-servant layer"};
        case policy::StatedLayerKind::aid: return {"医疗救助", "medical assistance"};
        case policy::StatedLayerKind::tilt: return {"倾斜救助", "extra assistance"};
    }
    return {};
}

/// A phrase in both languages that may have been put together.
struct Phrase {
    std::string zh;
    std::string en;
};

Phrase phrase(Words words) {
    return {std::string{words.zh}, std::string{words.en}};
}

class Collector {
public:
    Collector(const CaseFile& file, Language language) : file_{file}, language_{language} {
        plain_ = file;
        plain_.published.clear();
    }

    [[nodiscard]] std::vector<Slip> collect() && {
        if (file_.terms) {
            deductible();
            ratio();
            retiree_and_remote();
            layers();
        } else {
            other_facts();
        }
        base();
        return std::move(slips_);
    }

private:
    template <class Change>
    void add(const Phrase& what, Step step, Change&& change) {
        Slip slip{
            .what = language_ == Language::zh ? what.zh : what.en, .step = step, .file = plain_};
        change(slip.file);
        slips_.push_back(std::move(slip));
    }
    template <class Change>
    void add_to_terms(const Phrase& what, Step step, Change&& change) {
        add(what, step, [&](CaseFile& file) { change(*file.terms); });
    }

    static void whole_bill(CaseFile& file) {
        file.facts.feedetail.clear();
        file.facts.fee.inscp_scp_amt = file.facts.fee.medfee_sumamt;
        file.facts.fee.preselfpay_amt = {};
        file.facts.fee.overlmt_selfpay = {};
        file.facts.fee.fulamt_ownpay_amt = {};
        file.facts.fee.only_total = true;
    }

    void base() {
        const adjudication::Fee& fee = file_.facts.fee;
        if (!file_.facts.feedetail.empty() || fee.only_total) return;
        add({"若把总费用当作政策范围内费用", "if the whole bill is taken for the in-scope cost"},
            Step::inscp_scp_amt, whole_bill);
        if (file_.terms && file_.terms->dedc > Money{}) {
            add({"若以总费用计算且未扣起付线",
                 "if the ratio is applied to the whole bill without taking the deductible off"},
                Step::inscp_scp_amt, [](CaseFile& file) {
                    whole_bill(file);
                    file.terms->dedc = {};
                });
        }
        if (fee.preselfpay_amt > Money{}) {
            add({"若先行自付部分也算作政策范围内费用",
                 "if the first-pay share is counted as in-scope cost"},
                Step::preselfpay_amt, [](CaseFile& file) {
                    file.facts.fee.inscp_scp_amt += file.facts.fee.preselfpay_amt;
                    file.facts.fee.preselfpay_amt = {};
                });
        }
    }

    void deductible() {
        const Terms& terms = *file_.terms;
        if (terms.dedc > Money{}) {
            add_to_terms({"若未扣起付线", "if the deductible is not taken off"}, Step::act_pay_dedc,
                         [](Terms& wrong) {
                             wrong.dedc = {};
                             // Gross bands may have begun at the deductible; without it they begin
                             // at 0 all the same.
                         });
            add_to_terms({"若起付线扣了两次", "if the deductible is taken off twice"},
                         Step::act_pay_dedc, [](Terms& wrong) { wrong.dedc += wrong.dedc; });
        }
        if (terms.cap) {
            add_to_terms({"若不看封顶线", "if the cap is ignored"}, Step::hifp_pay,
                         [](Terms& wrong) { wrong.cap.reset(); });
        }
    }

    void ratio() {
        const Terms& terms = *file_.terms;
        if (terms.bands.size() < 2) return;
        const bool gross = terms.basis == policy::BandBasis::gross;
        add_to_terms(gross ? Phrase{"若分段从起付线以上算起",
                                    "if the bands are counted above the deductible"}
                           : Phrase{"若起付线算在分段之内",
                                    "if the bands are counted with the deductible inside"},
                     Step::band_slice, [gross](Terms& wrong) {
                         wrong.basis = gross ? policy::BandBasis::net : policy::BandBasis::gross;
                     });
        for (std::size_t i = 0; i < terms.bands.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            const std::string zh = "若全部按第 " + number + " 段的比例";
            const std::string en = "if all of it is paid at the ratio of band " + number;
            add_to_terms({zh, en}, Step::band_ratio, [i](Terms& wrong) {
                policy::Band band = wrong.bands[i];
                band.up_to.reset();
                wrong.bands.assign(1, band);
            });
            if (i == 0 || i + 1 == terms.bands.size()) continue;
            const std::string zh_cut = "若第 " + number + " 段以上仍按该段比例";
            const std::string en_cut =
                "if what lies above band " + number + " is paid at its ratio too";
            add_to_terms({zh_cut, en_cut}, Step::band_slice, [i](Terms& wrong) {
                wrong.bands.resize(i + 1);
                wrong.bands.back().up_to.reset();
            });
        }
    }

    void retiree_and_remote() {
        const Terms& terms = *file_.terms;
        if (terms.retiree) {
            const bool retired = file_.facts.psn_type.starts_with("12");
            add(retired ? Phrase{"若按在职人员计算", "if the person is taken for an active one"}
                        : Phrase{"若按退休人员计算", "if the person is taken for a retired one"},
                Step::band_adjusted,
                [retired](CaseFile& file) { file.facts.psn_type = retired ? "11" : "12"; });
        }
        if (!terms.remote) return;
        add_to_terms({"若不看异地降低的待遇", "if the remote rule is left out"}, Step::band_remote,
                     [](Terms& wrong) { wrong.remote.reset(); });
        using policy::FirstPayOrder;
        using policy::RemoteForm;
        constexpr std::array<std::pair<RemoteForm, FirstPayOrder>, 4> kReadings{{
            {RemoteForm::points, FirstPayOrder::before_deductible},
            {RemoteForm::factor, FirstPayOrder::before_deductible},
            {RemoteForm::first_pay, FirstPayOrder::before_deductible},
            {RemoteForm::first_pay, FirstPayOrder::after_deductible},
        }};
        static constexpr std::array<Words, 4> kWords{{
            {"若从比例中减去百分点", "if percentage points are taken off the ratio"},
            {"若比例乘以系数", "if the ratio is multiplied"},
            {"若先由个人自付再扣起付线",
             "if the person pays a share first and then the deductible is taken off"},
            {"若扣起付线后再由个人先自付",
             "if the deductible is taken off first and then the person pays a share"},
        }};
        const Rate stated = terms.remote->value;
        const bool factor = terms.remote->form == RemoteForm::factor;
        // "20 % less" is a factor of 0.80 and 0.20 in the other forms.
        const Rate complement = Rate::from_ppm(Rate::one().ppm() - stated.ppm());
        for (std::size_t i = 0; i < kReadings.size(); ++i) {
            const auto [form, order] = kReadings[i];
            const bool other = (form == RemoteForm::factor) != factor;
            const policy::StatedRemote reading{
                .form = form, .value = other ? complement : stated, .order = order};
            if (form == terms.remote->form && order == terms.remote->order) continue;
            const Step step =
                form == RemoteForm::first_pay ? Step::rloc_preselfpay : Step::band_remote;
            add_to_terms(phrase(kWords[i]), step,
                         [&reading](Terms& wrong) { wrong.remote = reading; });
        }
    }

    void layers() {
        for (std::size_t i = 0; i < policy::kStatedLayerCount; ++i) {
            const auto& stated = file_.terms->layers[i];
            if (!stated) continue;
            const Words layer = layer_words(static_cast<policy::StatedLayerKind>(i));
            const auto words = [&layer](std::string_view zh, std::string_view en) {
                return Phrase{"若" + std::string{layer.zh} + std::string{zh},
                              "if " + std::string{layer.en} + " " + std::string{en}};
            };
            const auto change = [&](const Phrase& what, Step step, auto&& how) {
                add_to_terms(what, step, [&](Terms& wrong) { how(*wrong.layers[i]); });
            };
            add_to_terms(words("不计", "is left out"), Step::layer_pay,
                         [i](Terms& wrong) { wrong.layers[i].reset(); });
            if (stated->threshold > Money{}) {
                change(words("未扣起付标准", "has no threshold"), Step::layer_threshold,
                       [](policy::StatedLayer& layer_terms) { layer_terms.threshold = {}; });
            }
            if (stated->bands.size() < 2) continue;
            constexpr std::array<policy::Banding, 3> kBandings{
                policy::Banding::net, policy::Banding::gross, policy::Banding::whole};
            static constexpr std::array<Words, 3> kWords{{
                {"的分段从起付标准以上算起", "has its bands above the threshold"},
                {"的分段包含起付标准", "has its bands with the threshold inside"},
                {"整体按所在档的比例", "pays all of it at the ratio of the band it falls into"},
            }};
            for (std::size_t k = 0; k < kBandings.size(); ++k) {
                if (kBandings[k] == stated->banding) continue;
                change(
                    words(kWords[k].zh, kWords[k].en), Step::layer_slice,
                    [&](policy::StatedLayer& layer_terms) { layer_terms.banding = kBandings[k]; });
            }
        }
    }

    void other_facts() {
        const adjudication::Case& facts = file_.facts;
        add({"若按本地就医计算", "if the care is taken for care at home"}, Step::band_remote,
            [](CaseFile& file) {
                file.facts.mdtrtarea_admvs = file.facts.insuplc_admdvs;
                file.facts.filing_given = adjudication::FilingGiven::open;
            });
        for (std::size_t i = 0; i < policy::kFilingKindCount; ++i) {
            const auto kind = static_cast<policy::FilingKind>(i);
            const Words words = explain::label(kind);
            add({"若按" + std::string{words.zh} + "备案计算",
                 "if the filing were: " + std::string{words.en}},
                Step::band_remote, [kind](CaseFile& file) {
                    file.facts.filing_given = adjudication::FilingGiven::given;
                    file.facts.filing = {
                        .kind = kind, .place = {}, .begndate = {}, .enddate = {}, .promise = false};
                });
        }
        for (const std::string_view level : {"01", "02", "05", "08"}) {
            if (facts.hosp_lv == level) continue;
            const std::string code{level};
            add({"若医院等级为 " + code, "if the hospital's level were " + code}, Step::band_ratio,
                [&code](CaseFile& file) { file.facts.hosp_lv = code; });
        }
        if (facts.psn_type.starts_with("11") || facts.psn_type.starts_with("12")) {
            const bool retired = facts.psn_type.starts_with("12");
            add(retired ? Phrase{"若按在职人员计算", "if the person is taken for an active one"}
                        : Phrase{"若按退休人员计算", "if the person is taken for a retired one"},
                Step::band_adjusted,
                [retired](CaseFile& file) { file.facts.psn_type = retired ? "11" : "12"; });
        }
        if (facts.cum) {
            add({"若不计本年度已发生的费用", "if what the year holds already is left out"},
                Step::deductible_used, [](CaseFile& file) {
                    file.facts.cum.reset();
                    file.facts.cum_has_ipt_cnt = false;
                });
        }
    }

    const CaseFile& file_;
    Language language_;
    CaseFile plain_;
    std::vector<Slip> slips_;
};

}  // namespace

std::vector<Slip> slips(const CaseFile& file, Language language) {
    return Collector{file, language}.collect();
}

std::string digit_slip(Money right, Money stated, Language language) {
    const std::string a = to_yuan(right);
    const std::string b = to_yuan(stated);
    if (right.fen() * 10 == stated.fen() || stated.fen() * 10 == right.fen()) {
        return std::string{Words{"小数点错了一位", "the point is one place off"}.in(language)};
    }
    if (a.size() != b.size()) return {};
    std::vector<std::size_t> differing;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) differing.push_back(i);
    }
    if (differing.size() == 1) {
        const std::string from{a[differing.front()]};
        const std::string to{b[differing.front()]};
        return language == Language::zh ? "只有一位数字不同（" + from + " 写成了 " + to + "）"
                                        : "one digit differs (" + to + " instead of " + from + ")";
    }
    if (differing.size() == 2 && a[differing[0]] == b[differing[1]] &&
        a[differing[1]] == b[differing[0]]) {
        return std::string{Words{"两位数字颠倒", "two digits are swapped"}.in(language)};
    }
    return {};
}

}  // namespace yidi::app::internal
