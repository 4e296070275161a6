#include <ostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_json.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"
#include "domain/explain/clause.h"
#include "domain/explain/filing_words.h"
#include "domain/explain/labels.h"
#include "domain/policy/vocabulary.h"

namespace yidi::cli {
namespace {

using codec::in_force;
using policy::FilingKind;
using policy::FilingRules;
using policy::Rule;
using policy::Ruled;

/// One table: a line for each value.
class Table {
public:
    Table(Context& context, const FilingRules& rules, const std::optional<Date>& at)
        : context_{context},
          rules_{rules},
          at_{at},
          table_{context.lang == Language::zh
                     ? std::vector<std::string>{"规则", "取值", "备注", "依据"}
                     : std::vector<std::string>{"rule", "value", "note", "source"}} {}

    template <class T>
    void add(std::string_view name, const Rule<T>& rule) {
        const bool zh = context_.lang == Language::zh;
        for (const Ruled<T>& one : rule.values) {
            if (!in_force(one.source, at_)) continue;
            const explain::Clause clause = explain::clause_from(one.source, rules_.documents);
            table_.add(
                {zh ? std::string{explain::label_of_filing_rule(name).zh} : std::string{name},
                 explain::filing_value(name, one.value, context_.lang), one.note,
                 explain::to_text(clause, context_.lang)});
            ++lines_;
        }
    }
    /// Nothing at all without a line.
    void print(const std::string& head) {
        if (lines_ == 0) return;
        context_.out << '\n' << head << '\n';
        table_.print(context_.out, "  ");
    }

private:
    Context& context_;
    const FilingRules& rules_;
    const std::optional<Date>& at_;
    TextTable table_;
    std::size_t lines_ = 0;
};

std::string kind_name(const Context& context, FilingKind kind) {
    const explain::Words words = explain::label(kind);
    return context.lang == Language::zh
               ? std::string{words.zh}
               : std::string{policy::name(kind)} + " (" + std::string{words.en} + ")";
}

}  // namespace

Result<std::optional<FilingRules>> find_filing_rules(const Context& context,
                                                     std::uint32_t pooling_area) {
    const codec::BookPlaces places = places_of(context);
    YIDI_TRY(std::vector<codec::PackFile> files, codec::list_filing_rules(places.policies));
    std::erase_if(files, [=](const codec::PackFile& file) { return file.region != pooling_area; });
    if (files.empty()) return std::optional<FilingRules>{};
    YIDI_TRY(const codec::Published published, codec::read_published(places.policies));
    YIDI_TRY(FilingRules rules, codec::load_filing_rules(files.back(), published));
    return std::optional{std::move(rules)};
}

void print_filing_rules(Context& context, const FilingRules& rules, const std::optional<Date>& at) {
    const bool zh = context.lang == Language::zh;
    context.out << rules.region << ' ' << rules.name
                << (zh ? "，备案规则第 " : ", filing rules, version ") << rules.version
                << (zh ? " 版，本系统所知自 " : ", known since ") << rules.known_since << '\n'
                << rules.file << "  sha256 " << rules.sha256 << '\n';
    for (const std::string& note : rules.notes) {
        context.out << "  * " << note << '\n';
    }
    for (std::size_t i = 0; i < rules.kinds.size(); ++i) {
        Table table{context, rules, at};
        policy::for_each_rule(
            [&](std::string_view name, auto member) { table.add(name, rules.kinds[i].*member); });
        table.print(kind_name(context, static_cast<FilingKind>(i)));
    }
    Table region{context, rules, at};
    region.add("none_in_province", rules.none_in_province);
    region.add("whole_places", rules.whole_places);
    region.print(zh ? "各类共同" : "of all kinds");
    if (rules.region != policy::kNationalFrame) {
        context.out << (zh ? "\n这里没有的规则，按国家框架（yidi policy show 100000）；国家框架也"
                             "没有的，由经办机构审核。\n"
                           : "\nWhere a rule is not here, the national frame's holds (yidi policy "
                             "show 100000); where it has none either, the agency decides.\n");
    }
}

}  // namespace yidi::cli
