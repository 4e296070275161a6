#include "domain/explain/internal/describe.h"

#include <string>

#include <gtest/gtest.h>

#include "base/date.h"
#include "domain/policy/parameter.h"

namespace yidi::explain::internal {
namespace {

using policy::Conditions;
using policy::Parameter;
using policy::Row;
using policy::Value;
using policy::ValueForm;

Row row(Parameter parameter, Value value) {
    Row made;
    made.parameter = parameter;
    made.readings.push_back(std::move(value));
    return made;
}

std::string english(Parameter parameter, Value value) {
    return value_text(row(parameter, std::move(value)), 0, Language::en);
}

Value rate(ValueForm form, std::int64_t ppm) {
    Value value;
    value.form = form;
    value.rate = Rate::from_ppm(ppm);
    return value;
}

TEST(Describe, SaysNothingOfARowForEveryone) {
    EXPECT_EQ(conditions_text({}, Language::zh), "");
}

TEST(Describe, SaysConditionsInBothLanguages) {
    Conditions when;
    when.level = 0b1001;
    when.person = 0b10;
    EXPECT_EQ(conditions_text(when, Language::zh), "一级及以下医院或最高等级的三级医院、退休人员");
    EXPECT_EQ(conditions_text(when, Language::en),
              "primary hospital or tertiary hospital of the top level, retired person");
}

TEST(Describe, SaysTertiaryWhereTheTopLevelIsTreatedAlike) {
    Conditions when;
    when.level = 0b1100;
    EXPECT_EQ(conditions_text(when, Language::zh), "三级医院");
}

TEST(Describe, SaysRangesWithTheirEnds) {
    Conditions when;
    when.nth = {{1, 1}, {3, {}}};
    when.age = {{{}, 44}};
    when.months = {{7, 69}};
    when.retire_date = {{Date::from_ymd({2001, 1, 1}).days(), {}}};
    when.recognised = 2;
    EXPECT_EQ(conditions_text(when, Language::en),
              "admission 1 or admission 3 and later, aged 44 or less, 7 to 69 months insured, "
              "retired on 2001-01-01 or later, recognised");
}

TEST(Describe, SaysNamesInTheWordsOfTheField) {
    Conditions when;
    when.identity = {"extreme_poverty", "low_income"};
    when.not_attr = {"province_owned"};
    when.tier = {"other"};
    EXPECT_EQ(conditions_text(when, Language::zh),
              "身份为特困人员或低保对象、非省属医院、缴费档次 其他");
}

TEST(Describe, SaysValuesOfEveryForm) {
    Value amount;
    amount.form = ValueForm::amount;
    amount.money = Money::from_yuan(1'500);
    EXPECT_EQ(english(Parameter::deductible, amount), "1,500.00 yuan");
    EXPECT_EQ(english(Parameter::ratio, rate(ValueForm::rate, 850'000)), "85%");
    EXPECT_EQ(english(Parameter::remote_ratio, rate(ValueForm::points, 100'000)),
              "10 percentage points");
    EXPECT_EQ(english(Parameter::remote_ratio, rate(ValueForm::factor, 800'000)), "times 80%");
    EXPECT_EQ(english(Parameter::ratio_adjust, rate(ValueForm::share, 600'000)),
              "the personal share times 60%");
    EXPECT_EQ(english(Parameter::cap, {}), "none");
    Value word;
    word.form = ValueForm::word;
    word.number = 1;
    EXPECT_EQ(english(Parameter::first_pay_order, word), "first-pay after the deductible");
    Value bands;
    bands.form = ValueForm::bands;
    bands.bands = {{Money::from_yuan(10'000), Rate::from_ppm(800'000)},
                   {{}, Rate::from_ppm(850'000)}};
    EXPECT_EQ(english(Parameter::ratio, bands), "80% up to 10,000.00, 85% above");
    Value falling;
    falling.form = ValueForm::falling;
    falling.floor = Money::from_yuan(100);
    EXPECT_EQ(english(Parameter::deductible_nth, falling), "falling, not under 100.00 yuan");
    Value minus = falling;
    minus.form = ValueForm::minus;
    minus.money = Money::from_yuan(50);
    EXPECT_EQ(english(Parameter::deductible_nth, minus),
              "50.00 yuan less each time, not under 100.00 yuan");
    Value age = rate(ValueForm::age_ratio, 750'000);
    age.step = Rate::from_ppm(2'000);
    EXPECT_EQ(english(Parameter::ratio, age), "75% plus 0.2% per year of age");
    Value percent = rate(ValueForm::percent_of_bill, 200'000);
    percent.money = Money::from_yuan(2'000);
    percent.money_max = Money::from_yuan(10'000);
    EXPECT_EQ(english(Parameter::deductible, percent),
              "20% of the cost, 2,000.00 yuan to 10,000.00 yuan");
    Value set;
    set.form = ValueForm::set;
    set.mask = 0b11;
    EXPECT_EQ(english(Parameter::account_covers, set),
              "the in-scope part borne by the person, remote first-pay");
}

}  // namespace
}  // namespace yidi::explain::internal
