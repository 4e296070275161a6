#include "domain/publication/change.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/assert.h"

namespace yidi::publication {
namespace {

constexpr std::array<std::string_view, kEventKindCount> kEventKinds{
    "drafted", "return_drafted", "revised", "submitted", "approved", "rejected", "withdrawn"};
constexpr std::array<std::string_view, kStateCount> kStates{"draft", "submitted", "approved",
                                                            "rejected", "withdrawn"};
constexpr std::array<std::string_view, kStateCount> kStateWords{"草稿", "待审核", "已批准",
                                                                "已退回", "已撤回"};

template <class Word, std::size_t kSize>
std::optional<Word> parse(const std::array<std::string_view, kSize>& words, std::string_view text) {
    const auto* found = std::ranges::find(words, text);
    if (found == words.end()) return std::nullopt;
    return static_cast<Word>(found - words.begin());
}

bool is_written_by(const Change& change, const std::string& person) {
    return std::ranges::binary_search(change.authors, person);
}

tl::unexpected<Error> refuse(ErrorCode code, std::string where, std::string rule,
                             std::string remedy, std::string detail) {
    return fail(Error{.code = code,
                      .where = std::move(where),
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

tl::unexpected<Error> not_taken(const Change& change) {
    return refuse(ErrorCode::changed_meanwhile, "change_id", "状态容许的步骤", "请重新读取后再办理",
                  "变更 " + std::to_string(change.id) + " 现在是" +
                      std::string{kStateWords[static_cast<std::size_t>(change.state)]} + "状态");
}

/// What the person had before them has to be what is there.
Result<void> check_text(const Change& before, const Event& wanted) {
    if (wanted.kind == EventKind::revised) {
        if (wanted.sha256 != before.sha256) return {};
        return refuse(ErrorCode::inconsistent, "text", "与现有文本不同的文本", "没有改动时不必再存",
                      "文本没有改动");
    }
    if (wanted.sha256 == before.sha256) return {};
    return refuse(ErrorCode::changed_meanwhile, "sha256", "现在的文本的摘要",
                  "请重新读取、核对后再办理", "文本已被改动，不是所看到的那一份");
}

Result<void> check_person(const Change& before, const Event& wanted) {
    const bool is_author = is_written_by(before, wanted.by);
    if (wanted.kind == EventKind::approved && is_author) {
        return refuse(ErrorCode::not_allowed, "by", "由起草、修改、提交者以外的人批准",
                      "请另一位政策管理员核对并批准", "本人写过或提交过这一变更，不能自己批准");
    }
    if (wanted.kind == EventKind::withdrawn && !is_author) {
        return refuse(ErrorCode::not_allowed, "by", "由起草、修改或提交者撤回",
                      "不同意时请退回并写明原因", "没有写过或提交过这一变更，不能撤回");
    }
    return {};
}

Result<void> check_day(const Event& wanted) {
    if (!wanted.from || *wanted.from >= wanted.at.date()) return {};
    return refuse(ErrorCode::bad_date, "from", "今天或以后的一天",
                  "请以今天或以后的一天（重新）提交",
                  "起算日 " + to_string(*wanted.from) + " 已过：已结算的不因此改变");
}

}  // namespace

std::string_view name(EventKind kind) {
    return kEventKinds[static_cast<std::size_t>(kind)];
}

std::optional<EventKind> parse_event_kind(std::string_view text) {
    return parse<EventKind>(kEventKinds, text);
}

std::string_view name(State state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<State> parse_state(std::string_view text) {
    return parse<State>(kStates, text);
}

bool takes(const Change* before, EventKind kind) {
    const bool begins = kind == EventKind::drafted || kind == EventKind::return_drafted;
    if (before == nullptr || begins) return before == nullptr && begins;
    const State state = before->state;
    switch (kind) {
        case EventKind::drafted:
        case EventKind::return_drafted: return false;
        case EventKind::revised:
            return !before->is_return &&
                   (state == State::draft || state == State::submitted || state == State::rejected);
        case EventKind::submitted: return state == State::draft || state == State::submitted;
        case EventKind::approved:
        case EventKind::rejected: return state == State::submitted;
        case EventKind::withdrawn:
            return state == State::draft || state == State::submitted || state == State::rejected;
    }
    YIDI_ASSERT(false);
}

Result<Event> next_event(const Change* before, Event wanted) {
    YIDI_ASSERT(!wanted.by.empty());
    YIDI_ASSERT(!wanted.sha256.empty());
    if (before == nullptr) {
        YIDI_ASSERT(takes(before, wanted.kind));
        wanted.seq = 1;
        wanted.from.reset();
        return wanted;
    }
    if (!takes(before, wanted.kind)) return not_taken(*before);
    YIDI_TRY_VOID(check_text(*before, wanted));
    YIDI_TRY_VOID(check_person(*before, wanted));
    wanted.change = before->id;
    wanted.seq = before->seq + 1;
    wanted.area = before->area;
    wanted.at = std::max(wanted.at, before->at);
    if (wanted.kind == EventKind::approved) {
        wanted.from = before->from.value_or(wanted.at.date());
    } else if (wanted.kind != EventKind::submitted) {
        wanted.from.reset();
    }
    YIDI_TRY_VOID(check_day(wanted));
    if (wanted.kind == EventKind::rejected && wanted.reason.empty()) {
        return refuse(ErrorCode::missing_key, "reason", "退回的原因", "请写明要改什么",
                      "退回要写明原因");
    }
    return wanted;
}

Change applied(const Change* before, const Event& event) {
    Change after;
    if (before != nullptr) {
        after = *before;
    } else {
        after.id = event.change;
        after.area = event.area;
        after.is_return = event.kind == EventKind::return_drafted;
        after.begun = event.at;
    }
    after.seq = event.seq;
    after.sha256 = event.sha256;
    after.from = event.from;
    after.by = event.by;
    after.reason = event.reason;
    after.at = event.at;
    switch (event.kind) {
        case EventKind::drafted:
        case EventKind::return_drafted:
        case EventKind::revised: after.state = State::draft; break;
        case EventKind::submitted: after.state = State::submitted; break;
        case EventKind::approved: after.state = State::approved; break;
        case EventKind::rejected: after.state = State::rejected; break;
        case EventKind::withdrawn: after.state = State::withdrawn; break;
    }
    const bool writes = after.state == State::draft || after.state == State::submitted;
    if (writes && !is_written_by(after, event.by)) {
        after.authors.insert(std::ranges::upper_bound(after.authors, event.by), event.by);
    }
    return after;
}

std::vector<Change> changes_of(const std::vector<Event>& events) {
    std::vector<Change> changes;
    for (const Event& event : events) {
        if (changes.empty() || changes.back().id != event.change) {
            changes.push_back(applied(nullptr, event));
        } else {
            changes.back() = applied(&changes.back(), event);
        }
    }
    return changes;
}

std::vector<Term> terms_of(const std::vector<Change>& changes, std::uint32_t area) {
    std::vector<const Change*> published;
    for (const Change& one : changes) {
        if (one.area == area && one.state == State::approved) published.push_back(&one);
    }
    const auto order = [](const Change* one) { return std::tuple{*one->from, one->at, one->id}; };
    std::ranges::sort(published, {}, order);
    std::vector<Term> terms;
    for (const Change* one : published) {
        if (!terms.empty() && terms.back().days.from == *one->from) {
            terms.back().change = one;
            continue;
        }
        if (!terms.empty()) terms.back().days.to = *one->from;
        terms.push_back({.days = {.from = *one->from, .to = {}}, .change = one});
    }
    return terms;
}

const Change* in_force(const std::vector<Change>& changes, std::uint32_t area, Date day) {
    const Change* found = nullptr;
    for (const Term& term : terms_of(changes, area)) {
        if (term.days.contains(day)) found = term.change;
    }
    return found;
}

}  // namespace yidi::publication
