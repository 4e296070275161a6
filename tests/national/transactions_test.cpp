#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/crypto/encoding.h"
#include "tests/national/world.h"

/// Each transaction from a literal request to its literal answer, whole: numbers, times and every
/// field. After a change that was meant, YIDI_UPDATE=1 writes the answers anew, to be read as a
/// difference.
namespace yidi::tests {
namespace {

constexpr std::string_view kFolder = "tests/protocol/transactions/";

std::string path_of(std::string_view infno, std::string_view what) {
    return std::string{kFolder}.append(infno).append(what);
}

std::string text_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    EXPECT_TRUE(file) << path << " is missing";
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The text that opens here, with both quotes.
std::string_view text_at(std::string_view json, std::size_t begin) {
    std::size_t at = begin + 1;
    while (json[at] != '"') at += json[at] == '\\' ? 2U : 1U;
    return json.substr(begin, at + 1 - begin);
}

std::string_view token_at(std::string_view json, std::size_t at) {
    if (json[at] == '"') return text_at(json, at);
    const std::string_view two = json.substr(at, 2);
    return two == "{}" || two == "[]" ? two : two.substr(0, 1);
}

/// The same tokens in lines of their own. No parser touches them, so that 1.50 stays 1.50.
std::string laid_out(std::string_view json) {
    constexpr std::size_t kIndent = 2;
    std::string out;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < json.size();) {
        const std::string_view token = token_at(json, at);
        at += token.size();
        const bool opens = token == "{" || token == "[";
        const bool closes = token == "}" || token == "]";
        if (opens) ++depth;
        if (closes) out.append("\n").append(--depth * kIndent, ' ');
        out += token;
        if (opens || token == ",") out.append("\n").append(depth * kIndent, ' ');
        if (token == ":") out += ' ';
    }
    return out + '\n';
}

/// A file is shown as its bytes in Base64, as a client's log would.
std::string shown(const http::Response& response) {
    if (response.content_type != "application/octet-stream") return laid_out(response.body);
    return laid_out(R"({"content_type":"application/octet-stream","base64":")" +
                    crypto::to_base64(response.body) + "\"}");
}

/// What is done before, in the same world, so that there is something to answer.
std::string_view first_of(std::string_view infno) {
    if (infno == "4103") return "4101";
    return infno == "9002" ? "9001" : "";
}

http::Response answer_to(std::string_view infno) {
    World world;
    if (const std::string_view first = first_of(infno); !first.empty()) {
        EXPECT_EQ(world.respond(text_of(path_of(first, ".request.json"))).status, 200);
    }
    return world.respond(text_of(path_of(infno, ".request.json")));
}

class Transaction : public ::testing::TestWithParam<std::string_view> {};

TEST_P(Transaction, IsAnsweredAsWritten) {
    const std::string_view infno = GetParam();
    const http::Response response = answer_to(infno);
    EXPECT_EQ(response.status, 200);
    const std::string answered = shown(response);
    const std::string path = path_of(infno, ".answer.json");
    if (std::getenv("YIDI_UPDATE") != nullptr) std::ofstream{path} << answered;
    EXPECT_EQ(answered, text_of(path));
    EXPECT_TRUE(answered.find(R"("infcode": 0)") != std::string::npos ||
                answered.find("base64") != std::string::npos)
        << answered;
}

std::vector<std::string_view> numbers() {
    std::vector<std::string_view> all;
    for (const national::Form& form : national::forms()) all.push_back(form.infno);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Every, Transaction, ::testing::ValuesIn(numbers()),
                         [](const auto& one) { return std::string{one.param}; });

TEST(Transactions, NoFileIsOfATransactionThatIsNotAnswered) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{kFolder}) {
        const std::string name = entry.path().filename().string();
        const std::string infno = name.substr(0, name.find('.'));
        EXPECT_NE(national::find_form(infno), nullptr) << name;
        ++files;
    }
    EXPECT_EQ(files, 2 * national::forms().size());
}

TEST(Transactions, AreLaidOutWithoutChangingAToken) {
    EXPECT_EQ(laid_out(R"({"a":[],"b":{},"c":[1.50,"{\",:"],"d":null})"),
              "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1.50,\n    \"{\\\",:\"\n  ],\n"
              "  \"d\": null\n}\n");
}

}  // namespace
}  // namespace yidi::tests
