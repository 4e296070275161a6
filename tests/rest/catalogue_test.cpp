#include "adapters/codec/pack_store.h"
#include "adapters/text/place_readings.h"
#include "app/window/item_index.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

class Typing : public Desk {
protected:
    Typing() {
        const auto table = codec::read_file("data/text/readings.tsv");
        readings_ = *text::PlaceReadings::from(*table, "readings.tsv");
        index_ = std::make_unique<app::ItemIndex>(*readings_);
        options_.items = index_.get();
        router_ =
            std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
        add("AM01", "阿莫西林胶囊", "101");
        add("AM02", "注射用阿莫西林", "101");
        add("QG03", "全国统一检查", "201");
        add("AX04", "旧药", "101", "2021-12-31");
    }
    void add(const std::string& code, const std::string& name, const std::string& list_type,
             std::string_view until = {}) {
        registry::CatalogueItem item;
        item.admdvs = kHomeArea;
        item.med_list_codg = code;
        item.begndate = *parse_date("2021-01-01");
        if (!until.empty()) item.enddate = *parse_date(until);
        item.name = name;
        item.list_type = list_type;
        item.med_chrgitm_type = "09";
        item.chrgitm_lv = "02";
        item.selfpay_prop = Rate::from_ppm(100'000);
        item.pric_uplmt_amt = UnitPrice::from_microyuan(10'300'000);
        EXPECT_TRUE(write([&](ports::Session& session) {
            return payer::add_item(session, context(), item, "test");
        }));
    }
    Json find(const std::string& query) {
        const Reply reply = ask("GET", "/catalogue?region=130102&find=" + query);
        EXPECT_EQ(reply.status, 200) << reply.response.body;
        return reply.json;
    }
    Json codes(const std::string& query) {
        const Json found = find(query);
        Json all = Json::array();
        for (const Json& one : found["items"]) all.push_back(one["med_list_codg"]);
        return all;
    }

private:
    std::unique_ptr<ports::Readings> readings_;
    std::unique_ptr<app::ItemIndex> index_;
};

TEST_F(Typing, AnItemIsFoundByCodeNamePinyinAndInitials) {
    EXPECT_EQ(codes("am01"), Json({"AM01"}));
    EXPECT_EQ(codes("%E9%98%BF%E8%8E%AB"), Json({"AM01", "AM02"}));  // 阿莫
    EXPECT_EQ(codes("amoxilin"), Json({"AM01", "AM02"}));
    EXPECT_EQ(codes("amxljn"), Json({"AM01"}));
    EXPECT_EQ(codes("qgty"), Json({"QG03"}));
}

TEST_F(Typing, CodesComeBeforeBeginningsAndThoseBeforeParts) {
    add("ZS99", "阿莫罗芬", "101");
    EXPECT_EQ(codes("am"), Json({"AM01", "AM02", "ZS99"}));
    EXPECT_EQ(codes("%E8%8E%AB%E8%A5%BF"), Json({"AM01", "AM02"}));  // 莫西
}

TEST_F(Typing, OnlyWhatIsInForceOnTheDayAndOfTheKindIsShown) {
    EXPECT_EQ(codes("ax04"), Json::array());
    EXPECT_EQ(codes("ax04&on=2021-06-01"), Json({"AX04"}));
    EXPECT_EQ(codes("a&list_type=201"), Json::array());
    const Json cut = find("am&limit=1");
    EXPECT_EQ(cut["items"].size(), 1U);
    EXPECT_EQ(cut["more"], true);
    const Json one = find("am01")["items"][0];
    EXPECT_EQ(one["name"], "阿莫西林胶囊");
    EXPECT_EQ(one["selfpay_prop"], "0.1");
    EXPECT_EQ(one["pric_uplmt_amt"], "10.3");
    EXPECT_EQ(find("am01")["region"], "130100");
}

TEST_F(Typing, WhatIsAddedIsFoundWithinAMinute) {
    EXPECT_EQ(codes("nw05"), Json::array());
    add("NW05", "新药", "101");
    EXPECT_EQ(codes("nw05"), Json::array());
    now_ = now_.plus_ms(60'000);
    EXPECT_EQ(codes("nw05"), Json({"NW05"}));
    EXPECT_EQ(codes("amxljn"), Json({"AM01"}));
}

TEST_F(Typing, NothingToLookForAndARegionThatIsNoneAreRefused) {
    EXPECT_EQ(ask("GET", "/catalogue?region=130102&find=%E3%80%82").status, 400);
    EXPECT_EQ(ask("GET", "/catalogue?region=999999&find=a").status, 400);
}

}  // namespace
}  // namespace yidi::tests
