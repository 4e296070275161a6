#include "app/publishing/versions.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/publishing/internal/texts.h"

namespace yidi::publishing {
namespace {

using ports::Session;

constexpr std::string_view kKey = "version:";

Result<std::optional<Version>> of_program(const Tools& tools, std::uint32_t area) {
    const policy::Policy* files = tools.shelf.files().find(area);
    if (files == nullptr) return std::optional<Version>{};
    YIDI_TRY(std::optional<std::string> text, tools.packs.text_of(files->pack));
    return std::optional{
        Version{.change = kOfProgram, .pack = files->pack, .text = std::move(text).value_or("")}};
}

Result<std::optional<Version>> of_change(Session& session, const Tools& tools,
                                         const Change& change) {
    YIDI_TRY(policy::Pack pack, internal::pack_of(session, tools, change));
    YIDI_TRY(std::string text, internal::text_of(session, change.id));
    return std::optional{Version{.change = change.id,
                                 .pack = std::move(pack),
                                 .text = std::move(text),
                                 .is_published = change.state == publication::State::approved}};
}

/// Where the line of the version begins; npos: there is none.
std::size_t version_line(std::string_view text) {
    if (text.starts_with(kKey)) return 0;
    const std::size_t found = text.find("\n" + std::string{kKey});
    return found == std::string_view::npos ? found : found + 1;
}

}  // namespace

Result<std::optional<Version>> version_of(Session& session, const payer::Context& context,
                                          const Tools& tools, std::uint32_t area,
                                          std::optional<std::int64_t> change) {
    if (change == kOfProgram) return of_program(tools, area);
    YIDI_TRY(const std::vector<Change> changes, internal::all_changes(session));
    if (!change) {
        const Change* current = publication::in_force(changes, area, context.now.date());
        return current == nullptr ? of_program(tools, area) : of_change(session, tools, *current);
    }
    const auto named = std::ranges::find_if(
        changes, [&](const Change& one) { return one.id == *change && one.area == area; });
    return named == changes.end() ? std::optional<Version>{} : of_change(session, tools, *named);
}

Result<Text> next_text(Session& session, const Tools& tools, const Version& version) {
    if (version.text.empty()) {
        return fail(Error{.code = ErrorCode::unreadable_file,
                          .where = version.pack.file,
                          .rule = "启动时所读的那一份文件",
                          .remedy = "请恢复该文件后再办理",
                          .detail = "文件已不在或已改动：" + version.pack.file});
    }
    const std::size_t line = version_line(version.text);
    if (line == std::string::npos) {
        return fail(Error{.code = ErrorCode::inconsistent,
                          .where = "text",
                          .rule = "有一行 version: 的文本",
                          .remedy = "请导出后修改，再上传",
                          .detail = "这一版本的文本没有单独一行的 version:"});
    }
    YIDI_TRY(const std::uint32_t highest, highest_version(session, tools, version.pack.id));
    const std::size_t end = std::min(version.text.find('\n', line), version.text.size());
    std::string text = version.text;
    text.replace(line, end - line, std::string{kKey} + " " + std::to_string(highest + 1));
    return read_text(tools, std::move(text));
}

Result<std::uint32_t> highest_version(Session& session, const Tools& tools, std::uint32_t area) {
    YIDI_TRY(const std::vector<Change> changes, internal::all_changes(session));
    return internal::highest_version(session, tools, changes, area);
}

}  // namespace yidi::publishing
