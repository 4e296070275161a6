#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/codec/zip.h"
#include "adapters/crypto/encoding.h"
#include "base/assert.h"
#include "tests/national/turn.h"
#include "tests/national/witness.h"

// No file of an institution crashes 9101 or 3202: it comes back as it was sent, and what 3202 finds
// is a table of ten columns. An input is a first line, a character and what is otherwise in the
// sample of 3202 as JSON, and the file's text. The character says how the file is sent:
//   z  packed, as bytes from −128 to 127    u  from 0 to 255    b  in Base64
//   2  packed twice    n  not packed        j  the text is the JSON of `in`    t  its Base64

namespace {

using Json = nlohmann::ordered_json;
using yidi::tests::Witness;

constexpr std::size_t kResultColumns = 10;

struct File {
    Json in;
    std::string bytes;  ///< empty: whatever the text is read as
};

Json bytes_of(const std::string& file, bool is_signed) {
    Json list = Json::array();
    for (const char byte : file) {
        list.push_back(is_signed ? int{static_cast<signed char>(byte)}
                                 : int{static_cast<unsigned char>(byte)});
    }
    return list;
}

File file_of(char form, const std::string& text) {
    if (form == 'j') {
        return {.in = Json::parse(text, nullptr, /*allow_exceptions=*/false), .bytes = {}};
    }
    if (form == 't') return {.in = text, .bytes = {}};
    std::vector<yidi::codec::ZipEntry> entries{{"a.txt", text}};
    if (form == '2') entries.push_back({"b.txt", text});
    std::string bytes = form == 'n' ? text : *yidi::codec::zip(entries);
    Json in = form == 'b' ? Json(yidi::crypto::to_base64(bytes)) : bytes_of(bytes, form != 'u');
    return {.in = std::move(in), .bytes = std::move(bytes)};
}

std::string text_of(const Json& message) {
    return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The file of this number, by 9102; the world must have it.
std::string fetched(Witness& hospital, const Json& file) {
    const Json turn = Json::array(
        {"9102", {{"file_qury_no", file["file_qury_no"]}, {"filename", file["filename"]}}});
    const Json answer = hospital.ask(text_of(yidi::tests::message_of(turn, {})));
    YIDI_ASSERT(answer.is_null());
    return hospital.last_file();
}

void check_result(const std::string& archive) {
    const auto entries = yidi::codec::unzip(archive);
    YIDI_ASSERT(entries && entries->size() == 1);
    std::string_view left = entries->front().bytes;
    while (!left.empty()) {
        const std::string_view row = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(row.size() + 1, left.size()));
        // An institution's text has neither: both divide its own rows.
        YIDI_ASSERT(std::ranges::count(row, '\t') + 1 == kResultColumns);
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    const std::string_view head = input.substr(0, input.find('\n'));
    if (head.empty() || head.size() == input.size()) return 0;
    Json changes = Json::parse(head.substr(1), nullptr, /*allow_exceptions=*/false);
    if (!changes.is_object()) changes = Json::object();
    const File file = file_of(head.front(), std::string{input.substr(head.size() + 1)});
    if (file.in.is_discarded()) return 0;

    Witness hospital;
    const Json sent = hospital.ask(
        text_of(yidi::tests::message_of(Json::array({"9101", {{"in", file.in}}}), {})));
    if (!hospital.is_done()) return 0;
    const std::string kept = fetched(hospital, sent["output"]);
    YIDI_ASSERT(file.bytes.empty() || kept == file.bytes);
    yidi::tests::Remembered numbers;
    yidi::tests::remember(sent["output"], numbers);
    const Json compared = hospital.ask(
        text_of(yidi::tests::message_of(Json::array({"3202", std::move(changes)}), numbers)));
    if (hospital.is_done()) check_result(fetched(hospital, compared["output"]["fileinfo"]));
    return 0;
}
