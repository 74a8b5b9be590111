/* SPDX-License-Identifier: MIT */
/* Includes the compiled built-in rule set as read-only data; BASE_RULESET is its path. */
        .section .rodata
        .global replylint_base_begin
        .global replylint_base_end
        .balign 8
replylint_base_begin:
        .incbin BASE_RULESET
replylint_base_end:
        .byte 0
        .section .note.GNU-stack,"",%progbits
