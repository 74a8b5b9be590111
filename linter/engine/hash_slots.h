// SPDX-License-Identifier: MIT
// HashSlots: where something is among others, by its hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace replylint {

/// Hashes with the number of the thing that each belongs to; the things themselves are the caller's. Open addressing.
class HashSlots {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// The number added with this hash for which `is_it(number)` holds; none.
  template <class IsIt>
  [[nodiscard]] std::uint32_t find(std::uint32_t hash, IsIt is_it) const {
    if (slots_.empty()) return none;
    for (auto at = to_start(hash); slots_[at].number != none; at = (at + 1) & mask_) {
      if (slots_[at].hash == hash && is_it(slots_[at].number)) return slots_[at].number;
    }
    return none;
  }

  void add(std::uint32_t hash, std::uint32_t number) {
    if (++count_ * 2 > slots_.size()) grow();
    put({hash, number});
  }

  /// Forgets all; the room stays.
  void clear() {
    slots_.assign(slots_.size(), {});
    count_ = 0;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = none;
  };
  static constexpr std::size_t first_size = 16;

  [[nodiscard]] std::size_t to_start(std::uint32_t hash) const { return (hash * 0x9E3779B1U >> 4U) & mask_; }
  void put(Slot slot) {
    auto at = to_start(slot.hash);
    while (slots_[at].number != none) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? first_size : slots_.size() * 2);
    before.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const auto& slot : before) {
      if (slot.number != none) put(slot);
    }
  }

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::size_t count_ = 0;
};

}  // namespace replylint
