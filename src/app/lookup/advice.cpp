#include <string>

#include "app/lookup/institution.h"
#include "base/assert.h"
#include "domain/explain/labels.h"

/// What to say and what to do, in both languages.
namespace yidi::app {
namespace {

using explain::Language;
using explain::Words;
using registry::OpeningState;
using registry::RouteState;

/// `{}` in the words replaced by the arguments in turn.
std::string filled(std::string_view words, std::initializer_list<std::string_view> arguments) {
    std::string text;
    for (const std::string_view argument : arguments) {
        const std::size_t at = words.find("{}");
        text.append(words.substr(0, at)).append(argument);
        words.remove_prefix(at + 2);
    }
    return text.append(words);
}

constexpr Words kPayAndClaim{
    "先自费结算，保留票据、费用清单和病历，回参保地手工报销；或改到已开通的机构",
    "pay, keep the receipt, the itemised list and the records, and claim manually at home; or go "
    "to an institution that is open"};
constexpr Words kAskHome{"请向参保地医保经办机构（12393）确认后再出行",
                         "ask the insured region's agency (12393) before the journey"};

struct Pattern {
    Words say;
    Words next;
};

Pattern pattern_of(OpeningState state) {
    switch (state) {
        case OpeningState::open:
            return {{"{}已对异地参保人开通{}直接结算",
                     "{} settles directly for patients from elsewhere: {}"},
                    {"", ""}};
        case OpeningState::not_connected:
            return {{"{}未接入异地直接结算，{}也不能直接结算",
                     "{} is not connected for patients from elsewhere, neither for {} nor for "
                     "anything else"},
                    kPayAndClaim};
        case OpeningState::business_closed:
            return {{"{}已接入异地直接结算，但未开通{}",
                     "{} is connected for patients from elsewhere, but not for {}"},
                    kPayAndClaim};
        case OpeningState::disease_closed:
            return {{"{}已开通{}，但不含该病种", "{} is open for {}, but not for this disease"},
                    {"换一家已开通该病种的机构；参保地允许的，也可按普通门诊结算",
                     "go to an institution that is open for the disease; or settle as ordinary "
                     "outpatient care where the insured region allows it"}};
        case OpeningState::disease_unstated:
            return {{"{}已开通{}，但未说明具体病种",
                     "{} is open for {}; for which diseases is not stated"},
                    {"就诊前向该机构医保办确认该病种是否已开通",
                     "ask its insurance office whether the disease is open before the visit"}};
    }
    YIDI_ASSERT(false);
}

Pattern pattern_of(RouteState state) {
    switch (state) {
        case RouteState::local:
            return {
                {"{}与{}在同一统筹区，{}按本地结算，不需要异地通道",
                 "{} and {} are one pooling area: {} is settled as at home, no route is needed"},
                {"", ""}};
        case RouteState::open:
            return {{"{}到{}的{}直接结算已开通（自{}）",
                     "from {} to {}, direct settlement of {} is open (since {})"},
                    {"", ""}};
        case RouteState::not_yet:
            return {{"{}到{}的{}直接结算将于{}开通",
                     "from {} to {}, direct settlement of {} opens on {}"},
                    {"在此之前先自费结算并保留票据，回参保地手工报销",
                     "until then pay, keep the receipts and claim manually at home"}};
        case RouteState::ended:
            return {{"{}到{}的{}直接结算已停止，最后一天为{}",
                     "from {} to {}, direct settlement of {} has ended; its last day was {}"},
                    kAskHome};
        case RouteState::closed:
            return {{"{}到{}的{}直接结算未开通（自{}公布）",
                     "from {} to {}, direct settlement of {} is not open (published from {})"},
                    {"先自费结算并保留票据，回参保地手工报销",
                     "pay, keep the receipts and claim manually at home"}};
        case RouteState::unknown:
            return {{"没有公布{}到{}的{}直接结算是否开通",
                     "whether direct settlement from {} to {} of {} is open is not published"},
                    kAskHome};
    }
    YIDI_ASSERT(false);
}

std::string named(const policy::Regions& regions, std::uint32_t code) {
    return std::string{regions.name(code)} + " " + std::to_string(code);
}

}  // namespace

Advice advice(const OpeningAnswer& answer, const OpeningQuery& query, Language language) {
    const Pattern pattern = pattern_of(answer.state);
    return {.say = filled(pattern.say.in(language), {answer.institution.fixmedins_name,
                                                     explain::label(query.business).in(language)}),
            .next = std::string{pattern.next.in(language)}};
}

Advice advice(const RouteAnswer& answer, const RouteQuery& query, const policy::Regions& regions,
              Language language) {
    const Pattern pattern = pattern_of(answer.finding.state);
    const std::string insured = named(regions, query.insuplc_admdvs);
    const std::string care = named(regions, query.mdtrtarea_admvs);
    const std::string_view business = explain::label(query.business).in(language);
    const std::string_view words = pattern.say.in(language);
    return {.say = answer.finding.since
                       ? filled(words, {insured, care, business, to_string(*answer.finding.since)})
                       : filled(words, {insured, care, business}),
            .next = std::string{pattern.next.in(language)}};
}

namespace {

Words said_of(DrugState state) {
    switch (state) {
        case DrugState::listed:
            return {"该药在参保地双通道药品目录内",
                    "the drug is on the insured region's dual-channel list"};
        case DrugState::unlisted:
            return {"登记的参保地双通道药品目录中没有该药",
                    "the drug is not on the insured region's dual-channel list as it is "
                    "registered"};
        case DrugState::all:
            return {"这是登记的参保地双通道药品目录",
                    "this is the insured region's dual-channel list as it is registered"};
        case DrugState::unknown:
            return {"没有登记参保地当日的双通道药品目录，是否在目录内未知",
                    "no dual-channel list of the insured region is registered for that day: "
                    "whether a drug is on it is not known"};
    }
    YIDI_ASSERT(false);
}

}  // namespace

Advice advice(const DrugAnswer& answer, Language language) {
    constexpr Words kUse{
        "请参保地认可的医师开具电子处方，在已开通双通道的定点药店或医院购药；不能直接结算的，凭处方"
        "、"
        "票据按“双通道”事由回参保地手工报销",
        "have an electronic prescription written and buy at a connected dual-channel pharmacy or "
        "hospital; where it cannot be settled directly, claim manually at home with the "
        "prescription and the receipt, giving dual channel as the reason"};
    const bool is_there = answer.state == DrugState::listed || answer.state == DrugState::all;
    return {.say = std::string{said_of(answer.state).in(language)},
            .next = std::string{(is_there ? kUse : kAskHome).in(language)}};
}

}  // namespace yidi::app
