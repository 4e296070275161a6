#include "adapters/codec/entitlement_encoder.h"

#include <array>
#include <utility>

#include "adapters/codec/internal/rfc3339.h"
#include "domain/entitlement/words.h"

namespace yidi::codec {
namespace {

using app::EntitlementAsOf;
using entitlement::Sentence;
using entitlement::Standing;
using explain::Language;
using internal::rfc3339;

std::string_view number(const aid::Numbers& numbers, registry::Pid pid) {
    const auto found = numbers.find(pid);
    return found == numbers.end() ? std::string_view{} : std::string_view{found->second};
}

const std::string& in(Language language, const Sentence& sentence) {
    return language == Language::zh ? sentence.zh : sentence.en;
}

class Writer {
public:
    Writer(JsonWriter& json, const policy::Book& book, Language language)
        : json_{json}, book_{book}, language_{language} {}

    void write(const EntitlementAsOf& as_of) {
        json_.begin_object();
        json_.member("psn_no", as_of.psn_no);
        json_.member("day", as_of.day);
        list("insurances", as_of.standings, [&](const Standing& one) { standing(one); });
        list("recognised_diseases", as_of.recognised, [&](const registry::Identity& one) {
            json_.member("dise_codg", one.psn_type_lv);
            days(one.begndate, one.enddate);
        });
        list("chosen_institutions", as_of.chosen,
             [&](const registry::CareRecord& one) { record(one); });
        list("referrals", as_of.referrals, [&](const registry::CareRecord& one) { record(one); });
        list("filings", as_of.filings, [&](const filing::Filing& one) {
            json_.member("filing_id", std::to_string(one.id));
            json_.member("kind", policy::name(one.kind));
            days(one.begndate, one.enddate);
        });
        list("years", as_of.years, [&](const app::YearUsed& one) { year(one); });
        list("limits", as_of.limits, [&](const app::LimitLeft& one) { limit(one); });
        moved(as_of);
        json_.end_object();
    }

private:
    template <class T, class Each>
    void list(std::string_view name, const std::vector<T>& all, Each each) {
        json_.key(name);
        json_.begin_array();
        for (const T& one : all) {
            json_.begin_object();
            each(one);
            json_.end_object();
        }
        json_.end_array();
    }
    void day(std::string_view name, const std::optional<Date>& day) {
        if (day) {
            json_.member(name, *day);
        }
    }
    void days(Date first, const std::optional<Date>& last) {
        json_.member("begndate", first);
        day("enddate", last);
    }
    void words(std::string_view name, const Sentence& sentence) {
        if (!sentence.zh.empty()) {
            json_.member(name, in(language_, sentence));
        }
    }

    void standing(const Standing& one) {
        const entitlement::Told told = entitlement::told(one, book_);
        json_.member("insutype", policy::code(one.insutype));
        if (one.insurance != nullptr) {
            json_.member("insuplc_admdvs", std::to_string(one.insurance->insuplc_admdvs));
        }
        json_.member("state", entitlement::name(one.state));
        json_.member("pays", one.pays());
        day("since", one.since);
        day("changes", one.changes);
        day("waiting_until", one.waiting_until);
        words("cause", told.cause);
        words("next_step", told.next_step);
        words("change", told.change);
        if (!told.clause.empty()) {
            json_.member("clause", told.clause);
        }
        if (told.code) {
            json_.member("code", name(*told.code));
        }
        list("others", one.others, [&](const registry::Insurance* other) {
            json_.member("insutype", policy::code(other->insutype));
            json_.member("insuplc_admdvs", std::to_string(other->insuplc_admdvs));
        });
        json_.key("unknown");
        json_.begin_array();
        for (const entitlement::Unknown unknown : one.unknown) {
            json_.value(in(language_, entitlement::sentence(unknown)));
        }
        json_.end_array();
    }

    void record(const registry::CareRecord& one) {
        json_.member("trt_dcla_detl_sn", std::to_string(one.id));
        json_.member("fixmedins_code", one.place);
        if (one.area) {
            json_.member("admdvs", std::to_string(*one.area));
        }
        days(one.begndate, one.enddate);
    }

    void year(const app::YearUsed& one) {
        json_.member("insutype", policy::code(one.insutype));
        json_.member("year", one.year);
        json_.member("ipt_cnt", one.cum.ipt_cnt);
        json_.key("used");
        json_.begin_array();
        for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
            const adjudication::YearCounter& counter = one.cum.year[i];
            if (counter == adjudication::YearCounter{}) {
                continue;
            }
            json_.begin_object();
            json_.member("business", policy::name(static_cast<policy::Business>(i)));
            json_.member("dedc", counter.dedc);
            json_.member("scope", counter.scope);
            json_.member("pool", counter.pool);
            json_.end_object();
        }
        json_.end_array();
    }

    void limit(const app::LimitLeft& one) {
        json_.member("insutype", policy::code(one.insutype));
        json_.member("business", policy::name(one.business));
        if (!one.dise_codg.empty()) {
            json_.member("dise_codg", one.dise_codg);
        }
        json_.member("is_known", one.is_known);
        json_.member("has_limit", one.left.has_value());
        if (one.left) {
            json_.member("left", *one.left);
        }
        if (!one.why.empty()) {
            json_.member("why", one.why);
        }
    }

    void moved(const EntitlementAsOf& as_of) {
        if (!as_of.moved) {
            return;
        }
        const app::Moved& one = *as_of.moved;
        const bool known = one.rule != nullptr && one.rule->value.has_value();
        json_.key("moved");
        json_.begin_object();
        json_.member("from", std::to_string(one.from));
        json_.member("to", std::to_string(one.to));
        json_.member("day", one.day);
        json_.member(
            "accumulators",
            known ? policy::spec(one.rule->rule).words[static_cast<std::size_t>(*one.rule->value)]
                  : std::string_view{"carry_over"});
        json_.member("is_assumed", !known);
        // The year's figures beside it carry over: a restart is not carried out yet.
        json_.member("is_applied", !known || *one.rule->value == 0);
        if (known) {
            json_.member("clause", entitlement::clause_of(*one.rule));
        }
        json_.end_object();
    }

    JsonWriter& json_;
    const policy::Book& book_;
    Language language_;
};

}  // namespace

void write_entitlement(JsonWriter& json, const EntitlementAsOf& as_of, const policy::Book& book,
                       Language language) {
    Writer{json, book, language}.write(as_of);
}

void write_bond(JsonWriter& json, const aid::Bond& bond, const aid::Numbers& numbers) {
    json.begin_object();
    json.member("bond_id", std::to_string(bond.id));
    json.member("holder_psn_no", number(numbers, bond.holder));
    json.member("relative_psn_no", number(numbers, bond.relative));
    json.member("kinship", bond.kinship);
    json.member("proof", aid::name(bond.proof));
    json.member("shares_account", bond.family_seq.has_value());
    json.member("state", bond.unbound ? "unbound" : "bound");
    json.member("at", rfc3339(bond.at));
    json.end_object();
}

void write_transfer(JsonWriter& json, const aid::Transfer& transfer, const aid::Numbers& numbers) {
    json.begin_object();
    json.member("transfer_id", std::to_string(transfer.id));
    json.member("from_psn_no", number(numbers, transfer.from));
    json.member("to_psn_no", number(numbers, transfer.to));
    json.member("amount", transfer.amount);
    json.member("state", aid::name(transfer.state));
    json.member("due", rfc3339(transfer.due));
    json.member("at", rfc3339(transfer.at));
    json.end_object();
}

void write_wallet(JsonWriter& json, const aid::Wallet& wallet, const aid::Numbers& numbers) {
    json.begin_object();
    json.member("balance", wallet.balance);
    json.member("free", wallet.free);
    json.member("made_today", wallet.made_today);
    json.member("is_open", wallet.is_open);
    if (wallet.limits) {
        json.member("next_opening", rfc3339(wallet.next_opening));
        json.key("limits");
        json.begin_object();
        json.member("a_day", wallet.limits->a_day);
        json.member("amount", wallet.limits->amount);
        json.member("opens", wallet.limits->opens);
        json.member("closes", wallet.limits->closes);
        json.member("returns", wallet.limits->returns);
        json.member("clause", wallet.limits_source);
        json.end_object();
    }
    for (const auto& [name, all] :
         {std::pair{"sent", &wallet.sent}, std::pair{"received", &wallet.received}}) {
        json.key(name);
        json.begin_array();
        for (const aid::Transfer& one : *all) {
            write_transfer(json, one, numbers);
        }
        json.end_array();
    }
    json.end_object();
}

}  // namespace yidi::codec
