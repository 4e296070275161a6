#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/pack_store.h"
#include "api/mcp/server.h"
#include "base/assert.h"

// No line crashes a session or breaks its framing: whatever comes, each answer is one line of JSON,
// and a ping is answered afterwards. An input is the lines of a session that has begun; they are
// held against the packs of the repository, whose root the target runs in.

namespace {

const yidi::policy::Book& book() {
    static const yidi::policy::Book kBook = [] {
        constexpr std::uint32_t kSomewhere = 130'100;
        yidi::Result<yidi::policy::Book> read = yidi::codec::load_book(
            {.policies = "policies", .regions = "data/regions/regions.tsv"}, {{kSomewhere}});
        YIDI_ASSERT(read.has_value());
        return *std::move(read);
    }();
    return kBook;
}

void check(const std::string& answer) {
    if (answer.empty()) return;
    YIDI_ASSERT(answer.find('\n') == std::string::npos);
    yidi::codec::JsonTree tree;
    YIDI_ASSERT(tree.read(answer).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    // The first byte chooses the version, and so whether batches are taken.
    const bool has_batches = !rest.empty() && rest.front() == '[';
    yidi::mcp::Server server{book(),
                             {.version = "0", .case_schema = R"({"type":"object"})", .today = [] {
                                  return *yidi::parse_date("2026-03-03");
                              }}};
    check(server.answer(
        R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":")" +
        std::string{has_batches ? "2025-03-26" : "2025-11-25"} + "\"}}"));
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        check(server.answer(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    const std::string last = server.answer(R"({"jsonrpc":"2.0","id":1,"method":"ping"})");
    YIDI_ASSERT(last == R"({"jsonrpc":"2.0","id":1,"result":{}})");
    return 0;
}
