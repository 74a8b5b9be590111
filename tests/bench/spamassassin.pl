# SPDX-License-Identifier: MIT
# SpamAssassin inside of one process, with the rules of one folder and nothing else: perl spamassassin.pl RULES FILE… answers each line N on
# standard input: after N passes over all messages "WALL CPU FINDINGS", nanoseconds of all passes together and rules hit in one pass.
use strict;
use warnings;
use Mail::SpamAssassin;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC CLOCK_PROCESS_CPUTIME_ID);

my ($rules, @files) = @ARGV;
my @messages = map { local $/; open(my $in, '<', $_) or die "$_: $!"; scalar <$in> } @files;
my $assassin = Mail::SpamAssassin->new({
  rules_filename => $rules, site_rules_filename => $rules, userprefs_filename => '/dev/null', dont_copy_prefs => 1,
  userstate_dir => $rules, local_tests_only => 1, stop_at_threshold => 0});
$assassin->compile_now(0, 1);
$| = 1;
print "ready 0\n";
while (my $passes = <STDIN>) {
  my ($wall, $cpu, $findings) = (clock_gettime(CLOCK_MONOTONIC), clock_gettime(CLOCK_PROCESS_CPUTIME_ID), 0);
  for (1 .. $passes) {
    $findings = 0;
    for my $message (@messages) {
      my $mail = $assassin->parse($message, 1);
      my $status = $assassin->check($mail);
      $findings += grep { length } split /,/, $status->get_names_of_tests_hit();
      $status->finish();
      $mail->finish();
    }
  }
  printf "%d %d %d\n", 1e9 * (clock_gettime(CLOCK_MONOTONIC) - $wall), 1e9 * (clock_gettime(CLOCK_PROCESS_CPUTIME_ID) - $cpu), $findings;
}
