#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/national/counter.h"
#include "api/rest/endpoint.h"
#include "api/rest/router.h"
#include "domain/access/access.h"
#include "tests/national/hospital.h"

/// A client of the REST interface at a payer of tests/payer. Every answer is held against the
/// description in /openapi.json: its status has to be listed there, and its body has to fit.
namespace yidi::tests {

/// Keeps passwords in the open, at once.
class OpenPasswords final : public ports::Passwords {
public:
    [[nodiscard]] std::string hash(std::string_view password) const override {
        return "hash of " + std::string{password};
    }
    [[nodiscard]] bool matches(std::string_view password, std::string_view stored) const override {
        if (meanwhile) std::exchange(meanwhile, nullptr)();
        return stored == hash(password);
    }
    /// What somebody else does while the next password is being compared.
    mutable std::function<void()> meanwhile;
};

/// Packs as texts; those of files are the ones that were kept here.
class WrittenPacks final : public ports::Packs {
public:
    /// The pack as a file with this text gives it.
    policy::Pack keep(const std::string& text);
    [[nodiscard]] Result<policy::Pack> read(std::string_view text,
                                            std::string_view name) const override;
    [[nodiscard]] Result<std::optional<std::string>> text_of(
        const policy::Pack& pack) const override;

private:
    std::map<std::string, std::string> texts_;
};

/// What goes beside method, path and body.
struct Sent {
    std::string token = {};   ///< of a session or a key
    std::string cookie = {};  ///< of a page's session, with the page's header
    std::string key = {};     ///< Idempotency-Key; empty: a new one
    http::Headers headers = {};
    std::string peer = "192.0.2.1";
};

struct Reply {
    int status = 0;
    Json json;  ///< null where it is no JSON
    http::Response response;

    [[nodiscard]] std::string header(std::string_view name) const;
    /// A problem's member.
    [[nodiscard]] std::string says(std::string_view member) const;
};

class Desk : public Hospital {
protected:
    Desk();

    /// `path` below /api/v1, with its query.
    Reply ask(const std::string& method, const std::string& path, const Json& body = nullptr,
              const Sent& sent = {});
    /// The same with any bytes as body.
    Reply send_text(const std::string& method, const std::string& path, std::string body,
                    const Sent& sent = {});
    /// As it comes, and held against nothing.
    http::Response raw(http::Request request);

    /// An account with these roles ("window@1301"), and the token of a session of it.
    std::string token_of(const std::string& grants, std::optional<registry::Pid> pid = {});
    /// An account with a password, which is `password`.
    void have_account(const std::string& login, const std::string& grants,
                      std::optional<registry::Pid> pid = {});
    static constexpr std::string_view kGoodPassword = "Correct-Horse-9";

    std::vector<ports::Row> audit();

    [[nodiscard]] const Json& openapi();

    /// Why an answer is not as described; empty where it is.
    std::vector<std::string> faults_of_answer(const std::string& method, const std::string& path,
                                              const http::Response& response);

    class DeskClock final : public ports::Clock {
    public:
        explicit DeskClock(const Instant& now) : now_{now} {}
        [[nodiscard]] Instant now() const override { return now_; }

    private:
        const Instant& now_;
    };

    [[nodiscard]] rest::RouterPorts router_ports() {
        return {.shelf = shelf_,
                .packs = packs_,
                .store = store_,
                .vault = vault_,
                .ids = ids_,
                .texts = texts_,
                .clock = desk_clock_,
                .metrics = metrics_,
                .passwords = passwords_};
    }

    telemetry::Metrics metrics_;
    DeskClock desk_clock_{now_};
    OpenPasswords passwords_;
    WrittenPacks packs_;
    national::Counter counter_{{.shelf = shelf_,
                                .store = store_,
                                .vault = vault_,
                                .ids = ids_,
                                .texts = texts_,
                                .clock = desk_clock_}};
    rest::RouterOptions options_;
    std::unique_ptr<rest::Router> router_;

private:
    int keys_ = 0;
    int accounts_ = 0;
    Json openapi_;
};

}  // namespace yidi::tests
