#include "adapters/codec/utf8.h"

#include <gtest/gtest.h>

#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

TEST(Utf8, FindsTheFirstByteThatIsNoCharacter) {
    EXPECT_EQ(malformed_utf8_at("plain, 石家庄, 😀"), std::string_view::npos);
    EXPECT_EQ(malformed_utf8_at(""), std::string_view::npos);
    EXPECT_EQ(malformed_utf8_at("ab\xFF"), 2U);
    EXPECT_EQ(malformed_utf8_at("石\xE7\x9F"), 3U);        // Cut off.
    EXPECT_EQ(malformed_utf8_at("\xC0\xAF"), 0U);          // Overlong.
    EXPECT_EQ(malformed_utf8_at("\xED\xA0\x80"), 0U);      // A surrogate.
    EXPECT_EQ(malformed_utf8_at("\xF4\x90\x80\x80"), 0U);  // Above U+10FFFF.
}

TEST(Utf8, ShowsWhatCanBeShown) {
    EXPECT_EQ(shown_utf8("石\xFF\xFE家"), "石\uFFFD\uFFFD家");
    EXPECT_EQ(shown_utf8("石家庄"), "石家庄");
}

TEST(Utf8, IsAllThatTheJsonWriterWrites) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key_escaped("k\xFF");
    json.value(std::string_view{"石\xC3\"\n家"});
    json.end_object();
    EXPECT_EQ(out, "{\"k\uFFFD\":\"石\uFFFD\\\"\\n家\"}");
}

}  // namespace
}  // namespace yidi::codec
