#include "api/pages/site.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace yidi::pages {
namespace {

namespace fs = std::filesystem;

class Pages : public testing::Test {
public:
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

protected:
    Pages() {
        fs::remove_all(folder_);
        put("citizen.html", "<html>citizen");
        put("citizen.html.gz", "gz");
        put("window.html", "<html>window");
        put("assets/app-1a2b.js", "let a");
        put("assets/app-1a2b.js.br", "br");
        put("assets/app-1a2b.js.gz", "gz");
        put("icon.svg", "<svg/>");
        put("routes.txt", "/ citizen.html\n/advice citizen.html\n/window window.html\n");
    }
    ~Pages() override { fs::remove_all(folder_); }

    void put(const std::string& name, std::string_view bytes) {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream{folder_ / name, std::ios::binary} << bytes;
    }
    [[nodiscard]] Site site() const {
        Result<Site> loaded = Site::load(folder_);
        EXPECT_TRUE(loaded) << loaded.error().where;
        return *std::move(loaded);
    }
    [[nodiscard]] ErrorCode refusal() const {
        const Result<Site> loaded = Site::load(folder_);
        return loaded ? ErrorCode{} : loaded.error().code;
    }
    static http::Request get(std::string target, http::Headers headers = {}) {
        return {.method = "GET", .target = std::move(target), .headers = std::move(headers)};
    }
    static std::string header(const http::Response& response, std::string_view name) {
        const std::string* value = response.headers.find(name);
        return value == nullptr ? "" : *value;
    }

    const fs::path folder_ =
        fs::path{testing::TempDir()} /
        ("pages_" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
};

TEST_F(Pages, AnAddressAndThoseBelowItShowItsPage) {
    const Site site = this->site();
    for (const char* target : {"/", "/?lang=en", "/advice", "/advice/place", "/advice?a=1"}) {
        const auto shown = site.find(get(target));
        ASSERT_TRUE(shown) << target;
        EXPECT_EQ(shown->body, "<html>citizen") << target;
        EXPECT_EQ(shown->content_type, "text/html; charset=utf-8");
        EXPECT_EQ(header(*shown, "Cache-Control"), "no-cache");
    }
    EXPECT_EQ(site.find(get("/window/queue"))->body, "<html>window");
}

TEST_F(Pages, WhatIsNamedByItsContentIsKeptForAYear) {
    const auto shown = site().find(get("/assets/app-1a2b.js"));
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->body, "let a");
    EXPECT_EQ(header(*shown, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(*site().find(get("/icon.svg")), "Cache-Control"), "public, max-age=3600");
}

TEST_F(Pages, OnlyNamesThatWereReadAreServed) {
    const Site site = this->site();
    put("late.svg", "<svg/>");
    for (const char* target :
         {"/late.svg", "/advices", "/citizen.html", "/routes.txt", "/assets", "/assets/",
          "/assets/../citizen.html", "/../site_test.cpp", "/%69con.svg", "//icon.svg", "/icon.svg/",
          "/assets/app-1a2b.js.br", ""}) {
        EXPECT_FALSE(site.find(get(target))) << target;
    }
}

TEST_F(Pages, WhoeverTakesACompressedFormGetsIt) {
    const Site site = this->site();
    const auto asked = [&](std::string accept) {
        return *site.find(get("/assets/app-1a2b.js", {{"Accept-Encoding", std::move(accept)}}));
    };
    EXPECT_EQ(asked("gzip, br").body, "br");
    EXPECT_EQ(header(asked("gzip, br"), "Content-Encoding"), "br");
    EXPECT_EQ(asked("gzip").body, "gz");
    EXPECT_EQ(header(asked("gzip"), "Content-Encoding"), "gzip");
    EXPECT_EQ(asked("identity").body, "let a");
    EXPECT_EQ(header(asked("identity"), "Content-Encoding"), "");
    EXPECT_EQ(header(asked("identity"), "Vary"), "Accept-Encoding");
}

TEST_F(Pages, WhatABrowserHasAlreadyIsNotSentAgain) {
    const Site site = this->site();
    const http::Headers gzip{{"Accept-Encoding", "gzip"}};
    const std::string tag = header(*site.find(get("/", gzip)), "ETag");
    EXPECT_NE(tag, header(*site.find(get("/")), "ETag"));
    http::Headers again = gzip;
    again.add("If-None-Match", tag);
    const auto shown = site.find(get("/", again));
    EXPECT_EQ(shown->status, 304);
    EXPECT_EQ(shown->body, "");
    EXPECT_EQ(header(*shown, "ETag"), tag);
}

TEST_F(Pages, NothingButThisServerMayBeLoaded) {
    for (const char* target : {"/", "/assets/app-1a2b.js"}) {
        const auto shown = site().find(get(target));
        const std::string policy = header(*shown, "Content-Security-Policy");
        EXPECT_TRUE(policy.starts_with("default-src 'self'; ")) << policy;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_EQ(header(*shown, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header(*shown, "Referrer-Policy"), "no-referrer");
    }
}

TEST_F(Pages, SomebodyWhoIsLostIsShownAPageThatSaysSo) {
    const Site site = this->site();
    const auto shown = site.not_found(get("/nowhere", {{"Accept", "text/html,*/*;q=0.8"}}));
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->status, 404);
    EXPECT_EQ(shown->body, "<html>citizen");
    EXPECT_FALSE(site.not_found(get("/nowhere", {{"Accept", "*/*"}})));
}

TEST_F(Pages, AFolderThatIsNoneIsRefused) {
    fs::remove_all(folder_);
    EXPECT_EQ(refusal(), ErrorCode::unreadable_file);
}

TEST_F(Pages, AFileOfAnUnknownTypeIsRefused) {
    put("assets/app.js.map", "{}");
    EXPECT_EQ(refusal(), ErrorCode::inconsistent);
}

TEST_F(Pages, ARouteToNoPageIsRefused) {
    put("routes.txt", "/ citizens.html\n");
    EXPECT_EQ(refusal(), ErrorCode::inconsistent);
    put("routes.txt", "\n");
    EXPECT_EQ(refusal(), ErrorCode::inconsistent);
}

TEST_F(Pages, ACompressedFormAloneIsRefused) {
    put("assets/b-1.css.gz", "gz");
    EXPECT_EQ(refusal(), ErrorCode::inconsistent);
}

}  // namespace
}  // namespace yidi::pages
