#include "tests/national/hospital.h"

#include <fstream>
#include <iterator>

#include "adapters/codec/json_tree.h"
#include "api/national/fields.h"

namespace yidi::tests {
namespace {

using national::Form;
using national::Table;

/// Replaces a number wherever a member of this name has it.
void set_everywhere(Json& json, std::string_view name, const std::string& value) {
    if (json.is_object() && json.contains(name) && json[std::string{name}] != Json{""}) {
        json[std::string{name}] = value;
    }
    for (Json& inner : json) {
        if (inner.is_structured()) set_everywhere(inner, name, value);
    }
}

void find_faults(const Table& table, const Json& row, std::vector<std::string>& faults) {
    for (const national::Field& field : table.fields) {
        if (!row.contains(field.name)) faults.push_back("no " + std::string{field.name});
    }
    codec::JsonTree tree;
    const auto node = tree.read(row.dump());
    const auto fields = national::read_fields(tree, **node, table, table.node);
    if (!fields) faults.push_back(national::message_of(fields.error()));
    for (const national::Field& field : table.fields) {
        if (field.type != national::FieldType::number || !row.contains(field.name)) continue;
        const Json& value = row[std::string{field.name}];
        if (!value.is_null() && !value.is_number()) {
            faults.push_back(std::string{field.name} + " is no number");
        }
    }
}

}  // namespace

std::vector<std::string> faults_of(const Form& form, const Json& output) {
    std::vector<std::string> faults;
    for (const Table& table : form.output) {
        if (!table.node.empty() && !output.contains(table.node)) {
            faults.push_back("no node " + std::string{table.node});
            continue;
        }
        const Json& node = table.node.empty() ? output : output[std::string{table.node}];
        if (node.is_array() != table.is_list) {
            faults.push_back(std::string{table.node} + " is of another shape");
            continue;
        }
        if (!table.is_list) find_faults(table, node, faults);
        for (const Json& row : table.is_list ? node : Json::array()) {
            find_faults(table, row, faults);
        }
    }
    return faults;
}

Json Hospital::sample(std::string_view infno) {
    std::ifstream file{"tests/fuzz/corpus/envelope/" + std::string{infno} + ".json"};
    Json request = Json::parse(file);
    request["msgid"] = "M" + std::to_string(++sent_);
    Json& input = request["input"];
    if (input.is_string()) input = Json::parse(input.get<std::string>());
    set_everywhere(input, "mdtrt_id", mdtrt_id_);
    set_everywhere(input, "setl_id", setl_id_);
    set_everywhere(input, "trt_dcla_detl_sn", record_id_);
    set_everywhere(input, "psn_no", psn_no_);
    if (!sign_no_.empty()) {
        request["sign_no"] = sign_no_;
        set_everywhere(input, "sign_no", sign_no_);
    }
    return request;
}

http::Response Hospital::post(std::string body, http::Headers headers, std::string target) {
    http::Response response{.status = 0};
    endpoint_.handle({.method = "POST",
                      .target = std::move(target),
                      .headers = std::move(headers),
                      .body = std::move(body)},
                     [&](http::Response answer) { response = std::move(answer); });
    return response;
}

Json Hospital::send_this(const Json& request) {
    const http::Response response = post(request.dump());
    EXPECT_EQ(response.status, 200);
    return Json::parse(response.body);
}

Json Hospital::done_this(const Json& request) {
    const Json answer = send_this(request);
    const auto infno = request["infno"].get<std::string>();
    EXPECT_EQ(answer["infcode"], 0) << infno << answer["err_msg"];
    EXPECT_EQ(faults_of(*national::find_form(infno), answer["output"]), std::vector<std::string>{})
        << infno << answer["output"];
    return answer["output"];
}

std::string Hospital::fetched(const Json& request) {
    http::Response response = post(request.dump());
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(is_file(response)) << response.body;
    return std::move(response.body);
}

std::string Hospital::refused(const Json& request) {
    const std::string before = state();
    const Json answer = send_this(request);
    EXPECT_EQ(answer["infcode"], -1) << request["infno"];
    EXPECT_TRUE(answer["output"].is_null()) << request["infno"];
    EXPECT_EQ(state(), before) << request["infno"];
    return answer["err_msg"].get<std::string>();
}

void Hospital::begin_visit() {
    mdtrt_id_ = done("2201")["data"]["mdtrt_id"].get<std::string>();
    done("2203A");
    done("2204");
}

void Hospital::begin_stay() {
    mdtrt_id_ = done("2401")["result"]["mdtrt_id"].get<std::string>();
    done("2301");
}

}  // namespace yidi::tests
