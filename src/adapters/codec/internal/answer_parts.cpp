#include "adapters/codec/internal/answer_parts.h"

#include <algorithm>
#include <array>
#include <string>

#include "domain/adjudication/adjudicate.h"
#include "domain/explain/labels.h"
#include "domain/explain/ranges.h"
#include "domain/explain/sentences.h"
#include "domain/policy/terms.h"

namespace yidi::codec::internal {
namespace {

using adjudication::Answer;
using adjudication::Outcome;
using adjudication::Setlinfo;
using explain::Language;

constexpr std::array<SetlinfoField, 7> kBefore{{
    {"medfee_sumamt", &Setlinfo::medfee_sumamt},
    {"fulamt_ownpay_amt", &Setlinfo::fulamt_ownpay_amt},
    {"overlmt_selfpay", &Setlinfo::overlmt_selfpay},
    {"preselfpay_amt", &Setlinfo::preselfpay_amt},
    {"inscp_scp_amt", &Setlinfo::inscp_scp_amt},
    {"rloc_preselfpay", &Setlinfo::rloc_preselfpay},
    {"act_pay_dedc", &Setlinfo::act_pay_dedc},
}};
constexpr std::array<SetlinfoField, 7> kAfter{{
    {"fund_pay_sumamt", &Setlinfo::fund_pay_sumamt},
    {"hosp_part_amt", &Setlinfo::hosp_part_amt},
    {"psn_part_amt", &Setlinfo::psn_part_amt},
    {"acct_pay", &Setlinfo::acct_pay},
    {"acct_mulaid_pay", &Setlinfo::acct_mulaid_pay},
    {"psn_cash_pay", &Setlinfo::psn_cash_pay},
    {"balc", &Setlinfo::balc},
}};

constexpr std::int8_t kPool = -1;
constexpr std::int8_t kHospital = -4;

void write_pair(JsonWriter& json, std::string_view name, const std::array<Money, 2>& ends) {
    json.key(name);
    json.begin_array();
    json.value(ends[0]);
    json.value(ends[1]);
    json.end_array();
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name);
    json.begin_array();
    for (const std::string& text : texts) json.value(text);
    json.end_array();
}

/// An input or result of a step: a JSON number where it is an amount, price or count that a decimal
/// can hold.
void write_operand(JsonWriter& json, std::string_view text, bool number) {
    const bool decimal = text.find_first_not_of("-0123456789.") == std::string_view::npos;
    if (number && decimal) {
        json.raw(text);
    } else {
        json.value(text);
    }
}

bool is_number(const adjudication::Operand& operand) {
    using Kind = adjudication::Operand::Kind;
    return operand.kind == Kind::amount || operand.kind == Kind::price ||
           operand.kind == Kind::quantity || operand.kind == Kind::number ||
           operand.kind == Kind::fraction;
}

/// The weakest evidence among the rules in force; the order of the enumerators is that of their
/// strength.
policy::Grade weakest_grade(const policy::CompiledScheme& compiled, const DateInterval& valid) {
    policy::Grade weakest = policy::Grade::O;
    const auto see = [&](const policy::Source& source) {
        if (DateInterval{source.from, source.to}.overlaps(valid)) {
            weakest = std::max(weakest, source.grade);
        }
    };
    for (const policy::Row& row : compiled.scheme->rows) see(row.source);
    for (const policy::Layer& layer : compiled.scheme->layers) see(layer.source);
    return weakest;
}

void write_interval(JsonWriter& json, const DateInterval& valid) {
    json.begin_object();
    json.member("from", valid.from);
    json.key("to");
    if (valid.to) {
        json.value(valid.to->previous_day());
    } else {
        json.null();
    }
    json.end_object();
}

void write_filings(JsonWriter& json, const std::vector<adjudication::WhatIf>& filings) {
    json.key("filings");
    json.begin_array();
    for (const adjudication::WhatIf& filing : filings) {
        const Answer& answer = filing.answer;
        json.begin_object();
        json.member("filing", policy::name(filing.kind));
        json.member("status", adjudication::name(answer.status));
        if (answer.status == adjudication::Status::range) {
            write_pair(json, "fund_pay_sumamt", answer.range.fund_pay_sumamt);
            write_pair(json, "psn_part_amt", answer.range.psn_part_amt);
        } else if (answer.status == adjudication::Status::computed) {
            json.member("fund_pay_sumamt", answer.outcome.setlinfo.fund_pay_sumamt);
            json.member("psn_part_amt", answer.outcome.setlinfo.psn_part_amt);
        } else {
            json.key("fund_pay_sumamt");
            json.null();
            json.key("psn_part_amt");
            json.null();
        }
        json.end_object();
    }
    json.end_array();
}

}  // namespace

std::string_view fund_pay_type(const Outcome& outcome, const adjudication::Setldetail& detail) {
    const policy::Scheme* scheme = outcome.scheme == nullptr ? nullptr : outcome.scheme->scheme;
    if (detail.layer >= 0 && scheme != nullptr) {
        return scheme->layers[static_cast<std::size_t>(detail.layer)].fund_pay_type;
    }
    if (detail.layer == kHospital) return "999996";
    if (detail.layer != kPool) return "310200";
    const bool resident = scheme != nullptr && scheme->insutype == policy::Insutype::resident;
    return resident ? "390100" : "310100";
}

std::span<const SetlinfoField> fields_before_funds() {
    return kBefore;
}

std::span<const SetlinfoField> fields_after_funds() {
    return kAfter;
}

void write_setlinfo(JsonWriter& json, const Setlinfo& info) {
    json.begin_object();
    for (const SetlinfoField& field : kBefore) json.member(field.name, info.*field.member);
    json.member("pool_prop_selfpay", info.pool_prop_selfpay);
    for (std::size_t i = 0; i < policy::kFundFieldCount; ++i) {
        json.member(policy::name(static_cast<policy::FundField>(i)), info.fund[i]);
    }
    for (const SetlinfoField& field : kAfter) json.member(field.name, info.*field.member);
    json.end_object();
}

void write_setldetail(JsonWriter& json, const Outcome& outcome, Language language) {
    json.begin_array();
    for (const adjudication::Setldetail& detail : outcome.setldetail) {
        json.begin_object();
        json.member("fund_pay_type", fund_pay_type(outcome, detail));
        json.member("fund_pay_type_name", explain::payer_name(outcome, detail, language));
        json.member("inscp_scp_amt", detail.inscp_scp_amt);
        json.key("crt_payb_lmt_amt");
        if (detail.crt_payb_lmt_amt) {
            json.value(*detail.crt_payb_lmt_amt);
        } else {
            json.null();
        }
        json.member("fund_payamt", detail.fund_payamt);
        json.key("setl_proc_info");
        // The one amount for which the national interface has no field of its own.
        const Money first_pay = outcome.setlinfo.rloc_preselfpay;
        if (detail.layer == kPool && first_pay != Money{}) {
            json.value((language == Language::zh ? "异地先行自付 " : "remote first-pay ") +
                       to_yuan(first_pay));
        } else {
            json.null();
        }
        json.end_object();
    }
    json.end_array();
}

void write_feedetail(JsonWriter& json, const Outcome& outcome,
                     const std::vector<adjudication::Line>& lines) {
    json.begin_array();
    for (std::size_t i = 0; i < outcome.feedetail.size() && i < lines.size(); ++i) {
        const adjudication::FeedetailResult& result = outcome.feedetail[i];
        json.begin_object();
        if (!lines[i].med_list_codg.empty()) json.member("med_list_codg", lines[i].med_list_codg);
        if (!lines[i].medins_list_name.empty()) {
            json.member("medins_list_name", lines[i].medins_list_name);
        }
        json.member("det_item_fee_sumamt", lines[i].det_item_fee_sumamt);
        json.member("fulamt_ownpay_amt", result.fulamt_ownpay_amt);
        json.member("overlmt_amt", result.overlmt_amt);
        json.member("preselfpay_amt", result.preselfpay_amt);
        json.member("inscp_scp_amt", result.inscp_scp_amt);
        json.end_object();
    }
    json.end_array();
}

void write_range(JsonWriter& json, const Answer& answer, const policy::Book* book,
                 Language language) {
    if (answer.status != adjudication::Status::range) return json.null();
    json.begin_object();
    write_pair(json, "fund_pay_sumamt", answer.range.fund_pay_sumamt);
    write_pair(json, "psn_part_amt", answer.range.psn_part_amt);
    if (book != nullptr) {
        write_texts(json, "because", explain::because(answer, *book, language));
        json.key("ask");
        // Only the region could answer what is open, so there is nothing to ask for.
        answer.range.ask.empty() ? json.null() : json.value(answer.range.ask);
    }
    json.end_object();
}

void write_clause(JsonWriter& json, const std::optional<explain::Clause>& clause) {
    if (!clause) return json.null();
    json.begin_object();
    json.member("doc", clause->doc);
    json.member("article", clause->article);
    const auto write = [&](std::string_view name, bool is_known, const auto& value) {
        json.key(name);
        if (is_known) {
            json.value(value);
        } else {
            json.null();
        }
    };
    write("from", !clause->stated, clause->from);
    write("to", clause->to.has_value(), clause->to.value_or(clause->from));
    write("grade", !clause->stated, policy::name(clause->grade));
    if (clause->assumed_from) json.member("assumed_from", true);
    json.end_object();
}

void write_refusal(JsonWriter& json, const app::Estimate& estimate, const policy::Book& book,
                   Language language) {
    using adjudication::Status;
    const Status status = estimate.answer.status;
    if (status != Status::rejected && status != Status::unknown) return json.null();
    const explain::RefusalText text = explain::refusal(estimate.answer.outcome, book, language);
    json.begin_object();
    json.member("code", text.code);
    json.member("message", text.sentence);
    json.key("rule");
    if (text.rule.empty()) {
        json.null();
    } else {
        json.value(text.rule);
    }
    json.key("clause");
    write_clause(json, text.clause);
    json.member("remedy", text.remedy);
    write_filings(json, estimate.filings);
    json.end_object();
}

void write_trace(JsonWriter& json, const Answer& answer, const policy::Book& book,
                 Language language) {
    json.begin_array();
    const auto entries = answer.trace.entries();
    const std::vector<explain::RenderedStep> steps = explain::render(answer, book, language);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const explain::RenderedStep& step = steps[i];
        const adjudication::Entry& entry = entries[i];
        json.begin_object();
        json.member("id", step.id);
        json.member("step", step.step);
        json.member("label", step.label);
        json.member("op", step.op);
        json.key("in");
        json.begin_array();
        for (std::size_t k = 0; k < step.in.size(); ++k) {
            const bool own = entry.op != adjudication::Op::sum_range && k < entry.in_count;
            write_operand(json, step.in[k], own && is_number(entry.in[k]));
        }
        json.end_array();
        json.key("rounding");
        if (step.rounding.empty()) {
            json.null();
        } else {
            json.value(step.rounding);
        }
        json.key("out");
        write_operand(json, step.out, !entry.is_ratio);
        json.member("formula", step.formula);
        json.key("rule");
        if (step.rule.empty()) {
            json.null();
        } else {
            json.value(step.rule);
        }
        json.key("refused");
        json.begin_array();
        for (const explain::RenderedRefusal& refused : step.refused) {
            json.begin_object();
            json.key("rule");
            if (refused.rule.empty()) {
                json.null();
            } else {
                json.value(refused.rule);
            }
            json.member("why", refused.why);
            json.end_object();
        }
        json.end_array();
        json.key("clause");
        write_clause(json, step.clause);
        json.end_object();
    }
    json.end_array();
}

void write_policy(JsonWriter& json, const Outcome& outcome) {
    const policy::CompiledScheme* compiled = outcome.scheme;
    if (compiled == nullptr || compiled->pack == nullptr) return json.null();
    const policy::Pack& pack = *compiled->pack;
    const bool stated = pack.version == policy::kStatedTermsVersion;
    json.begin_object();
    json.member("id", stated ? std::string{"terms"} : std::to_string(pack.id));
    json.member("version", static_cast<std::int64_t>(pack.version));
    json.member("sha256", pack.sha256);
    json.member("engine_revision", static_cast<std::int64_t>(adjudication::kEngineRevision));
    json.key("effective");
    const bool dated = !stated && compiled->known() && outcome.epoch < compiled->epochs.size();
    if (dated) {
        write_interval(json, compiled->epochs[outcome.epoch].valid);
        json.member("grade",
                    policy::name(weakest_grade(*compiled, compiled->epochs[outcome.epoch].valid)));
    } else {
        json.null();
        json.key("grade");
        json.null();
    }
    json.end_object();
}

}  // namespace yidi::codec::internal
