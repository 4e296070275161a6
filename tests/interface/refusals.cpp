// Prints, as one JSON object, what docs/integrating/errors.md is made of: what the reader says of
// fields that are wrong, in the world of tests/national, and the error codes.

#include <array>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "tests/national/world.h"

namespace yidi::tests {
namespace {

Json sample_of(std::string_view infno) {
    std::ifstream file{"data/samples/" + std::string{infno} + ".json"};
    return Json::parse(file);
}

/// A field of a sample that is sent otherwise; `pointer` is a JSON pointer into the envelope.
struct Wrong {
    std::string_view what;
    std::string_view infno;
    std::string_view pointer;
    std::string_view value;  ///< JSON; empty: the member is left out
};

constexpr std::array kWrong{
    Wrong{"a required field is missing, null, blank or `\"null\"`", "2207", "/input/data/psn_no",
          "null"},
    Wrong{"a text is too long", "2207", "/input/data/invono", R"("012345678901234567890")"},
    Wrong{"a control character", "2207", "/input/data/invono", R"("INV\u0001")"},
    Wrong{"a code that the dictionary does not list", "2207", "/input/data/insutype", R"("311")"},
    Wrong{"no decimal number", "2207", "/input/data/medfee_sumamt", R"("1,000.00")"},
    Wrong{"too many decimals", "2207", "/input/data/medfee_sumamt", "300.001"},
    Wrong{"a number that is too large", "2207", "/input/data/medfee_sumamt", "99999999999999999"},
    Wrong{"a day that does not exist", "2201", "/input/data/begntime", R"("2025-02-30")"},
    Wrong{"a list or an object in place of a value", "2207", "/input/data/psn_no", "{}"},
    Wrong{"true or false in place of a text", "2207", "/input/data/invono", "true"},
    Wrong{"a node is missing", "2207", "/input/data", ""},
    Wrong{"a node is no object", "2207", "/input/data", R"("x")"},
    Wrong{"`exp_content` is no JSON", "2204", "/input/feedetail/0/exp_content", R"("er_flag=1")"},
    Wrong{"a field of the envelope is missing", "2207", "/infver", ""},
    Wrong{"`input` is missing", "2207", "/input", ""},
    Wrong{"`input` is a text that is neither JSON nor cipher", "2207", "/input", R"("x")"},
    Wrong{"a transaction that is not answered", "2207", "/infno", R"("9999")"},
    Wrong{"an institution that is not registered", "2207", "/fixmedins_code", R"("H99999900001")"},
};

Json refusal(const Wrong& wrong) {
    World world;
    Json request = sample_of(wrong.infno);
    const Json::json_pointer pointer{std::string{wrong.pointer}};
    if (wrong.value.empty()) {
        request[pointer.parent_pointer()].erase(pointer.back());
    } else {
        request[pointer] = Json::parse(wrong.value);
    }
    const Json answer = Json::parse(world.answer(request.dump()));
    return {{"what", wrong.what}, {"err_msg", answer["err_msg"]}};
}

Json everything() {
    Json all{{"refusals", Json::array()}, {"codes", Json::array()}};
    for (const Wrong& wrong : kWrong) all["refusals"].push_back(refusal(wrong));
    for (const ErrorCode code : kErrorCodes) {
        all["codes"].push_back(
            {{"number", static_cast<int>(code)}, {"name", name(code)}, {"exit", exit_code(code)}});
    }
    return all;
}

}  // namespace
}  // namespace yidi::tests

int main() {
    std::cout << yidi::tests::everything().dump(1) << '\n';
    return 0;
}
