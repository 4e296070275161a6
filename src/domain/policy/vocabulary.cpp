#include "domain/policy/vocabulary.h"

#include <span>

namespace yidi::policy {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, kInsutypeCount> kInsutype{"310", "390"};
constexpr std::array<std::string_view, kBusinessCount> kBusiness{
    "inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"};
constexpr std::array<std::string_view, kPersonCount> kPerson{"active", "retired", "child", "adult",
                                                             "old"};
constexpr std::array<std::string_view, kLevelCount> kLevel{"primary", "secondary", "tertiary",
                                                           "top"};
constexpr std::array<std::string_view, kFilingStateCount> kFilingState{
    "local", "home", "long_term", "referral", "emergency", "other_temporary", "unfiled"};
constexpr std::array<std::string_view, kFilingKindCount> kFilingKind{
    "resettled_retiree", "long_term_resident", "posted_worker",
    "referral",          "emergency",          "other_temporary"};
constexpr std::array<std::string_view, kDistanceCount> kDistance{"in_province", "out_province"};
constexpr std::array<std::string_view, 5> kGrade{"O", "P", "D", "K", "I"};
constexpr std::array<std::string_view, kBucketCount> kBucket{
    "over_cap", "coinsurance", "deductible", "first_pay", "preselfpay", "overlmt", "ownpay"};
constexpr std::array<std::string_view, kFundFieldCount> kFundField{
    "hifp_pay",  "hifob_pay", "hifmi_pay", "cvlserv_pay",
    "hifes_pay", "hifdm_pay", "maf_pay",   "oth_pay"};

template <class Enum>
std::optional<Enum> find(Names names, std::string_view text) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

template <class Enum>
std::string_view at(Names names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view code(Insutype value) {
    return at(kInsutype, value);
}
std::string_view name(Business value) {
    return at(kBusiness, value);
}
std::string_view name(Person value) {
    return at(kPerson, value);
}
std::string_view name(Level value) {
    return at(kLevel, value);
}
std::string_view name(FilingState value) {
    return at(kFilingState, value);
}
std::string_view name(FilingKind value) {
    return at(kFilingKind, value);
}
std::string_view name(Distance value) {
    return at(kDistance, value);
}
std::string_view name(Grade value) {
    return at(kGrade, value);
}
std::string_view name(Bucket value) {
    return at(kBucket, value);
}
std::string_view name(FundField value) {
    return at(kFundField, value);
}

std::optional<Insutype> parse_insutype(std::string_view text) {
    return find<Insutype>(kInsutype, text);
}
std::optional<Business> parse_business(std::string_view text) {
    return find<Business>(kBusiness, text);
}
std::optional<Person> parse_person(std::string_view text) {
    return find<Person>(kPerson, text);
}
std::optional<Level> parse_level(std::string_view text) {
    return find<Level>(kLevel, text);
}
std::optional<FilingState> parse_filing_state(std::string_view text) {
    return find<FilingState>(kFilingState, text);
}
std::optional<FilingKind> parse_filing_kind(std::string_view text) {
    return find<FilingKind>(kFilingKind, text);
}
std::optional<Distance> parse_distance(std::string_view text) {
    return find<Distance>(kDistance, text);
}
std::optional<Grade> parse_grade(std::string_view text) {
    return find<Grade>(kGrade, text);
}
std::optional<Bucket> parse_bucket(std::string_view text) {
    return find<Bucket>(kBucket, text);
}
std::optional<FundField> parse_fund_field(std::string_view text) {
    return find<FundField>(kFundField, text);
}

std::optional<Business> business_of(std::string_view med_type) {
    if (med_type == "9216") {
        return Business::dual_channel;
    }
    if (med_type.size() != 2 && med_type.size() != 4 && med_type.size() != 6) {
        return std::nullopt;
    }
    const std::string_view head = med_type.substr(0, 2);
    if (head == "21" || head == "22" || head == "23" || head == "24") {
        return Business::inpatient;
    }
    if (head == "11" || head == "12" || head == "13" || head == "19") {
        return Business::outpatient;
    }
    if (head == "14") {
        return Business::chronic;
    }
    if (head == "15") {
        return Business::dual_channel;
    }
    if (head == "41") {
        return Business::pharmacy;
    }
    if (head == "51" || head == "52" || head == "53") {
        return Business::maternity;
    }
    return std::nullopt;
}

std::optional<Person> person_of(std::string_view psn_type) {
    if (psn_type.size() != 2 && psn_type.size() != 4) {
        return std::nullopt;
    }
    const std::string_view head = psn_type.substr(0, 2);
    if (head == "11") {
        return Person::active;
    }
    if (head == "12") {
        return Person::retired;
    }
    if (head == "14") {
        return Person::child;
    }
    if (head == "15") {
        return Person::adult;
    }
    if (head == "16") {
        return Person::old;
    }
    return std::nullopt;
}

Insutype insutype_of(Person person) {
    return person == Person::active || person == Person::retired ? Insutype::employee
                                                                 : Insutype::resident;
}

FilingState state_of(FilingKind kind) {
    switch (kind) {
        case FilingKind::resettled_retiree:
        case FilingKind::long_term_resident:
        case FilingKind::posted_worker: return FilingState::long_term;
        case FilingKind::referral: return FilingState::referral;
        case FilingKind::emergency: return FilingState::emergency;
        case FilingKind::other_temporary: return FilingState::other_temporary;
    }
    return FilingState::unfiled;
}

}  // namespace yidi::policy
