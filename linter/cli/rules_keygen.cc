// SPDX-License-Identifier: MIT
// rules keygen: makes the pair of keys that a team's rules are signed with.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/password.h"
#include "cli/rules_sharing.h"
#include "share/signature_keys.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr unsigned for_this_user = 0600;
constexpr unsigned for_everybody = 0644;

bool is_there(const std::string& name) { return ::faccessat(AT_FDCWD, name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0; }

int fail(std::string_view what) {
  say(what);
  return exit_failed;
}

}  // namespace

int make_key_files(const KeyFiles& files) {
  const auto& [secret_name, public_name, encrypted] = files;
  // Said before a password is asked for; making the files checks it again.
  for (const auto* name : {&secret_name, &public_name}) {
    if (is_there(*name)) return fail(fmt::format("{}: is there already; keys are never replaced", *name));
  }
  SecretText password(0);
  if (encrypted) {
    auto given = read_new_password();
    if (!given) return fail(given.error());
    password = std::move(*given);
  }
  const auto secret = make_secret_key();
  const auto text = format_secret_key(secret, password.view());
  if (!text) return fail(text.error());
  const auto open = to_public_key(secret);
  if (const auto made = make_file(secret_name, text->view(), for_this_user); !made)
    return fail(fmt::format("{}: {}", secret_name, made.error()));
  if (const auto made = make_file(public_name, format_public_key_file(open), for_everybody); !made) {
    ::unlink(secret_name.c_str());
    return fail(fmt::format("{}: {}", public_name, made.error()));
  }
  const auto written = write_output(
      fmt::format("secret key  {}\npublic key  {}\n{}\n", to_printable(secret_name), to_printable(public_name), format_public_key(open)));
  if (!written) say_unwritten(written.error());
  return written ? exit_clean : exit_failed;
}

}  // namespace replylint
