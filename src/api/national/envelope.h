#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "base/error.h"
#include "base/instant.h"
#include "domain/registry/profile.h"

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
    std::string_view cainfo;   ///< empty: not signed
    const codec::JsonNode* input = nullptr;
    std::string_view input_bytes;  ///< as the client wrote it, before any encryption
    bool is_encrypted = false;     ///< so is its answer then
};

/// What an error's answer needs of a request that cannot be read to its end.
struct Sender {
    std::string infno;
    std::string msgid;
    std::string fixmedins_code;
};

/// Reads a body, GBK's too, of which `utf8` then holds what the nodes refer to. `sender` is filled
/// as far as the body lets it.
/// Errors    malformed_json, duplicate_key, limit_exceeded, in Chinese.
[[nodiscard]] Result<const codec::JsonNode*> read_body(codec::JsonTree& tree, std::string_view body,
                                                       std::string& utf8, Sender& sender);

/// Reads the fields around `input`, which open_input fills in.
/// Errors    missing_key, bad_value, bad_date: a field of the envelope, by its name.
[[nodiscard]] Result<Envelope> read_envelope(codec::JsonTree& tree, const codec::JsonNode& root);

/// How an institution encrypts: its profile's cipher and key.
struct InputKey {
    registry::BodyCipher cipher = registry::BodyCipher::none;
    std::string_view key = {};
};
/// Opens `input`: an object, a text that holds one, or Base64 of ciphertext, which `plain` then
/// holds in plain.
/// Errors    missing_key, bad_value: an input that does not open, or is no object.
[[nodiscard]] Result<void> open_input(codec::JsonTree& tree, const codec::JsonNode& root,
                                      const InputKey& key, std::string& plain, Envelope& envelope);

/// What makes two messages the same: SHA-256 over the number and the canonical input, hexadecimal.
[[nodiscard]] std::string content_hash(const Envelope& envelope);

struct Receipt {
    std::uint32_t receiver_admdvs = 0;
    std::int64_t sequence = 0;  ///< its last ten digits are shown
    Instant received = {};
    Instant responded = {};
    registry::InfcodeType infcode = registry::InfcodeType::number;
    /// Not empty: answered under this number instead of the next.
    std::string inf_refmsgid = {};
    /// Not empty: `output` is encrypted with it (SM4), because the request's input was.
    std::string output_key = {};
};

/// 接收方报文ID, as an answer given at once would have it.
[[nodiscard]] std::string inf_refmsgid(const Receipt& receipt);

/// The answer of a transaction that was done. `body` is a JSON object with `warn_msg` and `output`,
/// which a repeat of the message gets again; `inf_refmsgid` may stand before them, if that is one
/// for all repeats too.
[[nodiscard]] std::string success(const Receipt& receipt, std::string_view body);
/// The answer that says why it was not: infcode −1.
[[nodiscard]] std::string failure(const Receipt& receipt, std::string_view err_msg);

}  // namespace yidi::national
