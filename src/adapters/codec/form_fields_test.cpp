#include "adapters/codec/form_fields.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

TEST(FormFields, AreDecoded) {
    const Result<FormFields> form = read_form("a=1+2&b=%E5%8C%BB&c&=x&&d=%2B", "body");
    ASSERT_TRUE(form) << form.error();
    EXPECT_EQ(form->get("a"), "1 2");
    EXPECT_EQ(form->get("b"), "医");
    EXPECT_TRUE(form->has("c"));
    EXPECT_EQ(form->get("c"), "");
    EXPECT_EQ(form->get("d"), "+");
    EXPECT_FALSE(form->has("e"));
    EXPECT_EQ(form->get("e"), "");
}

TEST(FormFields, AreRefusedWhereTheyAreBroken) {
    EXPECT_EQ(read_form("a=%2", "body").error().where, "body");
    EXPECT_FALSE(read_form("a=%zz", "body").has_value());
    EXPECT_FALSE(read_form("a=1&a=2", "body").has_value());
    EXPECT_EQ(read_form(std::string(kFormBytesMax + 1, 'a'), "body").error().code,
              ErrorCode::limit_exceeded);
    std::string many;
    for (std::size_t i = 0; i <= kFormFieldsMax; ++i) many += "n" + std::to_string(i) + "=1&";
    EXPECT_EQ(read_form(many, "body").error().code, ErrorCode::limit_exceeded);
}

}  // namespace
}  // namespace yidi::codec
