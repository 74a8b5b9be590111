// SPDX-License-Identifier: MIT
// Drafts that people have labelled, and how what was raised compares with the labels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draft/draft.h"

namespace replylint {

/// One line of a labels.jsonl.
struct Label {
  std::string folder;  ///< that the file stands in; the draft is ID.eml beside it
  std::string id;
  std::string kind;   ///< clean, problem or special
  std::string level;  ///< none, blatant, moderate or subtle
  std::string why;
  std::vector<std::string> must;                           ///< families that have to be raised
  std::vector<std::string> may;                            ///< that count neither way
  std::vector<std::string> must_not;                       ///< likely false alarms
  std::vector<std::pair<std::string, std::string>> spans;  ///< family and words of the reply that it stands on

  /// Nothing has to be raised: false alarms are counted on these.
  [[nodiscard]] bool is_clean() const { return kind == "clean" || kind == "special"; }
};

/// The labels of a folder; the error is one sentence.
[[nodiscard]] std::expected<std::vector<Label>, std::string> read_labels(const std::string& folder);

/// The draft of a label; the error names the file, without mail text.
[[nodiscard]] std::expected<Draft, std::string> read_labelled_draft(const Label& label);

enum class Judgement : std::uint8_t { quiet, right, open, false_alarm, missed };
/// What it means that `family` was raised, or was not.
[[nodiscard]] Judgement judge(const Label& label, std::string_view family, bool raised);

/// True and false positives, false negatives; what was raised where labels leave it open.
struct Counts {
  std::size_t tp = 0, fp = 0, fn = 0, may = 0;
  void add(Judgement judgement);
  /// Empty where nothing was raised, where there was nothing to raise, where both.
  [[nodiscard]] std::optional<double> precision() const;
  [[nodiscard]] std::optional<double> recall() const;
  [[nodiscard]] std::optional<double> f1() const;
};

}  // namespace replylint
