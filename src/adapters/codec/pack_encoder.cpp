#include "adapters/codec/pack_encoder.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "adapters/codec/internal/pack_texts.h"
#include "adapters/codec/internal/yaml.h"
#include "base/region_code.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace {

using internal::ConditionText;
using internal::ItemStyle;
using internal::yaml_quoted;
using internal::yaml_scalar;
using policy::Row;
using policy::Scheme;
using policy::Source;

constexpr std::size_t kAlignMax = 72;

/// `{key: value, …}` on one line.
class FlowMap {
public:
    void add(std::string_view key, std::string_view text) {
        body_ += body_.empty() ? "" : ", ";
        body_ += key;
        body_ += ": ";
        body_ += text;
    }
    /// Pads what follows to a column, so that the values of a rule stand below each other.
    void pad_to(std::size_t width) {
        const std::size_t used = body_.empty() ? 0 : body_.size() + 2;
        if (used < width) {
            body_ += body_.empty() ? "" : ",";
            body_.resize(width - 1, ' ');
            padded_ = true;
        }
    }
    void add_padded(std::string_view key, std::string_view text) {
        if (!padded_) {
            add(key, text);
            return;
        }
        body_ += ' ';
        body_ += key;
        body_ += ": ";
        body_ += text;
    }
    [[nodiscard]] std::size_t width() const { return body_.empty() ? 0 : body_.size() + 2; }
    [[nodiscard]] bool empty() const { return body_.empty(); }
    [[nodiscard]] std::string text() const { return "{" + body_ + "}"; }

private:
    std::string body_;
    bool padded_ = false;
};

std::string item_text(const std::string& item, ItemStyle style) {
    switch (style) {
        case ItemStyle::bare: return item;
        case ItemStyle::quoted: return yaml_quoted(item);
        case ItemStyle::name: return yaml_scalar(item);
    }
    return item;
}

std::string list_text(const std::vector<std::string>& items, ItemStyle style) {
    std::string out = "[";
    for (const std::string& item : items) {
        out += (&item == items.data() ? "" : ", ") + item_text(item, style);
    }
    return out + "]";
}

/// One value stands alone, several in a list.
std::string one_or_list(const std::vector<std::string>& items, ItemStyle style) {
    return items.size() == 1 ? item_text(items.front(), style) : list_text(items, style);
}

FlowMap whole_source(const Source& source) {
    FlowMap map;
    map.add("document", yaml_scalar(source.document));
    map.add("article", yaml_scalar(source.article));
    map.add("from", to_string(source.from));
    if (source.to) {
        map.add("to", to_string(*source.to));
    }
    map.add("grade", policy::name(source.grade));
    if (source.assumed_from) {
        map.add("assumed_from", "true");
    }
    return map;
}

/// The keys that must be said so that `inner` results inside `outer`.
FlowMap source_change(const Source* outer, const Source& inner) {
    if (outer == nullptr) {
        return whole_source(inner);
    }
    FlowMap map;
    if (inner.document != outer->document) {
        map.add("document", yaml_scalar(inner.document));
    }
    if (inner.article != outer->article) {
        map.add("article", yaml_scalar(inner.article));
    }
    const bool moved = inner.from != outer->from;
    if (moved) {
        map.add("from", to_string(inner.from));
    }
    if (inner.to != outer->to) {
        map.add("to", inner.to ? to_string(*inner.to) : "null");
    }
    if (inner.grade != outer->grade) {
        map.add("grade", policy::name(inner.grade));
    }
    // A new beginning is not assumed unless it says so; an inherited one is as assumed as it was.
    if (inner.assumed_from != (moved ? false : outer->assumed_from)) {
        map.add("assumed_from", inner.assumed_from ? "true" : "false");
    }
    return map;
}

/// The source that most of the rows have; among equals the outer one, then the first.
const Source* common_source(std::span<const Source* const> sources, const Source* outer) {
    const Source* best = nullptr;
    std::ptrdiff_t most = 0;
    for (const Source* source : sources) {
        const auto same = [source](const Source* other) { return *other == *source; };
        const std::ptrdiff_t count = std::count_if(sources.begin(), sources.end(), same);
        const bool is_outer = outer != nullptr && *source == *outer;
        if (count > most || (count == most && is_outer)) {
            most = count;
            best = source;
        }
    }
    return best;
}

/// Writes one pack.
class PackWriter {
public:
    explicit PackWriter(const policy::Pack& pack) : pack_{pack} {}

    std::string write() {
        header();
        documents();
        notes();
        defaults();
        line(0, pack_.schemes.empty() ? "schemes: []" : "schemes:");
        for (std::size_t i = 0; i < pack_.schemes.size();) {
            i = pack_.schemes[i].unknown.empty() ? scheme(i) : unknown_schemes(i);
        }
        frame();
        return std::move(out_);
    }

private:
    using Rows = std::span<const Row* const>;

    void line(std::size_t indent, std::string_view text) {
        out_.append(indent, ' ');
        out_ += text;
        out_ += '\n';
    }

    void header();
    void documents();
    void notes();
    void defaults();
    void frame();
    std::size_t unknown_schemes(std::size_t first);
    std::size_t scheme(std::size_t index);
    void layer(const Scheme& scheme, std::size_t index, Rows rows, const Source* outer);
    void rules(const Scheme& scheme, Rows rows, std::size_t indent, const Source* outer);
    void rule(const Scheme& scheme, Rows rows, std::size_t indent, const Source* outer);
    [[nodiscard]] static FlowMap row_body(const Scheme& scheme, const Row& row, const Source* outer,
                                          std::size_t width);

    const policy::Pack& pack_;
    std::string out_;
};

void PackWriter::header() {
    line(0, "yidi_pack: 1");
    line(0, "id: " + yaml_quoted(std::to_string(pack_.id)));
    line(0, "name: " + yaml_scalar(pack_.name));
    line(0, "version: " + std::to_string(pack_.version));
    line(0, "known_since: " + to_string(pack_.known_since));
}

void PackWriter::documents() {
    line(0, pack_.documents.empty() ? "documents: {}" : "documents:");
    for (const auto& [id, document] : pack_.documents) {
        FlowMap map;
        map.add("number", yaml_scalar(document.number));
        map.add("title", yaml_scalar(document.title));
        map.add("seen", policy::name(document.seen));
        if (!document.note.empty()) {
            map.add("note", yaml_scalar(document.note));
        }
        line(2, yaml_scalar(id) + ": " + map.text());
    }
}

void PackWriter::notes() {
    if (pack_.notes.empty()) {
        return;
    }
    line(0, "notes:");
    for (const std::string& note : pack_.notes) {
        line(0, "- " + yaml_scalar(note));
    }
}

void PackWriter::defaults() {
    const policy::Defaults& given = pack_.defaults;
    FlowMap map;
    const auto add_number = [&map](std::string_view key,
                                   const std::optional<std::int64_t>& number) {
        if (number) {
            map.add(key, std::to_string(*number));
        }
    };
    const auto add_flag = [&map](std::string_view key, const std::optional<bool>& flag) {
        if (flag) {
            map.add(key, *flag ? "true" : "false");
        }
    };
    const auto add_text = [&map](std::string_view key, const std::optional<std::string>& text) {
        if (text) {
            map.add(key, yaml_scalar(*text));
        }
    };
    if (given.psn_idet) {
        map.add("psn_idet", list_text(*given.psn_idet, ItemStyle::name));
    }
    if (given.inst_attr) {
        map.add("inst_attr", list_text(*given.inst_attr, ItemStyle::name));
    }
    add_text("insu_tier", given.insu_tier);
    add_text("civil_rank", given.civil_rank);
    add_text("hosp_lv", given.hosp_lv);
    add_number("age", given.age);
    add_number("insured_months", given.insured_months);
    add_number("ipt_cnt", given.ipt_cnt);
    if (given.retire_date) {
        map.add("retire_date", to_string(*given.retire_date));
    }
    add_flag("recognised", given.recognised);
    add_flag("er_flag", given.er_flag);
    line(0, "defaults: " + map.text());
}

std::size_t PackWriter::unknown_schemes(std::size_t first) {
    const Scheme& head = pack_.schemes[first];
    std::vector<std::string> businesses;
    std::size_t end = first;
    while (end < pack_.schemes.size() && pack_.schemes[end].insutype == head.insutype &&
           pack_.schemes[end].unknown == head.unknown) {
        businesses.emplace_back(policy::name(pack_.schemes[end].business));
        ++end;
    }
    FlowMap map;
    map.add("insutype", yaml_quoted(policy::code(head.insutype)));
    map.add("business", one_or_list(businesses, ItemStyle::bare));
    map.add("unknown", yaml_scalar(head.unknown));
    line(0, "- " + map.text());
    return end;
}

std::size_t PackWriter::scheme(std::size_t index) {
    const Scheme& scheme = pack_.schemes[index];
    std::vector<const Row*> rows;
    std::vector<const Source*> sources;
    for (const Row& row : scheme.rows) {
        rows.push_back(&row);
        sources.push_back(&row.source);
    }
    for (const policy::Layer& one : scheme.layers) {
        sources.push_back(&one.source);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
        return std::tie(a->layer, a->parameter) < std::tie(b->layer, b->parameter);
    });
    line(0, "- insutype: " + yaml_quoted(policy::code(scheme.insutype)));
    line(2, "business: " + std::string{policy::name(scheme.business)});
    const Source* outer = common_source(sources, nullptr);
    if (outer != nullptr) {
        line(2, "source: " + whole_source(*outer).text());
    }
    const auto end_of = [&rows](std::int8_t layer) {
        return std::find_if(rows.begin(), rows.end(),
                            [layer](const Row* row) { return row->layer > layer; });
    };
    const auto own = static_cast<std::size_t>(end_of(-1) - rows.begin());
    line(2, own == 0 ? "rules: {}" : "rules:");
    rules(scheme, Rows{rows}.first(own), 4, outer);
    if (!scheme.layers.empty()) {
        line(2, "chain:");
    }
    std::size_t begin = own;
    for (std::size_t i = 0; i < scheme.layers.size(); ++i) {
        const auto end =
            static_cast<std::size_t>(end_of(static_cast<std::int8_t>(i)) - rows.begin());
        layer(scheme, i, Rows{rows}.subspan(begin, end - begin), outer);
        begin = end;
    }
    return index + 1;
}

void PackWriter::layer(const Scheme& scheme, std::size_t index, Rows rows, const Source* outer) {
    const policy::Layer& one = scheme.layers[index];
    std::vector<std::string> counts;
    for (std::size_t i = 0; i < policy::kBucketCount; ++i) {
        if ((one.counts & (1U << i)) != 0) {
            counts.emplace_back(policy::name(static_cast<policy::Bucket>(i)));
        }
    }
    if (one.in_scope) {
        counts.emplace_back("in_scope");
    }
    constexpr std::array<std::string_view, 3> kBanding{"net", "gross", "whole"};
    line(2, "- id: " + yaml_scalar(one.id));
    line(4, "name: " + yaml_scalar(one.name));
    line(4, "field: " + std::string{policy::name(one.field)});
    line(4, "fund_pay_type: " + yaml_quoted(one.fund_pay_type));
    line(4, "counts: " + list_text(counts, ItemStyle::bare));
    if (one.by == policy::LayerBy::year) {
        line(4, "by: year");
    }
    if (one.banding != policy::Banding::net) {
        line(4, "banding: " + std::string{kBanding[static_cast<std::size_t>(one.banding)]});
    }
    if (const FlowMap change = source_change(outer, one.source); !change.empty()) {
        line(4, "source: " + change.text());
    }
    line(4, rows.empty() ? "rules: {}" : "rules:");
    rules(scheme, rows, 6, &one.source);
}

void PackWriter::rules(const Scheme& scheme, Rows rows, std::size_t indent, const Source* outer) {
    while (!rows.empty()) {
        const policy::Parameter parameter = rows.front()->parameter;
        const auto end = std::find_if(rows.begin(), rows.end(), [parameter](const Row* row) {
            return row->parameter != parameter;
        });
        const auto count = static_cast<std::size_t>(end - rows.begin());
        rule(scheme, rows.first(count), indent, outer);
        rows = rows.subspan(count);
    }
}

FlowMap PackWriter::row_body(const Scheme& scheme, const Row& row, const Source* outer,
                             std::size_t width) {
    FlowMap map;
    for (const ConditionText& condition : internal::condition_texts(row.when)) {
        map.add(condition.key, one_or_list(condition.items, condition.style));
    }
    map.pad_to(width);
    if (row.unknown.empty()) {
        map.add_padded("value", internal::value_yaml(row, scheme.layers));
    } else {
        map.add_padded("unknown", yaml_scalar(row.unknown));
    }
    if (const FlowMap change = source_change(outer, row.source); !change.empty()) {
        map.add("source", change.text());
    }
    if (!row.note.empty()) {
        map.add("note", yaml_scalar(row.note));
    }
    return map;
}

void PackWriter::rule(const Scheme& scheme, Rows rows, std::size_t indent, const Source* outer) {
    const std::string name{policy::spec(rows.front()->parameter).name};
    std::vector<const Source*> sources;
    std::size_t width = 0;
    for (const Row* row : rows) {
        sources.push_back(&row->source);
        FlowMap conditions;
        for (const ConditionText& condition : internal::condition_texts(row->when)) {
            conditions.add(condition.key, one_or_list(condition.items, condition.style));
        }
        width = std::max(width, conditions.width());
    }
    width = width > kAlignMax ? 0 : width;
    const Row& first = *rows.front();
    if (rows.size() == 1 && first.when == policy::Conditions{}) {
        const FlowMap body = row_body(scheme, first, outer, 0);
        const bool plain = first.unknown.empty() && first.note.empty() && *outer == first.source;
        line(indent,
             name + ": " + (plain ? internal::value_yaml(first, scheme.layers) : body.text()));
        return;
    }
    const Source* common = common_source(sources, outer);
    line(indent, name + ":");
    const FlowMap change = source_change(outer, *common);
    const bool own_source = !change.empty() && rows.size() > 1;
    if (own_source) {
        line(indent + 2, "source: " + change.text());
        line(indent + 2, "rows:");
    }
    const Source* around = own_source ? common : outer;
    for (const Row* row : rows) {
        line(own_source ? indent + 2 : indent, "- " + row_body(scheme, *row, around, width).text());
    }
}

void PackWriter::frame() {
    if (!pack_.corridors.empty()) {
        line(0, "corridors:");
    }
    for (const policy::Corridor& corridor : pack_.corridors) {
        std::vector<std::string> regions;
        regions.reserve(corridor.regions.size());
        for (const std::uint32_t code : corridor.regions) {
            regions.push_back(std::to_string(code));
        }
        std::vector<std::string> businesses;
        for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
            if ((corridor.business & (1U << i)) != 0) {
                businesses.emplace_back(policy::name(static_cast<policy::Business>(i)));
            }
        }
        line(0, "- id: " + yaml_scalar(corridor.id));
        line(2, "name: " + yaml_scalar(corridor.name));
        line(2, "regions: " + list_text(regions, ItemStyle::quoted));
        line(2, "business: " + list_text(businesses, ItemStyle::bare));
        line(2, "source: " + whole_source(corridor.source).text());
    }
    if (!pack_.disease_groups.empty()) {
        line(0, "disease_groups:");
    }
    for (const policy::DiseaseGroup& group : pack_.disease_groups) {
        line(0, "- id: " + yaml_scalar(group.id));
        line(2, "name: " + yaml_scalar(group.name));
        line(2, "codes: " + list_text(group.codes, ItemStyle::name));
        line(2, "source: " + whole_source(group.source).text());
    }
}

}  // namespace

std::string encode_pack(const policy::Pack& pack) {
    return PackWriter{pack}.write();
}

bool same_content(const policy::Pack& a, const policy::Pack& b) {
    return a.id == b.id && a.name == b.name && a.version == b.version &&
           a.known_since == b.known_since && a.documents == b.documents && a.notes == b.notes &&
           a.defaults == b.defaults && a.schemes == b.schemes && a.corridors == b.corridors &&
           a.disease_groups == b.disease_groups;
}

}  // namespace yidi::codec
