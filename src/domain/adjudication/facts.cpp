#include <algorithm>

#include "domain/adjudication/internal/evaluation.h"

/// Resolving what tables ask: from the case, the defaults of the pack, or an open fact.
namespace yidi::adjudication {

using policy::Dimension;
using policy::Level;
using policy::Parameter;

namespace {

constexpr std::array<std::string_view, 4> kLevels{"01", "02", "05", "08"};
constexpr std::array<std::string_view, 2> kEmployees{"11", "12"};
constexpr std::array<std::string_view, 3> kResidents{"14", "15", "16"};
constexpr std::string_view kProvinceOwned = "province_owned";

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string flag_text(std::uint32_t candidate) {
    return candidate == 0 ? "true" : "false";
}

}  // namespace

// ---------------------------------------------------------------------------------------------------

Go Evaluation::need(const policy::Table& table) {
    const std::uint32_t missing = table.uses() & ~at.known;
    for (std::size_t i = 0; missing != 0 && i < policy::kDimensionCount; ++i) {
        const auto dimension = static_cast<Dimension>(i);
        if ((missing & bit(dimension)) != 0 && dimension != Dimension::identity &&
            dimension != Dimension::attr && resolve(dimension) == Go::stop) {
            return Go::stop;
        }
    }
    if ((table.identities() & ~at.identities_known) != 0 &&
        resolve_flags(table.identities(), /*identity=*/true) == Go::stop) {
        return Go::stop;
    }
    if ((table.attributes() & ~at.attributes_known) != 0 &&
        resolve_flags(table.attributes(), /*identity=*/false) == Go::stop) {
        return Go::stop;
    }
    return Go::on;
}

Go Evaluation::resolve(Dimension dimension) {
    Go go = Go::on;
    switch (dimension) {
        case Dimension::person: go = resolve_person(); break;
        case Dimension::level: go = resolve_level(); break;
        case Dimension::nth: go = resolve_nth(); break;
        case Dimension::age:
        case Dimension::months:
        case Dimension::retire_date: go = resolve_number(dimension); break;
        case Dimension::tier:
        case Dimension::disease:
        case Dimension::rank:
        case Dimension::hospital:
        case Dimension::med_type: go = resolve_name(dimension); break;
        case Dimension::recognised: go = resolve_recognised(); break;
        case Dimension::filing:
        case Dimension::distance:
        case Dimension::identity:
        case Dimension::attr:
            break;  // The gate sets the first two; the others are resolved name by name.
    }
    if (go == Go::on) {
        at.known |= bit(dimension);
    }
    return go;
}

Go Evaluation::resolve_person() {
    std::string_view text = in_.psn_type;
    if (text.empty()) {
        const bool employee = insutype == policy::Insutype::employee;
        std::uint32_t candidate = 0;
        if (open_fact(Fact::psn_type, employee ? kEmployees.size() : kResidents.size(),
                      candidate) == Go::stop) {
            return Go::stop;
        }
        text = employee ? kEmployees[candidate] : kResidents[candidate];
    }
    const std::optional<policy::Person> person = policy::person_of(text);
    if (!person || policy::insutype_of(*person) != insutype) {
        return unknown(ErrorCode::rule_unknown, Fact::psn_type);
    }
    at.person = static_cast<std::uint8_t>(*person);
    return Go::on;
}

Go Evaluation::hospital_code(std::string_view stated, Fact fact, std::string_view& code) {
    code = stated;
    if (!code.empty() && !stated_unknown(fact)) {
        return Go::on;
    }
    const std::optional<std::string>& pack_default = compiled->pack.defaults.hosp_lv;
    if (fact == Fact::hosp_lv && pack_default && !stated_unknown(fact)) {
        assume({.kind = AssumptionKind::pack_default, .fact = fact});
        code = *pack_default;
        return Go::on;
    }
    std::uint32_t candidate = 0;
    if (open_fact(fact, kLevels.size(), candidate) == Go::stop) {
        return Go::stop;
    }
    code = kLevels[candidate];
    return Go::on;
}

// F2.1: 01-04 tertiary, 05-07 secondary, 08-10 primary, ungraded as primary. Owner-made top levels
// are not seen here.
Level Evaluation::level_of(std::string_view hosp_lv) const {
    if (hosp_lv == "01" && scheme->top_level == policy::TopLevel::hosp_lv_01) {
        return Level::top;
    }
    if (hosp_lv <= "04") {
        return Level::tertiary;
    }
    return hosp_lv <= "07" ? Level::secondary : Level::primary;
}

Go Evaluation::resolve_once(Dimension dimension) {
    return (at.known & bit(dimension)) != 0 ? Go::on : resolve(dimension);
}

Go Evaluation::resolve_level() {
    std::string_view code;
    if (hospital_code(in_.hosp_lv, Fact::hosp_lv, code) == Go::stop) {
        return Go::stop;
    }
    level_unmapped = level_of(code);
    if (code == "11") {
        assume({.kind = AssumptionKind::ungraded_is_primary, .fact = Fact::hosp_lv});
    }
    if (level_unmapped == Level::tertiary &&
        scheme->top_level == policy::TopLevel::province_owned) {
        bool owned = false;
        if (has_attribute(kProvinceOwned, owned) == Go::stop) {
            return Go::stop;
        }
        level_unmapped = owned ? Level::top : Level::tertiary;
    }
    at.level = static_cast<std::uint8_t>(level_unmapped);
    at.known |= bit(Dimension::level);
    if (!remote) {
        return Go::on;
    }
    Pick mapped;
    if (pick(Parameter::level_map, mapped) == Go::stop) {
        at.known &= ~bit(Dimension::level);
        return Go::stop;
    }
    if (mapped.value != nullptr) {
        at.level = static_cast<std::uint8_t>(mapped.value->number);
    }
    return Go::on;
}

Go Evaluation::resolve_nth() {
    const std::optional<std::int64_t>& pack_default = compiled->pack.defaults.ipt_cnt;
    if (in_.ipt_cnt) {
        at.nth = *in_.ipt_cnt;
    } else if (in_.cum && in_.cum_has_ipt_cnt) {
        at.nth = in_.cum->ipt_cnt + 1;
    } else if (pack_default && !stated_unknown(Fact::ipt_cnt)) {
        assume(
            {.kind = AssumptionKind::pack_default, .fact = Fact::ipt_cnt, .number = *pack_default});
        at.nth = *pack_default;
    } else {
        std::uint32_t candidate = 0;
        const auto highest = static_cast<std::size_t>(scheme->distinctions.nth_highest);
        if (open_in_scheme(Fact::ipt_cnt, highest, candidate) == Go::stop) {
            return Go::stop;
        }
        at.nth = candidate + 1;
    }
    return Go::on;
}

Go Evaluation::resolve_number(Dimension dimension) {
    struct Source {
        std::optional<std::int64_t> stated;
        std::optional<std::int64_t> pack_default;
        const std::vector<std::int64_t>* candidates;
        Fact fact;
        std::int64_t* target;
    };
    const auto days = [](const std::optional<Date>& date) {
        return date ? std::optional<std::int64_t>{date->days()} : std::nullopt;
    };
    const policy::Defaults& defaults = compiled->pack.defaults;
    const policy::Distinctions& all = scheme->distinctions;
    const Source source = dimension == Dimension::age
                              ? Source{in_.age, defaults.age, &all.ages, Fact::age, &at.age}
                          : dimension == Dimension::months
                              ? Source{in_.insured_months, defaults.insured_months, &all.months,
                                       Fact::insured_months, &at.months}
                              : Source{days(in_.retire_date), days(defaults.retire_date),
                                       &all.retire_dates, Fact::retire_date, &at.retire_date};
    if (source.stated) {
        *source.target = *source.stated;
    } else if (source.pack_default && !stated_unknown(source.fact)) {
        assume({.kind = AssumptionKind::pack_default,
                .fact = source.fact,
                .number = *source.pack_default});
        *source.target = *source.pack_default;
    } else {
        std::uint32_t candidate = 0;
        if (open_in_scheme(source.fact, source.candidates->size(), candidate) == Go::stop) {
            return Go::stop;
        }
        *source.target = (*source.candidates)[candidate];
    }
    return Go::on;
}

// Where a name that tables ask comes from: the case, its candidates, and the pack's default.
Evaluation::NameSource Evaluation::name_source(Dimension dimension) {
    const policy::Distinctions& all = scheme->distinctions;
    const policy::Defaults& defaults = compiled->pack.defaults;
    if (dimension == Dimension::tier) {
        return {&in_.insu_tier, Fact::insu_tier, &all.tiers, &at.tier, &defaults.insu_tier};
    }
    if (dimension == Dimension::disease) {
        return {&in_.dise_codg, Fact::dise_codg, &all.diseases, &at.disease, nullptr};
    }
    if (dimension == Dimension::rank) {
        return {&in_.civil_rank, Fact::civil_rank, &all.ranks, &at.rank, &defaults.civil_rank};
    }
    return {&in_.fixmedins_code, Fact::fixmedins_code, &all.hospitals, &at.hospital, nullptr};
}

Go Evaluation::resolve_name(Dimension dimension) {
    if (dimension == Dimension::med_type) {
        at.med_type = in_.med_type;
        return Go::on;
    }
    const NameSource source = name_source(dimension);
    const bool has_default = source.pack_default != nullptr && source.pack_default->has_value();
    if (!source.stated->empty()) {
        *source.target = *source.stated;
    } else if (has_default && !stated_unknown(source.fact)) {
        assume({.kind = AssumptionKind::pack_default, .fact = source.fact});
        *source.target = **source.pack_default;
    } else {
        std::uint32_t candidate = 0;
        if (open_in_scheme(source.fact, source.candidates->size(), candidate) == Go::stop) {
            return Go::stop;
        }
        *source.target = (*source.candidates)[candidate];
    }
    if (dimension == Dimension::disease) {
        at.disease_group = book_.disease_group(at.disease);
    }
    return Go::on;
}

Go Evaluation::resolve_recognised() {
    const std::optional<bool>& pack_default = compiled->pack.defaults.recognised;
    if (in_.recognised) {
        at.recognised = *in_.recognised;
    } else if (pack_default && !stated_unknown(Fact::recognised)) {
        assume({.kind = AssumptionKind::pack_default,
                .fact = Fact::recognised,
                .number = *pack_default ? 1 : 0});
        at.recognised = *pack_default;
    } else {
        std::uint32_t candidate = 0;
        if (open_fact(Fact::recognised, 2, candidate) == Go::stop) {
            return Go::stop;
        }
        at.recognised = candidate == 0;
    }
    return Go::on;
}

Go Evaluation::has_attribute(std::string_view name, bool& has) {
    if (in_.inst_attr) {
        has = holds(*in_.inst_attr, name);
        return Go::on;
    }
    const auto& pack_default = compiled->pack.defaults.inst_attr;
    if (pack_default && !stated_unknown(Fact::inst_attr)) {
        assume({.kind = AssumptionKind::pack_default, .fact = Fact::inst_attr});
        has = holds(*pack_default, name);
        return Go::on;
    }
    std::uint32_t candidate = 0;
    if (open({.kind = OpenKey::Kind::attribute, .fact = Fact::inst_attr, .name = name}, 2,
             candidate) == Go::stop) {
        return Go::stop;
    }
    has = candidate == 0;
    return Go::on;
}

Go Evaluation::has_identity(std::string_view name, bool& has) {
    const auto& pack_default = compiled->pack.defaults.psn_idet;
    if (in_.psn_idet) {
        has = holds(*in_.psn_idet, name);
        return Go::on;
    }
    if (pack_default && !stated_unknown(Fact::psn_idet)) {
        assume({.kind = AssumptionKind::pack_default, .fact = Fact::psn_idet});
        has = holds(*pack_default, name);
        return Go::on;
    }
    std::uint32_t candidate = 0;
    if (open({.kind = OpenKey::Kind::identity, .fact = Fact::psn_idet, .name = name}, 2,
             candidate) == Go::stop) {
        return Go::stop;
    }
    has = candidate == 0;
    return Go::on;
}

Go Evaluation::resolve_flags(std::uint32_t wanted, bool identity) {
    const policy::Distinctions& all = scheme->distinctions;
    const std::vector<std::string>& names = identity ? all.identities : all.attributes;
    std::uint32_t& known = identity ? at.identities_known : at.attributes_known;
    std::uint32_t& flags = identity ? at.identities : at.attributes;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::uint32_t flag = std::uint32_t{1} << i;
        if ((wanted & flag) == 0 || (known & flag) != 0) {
            continue;
        }
        bool has = false;
        if ((identity ? has_identity(names[i], has) : has_attribute(names[i], has)) == Go::stop) {
            return Go::stop;
        }
        known |= flag;
        flags = has ? flags | flag : flags & ~flag;
    }
    return Go::on;
}

std::string Evaluation::label(const OpenKey& key, std::uint32_t candidate) const {
    if (key.kind == OpenKey::Kind::choice) {
        return std::to_string(candidate);
    }
    if (key.kind != OpenKey::Kind::fact) {
        return flag_text(candidate);
    }
    switch (key.fact) {
        case Fact::insutype:
            return std::string{policy::code(static_cast<policy::Insutype>(candidate))};
        case Fact::psn_type:
            return std::string{insutype == policy::Insutype::employee ? kEmployees[candidate]
                                                                      : kResidents[candidate]};
        case Fact::hosp_lv:
        case Fact::prev_hosp_lv: return std::string{kLevels[candidate]};
        case Fact::mdtrtarea_admvs: return candidate == 0 ? "local" : "other_province";
        case Fact::filing:
            return candidate < policy::kFilingKindCount
                       ? std::string{policy::name(static_cast<policy::FilingKind>(candidate))}
                       : "none";
        case Fact::er_flag:
        case Fact::recognised: return flag_text(candidate);
        case Fact::ipt_cnt: return std::to_string(candidate + 1);
        case Fact::prev_dedc: return candidate == 0 ? "0.00" : "standard";
        case Fact::age:
        case Fact::insured_months:
        case Fact::retire_date:
        case Fact::insu_tier:
        case Fact::civil_rank:
        case Fact::dise_codg:
        case Fact::fixmedins_code:
        case Fact::date:
            return scheme == nullptr ? std::string{} : label_in_scheme(key.fact, candidate);
        case Fact::inst_attr:
        case Fact::psn_idet:
        case Fact::med_type:
        case Fact::insuplc_admdvs: return {};
    }
    return {};
}

// Facts whose candidates are those that the scheme's rows tell apart.
std::string Evaluation::label_in_scheme(Fact fact, std::uint32_t candidate) const {
    const policy::Distinctions& all = scheme->distinctions;
    if (fact == Fact::date) {
        return to_string(scheme->epochs[candidate].valid.from);
    }
    if (fact == Fact::retire_date) {
        return to_string(Date::from_days(all.retire_dates[candidate]));
    }
    if (fact == Fact::age || fact == Fact::insured_months) {
        return std::to_string((fact == Fact::age ? all.ages : all.months)[candidate]);
    }
    return fact == Fact::insu_tier    ? all.tiers[candidate]
           : fact == Fact::civil_rank ? all.ranks[candidate]
           : fact == Fact::dise_codg  ? all.diseases[candidate]
                                      : all.hospitals[candidate];
}

}  // namespace yidi::adjudication
