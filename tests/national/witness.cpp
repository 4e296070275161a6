#include "tests/national/witness.h"

#include "app/payer/verify.h"
#include "base/assert.h"

namespace yidi::tests {

Json Witness::ask(std::string body, http::Headers headers, std::string target) {
    constexpr int kOk = 200;
    constexpr int kUnauthorized = 401;
    const bool is_token = target.substr(0, target.find('?')).ends_with("/oauth/token");
    http::Response response = post(std::move(body), std::move(headers), std::move(target));
    status_ = response.status;
    YIDI_ASSERT(status_ == kOk || status_ == kUnauthorized);
    is_done_ = status_ == kOk;
    std::string state = all();
    if (is_file(response)) {
        YIDI_ASSERT(state == state_);
        file_ = std::move(response.body);
        return {};
    }
    Json answer = Json::parse(response.body);
    if (is_token) {
        YIDI_ASSERT(answer.contains(is_done_ ? "access_token" : "error"));
        YIDI_ASSERT(state == state_);
        return answer;
    }
    YIDI_ASSERT(answer.contains("inf_refmsgid"));
    const Json& infcode = answer["infcode"];
    is_done_ = is_done_ && (infcode == 0 || infcode == "0");
    if (is_done_) {
        YIDI_ASSERT(!answer["output"].is_null());
        state_ = std::move(state);
        return answer;
    }
    YIDI_ASSERT(infcode == -1 || infcode == "-1");
    YIDI_ASSERT(!answer["err_msg"].get<std::string>().empty());
    YIDI_ASSERT(state == state_);
    return answer;
}

void Witness::check_books() {
    payer::VerifyReply reply;
    const Result<void> read = store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(reply, payer::verify(session));
        return {};
    });
    YIDI_ASSERT(read.has_value());
    YIDI_ASSERT(reply.mismatches.empty());
}

}  // namespace yidi::tests
