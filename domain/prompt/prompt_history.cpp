#include "domain/prompt/prompt_history.hpp"

#include <algorithm>

namespace aurawell {
namespace {

/// A range of message indices; `end` is excluded.
struct range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

range history_in(const std::vector<prompt_message>& messages) {
  const auto is_said = [](const prompt_message& m) { return m.role != message_role::system; };
  const auto is_question = [](const prompt_message& m) { return m.role == message_role::user; };
  const auto begin = std::find_if(messages.begin(), messages.end(), is_said) - messages.begin();
  const auto behind = std::find_if(messages.rbegin(), messages.rend(), is_question);
  const auto last = behind == messages.rend() ? begin : messages.rend() - behind - 1;
  return {static_cast<std::size_t>(begin), static_cast<std::size_t>(std::max(begin, last))};
}

/// Index of the first message of each exchange, and the end of the history.
std::vector<std::size_t> exchange_begins(const std::vector<prompt_message>& messages,
                                         const range& history) {
  std::vector<std::size_t> begins;
  for (auto i = history.begin; i < history.end; ++i) {
    if (i == history.begin || messages[i].role == message_role::user) {
      begins.push_back(i);
    }
  }
  begins.push_back(history.end);
  return begins;
}

/// By exchange: bytes from its beginning to the end.
std::vector<std::size_t> bytes_from(const std::vector<prompt_message>& messages,
                                    const std::vector<std::size_t>& begins) {
  std::vector<std::size_t> sums(begins.size(), 0);
  for (auto i = begins.size() - 1; i > 0; --i) {
    sums[i - 1] = sums[i];
    for (auto at = begins[i - 1]; at < begins[i]; ++at) {
      sums[i - 1] += messages[at].text.size();
    }
  }
  return sums;
}

/// The first exchange to keep: a multiple of the largest power of two that leaves half of what may
/// stay.
std::size_t first_kept(const std::vector<std::size_t>& sums, std::size_t max_bytes) {
  const auto fits =
      std::find_if(sums.begin(), sums.end(), [&](std::size_t sum) { return sum <= max_bytes; });
  const auto least = static_cast<std::size_t>(fits - sums.begin());
  auto first = least;
  for (std::size_t step = 2; step < sums.size(); step *= 2) {
    const auto next = (least + step - 1) / step * step;
    if (next < sums.size() && sums[next] >= max_bytes / 2) {
      first = next;
    }
  }
  return first;
}

}  // namespace

std::size_t history_bytes_of(const std::vector<prompt_message>& messages) {
  const auto history = history_in(messages);
  std::size_t bytes = 0;
  for (auto i = history.begin; i < history.end; ++i) {
    bytes += messages[i].text.size();
  }
  return bytes;
}

bool shorten_history(std::vector<prompt_message>& messages, std::size_t max_bytes) {
  const auto begins = exchange_begins(messages, history_in(messages));
  const auto sums = bytes_from(messages, begins);
  if (sums.front() <= max_bytes) {
    return false;
  }
  const auto first = messages.begin();
  messages.erase(first + static_cast<std::ptrdiff_t>(begins.front()),
                 first + static_cast<std::ptrdiff_t>(begins[first_kept(sums, max_bytes)]));
  return true;
}

}  // namespace aurawell
