// SPDX-License-Identifier: MIT
// cld2 loaded when it is first asked: few drafts need it, and there is no archive of it that could be linked statically.
#include <dlfcn.h>

#include <cstdio>

#include "text/cld2/asking.h"
#include "text/cld2/cld2.h"

namespace replylint {
namespace {

constexpr const char* library = "libcld2.so.0";
// The names as C++ mangles them; their types are those of cld2's header.
constexpr const char* detect_name =
    "_ZN4CLD233ExtDetectLanguageSummaryCheckUTF8EPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdPSt6vectorINS_11ResultChunkESaISA_EES7_PbS7_";
constexpr const char* code_name = "_ZN4CLD212LanguageCodeENS_8LanguageE";

/// Stays loaded until the program ends.
Cld2 load_cld2() {
  void* const handle = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle != nullptr) {
    const Cld2 cld2{reinterpret_cast<decltype(Cld2::detect)>(::dlsym(handle, detect_name)),
                    reinterpret_cast<decltype(Cld2::code)>(::dlsym(handle, code_name))};
    if (cld2.detect != nullptr && cld2.code != nullptr) return cld2;
  }
  const char* const reason = ::dlerror();
  std::fprintf(stderr, "replylint: languages other than English are not recognised: %s\n", reason != nullptr ? reason : library);
  return {};
}

}  // namespace

std::string ask_cld2(std::string_view text) {
  static const Cld2 cld2 = load_cld2();
  return cld2.detect != nullptr ? ask(cld2, text) : "";
}

}  // namespace replylint
