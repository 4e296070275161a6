#include "adapters/http/internal/tls.h"

#include <array>

#include <boost/system/error_code.hpp>
#include <openssl/ssl.h>

namespace yidi::http {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

Error unreadable(const std::string& path, const error_code& problem) {
    return {.code = ErrorCode::unreadable_file,
            .where = path,
            .rule = "a PEM file; the key belongs to the first certificate",
            .remedy = "check the path, who may read it, and that the files belong together",
            .detail = problem.message()};
}

void forbid_the_outdated(ssl::context& context) {
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
}

}  // namespace

Result<ssl::context> server_tls(const TlsFiles& files) {
    ssl::context context{ssl::context::tls_server};
    forbid_the_outdated(context);
    error_code problem;
    context.use_certificate_chain_file(files.certificate, problem);
    if (problem) return fail(unreadable(files.certificate, problem));
    context.use_private_key_file(files.key, ssl::context::pem, problem);
    if (problem) return fail(unreadable(files.key, problem));
    // Without a name of its own a server resumes no session of TLS 1.2.
    constexpr std::array<unsigned char, 4> kName{'y', 'i', 'd', 'i'};
    SSL_CTX_set_session_id_context(context.native_handle(), kName.data(), kName.size());
    return context;
}

Result<ssl::context> client_tls(const std::string& authorities) {
    ssl::context context{ssl::context::tls_client};
    forbid_the_outdated(context);
    error_code problem;
    if (authorities.empty()) {
        context.set_default_verify_paths(problem);
    } else {
        context.load_verify_file(authorities, problem);
    }
    if (problem) return fail(unreadable(authorities, problem));
    context.set_verify_mode(ssl::verify_peer, problem);
    if (problem) return fail(unreadable(authorities, problem));
    return context;
}

}  // namespace yidi::http
