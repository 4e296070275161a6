#include <utility>

#include "adapters/codec/internal/pack_parts.h"
#include "adapters/codec/internal/suggest.h"

namespace yidi::codec::internal {
namespace {

constexpr std::array<std::string_view, 6> kSourceKeys{"document", "article", "from",
                                                      "to",       "grade",   "assumed_from"};
constexpr std::array<std::string_view, 5> kGrades{"O", "P", "D", "K", "I"};

Result<void> overlay_dates(const PackReader& reader, const Node& node, SourceDraft& draft) {
    if (const Node* from = node.find("from")) {
        YIDI_TRY(draft.from, reader.date(*from, "from"));
        draft.assumed_from = false;
    }
    if (const Node* to = node.find("to")) {
        if (to->is_plain("null")) {
            draft.to.reset();
        } else {
            YIDI_TRY(draft.to, reader.date(*to, "to"));
        }
    }
    if (const Node* assumed = node.find("assumed_from")) {
        YIDI_TRY(draft.assumed_from, reader.flag(*assumed, "assumed_from"));
    }
    return {};
}

}  // namespace

Result<SourceDraft> overlay_source(const PackReader& reader, const Node& node, SourceDraft outer) {
    YIDI_TRY_VOID(reader.expect_map(node, "source"));
    YIDI_TRY_VOID(reader.only_keys(node, "a source", kSourceKeys));
    if (const Node* document = node.find("document")) {
        YIDI_TRY(outer.document, reader.name(*document, "document"));
    }
    if (const Node* article = node.find("article")) {
        YIDI_TRY(outer.article, reader.text(*article, "article"));
    }
    YIDI_TRY_VOID(overlay_dates(reader, node, outer));
    if (const Node* grade = node.find("grade")) {
        YIDI_TRY(const std::size_t index, reader.word(*grade, "grade", kGrades));
        outer.grade = static_cast<policy::Grade>(index);
    }
    return outer;
}

Result<policy::Source> finish_source(const PackReader& reader, const Node& owner,
                                     const SourceDraft& draft, const Documents& documents) {
    const std::array<std::pair<std::string_view, bool>, 4> given{
        {{"document", draft.document.has_value()},
         {"article", draft.article.has_value()},
         {"from", draft.from.has_value()},
         {"grade", draft.grade.has_value()}}};
    for (const auto& [key, there] : given) {
        if (!there) {
            return fail(reader.refuse(
                owner,
                {.code = ErrorCode::missing_key,
                 .detail = "the source of this value does not say \"" + std::string{key} + "\"",
                 .rule =
                     "each value has a source with document, article, from and grade, its own or "
                     "inherited",
                 .remedy =
                     "add \"" + std::string{key} +
                     "\" to the source here or further out (the literal unknown is allowed for "
                     "document and article)"}));
        }
    }
    if (*draft.document != "unknown" && !documents.contains(*draft.document)) {
        std::vector<std::string_view> ids;
        for (const auto& [id, document] : documents) {
            ids.push_back(id);
        }
        return fail(reader.refuse(
            owner,
            {.code = ErrorCode::inconsistent,
             .detail = "the document \"" + *draft.document + "\" is not listed under documents" +
                       did_you_mean(*draft.document, ids),
             .rule = "document is an id of documents, or the literal unknown",
             .remedy = "add it to documents, or cite one that is there"}));
    }
    if (draft.to && *draft.to <= *draft.from) {
        return fail(reader.refuse(
            owner, {.code = ErrorCode::inconsistent,
                    // Packs write the day after it, tables the last day itself.
                    .detail = "the last day in force, " + to_string(draft.to->previous_day()) +
                              ", is before the first, " + to_string(*draft.from),
                    .rule = "to is the first day after the last, hence later than from",
                    .remedy = "mend one of the two dates (write to: null to lift an "
                              "inherited end)"}));
    }
    return policy::Source{.document = *draft.document,
                          .article = *draft.article,
                          .from = *draft.from,
                          .to = draft.to,
                          .grade = *draft.grade,
                          .assumed_from = draft.assumed_from};
}

}  // namespace yidi::codec::internal
