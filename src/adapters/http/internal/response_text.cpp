#include "adapters/http/internal/response_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <utility>

namespace yidi::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 24> kReasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Payload Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Entity"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
}};

/// Any phrase will do for the rest: clients go by the number.
std::string_view reason(int status) {
    const auto* const found =
        std::find_if(kReasons.begin(), kReasons.end(),
                     [status](const auto& row) { return row.first == status; });
    return found == kReasons.end() ? std::string_view{"Status"} : found->second;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    const std::size_t start = out.size();
    out += value;
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
        [](char character) {
            return static_cast<unsigned char>(character) < ' ' || character == '\x7f';
        },
        ' ');
    out += "\r\n";
}

std::string two(unsigned value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

bool has_body(int status) {
    constexpr int kNoContent = 204;
    constexpr int kNotModified = 304;
    return status != kNoContent && status != kNotModified;
}

std::string response_head(const Response& response, const Framing& framing) {
    constexpr std::size_t kUsual = 256;
    std::string head;
    head.reserve(kUsual);
    head += "HTTP/1.1 " + std::to_string(response.status) + ' ';
    head += reason(response.status);
    head += "\r\n";
    if (!framing.date.empty()) append_field(head, "Date", framing.date);
    if (has_body(response.status)) {
        if (!response.content_type.empty()) {
            append_field(head, "Content-Type", response.content_type);
        }
        append_field(head, "Content-Length", std::to_string(response.body.size()));
    }
    for (const Header& field : response.headers) append_field(head, field.name, field.value);
    if (!framing.keep_alive) {
        append_field(head, "Connection", "close");
    } else if (framing.says_keep_alive) {
        append_field(head, "Connection", "keep-alive");
    }
    head += "\r\n";
    return head;
}

namespace {

/// For programs, and what to do; RFC 9457 leaves both to us.
struct ToDo {
    int status = 0;
    std::string_view code;
    std::string_view remedy;
};
constexpr ToDo kOther{0, "bad_value", "send a request of HTTP/1.1"};
constexpr std::array<ToDo, 5> kToDo{{
    {408, "late", "send the whole request at once, over a faster line"},
    {413, "limit_exceeded", "send less at once"},
    {417, "bad_value", "leave the field Expect out"},
    {431, "limit_exceeded", "send fewer or shorter header fields"},
    {503, "busy", "send the same again a little later"},
}};

const ToDo& to_do_at(int status) {
    const auto* const found = std::ranges::find(kToDo, status, &ToDo::status);
    return found == kToDo.end() ? kOther : *found;
}

}  // namespace

Response problem(int status, std::string_view detail) {
    const ToDo& to_do = to_do_at(status);
    Response response{.status = status, .content_type = "application/problem+json"};
    response.body = R"({"type":"about:blank","title":")" + std::string{reason(status)} +
                    R"(","status":)" + std::to_string(status) + R"(,"detail":")" +
                    std::string{detail} + R"(","code":")" + std::string{to_do.code} +
                    R"(","remedy":")" + std::string{to_do.remedy} + "\"}";
    return response;
}

std::string http_date(std::int64_t seconds_since_1970) {
    using std::chrono::days;
    using std::chrono::floor;
    using std::chrono::sys_days;
    static constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> kMonths{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds at{std::chrono::seconds{seconds_since_1970}};
    const sys_days day = floor<days>(at);
    const std::chrono::year_month_day date{day};
    const auto second = static_cast<unsigned>((at - day).count());
    std::string text{kDays.at(std::chrono::weekday{day}.c_encoding())};
    text += ", " + two(static_cast<unsigned>(date.day())) + ' ';
    text += kMonths.at(static_cast<unsigned>(date.month()) - 1);
    text += ' ' + std::to_string(static_cast<int>(date.year())) + ' ' + two(second / 3'600) + ':' +
            two(second / 60 % 60) + ':' + two(second % 60) + " GMT";
    return text;
}

}  // namespace yidi::http
