#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yidi::http {

struct Header {
    std::string name;
    std::string value;
};

/// Fields in the order in which they came. Names are compared without regard to case.
class Headers {
public:
    Headers() = default;
    Headers(std::initializer_list<Header> fields) : fields_{fields} {}

    void add(std::string name, std::string value) {
        fields_.push_back({std::move(name), std::move(value)});
    }
    void reserve(std::size_t count) { fields_.reserve(count); }
    /// The first value of that name; null where there is none.
    [[nodiscard]] const std::string* find(std::string_view name) const;
    [[nodiscard]] std::size_t size() const { return fields_.size(); }
    [[nodiscard]] auto begin() const { return fields_.begin(); }
    [[nodiscard]] auto end() const { return fields_.end(); }

private:
    std::vector<Header> fields_;
};

/// A whole request. The body's storage has kBodyPadding bytes of capacity behind its end, so that
/// a parser that reads in blocks needs no copy.
struct Request {
    static constexpr std::size_t kBodyPadding = 64;

    std::string method;
    std::string target;  ///< path and query as sent; not decoded
    Headers headers = {};
    std::string body = {};
    std::string peer = {};  ///< address without port
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    Headers headers = {};
    std::string body = {};
};

/// Sends the answer to one request: once, from any thread, now or later. A second call does
/// nothing. When the last copy goes without having been called, the connection is closed without an
/// answer: whoever asked must then treat the outcome as unknown, which is true.
using Answer = std::function<void(Response)>;

/// What the server calls.
class Handler {
public:
    Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    virtual ~Handler() = default;
    /// Runs on a thread of the server, many at once, and must not wait: work that does goes to a
    /// thread of its own, which keeps `answer`. From here on the server makes no answer by itself.
    virtual void handle(Request request, Answer answer) = 0;
};

}  // namespace yidi::http
