#include "app/payer/catalogue.h"

#include <algorithm>
#include <array>
#include <utility>

#include "api/national/internal/catalogue_file.h"
#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/output_catalogue.h"
#include "api/national/internal/output_words.h"
#include "app/payer/look_up_institution.h"
#include "app/payer/mapping.h"
#include "base/region_code.h"

/// 1201, 1301–1319, 1901, 3301, 3302.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

Result<Prepared> look_up_institution(const Call& call) {
    const Fields& fields = call.first();
    payer::InstitutionRequest request{.fixmedins_code = string_of(fields, "fixmedins_code"),
                                      .fixmedins_name = string_of(fields, "fixmedins_name"),
                                      .fixmedins_type = string_of(fields, "fixmedins_type")};
    return Prepared{.run = [request = std::move(request)](Session& session,
                                                          const Context& context) -> Result<Done> {
                        YIDI_TRY(const std::vector<registry::Institution> found,
                                 payer::look_up_institution(session, context, request));
                        return Done{institutions_output(found)};
                    },
                    .reads_only = true};
}

Result<Prepared> download(const Call& call) {
    return Prepared{.run = [caller = call.caller, ver = string_of(call.first(), "ver")](
                               Session& session, const Context& context) -> Result<Done> {
                        YIDI_TRY(const CatalogueFile file,
                                 catalogue_version(session, context, caller));
                        const bool is_new = !file.ver.empty() && file.ver != ver;
                        std::string_view warning;
                        if (file.ver.empty()) {
                            warning = "本系统的目录没有这一类数据";
                        } else if (!is_new) {
                            warning = "目录没有更新的版本";
                        }
                        return Done{.output = download_output(is_new ? &file : nullptr, file.ver),
                                    .warn_msg = std::string{warning}};
                    },
                    .reads_only = true};
}

payer::PageRequest page_of(const Fields& fields) {
    return {.page_num = fields.whole("page_num"), .page_size = fields.whole("page_size")};
}

std::optional<Date> maybe_date(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.date(name)} : std::nullopt;
}

std::optional<bool> maybe_flag(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.flag(name)} : std::nullopt;
}

/// The fields that every query of the catalogue has.
payer::CatalogueQuery query_of(const Call& call) {
    const Fields& fields = call.first();
    payer::CatalogueQuery query{
        .caller = call.caller, .admdvs = 0, .filter = {}, .page = page_of(fields)};
    query.filter.since = fields.date("updt_time");
    query.filter.on = maybe_date(fields, "query_date");
    query.filter.is_valid = maybe_flag(fields, "vali_flag");
    return query;
}

Result<std::uint32_t> insu_admdvs_of(const Fields& fields) {
    if (!fields.has("insu_admdvs")) return 0U;
    const Result<RegionCode> area = parse_region_code(fields.text("insu_admdvs"));
    if (area) return area->number();
    return fail(
        Error{.code = ErrorCode::bad_region,
              .where = "input.data.insu_admdvs",
              .rule = "六位数字的医保区划",
              .remedy = "请填写医保区划代码，或不发送",
              .detail = "不是医保区划代码，收到“" + string_of(fields, "insu_admdvs") + "”"});
}

using WriteItem = void (*)(codec::JsonWriter&, const registry::CatalogueItem&, Date);

Prepared query_with(payer::CatalogueQuery query, WriteItem write) {
    return {.run = [query = std::move(query), write](Session& session,
                                                     const Context& context) -> Result<Done> {
                YIDI_TRY(const payer::Page<registry::CatalogueItem> page,
                         payer::query_catalogue(session, context, query));
                return Done{page_output(
                    page, [&](codec::JsonWriter& writer, const registry::CatalogueItem& item) {
                        write(writer, item, context.now.date());
                    })};
            },
            .reads_only = true};
}

Result<Prepared> query_ethnic(const Call& call) {
    constexpr std::string_view kEthnicDrugs = "104";
    payer::CatalogueQuery query = query_of(call);
    query.filter.list_type = kEthnicDrugs;
    query.filter.med_list_codg = string_of(call.first(), "med_list_codg");
    query.filter.name = string_of(call.first(), "drug_genname");
    return query_with(std::move(query), write_ethnic_drug);
}

Result<Prepared> query_list(const Call& call) {
    const Fields& fields = call.first();
    payer::CatalogueQuery query = query_of(call);
    YIDI_TRY(query.admdvs, insu_admdvs_of(fields));
    query.filter.med_list_codg = string_of(fields, "hilist_code");
    query.filter.name = string_of(fields, "hilist_name");
    query.filter.list_type = string_of(fields, "list_type");
    query.filter.med_chrgitm_type = string_of(fields, "med_chrgitm_type");
    query.filter.chrgitm_lv = string_of(fields, "chrgitm_lv");
    query.filter.lmt_used_flag = maybe_flag(fields, "lmt_used_flag");
    return query_with(std::move(query), write_listed);
}

/// The codes of both sides are one: who asks for either finds it.
Result<Prepared> query_match(const Call& call) {
    const Fields& fields = call.first();
    payer::CatalogueQuery query = query_of(call);
    YIDI_TRY(query.admdvs, insu_admdvs_of(fields));
    query.filter.med_list_codg =
        string_of(fields, fields.has("med_list_codg") ? "med_list_codg" : "hilist_code");
    query.filter.list_type = string_of(fields, "list_type");
    return query_with(std::move(query), write_match);
}

Result<Prepared> query_prices(const Call& call) {
    payer::CatalogueQuery query = query_of(call);
    YIDI_TRY(query.admdvs, insu_admdvs_of(call.first()));
    query.filter.med_list_codg = string_of(call.first(), "hilist_code");
    query.filter.is_price_limited = true;
    return query_with(std::move(query), write_price);
}

Result<Prepared> query_selfpay(const Call& call) {
    payer::CatalogueQuery query = query_of(call);
    YIDI_TRY(query.admdvs, insu_admdvs_of(call.first()));
    query.filter.med_list_codg = string_of(call.first(), "hilist_code");
    return query_with(std::move(query), write_selfpay);
}

Result<Prepared> query_mappings(const Call& call) {
    YIDI_TRY_VOID(check_own_code(call));
    const Fields& fields = call.first();
    payer::MappingQuery query{.caller = call.caller,
                              .medins_list_codg = string_of(fields, "medins_list_codg"),
                              .medins_list_name = string_of(fields, "medins_list_name"),
                              .med_list_codg = string_of(fields, "med_list_codg"),
                              .list_type = string_of(fields, "list_type"),
                              .since = fields.date("updt_time"),
                              .on = maybe_date(fields, "query_date"),
                              .page = page_of(fields)};
    return Prepared{.run = [query = std::move(query)](Session& session,
                                                      const Context& context) -> Result<Done> {
                        YIDI_TRY(const payer::Page<payer::Mapping> page,
                                 payer::query_mappings(session, context, query));
                        return Done{page_output(
                            page, [&](codec::JsonWriter& writer, const payer::Mapping& one) {
                                write_mapping(writer, one, query.caller.fixmedins_code);
                            })};
                    },
                    .reads_only = true};
}

Result<Prepared> query_dictionary(const Call& call) {
    const Fields& fields = call.first();
    const std::string type = string_of(fields, "type");
    const Dictionary* dictionary = find_dictionary(type);
    if (dictionary == nullptr) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "input.data.type",
                          .rule = "字典的字段名，如 insutype、med_type、hosp_lv",
                          .remedy = "请核对字典类型",
                          .detail = "没有这个字典"});
    }
    // Every code holds on every day; what does not hold is not kept.
    const bool is_asked_for = fields.flag("valiFlag");
    return Prepared{.run = [dictionary, is_asked_for, parent = string_of(fields, "parentValue")](
                               Session&, const Context&) -> Result<Done> {
                        return Done{dictionary_output(is_asked_for ? dictionary : nullptr, parent)};
                    },
                    .reads_only = true};
}

payer::Mapping mapping_of(const Fields& fields) {
    return {.medins_list_codg = string_of(fields, "fixmedins_hilist_id"),
            .medins_list_name = string_of(fields, "fixmedins_hilist_name"),
            .med_list_codg = string_of(fields, "med_list_codg"),
            .list_type = string_of(fields, "list_type"),
            .begndate = fields.date("begndate"),
            .enddate = maybe_date(fields, "enddate"),
            .aprvno = string_of(fields, "aprvno"),
            .dosform = string_of(fields, "dosform"),
            .exct_cont = string_of(fields, "exct_cont"),
            .item_cont = string_of(fields, "item_cont"),
            .prcunt = string_of(fields, "prcunt"),
            .spec = string_of(fields, "spec"),
            .pacspec = string_of(fields, "pacspec"),
            .memo = string_of(fields, "memo"),
            .at = {}};
}

Result<Prepared> upload_mappings(const Call& call) {
    payer::UploadMappings request{.caller = call.caller, .mappings = {}};
    for (const Fields& row : call.nodes.front()) request.mappings.push_back(mapping_of(row));
    return Prepared{
        [request = std::move(request)](Session& session, const Context& context) -> Result<Done> {
            YIDI_TRY_VOID(payer::upload_mappings(session, context, request));
            return Done{std::string{kEmptyOutput}};
        }};
}

Result<Prepared> undo_mapping(const Call& call) {
    YIDI_TRY_VOID(check_own_code(call));
    const payer::UndoMapping request{
        .caller = call.caller,
        .medins_list_codg = string_of(call.first(), "fixmedins_hilist_id"),
        .med_list_codg = string_of(call.first(), "med_list_codg")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const bool is_new, payer::undo_mapping(session, context, request));
        return Done{.output = std::string{kEmptyOutput}, .warn_msg = is_new ? "" : "此前已经撤销"};
    }};
}

}  // namespace

std::span<const Handler> catalogue_handlers() {
    static constexpr std::array kHandlers{
        Handler{"1201", look_up_institution},
        Handler{"1301", download},
        Handler{"1302", download},
        Handler{"1303", download},
        Handler{"1304", query_ethnic},
        Handler{"1305", download},
        Handler{"1306", download},
        Handler{"1307", download},
        Handler{"1308", download},
        Handler{"1309", download},
        Handler{"1310", download},
        Handler{"1311", download},
        Handler{"1312", query_list},
        Handler{"1313", download},
        Handler{"1314", download},
        Handler{"1315", download},
        Handler{"1316", query_match},
        Handler{"1317", query_mappings},
        Handler{"1318", query_prices},
        Handler{"1319", query_selfpay},
        Handler{"1901", query_dictionary},
        Handler{"3301", upload_mappings},
        Handler{"3302", undo_mapping},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
