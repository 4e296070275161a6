#include "adapters/render/paper_templates.h"

#include <fstream>

#include <gtest/gtest.h>

#include "adapters/render/internal/paper_values.h"
#include "domain/policy/filing_rules_test_support.h"

namespace yidi::render {
namespace {

namespace fs = std::filesystem;
using policy::AnyOf;
using policy::FilingKind;
using policy::KindRules;

constexpr auto kKind = FilingKind::long_term_resident;
constexpr std::uint32_t kArea = 130100;

Date day(int year, unsigned month, unsigned of_month) {
    return Date::from_ymd({.year = year, .month = month, .day = of_month});
}

const policy::Regions& regions() {
    static const policy::Regions kAll =
        *policy::Regions::from({{.code = 130100, .pooling_area = 130100, .name = "石家庄市"},
                                {.code = 120000, .pooling_area = 120000, .name = "天津市"}});
    return kAll;
}

/// What the region says: papers or a promise of 30 days, a lock of three months, two-way not known.
const policy::FilingRules& rules() {
    static const policy::FilingRules kRules = [] {
        policy::testing::FilingRulesOf all{kArea};
        all.set(kKind, &KindRules::materials,
                std::vector<AnyOf>{{"residence_permit", "lease"}, {"household_register"}})
            .set(kKind, &KindRules::promise, true)
            .set(kKind, &KindRules::promise_days, 30)
            .set(kKind, &KindRules::after_lapse, policy::AfterLapse::ends)
            .set(kKind, &KindRules::lock, policy::Span{.months = 3, .days = 0})
            .set(kKind, &KindRules::lock_exceptions, std::uint8_t{0x1});
        policy::FilingRules one = all.rules();
        one.kinds.at(static_cast<std::size_t>(kKind)).promise_days.values.front().note =
            "从申请之日算起";
        return one;
    }();
    return kRules;
}

void add_event(app::FilingPaper& paper, filing::EventKind kind, std::string reason) {
    filing::Event event;
    event.kind = kind;
    event.at = parse_instant("2025-03-13 09:30:00").value_or(Instant{});
    event.by = "user:12";
    event.reason = std::move(reason);
    event.after = paper.view.now;
    paper.view.history.push_back(std::move(event));
}

app::FilingPaper paper() {
    app::FilingPaper one{.view = {},
                         .person = {},
                         .insurances = std::vector<registry::Insurance>(1),
                         .area = kArea,
                         .today = day(2025, 4, 1),
                         .rules_day = day(2025, 3, 13),
                         .rules = policy::KindView{&rules(), nullptr, kKind, day(2025, 3, 13)},
                         .region_notes = {"来自市里的一页说明"},
                         .papers = {},
                         .transfer_from_name = {},
                         .transfer_to_name = "演示人民医院"};
    one.person.insuplc_admdvs = 130100;
    one.person.personal = {.psn_name = "王<小>明",
                           .psn_cert_type = "01",
                           .certno = "990101196003070013",
                           .gend = "1",
                           .naty = {},
                           .brdy = day(1960, 3, 7),
                           .tel = "13900000000",
                           .card_sn = {}};
    one.insurances.front().emp_name = "演示单位";
    filing::Filing& now = one.view.now;
    now.id = 1017;
    now.kind = kKind;
    now.local_code = "02";
    now.places = {120000};
    now.begndate = day(2025, 3, 13);
    now.proof = filing::ProofState::promised;
    now.promise_until = day(2025, 4, 12);
    now.materials = {"household_register"};
    now.channel = filing::Channel::proxy;
    one.view.psn_no = "13010000000000001002";
    one.view.state = filing::State::effective;
    one.view.locked_until = day(2025, 6, 13);
    one.view.details = {.contact_name = "联系人甲",
                        .tel = "022-1",
                        .address = "某区某路 1 号",
                        .reason = "随子女居住",
                        .transfer_from = "H1",
                        .transfer_to = "H2",
                        .dise_codg = "I10",
                        .dise_name = "高血压",
                        .agent_name = "代办人乙",
                        .agent_certno = "990101198003070021",
                        .agent_tel = "022-2",
                        .agent_relation = "子女",
                        .bank_name = "演示银行",
                        .bank_account = "6200000000000001"};
    add_event(one, filing::EventKind::submitted, "");
    add_event(one, filing::EventKind::approved, "按承诺办理");
    one.papers.is_rule_known = true;
    one.papers.required = {
        {.any_of = {"residence_permit", "lease"}, .is_stated = false, .attachments = {}},
        {.any_of = {"household_register"}, .is_stated = true, .attachments = {}}};
    one.papers.attachments.push_back({.id = 5,
                                      .kind = "identity_document",
                                      .filename = "身份证.jpg",
                                      .format = app::PaperFormat::jpeg,
                                      .sha256 = {},
                                      .size = 2'049,
                                      .at = one.view.history.front().at,
                                      .by = "user:12"});
    return one;
}

const PaperTemplates& templates() {
    static const Result<PaperTemplates> kLoaded = PaperTemplates::load("data/templates");
    if (!kLoaded) ADD_FAILURE() << kLoaded.error().where << ": " << kLoaded.error().detail;
    return *kLoaded;
}

std::string html(Paper which, const app::FilingPaper& paper, bool whole_numbers = false) {
    return templates().html(which,
                            {.paper = paper, .regions = regions(), .whole_numbers = whole_numbers});
}

void expect_in(const std::string& page, std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
        EXPECT_NE(page.find(text), std::string::npos) << text;
    }
}

TEST(FilingForm, SaysEverythingThatIsKnownOfTheFiling) {
    const std::string page = html(Paper::filing_form, paper());
    expect_in(page, {"1017", "13010000000000001002", "居民身份证（户口簿）", "男", "1960-03-07",
                     "13900000000", "石家庄市（130100）", "职工医保", "演示单位",
                     "■ 异地长期居住人员", "□ 异地转诊", "<td>02</td>", "天津市（120000）",
                     "2025-03-13", "长期", "家人代办", "生效"});
    expect_in(page,
              {"联系人甲", "022-1", "某区某路 1 号", "随子女居住", "<td>H1</td>",
               "演示人民医院（H2）", "高血压（I10）", "代办人乙", "子女", "022-2", "演示银行"});
    expect_in(page, {"居住证或租赁合同</td><td>承诺补交，末日 2025-04-12",
                     "户口簿首页和本人常住人口登记卡</td><td>已交", "附件 1 份",
                     "身份凭证：身份证.jpg（3 KB）", "本次备案失效"});
    expect_in(page,
              {"2025-06-13 起可以变更或取消；此前只有下列情形可以：死亡。",
               "补交材料的期限</td><td>30 天<br>从申请之日算起</td>",
               "<td>《test》（synthetic），第 1 条</td><td>I ",
               "没有收录规定的事项，由参保地经办机构决定：", "双向待遇", "来自市里的一页说明"});
    expect_in(page, {"2025-03-13 09:30:00</td><td>提交</td><td>user:12", "按承诺办理", "申请人签字",
                     "不是国家或地方医保部门的官方表样", "counter(pages)"});
}

TEST(FilingForm, ShowsNumbersWholeOnlyWhenAsked) {
    const std::string masked = html(Paper::filing_form, paper());
    for (const char* number : {"990101196003070013", "990101198003070021", "6200000000000001"}) {
        EXPECT_EQ(masked.find(number), std::string::npos);
        expect_in(html(Paper::filing_form, paper(), true), {number});
    }
    expect_in(masked, {"9901**********0013", "6200********0001"});
}

TEST(FilingForm, WhatPeopleWroteIsTextAndNothingElse) {
    app::FilingPaper one = paper();
    const std::string hostile = "<img src=x onerror=alert(1)>{{psn_name}}</style>'\"";
    one.view.details.address = hostile;
    one.view.history.back().reason = hostile;
    one.papers.attachments.front().filename = hostile;
    one.region_notes = {hostile};
    const std::string page = html(Paper::filing_form, one);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find("王<小>明"), std::string::npos);
    expect_in(page, {"王&lt;小&gt;明",
                     "&lt;img src=x onerror=alert(1)&gt;{{psn_name}}&lt;/style&gt;&#39;&quot;"});
}

TEST(FilingForm, SaysHowALockStands) {
    app::FilingPaper one = paper();
    one.view.locked_until = one.today;
    expect_in(html(Paper::filing_form, one), {"锁定期已过"});
    one.view.locked_until.reset();
    expect_in(html(Paper::filing_form, one), {"自首日起 3 个月内不得变更、取消。"});
    const policy::testing::FilingRulesOf nothing{kArea};
    one.rules = policy::KindView{&nothing.rules(), nullptr, kKind, one.rules_day};
    expect_in(html(Paper::filing_form, one), {"没有收录锁定期的规定"});
    policy::testing::FilingRulesOf none{kArea};
    none.set(kKind, &KindRules::lock, policy::Span{});
    one.rules = policy::KindView{&none.rules(), nullptr, kKind, one.rules_day};
    expect_in(html(Paper::filing_form, one), {"不设锁定期"});
}

TEST(FilingForm, AnUnknownRuleOfPapersIsSaidToBeUnknown) {
    app::FilingPaper one = paper();
    one.papers = {};
    expect_in(html(Paper::filing_form, one), {"没有收录规定；以参保地经办机构的要求为准"});
    one.papers.is_rule_known = true;
    expect_in(html(Paper::filing_form, one), {"不要求其他材料"});
}

TEST(PromiseLetter, SaysWhatIsPromisedUntilWhenAndWhatElse) {
    const std::string page = html(Paper::promise_letter, paper());
    expect_in(page, {"王&lt;小&gt;明", "异地长期居住人员", "天津市",
                     "在 <b>2025-04-12</b>（含当日）以前补交", "<b>居住证或租赁合同</b>",
                     "逾期未补交的，本次备案失效",
                     "已经结算的不变。依据：《test》（synthetic），第 1 条。",
                     "代办人（代办人乙）签字", "不是国家或地方医保部门的官方文本"});
    // Of the rules those that are about a promise.
    expect_in(page, {"补交材料的期限"});
    EXPECT_EQ(page.find("锁定期"), std::string::npos);
}

TEST(PromiseLetter, LeavesOpenWhatNoRuleSays) {
    app::FilingPaper one = paper();
    const policy::testing::FilingRulesOf nothing{kArea};
    one.rules = policy::KindView{&nothing.rules(), nullptr, kKind, one.rules_day};
    one.papers = {};
    one.view.now.promise_until.reset();
    expect_in(html(Paper::promise_letter, one),
              {"在参保地经办机构确定的日期以前补交", "参保地经办机构要求的材料",
               "逾期的后果没有收录规定", "没有收录规定，由参保地经办机构决定。"});
    policy::testing::FilingRulesOf lesser{kArea};
    lesser.set(kKind, &KindRules::after_lapse, policy::AfterLapse::other_temporary);
    one.rules = policy::KindView{&lesser.rules(), nullptr, kKind, one.rules_day};
    expect_in(html(Paper::promise_letter, one), {"以后的费用按其他临时外出就医结算"});
}

TEST(PaperTemplates, EveryNameStandsInTheDocumentation) {
    std::ifstream file{"docs/policies/templates.md"};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    const Values shape = internal::shape_of_papers();
    const auto expect_all = [&](const Values& values) {
        for (const auto& [name, text] : values.texts) expect_in(page, {"`" + name + "`"});
        for (const auto& [name, rows] : values.lists) expect_in(page, {"`" + name + "`"});
    };
    expect_all(shape);
    for (const auto& [name, rows] : shape.lists) expect_all(rows.front());
}

/// A folder of templates, gone with the test.
class TemplateFolder : public ::testing::Test {
public:
    TemplateFolder(const TemplateFolder&) = delete;
    TemplateFolder& operator=(const TemplateFolder&) = delete;

protected:
    TemplateFolder() {
        folder_ = fs::path{::testing::TempDir()} /
                  (std::string{"templates-"} +
                   ::testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        put("filing-form.html", "<style>{{> style}}</style>general form {{filing}}");
        put("promise-letter.html", "general letter {{filing}}");
        put("paper.css", "general");
    }
    ~TemplateFolder() override {
        std::error_code code;
        fs::remove_all(folder_, code);
    }

    void put(const std::string& name, const std::string& text) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream{folder_ / name} << text;
    }
    [[nodiscard]] std::string html(Paper which, std::uint32_t area) const {
        const auto loaded = PaperTemplates::load(folder_);
        EXPECT_TRUE(loaded) << loaded.error().where;
        app::FilingPaper one = paper();
        one.area = area;
        return loaded->html(which, {.paper = one, .regions = regions()});
    }
    [[nodiscard]] Error error() const {
        const auto loaded = PaperTemplates::load(folder_);
        return loaded ? Error{.code = ErrorCode::internal} : loaded.error();
    }

    fs::path folder_;
};

TEST_F(TemplateFolder, AnAreaReplacesWhatItHasAndKeepsTheRest) {
    put("130100/filing-form.html", "<style>{{> style}}</style>own form {{psn_no}}");
    put("330200/paper.css", "own");
    EXPECT_EQ(html(Paper::filing_form, kArea),
              "<style>general</style>own form 13010000000000001002");
    EXPECT_EQ(html(Paper::promise_letter, kArea), "general letter 1017");
    EXPECT_EQ(html(Paper::filing_form, 330200), "<style>own</style>general form 1017");
    EXPECT_EQ(html(Paper::filing_form, 440100), "<style>general</style>general form 1017");
}

TEST_F(TemplateFolder, AMistakeIsFoundWhenItIsRead) {
    put("130100/filing-form.html", "\n{{psn_nmae}}");
    EXPECT_EQ(error().where, (folder_ / "130100" / "filing-form.html").string() + ":2");
    EXPECT_EQ(error().detail, "nothing is called {{psn_nmae}} here");
    fs::remove_all(folder_ / "130100");
    put("130100/filing-fom.html", "");
    EXPECT_EQ(error().detail, "no template is called so");
    fs::remove_all(folder_ / "130100");
    put("13010/filing-form.html", "");
    EXPECT_EQ(error().detail, "no area is called so");
    fs::remove_all(folder_ / "13010");
    fs::remove(folder_ / "promise-letter.html");
    EXPECT_EQ(error().code, ErrorCode::unreadable_file);
    EXPECT_EQ(error().where, (folder_ / "promise-letter.html").string());
    fs::remove_all(folder_);
    EXPECT_EQ(error().code, ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::render
