#include "domain/claim/checks.h"

#include <algorithm>
#include <array>
#include <set>

namespace yidi::claim {
namespace {

constexpr std::array<std::string_view, kCheckCount> kChecks{
    "identity", "dates",  "institution", "duplicate_direct", "duplicate_claim",
    "invoices", "papers", "third_party", "deadline",         "lines"};
constexpr std::array<std::string_view, 4> kVerdicts{"passed", "look", "blocks", "unknown"};

/// An institution outside the network, as packs name it (docs/policies/names.md).
constexpr std::string_view kNotDesignated = "non_designated";

Finding found(Check check, Verdict verdict, std::string zh, std::string en) {
    return {
        .check = check, .verdict = verdict, .sentence = {.zh = std::move(zh), .en = std::move(en)}};
}

Finding identity(const CheckFacts& facts) {
    const auto& died = facts.person->died;
    if (died && facts.statement->enddate > *died) {
        const std::string day = to_string(*died);
        return found(Check::identity, Verdict::blocks,
                     "参保人已于 " + day + " 死亡，费用只能结算至该日",
                     "the person died on " + day + ": costs count up to that day");
    }
    if (facts.standing.code) {
        Finding one{
            .check = Check::identity, .verdict = Verdict::blocks, .sentence = facts.standing.cause};
        one.clause = facts.standing.clause;
        return one;
    }
    Finding holder = check_holder(*facts.person, *facts.statement);
    if (holder.verdict != Verdict::passed) {
        return holder;
    }
    return found(Check::identity, Verdict::passed, "参保人当日享受待遇，收款账户为本人",
                 "insured on that day, and the account is the person's own");
}

Finding dates(const CheckFacts& facts) {
    const Statement& said = *facts.statement;
    if (said.enddate > facts.today) {
        return found(Check::dates, Verdict::blocks, "就医止日晚于今天",
                     "the last day of the care is yet to come");
    }
    Finding outside = found(Check::dates, Verdict::blocks, "有费用发生在所报就医日期之外",
                            "some lines are not of the days of the care");
    for (std::size_t i = 0; i < said.lines.size(); ++i) {
        const auto& day = said.lines[i].fee_ocur_time;
        const auto at = static_cast<std::int64_t>(i);
        const bool is_refused = std::ranges::any_of(
            facts.claim->refused, [at](const RefusedLine& one) { return one.line == at; });
        if (day && !is_refused && (*day < said.begndate || *day > said.enddate)) {
            outside.about.push_back(std::to_string(i));
        }
    }
    if (!outside.about.empty()) {
        return outside;
    }
    return found(Check::dates, Verdict::passed, "日期一致", "the days agree");
}

Finding institution(const CheckFacts& facts) {
    if (facts.institution == nullptr) {
        return found(Check::institution, Verdict::look,
                     "登记库中没有该机构：请核实是否医保定点，非定点机构除急诊外按参保地规定办理",
                     "the institution is not in the register: find out whether it is designated; "
                     "of others the insured region's rule decides, emergencies apart");
    }
    const auto& attributes = facts.institution->inst_attr;
    if (std::ranges::find(attributes, kNotDesignated) != attributes.end()) {
        return facts.statement->er_flag.value_or(false)
                   ? found(Check::institution, Verdict::look,
                           "非定点机构的急诊：核对是否属于急救、抢救，按参保地规定办理",
                           "an emergency at an institution that is not designated: look whether "
                           "the insured region's rule takes it as one")
                   : found(Check::institution, Verdict::look,
                           "非定点机构，也不是急诊：除参保地另有规定外，基金不支付",
                           "the institution is not designated and this is no emergency: the funds "
                           "pay nothing, unless the insured region's rule says so");
    }
    return found(Check::institution, Verdict::passed, "登记库中的定点机构",
                 "a designated institution of the register");
}

Care care_of(const Statement& said) {
    return {.fixmedins_code = said.place.fixmedins_code,
            .fixmedins_name = said.place.fixmedins_name,
            .admdvs = said.place.mdtrtarea_admvs,
            .begndate = said.begndate,
            .enddate = said.enddate,
            .is_stay = said.is_stay(),
            .total = said.claimed()};
}

struct DuplicateWords {
    Check check;
    Sentence blocked;
    Sentence near;
    Sentence none;
};

Finding duplicate(const std::vector<Other>& others, const Statement& said,
                  const DuplicateWords& words) {
    Finding same{.check = words.check, .verdict = Verdict::blocks, .sentence = words.blocked};
    Finding near{.check = words.check, .verdict = Verdict::look, .sentence = words.near};
    const Care care = care_of(said);
    for (const Other& other : others) {
        const Likeness like = other.same_invoice ? Likeness::same : likeness(other.care, care);
        if (like == Likeness::same) {
            same.about.push_back(std::to_string(other.id));
        } else if (like == Likeness::near) {
            near.about.push_back(std::to_string(other.id));
        }
    }
    if (!same.about.empty()) {
        return same;
    }
    if (!near.about.empty()) {
        return near;
    }
    return {.check = words.check, .verdict = Verdict::passed, .sentence = words.none};
}

Finding duplicate_direct(const CheckFacts& facts) {
    return duplicate(facts.settlements, *facts.statement,
                     {.check = Check::duplicate_direct,
                      .blocked = {"同一票据或同一次住院已直接结算",
                                  "the same invoice or stay was settled directly"},
                      .near = {"同期另有直接结算，请核对是否同一次就医",
                               "there is a direct settlement on these days: look whether it is "
                               "the same care"},
                      .none = {"没有对应的直接结算", "no direct settlement of this care"}});
}

Finding duplicate_claim(const CheckFacts& facts) {
    return duplicate(facts.claims, *facts.statement,
                     {.check = Check::duplicate_claim,
                      .blocked = {"同一票据或同一次住院已有另一笔手工报销",
                                  "another claim has the same invoice or stay"},
                      .near = {"同期另有手工报销，请核对是否同一次就医",
                               "there is another claim on these days: look whether it is the "
                               "same care"},
                      .none = {"没有重复的手工报销", "no other claim for this care"}});
}

Finding invoices(const CheckFacts& facts) {
    std::set<std::string> seen;
    Money sum;
    for (const Invoice& one : facts.statement->invoices) {
        if (one.is_paper && !is_paper_number(one.number)) {
            return found(Check::invoices, Verdict::blocks,
                         "纸质票据的代码和号码应为 8 至 22 位数字",
                         "code and number of a paper receipt have 8 to 22 digits");
        }
        if (!one.is_paper && !is_invoice_number(one.number)) {
            return found(Check::invoices, Verdict::blocks, "电子票据号码应为 20 位数字",
                         "an electronic invoice has a number of 20 digits");
        }
        if (!seen.insert(one.number).second) {
            return found(Check::invoices, Verdict::blocks, "同一票据填报了两次",
                         "one invoice is stated twice");
        }
        if (one.day > facts.today || one.day < facts.statement->begndate) {
            const std::string day = to_string(one.day);
            return found(Check::invoices, Verdict::blocks,
                         "票据日期 " + day + " 早于就医首日或晚于今天",
                         "an invoice of " + day + " is from before the care or yet to come");
        }
        sum += one.amount;
    }
    const Money claimed = facts.statement->claimed();
    if (sum != claimed) {
        return found(Check::invoices, Verdict::blocks,
                     "票据合计 " + to_yuan(sum) + " 元，明细合计 " + to_yuan(claimed) + " 元",
                     "the invoices sum to " + to_yuan(sum) + ", the lines to " + to_yuan(claimed));
    }
    Finding paper =
        found(Check::invoices, Verdict::look, "有纸质票据：核对原件，原件须收存或注明已报销",
              "receipts on paper: look at the originals, and keep or mark them");
    for (const Invoice& one : facts.statement->invoices) {
        if (one.is_paper) {
            paper.about.push_back(one.number);
        }
    }
    if (!paper.about.empty()) {
        return paper;
    }
    return found(Check::invoices, Verdict::passed, "票据号码合规，合计与明细一致",
                 "the numbers can be ones, and the invoices sum to the lines");
}

Finding third_party(const CheckFacts& facts) {
    if (facts.statement->is_advance()) {
        Finding one = found(
            Check::third_party, Verdict::look,
            "第三人不支付或无法确定：核对证明后由基金先行支付，并向第三人追偿",
            "a third party does not pay or is not known: look at the proof; the fund advances the "
            "cost and recovers it");
        one.clause = "《社会保险法》第三十条";
        return one;
    }
    if (facts.statement->rel_ttp_flag) {
        return found(Check::third_party, Verdict::blocks,
                     "应由第三人负担的费用，医保基金不支付：先向责任方主张",
                     "the funds do not pay what a third party is liable for: claim it there");
    }
    if (facts.statement->trum_flag) {
        return found(Check::third_party, Verdict::look, "外伤：核对无第三方责任的承诺与病历",
                     "an injury: hold the statement that nobody is liable against the records");
    }
    return found(Check::third_party, Verdict::passed, "不涉及第三方责任",
                 "no third party is concerned");
}

Finding deadline(const CheckFacts& facts) {
    if (!facts.deadline_months) {
        return found(Check::deadline, Verdict::unknown, "不知道参保地的申请期限，请按当地规定核对",
                     "up to when the insured region takes claims is not known here: look it up");
    }
    const Date last = last_day_for(facts.statement->enddate, *facts.deadline_months);
    const std::string day = to_string(last);
    const bool in_time = facts.received <= last;
    Finding one = in_time ? found(Check::deadline, Verdict::passed, "在 " + day + " 的期限内",
                                  "in time: the last day is " + day)
                          : found(Check::deadline, Verdict::blocks, "已超过 " + day + " 的期限",
                                  "too late: the last day was " + day);
    one.clause = facts.deadline_clause;
    return one;
}

Finding lines(const CheckFacts& facts) {
    if (facts.claim->refused.size() >= facts.statement->lines.size()) {
        return found(Check::lines, Verdict::blocks, "所有明细均被剔除：应作不予报销处理",
                     "every line is taken out: refuse the claim");
    }
    if (!facts.lines_without_attributes.empty()) {
        Finding one =
            found(Check::lines, Verdict::blocks, "有明细不在参保地目录登记中，请逐项核定支付类别",
                  "some lines are not in the insured region's catalogue: say how it "
                  "pays for each");
        for (const std::int64_t line : facts.lines_without_attributes) {
            one.about.push_back(std::to_string(line));
        }
        return one;
    }
    if (!facts.lines_without_price.empty()) {
        Finding one =
            found(Check::lines, Verdict::blocks, "有明细在参保地有定价上限，须补填数量和单价",
                  "the insured region limits the price of some lines: count and price "
                  "are needed");
        for (const std::int64_t line : facts.lines_without_price) {
            one.about.push_back(std::to_string(line));
        }
        return one;
    }
    return found(Check::lines, Verdict::passed, "每项明细都有参保地目录的支付类别",
                 "the insured region's catalogue reads each line");
}

}  // namespace

Finding check_papers(const CheckFacts& facts) {
    if (!facts.are_papers_known) {
        return found(Check::papers, Verdict::unknown, "没有材料清单，请人工核对",
                     "no list of papers is known: look at them");
    }
    if (facts.missing_papers.empty()) {
        return found(Check::papers, Verdict::passed, "材料齐全", "all papers are there");
    }
    Finding one = found(Check::papers, Verdict::blocks, "缺少：", "missing: ");
    for (const PaperRule* paper : facts.missing_papers) {
        const bool first = one.about.empty();
        one.sentence.zh += (first ? "" : "、") + paper->zh;
        one.sentence.en += (first ? "" : "; ") + paper->en;
        one.about.push_back(paper->kind);
    }
    return one;
}

std::string_view name(Check check) {
    return kChecks[static_cast<std::size_t>(check)];
}

std::string_view name(Verdict verdict) {
    return kVerdicts[static_cast<std::size_t>(verdict)];
}

Finding check_holder(const registry::Person& person, const Statement& said) {
    if (person.died) {
        return found(Check::identity, Verdict::look,
                     "参保人已死亡，由继承人申领：核对继承人身份和收款账户",
                     "the person has died and the heirs claim: look at their proof and account");
    }
    if (said.account.holder != person.personal.psn_name) {
        return found(Check::identity, Verdict::look, "收款账户户名不是参保人本人",
                     "the account is not in the insured person's name");
    }
    return found(Check::identity, Verdict::passed, "收款账户为本人",
                 "the account is the person's own");
}

std::vector<Finding> check_claim(const CheckFacts& facts) {
    return {identity(facts),        dates(facts),    institution(facts),  duplicate_direct(facts),
            duplicate_claim(facts), invoices(facts), check_papers(facts), third_party(facts),
            deadline(facts),        lines(facts)};
}

bool blocks(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings,
                               [](const Finding& one) { return one.verdict == Verdict::blocks; });
}

Date last_day_for(Date enddate, std::int64_t months) {
    return enddate.plus_months_clamp_to_month_end(static_cast<std::int32_t>(months));
}

}  // namespace yidi::claim
