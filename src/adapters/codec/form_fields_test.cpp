#include "adapters/codec/form_fields.h"

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
}

}  // namespace
}  // namespace yidi::codec
