#include "adapters/http/client.h"

#include <gtest/gtest.h>

namespace yidi::http {
namespace {

TEST(Url, IsReadWithAndWithoutItsParts) {
    const auto full = parse_url("https://yidi.example:8443/a/b?c=d");
    ASSERT_TRUE(full.has_value());
    EXPECT_TRUE(full->tls);
    EXPECT_EQ(full->host, "yidi.example");
    EXPECT_EQ(full->port, 8443);
    EXPECT_EQ(full->path, "/a/b?c=d");

    const auto short_one = parse_url("http://h");
    ASSERT_TRUE(short_one.has_value());
    EXPECT_FALSE(short_one->tls);
    EXPECT_EQ(short_one->port, 80);
    EXPECT_EQ(short_one->path, "/");

    EXPECT_EQ(parse_url("https://h")->port, 443);
    EXPECT_EQ(parse_url("http://h?x=1")->path, "/?x=1");
}

TEST(Url, OfAnAddressOfTheNewKindHasBrackets) {
    const auto url = parse_url("http://[::1]:8080/x");
    ASSERT_TRUE(url.has_value());
    EXPECT_EQ(url->host, "::1");
    EXPECT_EQ(url->port, 8080);
}

TEST(Url, IsRefusedWhereAPartIsWrong) {
    for (const char* const text : {"", "h:80", "ftp://h", "http://", "http://:80", "http://h:",
                                   "http://h:0", "http://h:65536", "http://h:8x", "http://[::1",
                                   "http://[::1]8080", "http://h/a b", "http://h/a\r\nX: y"}) {
        const auto url = parse_url(text);
        ASSERT_FALSE(url.has_value()) << text;
        EXPECT_EQ(url.error().code, ErrorCode::bad_value);
    }
}

TEST(Client, SaysThatNothingWasSentWhereNobodyListens) {
    // Port 1 of this machine belongs to nobody.
    Client client{{.server = {.host = "127.0.0.1", .port = 1}}};
    const auto response = client.send({.method = "GET", .target = "/"});
    ASSERT_FALSE(response.has_value());
    EXPECT_EQ(response.error().code, ErrorCode::busy);
    EXPECT_EQ(response.error().where, "connect");
    EXPECT_FALSE(client.is_connected());
}

TEST(Client, RefusesAuthoritiesThatAreNoFile) {
    Client client{{.server = {.tls = true, .host = "127.0.0.1", .port = 1},
                   .authorities = "no/such/file.pem"}};
    const auto response = client.send({.method = "GET", .target = "/"});
    ASSERT_FALSE(response.has_value());
    EXPECT_EQ(response.error().code, ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::http
