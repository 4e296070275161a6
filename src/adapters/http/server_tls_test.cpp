#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "adapters/http/client.h"
#include "adapters/http/internal/loopback_test.h"
#include "adapters/http/server.h"

namespace yidi::http {
namespace {

using testing::RawClient;
using testing::TestHandler;
using testing::TestServer;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

Key make_key() {
    // What the macro EVP_EC_gen expands to, without its cast.
    std::string curve = "P-256";
    return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve.data()), EVP_PKEY_free};
}

/// Signed by itself, for `names` as in "DNS:localhost,IP:127.0.0.1", for an hour.
Certificate make_certificate(EVP_PKEY* key, const std::string& names) {
    Certificate made{X509_new(), X509_free};
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3'600);
    X509_NAME* const name = X509_get_subject_name(made.get());
    const std::string common = "yidi test";
    X509_NAME_add_entry_by_NID(
        name, NID_commonName, MBSTRING_UTF8,
        std::basic_string<unsigned char>{common.begin(), common.end()}.data(), -1, -1, 0);
    X509_set_issuer_name(made.get(), name);
    X509_set_pubkey(made.get(), key);
    X509_EXTENSION* const extension =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
    X509_add_ext(made.get(), extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(made.get(), key, EVP_sha256());
    return made;
}

class HttpTls : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = ::testing::TempDir() + "yidi_tls_" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::create_directories(folder_);
        write("IP:127.0.0.1,DNS:localhost");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& names) const {
        const Key key = make_key();
        const Certificate certificate = make_certificate(key.get(), names);
        const File certificate_file{std::fopen(files().certificate.c_str(), "w"), std::fclose};
        PEM_write_X509(certificate_file.get(), certificate.get());
        const File key_file{std::fopen(files().key.c_str(), "w"), std::fclose};
        PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }
    [[nodiscard]] TlsFiles files() const {
        return {.certificate = folder_ + "/certificate.pem", .key = folder_ + "/key.pem"};
    }
    [[nodiscard]] ClientOptions to(const TestServer& test, const std::string& host) const {
        return {.server = {.tls = true, .host = host, .port = test.server->port()},
                .authorities = files().certificate};
    }

private:
    std::string folder_;
};

TEST_F(HttpTls, ServesOverAKeptConnection) {
    TestHandler handler;
    const TestServer test{handler, {.tls = files()}};
    Client client{to(test, "127.0.0.1")};
    for (int i = 0; i < 3; ++i) {
        const auto response =
            client.send({.method = "POST", .target = "/", .body = std::to_string(i)});
        ASSERT_TRUE(response.has_value()) << response.error();
        EXPECT_EQ(response->body, "POST / " + std::to_string(i));
    }
    EXPECT_TRUE(test.tells("yidi_http_connections 1"));
}

TEST_F(HttpTls, IsFoundByNameToo) {
    TestHandler handler;
    const TestServer test{handler, {.tls = files()}};
    Client client{to(test, "localhost")};
    const auto response = client.send({.method = "GET", .target = "/"});
    ASSERT_TRUE(response.has_value()) << response.error();
}

TEST_F(HttpTls, SendsLargeAnswers) {
    TestHandler handler{
        [](const Request& request, const Answer& answer) { answer({.body = request.body}); }};
    const TestServer test{handler, {.tls = files()}};
    Client client{to(test, "127.0.0.1")};
    const std::string large(3'000'000, 'x');
    const auto response = client.send({.method = "POST", .target = "/", .body = large});
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->body, large);
}

TEST_F(HttpTls, SaysWhyItRefusesALargeBody) {
    TestHandler handler;
    const TestServer test{handler, {.tls = files(), .limits = {.body_bytes = 1'000}}};
    Client client{to(test, "127.0.0.1")};
    const auto response =
        client.send({.method = "POST", .target = "/", .body = std::string(600'000, 'x')});
    ASSERT_TRUE(response.has_value()) << response.error();
    EXPECT_EQ(response->status, 413);
}

TEST_F(HttpTls, IsNotTrustedForAnotherName) {
    write("DNS:elsewhere.example");
    TestHandler handler;
    const TestServer test{handler, {.tls = files()}};
    Client client{to(test, "localhost")};
    const auto response = client.send({.method = "GET", .target = "/"});
    ASSERT_FALSE(response.has_value());
    EXPECT_EQ(response.error().where, "connect");
    EXPECT_TRUE(handler.requests().empty());
}

TEST_F(HttpTls, IsNotTrustedWithoutItsAuthority) {
    TestHandler handler;
    const TestServer test{handler, {.tls = files()}};
    ClientOptions options = to(test, "127.0.0.1");
    options.authorities.clear();
    Client client{options};
    const auto response = client.send({.method = "GET", .target = "/"});
    ASSERT_FALSE(response.has_value());
    EXPECT_EQ(response.error().where, "connect");
}

TEST_F(HttpTls, AnswersNobodyWhoSpeaksPlainly) {
    TestHandler handler;
    const TestServer test{handler, {.tls = files()}};
    const RawClient raw{test.server->port()};
    ASSERT_TRUE(raw.send("GET / HTTP/1.1\r\n\r\n"));
    EXPECT_EQ(raw.read_all().find("HTTP/1.1"), std::string::npos);
    EXPECT_TRUE(test.tells("yidi_http_refused_total{reason=\"handshake\"} 1"));
}

TEST_F(HttpTls, EndsAHandshakeThatTakesTooLong) {
    TestHandler handler;
    const TestServer test{handler,
                          {.tls = files(), .limits = {.handshake = std::chrono::milliseconds{80}}}};
    const RawClient raw{test.server->port()};
    EXPECT_EQ(raw.read_all(), "");
}

TEST_F(HttpTls, StopsWithOpenConnections) {
    TestHandler handler;
    const TestServer test{handler, {.tls = files()}};
    Client client{to(test, "127.0.0.1")};
    ASSERT_TRUE(client.send({.method = "GET", .target = "/"}).has_value());
    EXPECT_TRUE(test.server->stop());
}

TEST_F(HttpTls, DoesNotStartWithFilesThatDoNotBelongTogether) {
    TestHandler handler;
    telemetry::Metrics metrics;
    const auto without =
        Server::start({.tls = TlsFiles{"no/such.pem", "no/key.pem"}}, handler, metrics);
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().code, ErrorCode::unreadable_file);
    EXPECT_EQ(without.error().where, "no/such.pem");

    const std::string kept = files().certificate + ".kept";
    std::filesystem::copy_file(files().certificate, kept);
    write("IP:127.0.0.1");  // Another key.
    const auto mixed = Server::start({.tls = TlsFiles{kept, files().key}}, handler, metrics);
    ASSERT_FALSE(mixed.has_value());
    EXPECT_EQ(mixed.error().where, files().key);
}

}  // namespace
}  // namespace yidi::http
