#include "base/assert.h"
#include "domain/explain/labels.h"

namespace yidi::explain {

using adjudication::Fact;
using adjudication::Status;

Words label(Status status) {
    switch (status) {
        case Status::computed: return {"已算出", "computed"};
        case Status::range: return {"区间", "a range"};
        case Status::unknown: return {"未知", "unknown"};
        case Status::rejected: return {"不予支付", "rejected"};
    }
    YIDI_ASSERT(false);
}

Words label(Fact fact) {
    switch (fact) {
        case Fact::insutype: return {"险种类型", "insurance type"};
        case Fact::psn_type: return {"人员类别", "person type"};
        case Fact::hosp_lv: return {"医院等级", "hospital level"};
        case Fact::inst_attr: return {"机构属性", "attribute of the institution"};
        case Fact::psn_idet: return {"人员身份", "identity of the person"};
        case Fact::mdtrtarea_admvs: return {"就医地", "place of care"};
        case Fact::filing: return {"异地就医备案", "filing"};
        case Fact::er_flag: return {"急诊标志", "emergency flag"};
        case Fact::ipt_cnt: return {"本年度住院次数", "admission of the year"};
        case Fact::age: return {"年龄", "age"};
        case Fact::insured_months: return {"参保月数", "months insured"};
        case Fact::retire_date: return {"退休日期", "retirement date"};
        case Fact::insu_tier: return {"缴费档次", "insurance tier"};
        case Fact::civil_rank: return {"公务员级别", "civil rank"};
        case Fact::dise_codg: return {"病种", "disease"};
        case Fact::fixmedins_code: return {"定点机构", "institution"};
        case Fact::recognised: return {"慢特病认定", "recognition of the chronic disease"};
        case Fact::date: return {"就医日期", "date of care"};
        case Fact::prev_hosp_lv: return {"前次住院的医院等级", "hospital level of the stay before"};
        case Fact::prev_dedc: return {"前次住院已付的起付线", "deductible paid in the stay before"};
        case Fact::med_type: return {"医疗类别", "visit type"};
        case Fact::insuplc_admdvs: return {"参保地", "insured region"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::FilingState state) {
    switch (state) {
        case policy::FilingState::local: return {"本地就医", "local care"};
        case policy::FilingState::home:
            return {"长期异地备案人员回参保地就医", "care at home with a long-term filing"};
        case policy::FilingState::long_term: return {"长期异地备案", "long-term filing"};
        case policy::FilingState::referral: return {"异地转诊", "referral"};
        case policy::FilingState::emergency: return {"异地急诊抢救", "emergency rescue"};
        case policy::FilingState::other_temporary:
            return {"其他临时外出就医", "other temporary care"};
        case policy::FilingState::unfiled: return {"未备案", "not filed"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::FilingKind kind) {
    switch (kind) {
        case policy::FilingKind::resettled_retiree:
            return {"异地安置退休人员", "resettled retiree"};
        case policy::FilingKind::long_term_resident:
            return {"异地长期居住人员", "long-term resident"};
        case policy::FilingKind::posted_worker: return {"常驻异地工作人员", "posted worker"};
        case policy::FilingKind::referral: return {"异地转诊人员", "referral"};
        case policy::FilingKind::emergency: return {"异地急诊抢救人员", "emergency rescue"};
        case policy::FilingKind::other_temporary:
            return {"其他临时外出就医人员", "other temporary"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Insutype insutype) {
    switch (insutype) {
        case policy::Insutype::employee: return {"职工医保", "employee scheme"};
        case policy::Insutype::resident: return {"城乡居民医保", "resident scheme"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Business business) {
    switch (business) {
        case policy::Business::inpatient: return {"住院", "inpatient"};
        case policy::Business::outpatient: return {"普通门诊", "ordinary outpatient"};
        case policy::Business::chronic: return {"门诊慢特病", "outpatient chronic disease"};
        case policy::Business::pharmacy: return {"定点药店购药", "pharmacy"};
        case policy::Business::dual_channel: return {"双通道药品", "dual channel"};
        case policy::Business::maternity: return {"生育", "maternity"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Person person) {
    switch (person) {
        case policy::Person::active: return {"在职职工", "active employee"};
        case policy::Person::retired: return {"退休人员", "retired person"};
        case policy::Person::child: return {"居民（未成年）", "resident child"};
        case policy::Person::adult: return {"居民（成年）", "resident adult"};
        case policy::Person::old: return {"居民（老年）", "old resident"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Level level) {
    switch (level) {
        case policy::Level::primary: return {"一级及以下医院", "primary hospital"};
        case policy::Level::secondary: return {"二级医院", "secondary hospital"};
        case policy::Level::tertiary: return {"三级医院", "tertiary hospital"};
        case policy::Level::top:
            return {"最高等级的三级医院", "tertiary hospital of the top level"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Distance distance) {
    switch (distance) {
        case policy::Distance::in_province: return {"省内", "within the province"};
        case policy::Distance::out_province: return {"跨省", "in another province"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Grade grade) {
    switch (grade) {
        case policy::Grade::O: return {"官方文件", "official text"};
        case policy::Grade::P: return {"媒体或第三方", "press or third party"};
        case policy::Grade::D: return {"数据集", "data set"};
        case policy::Grade::K: return {"依经验假定", "assumed from knowledge"};
        case policy::Grade::I: return {"推断", "inferred"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::Bucket bucket) {
    switch (bucket) {
        case policy::Bucket::over_cap: return {"超封顶线费用", "cost beyond the cap"};
        case policy::Bucket::coinsurance: return {"共付段个人负担", "coinsurance"};
        case policy::Bucket::deductible: return {"起付线", "deductible"};
        case policy::Bucket::first_pay: return {"异地先行自付", "remote first-pay"};
        case policy::Bucket::preselfpay: return {"先行自付", "first-pay"};
        case policy::Bucket::overlmt: return {"超限价自费", "over-limit own pay"};
        case policy::Bucket::ownpay: return {"全自费", "own expense"};
    }
    YIDI_ASSERT(false);
}

Words label(policy::FundField field) {
    switch (field) {
        case policy::FundField::hifp_pay: return {"统筹基金", "pooled fund"};
        case policy::FundField::hifob_pay: return {"大额医疗费用补助", "large-cost supplement"};
        case policy::FundField::hifmi_pay: return {"大病保险", "critical illness insurance"};
        case policy::FundField::cvlserv_pay: return {"公务员医疗补助", "civil servant supplement"};
        case policy::FundField::hifes_pay: return {"企业补充医疗保险", "enterprise supplement"};
        case policy::FundField::hifdm_pay:
            return {"伤残人员医疗保障基金", "disabled soldiers' fund"};
        case policy::FundField::maf_pay: return {"医疗救助", "medical assistance"};
        case policy::FundField::oth_pay: return {"其他基金", "other fund"};
    }
    YIDI_ASSERT(false);
}

}  // namespace yidi::explain
