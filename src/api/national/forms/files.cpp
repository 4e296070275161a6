#include <array>

#include "api/national/internal/words.h"

/// 9101, 9102, 3202.
namespace yidi::national::internal {
namespace {

constexpr std::uint16_t kFileKib = 4'096;

// 9101
constexpr std::array kUploadFields{
    bytes("in", "文件数据", kFileKib).must(),
    c("filename", "文件名", 200).must(),
    c("fixmedins_code", "医药机构编号", 30).must(),
};

constexpr std::array kUploadedFields{
    c("file_qury_no", "文件查询号", 30).must(),
    c("filename", "文件名", 200).must(),
    c("fixmedins_code", "医药机构编号", 30).must(),
    time("dld_endtime", "下载截止时间").must().also("dld_end_time"),
};

// 9102
constexpr std::array kDownloadFields{
    c("file_qury_no", "文件查询号", 30).must(),
    c("filename", "文件名", 200).must(),
    c("fixmedins_code", "医药机构编号", 30).must(),
};

// 3202
constexpr std::array kDetailsFields{
    d("clr_type", "清算类别", 6, kClrType).must(),
    c("setl_optins", "结算经办机构", 6).must().also("clr_optins"),
    c("file_qury_no", "文件查询号", 30).must(),
    day("stmt_begndate", "对账开始日期").must(),
    day("stmt_enddate", "对账结束日期").must(),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("cash_payamt", "现金支付金额").must(),
    n("fixmedins_setl_cnt", "定点医药机构结算笔数", 10, 0).must(),
    d("refd_setl_flag", "退费结算标志", 3, kFlag).also("REFD_SETL_FLAG"),
};

constexpr std::array kFileinfoFields{
    c("file_qury_no", "文件查询号", 30).must(),
    c("filename", "文件名", 200).must(),
    time("dld_endtime", "下载截止时间").must().also("dld_end_time"),
};

constexpr std::array kInput9101{
    Table{.node = "fsUploadIn", .fields = kUploadFields},
};
constexpr std::array kOutput9101{
    Table{.node = "", .fields = kUploadedFields},
};
constexpr std::array kInput9102{
    Table{.node = "fsDownloadIn", .fields = kDownloadFields},
};
constexpr std::array kInput3202{
    Table{.node = "data", .fields = kDetailsFields},
};
constexpr std::array kOutput3202{
    Table{.node = "fileinfo", .fields = kFileinfoFields},
};

constexpr std::array kFileList{
    Form{.infno = "9101", .label = "文件上传", .input = kInput9101, .output = kOutput9101},
    Form{.infno = "9102", .label = "文件下载", .input = kInput9102, .output = {}},
    Form{.infno = "3202",
         .label = "医药机构费用结算对明细账",
         .input = kInput3202,
         .output = kOutput3202},
};

}  // namespace

const std::span<const Form> kFileForms{kFileList};

}  // namespace yidi::national::internal
