#include "domain/guidance/filing_notes.h"

#include "base/assert.h"

namespace yidi::guidance {
namespace {

using explain::Words;
using filing::Caution;

constexpr Words kFree{
    "备案不收取任何费用，任何环节都不会索要银行卡密码或验证码；有人收费请拨打 12393 核实",
    "filing costs nothing, and no step of it asks for a bank password or a code; if somebody asks "
    "for money, call 12393"};

Words words_of(Caution caution) {
    switch (caution) {
        case Caution::starts_after_admission:
            return {"起始日晚于入院日，这次住院不算已备案；请把起始日改到入院日或之前",
                    "it begins after the admission, so this stay would not count as filed; let it "
                    "begin on or before the admission"};
        case Caution::backdated: return {"起始日早于今天", "it begins before today"};
        case Caution::rule_unknown:
            return {"参保地有规则尚不明确，由经办机构审核",
                    "a rule of the insured region is not known, so the agency decides"};
        case Caution::other_in_force:
            return {"另有一份备案在有效期内，两份同时有效",
                    "another filing is in force; both stand"};
    }
    YIDI_ASSERT(false);
}

}  // namespace

std::vector<std::string> notes_of(const filing::Assessment& assessment,
                                  explain::Language language) {
    std::vector<std::string> out;
    out.reserve(assessment.cautions.size() + 1);
    for (const Caution one : assessment.cautions) out.emplace_back(words_of(one).in(language));
    out.emplace_back(kFree.in(language));
    return out;
}

}  // namespace yidi::guidance
