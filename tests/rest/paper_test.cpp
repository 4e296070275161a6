#include "adapters/crypto/encoding.h"
#include "domain/policy/filing_rules_test_support.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

using policy::AnyOf;
using policy::KindRules;

/// A person who has filed by a promise, and those around them.
class PaperDesk : public Desk {
protected:
    PaperDesk() {
        const std::vector<AnyOf> papers(1, AnyOf{"lease", "residence_permit"});
        policy::testing::FilingRulesOf rules{kHomeArea};
        rules.set_all(&KindRules::open, true)
            .set_all(&KindRules::materials, papers)
            .set_all(&KindRules::promise, true)
            .set_all(&KindRules::promise_days, 30)
            .set_all(&KindRules::after_lapse, policy::AfterLapse::ends)
            .set_all(&KindRules::decision, policy::Decision::instant)
            .set_all(&KindRules::validity, policy::Span{})
            .set_all(&KindRules::lock, policy::Span{.months = 3, .days = 0});
        book_.set_filing_rules(policy::testing::filing_book({rules.rules()}));
        insure(7);
        insure(42);
        person_ = psn_no_;
        own_ = token_of("citizen", 42);
        window_ = token_of("window@1301");
        reviewer_ = token_of("agency_reviewer@1301");
        auditor_ = token_of("auditor@*");
        stranger_ = token_of("citizen proxy", 7);
        const Reply filed = ask("POST", "/persons/" + person_ + "/filings",
                                {{"kind", "long_term_resident"},
                                 {"places", Json::array({"120000"})},
                                 {"begndate", "2025-03-13"},
                                 {"promise", true},
                                 {"details", {{"address", "<b>某区</b>"}}}},
                                {.token = own_});
        EXPECT_EQ(filed.status, 201) << filed.response.body;
        filing_ = "/persons/" + person_ + "/filings/" +
                  std::to_string(filed.json["filing"]["filing"].get<std::int64_t>());
    }

    [[nodiscard]] static Json photograph(const std::string& mark, std::size_t size = 100) {
        std::string bytes = "\xFF\xD8\xFF" + mark;
        bytes.resize(size, '\xE0');
        return {
            {"kind", "lease"}, {"filename", "租房 合同.jpg"}, {"bytes", crypto::to_base64(bytes)}};
    }
    [[nodiscard]] std::string path_of(const Json& paper) const {
        return filing_ + "/papers/" + std::to_string(paper["paper"]["paper"].get<std::int64_t>());
    }
    [[nodiscard]] std::vector<std::string> noted() {
        constexpr std::size_t kWhat = 5;
        std::vector<std::string> all;
        for (const ports::Row& row : audit()) all.push_back(std::get<std::string>(row.at(kWhat)));
        return all;
    }

    std::string person_;
    std::string own_;
    std::string window_;
    std::string reviewer_;
    std::string auditor_;
    std::string stranger_;
    std::string filing_;
};

TEST_F(PaperDesk, TheFormIsAPageThatRunsNothing) {
    const Reply form = ask("GET", filing_ + "/form", nullptr, {.token = own_});
    ASSERT_EQ(form.status, 200) << form.response.body;
    EXPECT_TRUE(form.response.content_type.starts_with("text/html"));
    EXPECT_NE(form.header("Content-Security-Policy").find("default-src 'none'"), std::string::npos);
    const std::string& page = form.response.body;
    for (const std::string& text :
         {person_, std::string{"■ 异地长期居住人员"}, std::string{"&lt;b&gt;某区&lt;/b&gt;"},
          std::string{"承诺补交，末日 2025-04-12"}, std::string{"2025-06-13 起可以变更或取消"}}) {
        EXPECT_NE(page.find(text), std::string::npos) << text;
    }
    EXPECT_EQ(page.find("<b>某区"), std::string::npos);
    EXPECT_EQ(noted().back().substr(0, 12), "filing form ");
    const Reply letter = ask("GET", filing_ + "/promise-letter", nullptr, {.token = reviewer_});
    EXPECT_NE(letter.response.body.find("个人承诺书"), std::string::npos);
    EXPECT_NE(letter.response.body.find("<b>2025-04-12</b>"), std::string::npos);
}

TEST_F(PaperDesk, WholeNumbersAreForThePersonAndTheWindow) {
    const std::string whole = "990101199001010000";
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        payer::PersonRecord record;
        record.person.pid = 42;
        record.person.insuplc_admdvs = kHomeArea;
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = whole;
        return payer::put_person(session, context(), record, "test");
    }));
    const std::string form = filing_ + "/form";
    for (const std::string& token : {own_, window_}) {
        const Reply masked = ask("GET", form, nullptr, {.token = token});
        EXPECT_EQ(masked.response.body.find(whole), std::string::npos);
        EXPECT_NE(masked.response.body.find("9901**********0000"), std::string::npos);
        const Reply full = ask("GET", form + "?whole_numbers=true", nullptr, {.token = token});
        EXPECT_NE(full.response.body.find(whole), std::string::npos);
    }
    EXPECT_TRUE(noted().back().ends_with(" whole numbers"));
    for (const std::string& token : {reviewer_, auditor_}) {
        EXPECT_EQ(ask("GET", form, nullptr, {.token = token}).status, 200);
        EXPECT_EQ(ask("GET", form + "?whole_numbers=true", nullptr, {.token = token}).status, 403);
    }
}

TEST_F(PaperDesk, NobodyElseSeesThemAndWhatIsNotThereIsNotFound) {
    const std::string elsewhere = token_of("window@44");
    for (const char* what : {"/form", "/promise-letter", "/papers", "/papers/1"}) {
        EXPECT_EQ(ask("GET", filing_ + what, nullptr, {.token = stranger_}).status, 403) << what;
        EXPECT_EQ(ask("GET", filing_ + what, nullptr, {.token = elsewhere}).status, 403) << what;
        EXPECT_EQ(ask("GET", filing_ + what).status, 401) << what;
        const std::string nowhere = "/persons/" + person_ + "/filings/5" + what;
        EXPECT_EQ(ask("GET", nowhere, nullptr, {.token = own_}).status, 404) << what;
    }
    EXPECT_EQ(ask("POST", filing_ + "/papers", photograph("a"), {.token = stranger_}).status, 403);
    EXPECT_EQ(ask("POST", filing_ + "/papers", photograph("a"), {.token = auditor_}).status, 403);
    EXPECT_EQ(ask("GET", filing_ + "/papers", nullptr, {.token = auditor_}).status, 403);
}

TEST_F(PaperDesk, AFilingWithoutAPromiseHasNoLetter) {
    const Reply filed = ask("POST", "/persons/" + person_ + "/filings",
                            {{"kind", "other_temporary"},
                             {"places", Json::array({"120000"})},
                             {"begndate", "2025-03-13"},
                             {"materials", Json::array({"lease"})}},
                            {.token = own_});
    ASSERT_EQ(filed.status, 201) << filed.response.body;
    const Reply letter = ask(
        "GET",
        "/persons/" + person_ + "/filings/" +
            std::to_string(filed.json["filing"]["filing"].get<std::int64_t>()) + "/promise-letter",
        nullptr, {.token = own_});
    EXPECT_EQ(letter.status, 422);
    EXPECT_EQ(letter.says("code"), "filing_refused");
}

TEST_F(PaperDesk, APaperComesBackAsItWasAsAFileToKeep) {
    const Json sent = photograph("a");
    const Reply taken = ask("POST", filing_ + "/papers", sent, {.token = own_});
    ASSERT_EQ(taken.status, 200) << taken.response.body;
    EXPECT_TRUE(taken.json["is_new"].get<bool>());
    const Reply got = ask("GET", path_of(taken.json), nullptr, {.token = reviewer_});
    ASSERT_EQ(got.status, 200);
    EXPECT_EQ(crypto::to_base64(got.response.body), sent["bytes"].get<std::string>());
    EXPECT_EQ(got.response.content_type, "application/octet-stream");
    EXPECT_EQ(got.header("X-Content-Type-Options"), "nosniff");
    const std::string id = std::to_string(taken.json["paper"]["paper"].get<std::int64_t>());
    EXPECT_EQ(got.header("Content-Disposition"),
              "attachment; filename=\"paper-" + id +
                  ".jpeg\"; filename*=UTF-8''%E7%A7%9F%E6%88%BF%20%E5%90%88%E5%90%8C.jpg");
    EXPECT_EQ(ask("GET", filing_ + "/papers/1", nullptr, {.token = own_}).status, 404);
}

TEST_F(PaperDesk, TheSameFileUnderAnotherKeyIsAnsweredAsTheFirst) {
    const Reply first = ask("POST", filing_ + "/papers", photograph("a"), {.token = own_});
    const Reply again = ask("POST", filing_ + "/papers", photograph("a"), {.token = window_});
    EXPECT_EQ(again.status, 200);
    EXPECT_FALSE(again.json["is_new"].get<bool>());
    EXPECT_EQ(again.json["paper"], first.json["paper"]);
}

TEST_F(PaperDesk, AReviewerSeesWhichPapersAreMissing) {
    const Reply before = ask("GET", filing_ + "/papers", nullptr, {.token = reviewer_});
    ASSERT_EQ(before.status, 200) << before.response.body;
    ASSERT_EQ(before.json["required"].size(), 1U);
    EXPECT_TRUE(before.json["required"][0]["missing"].get<bool>());
    EXPECT_EQ(before.json["required"][0]["any_of"], Json::array({"lease", "residence_permit"}));
    const Reply taken = ask("POST", filing_ + "/papers", photograph("a"), {.token = own_});
    const Reply after = ask("GET", filing_ + "/papers", nullptr, {.token = reviewer_});
    EXPECT_FALSE(after.json["required"][0]["missing"].get<bool>());
    EXPECT_EQ(after.json["required"][0]["papers"],
              Json::array({taken.json["paper"]["paper"].get<std::int64_t>()}));
    EXPECT_EQ(after.json["papers"][0], taken.json["paper"]);
    const Reply form = ask("GET", filing_ + "/form", nullptr, {.token = reviewer_});
    EXPECT_NE(form.response.body.find("附件 1 份"), std::string::npos);
    EXPECT_NE(form.response.body.find("已交（附件）"), std::string::npos);
}

TEST_F(PaperDesk, WhatIsNoPaperIsRefusedWithItsPlace) {
    const auto refused = [&](const char* member, const Json& value, int status) {
        Json paper = photograph("a");
        paper[member] = value;
        const Reply reply = ask("POST", filing_ + "/papers", paper, {.token = own_});
        EXPECT_EQ(reply.status, status) << reply.response.body;
        return reply.says("pointer");
    };
    EXPECT_EQ(refused("bytes", crypto::to_base64("<html>no paper"), 400), "/bytes");
    EXPECT_EQ(refused("bytes", "no base64!", 400), "/bytes");
    EXPECT_EQ(refused("filename", "../../etc/passwd", 400), "/filename");
    EXPECT_EQ(refused("kind", "labour_contract", 400), "/kind");
    constexpr std::size_t kTooMuch = std::size_t{5} * 1'024 * 1'024 + 1;
    EXPECT_EQ(refused("bytes", photograph("big", kTooMuch)["bytes"], 400), "/bytes");
    EXPECT_EQ(rows(ports::Table::attachment), 0U);
    const Reply largest =
        ask("POST", filing_ + "/papers", photograph("big", kTooMuch - 1), {.token = own_});
    EXPECT_EQ(largest.status, 200) << largest.response.body.substr(0, 500);
}

}  // namespace
}  // namespace yidi::tests
