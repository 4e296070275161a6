#include "api/national/internal/ready.h"

#include <algorithm>
#include <utility>

#include "adapters/codec/json_writer.h"

namespace yidi::national::internal {
namespace {

Error unknown_transaction(std::string_view infno) {
    std::string upper{infno};
    for (char& one : upper) {
        if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
    }
    const bool is_spelling = upper != infno && find_form(upper) != nullptr;
    return {.code = ErrorCode::bad_value,
            .where = "infno",
            .rule = "本系统受理的 " + std::to_string(forms().size()) +
                    " 个交易，如 1101、2207、2304；全部见 yidi interface list",
            .remedy = is_spelling ? "请改为 " + upper : "请核对交易编号",
            .detail = "不受理交易，收到“" + std::string{infno} + "”"};
}

/// psn_no is in the first row of every transaction that is about a person.
std::optional<registry::Pid> person_of(const Call& call) {
    const Fields& fields = call.first();
    const bool has_field = std::ranges::find(fields.table().fields, "psn_no", &Field::name) !=
                           fields.table().fields.end();
    return has_field ? registry::pid_of(fields.text("psn_no")) : std::nullopt;
}

}  // namespace

Result<Ready> make_ready(codec::JsonTree& tree, const Envelope& envelope, const Sent& sent) {
    const Form* form = find_form(envelope.infno);
    const Handler* handler = find_handler(envelope.infno);
    if (form == nullptr || handler == nullptr) return fail(unknown_transaction(envelope.infno));
    Call call{.envelope = envelope,
              .caller = sent.caller,
              .profile = sent.profile,
              .inf_refmsgid = std::string{sent.inf_refmsgid},
              .nodes = {}};
    for (const Table& table : form->input) {
        YIDI_TRY(std::vector<Fields> rows, read_node(tree, *envelope.input, table));
        call.nodes.push_back(std::move(rows));
    }
    Ready ready;
    YIDI_TRY(ready.prepared, handler->prepare(call));
    ready.message.caller = sent.caller;
    // Keyed, because the content may be little more than a certificate's number.
    ready.message.hash = sent.vault.look_up_hash(content_hash(envelope));
    ready.message.pid = person_of(call);
    ready.message.input = envelope.input_bytes.substr(0, payer::kKeptInputBytes);
    return ready;
}

std::string body_of(const Done& done) {
    std::string body;
    codec::JsonWriter writer{body};
    writer.begin_object();
    if (!done.inf_refmsgid.empty()) writer.member("inf_refmsgid", done.inf_refmsgid);
    writer.member("warn_msg", done.warn_msg);
    writer.key("output");
    writer.raw(done.output);
    writer.end_object();
    return body;
}

}  // namespace yidi::national::internal
