#include "domain/guidance/questions.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace yidi::guidance {
namespace {

constexpr std::array<std::string_view, kStageCount> kStages{"before", "in_hospital", "discharged"};
constexpr std::array<std::string_view, kReasonCount> kReasons{
    "live", "work", "retire", "study", "referred", "emergency", "other"};
constexpr std::array<std::string_view, kCareCount> kCares{"inpatient", "outpatient", "chronic",
                                                          "pharmacy"};

constexpr std::array kStageOptions{
    Option{"before", {"还没去就医", "before the care"}},
    Option{"in_hospital", {"正在住院或就诊，还没结算", "in hospital, or there and not settled"}},
    Option{"discharged", {"已经自费结算出院", "discharged, all paid by oneself"}},
};
constexpr std::array kInsuredOptions{
    Option{"11", {"职工医保，在职", "employee scheme, active"}},
    Option{"12", {"职工医保，退休", "employee scheme, retired"}},
    Option{"14", {"居民医保，未成年或学生", "resident scheme, child"}},
    Option{"15", {"居民医保，成年", "resident scheme, adult"}},
    Option{"16", {"居民医保，老年", "resident scheme, old"}},
    Option{"310", {"职工医保，别的不清楚", "employee scheme, no more is known"}},
    Option{"390", {"居民医保，别的不清楚", "resident scheme, no more is known"}},
};
constexpr std::array kReasonOptions{
    Option{"live", {"长期居住（半年以上）", "living there, half a year or more"}},
    Option{"work", {"单位派驻或在那里工作", "working or posted there"}},
    Option{"retire", {"退休后户籍迁去定居", "settled there after retiring, registered there"}},
    Option{"study", {"在那里上学、实习", "studying there"}},
    Option{"referred", {"参保地医院开了转诊", "referred by a hospital at home"}},
    Option{"emergency", {"急诊抢救", "an emergency"}},
    Option{"other", {"出差、旅游、自己去看病等", "travelling, or going there for care oneself"}},
};
constexpr std::array kCareOptions{
    Option{"inpatient", {"住院", "a hospital stay"}},
    Option{"outpatient", {"普通门诊", "ordinary outpatient care"}},
    Option{"chronic", {"门诊慢特病", "outpatient care for a chronic disease"}},
    Option{"pharmacy", {"药店购药", "drugs from a pharmacy"}},
};

constexpr std::array<Question, kQuestionCount> kQuestions{{
    {"stage",
     Form::options,
     {"现在到哪一步了？", "Where does the care stand?"},
     {"决定还能不能在结算前办备案", "decides whether a filing can still be made in time"},
     kStageOptions},
    {"insuplc_admdvs",
     Form::region,
     {"在哪里参保（市）？", "In which city is the insurance?"},
     {"待遇和备案规定都按参保地", "its rules decide what is paid and what a filing needs"}},
    {"mdtrtarea_admvs",
     Form::region,
     {"在哪里就医（市，不是医院）？", "In which city is the care (not the hospital)?"},
     {"备案备到市，不备到医院", "a filing names the city, not the hospital"}},
    {"insured_as",
     Form::options,
     {"参加哪种医保，属于哪类人员？", "Which insurance, and which group?"},
     {"起付线和比例不同", "deductible and ratio differ"},
     kInsuredOptions},
    {"reason",
     Form::options,
     {"为什么在那里就医？", "Why is the care there?"},
     {"决定备案类型", "decides the kind of filing"},
     kReasonOptions},
    {"care",
     Form::options,
     {"要看哪一类？", "What kind of care?"},
     {"各类业务的规定和开通情况不同", "rules differ, and so does what is open"},
     kCareOptions},
    {"medfee_sumamt",
     Form::amount,
     {"大约多少钱（元）？", "About how much does it cost (yuan)?"},
     {"据此算出备案值多少钱", "what a filing is worth is computed from it"}},
}};

template <class T, std::size_t N>
std::optional<T> find_in(const std::array<std::string_view, N>& words, std::string_view text) {
    const auto* const found = std::ranges::find(words, text);
    if (found == words.end()) return {};
    return static_cast<T>(found - words.begin());
}

bool is_digits(std::string_view text, std::size_t size) {
    return text.size() == size &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::uint32_t> region_code(std::string_view text) {
    if (!is_digits(text, 6)) return {};
    std::uint32_t code = 0;
    for (const char c : text) code = code * 10 + static_cast<std::uint32_t>(c - '0');
    return code;
}

template <class T>
bool set(std::optional<T>& out, const std::optional<T>& answer) {
    if (!answer) return false;
    out = answer;
    return true;
}

void forget(Answers& answers, std::string_view key) {
    if (key == "stage") answers.stage.reset();
    if (key == "insuplc_admdvs") answers.insuplc_admdvs.reset();
    if (key == "mdtrtarea_admvs") answers.mdtrtarea_admvs.reset();
    if (key == "insured_as") answers.insured_as.clear();
    if (key == "reason") answers.reason.reset();
    if (key == "care") answers.care.reset();
    if (key == "medfee_sumamt") answers.medfee_sumamt.reset();
}

}  // namespace

std::string_view name(Stage stage) {
    return kStages.at(static_cast<std::size_t>(stage));
}
std::string_view name(Reason reason) {
    return kReasons.at(static_cast<std::size_t>(reason));
}
std::string_view name(Care care) {
    return kCares.at(static_cast<std::size_t>(care));
}
std::optional<Stage> parse_stage(std::string_view text) {
    return find_in<Stage>(kStages, text);
}
std::optional<Reason> parse_reason(std::string_view text) {
    return find_in<Reason>(kReasons, text);
}
std::optional<Care> parse_care(std::string_view text) {
    return find_in<Care>(kCares, text);
}

policy::Business business_of(Care care) {
    switch (care) {
        case Care::inpatient: return policy::Business::inpatient;
        case Care::outpatient: return policy::Business::outpatient;
        case Care::chronic: return policy::Business::chronic;
        case Care::pharmacy: return policy::Business::pharmacy;
    }
    YIDI_ASSERT(false);
}

std::span<const Question> questions() {
    return kQuestions;
}

bool take(Answers& answers, std::string_view key, std::string_view text) {
    const auto* const asked = std::ranges::find(kQuestions, key, &Question::key);
    if (asked == kQuestions.end()) return false;
    if (text.empty() || text == "?") {
        forget(answers, key);
        return true;
    }
    if (key == "stage") return set(answers.stage, parse_stage(text));
    if (key == "reason") return set(answers.reason, parse_reason(text));
    if (key == "care") return set(answers.care, parse_care(text));
    if (key == "insuplc_admdvs") return set(answers.insuplc_admdvs, region_code(text));
    if (key == "mdtrtarea_admvs") return set(answers.mdtrtarea_admvs, region_code(text));
    if (key == "insured_as") {
        if (std::ranges::find(asked->options, text, &Option::value) == asked->options.end()) {
            return false;
        }
        answers.insured_as = text;
        return true;
    }
    const Result<Money> amount = parse_yuan(text);
    if (!amount || *amount <= Money{}) return false;
    answers.medfee_sumamt = *amount;
    return true;
}

}  // namespace yidi::guidance
