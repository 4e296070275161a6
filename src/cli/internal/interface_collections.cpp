#include <utility>

#include "adapters/codec/json_writer.h"
#include "cli/internal/interface_requests.h"

namespace yidi::cli::internal {
namespace {

using codec::JsonWriter;

constexpr std::string_view kName = "Yidi: national institution interface";

/// Before each request, behind the tool's own `get`, `set` and `header`.
constexpr std::string_view kBefore =
    R"(// Each message has a number of its own. To send one again as it was, put its number into repeat_msgid.
const two = (number) => String(number).padStart(2, "0");
const at = new Date();
const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
const tail = String(Math.floor(Math.random() * 10000)).padStart(4, "0");
set("msgid", get("repeat_msgid") || get("fixmedins_code").slice(0, 12) + (day + time).replace(/[-:]/g, "") + tail);
set("inf_time", `${day} ${time}`);
// The server's time, once 9001 has told it: a demonstration has a clock of its own.
set("now", get("sign_time") || `${day} ${time}`);
set("today", get("now").slice(0, 10));
// Gateway signature A, for institutions that have a secret.
if (get("secret")) {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const nonce = Math.random().toString(36).slice(2);
  header("x-tif-paasid", get("paas_id"));
  header("x-tif-timestamp", seconds);
  header("x-tif-nonce", nonce);
  header("x-tif-signature", CryptoJS.SHA256(seconds + get("secret") + nonce + seconds).toString());
})";

constexpr std::string_view kPostmanTools =
    R"(const get = (name) => pm.variables.get(name) || "";
const set = (name, value) => pm.variables.set(name, value);
const header = (key, value) => pm.request.headers.upsert({key, value});
)";
constexpr std::string_view kPostmanTest =
    R"(const answer = pm.response.json();
pm.test("infcode is 0", () => pm.expect(String(answer.infcode), answer.err_msg).to.eql("0"));)";
constexpr std::string_view kBrunoTools =
    R"(const CryptoJS = require("crypto-js");
const get = (name) => bru.getVar(name) || bru.getEnvVar(name) || "";
const set = (name, value) => bru.setVar(name, value);
const header = (name, value) => req.setHeader(name, value);
)";
constexpr std::string_view kBrunoTest = R"(test("infcode is 0", () => {
  expect(String(res.body.infcode), res.body.err_msg).to.equal("0");
});)";

/// Keeps what the answer gives for later requests. `output` and `keeper` are the tool's words for
/// the answer's output and for setting a variable.

std::string after(const RequestSample& request, std::string_view output, std::string_view keeper) {
    std::string script{"const output = "};
    script.append(output).append(" || {};\n");
    script.append("const keep = (name, value) => { if (value) ").append(keeper);
    script.append("(name, value); };");
    for (const Carried& one : request.carried) {
        script.append("\nkeep(\"").append(one.name).append("\", output");
        if (!one.node.empty()) script.append(".").append(one.node).append("?");
        script.append(".").append(one.name).append(");");
    }
    return script;
}

void write_script(JsonWriter& json, std::string_view listen, std::string_view script) {
    json.begin_object();
    json.member("listen", listen);
    json.key("script");
    json.begin_object();
    json.member("type", "text/javascript");
    json.key("exec");
    json.begin_array();
    while (!script.empty()) {
        const std::size_t end = script.find('\n');
        json.value(script.substr(0, end));
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    }
    json.end_array();
    json.end_object();
    json.end_object();
}

void write_request(JsonWriter& json, const RequestSample& request) {
    const std::string infno{request.infno};
    json.begin_object();
    json.member("name", infno + " " + std::string{request.label});
    if (!request.carried.empty()) {
        json.key("event");
        json.begin_array();
        write_script(json, "test",
                     after(request, "pm.response.json().output", "pm.collectionVariables.set"));
        json.end_array();
    }
    json.key("request");
    json.begin_object();
    json.member("method", "POST");
    json.key("header");
    json.begin_array();
    json.begin_object();
    json.member("key", "Content-Type");
    json.member("value", "application/json");
    json.end_object();
    json.end_array();
    json.key("body");
    json.begin_object();
    json.member("mode", "raw");
    json.member("raw", request.body);
    json.end_object();
    json.member("url", "{{YIDI_URL}}/" + infno);
    json.end_object();
    json.end_object();
}

/// A block of a .bru file: its lines stand two blanks in.
std::string block(std::string_view name, std::string_view content) {
    std::string text{name};
    text += " {\n";
    while (!content.empty()) {
        const std::size_t end = content.find('\n');
        text.append("  ").append(content.substr(0, end)).append("\n");
        content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    }
    return text + "}\n";
}

NamedText bruno_request(const RequestSample& request, std::size_t number) {
    const std::string infno{request.infno};
    const std::string name = infno + " " + std::string{request.label};
    std::string text =
        block("meta", "name: " + name + "\ntype: http\nseq: " + std::to_string(number));
    text += "\n" + block("post", "url: {{YIDI_URL}}/" + infno + "\nbody: json\nauth: none");
    text += "\n" + block("body:json", request.body);
    if (!request.carried.empty()) {
        text +=
            "\n" + block("script:post-response", after(request, "res.body.output", "bru.setVar"));
    }
    return {.path = infno + ".bru", .text = std::move(text)};
}

}  // namespace

std::string postman_collection(const std::vector<RequestSample>& requests) {
    std::string text;
    JsonWriter json{text};
    json.begin_object();
    json.key("info");
    json.begin_object();
    json.member("name", kName);
    json.member("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    json.end_object();
    json.key("variable");
    json.begin_array();
    for (const Variable& variable : kVariables) {
        json.begin_object();
        json.member("key", variable.name);
        json.member("value", variable.value);
        json.end_object();
    }
    json.end_array();
    json.key("event");
    json.begin_array();
    write_script(json, "prerequest", std::string{kPostmanTools}.append(kBefore));
    write_script(json, "test", kPostmanTest);
    json.end_array();
    json.key("item");
    json.begin_array();
    for (const RequestSample& request : requests) write_request(json, request);
    json.end_array();
    json.end_object();
    return text;
}

std::vector<NamedText> bruno_collection(const std::vector<RequestSample>& requests) {
    std::vector<NamedText> files;
    std::string about;
    JsonWriter json{about};
    json.begin_object();
    json.member("version", "1");
    json.member("name", kName);
    json.member("type", "collection");
    json.end_object();
    files.push_back({.path = "bruno.json", .text = about + "\n"});
    files.push_back({.path = "collection.bru",
                     .text = block("headers", "Content-Type: application/json") + "\n" +
                             block("script:pre-request", std::string{kBrunoTools}.append(kBefore)) +
                             "\n" + block("tests", kBrunoTest)});
    std::string variables;
    for (const Variable& variable : kVariables) {
        variables.append(variable.name).append(": ").append(variable.value).append("\n");
    }
    files.push_back({.path = "environments/demo.bru", .text = block("vars", variables)});
    std::size_t number = 0;
    for (const RequestSample& request : requests) {
        files.push_back(bruno_request(request, ++number));
    }
    return files;
}

}  // namespace yidi::cli::internal
