#include <algorithm>
#include <array>

#include "api/rest/internal/claim_json.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/claim/differences.h"

/// What funds owe a person that no claim pays: told, and claimed by itself.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 5> kEntryKinds{"settled", "reversed", "recomputed",
                                                      "claimed", "payment"};
constexpr std::size_t kEntriesMax = 10'000;

constexpr std::array kEntry{
    whole("number", "结算、更正、报销的结算编号，或付款的编号").must(),
    choice("kind",
           "settled 结算、reversed 撤销、recomputed 重算补差、claimed 手工报销、payment 付款",
           kEntryKinds)
        .must(),
    value(Type::date, "until", "所涉就医的末日；付款没有"),
    value(Type::time, "at", "记账时间").must(),
    value(Type::money, "amount", "基金应付；负：已付给本人，或应由本人退回").must(),
};
constexpr std::array kOwedArea{
    code("area", "统筹区").must(),
    value(Type::money, "owed", "这个统筹区的基金还欠付的；负：本人应退的").must(),
    value(Type::money, "unclaimed", "其中没有报销在等着付的，可以申领").must(),
    whole("under_way", "正在等核定的那笔补差；没有：没有在办"),
    list("entries", "由哪些账目而来，先记的在前", kEntry, kEntriesMax).must(),
};
constexpr std::array kAnswer{
    value(Type::money, "claimable", "各统筹区现在一共可以申领的").must(),
    list("areas", "有过应付的统筹区", kOwedArea, 1'000).must(),
};
constexpr std::array kBody{
    code("area", "统筹区；只有一个有可申领的：不用写", 6),
    object("account", "收款账户", kAccountFields).must(),
    texts("papers", "登记为已出示的材料的种类；参保人已死亡的，继承人的证明"),
};
constexpr std::array kPerson{code("psn_no", "人员编号").must()};

void append_area(codec::JsonWriter& json, const app::OwedByArea& one) {
    json.begin_object();
    json.member("area", std::to_string(one.area));
    json.member("owed", one.owed);
    json.member("unclaimed", one.unclaimed);
    json.key("under_way");
    one.under_way == 0 ? json.null() : json.value(one.under_way);
    json.key("entries");
    json.begin_array();
    for (const app::OwedEntry& entry : one.entries) {
        json.begin_object();
        json.member("number", entry.number);
        json.member("kind", entry.kind ? settlement::name(*entry.kind) : kEntryKinds.back());
        write_day(json, "until", entry.until);
        write_time(json, "at", entry.at);
        json.member("amount", entry.amount);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

Result<Done> show_differences(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "claims read");
    YIDI_TRY(const auto areas, app::owed_by_area(call.session(), call.context(), pid));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("areas");
    json.begin_array();
    Money claimable;
    for (const app::OwedByArea& one : areas) {
        append_area(json, one);
        claimable += one.under_way == 0 ? one.unclaimed : Money{};
    }
    json.end_array();
    json.member("claimable", claimable);
    json.end_object();
    return done;
}

Result<Done> show_difference(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    call.note(key.pid, "claim read " + std::to_string(key.claim));
    YIDI_TRY(const auto all, app::claims_of(call.session(), key.pid));
    const auto found = std::ranges::find(all, key.claim, &claim::Claim::id);
    if (found == all.end() || claim::has_bill(*found)) {
        return call.not_found("claim", "没有这笔补差");
    }
    YIDI_TRY(const auto areas, app::owed_by_area(call.session(), call.context(), key.pid));
    const auto owed = std::ranges::find(areas, found->area, &app::OwedByArea::area);
    if (owed == areas.end()) return call.not_found("claim", "没有这笔补差");
    Done done;
    codec::JsonWriter json{done.body};
    append_area(json, *owed);
    return done;
}

Result<Done> make_difference(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "claim made");
    const Input& body = call.body();
    app::DifferenceRequest request;
    request.pid = pid;
    request.actor = claim_actor(call, pid);
    request.account = read_account(body.object("account"));
    request.papers = owned(body.texts("papers"));
    if (body.has("area")) {
        YIDI_TRY(const std::uint32_t region, read_region(body.view("area"), "area"));
        request.area = call.context().book.regions().pooling_area(region);
    }
    const auto reply = app::claim_difference(call.session(), claim_context(call), request);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

constexpr access::Rule kOfPerson{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window),
    .about = access::About::person};
constexpr access::Rule kReaders{.roles = access::kOfPersons, .about = access::About::person};

constexpr std::array kEndpoints{
    Endpoint{.id = "showClaimDifferences",
             .method = "GET",
             .path = "/persons/{psn_no}/claim-differences",
             .summary = {"基金还欠付本人多少、由何而来、有多少可以申领",
                         "What funds owe a person, what it is made of, and what can be claimed"},
             .rule = kOfPerson,
             .effect = Effect::reads,
             .parameters = kPerson,
             .answer = kAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claims read",
             .handle = show_differences},
    Endpoint{.id = "makeClaimDifference",
             .method = "POST",
             .path = "/persons/{psn_no}/claim-differences",
             .summary = {"申领补差：年度重算后对本人有利、没有报销在等着付的",
                         "Claims what years that were computed again have left"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kPerson,
             .body = kBody,
             .status = 201,
             .answer = kClaimAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim made",
             .handle = make_difference},
    Endpoint{.id = "showClaimDifference",
             .method = "GET",
             .path = "/persons/{psn_no}/claims/{claim}/difference",
             .summary = {"一笔补差由哪些账目而来", "What a difference is made of"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kOneClaim,
             .answer = kOwedArea,
             .troubles = kClaimTroubles,
             .accesses = "claim read",
             .handle = show_difference},
};

}  // namespace

Subject claim_difference_subject() {
    return {.id = "claim-difference",
            .title = {"补差申领", "Differences of a year"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
