#include "app/filing/paper.h"

#include <algorithm>

#include "tests/filing/desk.h"

namespace yidi::tests {
namespace {

using app::AttachmentReply;
using app::NewAttachment;
using policy::FilingKind;
using policy::KindRules;

constexpr auto kResident = FilingKind::long_term_resident;

class Papers : public Desk {
protected:
    Papers() {
        app::FilingRequest wanted = request(kResident, "2025-03-13");
        wanted.wanted.materials.clear();
        wanted.wanted.promise = true;
        filing_ = file(wanted)->filing;
    }

    /// A JPEG of `size` bytes, which `mark` makes another file.
    NewAttachment photograph(const std::string& mark, std::size_t size = 100) {
        std::string bytes = "\xFF\xD8\xFF" + mark;
        bytes.resize(size, '.');
        return {.pid = pid_,
                .filing = filing_,
                .actor = {.channel = filing::Channel::self, .by = "user:1", .proxy = {}},
                .kind = "lease",
                .filename = "租房.jpg",
                .bytes = std::move(bytes),
                .sha256 = "hash of " + mark};
    }
    Result<AttachmentReply> attach(const NewAttachment& wanted) {
        std::optional<Result<AttachmentReply>> reply;
        const payer::Context now = context();
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            reply = app::attach(session, {.payer = now}, wanted);
            return {};
        }));
        return *std::move(reply);
    }
    template <class T>
    Result<T> read(Result<T> (*verb)(ports::Session&, const payer::Context&, registry::Pid,
                                     std::int64_t)) {
        std::optional<Result<T>> reply;
        const payer::Context now = context();
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            reply = verb(session, now, pid_, filing_);
            return {};
        }));
        return *std::move(reply);
    }
    Result<app::AttachmentBytes> open(std::int64_t id) {
        std::optional<Result<app::AttachmentBytes>> reply;
        const payer::Context now = context();
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            reply = app::open_attachment(session, now, pid_, filing_, id);
            return {};
        }));
        return *std::move(reply);
    }

    std::int64_t filing_ = 0;
};

TEST_F(Papers, APaperIsKeptSealedAndGivenBackAsItCame) {
    const NewAttachment sent = photograph("a");
    const auto kept = attach(sent);
    ASSERT_TRUE(kept.has_value()) << kept.error();
    EXPECT_TRUE(kept->is_new);
    const auto list = read(app::papers_of);
    ASSERT_EQ(list->attachments.size(), 1U);
    EXPECT_EQ(list->attachments[0].filename, "租房.jpg");
    EXPECT_EQ(app::media_type(list->attachments[0].format), "image/jpeg");
    EXPECT_EQ(list->attachments[0].size, sent.bytes.size());
    EXPECT_EQ(open(kept->attachment.id)->bytes, sent.bytes);
    bool was_open = false;
    ASSERT_TRUE(store_.read([&](ports::Session& session) {
        return session.scan(
            ports::spec(ports::Table::attachment), {}, {}, [&](const ports::Row& row) {
                for (const ports::Value& value : row) {
                    const auto* const text = std::get_if<std::string>(&value);
                    was_open = was_open || (text != nullptr && *text == sent.filename) ||
                               (text != nullptr && *text == sent.bytes);
                }
                return true;
            });
    }));
    EXPECT_FALSE(was_open);
    expect_verified();
}

TEST_F(Papers, VerifyFindsAPaperThatIsForNothingOrNotWhole) {
    ASSERT_TRUE(write([&](ports::Session& session) {
        return session.insert(
            ports::spec(ports::Table::attachment),
            {pid_, "filing:5", std::int64_t{1}, "lease", "sealed name", "image/jpeg", "hash",
             std::int64_t{100}, now_.ms(), "user:1", "too short"});
    }));
    std::optional<Result<payer::VerifyReply>> reply;
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        reply = payer::verify(session);
        return {};
    }));
    ASSERT_EQ((*reply)->mismatches.size(), 2U);
    EXPECT_EQ((*reply)->mismatches[0].problem, "it is not whole");
    EXPECT_EQ((*reply)->mismatches[1].problem, "the person has nothing that it is for");
    EXPECT_EQ((*reply)->mismatches[1].key, std::to_string(pid_) + "/filing:5/1");
}

TEST_F(Papers, TheSameFileAgainIsAnsweredAsTheFirst) {
    const auto first = attach(photograph("a"));
    NewAttachment again = photograph("a");
    again.filename = "copy.jpg";
    const auto second = attach(again);
    EXPECT_FALSE(second->is_new);
    EXPECT_EQ(second->attachment.id, first->attachment.id);
    EXPECT_EQ(second->attachment.filename, "租房.jpg");
    EXPECT_EQ(rows(ports::Table::attachment), 1U);
    // Another filing is another matter.
    const std::int64_t other = file(request(FilingKind::other_temporary, "2025-03-20"))->filing;
    again.filing = other;
    again.kind = "other_paper";
    EXPECT_TRUE(attach(again)->is_new);
}

TEST_F(Papers, TenFilesOfFiveMebibytesEachAreTheMost) {
    EXPECT_TRUE(attach(photograph("big", app::kAttachmentBytesMax)));
    EXPECT_EQ(attach(photograph("bigger", app::kAttachmentBytesMax + 1)).error().code,
              ErrorCode::limit_exceeded);
    for (int i = 0; i < 9; ++i) {
        EXPECT_TRUE(attach(photograph(std::to_string(i))));
    }
    const auto eleventh = attach(photograph("eleventh"));
    EXPECT_EQ(eleventh.error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(eleventh.error().where, "filing");
    EXPECT_FALSE(attach(photograph("big"))->is_new);
}

TEST_F(Papers, WhatIsNoPaperIsRefused) {
    NewAttachment program = photograph("a");
    program.bytes = "MZ this is a program called lease.pdf";
    EXPECT_EQ(attach(program).error().where, "/bytes");
    NewAttachment empty = photograph("a");
    empty.bytes.clear();
    EXPECT_EQ(attach(empty).error().where, "/bytes");
    for (const char* name : {"", "../lease.jpg", "C:\\lease.jpg", "a\nb.jpg"}) {
        NewAttachment folder = photograph("a");
        folder.filename = name;
        EXPECT_EQ(attach(folder).error().where, "/filename") << name;
    }
    NewAttachment unknown = photograph("a");
    unknown.kind = "labour_contract";
    const auto refused = attach(unknown);
    EXPECT_EQ(refused.error().where, "/kind");
    EXPECT_EQ(refused.error().rule,
              "residence_permit, lease, identity_document, filing_form, promise_letter, "
              "other_paper");
    NewAttachment nowhere = photograph("a");
    nowhere.filing = 5;
    EXPECT_EQ(attach(nowhere).error().code, ErrorCode::bad_value);
    NewAttachment stranger = photograph("a");
    stranger.actor = {.channel = filing::Channel::proxy, .by = "user:2", .proxy = 77};
    EXPECT_EQ(attach(stranger).error().code, ErrorCode::not_allowed);
    EXPECT_EQ(rows(ports::Table::attachment), 0U);
}

TEST_F(Papers, AFilingThatIsOverTakesNoMore) {
    app::Step end = step(filing_, filing::Channel::window);
    end.because = policy::LockException::death;
    ASSERT_TRUE(take(app::cancel, end));
    EXPECT_EQ(attach(photograph("a")).error().code, ErrorCode::inconsistent);
}

TEST_F(Papers, WhatIsAskedForIsMissingUntilAPaperIsThere) {
    const auto before = read(app::papers_of);
    ASSERT_TRUE(before->is_rule_known);
    ASSERT_EQ(before->required.size(), 1U);
    EXPECT_EQ(before->required[0].any_of, (policy::AnyOf{"residence_permit", "lease"}));
    EXPECT_TRUE(before->required[0].is_missing());
    const std::int64_t id = attach(photograph("a"))->attachment.id;
    const auto after = read(app::papers_of);
    EXPECT_FALSE(after->required[0].is_missing());
    EXPECT_EQ(after->required[0].attachments, std::vector<std::int64_t>{id});
    EXPECT_FALSE(after->required[0].is_stated);
}

TEST_F(Papers, AnUnknownRuleSaysNothingOfWhatIsMissing) {
    use(policy::testing::FilingRulesOf{kHomeArea});
    const auto list = read(app::papers_of);
    EXPECT_FALSE(list->is_rule_known);
    EXPECT_TRUE(list->required.empty());
    NewAttachment any = photograph("a");
    any.kind = "whatever_the_window_asked_for";
    EXPECT_TRUE(attach(any));
}

TEST_F(Papers, TheRulesOfAFormAreThoseOfTheDayOfTheApplication) {
    now_ = at("2025-04-20 09:00:00");
    const auto paper = read(app::filing_paper);
    ASSERT_TRUE(paper.has_value()) << paper.error();
    EXPECT_EQ(to_string(paper->rules_day), "2025-03-13");
    EXPECT_EQ(to_string(paper->today), "2025-04-20");
    EXPECT_EQ(*paper->rules.find(&KindRules::promise_days), 30);
    EXPECT_EQ(paper->person.pid, pid_);
    EXPECT_EQ(paper->insurances.size(), 1U);
}

TEST_F(Papers, ALetterIsWrittenOnlyWhereSomethingWasPromised) {
    EXPECT_TRUE(read(app::promise_paper));
    filing_ = file(request(FilingKind::other_temporary, "2025-03-20"))->filing;
    EXPECT_EQ(read(app::promise_paper).error().code, ErrorCode::filing_refused);
    filing_ = 5;
    EXPECT_EQ(read(app::filing_paper).error().code, ErrorCode::bad_value);
}

}  // namespace
}  // namespace yidi::tests
