#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "base/error.h"
#include "base/instant.h"

namespace yidi::national {

/// What surrounds every request. Texts and nodes live as long as the tree they were read into.
struct Envelope {
    std::string_view infno;
    std::string_view msgid;  ///< opaque, unique within an institution
    std::uint32_t mdtrtarea_admvs = 0;
    std::uint32_t insuplc_admdvs = 0;  ///< 0: not sent
    std::string_view opter_type;
    std::string_view opter;
    std::string_view opter_name;
    Instant inf_time;
    std::string_view fixmedins_code;
    std::string_view fixmedins_name;
    std::string_view sign_no;  ///< empty: not signed in
    const codec::JsonNode* input = nullptr;
};

/// What an error's answer needs of a request that cannot be read to its end.
struct Sender {
    std::string infno;
    std::string msgid;
    std::string fixmedins_code;
};

/// Reads the envelope of a request body. `sender` is filled as far as the body lets it, also where
/// the result is an error.
/// Errors    malformed_json, duplicate_key, limit_exceeded: the body; missing_key, bad_value,
///           bad_date: a field of the envelope, by its name; bad_value: an input that is encrypted
///           or neither an object nor a text that holds one.
[[nodiscard]] Result<Envelope> read_envelope(codec::JsonTree& tree, std::string_view body,
                                             Sender& sender);

/// What makes two messages the same: SHA-256 over the number and the canonical input, hexadecimal.
[[nodiscard]] std::string content_hash(const Envelope& envelope);

/// How clients of an institution read `infcode`: as a number or as a text. No form suits all.
enum class InfcodeForm : std::uint8_t { number, text };

struct Receipt {
    std::uint32_t receiver_admdvs = 0;
    std::int64_t sequence = 0;  ///< its last ten digits are shown
    Instant received = {};
    Instant responded = {};
    InfcodeForm form = InfcodeForm::number;
};

/// The answer of a transaction that was done. `body` is a JSON object with `warn_msg` and `output`,
/// which a repeat of the message gets again.
[[nodiscard]] std::string success(const Receipt& receipt, std::string_view body);
/// The answer that says why it was not: infcode −1.
[[nodiscard]] std::string failure(const Receipt& receipt, std::string_view err_msg);

}  // namespace yidi::national
