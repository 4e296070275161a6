#include "api/rest/internal/operations.h"

#include <array>
#include <string>

#include "api/rest/internal/reply.h"
#include "ports/tables.h"

namespace yidi::rest::internal {
namespace {

constexpr std::string_view kFrontPage = R"(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>异地 Yidi</title>
<style>
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff;
  font: 1rem/1.6 system-ui, sans-serif }
table { border-collapse: collapse }
td { padding: .3rem 1rem .3rem 0; vertical-align: top; border-bottom: 1px solid #ccc }
code { overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>异地 Yidi</h1>
<p>这里是医保异地就医直接结算的服务端，由医院信息系统等程序调用。
<span lang="en">A payer's server for direct settlement of care elsewhere; it is called by programs.</span></p>
<table>
<tr><td><code>POST /</code></td><td>定点医药机构接口：报文的 <code>infno</code> 决定交易，网址任意（<code>/api/</code> 除外），
例如 <code>POST /2207</code></td></tr>
<tr><td><a href="/docs"><code>/api/v1/…</code></a></td><td>网页与第三方程序的接口（REST），逐项说明在
<a href="/docs">/docs</a>，机器可读的在 <a href="/openapi.json">/openapi.json</a></td></tr>
<tr><td><a href="/healthz"><code>GET /healthz</code></a></td><td>进程是否在运行</td></tr>
<tr><td><a href="/readyz"><code>GET /readyz</code></a></td><td>能否受理业务</td></tr>
<tr><td><a href="/metrics"><code>GET /metrics</code></a></td><td>运行指标（Prometheus）</td></tr>
</table>
<p>说明、报文样例与重发规则见源码中的 <code>docs/integrating/server.md</code>，其余文档在 <code>docs/</code>。</p>
</body>
</html>
)";

/// One look-up for a row that is never there: it reads the store and nobody's data.
Result<void> read_something(ports::Store& store) {
    return store.read([](ports::Session& session) -> Result<void> {
        const std::array<ports::Value, 1> key{std::string{}};
        YIDI_TRY_VOID(session.get(ports::spec(ports::Table::institution), key));
        return {};
    });
}

http::Response not_ready(const Error& error) {
    return problem(kUnavailable, {.detail = error.detail,
                                  .code = name(error.code),
                                  .pointer = error.where,
                                  .remedy = error.remedy});
}

}  // namespace

http::Response health() {
    return json(R"({"status":"ok"})");
}

http::Response readiness(const RouterPorts& ports, const RouterOptions& options) {
    if (const Result<void> read = read_something(ports.store); !read) {
        return not_ready(read.error());
    }
    if (options.ready) {
        if (const Result<void> well = options.ready(); !well) return not_ready(well.error());
    }
    return json(R"({"status":"ready"})");
}

http::Response metrics(const telemetry::Metrics& metrics) {
    return {.status = kOk,
            .content_type = std::string{telemetry::Metrics::kContentType},
            .headers = {{"Cache-Control", "no-store"}},
            .body = metrics.text()};
}

http::Response front_page() {
    return page(std::string{kFrontPage});
}

}  // namespace yidi::rest::internal
