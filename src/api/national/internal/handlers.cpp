#include <algorithm>
#include <array>

#include "api/national/internal/handler.h"
#include "base/region_code.h"

namespace yidi::national::internal {

const Handler* find_handler(std::string_view infno) {
    for (const std::span<const Handler> group :
         {session_handlers(), visit_handlers(), fee_handlers(), settle_handlers(), query_handlers(),
          record_handlers(), pharmacy_handlers(), file_handlers(), catalogue_handlers(),
          document_handlers(), visit_query_handlers(), clearing_handlers()}) {
        const auto handler = std::ranges::find(group, infno, &Handler::infno);
        if (handler != group.end()) return &*handler;
    }
    return nullptr;
}

payer::VisitRequest visit_of(const Call& call) {
    const std::string_view infno = call.caller.infno;
    payer::VisitRequest request{.caller = call.caller,
                                .psn_no = string_of(call.first(), "psn_no"),
                                .mdtrt_id = string_of(call.first(), "mdtrt_id")};
    if (infno.starts_with("22")) request.is_stay = false;
    if (infno.starts_with("23") || infno.starts_with("24")) request.is_stay = true;
    return request;
}

Result<policy::Insutype> insutype_of(const Fields& fields) {
    const std::string_view text = fields.text("insutype");
    if (const auto insutype = policy::parse_insutype(text)) return *insutype;
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "input." + std::string{fields.table().node} + ".insutype",
                      .rule = "就诊的险种：310 职工基本医疗保险、390 城乡居民基本医疗保险",
                      .remedy = "请发送 1101 返回的参保险种；其余险种是其中的支付层次",
                      .detail = "该险种不能作为就诊险种"});
}

Result<void> check_own_code(const Call& call) {
    const Fields& fields = call.first();
    const std::string_view code = fields.text("fixmedins_code");
    if (code.empty() || code == call.caller.fixmedins_code) return {};
    return fail(Error{.code = ErrorCode::inconsistent,
                      .where = "input." + std::string{fields.table().node} + ".fixmedins_code",
                      .rule = "与报文头的 fixmedins_code 相同",
                      .remedy = "请填写本机构编号",
                      .detail = "不是本机构的编号，收到“" + std::string{code} + "”"});
}

Result<std::uint32_t> setl_optins_of(const Fields& fields) {
    const Result<RegionCode> area = parse_region_code(fields.text("setl_optins"));
    if (area) return area->number();
    return fail(Error{
        .code = ErrorCode::bad_region,
        .where = "input." + std::string{fields.table().node} + ".setl_optins",
        .rule = "六位数字的医保区划",
        .remedy = "请填写结算返回的 clr_optins",
        .detail = "结算经办机构不是医保区划代码，收到“" + string_of(fields, "setl_optins") + "”"});
}

}  // namespace yidi::national::internal
