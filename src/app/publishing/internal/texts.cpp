#include "app/publishing/internal/texts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace yidi::publishing::internal {

std::string file_of(std::int64_t change) {
    return "policy-changes/" + std::to_string(change);
}

Result<policy::Pack> pack_of(Session& session, const Tools& tools, const Change& change) {
    YIDI_TRY(const std::string text, text_of(session, change.id));
    YIDI_TRY(policy::Pack pack, tools.packs.read(text, file_of(change.id)));
    if (pack.sha256 == change.sha256 && pack.id == change.area) return pack;
    return fail(Error{.code = ErrorCode::inconsistent,
                      .where = file_of(change.id),
                      .rule = "所存文本的摘要与批准时相同",
                      .remedy = "请从备份恢复；未经批准的文本不用于计算",
                      .detail = "变更 " + std::to_string(change.id) + " 的文本不是批准时的那一份"});
}

Result<Snapshot> with_packs(const Snapshot& book, std::vector<policy::Pack> packs,
                            std::uint32_t without) {
    std::set<std::uint32_t> replaced{without};
    for (const policy::Pack& pack : packs) replaced.insert(pack.id);
    for (const auto& one : book->policies()) {
        if (!replaced.contains(one->pack.id)) packs.push_back(one->pack);
    }
    YIDI_TRY(policy::Book made, policy::Book::from(std::move(packs), book->regions()));
    made.set_person_rules(book->person_rules());
    // The rules are the other book's, which lives as long as they do.
    made.set_filing_rules({book, book->filing_rules()});
    return std::make_shared<const policy::Book>(std::move(made));
}

Result<std::uint32_t> highest_version(Session& session, const Tools& tools,
                                      const std::vector<Change>& changes, std::uint32_t area) {
    const policy::Policy* files = tools.shelf.files().find(area);
    std::uint32_t highest = files == nullptr ? 0 : files->pack.version;
    for (const Change& one : changes) {
        if (one.area != area || one.state != publication::State::approved) continue;
        YIDI_TRY(const policy::Pack pack, pack_of(session, tools, one));
        highest = std::max(highest, pack.version);
    }
    return highest;
}

}  // namespace yidi::publishing::internal
