#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/policy/pack.h"

/// Values and conditions of packs in a few words, for tests only. What does not parse stops the
/// test.
namespace yidi::policy::testing {

[[nodiscard]] inline Money yuan(std::string_view text) {
    return *parse_yuan(text);
}
[[nodiscard]] inline Money yuan(std::int64_t whole) {
    return Money::from_yuan(whole);
}
[[nodiscard]] inline Rate rate(std::string_view text) {
    return *parse_rate(text);
}
[[nodiscard]] inline Date date(std::string_view text) {
    return *parse_date(text);
}

// --- values, one function for each form that a pack can write

[[nodiscard]] inline Value nothing() {
    return {};
}
[[nodiscard]] inline Value amount(Money money) {
    Value value;
    value.form = ValueForm::amount;
    value.money = money;
    return value;
}
[[nodiscard]] inline Value amount(std::int64_t whole) {
    return amount(yuan(whole));
}
template <class Word>
[[nodiscard]] Value word(Word chosen) {
    Value value;
    value.form = ValueForm::word;
    value.number = static_cast<std::int64_t>(chosen);
    return value;
}
[[nodiscard]] inline Value number(ValueForm form, std::int64_t stated) {
    Value value;
    value.form = form;
    value.number = stated;
    return value;
}
[[nodiscard]] inline Value count(std::int64_t stated) {
    return number(ValueForm::count, stated);
}
[[nodiscard]] inline Value flag(bool stated) {
    return number(ValueForm::flag, stated ? 1 : 0);
}
[[nodiscard]] inline Value level(Level stated) {
    return number(ValueForm::level, static_cast<std::int64_t>(stated));
}
/// Month * 100 + day.
[[nodiscard]] inline Value day_of_year(std::int64_t stated) {
    return number(ValueForm::day_of_year, stated);
}
[[nodiscard]] inline Value with_rate(ValueForm form, std::string_view text) {
    Value value;
    value.form = form;
    value.rate = rate(text);
    return value;
}
[[nodiscard]] inline Value pays(std::string_view text) {
    return with_rate(ValueForm::rate, text);
}
[[nodiscard]] inline Value points(std::string_view text) {
    return with_rate(ValueForm::points, text);
}
[[nodiscard]] inline Value share(std::string_view text) {
    return with_rate(ValueForm::share, text);
}
[[nodiscard]] inline Value factor(std::string_view text) {
    return with_rate(ValueForm::factor, text);
}
[[nodiscard]] inline Value minus_share(std::string_view text, std::int64_t floor) {
    Value value = with_rate(ValueForm::minus_share, text);
    value.floor = yuan(floor);
    return value;
}
[[nodiscard]] inline Value minus(std::int64_t each, std::int64_t floor) {
    Value value = amount(each);
    value.form = ValueForm::minus;
    value.floor = yuan(floor);
    return value;
}
[[nodiscard]] inline Value falling(std::int64_t floor) {
    Value value;
    value.form = ValueForm::falling;
    value.floor = yuan(floor);
    return value;
}
struct Bounds {
    std::int64_t least;
    std::int64_t most;
};
[[nodiscard]] inline Value percent_of_bill(std::string_view text, Bounds bounds) {
    Value value = with_rate(ValueForm::percent_of_bill, text);
    value.money = yuan(bounds.least);
    value.money_max = yuan(bounds.most);
    return value;
}
[[nodiscard]] inline Value of_age(std::string_view base, std::string_view per_year) {
    Value value = with_rate(ValueForm::age_ratio, base);
    value.step = rate(per_year);
    return value;
}
[[nodiscard]] inline Value set_of(std::uint32_t mask) {
    Value value;
    value.form = ValueForm::set;
    value.mask = mask;
    return value;
}
struct UpTo {
    std::int64_t whole;  ///< yuan; 0: no end
    std::string_view pays;
};
[[nodiscard]] inline Value bands(std::initializer_list<UpTo> stated) {
    Value value;
    value.form = ValueForm::bands;
    for (const UpTo& band : stated) {
        value.bands.push_back(
            {band.whole == 0 ? std::nullopt : std::optional{yuan(band.whole)}, rate(band.pays)});
    }
    return value;
}

/// Conditions: When{}.person({Person::retired}).age({{60, {}}}).
class When {
public:
    When& person(std::initializer_list<Person> any) { return mask(when_.person, any); }
    When& level(std::initializer_list<Level> any) { return mask(when_.level, any); }
    When& filing(std::initializer_list<FilingState> any) { return mask(when_.filing, any); }
    When& distance(Distance one) { return mask(when_.distance, {one}); }
    When& recognised(bool yes) { return mask(when_.recognised, {yes}); }
    When& nth(WholeRange range) { return add(when_.nth, range); }
    When& age(WholeRange range) { return add(when_.age, range); }
    When& months(WholeRange range) { return add(when_.months, range); }
    When& retired_before(std::string_view day) {
        return add(when_.retire_date, {{}, date(day).days() - 1});
    }
    When& retired_from(std::string_view day) {
        return add(when_.retire_date, {date(day).days(), {}});
    }
    When& identity(std::string any) { return add(when_.identity, std::move(any)); }
    When& not_identity(std::string none) { return add(when_.not_identity, std::move(none)); }
    When& attr(std::string any) { return add(when_.attr, std::move(any)); }
    When& not_attr(std::string none) { return add(when_.not_attr, std::move(none)); }
    When& tier(std::string any) { return add(when_.tier, std::move(any)); }
    When& disease(std::string any) { return add(when_.disease, std::move(any)); }
    When& rank(std::string any) { return add(when_.rank, std::move(any)); }
    When& hospital(std::string any) { return add(when_.hospital, std::move(any)); }
    When& med_type(std::string any) { return add(when_.med_type, std::move(any)); }
    [[nodiscard]] const Conditions& conditions() const { return when_; }

private:
    template <class Word>
    When& mask(std::uint8_t& member, std::initializer_list<Word> any) {
        for (const Word one : any) {
            member = static_cast<std::uint8_t>(member | 1U << static_cast<unsigned>(one));
        }
        return *this;
    }
    template <class Item>
    When& add(std::vector<Item>& member, Item item) {
        member.push_back(std::move(item));
        return *this;
    }
    Conditions when_;
};

}  // namespace yidi::policy::testing
