#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/internal/pack_parts.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec::internal {
namespace {

constexpr std::array<std::string_view, 5> kGrades{"O", "P", "D", "K", "I"};

std::array<std::string_view, policy::kBusinessCount> businesses() {
    std::array<std::string_view, policy::kBusinessCount> words{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = policy::name(static_cast<policy::Business>(i));
    }
    return words;
}

Result<std::string> need_text(const PackReader& reader, const Node& node, std::string_view key,
                              std::string_view what) {
    YIDI_TRY(const Node* found, reader.need(node, key, what));
    return reader.text(*found, key);
}

Result<policy::Document> decode_document(const PackReader& reader, const Node& node) {
    constexpr std::array<std::string_view, 4> kKeys{"number", "title", "seen", "note"};
    YIDI_TRY_VOID(reader.expect_map(node, "a document"));
    YIDI_TRY_VOID(reader.only_keys(node, "a document", kKeys));
    policy::Document document;
    YIDI_TRY(document.number, need_text(reader, node, "number", "a document"));
    YIDI_TRY(document.title, need_text(reader, node, "title", "a document"));
    YIDI_TRY(const Node* seen, reader.need(node, "seen", "a document"));
    YIDI_TRY(const std::size_t grade, reader.word(*seen, "seen", kGrades));
    document.seen = static_cast<policy::Grade>(grade);
    if (const Node* note = node.find("note")) {
        YIDI_TRY(document.note, reader.text(*note, "note"));
    }
    return document;
}

Result<Documents> decode_documents(const PackReader& reader, const Node& documents) {
    YIDI_TRY_VOID(reader.expect_map(documents, "documents"));
    Documents found;
    for (const Entry& entry : documents.entries) {
        Node key;
        key.text = entry.key;
        key.line = entry.line;
        key.column = entry.column;
        YIDI_TRY(std::string id, reader.name(key, "a document's id"));
        if (id == "unknown") {
            return fail(reader.refuse(key, {.code = ErrorCode::inconsistent,
                                            .detail = "a document has the id unknown",
                                            .rule = "unknown stands for no document",
                                            .remedy = "choose another id"}));
        }
        YIDI_TRY(policy::Document document, decode_document(reader, entry.value));
        found.emplace(std::move(id), std::move(document));
    }
    return found;
}

}  // namespace

Result<Head> decode_head(const PackReader& reader, const Node& root, const FileKind& kind) {
    YIDI_TRY_VOID(reader.expect_map(root, kind.what));
    YIDI_TRY(const Node* format, reader.need(root, kind.format, kind.what));
    YIDI_TRY_VOID(reader.whole(*format, kind.format, {.low = 1, .high = 1}));
    YIDI_TRY_VOID(reader.only_keys(root, kind.what, kind.keys));
    Head head;
    YIDI_TRY(const Node* id, reader.need(root, "id", kind.what));
    YIDI_TRY(head.id, reader.region(*id, "id"));
    YIDI_TRY(head.name, need_text(reader, root, "name", kind.what));
    YIDI_TRY(const Node* version, reader.need(root, "version", kind.what));
    YIDI_TRY(const std::int64_t number,
             reader.whole(*version, "version", {.low = 1, .high = 9999}));
    head.version = static_cast<std::uint32_t>(number);
    YIDI_TRY(const Node* since, reader.need(root, "known_since", kind.what));
    YIDI_TRY(head.known_since, reader.date(*since, "known_since"));
    if (const Node* notes = root.find("notes")) {
        YIDI_TRY_VOID(reader.expect_list(*notes, "notes"));
        for (const Node& item : notes->items) {
            YIDI_TRY(std::string note, reader.text(item, "a note"));
            head.notes.push_back(std::move(note));
        }
    }
    YIDI_TRY(const Node* documents, reader.need(root, "documents", kind.what));
    YIDI_TRY(head.documents, decode_documents(reader, *documents));
    return head;
}

Result<std::vector<policy::Business>> decode_businesses(const PackReader& reader,
                                                        const Node& node) {
    static const auto kWords = businesses();
    YIDI_TRY(const std::vector<const Node*> items, reader.one_or_more(node, "business"));
    std::vector<policy::Business> found;
    for (const Node* item : items) {
        YIDI_TRY(const std::size_t index, reader.word(*item, "business", kWords));
        const auto business = static_cast<policy::Business>(index);
        if (std::ranges::find(found, business) != found.end()) {
            return fail(reader.refuse(*item, {.detail = "business names " + item->text + " twice",
                                              .rule = "each business once",
                                              .remedy = "remove one of the two"}));
        }
        found.push_back(business);
    }
    return found;
}

}  // namespace yidi::codec::internal
