#include <istream>
#include <ostream>
#include <streambuf>
#include <string>

#include "api/mcp/internal/rpc.h"
#include "api/mcp/server.h"

namespace yidi::mcp {
namespace {

enum class Came : std::uint8_t { line, too_long, end };

/// Takes one byte after another: a read of several would wait for what the other side sends only
/// after our answer.
Came read_line(std::streambuf& in, std::string& line) {
    using Traits = std::streambuf::traits_type;
    line.clear();
    bool is_too_long = false;
    bool any = false;
    for (auto next = in.sbumpc(); next != Traits::eof(); next = in.sbumpc()) {
        any = true;
        if (next == '\n') return is_too_long ? Came::too_long : Came::line;
        if (line.size() == kLineBytesMax) is_too_long = true;
        if (!is_too_long) line += Traits::to_char_type(next);
    }
    if (!any) return Came::end;
    return is_too_long ? Came::too_long : Came::line;
}

}  // namespace

void serve(std::istream& in, std::ostream& out, Server& server) {
    std::string line;
    for (Came came = read_line(*in.rdbuf(), line); came != Came::end;
         came = read_line(*in.rdbuf(), line)) {
        const std::string answer =
            came == Came::too_long ? internal::refusal_of_long_line() : server.answer(line);
        if (answer.empty()) continue;
        if (!(out << answer << '\n' << std::flush)) return;
    }
}

}  // namespace yidi::mcp
