#include "domain/entitlement/words.h"

#include <array>

namespace yidi::entitlement {
namespace {

using policy::Book;
using policy::Insutype;

Sentence on_day(const Sentence& before, std::optional<Date> day, const Sentence& after) {
    if (!day) {
        return {before.zh + after.zh, before.en + after.en};
    }
    const std::string text = to_string(*day);
    return {before.zh + text + after.zh, before.en + text + after.en};
}

std::string agency_of(const Standing& standing, const Book& book) {
    if (standing.insurance == nullptr) {
        return {};
    }
    const std::uint32_t area = book.regions().pooling_area(standing.insurance->insuplc_admdvs);
    return std::string{book.regions().name(area)};
}

std::string months(std::int64_t count) {
    return std::to_string(count);
}

/// How a computed waiting period comes about.
Sentence reckoning(const Waiting& waiting) {
    Sentence text{"（固定 " + months(waiting.fixed_months) + " 个月",
                  " (fixed: " + months(waiting.fixed_months) + " months"};
    if (waiting.further_months > 0) {
        text.zh += "，变动 " + months(waiting.further_months) + " 个月";
        text.en += ", for further missed years: " + months(waiting.further_months);
    }
    if (waiting.repaired_months > 0) {
        text.zh += "，补缴减少 " + months(waiting.repaired_months) + " 个月";
        text.en += ", less by back payment: " + months(waiting.repaired_months);
    }
    text.zh += "，共 " + months(waiting.months) + " 个月）";
    text.en += ", in all: " + months(waiting.months) + ")";
    return text;
}

Told of_waiting(const Standing& one, const Book& book) {
    Told out;
    out.code = ErrorCode::waiting_period;
    out.cause = on_day({"在待遇等待期内，至 ", "in the waiting period, up to "}, one.waiting_until,
                       {"（含当日）", " inclusive"});
    if (one.waiting) {
        const Sentence how = reckoning(*one.waiting);
        out.cause.zh += how.zh;
        out.cause.en += how.en;
    }
    out.next_step = {"等待期内的费用由个人负担，期满后的可以报销",
                     "costs until then are one's own; "
                     "those after it are covered"};
    if (one.waiting && one.waiting->repairable_months > 0) {
        const std::string left = months(one.waiting->repairable_months);
        out.next_step.zh +=
            "；向" + agency_of(one, book) + "经办机构补缴断保年度，最多可再缩短 " + left + " 个月";
        out.next_step.en +=
            "; paying missed years back at the insured region's agency would take "
            "off " +
            left + " months at most";
    }
    return out;
}

Told of_insured(const Standing& one) {
    Told out;
    out.cause = on_day({"正常参保，自 ", "insured with benefit since "}, one.since, {"", ""});
    if (one.ground == Ground::from_birth) {
        out.cause.zh += "（新生儿按时参保，自出生之日起）";
        out.cause.en += " (a newborn enrolled in time: from birth)";
    } else if (one.ground == Ground::exempt) {
        out.cause.zh += "（属不设待遇等待期的人群）";
        out.cause.en += " (of a group without a waiting period)";
    }
    return out;
}

Told of_ended(const Standing& one) {
    Told out;
    out.code = ErrorCode::insurance_ended;
    out.cause = on_day({"参保已终止", "the insurance has ended"}, {}, {"", ""});
    if (one.since) {
        out.cause =
            on_day({"参保已终止，自 ", "the insurance has ended, since "}, one.since, {"", ""});
    }
    if (!one.others.empty()) {
        const Sentence other = insurance_name(one.others.front()->insutype);
        out.next_step = {"现参加" + other.zh + "，请按该险种办理",
                         "the person is in another insurance now, " + other.en + ": use that one"};
    } else {
        out.next_step = {"请核对现在的参保地和险种；确无参保的，费用由个人负担",
                         "find out where and how the person is insured now; otherwise the costs "
                         "are one's own"};
    }
    return out;
}

Told of_paused(const Standing& one, const Book& book) {
    Told out;
    out.code = ErrorCode::insurance_paused;
    out.cause = on_day({"参保已暂停", "the insurance is paused"}, {}, {"", ""});
    if (one.since) {
        out.cause =
            on_day({"参保已暂停，自 ", "the insurance is paused, since "}, one.since, {"", ""});
    }
    out.next_step = {
        "向" + agency_of(one, book) +
            "经办机构补缴或办理接续，恢复后再结算；停保期间的费用能否手工报销按当地规定",
        "pay what is owed or have the insurance continued at the insured region's "
        "agency, then settle; ask there whether costs meanwhile can be claimed"};
    return out;
}

Told of_state(const Standing& one, const Book& book) {
    switch (one.state) {
        case State::insured: return of_insured(one);
        case State::waiting: return of_waiting(one, book);
        case State::paused: return of_paused(one, book);
        case State::ended: return of_ended(one);
        case State::not_yet:
            return {.code = ErrorCode::not_insured,
                    .cause = {"参保尚未生效", "the insurance has not begun"},
                    .next_step = {"生效后的费用可以报销；请核对就医日期",
                                  "costs from its first day on are covered; check the day of care"},
                    .change = {},
                    .clause = {}};
        case State::none:
            return {.code = ErrorCode::not_insured,
                    .cause = {"没有这一险种的参保记录", "there is no insurance of this type"},
                    .next_step = {"请按 1101 返回的险种办理", "use a type that 1101 names"},
                    .change = {},
                    .clause = {}};
        case State::dead:
            return {.code = ErrorCode::insurance_ended,
                    .cause = on_day({"参保人已死亡，待遇止于死亡之日；自 ",
                                     "the person has died, and benefits end with that day; since "},
                                    one.since, {" 起停止", ""}),
                    .next_step = {"死亡当日及以前的费用可以结算，由继承人凭证明办理",
                                  "costs up to the day of death can be settled; heirs apply with "
                                  "proof"},
                    .change = {},
                    .clause = {}};
        case State::special_group:
            return {.code = ErrorCode::rule_unknown,
                    .cause = {"属特殊人群（" + std::string{one.special_group} +
                                  "），按专门规定，这里不作判断",
                              "of a special group (" + std::string{one.special_group} +
                                  ") with rules of its own: nothing is judged here"},
                    .next_step = {"请向" + agency_of(one, book) + "经办机构询问",
                                  "ask the insured region's agency"},
                    .change = {},
                    .clause = {}};
    }
    return {};
}

Sentence change_of(const Standing& one) {
    if (!one.changes) {
        return {};
    }
    if (one.pays() || one.state == State::special_group) {
        return on_day({"", "from "}, one.changes,
                      {" 起不再享受这一险种待遇", " on no longer by this insurance"});
    }
    if (one.state == State::waiting) {
        return on_day({"", "from "}, one.changes, {" 起情况改变", " on it is otherwise"});
    }
    return on_day({"", "from "}, one.changes, {" 起重新参保", " on insured again"});
}

}  // namespace

Told told(const Standing& standing, const Book& book) {
    Told out = of_state(standing, book);
    out.change = change_of(standing);
    const bool by_rule =
        standing.rule != nullptr && (standing.pays() || standing.state == State::waiting);
    if (by_rule) {
        out.clause = clause_of(*standing.rule);
    }
    return out;
}

Sentence sentence(Unknown unknown) {
    switch (unknown) {
        case Unknown::missed_years:
            return {"参保曾中断，登记没有写明断保年数和是否补缴，未计待遇等待期",
                    "the insurance follows a gap, and the register does not say how many years "
                    "were missed or paid back: no waiting period is counted"};
        case Unknown::waiting_rule:
            return {"登记有断保年数，但不知道该地的待遇等待期规定",
                    "years were missed, but no waiting rule of the region is known"};
        case Unknown::newborn_rule:
            return {"不知道该地新生儿参保的规定，按登记的首日计",
                    "no rule on newborns of the region is known: the register's first day counts"};
        case Unknown::birthday:
            return {"新生儿没有登记出生日期，不能判断是否自出生之日起享受",
                    "a newborn without a date of birth: whether birth counts cannot be told"};
    }
    return {};
}

std::string clause_of(const policy::StatedRule& rule) {
    std::string text = rule.document == "unknown" ? "" : rule.document;
    if (rule.article != "unknown") {
        text += (text.empty() ? "" : " ") + rule.article;
    }
    if (text.empty()) {
        text = rule.note;
    }
    return text + "（" + std::string{policy::name(rule.grade)} + "）";
}

Sentence insurance_name(Insutype insutype) {
    return insutype == Insutype::employee
               ? Sentence{"职工基本医疗保险", "the employees' insurance (310)"}
               : Sentence{"城乡居民基本医疗保险", "the residents' insurance (390)"};
}

}  // namespace yidi::entitlement
