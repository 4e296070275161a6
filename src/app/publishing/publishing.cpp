#include "app/publishing/publishing.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "app/payer/internal/audit.h"
#include "app/publishing/internal/texts.h"
#include "domain/policy/check.h"

namespace yidi::publishing {
namespace {

using internal::ChangeRow;
using ports::Session;
using publication::Event;
using publication::EventKind;

tl::unexpected<Error> refuse(ErrorCode code, std::string where, std::string rule,
                             std::string remedy, std::string detail) {
    return fail(Error{.code = code,
                      .where = std::move(where),
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

/// What is said of a pack's text is said in English.
Error in_chinese(Error error) {
    error.detail = "文本有误：" + error.detail;
    error.remedy = "请修改文本：" + error.remedy;
    return error;
}

Result<Change> find(Session& session, std::int64_t id) {
    YIDI_TRY(const std::optional<Shown> shown, show(session, id));
    if (shown) return shown->change;
    return refuse(ErrorCode::bad_value, "change_id", "一个变更的编号",
                  "全部变更见 GET /policy-changes 或 yidi policy changes", "没有这个变更");
}

/// Writes the next event of a change, and says so in the audit.
Result<Change> write(Session& session, const payer::Context& context, const Change* before,
                     Event wanted, std::optional<std::string> text = {}) {
    wanted.at = context.now;
    YIDI_TRY(Event event, publication::next_event(before, std::move(wanted)));
    const Change after = publication::applied(before, event);
    const std::string what = "policy change " + std::to_string(event.change) + ' ' +
                             std::string{name(event.kind)} + " for " + std::to_string(event.area);
    YIDI_TRY_VOID(payer::internal::audit(session, context,
                                         {.by = event.by, .pid = std::nullopt, .what = what}));
    YIDI_TRY_VOID(internal::insert(session, {.event = std::move(event), .text = std::move(text)}));
    return after;
}

Event event_of(EventKind kind, const Step& step) {
    Event event;
    event.change = step.change;
    event.kind = kind;
    event.by = step.act.by;
    event.sha256 = step.sha256;
    event.reason = step.act.reason;
    return event;
}

Event first_event(EventKind kind, const policy::Pack& pack, const Act& act) {
    Event event;
    event.area = pack.id;
    event.kind = kind;
    event.by = act.by;
    event.sha256 = pack.sha256;
    event.reason = act.reason;
    return event;
}

/// A text keeps its number: settlements say by which version they were computed.
Result<std::optional<policy::Finding>> check_version(Session& session, const Tools& tools,
                                                     const Change& change,
                                                     const policy::Pack& pack) {
    YIDI_TRY(std::vector<Change> changes, internal::all_changes(session));
    std::erase_if(changes, [&](const Change& one) { return one.id == change.id; });
    YIDI_TRY(const std::uint32_t highest,
             internal::highest_version(session, tools, changes, change.area));
    if (change.is_return || pack.version > highest) return std::nullopt;
    return policy::Finding{
        .line = 1,
        .where = "version",
        .rule = "version " + std::to_string(highest) + " of this pack has been published already",
        .remedy = "write version: " + std::to_string(highest + 1)};
}

Result<void> check_sound(Session& session, const Tools& tools, const Change& change) {
    if (change.state == publication::State::approved) return {};
    YIDI_TRY(const Checked checked, check(session, tools, change));
    if (checked.findings.empty()) return {};
    const policy::Finding& first = checked.findings.front();
    return refuse(ErrorCode::bad_pack,
                  internal::file_of(change.id) + ':' + std::to_string(std::max(first.line, 1U)),
                  "政策包的每个单元格恰好是一条规则或声明未知", "请修改文本：" + first.remedy,
                  "核对出 " + std::to_string(checked.findings.size()) + " 处问题，第一处：" +
                      first.where + "：" + first.rule);
}

/// Where a return leads.
struct Target {
    policy::Pack pack;
    std::string bytes;
};

Result<Target> file_target(const Tools& tools, std::uint32_t area) {
    const policy::Policy* files = tools.shelf.files().find(area);
    if (files == nullptr) {
        return refuse(ErrorCode::no_pack, "to", "此前用过的政策包", "请发布更正后的新版本",
                      "此前没有可以恢复的政策包");
    }
    YIDI_TRY(std::optional<std::string> bytes, tools.packs.text_of(files->pack));
    if (bytes) return Target{.pack = files->pack, .bytes = *std::move(bytes)};
    return refuse(ErrorCode::unreadable_file, files->pack.file, "启动时所读的那一份文件",
                  "请恢复该文件后再办理", "文件已不在或已改动：" + files->pack.file);
}

Result<Target> change_target(Session& session, const Tools& tools, const Change& change) {
    YIDI_TRY(policy::Pack pack, internal::pack_of(session, tools, change));
    YIDI_TRY(std::string bytes, internal::text_of(session, change.id));
    return Target{.pack = std::move(pack), .bytes = std::move(bytes)};
}

Result<Target> named_target(Session& session, const Tools& tools,
                            const std::vector<Change>& changes, const ReturnRequest& request) {
    if (*request.to == 0) return file_target(tools, request.area);
    for (const Change& one : changes) {
        const bool is_it = one.id == *request.to && one.area == request.area &&
                           one.state == publication::State::approved;
        if (is_it) return change_target(session, tools, one);
    }
    return refuse(ErrorCode::bad_value, "to", "此统筹区已发布过的变更编号，0 为随程序安装的政策包",
                  "请看此统筹区的沿革：GET /policies/{统筹区}/timeline",
                  "此统筹区没有发布过这一变更");
}

/// The last text before the one of `day` that is another, even if it was replaced on its first day.
Result<Target> target_before(Session& session, const Tools& tools,
                             const std::vector<Change>& changes, const ReturnRequest& request,
                             Date day) {
    const Change* current = publication::in_force(changes, request.area, day);
    const Change* before = nullptr;
    const auto order = [](const Change& one) { return std::tuple{*one.from, one.at, one.id}; };
    for (const Change& one : changes) {
        const bool is_earlier = current != nullptr && one.area == request.area &&
                                one.state == publication::State::approved &&
                                one.sha256 != current->sha256 && order(one) < order(*current);
        if (is_earlier && (before == nullptr || order(*before) < order(one))) before = &one;
    }
    if (before != nullptr) return change_target(session, tools, *before);
    return file_target(tools, request.area);
}

/// The hash of what is computed with on a day; empty: the area has no pack.
std::string sha256_on(const Tools& tools, const std::vector<Change>& changes, std::uint32_t area,
                      Date day) {
    if (const Change* one = publication::in_force(changes, area, day)) return one->sha256;
    const policy::Policy* files = tools.shelf.files().find(area);
    return files == nullptr ? std::string{} : files->pack.sha256;
}

}  // namespace

Result<Text> read_text(const Tools& tools, std::string bytes) {
    Result<policy::Pack> read = tools.packs.read(bytes, "text");
    if (!read) return fail(in_chinese(std::move(read).error()));
    policy::Pack pack = *std::move(read);
    const policy::Regions& regions = tools.shelf.files().regions();
    const bool is_area = pack.id == policy::kNationalFrame ||
                         (regions.contains(pack.id) && regions.pooling_area(pack.id) == pack.id);
    if (is_area) return Text{.bytes = std::move(bytes), .pack = std::move(pack)};
    return refuse(ErrorCode::bad_region, "text:1", "区划表中的统筹区代码",
                  "请核对 id：区划表是 data/regions/regions.tsv",
                  "区划表里没有统筹区 " + std::to_string(pack.id));
}

Result<Change> draft(Session& session, const payer::Context& context, const Text& text,
                     const Act& act) {
    Event event = first_event(EventKind::drafted, text.pack, act);
    event.change = context.ids.next();
    return write(session, context, nullptr, std::move(event), text.bytes);
}

Result<Change> revise(Session& session, const payer::Context& context, const Text& text,
                      const Step& step) {
    YIDI_TRY(const Change before, find(session, step.change));
    if (before.sha256 != step.sha256) {
        return refuse(ErrorCode::changed_meanwhile, "sha256", "现在的文本的摘要",
                      "请重新读取、核对后再办理", "文本已被改动，不是所看到的那一份");
    }
    if (before.area != text.pack.id) {
        return refuse(ErrorCode::inconsistent, "text", "同一统筹区的政策包", "请另起一个变更",
                      "此变更属统筹区 " + std::to_string(before.area));
    }
    Event event = event_of(EventKind::revised, step);
    event.sha256 = text.pack.sha256;
    return write(session, context, &before, std::move(event), text.bytes);
}

Result<Checked> check(Session& session, const Tools& tools, const Change& change) {
    Checked checked;
    YIDI_TRY(checked.pack, internal::pack_of(session, tools, change));
    checked.findings = policy::check(checked.pack, &tools.shelf.files().regions(), &checked.cells);
    YIDI_TRY(std::optional<policy::Finding> version,
             check_version(session, tools, change, checked.pack));
    if (version) checked.findings.insert(checked.findings.begin(), *std::move(version));
    return checked;
}

Result<Change> submit(Session& session, const payer::Context& context, const Tools& tools,
                      const Step& step, std::optional<Date> from) {
    YIDI_TRY(const Change before, find(session, step.change));
    Event event = event_of(EventKind::submitted, step);
    event.from = from;
    YIDI_TRY(const Change after, write(session, context, &before, std::move(event)));
    YIDI_TRY_VOID(check_sound(session, tools, before));
    return after;
}

Result<Approved> approve(Session& session, const payer::Context& context, const Tools& tools,
                         const Step& step) {
    YIDI_TRY(const Change before, find(session, step.change));
    YIDI_TRY(Change after, write(session, context, &before, event_of(EventKind::approved, step)));
    // Another version may have been published since the submission.
    YIDI_TRY_VOID(check_sound(session, tools, before));
    YIDI_TRY(Schedule schedule, schedule_of(session, tools, context.now.date()));
    return Approved{.change = std::move(after), .schedule = std::move(schedule)};
}

Result<Change> reject(Session& session, const payer::Context& context, const Step& step) {
    YIDI_TRY(const Change before, find(session, step.change));
    return write(session, context, &before, event_of(EventKind::rejected, step));
}

Result<Change> withdraw(Session& session, const payer::Context& context, const Step& step) {
    YIDI_TRY(const Change before, find(session, step.change));
    return write(session, context, &before, event_of(EventKind::withdrawn, step));
}

Result<Change> roll_back(Session& session, const payer::Context& context, const Tools& tools,
                         const ReturnRequest& request) {
    YIDI_TRY(const std::vector<Change> changes, internal::all_changes(session));
    const Date day = request.from.value_or(context.now.date());
    YIDI_TRY(Target target, request.to ? named_target(session, tools, changes, request)
                                       : target_before(session, tools, changes, request, day));
    if (target.pack.sha256 == sha256_on(tools, changes, request.area, day)) {
        return refuse(ErrorCode::inconsistent, "to", "当日所用以外的政策包",
                      "请看此统筹区的沿革，指明恢复到哪一个", "当日所用的正是这一政策包");
    }
    Event begun = first_event(EventKind::return_drafted, target.pack, request.act);
    begun.change = context.ids.next();
    YIDI_TRY(const Change drafted,
             write(session, context, nullptr, std::move(begun), std::move(target.bytes)));
    return submit(session, context, tools,
                  {.change = drafted.id, .sha256 = drafted.sha256, .act = request.act},
                  request.from);
}

Result<std::optional<Shown>> show(Session& session, std::int64_t change) {
    YIDI_TRY(std::vector<ChangeRow> rows, internal::history_of(session, change));
    if (rows.empty()) return std::nullopt;
    Shown shown;
    for (ChangeRow& row : rows) {
        if (row.text) shown.text = *std::move(row.text);
        shown.events.push_back(std::move(row.event));
    }
    shown.change = publication::changes_of(shown.events).front();
    return shown;
}

Result<std::vector<Change>> all(Session& session) {
    return internal::all_changes(session);
}

Result<std::vector<InForce>> timeline(Session& session, const Tools& tools, std::uint32_t area) {
    YIDI_TRY(const std::vector<Change> changes, internal::all_changes(session));
    std::vector<InForce> all;
    if (const policy::Policy* files = tools.shelf.files().find(area)) {
        InForce first;
        first.version = files->pack.version;
        first.sha256 = files->pack.sha256;
        all.push_back(std::move(first));
    }
    for (const publication::Term& term : publication::terms_of(changes, area)) {
        YIDI_TRY(const policy::Pack pack, internal::pack_of(session, tools, *term.change));
        if (!all.empty()) all.back().to = term.days.from;
        all.push_back({.from = term.days.from,
                       .to = term.days.to,
                       .change = term.change->id,
                       .is_return = term.change->is_return,
                       .version = pack.version,
                       .sha256 = pack.sha256});
    }
    return all;
}

Result<Schedule> schedule_of(Session& session, const Tools& tools, Date today) {
    YIDI_TRY(const std::vector<Change> changes, internal::all_changes(session));
    std::set<std::uint32_t> areas;
    std::set<Date> days{today};
    for (const Change& one : changes) {
        if (one.state != publication::State::approved) continue;
        areas.insert(one.area);
        if (*one.from > today) days.insert(*one.from);
    }
    Schedule schedule;
    for (const Date day : days) {
        std::vector<policy::Pack> packs;
        for (const std::uint32_t area : areas) {
            const Change* change = publication::in_force(changes, area, day);
            if (change == nullptr) continue;
            YIDI_TRY(policy::Pack pack, internal::pack_of(session, tools, *change));
            packs.push_back(std::move(pack));
        }
        Snapshot book = tools.shelf.files_snapshot();
        if (!packs.empty()) {
            YIDI_TRY(book, internal::with_packs(book, std::move(packs)));
        }
        schedule.entries.push_back({.from = day, .book = std::move(book)});
    }
    return schedule;
}

}  // namespace yidi::publishing
