#include "app/payer/page.h"

#include "app/payer/internal/refusal.h"

namespace yidi::payer {

Result<void> check(const PageRequest& page) {
    if (page.page_num < 1) {
        return internal::refuse(ErrorCode::bad_value, "page_num", "1 for the first page",
                                "send 1 and count up", "no page has this number");
    }
    if (page.page_size < 1 || page.page_size > kPageSizeMax) {
        return internal::refuse(ErrorCode::bad_value, "page_size", "1 to 1,000 rows a page",
                                "ask for fewer rows and for more pages",
                                "no page has so many rows");
    }
    return {};
}

}  // namespace yidi::payer
