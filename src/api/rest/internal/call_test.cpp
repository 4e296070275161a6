#include "api/rest/internal/call.h"

#include <gtest/gtest.h>

namespace yidi::rest {
namespace {

Endpoint about(access::About subject) {
    return {.id = "x",
            .method = "GET",
            .path = "/x",
            .summary = {},
            .rule = {.roles = access::kEverybody, .about = subject}};
}

TEST(LeftOut, AScopeHasToBeCheckedWhereThereIsASubject) {
    for (const access::About subject : {access::About::person, access::About::place}) {
        EXPECT_TRUE(left_out(about(subject), {}).has_value());
        EXPECT_FALSE(left_out(about(subject), {.checked_scope = true}).has_value());
    }
    EXPECT_FALSE(left_out(about(access::About::nothing), {}).has_value());
    EXPECT_FALSE(left_out(about(access::About::account), {}).has_value());
}

TEST(LeftOut, WhatIsOpenHasNoScope) {
    Endpoint open = about(access::About::person);
    open.rule.is_open = true;
    EXPECT_FALSE(left_out(open, {}).has_value());
}

TEST(LeftOut, AnAccessHasToBeNoted) {
    Endpoint noting = about(access::About::person);
    noting.accesses = "x read";
    EXPECT_TRUE(left_out(noting, {.checked_scope = true}).has_value());
    const auto told = left_out(noting, {.checked_scope = true, .noted = true});
    EXPECT_FALSE(told.has_value());
}

}  // namespace
}  // namespace yidi::rest
