#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/internal/pack_texts.h"
#include "adapters/codec/internal/table_columns.h"
#include "adapters/codec/internal/yaml.h"
#include "adapters/codec/pack_table.h"
#include "domain/policy/parameter.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace {

using internal::Column;

std::string join(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += (text.empty() ? "" : "; ") + item;
    }
    return text;
}

/// Writes the records of one pack.
class TableWriter {
public:
    TableWriter(const policy::Pack& pack, TableHeads heads) : pack_{pack} {
        TableRow head{.line = 1, .cells = {}};
        for (const internal::ColumnHead& column : internal::kColumnHeads) {
            head.cells.emplace_back(heads == TableHeads::english ? column.english : column.chinese);
        }
        table_.push_back(std::move(head));
    }

    CellTable write() {
        begin("pack");
        put(Column::name, pack_.name);
        put(Column::value, std::to_string(pack_.version));
        put(Column::policy_start, to_string(pack_.known_since));
        documents();
        for (const std::string& note : pack_.notes) {
            begin("note");
            put(Column::note, note);
        }
        defaults();
        for (const policy::Scheme& one : pack_.schemes) {
            scheme(one);
        }
        frame();
        return std::move(table_);
    }

private:
    void begin(std::string_view record) {
        const auto line = static_cast<std::uint32_t>(table_.size() + 1);
        table_.push_back({.line = line, .cells = std::vector<std::string>(internal::kColumnCount)});
        put(Column::record, std::string{record});
        put(Column::region, std::to_string(pack_.id));
    }
    void put(Column column, std::string text) {
        table_.back().cells[static_cast<std::size_t>(column)] = std::move(text);
    }
    void source(const policy::Source& from) {
        put(Column::document, from.document);
        put(Column::article, from.article);
        put(Column::policy_start, to_string(from.from));
        if (from.to) {
            put(Column::policy_end, to_string(from.to->previous_day()));
        }
        put(Column::grade, std::string{policy::name(from.grade)});
        if (from.assumed_from) {
            put(Column::assumed_from, "true");
        }
    }
    void begin_in(std::string_view record, const policy::Scheme& scheme) {
        begin(record);
        put(Column::insutype, std::string{policy::code(scheme.insutype)});
        put(Column::business, std::string{policy::name(scheme.business)});
    }
    void add_default(std::string_view key, std::string text) {
        begin("default");
        put(Column::parameter, std::string{key});
        put(Column::value, std::move(text));
    }

    void documents();
    void defaults();
    void scheme(const policy::Scheme& scheme);
    void layer(const policy::Scheme& scheme, const policy::Layer& layer);
    void row(const policy::Scheme& scheme, const policy::Row& row);
    void frame();

    const policy::Pack& pack_;
    CellTable table_;
};

void TableWriter::documents() {
    for (const auto& [id, document] : pack_.documents) {
        begin("document");
        put(Column::id, id);
        put(Column::name, document.title);
        put(Column::value, document.number);
        put(Column::grade, std::string{policy::name(document.seen)});
        put(Column::note, document.note);
    }
}

void TableWriter::defaults() {
    const policy::Defaults& given = pack_.defaults;
    // An empty list is written so; an empty cell would say nothing.
    const auto list = [](const std::vector<std::string>& names) {
        return names.empty() ? std::string{"[]"} : join(names);
    };
    if (given.psn_idet) add_default("psn_idet", list(*given.psn_idet));
    if (given.inst_attr) add_default("inst_attr", list(*given.inst_attr));
    if (given.insu_tier) add_default("insu_tier", *given.insu_tier);
    if (given.civil_rank) add_default("civil_rank", *given.civil_rank);
    if (given.hosp_lv) add_default("hosp_lv", *given.hosp_lv);
    if (given.age) add_default("age", std::to_string(*given.age));
    if (given.insured_months) add_default("insured_months", std::to_string(*given.insured_months));
    if (given.ipt_cnt) add_default("ipt_cnt", std::to_string(*given.ipt_cnt));
    if (given.retire_date) add_default("retire_date", to_string(*given.retire_date));
    if (given.recognised) add_default("recognised", *given.recognised ? "true" : "false");
    if (given.er_flag) add_default("er_flag", *given.er_flag ? "true" : "false");
}

void TableWriter::layer(const policy::Scheme& scheme, const policy::Layer& layer) {
    constexpr std::array<std::string_view, 2> kBy{"stay", "year"};
    constexpr std::array<std::string_view, 3> kBanding{"net", "gross", "whole"};
    std::string counts = layer.in_scope ? "in_scope" : "";
    for (std::size_t i = 0; i < policy::kBucketCount; ++i) {
        if ((layer.counts & (1U << i)) != 0) {
            counts += counts.empty() ? "" : ", ";
            counts += policy::name(static_cast<policy::Bucket>(i));
        }
    }
    begin_in("layer", scheme);
    put(Column::layer, layer.id);
    put(Column::name, layer.name);
    std::string value = "{field: " + std::string{policy::name(layer.field)};
    value += ", fund_pay_type: \"" + layer.fund_pay_type + "\", counts: [" + counts + "], by: ";
    value += kBy[static_cast<std::size_t>(layer.by)];
    value += ", banding: ";
    value += kBanding[static_cast<std::size_t>(layer.banding)];
    put(Column::value, value + "}");
    source(layer.source);
}

void TableWriter::row(const policy::Scheme& scheme, const policy::Row& row) {
    begin_in("row", scheme);
    if (row.layer >= 0) {
        put(Column::layer, scheme.layers[static_cast<std::size_t>(row.layer)].id);
    }
    put(Column::parameter, std::string{policy::spec(row.parameter).name});
    for (const internal::ConditionText& condition : internal::condition_texts(row.when)) {
        for (auto i = static_cast<std::size_t>(Column::person);
             i <= static_cast<std::size_t>(Column::recognised); ++i) {
            if (internal::kColumnHeads[i].english == condition.key) {
                put(static_cast<Column>(i), join(condition.items));
            }
        }
    }
    put(Column::value, internal::value_cell(row, scheme.layers));
    put(Column::unknown, row.unknown);
    put(Column::note, row.note);
    source(row.source);
}

void TableWriter::scheme(const policy::Scheme& scheme) {
    begin_in("scheme", scheme);
    put(Column::unknown, scheme.unknown);
    for (const policy::Layer& one : scheme.layers) {
        layer(scheme, one);
    }
    for (const policy::Row& one : scheme.rows) {
        row(scheme, one);
    }
}

void TableWriter::frame() {
    for (const policy::Corridor& corridor : pack_.corridors) {
        std::string regions;
        for (const std::uint32_t code : corridor.regions) {
            regions += (regions.empty() ? "" : "; ") + std::to_string(code);
        }
        std::string businesses;
        for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
            if ((corridor.business & (1U << i)) != 0) {
                businesses += businesses.empty() ? "" : "; ";
                businesses += policy::name(static_cast<policy::Business>(i));
            }
        }
        begin("corridor");
        put(Column::id, corridor.id);
        put(Column::name, corridor.name);
        put(Column::value, regions);
        put(Column::business, businesses);
        source(corridor.source);
    }
    for (const policy::DiseaseGroup& group : pack_.disease_groups) {
        begin("disease_group");
        put(Column::id, group.id);
        put(Column::name, group.name);
        put(Column::value, join(group.codes));
        source(group.source);
    }
}

}  // namespace

CellTable encode_table(const policy::Pack& pack, TableHeads heads) {
    return TableWriter{pack, heads}.write();
}

}  // namespace yidi::codec
