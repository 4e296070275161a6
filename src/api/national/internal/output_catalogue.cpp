#include "api/national/internal/output_catalogue.h"

#include <algorithm>

#include "api/national/internal/output_words.h"

namespace yidi::national::internal {
namespace {

using codec::JsonWriter;
using registry::CatalogueItem;

/// The first day as an instant: midnight in China.
Instant midnight(Date day) {
    return *parse_instant(to_string(day));
}

void write_interval(JsonWriter& writer, const CatalogueItem& item) {
    day(writer, "begndate", item.begndate);
    day(writer, "enddate", item.enddate);
}

/// vali_flag and updt_time, which is the day from which the row holds: rows are never changed.
void write_state(JsonWriter& writer, const CatalogueItem& item, Date today) {
    flag(writer, "vali_flag", !item.enddate || *item.enddate >= today);
    time(writer, "updt_time", midnight(item.begndate));
}

std::string area_of(const CatalogueItem& item) {
    return std::to_string(item.admdvs);
}

/// National codes nest by their digits: 11 holds 1101.
std::string_view parent_of(const Dictionary& dictionary, std::string_view value) {
    constexpr std::size_t kParentSize = 2;
    constexpr std::size_t kChildSize = 4;
    if (value.size() != kChildSize) return {};
    const std::string_view parent = value.substr(0, kParentSize);
    return label_of(dictionary, parent).empty() ? std::string_view{} : parent;
}

char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

}  // namespace

std::string institutions_output(const std::vector<registry::Institution>& found) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("medinsinfo");
    writer.begin_array();
    for (const registry::Institution& one : found) {
        writer.begin_object();
        text(writer, "fixmedins_code", one.fixmedins_code);
        text(writer, "fixmedins_name", one.fixmedins_name);
        nothing(writer, "uscc");
        text(writer, "fixmedins_type", one.fixmedins_type);
        text(writer, "hosp_lv", one.hosp_lv);
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

std::string download_output(const CatalogueFile* file, std::string_view ver) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    text(writer, "file_qury_no", file == nullptr ? std::string_view{} : file->file_qury_no);
    text(writer, "filename", file == nullptr ? "" : "plc");
    const auto end = file == nullptr ? std::nullopt : std::optional{file->dld_endtime};
    time(writer, "dld_endtime", end);
    time(writer, "dld_end_time", end);
    number(writer, "data_cnt", file == nullptr ? 0 : file->data_cnt);
    text(writer, "ver", ver);
    writer.end_object();
    return out;
}

std::string dictionary_output(const Dictionary* dictionary, std::string_view parent) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object();
    writer.key("list");
    writer.begin_array();
    std::int64_t sort = 0;
    for (const Code& code : dictionary == nullptr ? std::span<const Code>{} : dictionary->codes) {
        const std::string_view above = parent_of(*dictionary, code.value);
        if (!parent.empty() && parent != above) continue;
        writer.begin_object();
        text(writer, "type", dictionary->name);
        text(writer, "label", code.label);
        text(writer, "value", code.value);
        text(writer, "parent_value", above);
        text(writer, "parentValue", above);
        number(writer, "sort", ++sort);
        flag(writer, "vali_flag", true);
        flag(writer, "valiFlag", true);
        nothing(writer, "create_user");
        nothing(writer, "create_date");
        text(writer, "version", "1");
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

const Dictionary* find_dictionary(std::string_view type) {
    const auto is_it = [&](const Dictionary* one) {
        return std::ranges::equal(one->name, type, {}, {}, lower);
    };
    const auto found = std::ranges::find_if(dictionaries(), is_it);
    return found == dictionaries().end() ? nullptr : *found;
}

void write_ethnic_drug(JsonWriter& writer, const CatalogueItem& item, Date today) {
    text(writer, "med_list_codg", item.med_list_codg);
    text(writer, "drug_genname", item.name);
    write_interval(writer, item);
    write_state(writer, item, today);
}

void write_listed(JsonWriter& writer, const CatalogueItem& item, Date today) {
    text(writer, "hilist_code", item.med_list_codg);
    text(writer, "hilist_name", item.name);
    text(writer, "insu_admdvs", area_of(item));
    write_interval(writer, item);
    text(writer, "med_chrgitm_type", item.med_chrgitm_type);
    text(writer, "chrgitm_lv", item.chrgitm_lv);
    flag(writer, "lmt_used_flag", item.lmt_used_flag);
    text(writer, "list_type", item.list_type);
    for (const std::string_view name : {"med_use_flag", "matn_used_flag", "hilist_use_type",
                                        "lmt_cpnd_type", "wubi", "pinyin", "memo"}) {
        nothing(writer, name);
    }
    text(writer, "rid", area_of(item) + "-" + item.med_list_codg + "-" + to_string(item.begndate));
    write_state(writer, item, today);
    for (const std::string_view name : {"crter_id", "crter_name", "crte_time", "crte_optins_no",
                                        "opter_id", "opter_name", "opt_time", "optins_no"}) {
        nothing(writer, name);
    }
    text(writer, "poolarea_no", area_of(item));
}

void write_match(JsonWriter& writer, const CatalogueItem& item, Date today) {
    text(writer, "med_list_codg", item.med_list_codg);
    text(writer, "hilist_code", item.med_list_codg);
    text(writer, "list_type", item.list_type);
    text(writer, "insu_admdvs", area_of(item));
    write_interval(writer, item);
    write_state(writer, item, today);
}

void write_price(JsonWriter& writer, const CatalogueItem& item, Date today) {
    text(writer, "hilist_code", item.med_list_codg);
    nothing(writer, "hilist_lmtpric_type");
    nothing(writer, "overlmt_dspo_way");
    text(writer, "insu_admdvs", area_of(item));
    write_interval(writer, item);
    exact(writer, "hilist_pric_uplmt_amt", to_string(*item.pric_uplmt_amt));
    write_state(writer, item, today);
}

void write_selfpay(JsonWriter& writer, const CatalogueItem& item, Date today) {
    constexpr std::string_view kPaidFirst = "10";
    text(writer, "hilist_code", item.med_list_codg);
    nothing(writer, "selfpay_prop_psn_type");
    text(writer, "selfpay_prop_type", kPaidFirst);
    text(writer, "insu_admdvs", area_of(item));
    write_interval(writer, item);
    exact(writer, "selfpay_prop", to_string(item.selfpay_prop));
    write_state(writer, item, today);
}

void write_mapping(JsonWriter& writer, const payer::Mapping& one, std::string_view fixmedins_code) {
    text(writer, "fixmedins_code", fixmedins_code);
    text(writer, "medins_list_codg", one.medins_list_codg);
    text(writer, "medins_list_name", one.medins_list_name);
    text(writer, "med_list_codg", one.med_list_codg);
    text(writer, "list_type", one.list_type);
    day(writer, "begndate", one.begndate);
    day(writer, "enddate", one.enddate);
    text(writer, "aprvno", one.aprvno);
    text(writer, "dosform", one.dosform);
    text(writer, "exct_cont", one.exct_cont);
    text(writer, "item_cont", one.item_cont);
    text(writer, "prcunt", one.prcunt);
    text(writer, "spec", one.spec);
    text(writer, "pacspec", one.pacspec);
    text(writer, "memo", one.memo);
    time(writer, "updt_time", one.at);
}

void write_paging(JsonWriter& writer, const PageView& view) {
    const std::int64_t before = (view.request.page_num - 1) * view.request.page_size;
    writer.member("firstPage", view.request.page_num == 1);
    writer.member("lastPage", view.request.page_num >= view.pages);
    number(writer, "size", view.size);
    number(writer, "startRow", view.size == 0 ? 0 : before + 1);
    number(writer, "endRow", view.size == 0 ? 0 : before + view.size);
    number(writer, "pageSize", view.request.page_size);
    number(writer, "pageNum", view.request.page_num);
    number(writer, "recordCounts", view.count);
    number(writer, "pages", view.pages);
}

}  // namespace yidi::national::internal
