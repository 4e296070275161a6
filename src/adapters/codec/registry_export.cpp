#include "adapters/codec/registry_export.h"

#include <initializer_list>
#include <string>

#include "adapters/codec/lookup_encoder.h"
#include "base/quantity.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace {

/// A table under construction: each row numbered as a spreadsheet counts.
class Rows {
public:
    explicit Rows(std::initializer_list<std::string> heads) { add(heads); }
    void add(std::vector<std::string> cells) {
        const auto line = static_cast<std::uint32_t>(table_.size() + 1);
        table_.push_back({.line = line, .cells = std::move(cells)});
    }
    [[nodiscard]] CellTable take() { return std::move(table_); }

private:
    CellTable table_;
};

template <class Words>
std::string joined(const Words& all) {
    std::string text;
    for (const auto& one : all) {
        if (!text.empty()) text += ';';
        text += one;
    }
    return text;
}

std::string day_text(const std::optional<Date>& day) {
    return day ? to_string(*day) : std::string{};
}

std::string area_text(std::uint32_t area) {
    return area == registry::kAnywhere ? "*" : std::to_string(area);
}

}  // namespace

CellTable institutions_table(const std::vector<registry::Institution>& all) {
    Rows rows{"fixmedins_code", "fixmedins_name", "admdvs",    "fixmedins_type", "hosp_lv",
              "local_open",     "remote_open",    "inst_attr", "remote_diseases"};
    for (const registry::Institution& one : all) {
        rows.add({one.fixmedins_code, one.fixmedins_name, std::to_string(one.admdvs),
                  one.fixmedins_type, one.hosp_lv, joined(business_names(one.local_open)),
                  joined(business_names(one.remote_open)), joined(one.inst_attr),
                  joined(one.remote_diseases)});
    }
    return rows.take();
}

CellTable catalogue_table(const std::vector<registry::CatalogueItem>& all) {
    Rows rows{"admdvs",       "med_list_codg",  "begndate",         "enddate",
              "name",         "list_type",      "med_chrgitm_type", "chrgitm_lv",
              "selfpay_prop", "pric_uplmt_amt", "lmt_used_flag"};
    for (const registry::CatalogueItem& one : all) {
        rows.add({std::to_string(one.admdvs), one.med_list_codg, to_string(one.begndate),
                  day_text(one.enddate), one.name, one.list_type, one.med_chrgitm_type,
                  one.chrgitm_lv, to_string(one.selfpay_prop),
                  one.pric_uplmt_amt ? to_string(*one.pric_uplmt_amt) : std::string{},
                  one.lmt_used_flag ? "1" : "0"});
    }
    return rows.take();
}

CellTable routes_table(const std::vector<registry::Route>& all) {
    Rows rows{"insuplc_admdvs", "mdtrtarea_admvs", "business", "begndate", "enddate",
              "open",           "source",          "grade"};
    for (const registry::Route& one : all) {
        rows.add({area_text(one.insuplc_admdvs), area_text(one.mdtrtarea_admvs),
                  std::string{policy::name(one.business)}, to_string(one.begndate),
                  day_text(one.enddate), one.is_open ? "1" : "0", one.source,
                  std::string{policy::name(one.grade)}});
    }
    return rows.take();
}

CellTable drugs_table(const std::vector<registry::DualDrug>& all) {
    Rows rows{"admdvs", "med_list_codg", "begndate", "enddate", "name", "source", "grade"};
    for (const registry::DualDrug& one : all) {
        rows.add({area_text(one.admdvs), one.med_list_codg, to_string(one.begndate),
                  day_text(one.enddate), one.name, one.source,
                  std::string{policy::name(one.grade)}});
    }
    return rows.take();
}

}  // namespace yidi::codec
