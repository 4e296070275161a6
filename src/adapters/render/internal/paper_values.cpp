#include "adapters/render/internal/paper_values.h"

#include <algorithm>
#include <utility>

#include "adapters/render/internal/filing_labels.h"
#include "adapters/render/statement.h"
#include "base/assert.h"
#include "domain/explain/clause.h"
#include "domain/explain/filing_words.h"
#include "domain/explain/labels.h"
#include "domain/policy/vocabulary.h"

namespace yidi::render::internal {
namespace {

using explain::filing_value;
using policy::FilingKind;
using policy::KindRules;

constexpr auto kLanguage = explain::Language::zh;

/// Rules that say nothing to whoever fills in a form.
bool is_for_desks(std::string_view rule) {
    return rule == "open" || rule == "local_code" || rule == "automatic";
}
/// Rules that a promise is about.
bool is_of_promises(std::string_view rule) {
    return rule == "materials" || rule == "promise" || rule == "promise_days" ||
           rule == "after_lapse" || rule == "proof_before_settlement" || rule == "two_way";
}

class Builder {
public:
    explicit Builder(const PaperPage& page)
        : page_{page}, paper_{page.paper}, filing_{page.paper.view.now} {}

    Values build() && {
        person();
        kind();
        interval();
        papers();
        details();
        rules();
        set("lock", lock());
        promise();
        history();
        return std::move(out_);
    }

private:
    void set(std::string_view name, std::string_view text) {
        out_.texts.emplace(name, std::string{text});
    }
    void set(std::string_view name, std::optional<Date> day) {
        set(name, day ? to_string(*day) : std::string{});
    }
    /// A list, which is there even when it has no row.
    std::vector<Values>& list(std::string_view name) {
        return out_.lists.try_emplace(std::string{name}).first->second;
    }
    static Values row(std::initializer_list<std::pair<const std::string, std::string>> texts) {
        Values one;
        one.texts.insert(texts.begin(), texts.end());
        return one;
    }

    [[nodiscard]] std::string number(const std::string& whole) const {
        return page_.whole_numbers ? whole : masked_certificate(whole);
    }
    [[nodiscard]] std::string region(std::uint32_t code) const {
        const std::string_view name = page_.regions.name(code);
        return name.empty() ? std::to_string(code) : std::string{name};
    }

    void person() {
        const registry::Personal& one = paper_.person.personal;
        set("filing", std::to_string(filing_.id));
        set("today", paper_.today);
        set("psn_no", paper_.view.psn_no);
        set("psn_name", one.psn_name);
        set("cert_type", label_of_certificate(one.psn_cert_type));
        set("certno", number(one.certno));
        set("gender", label_of_gender(one.gend));
        set("birth_date", one.brdy);
        set("psn_tel", one.tel);
        set("insured_region", region(paper_.person.insuplc_admdvs));
        set("insured_code", std::to_string(paper_.person.insuplc_admdvs));
        set("died", paper_.person.died);
        std::vector<Values>& rows = list("insurances");
        for (const registry::Insurance& insurance : paper_.insurances) {
            rows.push_back(row({{"insutype", std::string{explain::label(insurance.insutype).zh}},
                                {"employer", insurance.emp_name}}));
        }
    }

    void kind() {
        std::vector<Values>& kinds = list("kinds");
        for (std::size_t i = 0; i < policy::kFilingKindCount; ++i) {
            const auto one = static_cast<FilingKind>(i);
            kinds.push_back(row({{"tick", one == filing_.kind ? "■" : "□"},
                                 {"kind_name", std::string{explain::label(one).zh}}}));
        }
        set("kind", explain::label(filing_.kind).zh);
        const bool is_long_term = filing_.kind == FilingKind::resettled_retiree ||
                                  filing_.kind == FilingKind::long_term_resident ||
                                  filing_.kind == FilingKind::posted_worker;
        set("group", is_long_term ? "异地长期居住" : "临时外出就医");
        set("local_code", filing_.local_code);
        set("state", label(paper_.view.state));
        set("channel", label(filing_.channel));
        set("replaces", filing_.replaces == 0 ? std::string{} : std::to_string(filing_.replaces));
    }

    void interval() {
        std::vector<Values>& rows = list("places");
        std::string text;
        for (const std::uint32_t place : filing_.places) {
            rows.push_back(row({{"place", region(place)}, {"place_code", std::to_string(place)}}));
            text += (text.empty() ? "" : "、") + region(place);
        }
        set("places_text", text.empty() ? "不限" : text);
        set("begndate", filing_.begndate);
        set("enddate", filing_.enddate);
        set("businesses", filing_.businesses == 0
                              ? "路由开通的全部业务"
                              : filing_value("businesses", filing_.businesses, kLanguage));
    }

    void papers() {
        std::vector<Values>& stated = list("materials");
        for (const std::string& one : filing_.materials) {
            stated.push_back(row({{"material", std::string{explain::label_of_paper(one).zh}}}));
        }
        std::vector<Values>& files = list("attachments");
        for (const app::Attachment& one : paper_.papers.attachments) {
            constexpr std::size_t kKib = 1'024;
            files.push_back(row({{"file_kind", std::string{explain::label_of_paper(one.kind).zh}},
                                 {"file_name", one.filename},
                                 {"file_size", std::to_string((one.size + kKib - 1) / kKib)},
                                 {"file_at", to_string(one.at.date())}}));
        }
        set("attachment_count", std::to_string(files.size()));
        std::vector<Values>& asked = list("required");
        for (const app::RequiredPaper& one : paper_.papers.required) {
            const std::vector<policy::AnyOf> group(1, one.any_of);
            asked.push_back(row({{"required_any", filing_value("materials", group, kLanguage)},
                                 {"required_state", state_of(one)}}));
        }
        set("required_unknown", paper_.papers.is_rule_known ? "" : "未收录");
    }
    [[nodiscard]] std::string state_of(const app::RequiredPaper& one) const {
        if (!one.attachments.empty()) return "已交（附件）";
        if (one.is_stated) return "已交";
        if (filing_.proof == filing::ProofState::complete) return "缺";
        return filing_.promise_until ? "承诺补交，末日 " + to_string(*filing_.promise_until)
                                     : "承诺补交";
    }

    void details() {
        const app::FilingDetails& one = paper_.view.details;
        set("contact_name", one.contact_name);
        set("tel", one.tel);
        set("address", one.address);
        set("reason", one.reason);
        set("transfer_from", institution(one.transfer_from, paper_.transfer_from_name));
        set("transfer_to", institution(one.transfer_to, paper_.transfer_to_name));
        set("diagnosis", institution(one.dise_codg, one.dise_name));
        set("agent_name", one.agent_name);
        set("agent_certno", number(one.agent_certno));
        set("agent_tel", one.agent_tel);
        set("agent_relation", one.agent_relation);
        set("bank_name", one.bank_name);
        set("bank_account", number(one.bank_account));
    }
    static std::string institution(const std::string& code, const std::string& name) {
        if (name.empty()) return code;
        return code.empty() ? name : name + "（" + code + "）";
    }

    void rules() {
        set("rules_day", paper_.rules_day);
        list("rules");
        list("promise_rules");
        std::string unknown;
        policy::for_each_rule([&](std::string_view name, auto member) {
            if (is_for_desks(name)) return;
            const std::string words{explain::label_of_filing_rule(name).zh};
            const auto found = paper_.rules.find(member);
            if (!found) {
                unknown += (unknown.empty() ? "" : "、") + words;
                return;
            }
            const explain::Clause clause =
                explain::clause_from(found.ruled->source, found.by->documents);
            Values one = row({{"rule", words},
                              {"value", filing_value(name, *found, kLanguage)},
                              {"clause", explain::short_text(clause, kLanguage)},
                              {"since", to_string(clause.from)},
                              {"grade", std::string{policy::name(clause.grade)}},
                              {"grade_name", std::string{explain::label(clause.grade).zh}},
                              {"note", found.ruled->note}});
            if (is_of_promises(name)) list("promise_rules").push_back(one);
            list("rules").push_back(std::move(one));
        });
        set("unknown_rules", unknown);
        std::vector<Values>& notes = list("notes");
        for (const std::string& note : paper_.region_notes) {
            notes.push_back(row({{"region_note", note}}));
        }
    }

    [[nodiscard]] std::string lock() const {
        const std::optional<Date> until = paper_.view.locked_until;
        if (until && *until <= paper_.today) return "锁定期已过，可以变更或取消。";
        if (until) {
            const auto exceptions = paper_.rules.find(&KindRules::lock_exceptions);
            std::string text = to_string(*until) + " 起可以变更或取消";
            if (exceptions && *exceptions != 0) {
                text += "；此前只有下列情形可以：" +
                        filing_value("lock_exceptions", *exceptions, kLanguage);
            }
            return text + "。";
        }
        const auto rule = paper_.rules.find(&KindRules::lock);
        if (!rule) return "没有收录锁定期的规定，变更、取消由参保地经办机构审核。";
        if ((*rule).is_endless()) return "不设锁定期。";
        return "自首日起 " + filing_value("lock", *rule, kLanguage) + "内不得变更、取消。";
    }

    void promise() {
        set("proof", label(filing_.proof));
        set("promise_until", filing_.promise_until);
        const bool is_promised = filing_.proof != filing::ProofState::complete;
        set("is_promised", is_promised ? "承诺" : "");
        set("promised_papers", promised_papers());
        const auto after = paper_.rules.find(&KindRules::after_lapse);
        set("after_lapse", consequence(after ? std::optional{*after} : std::nullopt));
        set("after_lapse_clause",
            after ? explain::short_text(
                        explain::clause_from(after.ruled->source, after.by->documents), kLanguage)
                  : std::string{});
    }
    static std::string_view consequence(std::optional<policy::AfterLapse> after) {
        if (!after) return "逾期的后果没有收录规定，由参保地经办机构决定；已经结算的不变。";
        switch (*after) {
            case policy::AfterLapse::ends:
                return "逾期未补交的，本次备案失效，以后的费用不再按本次备案结算；"
                       "已经结算的不变。";
            case policy::AfterLapse::other_temporary:
                return "逾期未补交的，以后的费用按其他临时外出就医结算；已经结算的不变。";
        }
        YIDI_ASSERT(false);
    }
    [[nodiscard]] std::string promised_papers() const {
        std::vector<policy::AnyOf> groups;
        for (const app::RequiredPaper& one : paper_.papers.required) {
            if (one.is_missing()) groups.push_back(one.any_of);
        }
        return groups.empty() ? std::string{} : filing_value("materials", groups, kLanguage);
    }

    void history() {
        std::vector<Values>& rows = list("history");
        for (const filing::Event& event : paper_.view.history) {
            rows.push_back(row({{"event_at", to_string(event.at)},
                                {"event", std::string{label(event.kind)}},
                                {"event_by", event.by},
                                {"event_reason", event.reason}}));
        }
    }

    const PaperPage& page_;
    const app::FilingPaper& paper_;
    const filing::Filing& filing_;
    Values out_;
};

}  // namespace

Values values_of(const PaperPage& page) {
    return Builder{page}.build();
}

Values shape_of_papers() {
    policy::FilingRules rules;
    rules.kinds[0].promise.values.push_back({.value = true, .source = {}, .note = {}});
    app::FilingPaper paper{
        .view = {},
        .person = {},
        .insurances = std::vector<registry::Insurance>(1),
        .today = {},
        .rules_day = {},
        .rules = policy::KindView{&rules, nullptr, FilingKind::resettled_retiree, Date{}},
        .region_notes = {""},
        .papers = {},
        .transfer_from_name = {},
        .transfer_to_name = {}};
    paper.view.now.kind = FilingKind::resettled_retiree;
    paper.view.now.places.push_back(0);
    paper.view.now.materials.emplace_back();
    paper.view.history.resize(1);
    paper.papers.attachments.resize(1);
    paper.papers.required.resize(1);
    Values shape = values_of({.paper = paper, .regions = policy::Regions{}});
    YIDI_ASSERT(
        std::ranges::all_of(shape.lists, [](const auto& list) { return !list.second.empty(); }));
    return shape;
}

}  // namespace yidi::render::internal
