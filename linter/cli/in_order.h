// SPDX-License-Identifier: MIT
// Work in several threads whose results come out in the order in which it was taken.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace replylint {

/// Processors that this process may use, at least 1.
[[nodiscard]] inline std::size_t count_processors() { return std::max<std::size_t>(std::thread::hardware_concurrency(), 1); }

/// One pipeline: next() gives the jobs, work() makes a result of each, deliver() takes the results in the order of the jobs. Whichever
/// thread is free takes the next job; whichever finishes the one that is waited for delivers. Never more than a few jobs a thread are
/// under way, so that a slow one does not let results pile up.
template <class Next, class Work, class Deliver>
class InOrder {
 public:
  InOrder(std::size_t threads, Next& next, Work& work, Deliver& deliver)
      : next_(next), work_(work), deliver_(deliver), ready_(threads * jobs_per_thread) {}

  /// Runs in the calling thread and `more` others; fewer where the system has no more.
  void run(std::size_t more) {
    std::vector<std::jthread> threads;
    try {
      while (threads.size() < more) threads.emplace_back([this] { take_part(); });
    } catch (const std::system_error&) {
      // Those that there are do it all.
      more = threads.size();
    }
    take_part();
    threads.clear();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  static constexpr std::size_t jobs_per_thread = 4;
  using Job = typename std::invoke_result_t<Next&>::value_type;
  using Result = std::invoke_result_t<Work&, Job&>;

  void take_part() {
    try {
      std::size_t number = 0;
      while (auto job = take(number)) {
        auto result = work_(*job);
        job.reset();
        hand_in(number, std::move(result));
      }
    } catch (...) {
      const std::lock_guard lock(state_);
      if (!failure_) failure_ = std::current_exception();
      end();
    }
  }

  std::optional<Job> take(std::size_t& number) {
    // Asking may take long (a pipe), in which others hand in what they have.
    const std::lock_guard asking(source_);
    {
      std::unique_lock lock(state_);
      room_.wait(lock, [this] { return ended_ || taken_ - delivered_ < ready_.size(); });
      if (ended_) return {};
    }
    auto job = next_();
    const std::lock_guard lock(state_);
    if (job) {
      number = taken_++;
    } else {
      ended_ = true;
    }
    return job;
  }

  void hand_in(std::size_t number, Result result) {
    std::unique_lock lock(state_);
    ready_[number % ready_.size()] = std::move(result);
    if (delivering_) return;
    delivering_ = true;
    while (!stopped_) {
      auto& slot = ready_[delivered_ % ready_.size()];
      if (!slot) break;
      auto first = std::exchange(slot, std::nullopt);
      lock.unlock();
      const bool go_on = deliver_(std::move(*first));
      lock.lock();
      ++delivered_;
      if (!go_on) end();
      room_.notify_one();
    }
    delivering_ = false;
  }

  // Nothing more is taken or delivered. The caller holds state_.
  void end() {
    ended_ = stopped_ = true;
    room_.notify_one();
  }

  Next& next_;
  Work& work_;
  Deliver& deliver_;
  std::mutex source_;  // held while a job is taken; before state_
  std::mutex state_;   // of all below
  std::condition_variable room_;
  std::vector<std::optional<Result>> ready_;  // by job number, modulo its size
  std::size_t taken_ = 0, delivered_ = 0;
  bool ended_ = false, stopped_ = false, delivering_ = false;
  std::exception_ptr failure_;
};

/// Works in `threads` threads, the calling one among them; with 1 no thread is started. next() gives std::optional<Job>, none at the end;
/// work(Job&) gives a result and runs in several threads at once; deliver(Result) gives false to end early. next and deliver are each in
/// one thread at a time. What any of them throws ends the work and comes out here.
template <class Next, class Work, class Deliver>
void run_in_order(std::size_t threads, Next next, Work work, Deliver deliver) {
  if (threads <= 1) {
    while (auto job = next()) {
      if (!deliver(work(*job))) return;
    }
    return;
  }
  InOrder<Next, Work, Deliver>(threads, next, work, deliver).run(threads - 1);
}

}  // namespace replylint
