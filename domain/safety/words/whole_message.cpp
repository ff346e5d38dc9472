#include "domain/safety/words/whole_message.hpp"

#include "domain/safety/words/denied_word.hpp"
#include "domain/safety/words/token_view.hpp"

namespace aurawell::safety {

namespace {

void add_fact(const token_view& words, std::size_t at, whole_message& whole) {
  const token& each = words[at];
  const bool weak = each.is(word_kind::fact, fact::weak_defence);
  const bool pregnant = each.is(word_kind::fact, fact::pregnant);
  whole.names_weak_defence = whole.names_weak_defence || weak;
  if (!weak && !pregnant && !each.is(word_kind::fact, fact::fever)) {
    return;
  }
  if (!is_denied_word(words, at)) {
    (pregnant ? whole.tells_pregnancy : whole.tells_fever_or_risk) = true;
  }
}

}  // namespace

whole_message whole_message_of(const token_view& words) {
  whole_message whole;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const token& each = words[at];
    if (each.is(word_kind::mark)) {
      whole.marks.set(each.meaning.code);
    } else if (each.is(word_kind::fact)) {
      add_fact(words, at, whole);
    } else if (each.is(word_kind::person, person::child)) {
      whole.names_child = true;
    } else if (each.is(word_kind::label, quantity::systolic)) {
      whole.names_pressure = true;
    } else if (each.is(word_kind::label, quantity::no_foetal_movement)) {
      whole.tells_pregnancy = true;
    }
  }
  return whole;
}

}  // namespace aurawell::safety
