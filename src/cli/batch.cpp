#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/answer_error.h"
#include "adapters/codec/answer_table.h"
#include "adapters/codec/case_decoder.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_store.h"
#include "adapters/codec/table.h"
#include "cli/batch_source.h"
#include "cli/case_commands.h"
#include "cli/policy_commands.h"
#include "domain/explain/error_words.h"

namespace yidi::cli {
namespace {

using adjudication::Status;
using Clock = std::chrono::steady_clock;

struct Options {
    std::string input;
    std::string output;
    unsigned threads = 2;
    bool trace = false;
};

struct Counts {
    std::array<std::int64_t, 4> by_status{};  ///< by adjudication::Status
    std::int64_t errors = 0;

    void add(const Counts& other) {
        for (std::size_t i = 0; i < by_status.size(); ++i) by_status[i] += other.by_status[i];
        errors += other.errors;
    }
    [[nodiscard]] std::int64_t total() const {
        std::int64_t sum = errors;
        for (const std::int64_t count : by_status) sum += count;
        return sum;
    }
};

/// What every worker needs and none changes.
struct Shared {
    const policy::Book& book;
    explain::Language language;
    bool trace;
    BatchFormat in_format;
    BatchFormat out_format;
    BatchColumns columns;
};

/// Answers the cases of one chunk after another; owns everything that is used again for each case.
class Worker {
public:
    explicit Worker(const Shared& shared)
        : shared_{shared}, decoder_{shared.book.regions()}, encoder_{shared.language} {}

    /// Replaces `out` by one line for each case.
    void run(const BatchChunk& chunk, std::string& out, Counts& counts) {
        out.clear();
        counts_ = {};
        if (chunk.too_long) {
            refuse(too_long(), chunk.first_line, out);
        } else if (shared_.in_format == BatchFormat::csv) {
            run_table(chunk, out);
        } else {
            run_lines(chunk, out);
        }
        counts = counts_;
    }

private:
    static Error too_long() {
        return {.code = ErrorCode::limit_exceeded,
                .where = "",
                .rule = "records of at most 16 MiB",
                .remedy = "split this record",
                .detail = "this record is too long"};
    }
    static Error blank_line() {
        return {.code = ErrorCode::malformed_json,
                .where = "",
                .rule = "one case a line",
                .remedy = "remove the line",
                .detail = "this line is blank"};
    }
    /// A cell too many or too few moves every cell behind it under another head.
    [[nodiscard]] Error wrong_count(std::size_t cells) const {
        return {.code = ErrorCode::bad_value,
                .where = "",
                .rule = "as many cells as heads (" + std::to_string(shared_.columns.count()) + ")",
                .remedy = "mend the row; a cell with a comma stands in quotes",
                .detail = "this row has " + std::to_string(cells) + " cells"};
    }

    void run_lines(const BatchChunk& chunk, std::string& out) {
        std::string_view rest = chunk.text;
        for (std::uint64_t line = chunk.first_line; !rest.empty(); ++line) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view json = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            // Line by line, so that the lines of in and out belong together.
            if (json.find_first_not_of(" \t\r") == std::string_view::npos) {
                refuse(blank_line(), line, out);
            } else {
                answer(json, line, out);
            }
        }
    }

    void run_table(const BatchChunk& chunk, std::string& out) {
        const Result<codec::CellTable> table = codec::read_csv(chunk.text, "the table");
        if (table) return run_rows(*table, chunk.first_line, out);
        // One broken quote spoils the whole chunk: then each line is read alone, and only the
        // broken ones fail.
        std::string_view rest = chunk.text;
        for (std::uint64_t line = chunk.first_line; !rest.empty(); ++line) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const Result<codec::CellTable> row = codec::read_csv(rest.substr(0, end), "the table");
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (row) {
                run_rows(*row, line, out);
            } else {
                refuse(row.error(), line, out);
            }
        }
    }

    void run_rows(const codec::CellTable& table, std::uint64_t first_line, std::string& out) {
        for (const codec::TableRow& row : table) {
            const std::uint64_t line = first_line + row.line - 1;
            if (row.cells.size() != shared_.columns.count()) {
                refuse(wrong_count(row.cells.size()), line, out);
                continue;
            }
            json_.clear();
            shared_.columns.append_case(row.cells, json_);
            answer(json_, line, out);
        }
    }

    void answer(std::string_view json, std::uint64_t line, std::string& out) {
        const Result<void> answered = try_answer(json, line, out);
        if (!answered) refuse(answered.error(), line, out);
    }

    Result<void> try_answer(std::string_view json, std::uint64_t line, std::string& out) {
        YIDI_TRY_VOID(decoder_.decode(json, file_));
        const bool checks = !file_.published.empty();
        YIDI_TRY_VOID(
            app::estimate(shared_.book, file_, {.trace = shared_.trace || checks}, estimate_));
        std::vector<app::Verdict> published;
        if (checks) {
            YIDI_TRY(published,
                     app::check_published(shared_.book, file_, estimate_, shared_.language));
            if (!shared_.trace) estimate_.answer.trace.clear();
        }
        ++counts_.by_status[static_cast<std::size_t>(estimate_.answer.status)];
        if (shared_.out_format == BatchFormat::csv) {
            codec::append_answer_row(estimate_, static_cast<std::int64_t>(line), out);
        } else {
            encoder_.append(shared_.book, file_, estimate_, published, out);
            out += '\n';
        }
        return {};
    }

    void refuse(const Error& told, std::uint64_t line, std::string& out) {
        ++counts_.errors;
        const Error error = explain::translated(told, shared_.language);
        if (shared_.out_format == BatchFormat::csv) {
            return codec::append_error_row(error, static_cast<std::int64_t>(line), out);
        }
        out += "{\"line\":" + std::to_string(line) + ",\"error\":" + codec::encode_error(error) +
               "}\n";
    }

    const Shared& shared_;
    codec::CaseDecoder decoder_;
    codec::AnswerEncoder encoder_;
    app::CaseFile file_;
    app::Estimate estimate_;
    std::string json_;
    Counts counts_;
};

/// Reads, answers and writes with several threads. Each takes the next chunk, answers it, and waits
/// for its turn to write: so the order holds, and no more chunks are in memory than there are
/// threads.
class Run {
public:
    Run(const Context& context, BatchSource& source, std::ostream& out, std::uint64_t total_bytes)
        : context_{context}, source_{source}, out_{out}, total_bytes_{total_bytes} {}

    /// Returns   false if the output could not be written.
    bool run(const Shared& shared, unsigned threads) {
        {
            std::vector<std::jthread> others;
            for (unsigned i = 1; i < threads; ++i) others.emplace_back([&] { work(shared); });
            work(shared);
        }
        if (context_.terminal) context_.err << "\r\x1b[K";
        return !failed_;
    }
    [[nodiscard]] const Counts& counts() const { return counts_; }

private:
    void work(const Shared& shared) {
        Worker worker{shared};
        BatchChunk chunk;
        std::string out;
        Counts counts;
        while (take(chunk)) {
            worker.run(chunk, out, counts);
            write(chunk, out, counts);
        }
    }

    bool take(BatchChunk& chunk) {
        const std::scoped_lock lock{reading_};
        return !stop_ && source_.next(chunk);
    }

    void write(const BatchChunk& chunk, const std::string& out, const Counts& counts) {
        std::unique_lock lock{writing_};
        turn_changed_.wait(lock, [&] { return turn_ == chunk.sequence; });
        counts_.add(counts);
        if (!failed_ && !out_.write(out.data(), static_cast<std::streamsize>(out.size()))) {
            failed_ = true;
            const std::scoped_lock reading{reading_};
            stop_ = true;
        }
        show_progress(chunk);
        ++turn_;
        turn_changed_.notify_all();
    }

    void show_progress(const BatchChunk& chunk) {
        constexpr auto kPause = std::chrono::milliseconds{100};
        const auto now = Clock::now();
        if (!context_.terminal || now - shown_ < kPause) return;
        shown_ = now;
        context_.err << '\r' << counts_.total();
        if (total_bytes_ > 0) {
            constexpr std::uint64_t kWidth = 30;
            const std::uint64_t filled = std::min(kWidth, chunk.bytes_read * kWidth / total_bytes_);
            context_.err << "  [" << std::string(filled, '#') << std::string(kWidth - filled, '.')
                         << "] " << chunk.bytes_read * 100 / total_bytes_ << " %";
        }
        context_.err << std::flush;
    }

    const Context& context_;
    BatchSource& source_;
    std::ostream& out_;
    std::uint64_t total_bytes_;
    std::mutex reading_;
    std::mutex writing_;
    std::condition_variable turn_changed_;
    std::uint64_t turn_ = 0;
    bool stop_ = false;
    bool failed_ = false;
    Counts counts_;
    Clock::time_point shown_;
};

/// A file, or the context's stream for "-".
struct Streams {
    std::ifstream in_file;
    std::ofstream out_file;
    std::uint64_t total_bytes = 0;  ///< 0: not known
};

Error unusable(const std::string& path, const std::string& what) {
    return {.code = ErrorCode::unreadable_file,
            .where = path,
            .rule = "a file that can be " + what + ", or -",
            .remedy = "check the name, the permissions and the space left",
            .detail = "this file cannot be " + what,
            .source = {}};
}

std::string named(const std::string& path, const std::string& standard) {
    return path == "-" ? standard : path;
}

Result<void> open_input(const Options& options, Streams& streams) {
    if (options.input == "-") return {};
    std::error_code error;
    if (!std::filesystem::is_directory(options.input, error)) {
        streams.in_file.open(options.input, std::ios::binary);
    }
    if (!streams.in_file.is_open()) return fail(unusable(options.input, "read"));
    if (std::filesystem::is_regular_file(options.input, error)) {
        streams.total_bytes = std::filesystem::file_size(options.input, error);
    }
    return {};
}

/// Last, when nothing else can fail: opening it empties the file.
Result<void> open_output(const Options& options, Streams& streams) {
    if (options.output == "-") return {};
    std::error_code error;
    if (std::filesystem::equivalent(options.input, options.output, error)) {
        return fail({.code = ErrorCode::usage,
                     .where = options.output,
                     .rule = "two files: the cases are read while the answers are written",
                     .remedy = "give the answers another name",
                     .detail = "IN and OUT are the same file",
                     .source = {}});
    }
    streams.out_file.open(options.output, std::ios::binary | std::ios::trunc);
    if (!streams.out_file.is_open()) return fail(unusable(options.output, "written"));
    return {};
}

BatchFormat format_of(const std::string& path) {
    return path.ends_with(".csv") || path.ends_with(".CSV") ? BatchFormat::csv
                                                            : BatchFormat::ndjson;
}

void print_summary(Context& context, const Options& options, const Counts& counts,
                   std::int64_t milliseconds) {
    const std::int64_t rate = counts.total() * 1000 / std::max<std::int64_t>(milliseconds, 1);
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.member("cases", counts.total());
        for (std::size_t i = 0; i < counts.by_status.size(); ++i) {
            json.member(adjudication::name(static_cast<Status>(i)), counts.by_status[i]);
        }
        json.member("errors", counts.errors);
        json.member("milliseconds", milliseconds);
        json.member("cases_per_second", rate);
        json.end_object();
        // Standard output may hold the answers themselves.
        (options.output == "-" ? context.err : context.out) << text << '\n';
        return;
    }
    const auto word = [&](explain::Words words) { return in_language(context, words); };
    context.err << counts.total() << word({" 个案例：", " cases: "});
    context.err << counts.by_status[0] << word({" 已计算，", " computed, "}) << counts.by_status[1]
                << word({" 为区间，", " ranges, "}) << counts.by_status[2]
                << word({" 未知，", " unknown, "}) << counts.by_status[3]
                << word({" 被拒，", " rejected, "}) << counts.errors
                << word({" 有错；", " with errors; "}) << milliseconds / 1000 << '.'
                << milliseconds % 1000 / 100 << word({" 秒，每秒 ", " s, "}) << rate
                << word({" 个\n", " a second\n"});
}

Result<Counts> run_files(Context& context, const Options& options) {
    Streams streams;
    YIDI_TRY_VOID(open_input(options, streams));
    // No codes: every pack, since the cases may name any region.
    YIDI_TRY(const policy::Book book, codec::load_book(places_of(context), {}));
    std::istream& in = options.input == "-" ? context.in : streams.in_file;
    Shared shared{.book = book,
                  .language = context.lang,
                  .trace = options.trace,
                  .in_format = format_of(options.input),
                  .out_format = format_of(options.output),
                  .columns = {}};
    BatchSource source{in, shared.in_format};
    if (shared.in_format == BatchFormat::csv) {
        YIDI_TRY(const std::vector<std::string> heads, source.read_head());
        YIDI_TRY(shared.columns, BatchColumns::from(heads));
    }
    YIDI_TRY_VOID(open_output(options, streams));
    std::ostream& out = options.output == "-" ? context.out : streams.out_file;
    if (shared.out_format == BatchFormat::csv) out << codec::answer_head();
    Run run{context, source, out, streams.total_bytes};
    const bool written = run.run(shared, options.threads) && out.flush();
    if (!written) return fail(unusable(named(options.output, "standard output"), "written"));
    if (in.bad()) return fail(unusable(named(options.input, "standard input"), "read"));
    return run.counts();
}

void run_batch(Context& context, const Options& options) {
    const auto begin = Clock::now();
    const Result<Counts> counts = run_files(context, options);
    if (!counts) return report(context, counts.error());
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
    print_summary(context, options, *counts, took.count());
}

}  // namespace

void add_batch(CLI::App& app, Context& context) {
    constexpr unsigned kThreadsMax = 256;
    CLI::App* command = app.add_subcommand(
        "batch", "Adjudicate many cases: NDJSON or CSV in, one line out for each");
    const auto options = std::make_shared<Options>();
    command
        ->add_option("IN", options->input,
                     "One case a line (NDJSON), or .csv with dotted keys as heads; -")
        ->required();
    command->add_option("OUT", options->output, "One answer a line, or .csv; - for standard output")
        ->required();
    command->add_option("--threads", options->threads, "Threads (default 2)")
        ->check(CLI::Range(1U, kThreadsMax));
    command->add_flag("--trace", options->trace, "Write every step of every answer too");
    add_common_options(*command, context);
    add_policy_option(*command, context);
    command->callback([&context, options] { run_batch(context, *options); });
}

}  // namespace yidi::cli
