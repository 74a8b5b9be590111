// SPDX-License-Identifier: MIT
// Stems that nearly every message holds, by a sorted table: taking one up says little about a topic.
#include "engine/worn_stems.h"

#include "text/word_sets.h"

namespace replylint {
namespace {

constexpr WordSet worn_stems(
    "abl", "act", "actual", "advic", "advis", "afternoon", "agre", "allow", "answer", "anybodi", "anyon", "anyth", "anywher", "ask",
    "assum", "back", "bad", "begin", "believ", "best", "better", "big", "bigger", "bit", "bring", "came", "care", "case", "certain",
    "chanc", "chang", "check", "clear", "come", "confirm", "consid", "consider", "continu", "could", "day", "deal", "dear", "decid", "done",
    "due", "easi", "email", "end", "english", "even", "evening", "everyth", "exact", "exactli", "expect", "explain", "far", "feel", "find",
    "fine", "finish", "first", "five", "fix", "follow", "forget", "forgot", "four", "free", "fridai", "full", "gave", "gett", "give", "go",
    "going", "gone", "good", "got", "gui", "guy", "happen", "happi", "hard", "hate", "hear", "heard", "hello", "help", "hey", "hi", "high",
    "hold", "honest", "honestli", "hope", "hour", "idea", "imagin", "inform", "keep", "kept", "kind", "know", "later", "learn", "leav",
    "left", "let", "like", "littl", "live", "long", "look", "lot", "love", "low", "madam", "made", "mail", "main", "make", "matter", "mean",
    "meant", "meantim", "mention", "messag", "minut", "miss", "moment", "mondai", "monday", "month", "morn", "move", "mr", "mrs", "ms",
    "near", "need", "new", "next", "night", "note", "notic", "obvious", "obviousli", "ok", "okai", "old", "onli", "own", "pass", "peopl",
    "people", "perhap", "person", "pick", "plain", "pleas", "point", "possibl", "proceed", "proper", "put", "question", "quick", "quickest",
    "reach", "read", "real", "realis", "realist", "realistical", "realiz", "realli", "regard", "remember", "repli", "reply", "right",
    "rough", "roughli", "round", "saturdai", "say", "see", "seem", "seen", "send", "sent", "set", "short", "show", "side", "simpl", "sir",
    "situat", "small", "somebodi", "someth", "somewher", "soon", "sorri", "sort", "speak", "spend", "stai", "stand", "start", "stick",
    "stop", "straight", "suggest", "sundai", "suppos", "sure", "take", "talk", "tell", "thank", "thing", "think", "thought", "thre",
    "thursdai", "till", "time", "todai", "told", "tomorrow", "tonight", "took", "tri", "try", "tuesdai", "turn", "two", "understand", "use",
    "wait", "want", "way", "wednesdai", "week", "weekend", "went", "whole", "wish", "wonder", "word", "work", "worri", "worth", "would",
    "write", "wrong", "year", "yes", "yesterdai");

}  // namespace

bool is_worn_stem(std::string_view stem) { return worn_stems.contains(stem); }

}  // namespace replylint
