#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// One request for each transaction, for programs that send requests: the samples that the tests
/// send, with variables where an institution, a person or a moment differs.
namespace yidi::cli::internal {

/// `{{name}}` in a request.
struct Variable {
    std::string_view name;
    std::string_view value;  ///< fits the world of `yidi serve --demo`; empty: comes with an answer
};

/// Those that a collection brings; msgid, inf_time, now and today are made for each request.
inline constexpr std::array kVariables{
    Variable{"YIDI_URL", "http://127.0.0.1:8460"},
    Variable{"fixmedins_code", "H99330100011"},
    Variable{"fixmedins_name", "演示杭州综合医院"},
    Variable{"mdtrtarea_admvs", "330106"},
    Variable{"insuplc_admdvs", "310000"},
    Variable{"paas_id", ""},
    Variable{"secret", ""},
    Variable{"certno", "993100199111020329"},
    Variable{"psn_name", "演示己卯"},
    Variable{"psn_no", "31000000000000001016"},
    Variable{"med_list_codg", "XY99YYY001Y001010109999"},
    Variable{"sign_no", ""},
    Variable{"sign_time", ""},
    Variable{"mdtrt_id", ""},
    Variable{"setl_id", ""},
    Variable{"trt_dcla_detl_sn", ""},
};

/// A value of the answer that later requests send.
struct Carried {
    std::string_view node;
    std::string_view name;
};

struct RequestSample {
    std::string_view infno;
    std::string_view label;
    std::string body;  ///< JSON in lines
    std::vector<Carried> carried;
};

/// In the order of the transactions. `samples` holds INFNO.json for each.
/// Errors    unreadable_file, malformed_json: a sample that is not there, or none.
[[nodiscard]] Result<std::vector<RequestSample>> request_samples(
    const std::filesystem::path& samples);

/// A Postman collection (format 2.1), as JSON.
[[nodiscard]] std::string postman_collection(const std::vector<RequestSample>& requests);

struct NamedText {
    std::string path;  ///< below the collection's folder
    std::string text;
};
/// The files of a Bruno collection.
[[nodiscard]] std::vector<NamedText> bruno_collection(const std::vector<RequestSample>& requests);

}  // namespace yidi::cli::internal
