#include <array>

#include "api/national/internal/words.h"

/// 3203, 3204, 3209A, 3260, 3261, 3262.
namespace yidi::national::internal {
namespace {

// 3203
constexpr std::array kApplicationFields{
    d("clr_type", "清算类别", 30, kClrType).must(),
    d("clr_way", "清算方式", 30, kClrWay),
    c("setlym", "清算年月", 6).must(),
    n("psntime", "清算人次", 6, 0).must(),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    signed_amount("med_sumfee", "医保认可费用总额").must(),
    signed_amount("fund_appy_sum", "基金申报总额").must(),
    signed_amount("cash_payamt", "现金支付金额").must(),
    signed_amount("acct_pay", "个人账户支出").must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期").must(),
};

// 3203, 3204
constexpr std::array kApplicationIdFields{
    c("clr_appy_evt_id", "清算申请事件ID", 30).must(),
};

// 3209A: which fields have to be there is not published.
constexpr std::array kUnmatchedQueryFields{
    d("clr_type", "清算类别", 30, kClrType),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期").must(),
    c("clr_optins", "清算经办机构", 6),
};

// The two spellings are those of the interface and of the one program that is known to read it.
constexpr std::array kUnmatchedFields{
    kSetlId,
    c("insu_admdvs", "参保地医保区划", 6).must(),
    c("setlId", "结算ID", 30).must(),
    c("insuAdmdvs", "参保地医保区划", 6).must(),
};

// 3260, 3261, 3262
constexpr std::array kPeriodFields{
    c("trt_year", "结算年度", 4).must(),
    c("trt_month", "结算月份", 2).must(),
};

constexpr std::array kDetailQueryFields =
    join(kPeriodFields, std::array{
                            n("startrow", "开始行数", 12, 0).must(),
                        });

constexpr std::array kBillFields{
    // 18 in the text, which holds identity cards alone.
    c("certno", "证件号码", 50).must(),
    c("mdtrt_id", "就诊登记号", 30).must(),
    time("mdtrt_setl_time", "就诊结算时间").must(),
    c("setl_sn", "结算流水号", 30).must(),
    signed_amount("medfee_sumamt", "总费用").must(),
    signed_amount("optins_pay_sumamt", "经办机构支付总额").must(),
};

constexpr std::array kDetailFields = join(
    std::array{
        n("seqno", "顺序号", 12, 0).must(),
        c("mdtrtarea", "就医地医保区划", 6).must(),
        c("medins_no", "医疗机构编号", 30).must(),
        d("fulamt_advpay_flag", "全额垫付标志", 3, kFulamtAdvpayFlag).must(),
    },
    kBillFields);

constexpr std::array kConfirmFields = join(kPeriodFields, std::array{
                                                              n("totalrow", "总行数", 12, 0).must(),
                                                          });

constexpr std::array kWordFields =
    join(kBillFields, std::array{
                          d("cnfm_flag", "确认标志", 3, kCnfmFlag).must(),
                      });

constexpr std::array kUndoFields = join(kPeriodFields, std::array{
                                                           c("otransid", "原交易流水号", 30).must(),
                                                       });

constexpr std::array kInput3203{
    Table{.node = "data", .fields = kApplicationFields},
};
constexpr std::array kOutput3203{
    Table{.node = "result", .fields = kApplicationIdFields},
};
constexpr std::array kInput3204{
    Table{.node = "data", .fields = kApplicationIdFields},
};
constexpr std::array kInput3209A{
    Table{.node = "data", .fields = kUnmatchedQueryFields},
};
constexpr std::array kOutput3209A{
    Table{.node = "data", .fields = kUnmatchedFields, .is_list = true},
};
constexpr std::array kInput3260{
    Table{.node = "data", .fields = kDetailQueryFields},
};
constexpr std::array kOutput3260{
    Table{.node = "data", .fields = kDetailFields, .is_list = true},
};
constexpr std::array kInput3261{
    Table{.node = "data", .fields = kConfirmFields},
    Table{.node = "detail", .fields = kWordFields, .is_list = true},
};
constexpr std::array kInput3262{
    Table{.node = "data", .fields = kUndoFields},
};

constexpr std::array kClearingList{
    Form{.infno = "3203", .label = "清算申请", .input = kInput3203, .output = kOutput3203},
    Form{.infno = "3204", .label = "清算申请撤销", .input = kInput3204, .output = {}},
    Form{.infno = "3209A",
         .label = "查询跨省三方对账未成功数据",
         .input = kInput3209A,
         .output = kOutput3209A},
    Form{.infno = "3260", .label = "提取异地清分明细", .input = kInput3260, .output = kOutput3260},
    Form{.infno = "3261", .label = "异地清分结果确认", .input = kInput3261, .output = {}},
    Form{.infno = "3262", .label = "异地清分结果确认回退", .input = kInput3262, .output = {}},
};

}  // namespace

const std::span<const Form> kClearingForms{kClearingList};

}  // namespace yidi::national::internal
