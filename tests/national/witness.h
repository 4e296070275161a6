#pragma once

#include <string>

#include "tests/national/world.h"

namespace yidi::tests {

/// A world whose every answer is looked at: an envelope, or a file; a refusal says what to do and
/// leaves every row as it was. What does not hold ends the program.
class Witness : public World {
public:
    Witness() : state_{all()} {}

    /// The answer's envelope; null if it was a file, then in `last_file`.
    Json ask(std::string body, http::Headers headers = {}, std::string target = "/");
    [[nodiscard]] const std::string& last_file() const { return file_; }
    /// Whether the last message was done.
    [[nodiscard]] bool is_done() const { return is_done_; }
    /// HTTP's, of the last answer.
    [[nodiscard]] int status() const { return status_; }
    /// The books agree with themselves.
    void check_books();

protected:
    /// After rows were written by other means than a message.
    void look_again() { state_ = all(); }

private:
    std::string state_;
    std::string file_;
    bool is_done_ = false;
    int status_ = 0;
};

}  // namespace yidi::tests
