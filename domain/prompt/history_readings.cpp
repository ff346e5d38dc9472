#include "domain/prompt/history_readings.hpp"

#include "domain/prompt/role_markers.hpp"
#include "domain/prompt/thought_tags.hpp"

namespace aurawell {

std::string spoken(std::string_view text) {
  std::string words = without_role_markers(text);
  return words.empty() ? "…" : words;
}

history_readings::history_readings(const std::vector<past_exchange>& history, bool may_be_unopened,
                                   reading_memo& memo)
    : memo_{memo.exchanges}, begin_{memo_.used().size()} {
  for (const auto& each : history) {
    memo_.get(
        [&](const exchange_reading& known) {
          return known.may_be_unopened == may_be_unopened && known.question == each.question &&
                 known.answer == each.answer;
        },
        [&] {
          return exchange_reading{each.question, each.answer, may_be_unopened,
                                  estimated_tokens(each.question) + estimated_tokens(each.answer)};
        });
  }
}

std::vector<std::size_t> history_readings::tokens() const {
  std::vector<std::size_t> all;
  for (std::size_t i = begin_; i < memo_.used().size(); ++i) {
    all.push_back(memo_.used()[i]->tokens);
  }
  return all;
}

const std::pair<std::string, std::string>& history_readings::spoken_at(std::size_t index) {
  if (!at(index).spoken) {
    auto read = at(index);
    read.spoken.emplace(spoken(read.question),
                        spoken(without_thoughts(read.answer, read.may_be_unopened)));
    memo_.replace(begin_ + index, std::move(read));
  }
  return *at(index).spoken;
}

const condensed_question& history_readings::condensed_at(std::size_t index) {
  if (!at(index).condensed) {
    auto read = at(index);
    read.condensed = condense(read.question);
    memo_.replace(begin_ + index, std::move(read));
  }
  return *at(index).condensed;
}

}  // namespace aurawell
