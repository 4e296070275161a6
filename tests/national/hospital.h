#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/national/endpoint.h"
#include "api/national/table.h"
#include "tests/payer/window.h"

/// A hospital's system that speaks the national interface to a payer of tests/payer. Its requests
/// are the samples that also start the fuzzer, one for each transaction.
namespace yidi::tests {

using Json = nlohmann::ordered_json;

class Hospital : public Window {
protected:
    /// The sample of a transaction under a msgid of its own, with the visit's and the settlement's
    /// numbers.
    [[nodiscard]] Json sample(std::string_view infno);
    /// Sends a body as it is, or by the headers given.
    [[nodiscard]] http::Response post(std::string body, http::Headers headers = {},
                                      std::string target = "/");
    [[nodiscard]] Json send_this(const Json& request);
    [[nodiscard]] Json send(std::string_view infno) { return send_this(sample(infno)); }
    /// Sends the sample and expects it done, with every field of the output's tables.
    Json done_this(const Json& request);
    Json done(std::string_view infno) { return done_this(sample(infno)); }
    /// Sends and expects the bytes of a file.
    std::string fetched(const Json& request);
    [[nodiscard]] static bool is_file(const http::Response& response) {
        return response.content_type == "application/octet-stream";
    }
    /// Sends and expects a refusal that leaves the state as it is.
    std::string refused(const Json& request);

    /// 2201 to 2204, or 2401 and 2301; keeps the number of the visit.
    void begin_visit();
    void begin_stay();

    publishing::Shelf shelf_{publishing::borrowed(book_)};
    std::string mdtrt_id_ = "1001";
    std::string setl_id_ = "1002";
    std::string record_id_ = "1003";
    std::string sign_no_;
    /// Steps that an institution's profile let pass, and what would have been right.
    std::vector<std::string> let_pass_;
    std::vector<std::string> expected_;

private:
    class Clock final : public ports::Clock {
    public:
        explicit Clock(const Instant& now) : now_{now} {}
        [[nodiscard]] Instant now() const override { return now_; }

    private:
        const Instant& now_;
    };

    int sent_ = 0;
    Clock clock_{now_};
    national::Endpoint endpoint_{{.shelf = shelf_,
                                  .store = store_,
                                  .vault = vault_,
                                  .ids = ids_,
                                  .texts = texts_,
                                  .clock = clock_},
                                 {.on_handled = [this](const national::Handled& handled) {
                                     for (const national::SenderStep& step : handled.let_pass) {
                                         let_pass_.emplace_back(step.name);
                                         expected_.push_back(step.finding.expected);
                                     }
                                 }}};
};

/// What an output lacks of its tables: one line for each field that is missing or of another type.
[[nodiscard]] std::vector<std::string> faults_of(const national::Form& form, const Json& output);

}  // namespace yidi::tests
