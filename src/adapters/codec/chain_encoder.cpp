#include "adapters/codec/chain_encoder.h"

#include "adapters/codec/json_writer.h"
#include "domain/guidance/tell.h"

namespace yidi::codec {
namespace {

void text_or_null(JsonWriter& writer, std::string_view key, const std::string& text) {
    writer.key(key);
    if (text.empty()) {
        writer.null();
    } else {
        writer.value(text);
    }
}

}  // namespace

void append_chain(const guidance::Chain& chain, explain::Language language, std::string& out) {
    JsonWriter writer{out};
    writer.begin_object();
    writer.member("holds", chain.holds());
    const guidance::ChainLink* broken = chain.broken();
    text_or_null(writer, "broken",
                 broken == nullptr ? std::string{} : std::string{guidance::name(broken->link)});
    writer.member("headline", guidance::headline(chain, language));
    writer.key("links");
    writer.begin_array();
    for (const guidance::ChainLink& link : chain.links) {
        const guidance::LinkText text = guidance::tell(chain, link.link, language);
        writer.begin_object();
        writer.member("link", guidance::name(link.link));
        writer.member("label", text.label);
        writer.member("state", guidance::name(link.state));
        writer.member("cause", guidance::name(link.cause));
        writer.member("what", text.what);
        text_or_null(writer, "say", text.say);
        text_or_null(writer, "next", text.next);
        const bool asks = !text.whom.empty();
        const guidance::Ask ask = link.cause == guidance::Cause::not_known
                                      ? guidance::words_of(link.link).ask
                                      : guidance::words_of(link.cause).ask;
        text_or_null(writer, "ask", asks ? std::string{guidance::name(ask)} : std::string{});
        text_or_null(writer, "whom", text.whom);
        text_or_null(writer, "clause", text.clause);
        text_or_null(writer, "day", link.day ? to_string(*link.day) : std::string{});
        writer.key("filing");
        if (link.filing == 0) {
            writer.null();
        } else {
            writer.value(link.filing);
        }
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
}

}  // namespace yidi::codec
