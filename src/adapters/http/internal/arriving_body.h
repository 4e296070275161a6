#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>
#include <boost/system/error_code.hpp>

namespace yidi::http {

/// A body in a string, for Beast's parser. Unlike Beast's own string body it makes no room for the
/// length that a header declares: a stranger has to send what he wants to see kept.
struct ArrivingBody {
    // Both names are Beast's.
    using value_type = std::string;  // NOLINT(readability-identifier-naming)

    class reader {  // NOLINT(readability-identifier-naming)
    public:
        template <bool is_request, class Fields>
        reader(boost::beast::http::header<is_request, Fields>&, std::string& body) : body_{body} {}

        void init(const boost::optional<std::uint64_t>& /*length*/,
                  boost::system::error_code& problem) {
            problem = {};
        }

        template <class Buffers>
        std::size_t put(const Buffers& buffers, boost::system::error_code& problem) {
            const std::size_t before = body_.size();
            for (const auto piece : boost::beast::buffers_range_ref(buffers)) {
                body_.append(static_cast<const char*>(piece.data()), piece.size());
            }
            problem = {};
            return body_.size() - before;
        }

        void finish(boost::system::error_code& problem) { problem = {}; }

    private:
        std::string& body_;
    };
};

}  // namespace yidi::http
