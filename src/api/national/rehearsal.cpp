#include "api/national/rehearsal.h"

#include "api/national/fields.h"
#include "api/national/internal/err_msg.h"
#include "api/national/sender_check.h"

namespace yidi::national {
namespace {

/// Runs the steps in the endpoint's order.
class Run {
public:
    Run(const http::Request& request, const Rehearsal& rehearsal)
        : request_{request}, rehearsal_{rehearsal} {}

    std::vector<RehearsedStep> run() {
        Sender sender;
        const Result<const codec::JsonNode*> root = read_body(tree_, request_.body, utf8_, sender);
        note("body", to_void(root));
        look_at_gateway();
        if (root) look_at_envelope(**root);
        return std::move(steps_);
    }

private:
    template <class T>
    static Result<void> to_void(const Result<T>& result) {
        if (result) return {};
        return fail(result.error());
    }

    bool note(std::string_view name, const Result<void>& result) {
        steps_.push_back({.name = name,
                          .passes = result.has_value(),
                          .why = result ? std::string{} : internal::err_msg(result.error())});
        return result.has_value();
    }

    bool note(const SenderStep& step) {
        const bool passes = note(step.name, step.finding.verdict);
        steps_.back().signed_text = step.finding.signed_text;
        steps_.back().expected = step.finding.expected;
        return passes;
    }

    void look_at_gateway() {
        const registry::GatewayStyle gateway = rehearsal_.sender.profile.gateway;
        if (gateway == registry::GatewayStyle::oauth2 && rehearsal_.token_key.empty()) {
            steps_.push_back({.name = "gateway",
                              .passes = false,
                              .why = "令牌只能在签发它的数据目录上核对：请用 --data"});
            return;
        }
        note(check_gateway_of(request_, rehearsal_.sender, rehearsal_.token_key, rehearsal_.now));
    }

    void look_at_envelope(const codec::JsonNode& root) {
        Result<Envelope> envelope = read_envelope(tree_, root);
        if (!note("envelope", to_void(envelope))) return;
        if (!note("cipher",
                  open_input(tree_, root, input_key_of(rehearsal_.sender), plain_, *envelope))) {
            return;
        }
        note(check_message_of(root, *envelope, rehearsal_.sender, keys_));
        const Form* form = find_form(envelope->infno);
        if (form == nullptr) {
            steps_.push_back({.name = "transaction",
                              .passes = false,
                              .why = "不受理交易 " + std::string{envelope->infno}});
            return;
        }
        note("transaction", {});
        for (const Table& table : form->input) {
            if (!note("fields", to_void(read_node(tree_, *envelope->input, table)))) return;
        }
    }

    const http::Request& request_;
    const Rehearsal& rehearsal_;
    codec::JsonTree tree_;
    std::string utf8_;
    std::string plain_;
    Sm2Keys keys_;
    std::vector<RehearsedStep> steps_;
};

}  // namespace

std::vector<RehearsedStep> rehearse(const http::Request& request, const Rehearsal& rehearsal) {
    return Run{request, rehearsal}.run();
}

}  // namespace yidi::national
