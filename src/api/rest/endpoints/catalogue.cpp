#include <array>
#include <string>

#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/window/item_index.h"

/// Items of a treating region's catalogue while they are typed: open to everybody.
namespace yidi::rest::internal {
namespace {

constexpr std::array kParameters{
    code("region", "就医地，六位；找它的统筹区的目录", 6).must(),
    text("find", "编码的开头，或名称的一部分、全拼、首字母", registry::NameQuery::kCharactersMax)
        .must(),
    value(Type::date, "on", "哪一天有效；没有：今天"),
    code("list_type", "目录类别：101 西药、102 中药、201 服务项目、301 耗材 …", 3),
    whole("limit", "最多几条；没有：20", 1, 100),
};
constexpr std::array kItem{
    code("med_list_codg", "目录编码").must(),
    text("name", "名称").must(),
    code("list_type", "目录类别").must(),
    code("med_chrgitm_type", "收费项目类别").must(),
    code("chrgitm_lv", "01 甲、02 乙、03 丙").must(),
    value(Type::ratio, "selfpay_prop", "先行自付比例").must(),
    text("pric_uplmt_amt", "限价；没有：不限"),
    value(Type::flag, "lmt_used_flag", "限制使用").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：仍有效"),
};
constexpr std::array kAnswer{
    code("region", "谁的目录").must(),
    value(Type::date, "on", "哪一天").must(),
    value(Type::flag, "more", "还有").must(),
    list("items", "编码相符的在前，再是名称开头，再是名称中间", kItem, 100).must(),
};

Result<Done> find(Call& call) {
    const Input& asked = call.parameters();
    constexpr std::size_t kUsual = 20;
    app::ItemsQuery query;
    YIDI_TRY(query.region, read_region(asked.view("region"), "region"));
    if (!call.book().regions().contains(query.region)) {
        return fail(Error{.code = ErrorCode::bad_region,
                          .where = "region",
                          .rule = "区划列表中的代码",
                          .remedy = "核对六位代码",
                          .detail = "区划 " + asked.text("region") + " 不在列表中"});
    }
    query.find = asked.text("find");
    query.on = asked.maybe_date("on").value_or(call.context().now.date());
    query.list_type = asked.text("list_type");
    query.limit = asked.has("limit") ? static_cast<std::size_t>(asked.whole("limit")) : kUsual;
    app::ItemsFound found;
    found.area = call.book().regions().pooling_area(query.region);
    if (app::ItemIndex* items = call.options().items) {
        YIDI_TRY(found, items->find(call.session(), call.context(), query));
    }
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("region", std::to_string(found.area));
    json.member("on", query.on);
    json.member("more", found.is_cut);
    json.key("items");
    json.begin_array();
    for (const registry::CatalogueItem& item : found.items) {
        json.begin_object();
        json.member("med_list_codg", item.med_list_codg);
        json.member("name", item.name);
        json.member("list_type", item.list_type);
        json.member("med_chrgitm_type", item.med_chrgitm_type);
        json.member("chrgitm_lv", item.chrgitm_lv);
        json.member("selfpay_prop", item.selfpay_prop);
        write_text(json, "pric_uplmt_amt",
                   item.pric_uplmt_amt ? to_string(*item.pric_uplmt_amt) : std::string{});
        json.member("lmt_used_flag", item.lmt_used_flag);
        json.member("begndate", item.begndate);
        write_day(json, "enddate", item.enddate);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{
        .id = "findItems",
        .method = "GET",
        .path = "/catalogue",
        .summary = {"按编码、名称、拼音查找就医地目录的项目",
                    "Items of a treating region's catalogue by code, name, pinyin or initials"},
        .rule = {.is_open = true, .roles = access::kEverybody},
        .effect = Effect::reads,
        .parameters = kParameters,
        .answer = kAnswer,
        .handle = find},
};

}  // namespace

Subject catalogue_subject() {
    return {.id = "catalogue", .title = {"目录", "Catalogues"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
