// SPDX-License-Identifier: MIT
// What every HTML reference has: its style and the script that searches it, which works without a network.
#pragma once

#include <string_view>

namespace replylint {

inline constexpr std::string_view reference_style = R"css(
:root { color-scheme: light dark; --text: #1c1c1a; --page: #fdfdfb; --soft: #5a5a55; --line: #d9d8d2; --tint: #f3f2ed; --link: #0b57a4;
  --error: #a51d1d; --warning: #8a5200; --suggestion: #1f5f3a; --off: #5a5a55 }
@media (prefers-color-scheme: dark) { :root { --text: #e9e8e3; --page: #191918; --soft: #aaa9a2; --line: #3a3a37; --tint: #242422;
  --link: #8cbcf0; --error: #ff9a94; --warning: #f0bd6a; --suggestion: #8fd3a8; --off: #aaa9a2 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 6rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--page) }
a { color: var(--link) }
h1 { font-size: 1.6rem; margin: 0 0 1rem }
h2 { font-size: 1.3rem; margin: 3rem 0 0; padding-top: .5rem; border-top: 2px solid var(--line) }
h3 { font-size: 1.05rem; margin: 0; font-family: ui-monospace, monospace }
h3 a { color: inherit; text-decoration: none }
h3 a:hover, h3 a:focus { text-decoration: underline }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem }
.search { position: sticky; top: 0; padding: .6rem 0; background: var(--page) }
input { font: inherit; color: inherit; background: var(--tint); border: 1px solid var(--line); border-radius: .3rem; padding: .4rem .6rem; width: min(100%, 24rem) }
article { padding: 1rem 0; border-bottom: 1px solid var(--line); scroll-margin-top: 4rem }
article:target { background: var(--tint); box-shadow: 0 0 0 .6rem var(--tint) }
.state { font-size: .85rem; font-weight: 600 }
.error { color: var(--error) } .warning { color: var(--warning) } .suggestion { color: var(--suggestion) } .off { color: var(--off) }
.message { margin: .3rem 0 .6rem; font-size: 1.05rem }
dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: .25rem 1rem; margin: 0 }
dt { color: var(--soft) } dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
dd ul { margin: 0; padding-left: 1.1rem }
code { font: .9em ui-monospace, monospace; background: var(--tint); padding: .05rem .25rem; border-radius: .2rem }
.note { color: var(--soft) }
[hidden] { display: none }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }
@media print { .search, nav { display: none } }
)css";

inline constexpr std::string_view reference_script = R"js(
'use strict';
const field = document.getElementById('search');
const told = document.getElementById('told');
const rules = [...document.querySelectorAll('article')].map(place => ({place, text: place.textContent.toLowerCase()}));
const families = [...document.querySelectorAll('main section')];
function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const {place, text} of rules) {
    place.hidden = !words.every(word => text.includes(word));
    if (!place.hidden) ++found;
  }
  for (const family of families) family.hidden = !family.querySelector('article:not([hidden])');
  told.textContent = words.length ? found + ' of ' + rules.length + ' rules' : '';
}
function show() {
  const rule = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!rule || !rule.closest('[hidden]')) return;
  field.value = '';
  search();
  rule.scrollIntoView();
}
document.querySelector('.search').hidden = false;
field.addEventListener('input', search);
addEventListener('hashchange', show);
search();
)js";

/// Of the script, for the page's own policy: nothing else may run in it.
inline constexpr std::string_view reference_script_digest = "sha256-IlVwm0YnZjudeV7znSZjIybb8scyqKKXf4e0RhcejWA=";

}  // namespace replylint
