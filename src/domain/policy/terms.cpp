#include "domain/policy/terms.h"

#include <string>
#include <utility>

#include "base/assert.h"

namespace yidi::policy {
namespace {

constexpr std::string_view kDocument = "terms";
constexpr std::string_view kDocumentName = "stated terms of the case";
/// Before any case: stated terms hold on every day.
constexpr Date kAlways = Date::from_ymd({.year = 1900, .month = 1, .day = 1});

template <class E>
constexpr std::uint8_t bit_of(E value) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(value));
}

constexpr std::uint8_t kBorneInScope =
    bit_of(Bucket::over_cap) | bit_of(Bucket::coinsurance) | bit_of(Bucket::deductible);
/// Every state of the gate but care at home: the states in which "remote" terms apply.
constexpr std::uint8_t kAway = bit_of(FilingState::long_term) | bit_of(FilingState::referral) |
                               bit_of(FilingState::emergency) |
                               bit_of(FilingState::other_temporary) | bit_of(FilingState::unfiled);

Value none() {
    return {};
}

template <class E>
Value word(E value) {
    Value result;
    result.form = ValueForm::word;
    result.number = static_cast<std::int64_t>(value);
    return result;
}

Value amount(Money money) {
    Value result;
    result.form = ValueForm::amount;
    result.money = money;
    return result;
}

Value with_rate(ValueForm form, Rate rate) {
    Value result;
    result.form = form;
    result.rate = rate;
    return result;
}

Value ratio(const std::vector<Band>& bands) {
    YIDI_ASSERT(!bands.empty());
    YIDI_ASSERT(!bands.back().up_to);
    if (bands.size() == 1) return with_rate(ValueForm::rate, bands.front().rate);
    Value result;
    result.form = ValueForm::bands;
    result.bands = bands;
    return result;
}

Source source(std::string article) {
    return {.document = std::string{kDocument},
            .article = std::move(article),
            .from = kAlways,
            .to = {},
            .grade = Grade::P,
            .assumed_from = false};
}

/// Collects the rows of one scheme.
class SchemeBuilder {
public:
    SchemeBuilder(const Terms& terms, Insutype insutype, Business business) : terms_{terms} {
        scheme_.insutype = insutype;
        scheme_.business = business;
    }

    [[nodiscard]] Scheme build() && {
        add_gate();
        add_deductible();
        add_ratio();
        add_remote();
        const std::string article = terms_.cap ? "/terms/cap" : "/terms";
        add(Parameter::cap, terms_.cap ? amount(*terms_.cap) : none(), article);
        for (std::size_t i = 0; i < kStatedLayerCount; ++i) {
            if (terms_.layers[i]) add_layer(static_cast<StatedLayerKind>(i), *terms_.layers[i]);
        }
        return std::move(scheme_);
    }

private:
    Row& add(Parameter parameter, Value value, std::string article) {
        Row& row = scheme_.rows.emplace_back();
        row.parameter = parameter;
        row.readings.push_back(std::move(value));
        row.source = source(std::move(article));
        return row;
    }

    /// Nobody is refused for want of a filing or a recognition: the terms are asked, not the
    /// region.
    void add_gate() {
        add(Parameter::unfiled_direct, word(UnfiledDirect::pay), "/terms");
        if (scheme_.business == Business::chronic) {
            add(Parameter::unrecognised, word(Unrecognised::ordinary_outpatient), "/terms");
        }
    }

    void add_deductible() {
        const bool apart =
            scheme_.insutype == Insutype::employee && terms_.retiree && terms_.retiree->dedc;
        add(Parameter::deductible_way, word(DeductibleWay::per_stay), "/terms/dedc");
        Row& usual = add(Parameter::deductible, amount(terms_.dedc), "/terms/dedc");
        if (!apart) return;
        usual.when.person = bit_of(Person::active);
        add(Parameter::deductible, amount(*terms_.retiree->dedc), "/terms/retiree/dedc")
            .when.person = bit_of(Person::retired);
    }

    void add_ratio() {
        const bool single = terms_.bands.size() == 1;
        add(Parameter::ratio, ratio(terms_.bands), single ? "/terms/ratio" : "/terms/bands");
        add(Parameter::band_basis, word(terms_.basis), single ? "/terms/ratio" : "/terms/basis");
        if (scheme_.insutype != Insutype::employee || !terms_.retiree) return;
        const StatedRetiree& retiree = *terms_.retiree;
        if (retiree.points) {
            add(Parameter::ratio_adjust, with_rate(ValueForm::points, *retiree.points),
                "/terms/retiree/points")
                .when.person = bit_of(Person::retired);
        }
        if (retiree.share) {
            add(Parameter::ratio_adjust, with_rate(ValueForm::share, *retiree.share),
                "/terms/retiree/share")
                .when.person = bit_of(Person::retired);
        }
    }

    void add_remote() {
        if (!terms_.remote || terms_.remote->form == RemoteForm::first_pay) {
            // Said, because the national frame would be asked otherwise.
            add(Parameter::remote_ratio, none(), "/terms");
        } else {
            const bool points = terms_.remote->form == RemoteForm::points;
            add(Parameter::remote_ratio,
                with_rate(points ? ValueForm::points : ValueForm::factor, terms_.remote->value),
                "/terms/remote");
        }
        if (!terms_.remote || terms_.remote->form != RemoteForm::first_pay) return;
        add(Parameter::first_pay, with_rate(ValueForm::rate, terms_.remote->value), "/terms/remote")
            .when.filing = kAway;
        add(Parameter::first_pay_order, word(terms_.remote->order), "/terms/remote/order");
    }

    void add_layer(StatedLayerKind kind, const StatedLayer& stated) {
        const auto index = static_cast<std::int8_t>(scheme_.layers.size());
        const std::string at = "/terms/" + std::string{name(kind)};
        scheme_.layers.push_back(describe(kind, stated, at));
        const auto add_to_layer = [&](Parameter parameter, Value value, std::string_view key) {
            add(parameter, std::move(value), at + std::string{key}).layer = index;
        };
        add_to_layer(Parameter::layer_threshold, amount(stated.threshold), "/threshold");
        add_to_layer(Parameter::layer_ratio, ratio(stated.bands),
                     stated.bands.size() == 1 ? "/ratio" : "/bands");
        if (!stated.limit) return;
        add_to_layer(Parameter::layer_limit, amount(*stated.limit), "/limit");
        if (!stated.limit_includes_pool) return;
        Value set;
        set.form = ValueForm::set;
        set.mask = 1;  // Bit 0 is the pooled fund.
        add_to_layer(Parameter::layer_limit_includes, std::move(set), "/limit_includes");
    }

    static Layer describe(StatedLayerKind kind, const StatedLayer& stated,
                          const std::string& article) {
        struct Kind {
            std::string_view name;
            FundField field;
            std::string_view fund_pay_type;
        };
        static constexpr std::array<Kind, kStatedLayerCount> kKinds{{
            {"大额医疗费用补助", FundField::hifob_pay, "330100"},
            {"大病保险", FundField::hifmi_pay, "390200"},
            {"公务员医疗补助", FundField::cvlserv_pay, "320100"},
            {"医疗救助", FundField::maf_pay, "610100"},
            {"倾斜救助", FundField::maf_pay, "610102"},
        }};
        const Kind& words = kKinds[static_cast<std::size_t>(kind)];
        Layer layer;
        layer.id = std::string{policy::name(kind)};
        layer.name = std::string{words.name};
        layer.field = words.field;
        layer.fund_pay_type = std::string{words.fund_pay_type};
        layer.counts = stated.counts == 0 ? usual_counts(kind) : stated.counts;
        layer.by = stated.by;
        layer.banding = stated.banding;
        layer.source = source(article);
        return layer;
    }

    const Terms& terms_;
    Scheme scheme_;
};

}  // namespace

std::string_view name(StatedLayerKind kind) {
    static constexpr std::array<std::string_view, kStatedLayerCount> kNames{"large", "serious",
                                                                            "civil", "aid", "tilt"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::uint8_t usual_counts(StatedLayerKind kind) {
    return kind == StatedLayerKind::large ? bit_of(Bucket::over_cap) : kBorneInScope;
}

Pack pack_of_terms(const Terms& terms, std::uint32_t id) {
    Pack pack;
    pack.id = id;
    pack.name = std::string{kDocumentName};
    pack.version = kStatedTermsVersion;
    pack.known_since = kAlways;
    pack.documents[std::string{kDocument}] = {.number = std::string{kDocumentName},
                                              .title = std::string{kDocumentName},
                                              .seen = Grade::P,
                                              .note = {}};
    for (const Insutype insutype : {Insutype::employee, Insutype::resident}) {
        for (std::size_t business = 0; business < kBusinessCount; ++business) {
            pack.schemes.push_back(
                SchemeBuilder{terms, insutype, static_cast<Business>(business)}.build());
        }
    }
    return pack;
}

}  // namespace yidi::policy
