#include <array>

#include "api/national/internal/words.h"

/// 1201, 1301–1319, 1901, 3301, 3302.
namespace yidi::national::internal {
namespace {

// 1201
constexpr std::array kInstitutionQueryFields{
    d("fixmedins_type", "定点医疗服务机构类型", 6, kFixmedinsType),
    c("fixmedins_name", "定点医药机构名称", 200),
    c("fixmedins_code", "定点医药机构编号", 12),
};
constexpr std::array kInstitutionFields{
    c("fixmedins_code", "定点医药机构编号", 12).must(),
    c("fixmedins_name", "定点医药机构名称", 200).must(),
    c("uscc", "统一社会信用代码", 50),
    d("fixmedins_type", "定点医疗服务机构类型", 6, kFixmedinsType).must(),
    d("hosp_lv", "医院等级", 6, kHospLv),
};

// 1301–1303, 1305–1311, 1313–1315
constexpr std::array kVersionFields{
    c("ver", "版本号", 20).must(),
};
constexpr std::array kDownloadFields{
    c("file_qury_no", "文件查询号", 30),
    c("filename", "文件名", 200),
    time("dld_endtime", "下载截止时间").also("dld_end_time"),
    n("data_cnt", "数据量", 10, 0).must(),
    // Not in the text: what to send as `ver` the next time.
    c("ver", "版本号", 20),
};

// What every paged query is asked and answers beside its own fields.
constexpr std::array kPageFields{
    day("query_date", "查询时间点"),
    day("updt_time", "更新时间").must(),
    n("page_num", "当前页数", 4, 0).must(),
    n("page_size", "本页数据量", 4, 0).must(),
};
constexpr std::array kPagingFields{
    d("firstPage", "是否第一页", 3, kFlag).must(),
    d("lastPage", "是否最后一页", 3, kFlag).must(),
    n("size", "本页行数", 10, 0).must(),
    n("startRow", "起始行", 10, 0).must(),
    n("endRow", "结束行", 10, 0).must(),
    n("pageSize", "每页行数", 10, 0).must(),
    n("pageNum", "当前页数", 10, 0).must(),
    n("recordCounts", "总行数", 10, 0).must(),
    n("pages", "总页数", 10, 0).must(),
};
constexpr Table kPaging{.node = "", .fields = kPagingFields};

// 1304
constexpr std::array kEthnicFilters = join(
    std::array{
        c("med_list_codg", "医疗目录编码", 50),
        c("drug_genname", "药品通用名", 200),
        d("vali_flag", "有效标志", 3, kFlag),
    },
    kPageFields);
constexpr std::array kEthnicFields{
    c("med_list_codg", "医疗目录编码", 50).must(),
    c("drug_genname", "药品通用名", 200),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    d("vali_flag", "有效标志", 3, kFlag).must(),
    time("updt_time", "更新时间").must(),
};

// 1312
constexpr std::array kListFilters = join(
    std::array{
        c("hilist_code", "医保目录编码", 50),
        c("insu_admdvs", "参保机构医保区划", 6),
        c("hilist_name", "医保目录名称", 200),
        d("med_chrgitm_type", "医疗收费项目类别", 6, kMedChrgitmType),
        d("chrgitm_lv", "收费项目等级", 3, kChrgitmLv),
        d("lmt_used_flag", "限制使用标志", 3, kFlag),
        d("list_type", "目录类别", 30, kListType),
        d("vali_flag", "有效标志", 3, kFlag),
    },
    kPageFields);
constexpr std::array kListFields{
    c("hilist_code", "医保目录编码", 50).must(),
    c("hilist_name", "医保目录名称", 200),
    c("insu_admdvs", "参保机构医保区划", 6).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    d("med_chrgitm_type", "医疗收费项目类别", 6, kMedChrgitmType),
    d("chrgitm_lv", "收费项目等级", 3, kChrgitmLv).must(),
    d("lmt_used_flag", "限制使用标志", 3, kFlag).must(),
    d("list_type", "目录类别", 30, kListType).must(),
    d("med_use_flag", "医疗使用标志", 3, kFlag),
    d("matn_used_flag", "生育使用标志", 3, kFlag),
    d("hilist_use_type", "医保目录使用类别", 6, kUnpublished),
    d("lmt_cpnd_type", "限复方使用类型", 6, kUnpublished),
    c("wubi", "五笔助记码", 30),
    c("pinyin", "拼音助记码", 30),
    c("memo", "备注", 500),
    d("vali_flag", "有效标志", 3, kFlag).must(),
    c("rid", "数据唯一记录号", 80).must(),
    time("updt_time", "更新时间").must(),
    c("crter_id", "创建人ID", 20),
    c("crter_name", "创建人姓名", 50),
    time("crte_time", "创建时间"),
    c("crte_optins_no", "创建机构编号", 20),
    c("opter_id", "经办人ID", 20),
    c("opter_name", "经办人姓名", 50),
    time("opt_time", "经办时间"),
    c("optins_no", "经办机构编号", 20),
    c("poolarea_no", "统筹区编号", 6),
};

// 1316
constexpr std::array kMatchFilters = join(
    std::array{
        c("med_list_codg", "医疗目录编码", 50),
        c("hilist_code", "医保目录编码", 50),
        d("list_type", "目录类别", 30, kListType),
        c("insu_admdvs", "参保机构医保区划", 6),
        d("vali_flag", "有效标志", 3, kFlag),
    },
    kPageFields);
constexpr std::array kMatchFields{
    c("med_list_codg", "医疗目录编码", 50).must(),
    c("hilist_code", "医保目录编码", 50).must(),
    d("list_type", "目录类别", 30, kListType).must(),
    c("insu_admdvs", "参保机构医保区划", 6).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    d("vali_flag", "有效标志", 3, kFlag).must(),
    time("updt_time", "更新时间").must(),
};

// 1317
constexpr std::array kMappingFilters = join(
    std::array{
        c("fixmedins_code", "定点医药机构编号", 12),
        c("medins_list_codg", "定点医药机构目录编号", 150),
        c("medins_list_name", "定点医药机构目录名称", 200),
        c("med_list_codg", "医疗目录编码", 50),
        d("list_type", "目录类别", 30, kListType),
    },
    kPageFields);
constexpr std::array kMappingFields{
    c("fixmedins_code", "定点医药机构编号", 12).must(),
    c("medins_list_codg", "定点医药机构目录编号", 150).must(),
    c("medins_list_name", "定点医药机构目录名称", 200).must(),
    c("med_list_codg", "医疗目录编码", 50).must(),
    d("list_type", "目录类别", 30, kListType).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    c("aprvno", "批准文号", 100),
    c("dosform", "剂型", 200),
    c("exct_cont", "除外内容", 2000),
    c("item_cont", "项目内涵", 2000),
    c("prcunt", "计价单位", 100),
    c("spec", "规格", 200),
    c("pacspec", "包装规格", 100),
    c("memo", "备注", 500),
    time("updt_time", "更新时间").must(),
};

// 1318
constexpr std::array kPriceFilters = join(
    std::array{
        c("hilist_code", "医保目录编码", 50),
        c("insu_admdvs", "参保机构医保区划", 6),
        d("vali_flag", "有效标志", 3, kFlag),
    },
    kPageFields);
constexpr std::array kPriceFields{
    c("hilist_code", "医保目录编码", 50).must(),
    d("hilist_lmtpric_type", "医保目录限价类型", 6, kUnpublished),
    d("overlmt_dspo_way", "医保目录超限处理方式", 6, kUnpublished),
    c("insu_admdvs", "参保机构医保区划", 6).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    // 16,2 in the text; limits may have more places.
    n("hilist_pric_uplmt_amt", "医保目录定价上限金额", 16, 6).must(),
    d("vali_flag", "有效标志", 3, kFlag).must(),
    time("updt_time", "更新时间").must(),
};

// 1319
constexpr std::array kSelfpayFilters = kPriceFilters;
constexpr std::array kSelfpayFields{
    c("hilist_code", "医保目录编码", 50).must(),
    d("selfpay_prop_psn_type", "医保目录自付比例人员类别", 6, kUnpublished),
    d("selfpay_prop_type", "目录自付比例类别", 6, kUnpublished).must(),
    c("insu_admdvs", "参保机构医保区划", 6).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    n("selfpay_prop", "自付比例", 5, 4).must(),
    d("vali_flag", "有效标志", 3, kFlag).must(),
    time("updt_time", "更新时间").must(),
};

// 1901
constexpr std::array kDictionaryQueryFields{
    c("type", "字典类型", 30).must(),
    c("parentValue", "父字典键值", 10).also("parent_value"),
    c("admdvs", "行政区划", 6).must(),
    day("date", "查询日期").must(),
    d("valiFlag", "有效标志", 3, kFlag).must().also("vali_flag"),
};
constexpr std::array kDictionaryFields{
    c("type", "字典类型", 30).must(),  c("label", "字典标签", 50).must(),
    c("value", "字典键值", 20).must(), c("parent_value", "父字典键值", 10).also("parentValue"),
    n("sort", "序号", 10, 0).must(),   d("vali_flag", "有效标志", 3, kFlag).must().also("valiFlag"),
    c("create_user", "创建人", 50),    day("create_date", "创建日期"),
    c("version", "版本", 30),
};

// 3301
constexpr std::array kMappingUploadFields{
    c("fixmedins_hilist_id", "定点医药机构目录编号", 30).must().also("medins_list_codg"),
    c("fixmedins_hilist_name", "定点医药机构目录名称", 200).must().also("medins_list_name"),
    d("list_type", "目录类别", 3, kListType).must(),
    c("med_list_codg", "医疗目录编码", 50).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    c("aprvno", "批准文号", 100),
    c("dosform", "剂型", 200),
    c("exct_cont", "除外内容", 2000),
    c("item_cont", "项目内涵", 2000),
    c("prcunt", "计价单位", 100),
    c("spec", "规格", 200),
    c("pacspec", "包装规格", 100),
    c("memo", "备注", 500),
};

// 3302
constexpr std::array kMappingUndoFields{
    c("fixmedins_code", "定点医药机构编号", 12).must(),
    c("fixmedins_hilist_id", "定点医药机构目录编号", 30).must().also("medins_list_codg"),
    d("list_type", "目录类别", 3, kListType).must(),
    c("med_list_codg", "医疗目录编码", 50).must(),
};

constexpr Table data_of(std::span<const Field> fields) {
    return {.node = "data", .fields = fields};
}
constexpr std::array<Table, 2> pages_of(std::span<const Field> fields) {
    return {kPaging, Table{.node = "data", .fields = fields, .is_list = true}};
}

constexpr std::array kInput1201{
    Table{.node = "medinsinfo", .fields = kInstitutionQueryFields},
};
constexpr std::array kOutput1201{
    Table{.node = "medinsinfo", .fields = kInstitutionFields, .is_list = true},
};
constexpr std::array kInput1301{data_of(kVersionFields)};
constexpr std::array kOutput1301{
    Table{.node = "", .fields = kDownloadFields},
};
constexpr std::array kInput1304{data_of(kEthnicFilters)};
constexpr std::array kOutput1304 = pages_of(kEthnicFields);
constexpr std::array kInput1312{data_of(kListFilters)};
constexpr std::array kOutput1312 = pages_of(kListFields);
constexpr std::array kInput1316{data_of(kMatchFilters)};
constexpr std::array kOutput1316 = pages_of(kMatchFields);
constexpr std::array kInput1317{data_of(kMappingFilters)};
constexpr std::array kOutput1317 = pages_of(kMappingFields);
constexpr std::array kInput1318{data_of(kPriceFilters)};
constexpr std::array kOutput1318 = pages_of(kPriceFields);
constexpr std::array kInput1319{data_of(kSelfpayFilters)};
constexpr std::array kOutput1319 = pages_of(kSelfpayFields);
constexpr std::array kInput1901{data_of(kDictionaryQueryFields)};
constexpr std::array kOutput1901{
    Table{.node = "list", .fields = kDictionaryFields, .is_list = true},
};
constexpr std::array kInput3301{
    Table{
        .node = "data", .fields = kMappingUploadFields, .is_list = true, .other = "catalogcompin"},
};
constexpr std::array kInput3302{data_of(kMappingUndoFields)};

constexpr Form download(std::string_view infno, std::string_view label) {
    return {.infno = infno, .label = label, .input = kInput1301, .output = kOutput1301};
}

constexpr std::array kCatalogueList{
    Form{.infno = "1201", .label = "医药机构信息获取", .input = kInput1201, .output = kOutput1201},
    download("1301", "西药中成药目录下载"),
    download("1302", "中药饮片目录下载"),
    download("1303", "医疗机构制剂目录下载"),
    Form{.infno = "1304", .label = "民族药品目录查询", .input = kInput1304, .output = kOutput1304},
    download("1305", "医疗服务项目目录下载"),
    download("1306", "医用耗材目录下载"),
    download("1307", "疾病与诊断目录下载"),
    download("1308", "手术操作目录下载"),
    download("1309", "门诊慢特病种目录下载"),
    download("1310", "按病种付费病种目录下载"),
    download("1311", "日间手术治疗病种目录下载"),
    Form{.infno = "1312", .label = "医保目录信息查询", .input = kInput1312, .output = kOutput1312},
    download("1313", "肿瘤形态学目录下载"),
    download("1314", "中医疾病目录下载"),
    download("1315", "中医证候目录下载"),
    Form{.infno = "1316",
         .label = "医疗目录与医保目录匹配信息查询",
         .input = kInput1316,
         .output = kOutput1316},
    Form{.infno = "1317",
         .label = "医药机构目录匹配信息查询",
         .input = kInput1317,
         .output = kOutput1317},
    Form{.infno = "1318",
         .label = "医保目录限价信息查询",
         .input = kInput1318,
         .output = kOutput1318},
    Form{.infno = "1319",
         .label = "医保目录先自付比例信息查询",
         .input = kInput1319,
         .output = kOutput1319},
    Form{.infno = "1901", .label = "字典表查询", .input = kInput1901, .output = kOutput1901},
    Form{.infno = "3301", .label = "目录对照上传", .input = kInput3301, .output = {}},
    Form{.infno = "3302", .label = "目录对照撤销", .input = kInput3302, .output = {}},
};

}  // namespace

const std::span<const Form> kCatalogueForms{kCatalogueList};

}  // namespace yidi::national::internal
