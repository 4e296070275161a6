#include "api/mcp/internal/resources.h"

#include <array>
#include <limits>
#include <optional>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_json.h"
#include "base/whole.h"
#include "domain/policy/filing_rules.h"

namespace yidi::mcp::internal {
namespace {

using codec::JsonWriter;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kMarkdown = "text/markdown";
constexpr std::string_view kCaseSchema = "yidi://case-schema";
constexpr std::string_view kCaseGuide = "yidi://case-guide";
constexpr std::string_view kPack = "yidi://pack/";

struct Shown {
    std::string uri;
    std::string name;
    std::string title;
    std::string description;
    std::string_view mime;
};

void write(JsonWriter& json, const Shown& shown, const Server::Version& version,
           std::string_view uri_key) {
    json.begin_object();
    json.member(uri_key, shown.uri);
    json.member("name", shown.name);
    if (version.has_structured) json.member("title", shown.title);
    json.member("description", shown.description);
    json.member("mimeType", shown.mime);
    json.end_object();
}

Shown shown_pack(const policy::Pack& pack) {
    const std::string code = std::to_string(pack.id);
    return {.uri = std::string{kPack} + code,
            .name = "pack-" + code,
            .title = pack.name,
            .description = "Policy pack of " + pack.name + " (" + code + "), version " +
                           std::to_string(pack.version) + ": every rule with clause and grade",
            .mime = kJson};
}

const policy::Policy* find_pack(const policy::Book& book, std::string_view code) {
    const std::optional<std::int64_t> number = parse_whole(code);
    if (!number || *number > std::numeric_limits<std::uint32_t>::max()) return nullptr;
    const auto area = static_cast<std::uint32_t>(*number);
    return area == policy::kNationalFrame ? book.frame() : book.find(area);
}

std::string contents(std::string_view uri, std::string_view mime, std::string_view text) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("contents");
    json.begin_array();
    json.begin_object();
    json.member("uri", uri);
    json.member("mimeType", mime);
    json.member("text", text);
    json.end_object();
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace

std::string list_of_resources(const policy::Book& book, const Options& options,
                              const Server::Version& version) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("resources");
    json.begin_array();
    write(json,
          {.uri = std::string{kCaseSchema},
           .name = "case-schema",
           .title = "案例的 JSON Schema",
           .description = "JSON Schema of a case",
           .mime = kJson},
          version, "uri");
    if (!options.case_guide.empty()) {
        write(json,
              {.uri = std::string{kCaseGuide},
               .name = "case-guide",
               .title = "案例与答复",
               .description = "Every key of a case and of an answer, and what an absent one means",
               .mime = kMarkdown},
              version, "uri");
    }
    for (const auto& one : book.policies()) write(json, shown_pack(one->pack), version, "uri");
    json.end_array();
    json.end_object();
    return out;
}

std::string list_of_templates(const Server::Version& version) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("resourceTemplates");
    json.begin_array();
    write(json,
          {.uri = std::string{kPack} + "{code}",
           .name = "pack",
           .title = "政策包",
           .description = "Policy pack of a pooling area by its code of six digits",
           .mime = kJson},
          version, "uriTemplate");
    json.end_array();
    json.end_object();
    return out;
}

Result<std::string> read_resource(const policy::Book& book, const Options& options,
                                  std::string_view uri) {
    if (uri == kCaseSchema) return contents(uri, kJson, options.case_schema);
    if (uri == kCaseGuide && !options.case_guide.empty()) {
        return contents(uri, kMarkdown, options.case_guide);
    }
    const policy::Policy* const found =
        uri.starts_with(kPack) ? find_pack(book, uri.substr(kPack.size())) : nullptr;
    if (found == nullptr) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/params/uri",
                          .rule = "a uri that resources/list names",
                          .remedy = "ask resources/list",
                          .detail = "there is no such resource"});
    }
    const policy::FilingRuleBook* const filing = book.filing_rules();
    std::string pack;
    codec::append_pack_with_filing(found->pack,
                                   filing == nullptr ? nullptr : filing->find(found->pack.id),
                                   std::nullopt, pack);
    return contents(uri, kJson, pack);
}

}  // namespace yidi::mcp::internal
