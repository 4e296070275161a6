#include "app/access/first_administrator.h"
#include "tests/rest/desk.h"

/// The one-time code of an installation that has nobody yet.
namespace yidi::tests {
namespace {

constexpr const char* kCode = "7KQM-2XFD-9HTR-4WNB";

class First : public Desk {
protected:
    bool give(std::string_view code) {
        return write([&](ports::Session& session) {
                   return accounts::give_first_code(session, context(), code, "test");
               })
            .has_value();
    }
    Reply make(const Json& code, const Json& login = "chief", const Json& password = kPassword) {
        return ask("POST", "/administrator",
                   {{"code", code}, {"login", login}, {"password", password}});
    }
    bool is_needed() { return ask("GET", "/server").json["needs_administrator"]; }

    static constexpr const char* kPassword = "Correct-Horse-9";
};

TEST_F(First, TheCodeMakesAnAdministratorWhoCanSignIn) {
    EXPECT_FALSE(is_needed());
    EXPECT_TRUE(give(kCode));
    EXPECT_TRUE(is_needed());
    const Reply made = make("7kqm 2xfd 9htr 4wnb");
    ASSERT_EQ(made.status, 201) << made.response.body;
    EXPECT_EQ(made.json["login"], "chief");
    EXPECT_FALSE(is_needed());
    const Reply in = ask("POST", "/sessions", {{"login", "chief"}, {"password", kPassword}});
    ASSERT_EQ(in.status, 201) << in.response.body;
    EXPECT_EQ(in.json["account"]["roles"], Json::array({"administrator@*"}));
}

TEST_F(First, TheCodeIsGoodOnce) {
    EXPECT_TRUE(give(kCode));
    EXPECT_EQ(make(kCode).status, 201);
    const Reply again = make(kCode, "other");
    EXPECT_EQ(again.status, 409) << again.response.body;
    EXPECT_FALSE(give(kCode)) << "there is an administrator";
}

TEST_F(First, AnotherCodeIsRefusedAndTheRightOneGoesOn) {
    EXPECT_EQ(make(kCode).status, 401) << "none was given";
    EXPECT_TRUE(give(kCode));
    const Reply wrong = make("7KQM-2XFD-9HTR-4WNC");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.says("pointer"), "/code");
    EXPECT_EQ(make("").status, 400);
    EXPECT_EQ(make(kCode).status, 201);
}

TEST_F(First, ANewCodeEndsTheOneBefore) {
    EXPECT_TRUE(give(kCode));
    EXPECT_TRUE(give("0000-0000-0000-0000"));
    EXPECT_EQ(make(kCode).status, 401);
    EXPECT_EQ(make("0000000000000000").status, 201);
}

TEST_F(First, TheCodeEndsAfterADay) {
    EXPECT_TRUE(give(kCode));
    now_ = now_.plus_ms(access::kResetMs + 1);
    EXPECT_EQ(make(kCode).status, 401);
    EXPECT_TRUE(is_needed()) << "somebody still has to be made";
}

TEST_F(First, ALoginOrPasswordThatWillNotDoLeavesTheCodeGood) {
    EXPECT_TRUE(give(kCode));
    EXPECT_EQ(make(kCode, "chief", "short").status, 400);
    EXPECT_EQ(make(kCode, "a b").status, 400);
    EXPECT_EQ(make(kCode).status, 201);
}

TEST_F(First, NobodySignsInAsTheCodeThatWaits) {
    EXPECT_TRUE(give(kCode));
    for (const char* password : {"", kCode}) {
        EXPECT_NE(
            ask("POST", "/sessions", {{"login", accounts::kFirstLogin}, {"password", password}})
                .status,
            201);
    }
}

TEST_F(First, AnAdministratorMadeElsewhereEndsTheCode) {
    EXPECT_TRUE(give(kCode));
    have_account("boss", "administrator@*");
    EXPECT_EQ(make(kCode).status, 409);
    EXPECT_TRUE(write([&](ports::Session& session) {
        return accounts::forget_first_code(session, context(), "test");
    }));
    EXPECT_FALSE(is_needed());
}

TEST_F(First, WhoeverTriesManyCodesWaits) {
    options_.nobody = {};
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    EXPECT_TRUE(give(kCode));
    int tries = 0;
    while (make("0000-0000-0000-0001").status == 401) ASSERT_LT(++tries, 100);
    EXPECT_EQ(make("0000-0000-0000-0001").status, 429);
    EXPECT_LE(tries, 20);
}

}  // namespace
}  // namespace yidi::tests
