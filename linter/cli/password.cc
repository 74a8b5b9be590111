// SPDX-License-Identifier: MIT
// Reads passwords from the terminal or a pipe, and secret keys from their files.
#include "cli/password.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "cli/files.h"
#include "share/open_file.h"

namespace replylint {
namespace {

constexpr std::size_t longest_password = 1024;
constexpr std::size_t longest_key_file = 4096;

std::string reason() { return std::strerror(errno); }

// Nothing but a flag may change while a signal is handled.
volatile std::sig_atomic_t caught = 0;
void catch_signal(int number) { caught = number; }

/// As long as it lives, a terminal shows nothing of what is typed, and signals that would end or stop the program wait.
class Silence {
 public:
  Silence() {
    caught = 0;
    sigset_t blocked;
    ::sigemptyset(&blocked);
    for (const int number : signals) ::sigaddset(&blocked, number);
    // They get through in wait() only, so that none comes between looking for one and reading.
    ::sigprocmask(SIG_BLOCK, &blocked, &mask_);
    struct sigaction catching {};
    catching.sa_handler = catch_signal;
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &catching, &before_[i]);
    silent_ = ::tcgetattr(STDIN_FILENO, &shown_) == 0;
    auto silent = shown_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= static_cast<tcflag_t>(ECHONL);
    silent_ = silent_ && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  ~Silence() {
    if (silent_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown_);
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
    if (caught != 0) ::raise(caught);
    ::sigprocmask(SIG_SETMASK, &mask_, nullptr);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  [[nodiscard]] bool holds() const { return silent_; }
  /// False where a signal came before there was anything to read.
  [[nodiscard]] bool wait() const {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (caught == 0) {
      if (::ppoll(&input, 1, nullptr, &mask_) >= 0 || errno != EINTR) return true;
    }
    return false;
  }

 private:
  static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
  std::array<struct sigaction, signals.size()> before_{};
  sigset_t mask_{};
  struct termios shown_ {};
  bool silent_ = false;
};

/// `silence` where it comes from a terminal.
std::expected<SecretText, std::string> read_line(const Silence* silence) {
  SecretText line(longest_password + 1);
  while (true) {
    if (line.room().empty()) return std::unexpected(fmt::format("a password has at most {} bytes", longest_password));
    const auto place = line.room().first(1);
    if (silence != nullptr && !silence->wait()) return std::unexpected("the password was not given");
    const auto got = ::read(STDIN_FILENO, place.data(), 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(fmt::format("the password could not be read: {}", reason()));
    if (got == 0 && line.view().empty()) return std::unexpected("standard input ended before the password");
    if (got == 0 || place.front() == '\n') return line;
    line.grow(1);
  }
}

/// Into memory that is wiped, and nowhere else.
std::expected<SecretText, std::string> read_secret_file(const std::string& name) {
  const OpenFile file(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::unexpected(reason());
  SecretText text(longest_key_file);
  while (!text.room().empty()) {
    const auto got = ::read(file.number(), text.room().data(), text.room().size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(reason());
    if (got == 0) return text;
    text.grow(static_cast<std::size_t>(got));
  }
  return std::unexpected("is not a secret key: it is too long");
}

bool is_terminal() { return ::isatty(STDIN_FILENO) == 1; }

}  // namespace

std::expected<SecretText, std::string> read_password(std::string_view prompt) {
  if (!is_terminal()) return read_line(nullptr);
  const Silence silence;
  if (!silence.holds()) return std::unexpected("the terminal would show the password; give it on standard input instead");
  static_cast<void>(write_all(STDERR_FILENO, prompt));
  return read_line(&silence);
}

std::expected<SecretText, std::string> read_new_password() {
  auto password = read_password("New password: ");
  if (!password) return password;
  if (password->view().empty()) return std::unexpected("a password has at least one character; --no-password makes a key without one");
  if (!is_terminal()) return password;
  const auto again = read_password("The same again: ");
  if (!again) return std::unexpected(again.error());
  if (again->view() != password->view()) return std::unexpected("the two passwords differ");
  return password;
}

std::expected<SecretKey, std::string> load_secret_key(const std::string& file) {
  const auto fail = [&](const std::string& why) { return std::unexpected(fmt::format("{}: {}", file, why)); };
  const auto text = read_secret_file(file);
  if (!text) return fail(text.error());
  const auto encrypted = needs_password(text->view());
  if (!encrypted) return fail(encrypted.error());
  SecretText password(0);
  if (*encrypted) {
    auto given = read_password(fmt::format("Password of {}: ", file));
    if (!given) return fail(given.error());
    password = std::move(*given);
  }
  auto key = parse_secret_key(text->view(), password.view());
  if (!key) return fail(key.error());
  return key;
}

}  // namespace replylint
