#include "adapters/codec/payer_texts.h"

#include <algorithm>
#include <array>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/internal/answer_parts.h"
#include "adapters/codec/json_writer.h"
#include "domain/explain/clause.h"
#include "domain/explain/labels.h"
#include "domain/explain/render.h"

namespace yidi::codec {
namespace {

using adjudication::Case;
using adjudication::Fact;
using adjudication::FilingGiven;
using adjudication::LineAttributes;
using adjudication::Step;
using explain::Language;

/// Writes the keys of a case; "?" where a fact is stated as not known.
class CaseWriter {
public:
    CaseWriter(const Case& facts, std::string& out) : case_{facts}, json_{out} {}

    void write() {
        json_.begin_object();
        person();
        visit();
        institution();
        filing();
        bill();
        year();
        json_.end_object();
    }

private:
    [[nodiscard]] bool is_unknown(Fact fact) const {
        return (case_.dont_know >> static_cast<unsigned>(fact) & 1U) != 0;
    }
    template <class Value>
    void given(std::string_view key, const std::optional<Value>& value) {
        if (value) {
            json_.member(key, *value);
        }
    }
    void given(std::string_view key, const std::string& text) {
        if (!text.empty()) {
            json_.member(key, text);
        }
    }
    void given(std::string_view key, const std::optional<std::uint32_t>& region) {
        if (region) {
            json_.member(key, std::to_string(*region));
        }
    }
    void given(std::string_view key, const std::optional<std::vector<std::string>>& names) {
        if (!names) {
            return;
        }
        json_.key(key);
        json_.begin_array();
        for (const std::string& name : *names) {
            json_.value(name);
        }
        json_.end_array();
    }
    /// The same where "?" is allowed.
    template <class Value>
    void fact(Fact which, std::string_view key, const Value& value) {
        if (is_unknown(which)) {
            json_.member(key, "?");
        } else {
            given(key, value);
        }
    }
    void flag(std::string_view key, bool value) {
        if (value) {
            json_.member(key, true);
        }
    }
    void used(std::string_view key, Money amount) {
        if (amount != Money{}) {
            json_.member(key, amount);
        }
    }

    void person() {
        given("insuplc_admdvs", case_.insuplc_admdvs);
        given("mdtrtarea_admvs", case_.mdtrtarea_admvs);
        if (case_.insutype) {
            json_.member("insutype", policy::code(*case_.insutype));
        }
        fact(Fact::insu_tier, "insu_tier", case_.insu_tier);
        given("psn_type", case_.psn_type);
        fact(Fact::age, "age", case_.age);
        fact(Fact::retire_date, "retire_date", case_.retire_date);
        fact(Fact::insured_months, "insured_months", case_.insured_months);
        fact(Fact::psn_idet, "psn_idet", case_.psn_idet);
        fact(Fact::civil_rank, "civil_rank", case_.civil_rank);
        json_.member("psn_insu_stas", case_.psn_insu_stas);
        given("waiting_until", case_.waiting_until);
    }
    void visit() {
        given("med_type", case_.med_type);
        given("dise_codg", case_.dise_codg);
        fact(Fact::recognised, "recognised", case_.recognised);
        flag("mid_setl_flag", case_.mid_setl_flag);
        fact(Fact::er_flag, "er_flag", case_.er_flag);
        flag("trum_flag", case_.trum_flag);
        flag("rel_ttp_flag", case_.rel_ttp_flag);
        given("begndate", case_.begndate);
        given("enddate", case_.enddate);
        given("setl_date", case_.setl_date);
        fact(Fact::ipt_cnt, "ipt_cnt", case_.ipt_cnt);
        if (case_.prev) {
            const bool interim = case_.prev->relation == adjudication::Relation::interim;
            json_.key("prev");
            json_.begin_object();
            json_.member("relation", interim ? "interim" : "transfer");
            given("hosp_lv", case_.prev->hosp_lv);
            given("dedc", case_.prev->dedc);
            given("enddate", case_.prev->enddate);
            json_.end_object();
        }
    }
    void institution() {
        fact(Fact::hosp_lv, "hosp_lv", case_.hosp_lv);
        given("inst_attr", case_.inst_attr);
        if (case_.inst_open) {
            json_.key("inst_open");
            json_.begin_array();
            for (unsigned i = 0; i < policy::kBusinessCount; ++i) {
                if ((*case_.inst_open >> i & 1U) != 0) {
                    json_.value(policy::name(static_cast<policy::Business>(i)));
                }
            }
            json_.end_array();
        }
        given("fixmedins_code", case_.fixmedins_code);
    }
    void filing() {
        if (is_unknown(Fact::filing)) {
            json_.member("filing", "?");
        } else if (case_.filing_given == FilingGiven::none) {
            json_.key("filing");
            json_.null();
        } else if (case_.filing_given == FilingGiven::given) {
            json_.key("filing");
            json_.begin_object();
            json_.member("kind", policy::name(case_.filing.kind));
            given("place", case_.filing.place);
            given("begndate", case_.filing.begndate);
            given("enddate", case_.filing.enddate);
            flag("promise", case_.filing.promise);
            json_.end_object();
        }
    }
    void attributes(const LineAttributes& read) {
        given("chrgitm_lv", read.chrgitm_lv);
        json_.member("selfpay_prop", read.selfpay_prop);
        if (read.pric_uplmt_amt) {
            json_.key("pric_uplmt_amt");
            json_.raw(to_string(*read.pric_uplmt_amt));
        }
        flag("lmt_used_flag", read.lmt_used_flag);
    }
    void line(const adjudication::Line& one) {
        json_.begin_object();
        given("med_list_codg", one.med_list_codg);
        given("medins_list_name", one.medins_list_name);
        json_.key("cnt");
        json_.raw(to_string(one.cnt));
        json_.key("pric");
        json_.raw(to_string(one.pric));
        json_.member("det_item_fee_sumamt", one.det_item_fee_sumamt);
        attributes(one.treating);
        given("fee_ocur_time", one.fee_ocur_time);
        if (one.insured) {
            json_.key("insured");
            json_.begin_object();
            attributes(*one.insured);
            json_.end_object();
        }
        json_.end_object();
    }
    void bill() {
        if (!case_.feedetail.empty()) {
            json_.key("feedetail");
            json_.begin_array();
            for (const adjudication::Line& one : case_.feedetail) {
                line(one);
            }
            json_.end_array();
            return;
        }
        const adjudication::Fee& fee = case_.fee;
        json_.key("fee");
        json_.begin_object();
        json_.member("medfee_sumamt", fee.medfee_sumamt);
        if (!fee.only_total) {
            json_.member("inscp_scp_amt", fee.inscp_scp_amt);
            json_.member("preselfpay_amt", fee.preselfpay_amt);
            json_.member("overlmt_selfpay", fee.overlmt_selfpay);
            json_.member("fulamt_ownpay_amt", fee.fulamt_ownpay_amt);
        }
        json_.end_object();
    }
    void year() {
        if (case_.cum) {
            json_.key("cum");
            internal::write_cum(json_, *case_.cum);
        }
        used("balc", case_.balc);
        json_.member("use_acct", case_.use_acct);
        used("mulaid_balc", case_.mulaid_balc);
        if (case_.catalog == adjudication::Catalog::insured) {
            json_.member("catalog", "insured");
        }
    }

    const Case& case_;
    JsonWriter json_;
};

/// The steps that tell how a payer's amount came about, in their order.
constexpr std::array kPoolSteps{
    Step::rloc_preselfpay, Step::deductible_left, Step::act_pay_dedc, Step::net,
    Step::band_pay,        Step::floor_pay,       Step::cap_left,     Step::hifp_pay};
constexpr std::array kLayerSteps{Step::layer_base, Step::layer_over, Step::layer_band_pay,
                                 Step::layer_left, Step::layer_pay};
constexpr std::array kAccountSteps{Step::acct_covers, Step::acct_pay};
constexpr std::array kFamilySteps{Step::acct_mulaid_pay};

constexpr std::int8_t kPool = -1;
constexpr std::int8_t kAccount = -2;
constexpr std::int8_t kFamily = -3;

std::span<const Step> steps_of(std::int8_t payer) {
    if (payer >= 0) {
        return kLayerSteps;
    }
    if (payer == kPool) {
        return kPoolSteps;
    }
    if (payer == kAccount) {
        return kAccountSteps;
    }
    return payer == kFamily ? std::span<const Step>{kFamilySteps} : std::span<const Step>{};
}

bool belongs(const adjudication::Entry& entry, std::int8_t payer) {
    const bool own_layer = payer >= 0 ? entry.layer == payer : entry.layer < 0;
    const std::span<const Step> steps = steps_of(payer);
    return own_layer && std::ranges::find(steps, entry.step) != steps.end();
}

/// The document behind the ratios of a payer: the pack's own rows; a rule of the national frame has
/// none here.
std::string basis_of(const adjudication::Answer& answer, std::int8_t payer) {
    const policy::CompiledScheme* compiled = answer.outcome.scheme;
    const Step ratio = payer >= 0 ? Step::layer_ratio : Step::band_ratio;
    if (compiled == nullptr || compiled->scheme == nullptr) {
        return {};
    }
    for (const adjudication::Entry& entry : answer.trace.entries()) {
        const bool own = entry.step == ratio && entry.layer == std::max<std::int8_t>(payer, -1);
        const bool of_pack =
            own && std::ranges::any_of(compiled->scheme->rows,
                                       [&](const policy::Row& row) { return &row == entry.rule; });
        if (of_pack) {
            const explain::Clause clause = explain::clause_of(entry.rule->source, *compiled->pack);
            return "（依据：" + explain::short_text(clause, Language::zh) + "）";
        }
    }
    return {};
}

}  // namespace

struct PayerTexts::State {
    explicit State(const policy::Regions& regions) : decoder{regions} {}

    CaseDecoder decoder;
    app::CaseFile file;
};

PayerTexts::PayerTexts(const policy::Regions& regions) : state_{std::make_unique<State>(regions)} {}
PayerTexts::~PayerTexts() = default;

std::string PayerTexts::case_text(const Case& facts) {
    std::string text;
    CaseWriter{facts, text}.write();
    return text;
}

Result<Case> PayerTexts::read_case(std::string_view text) {
    YIDI_TRY_VOID(state_->decoder.decode(text, state_->file));
    return state_->file.facts;
}

std::vector<ports::PayerText> PayerTexts::payer_texts(const adjudication::Answer& answer) {
    constexpr Language kLanguage = Language::zh;
    constexpr std::size_t kBytesMax = 3'500;  // Room for the document.
    const adjudication::Outcome& outcome = answer.outcome;
    const auto entries = answer.trace.entries();
    std::vector<ports::PayerText> texts;
    for (const adjudication::Setldetail& detail : outcome.setldetail) {
        ports::PayerText& text = texts.emplace_back();
        text.fund_pay_type = internal::fund_pay_type(outcome, detail);
        text.fund_pay_type_name = explain::payer_name(outcome, detail, kLanguage);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!belongs(entries[i], detail.layer)) {
                continue;
            }
            const std::string told = explain::told_step(answer, i, kLanguage);
            if (text.setl_proc_info.size() + told.size() > kBytesMax) {
                break;
            }
            text.setl_proc_info += text.setl_proc_info.empty() ? "" : "；";
            text.setl_proc_info += told;
        }
        text.setl_proc_info += basis_of(answer, detail.layer);
    }
    return texts;
}

}  // namespace yidi::codec
