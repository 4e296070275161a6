#include "domain/explain/clause.h"

#include "domain/explain/internal/text.h"
#include "domain/explain/labels.h"
#include "domain/policy/parameter.h"
#include "domain/policy/terms.h"

namespace yidi::explain {
namespace {

constexpr std::string_view kUnknown = "unknown";

[[nodiscard]] bool is_known(std::string_view text) {
    return !text.empty() && text != kUnknown;
}

[[nodiscard]] std::string article_text(const Clause& clause, Language language) {
    if (!is_known(clause.article)) {
        return std::string{Words{"条款未知", "article unknown"}.in(language)};
    }
    // "9" and "12(1)" are article numbers; anything else names its place itself ("table B.1",
    // "第九条").
    const bool is_number = clause.article.front() >= '0' && clause.article.front() <= '9';
    if (!is_number) return clause.article;
    return internal::fill(Words{"第 {0} 条", "article {0}"}, language, {clause.article});
}

[[nodiscard]] std::string document_text(const Clause& clause, Language language) {
    if (language == Language::zh && !clause.title.empty() && clause.title != clause.doc) {
        return "《" + clause.title + "》（" + clause.doc + "）";
    }
    return std::string{label_of_word(clause.doc).in(language)};
}

}  // namespace

Clause clause_from(const policy::Source& source,
                   const std::map<std::string, policy::Document>& documents) {
    Clause clause;
    clause.doc = source.document;
    const auto found = documents.find(source.document);
    if (found != documents.end()) {
        if (is_known(found->second.title)) clause.title = found->second.title;
        if (is_known(found->second.number)) {
            clause.doc = found->second.number;
        } else if (!clause.title.empty()) {
            clause.doc = clause.title;
        }
    }
    clause.article = is_known(source.article) ? source.article : std::string{kUnknown};
    clause.from = source.from;
    if (source.to) clause.to = source.to->previous_day();
    clause.grade = source.grade;
    clause.assumed_from = source.assumed_from;
    return clause;
}

Clause clause_of(const policy::Source& source, const policy::Pack& pack) {
    Clause clause = clause_from(source, pack.documents);
    clause.stated = pack.version == policy::kStatedTermsVersion;
    return clause;
}

std::optional<Clause> clause_of(const policy::Row& row, const policy::Book& book) {
    const policy::RowPlace place = book.locate(row);
    if (place.pack == nullptr) return std::nullopt;
    return clause_of(row.source, *place.pack);
}

namespace {

/// The rule without its line.
[[nodiscard]] std::string row_id(const policy::Row& row, const policy::Book& book) {
    const policy::ParameterSpec& spec = policy::spec(row.parameter);
    const policy::RowPlace place = book.locate(row);
    if (place.pack == nullptr) return "default/" + std::string{spec.name};
    // Stated terms are no pack that anybody could look up.
    std::string text =
        place.pack->version == policy::kStatedTermsVersion
            ? "terms/"
            : std::to_string(place.pack->id) + "@" + std::to_string(place.pack->version) + "/";
    if (place.scheme != nullptr) {
        text += std::string{policy::code(place.scheme->insutype)} + "." +
                std::string{policy::name(place.scheme->business)} + "/";
        const auto layer = static_cast<std::size_t>(int{row.layer});
        if (row.layer >= 0 && layer < place.scheme->layers.size()) {
            text += place.scheme->layers[layer].id + ".";
        }
    }
    text += std::string{spec.name} + "#" + std::to_string(place.index);
    return text;
}

}  // namespace

std::string rule_id(const policy::Row& row, const policy::Book& book) {
    return shown_rule(row, book, Language::en);
}

std::string shown_rule(const policy::Row& row, const policy::Book& book, Language language) {
    std::string id = row_id(row, book);
    if (row.line == 0) return id;
    return internal::fill(Words{"{0} 第 {1} 行", "{0} line {1}"}, language,
                          {id, std::to_string(row.line)});
}

std::string to_text(const Clause& clause, Language language) {
    std::string text = short_text(clause, language);
    if (clause.stated) return text;
    text += internal::fill(Words{"，{0} 起", ", from {0}"}, language, {to_string(clause.from)});
    if (clause.assumed_from) {
        text += Words{"（起始日期为推定）", " (start date assumed)"}.in(language);
    }
    if (clause.to) {
        text += internal::fill(Words{"至 {0}", " to {0}"}, language, {to_string(*clause.to)});
    }
    text += internal::fill(Words{"，等级 {0}（{1}）", ", grade {0} ({1})"}, language,
                           {policy::name(clause.grade), label(clause.grade).in(language)});
    return text;
}

std::string short_text(const Clause& clause, Language language) {
    return document_text(clause, language) + (language == Language::zh ? "，" : ", ") +
           article_text(clause, language);
}

}  // namespace yidi::explain
