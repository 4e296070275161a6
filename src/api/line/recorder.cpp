#include "api/line/recorder.h"

#include <array>
#include <memory>
#include <utility>

#include "adapters/crypto/sha256.h"

namespace yidi::line {
namespace {

/// Whatever else a client sends may prove who it is.
constexpr std::array<std::string_view, 2> kHeaders{"Content-Type", FaultLine::kHeader};

}  // namespace

/// One exchange that is not ended. With the last copy of its answer it is.
class Recorder::Kept {
public:
    Kept(Recorder& recorder, Exchange exchange, http::Answer answer)
        : recorder_{recorder}, exchange_{std::move(exchange)}, answer_{std::move(answer)} {}
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    ~Kept() {
        if (!is_answered_) end();
    }

    void answer(http::Response response) {
        is_answered_ = true;
        exchange_.status = response.status;
        codec::JsonTree tree;
        const Result<const codec::JsonNode*> root = tree.read(response.body);
        // What was no message may be answered with a token.
        if (root && !exchange_.request.empty()) {
            exchange_.answer = recorder_.ports_.masker.mask_message(**root);
        } else if (!root) {
            exchange_.answer_sha256 = crypto::sha256(response.body);
        }
        end();
        answer_(std::move(response));
    }

private:
    void end() {
        const Instant now = recorder_.ports_.now();
        exchange_.took_ms = now.ms() - recorder_.started_.ms() - exchange_.at_ms;
        recorder_.write(exchange_);
    }

    Recorder& recorder_;
    Exchange exchange_;
    http::Answer answer_;
    bool is_answered_ = false;
};

Recorder::Recorder(RecorderPorts ports) : ports_{std::move(ports)}, started_{ports_.now()} {
    ports_.write(to_line(RecordingHead{.is_demo = ports_.masker.keeps_invented(),
                                       .key_check = ports_.masker.key_check()}));
}

Exchange Recorder::begun(const http::Request& request) const {
    Exchange exchange{.at_ms = ports_.now().ms() - started_.ms(),
                      .path = request.target.substr(0, request.target.find('?'))};
    for (const std::string_view name : kHeaders) {
        if (const std::string* value = request.headers.find(name)) {
            exchange.headers.add(std::string{name}, *value);
        }
    }
    codec::JsonTree tree;
    std::string utf8;
    national::Sender sender;
    const Result<const codec::JsonNode*> root =
        national::read_body(tree, request.body, utf8, sender);
    exchange.infno = sender.infno;
    if (root && !sender.infno.empty()) exchange.request = ports_.masker.mask_message(**root);
    return exchange;
}

void Recorder::handle(http::Request request, http::Answer answer) {
    const auto kept = std::make_shared<Kept>(*this, begun(request), std::move(answer));
    ports_.deliver(std::move(request),
                   [kept](http::Response response) { kept->answer(std::move(response)); });
}

void Recorder::write(const Exchange& exchange) {
    const std::string line = to_line(exchange);
    const std::lock_guard only{mutex_};
    ports_.write(line);
}

}  // namespace yidi::line
