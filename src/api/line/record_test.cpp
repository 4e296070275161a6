#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/codec/json_tree.h"
#include "api/line/compare.h"
#include "api/line/masker.h"
#include "api/line/recorder.h"
#include "api/line/recording.h"
#include "api/line/replayer.h"

namespace yidi::line {
namespace {

Masker masker(bool keeps_invented = false, char key = 'k') {
    return Masker{crypto::Secret{std::string(32, key)}, keeps_invented};
}

std::string masked(std::string_view json, const Masker& with) {
    codec::JsonTree tree;
    const Result<const codec::JsonNode*> root = tree.read(json);
    EXPECT_TRUE(root) << json;
    return with.mask_message(**root);
}

std::vector<Difference> compared(std::string_view a, std::string_view b, bool has_persons = true) {
    codec::JsonTree tree;
    return compare(**tree.read(a), **tree.read(b), has_persons);
}

TEST(Masker, GivesEqualValuesEqualMasksUnderOneKey) {
    const std::string mask = masker().mask("110101199003078515");
    EXPECT_EQ(mask.size(), Masker::kMask.size() + 16);
    EXPECT_EQ(masker().mask("110101199003078515"), mask);
    EXPECT_EQ(masker().mask(mask), mask);
    EXPECT_NE(masker().mask("110101199003078516"), mask);
    EXPECT_NE(masker(false, 'x').mask("110101199003078515"), mask);
    EXPECT_NE(masker(false, 'x').key_check(), masker().key_check());
}

TEST(Masker, MasksPersonsWhereverTheyStandAndLeavesTheRestAsItWas) {
    const Masker with = masker();
    const auto of = [&](std::string_view value) { return '"' + with.mask(value) + '"'; };
    EXPECT_EQ(
        masked(R"({"psn_name":"王某","amt":300.00,"n":null,"rows":[{"tel":"13800000000"}]})", with),
        R"({"psn_name":)" + of("王某") + R"(,"amt":300.00,"n":null,"rows":[{"tel":)" +
            of("13800000000") + "}]}");
    EXPECT_EQ(masked(R"({"certno":["1","2"],"mdtrt_cert_no":1})", with),
              R"({"certno":[)" + of("1") + ',' + of("2") + R"(],"mdtrt_cert_no":)" + of("1") + '}');
    EXPECT_EQ(masked(R"({"agnter_certno":"1","live_addr":"","coner_tel":null})", with),
              R"({"agnter_certno":)" + of("1") + R"(,"live_addr":"","coner_tel":null})");
}

TEST(Masker, LooksIntoAnInputThatIsATextAndMasksOneThatIsCiphertext) {
    const Masker with = masker();
    EXPECT_EQ(masked(R"({"input":"{\"data\":{\"certno\":\"1\"}}"})", with),
              R"({"input":"{\"data\":{\"certno\":\")" + with.mask("1") + R"(\"}}"})");
    EXPECT_EQ(masked(R"({"output":"q83vASNFZ4k="})", with),
              R"({"output":")" + with.mask("q83vASNFZ4k=") + R"("})");
}

TEST(Masker, KeepsNoSignatureAndNoSecret) {
    EXPECT_EQ(masked(R"({"cainfo":"MEUCIQ","signtype":"SM2","access_token":"t"})", masker()),
              R"({"cainfo":"","signtype":"SM2","access_token":""})");
}

TEST(Masker, LeavesReadableInADemonstrationOnlyWhatNobodyHas) {
    const Masker with = masker(true);
    const std::string invented =
        R"({"psn_no":"31000000000000001016","certno":"993100199111020329","psn_name":"演示甲子",)"
        R"("tel":"00000000001","mdtrt_cert_no":"DEMO-TOKEN-000001","brdy":"1991-11-02"})";
    EXPECT_EQ(masked(invented, with), invented);
    EXPECT_EQ(masked(invented, masker()).find("演示"), std::string::npos);
    const std::string real = masked(
        R"({"psn_no":"31000012345678901016","certno":"110101199003078515","tel":"13800000000"})",
        with);
    EXPECT_EQ(real.find("31000012345678901016"), std::string::npos);
    EXPECT_EQ(real.find("110101199003078515"), std::string::npos);
    EXPECT_EQ(real.find("13800000000"), std::string::npos);
}

TEST(Recording, IsReadAsItWasWritten) {
    const Exchange exchange{.at_ms = 5,
                            .took_ms = 2,
                            .path = "/2207",
                            .headers = {{"Content-Type", "application/json"}},
                            .infno = "2207",
                            .request = R"({"infno":"2207","n":300.00})",
                            .status = 200,
                            .answer = R"({"infcode":0})"};
    const std::string head = to_line(RecordingHead{.is_demo = true, .key_check = "ab"});
    const Result<Recording> read =
        read_recording(head + to_line(exchange) + head + to_line(Exchange{.path = "/x"}) + "{\"pa");
    ASSERT_TRUE(read) << read.error();
    EXPECT_TRUE(read->head.is_demo);
    ASSERT_EQ(read->exchanges.size(), 2U) << "the last line was cut off";
    const Exchange& first = read->exchanges.front();
    EXPECT_EQ(first.request, exchange.request);
    EXPECT_EQ(first.answer, exchange.answer);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(*first.headers.find("content-type"), "application/json");
    EXPECT_EQ(read->exchanges.back().status, 0);
}

TEST(Recording, ThatIsNoneIsRefusedByItsLine) {
    const std::string head = to_line(RecordingHead{.key_check = "ab"});
    const std::string other = to_line(RecordingHead{.key_check = "cd"});
    EXPECT_EQ(read_recording("").error().where, "1");
    EXPECT_EQ(read_recording("{}\n").error().where, "1");
    EXPECT_EQ(read_recording(head + "nothing\n").error().where, "2");
    EXPECT_EQ(read_recording("{\"yidi_recording\":2}\n").error().code, ErrorCode::bad_value);
    EXPECT_EQ(read_recording(head + other).error().code, ErrorCode::inconsistent);
}

TEST(RecordKey, IsReadAsItWasWritten) {
    const crypto::Secret key{std::string(32, 'k')};
    EXPECT_EQ(read_record_key(record_key_text(key)).value(), key);
    EXPECT_FALSE(read_record_key("00"));
    EXPECT_FALSE(read_record_key("no key"));
}

TEST(Comparison, NamesTheFieldAndBothValues) {
    EXPECT_EQ(compared(R"({"output":{"setlinfo":{"hifp_pay":70350.00}}})",
                       R"({"output":{"setlinfo":{"hifp_pay":70200.00}}})"),
              (std::vector<Difference>{{"output.setlinfo.hifp_pay", "70350.00", "70200.00"}}));
    EXPECT_EQ(
        compared(R"({"rows":[{"a":1},{"a":2}]})", R"({"rows":[{"a":1},{"a":3},{"a":4}]})"),
        (std::vector<Difference>{{"rows.1.a", "2", "3"}, {"rows.2", "(nothing)", R"({"a":4})"}}));
    EXPECT_EQ(compared(R"({"a":1,"b":"x"})", R"({"b":1,"c":true})"),
              (std::vector<Difference>{
                  {"a", "1", "(nothing)"}, {"b", R"("x")", "1"}, {"c", "(nothing)", "true"}}));
}

TEST(Comparison, LeavesOutTimesAndNumbersAndWhatSaysTheSame) {
    EXPECT_TRUE(compared(R"({"inf_refmsgid":"1","respond_time":"1","setl_id":"1","x":null,"n":300,
                            "medins_setl_id":"a","m":0.50})",
                         R"({"inf_refmsgid":"2","respond_time":"2","setl_id":"2","n":300.00,
                            "medins_setl_id":"b","m":0.5,"y":null})")
                    .empty());
    EXPECT_EQ(compared(R"({"n":10})", R"({"n":1})").size(), 1U) << "zeros of whole numbers count";
    EXPECT_TRUE(compared(R"({"psn_name":"a"})", R"({"psn_name":"b"})", false).empty());
    EXPECT_EQ(compared(R"({"psn_name":"a"})", R"({"psn_name":"b"})").size(), 1U);
}

Exchange said(std::string request, std::string answer) {
    return {.path = "/", .request = std::move(request), .status = 200, .answer = std::move(answer)};
}

http::Response answered(std::string body, int status = 200) {
    return {.status = status, .body = std::move(body)};
}

TEST(Replay, CarriesTheServersNumbersOverIntoLaterRequests) {
    Replayer replayer{{}};
    const Exchange first =
        said(R"({"input":{"a":1}})",
             R"({"output":{"data":{"mdtrt_id":"7","psn_no":"P1"},"sign_no":"S"}})");
    EXPECT_EQ(replayer.prepare(first)->body, first.request) << "nothing is known yet";
    EXPECT_TRUE(replayer
                    .take(first, answered(R"({"output":{"data":{"mdtrt_id":"8","psn_no":"P2"},
                                             "sign_no":"T"}})"))
                    .empty());
    EXPECT_EQ(replayer
                  .prepare(said(R"({"sign_no":"S","input":{"data":[{"mdtrt_id":"7","psn_no":"P1",
                                    "setl_id":"7"}]}})",
                                "{}"))
                  ->body,
              R"({"sign_no":"T","input":{"data":[{"mdtrt_id":"8","psn_no":"P2","setl_id":"7"}]}})")
        << "another kind of number is not touched";
}

TEST(Replay, GivesNewMsgidsToAllThatNameTheSame) {
    Replayer replayer{{.new_msgids = "20260615090000"}};
    const auto body = [&](const std::string& request) {
        return replayer.prepare(said(request, "{}"))->body;
    };
    const std::string made = "H9933010001120260615090000";
    EXPECT_EQ(body(R"({"msgid":"H99330100011A"})"), R"({"msgid":")" + made + R"(0001"})");
    EXPECT_EQ(body(R"({"msgid":"H99330100011B","input":{"omsgid":"H99330100011A"}})"),
              R"({"msgid":")" + made + R"(0002","input":{"omsgid":")" + made + R"(0001"}})");
}

TEST(Replay, PutsRealPersonsInWhereATableOrAnAnswerTellsThem) {
    const Masker with = masker();
    const std::string certno = with.mask("110101199003078515");
    const std::string number = with.mask("P1");
    const std::string asks =
        R"({"certno":")" + certno + R"(","dr_name":")" + with.mask("x") + "\"}";
    Replayer nobody{{.masker = with}};
    EXPECT_EQ(nobody.prepare(said(asks, "{}"))->unknown, std::vector<std::string>{"certno"})
        << "a doctor's name may stay a mask";

    Replayer replayer{{.masker = with, .persons = {{certno, "110101199003078515"}}}};
    const std::optional<Replayer::ToSend> send = replayer.prepare(said(asks, "{}"));
    EXPECT_TRUE(send->unknown.empty());
    EXPECT_EQ(send->body.find(R"({"certno":"110101199003078515","dr_name":"masked-)"), 0U);
    EXPECT_TRUE(replayer
                    .take(said(asks, R"({"psn_no":")" + number + R"(","psn_name":")" +
                                         with.mask("王某") + "\"}"),
                          answered(R"({"psn_no":"P1","psn_name":"王某"})"))
                    .empty());
    EXPECT_EQ(replayer.prepare(said(R"({"psn_no":")" + number + "\"}", "{}"))->body,
              R"({"psn_no":"P1"})");
    EXPECT_EQ(replayer
                  .take(said("{}", R"({"psn_name":")" + with.mask("王某") + "\"}"),
                        answered(R"({"psn_name":"李某"})"))
                  .front()
                  .replayed,
              '"' + with.mask("李某") + '"')
        << "what differs is shown masked";
}

TEST(Replay, TellsStatusLostAnswersAndFiles) {
    Replayer replayer{{}};
    const Exchange message = said("{}", R"({"infcode":0})");
    EXPECT_EQ(replayer.take(message, answered(R"({"infcode":0})", 401)),
              (std::vector<Difference>{{"status", "200", "401"}}));
    EXPECT_EQ(replayer.take(message, std::nullopt),
              (std::vector<Difference>{{"answer", "200", "(nothing)"}}));
    Exchange lost = message;
    lost.status = 0;
    EXPECT_TRUE(replayer.take(lost, answered(R"({"infcode":-1})")).empty());
    // printf %s file | sha256sum
    Exchange file = said("{}", "");
    file.answer_sha256 = "3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80";
    EXPECT_TRUE(replayer.take(file, answered("file")).empty());
    EXPECT_EQ(replayer.take(file, answered("other")).size(), 1U);
    EXPECT_EQ(replayer.take(file, answered(R"({"psn_name":"王某"})")).front().replayed,
              "(a message)");
}

TEST(Replay, LeavesOutWhatCannotBeSent) {
    Replayer replayer{{}};
    EXPECT_FALSE(replayer.prepare(said("", "")));
    EXPECT_FALSE(replayer.prepare(
        said(R"({"infno":"2207","input":")" + masker().mask("cipher") + "\"}", "{}")));
}

class Recorded : public testing::Test {
protected:
    Exchange only() {
        const Result<Recording> read = read_recording(written_);
        EXPECT_TRUE(read && read->exchanges.size() == 1) << written_;
        return read->exchanges.front();
    }
    std::string written_;
    std::int64_t now_ms_ = 1'000;
    http::Answer waiting_;
    std::optional<http::Response> response_;
    Recorder recorder_{{.deliver = [this](const http::Request&,
                                          http::Answer answer) { waiting_ = std::move(answer); },
                        .masker = masker(),
                        .write = [this](std::string_view line) { written_ += line; },
                        .now = [this] { return Instant::from_ms(now_ms_); }}};

    void send(std::string body, http::Headers headers = {}) {
        recorder_.handle({.method = "POST",
                          .target = "/2207?certno=1",
                          .headers = std::move(headers),
                          .body = std::move(body)},
                         [this](http::Response response) { response_ = std::move(response); });
    }
};

TEST_F(Recorded, AnExchangeIsKeptWhenItIsAnswered) {
    now_ms_ += 40;
    send(R"({"infno":"2207","input":{"data":{"certno":"1"}}})",
         {{"Content-Type", "application/json"}, {"x-tif-signature", "s"}, {"Cookie", "c"}});
    now_ms_ += 2;
    waiting_({.body = R"({"infcode":0,"output":{"psn_name":"王某"}})"});
    const Exchange kept = only();
    EXPECT_EQ(kept.at_ms, 40);
    EXPECT_EQ(kept.took_ms, 2);
    EXPECT_EQ(kept.path, "/2207");
    EXPECT_EQ(kept.headers.size(), 1U);
    EXPECT_EQ(kept.request,
              R"({"infno":"2207","input":{"data":{"certno":")" + masker().mask("1") + "\"}}}");
    EXPECT_EQ(kept.answer,
              R"({"infcode":0,"output":{"psn_name":")" + masker().mask("王某") + "\"}}");
    EXPECT_EQ(response_->body, R"({"infcode":0,"output":{"psn_name":"王某"}})");
}

TEST_F(Recorded, AnAnswerThatNeverComesIsKeptAsNone) {
    send(R"({"infno":"2207"})");
    now_ms_ += 7;
    waiting_ = nullptr;
    EXPECT_EQ(only().status, 0);
    EXPECT_EQ(only().took_ms, 7);
    EXPECT_FALSE(response_);
}

TEST_F(Recorded, WhatIsNoMessageIsKeptWithoutItsBody) {
    send("grant_type=client_credentials&client_secret=s");
    waiting_({.body = R"({"access_token":"t"})"});
    EXPECT_EQ(only().request, "");
    EXPECT_EQ(only().answer, "");
    EXPECT_EQ(written_.find("client_secret"), std::string::npos);
}

}  // namespace
}  // namespace yidi::line
