// SPDX-License-Identifier: MIT
// The options of rules pack, sign, verify and keygen.
#include "cli/command.h"
#include "cli/rules_sharing.h"

namespace replylint {
namespace {

constexpr const char* pack_examples = R"(Examples:
  replylint rules pack team/ -o team.yaml                    one file of a folder
  replylint rules pack team/ -o team.yaml --key team.key     and its signature, team.yaml.minisig
  replylint rules pack team.yaml > packed.yaml               with the sets that it extends taken in

What is packed is the same set: each file becomes a document, comments and all. Of a set in a file that is extended, the head is
left as a comment; it may hold name, version, extends, expires, next-key and the same language, nothing else. Two sets that define
the same name, or one that changes a list of the other, cannot be packed.

Nothing is written unless the set loads from the packed file as well, and all examples pass.
Exit codes: 0 packed, 1 an example failed, 2 the set does not load, cannot be packed or not be written.)";

void describe_pack(CLI::App& app) {
  app.add_option("SET")->description("rule set, a file or folder")->required()->expected(1)->type_name("");
  app.add_option("-o,--output")->description("the file to write (default: standard output)")->type_name("FILE");
  app.add_option("--key")->description("sign it with this secret key, into FILE.minisig")->type_name("SECRET");
  app.footer(pack_examples);
}

constexpr const char* sign_examples = R"(Examples:
  replylint rules sign team.yaml --key team.key     writes team.yaml.minisig, which minisign can check as well

A set that others may fetch has a name and a version, extends no files, loads, and passes its own examples; any other is not signed.
A password is asked for on the terminal, or read from standard input where that is none.
Exit codes: 0 signed, 1 an example failed, 2 the set does not load, or the key or the signature could not be read or written.)";

void describe_sign(CLI::App& app) {
  app.add_option("FILE")->description("rule set in one file")->required()->expected(1)->type_name("");
  app.add_option("--key")->description("the secret key, of keygen or of minisign")->required()->type_name("SECRET");
  app.footer(sign_examples);
}

constexpr const char* verify_examples = R"(Examples:
  replylint rules verify team.yaml --key team.pub                 checks team.yaml against team.yaml.minisig
  replylint rules verify team.yaml --key RW…                         the same with the key itself

Exit codes: 0 the signature fits, 1 it does not, 2 the file, its signature or the key could not be read.)";

void describe_verify(CLI::App& app) {
  app.add_option("FILE")->description("the file; its signature is FILE.minisig")->required()->expected(1)->type_name("");
  app.add_option("--key")->description("the public key, or a file with it")->required()->type_name("KEY-OR-FILE");
  app.footer(verify_examples);
}

constexpr const char* keygen_examples = R"(Examples:
  replylint rules keygen -s team.key -p team.pub                   asks for a password twice
  replylint rules keygen -s ci.key -p ci.pub --no-password         for a machine that signs on its own

The keys are such as minisign makes and reads. Keep the secret one to yourself; the public one is what others check with.
Where standard input is no terminal, its first line is the password. Files that are there already are never replaced.)";

void describe_keygen(CLI::App& app) {
  app.add_option("-s,--secret")->description("where the secret key goes, for you alone")->required()->type_name("FILE");
  app.add_option("-p,--public")->description("where the public key goes")->required()->type_name("FILE");
  app.add_flag("--no-password")->description("do not encrypt the secret key");
  app.footer(keygen_examples);
}

int run_pack(const CLI::App& parsed) {
  return pack_rules({.set = option_text(parsed, "SET"), .output = option_text(parsed, "--output"), .key = option_text(parsed, "--key")});
}

int run_sign(const CLI::App& parsed) { return sign_rules(option_text(parsed, "FILE"), option_text(parsed, "--key")); }

int run_verify(const CLI::App& parsed) { return verify_rules(option_text(parsed, "FILE"), option_text(parsed, "--key")); }

int run_keygen(const CLI::App& parsed) {
  return make_key_files({.secret_file = option_text(parsed, "--secret"),
                         .public_file = option_text(parsed, "--public"),
                         .password = !option_given(parsed, "--no-password")});
}

}  // namespace

std::vector<Command> make_sharing_commands() {
  return {
      {.name = "pack", .about = "put a rule set into one file that is ready to host", .describe = describe_pack, .run = run_pack},
      {.name = "sign", .about = "sign a rule set in one file", .describe = describe_sign, .run = run_sign},
      {.name = "verify", .about = "check the signature of a rule set", .describe = describe_verify, .run = run_verify},
      {.name = "keygen", .about = "make the keys that a team's rules are signed with", .describe = describe_keygen, .run = run_keygen},
  };
}

}  // namespace replylint
