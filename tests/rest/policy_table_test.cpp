#include <algorithm>

#include "adapters/codec/pack_encoder.h"
#include "adapters/crypto/encoding.h"
#include "tests/rest/desk.h"

/// Packs as tables over the REST interface: rows in words, what differs, and tables that come back.
namespace yidi::tests {
namespace {

class PolicyTable : public Desk {
protected:
    PolicyTable() {
        std::vector<policy::Pack> packs;
        for (const auto& one : book_.policies()) {
            packs.push_back(packs_.keep(codec::encode_pack(one->pack)));
        }
        book_ = *policy::Book::from(std::move(packs), book_.regions());
        first_ = token_of("policy_officer@1301");
        second_ = token_of("policy_officer@13");
    }

    Json ask_for(const std::string& path, const std::string& token = {}) {
        const Reply reply = ask("GET", path, nullptr, {.token = token});
        EXPECT_EQ(reply.status, 200) << path << " " << reply.response.body;
        return reply.json;
    }
    /// A draft of today's pack under the next number.
    Json begun() {
        const Reply reply =
            ask("POST", "/policies/130100/drafts", {{"reason", "新办法"}}, {.token = first_});
        EXPECT_EQ(reply.status, 201) << reply.response.body;
        return reply.json["change"];
    }
    Reply read_file(const std::string& filename, const std::string& bytes, const Json& more = {}) {
        Json body{{"filename", filename}, {"bytes", crypto::to_base64(bytes)}};
        if (more.is_object()) body.update(more);
        return ask("POST", "/policy-files", body, {.token = first_});
    }
    std::string csv_of(const std::string& of = {}) {
        const http::Response file =
            ask("GET", "/policies/130100/file?format=csv" + (of.empty() ? of : "&of=" + of),
                nullptr, {.token = first_})
                .response;
        EXPECT_EQ(file.status, 200) << file.body;
        return file.body;
    }
    Reply step(const Json& change, const std::string& verb, const std::string& token,
               Json more = Json::object()) {
        more["sha256"] = change["sha256"];
        return ask("POST", "/policy-changes/" + change["change_id"].get<std::string>() + verb, more,
                   {.token = token});
    }
    static Json row_of(const Json& rows, const std::string& parameter) {
        for (const Json& row : rows) {
            if (row["parameter"] == parameter && row["business"] == "inpatient") return row;
        }
        ADD_FAILURE() << "no row of " << parameter;
        return {};
    }

    std::string first_;
    std::string second_;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// The line of a CSV that holds a text, the head being the first.
std::int64_t line_of(const std::string& csv, const std::string& text) {
    return 1 +
           std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(csv.find(text)), '\n');
}

TEST_F(PolicyTable, RulesAreRowsInWords) {
    const Json table = ask_for("/policies/130100/rows");
    EXPECT_EQ(table["pack"]["version"], 1);
    const Json ratio = row_of(table["rows"], "ratio");
    EXPECT_EQ(ratio["label"], "支付比例");
    EXPECT_EQ(ratio["value"], "80%");
    EXPECT_TRUE(ratio["to"].is_null());
    EXPECT_EQ(ratio["scheme"], "职工医保 · 住院");
    const Reply english =
        ask("GET", "/policies/130100/rows", nullptr, {.headers = {{"Accept-Language", "en"}}});
    EXPECT_EQ(row_of(english.json["rows"], "ratio")["label"], "payment ratio");
    EXPECT_EQ(ask("GET", "/policies/999999/rows").status, 404);
}

TEST_F(PolicyTable, ADraftBeginsFromAVersionUnderTheNextNumber) {
    const Json change = begun();
    const std::string path = "/policy-changes/" + change["change_id"].get<std::string>();
    const Json checked = ask_for(path + "/check", first_);
    EXPECT_EQ(checked["version"], 2);
    EXPECT_EQ(checked["findings"], Json::array());
    EXPECT_EQ(change["reason"], "新办法");
    // Nothing else differs.
    const Json difference = ask_for(
        "/policies/130100/difference?after=" + change["change_id"].get<std::string>(), first_);
    EXPECT_EQ(difference["changes"], Json::array());
    EXPECT_EQ(difference["others"], Json::array());
    const Reply nowhere = ask("POST", "/policies/130100/drafts", {{"of", "77"}}, {.token = first_});
    EXPECT_EQ(nowhere.status, 404);
    const Reply elsewhere = ask("POST", "/policies/130100/drafts", Json::object(),
                                {.token = token_of("policy_officer@12")});
    EXPECT_EQ(elsewhere.status, 403);
}

TEST_F(PolicyTable, ADraftIsSeenByThoseWhoMaySeeChangesOnly) {
    const std::string id = begun()["change_id"];
    const std::string path = "/policies/130100/rows?of=" + id;
    EXPECT_EQ(ask("GET", path).status, 404);
    EXPECT_EQ(ask("GET", path, nullptr, {.token = token_of("policy_officer@12")}).status, 404);
    EXPECT_EQ(ask("GET", path, nullptr, {.token = token_of("auditor@13")}).status, 200);
    EXPECT_EQ(ask("GET", "/policies/120100/rows?of=" + id, nullptr, {.token = first_}).status, 404)
        << "of another area";
    EXPECT_EQ(ask("GET", "/policies/130100/rows?of=0").status, 200);
    EXPECT_EQ(ask("GET", "/policies/130100/rows?of=x").status, 404);
    EXPECT_EQ(ask("GET", "/policies/130100/rows?of=0x").status, 404);
}

TEST_F(PolicyTable, ATableThatIsChangedComesBackAsADraftAndIsComputedWith) {
    const Json change = begun();
    const std::string id = change["change_id"];
    const std::string csv = csv_of(id);
    const Reply read = read_file("130100.csv", replaced(csv, ",0.8,", ",0.85,"));
    ASSERT_EQ(read.status, 200) << read.response.body;
    EXPECT_EQ(read.json["problems"], Json::array());
    EXPECT_EQ(read.json["findings"], Json::array());
    EXPECT_EQ(read.json["version"], 2);
    const Reply kept = step(change, "/text", first_, {{"text", read.json["text"]}});
    ASSERT_EQ(kept.status, 200) << kept.response.body;
    const Json difference = ask_for("/policies/130100/difference?after=" + id, first_);
    ASSERT_EQ(difference["changes"].size(), 1U) << difference.dump();
    EXPECT_EQ(difference["changes"][0]["kind"], "changed");
    EXPECT_EQ(difference["changes"][0]["before"]["value"], "80%");
    EXPECT_EQ(difference["changes"][0]["after"]["value"], "85%");
    const Reply sent = step(kept.json["change"], "/submit", first_);
    ASSERT_EQ(step(sent.json["change"], "/approve", second_).status, 200);
    const Json now = ask_for("/policies/130100/rows");
    EXPECT_EQ(row_of(now["rows"], "ratio")["value"], "85%");
    // The history of the value: once with the program's pack, once with the new one.
    const std::string key = row_of(now["rows"], "ratio")["key"];
    std::string encoded;
    for (const char one : key) {
        encoded += one == '/' ? "%2F" : one == '=' ? "%3D" : one == ';' ? "%3B" : std::string{one};
    }
    const Json terms = ask_for("/policies/130100/history?key=" + encoded)["terms"];
    ASSERT_EQ(terms.size(), 2U) << terms.dump();
    EXPECT_EQ(terms[0]["rows"][0]["value"], "80%");
    EXPECT_EQ(terms[1]["rows"][0]["value"], "85%");
    EXPECT_EQ(terms[1]["from"], "2025-03-13");
}

TEST_F(PolicyTable, EachCellThatCannotBeReadIsNamedByRowAndColumn) {
    const std::string csv = csv_of();
    std::string wrong = replaced(csv, ",0.8,", ",0.8x,");
    wrong = replaced(wrong, ",20000,", ",-20000,");
    const std::size_t end = wrong.find_last_not_of("\r\n") + 1;
    wrong = wrong.substr(0, end) + "\r\nrows,130100\r\n";
    const Reply read = read_file("130100.csv", wrong);
    ASSERT_EQ(read.status, 200) << read.response.body;
    ASSERT_EQ(read.json["problems"].size(), 3U) << read.response.body;
    std::vector<std::int64_t> lines;
    for (const Json& problem : read.json["problems"]) {
        lines.push_back(problem["line"]);
        EXPECT_FALSE(problem["column"].get<std::string>().empty()) << problem.dump();
        EXPECT_FALSE(problem["remedy"].get<std::string>().empty());
    }
    EXPECT_TRUE(std::ranges::is_sorted(lines));
    EXPECT_NE(std::ranges::find(lines, line_of(wrong, ",0.8x,")), lines.end());
    EXPECT_NE(std::ranges::find(lines, line_of(wrong, ",-20000,")), lines.end());
    EXPECT_FALSE(read.json.contains("text"));
    EXPECT_EQ(rows(ports::Table::policy_change), 0U);
    const Reply garbled = read_file("130100.xlsx", "PK but no workbook");
    EXPECT_EQ(garbled.json["problems"].size(), 1U) << garbled.response.body;
    EXPECT_EQ(ask("POST", "/policy-files", {{"filename", "x.csv"}, {"bytes", ""}},
                  {.token = token_of("auditor@*")})
                  .status,
              403);
}

TEST_F(PolicyTable, AWorkbookIsReadAsItWasExported) {
    const http::Response file = ask("GET", "/policies/130100/file").response;
    ASSERT_EQ(file.status, 200);
    EXPECT_NE(file.headers.find("Content-Disposition")->find("130100-v1.xlsx"), std::string::npos);
    const Reply read = read_file("130100.xlsx", file.body, {{"version", 5}});
    EXPECT_EQ(read.json["problems"], Json::array()) << read.response.body;
    EXPECT_EQ(read.json["version"], 5) << "a draft keeps its number";
    const http::Response yaml = ask("GET", "/policies/130100/file?format=yaml").response;
    const Reply text = read_file("130100.yaml", yaml.body);
    EXPECT_EQ(text.json["text"], yaml.body);
}

TEST_F(PolicyTable, AGapAndAnOverlapAreSentences) {
    const std::string csv = csv_of();
    const std::size_t at = csv.find("\r\n", csv.find(",0.8,")) + 2;
    const std::size_t begin = csv.rfind('\n', csv.find(",0.8,")) + 1;
    const std::string twice = csv.substr(0, at) + csv.substr(begin);
    const Json overlap = read_file("130100.csv", twice).json["findings"];
    ASSERT_FALSE(overlap.empty());
    EXPECT_EQ(overlap[0]["kind"], "overlap");
    EXPECT_TRUE(overlap[0]["rule"].get<std::string>().starts_with("有两条规则："))
        << overlap.dump();
    const std::string missing = csv.substr(0, begin) + csv.substr(at);
    const Json gap = read_file("130100.csv", missing).json["findings"];
    ASSERT_FALSE(gap.empty());
    EXPECT_EQ(gap[0]["kind"], "gap");
    EXPECT_TRUE(gap[0]["rule"].get<std::string>().starts_with("没有规则：")) << gap.dump();
    EXPECT_EQ(gap[0]["remedy"], "补一条规则，或补一条写明原因的“未知”");
}

}  // namespace
}  // namespace yidi::tests
