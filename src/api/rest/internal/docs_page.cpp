#include "api/rest/internal/docs_page.h"

#include <string_view>

#include "api/rest/internal/openapi.h"
#include "api/rest/internal/reply.h"
#include "api/rest/internal/routes.h"

namespace yidi::rest::internal {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>异地 Yidi — REST</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff;
  font: 1rem/1.6 system-ui, sans-serif }
h3 { margin: 2rem 0 .3rem }
code { overflow-wrap: anywhere }
.method { display: inline-block; min-width: 4.5rem; font-weight: bold }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
th, td { padding: .25rem 1rem .25rem 0; vertical-align: top; text-align: left;
  border-bottom: 1px solid #ccc }
caption { text-align: left; font-weight: bold }
.inner { padding-left: 1.5rem }
</style>
</head>
<body>
<h1>异地 Yidi：REST 接口</h1>
<p>地址在 <code>/api/v1</code> 之下，请求与应答都是 JSON；机器可读的描述在
<a href="/openapi.json">/openapi.json</a>，怎样用见 <code>docs/integrating/rest.md</code>。</p>
<ul>
<li>登录：<a href="#signIn">POST /sessions</a> 给出令牌（<code>Authorization: Bearer …</code>）或 Cookie；
第三方程序用密钥，写法相同。</li>
<li>以 Cookie 登录的写操作另带 <code>X-Yidi-Page: 1</code>。</li>
<li>写操作带 <code>Idempotency-Key</code>：没有收到应答就以同一键重发，得到同一应答。</li>
<li>错误是 <code>application/problem+json</code>：<code>code</code> 供程序判断，<code>pointer</code> 是须改之处，
<code>remedy</code> 是怎么办。</li>
<li>金额是元，日期 <code>YYYY-MM-DD</code>（含末日），时间 <code>YYYY-MM-DDThh:mm:ss+08:00</code>。</li>
</ul>
)";

void append_escaped(std::string& out, std::string_view text) {
    for (const char one : text) {
        switch (one) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += one;
        }
    }
}

std::string_view words_of(Type type) {
    switch (type) {
        case Type::text: return "文本";
        case Type::code: return "代码";
        case Type::secret: return "密文";
        case Type::whole: return "整数";
        case Type::money: return "元";
        case Type::ratio: return "比例";
        case Type::date: return "日期";
        case Type::time: return "时间";
        case Type::flag: return "true/false";
        case Type::object: return "对象";
        case Type::list: return "列表";
        case Type::texts: return "文本列表";
        case Type::any: return "JSON";
    }
    return {};
}

void append_fields(std::string& out, std::span<const Field> fields, const std::string& before,
                   bool is_request) {
    for (const Field& field : fields) {
        out += "<tr><td><code>";
        append_escaped(out, before);
        append_escaped(out, field.name);
        out += "</code></td><td>";
        out += words_of(field.type);
        if (field.is_required) out += is_request ? "，必填" : "，必有";
        out += "</td><td>";
        append_escaped(out, field.label);
        for (const std::string_view one : field.choices) {
            out += " <code>";
            append_escaped(out, one);
            out += "</code>";
        }
        out += "</td></tr>\n";
        append_fields(out, field.fields,
                      before + std::string{field.name} + (field.type == Type::list ? "[]." : "."),
                      is_request);
    }
}

void append_table(std::string& out, std::string_view title, std::span<const Field> fields,
                  bool is_request) {
    if (fields.empty()) return;
    out += "<table><caption>";
    out += title;
    out += "</caption>\n";
    append_fields(out, fields, {}, is_request);
    out += "</table>\n";
}

void append_operation(std::string& out, const Endpoint& endpoint) {
    out += R"(<h3 id=")";
    append_escaped(out, endpoint.id);
    out += R"("><code><span class="method">)";
    out += endpoint.method;
    out += "</span>";
    out += kBase;
    append_escaped(out, endpoint.path);
    out += "</code></h3>\n<p>";
    append_escaped(out, endpoint.summary.zh);
    out += "<br><span lang=\"en\">";
    append_escaped(out, endpoint.summary.en);
    out += "</span></p>\n<p>可用：";
    append_escaped(out, rule_in_words(endpoint.rule));
    if (endpoint.needs_key()) out += "；须带 <code>Idempotency-Key</code>";
    if (!endpoint.accesses.empty()) out += "；查看与修改都记入审计";
    out += "</p>\n";
    append_table(out, "参数", endpoint.parameters, true);
    append_table(out, "请求体", endpoint.body, true);
    if (!endpoint.body_schema.empty()) {
        out += "<p>请求体：<code>";
        append_escaped(out, endpoint.body_schema);
        out += "</code>，见 /openapi.json 与 docs/using/case-file.md</p>\n";
    }
    append_table(out, "应答 " + std::to_string(endpoint.status), endpoint.answer, false);
    out += "<p>失败：";
    for (const int status : failures_of(endpoint)) {
        out += "<code>" + std::to_string(status) + "</code> ";
    }
    out += "</p>\n";
}

}  // namespace

std::string docs_page() {
    std::string out{kHead};
    out += "<h2>目录</h2>\n<table>\n";
    for (const Subject& subject : subjects()) {
        for (const Endpoint& endpoint : subject.endpoints) {
            out += "<tr><td><code><span class=\"method\">" + std::string{endpoint.method} +
                   "</span><a href=\"#" + std::string{endpoint.id} + "\">";
            append_escaped(out, endpoint.path);
            out += "</a></code></td><td>";
            append_escaped(out, endpoint.summary.zh);
            out += "</td></tr>\n";
        }
    }
    out += "</table>\n";
    for (const Subject& subject : subjects()) {
        out += "<h2>";
        append_escaped(out, subject.title.zh);
        out += " <span lang=\"en\">";
        append_escaped(out, subject.title.en);
        out += "</span></h2>\n";
        for (const Endpoint& endpoint : subject.endpoints) append_operation(out, endpoint);
    }
    return out += "</body>\n</html>\n";
}

}  // namespace yidi::rest::internal
