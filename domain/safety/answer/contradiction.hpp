#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace aurawell::safety {

/// Advice of a language model that the service has to contradict.
enum class contradiction : unsigned char {
  no_need_to_call,  ///< that no help is needed, or that it can wait
  first_aid,        ///< what harms: to make vomit, to put something between the teeth
  stop_medicine,    ///< to stop, skip, halve or double a medicine
  drug_dose,        ///< an amount of a medicine
  method,           ///< an amount of a medicine, to somebody who may take too much of it
  count
};

using contradiction_set = std::bitset<static_cast<std::size_t>(contradiction::count)>;

inline bool has(const contradiction_set& set, contradiction which) {
  return set[static_cast<std::size_t>(which)];
}

inline void add(contradiction_set& set, contradiction which) {
  set.set(static_cast<std::size_t>(which));
}

/// "drug_dose": as metrics and the published list name it.
std::string_view name_of(contradiction which) noexcept;

}  // namespace aurawell::safety
