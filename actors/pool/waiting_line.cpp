#include "actors/pool/waiting_line.hpp"

#include <algorithm>

namespace aurawell::actors {
namespace {

constexpr std::chrono::seconds least_between_places{1};

bool is_notable(std::uint32_t told, std::uint32_t place) {
  const auto change = std::max(told, place) - std::min(told, place);
  return change > 0 && change >= told / 10;
}

/// Whether one of the others is served next, not a first; at least one of them must wait.
bool is_turn_of_others(bool has_firsts, bool has_others, std::uint32_t& firsts_in_row) {
  const bool others = !has_firsts || (has_others && firsts_in_row >= waiting_line::most_firsts);
  firsts_in_row = others || !has_others ? 0 : firsts_in_row + 1;
  return others;
}

}  // namespace

template <class Visitor>
void waiting_line::for_each_in_order(Visitor visit) {
  std::vector<pooled_question*> others;
  others_.for_each_in_order([&](pooled_question& other, std::size_t) { others.push_back(&other); });
  auto first = firsts_.begin();
  auto other = others.begin();
  auto in_row = firsts_in_row_;
  for (std::uint32_t place = 1; place <= size(); ++place) {
    const bool is_other = is_turn_of_others(first != firsts_.end(), other != others.end(), in_row);
    visit(is_other ? **other++ : *first++, place);
  }
}

std::size_t waiting_line::place_of_first() const noexcept {
  const auto others_before = (firsts_in_row_ + firsts_.size()) / most_firsts;
  return firsts_.size() + std::min(others_before, others_.size()) + 1;
}

std::size_t waiting_line::place_of_another(const user_id& asker) const {
  const auto place = others_.place_for(asker);
  const auto firsts_before = place * most_firsts - firsts_in_row_;
  return place + std::min(firsts_before, firsts_.size());
}

void waiting_line::push(pooled_question question) {
  if (question.retried) {
    firsts_.push_front(std::move(question));
  } else if (question.is_first) {
    firsts_.push_back(std::move(question));
  } else {
    const auto asker = question.asker();
    others_.push(asker, std::move(question));
  }
}

pooled_question waiting_line::pop() {
  if (is_turn_of_others(!firsts_.empty(), !others_.empty(), firsts_in_row_)) {
    return others_.pop();
  }
  auto question = std::move(firsts_.front());
  firsts_.pop_front();
  return question;
}

std::optional<pooled_question> waiting_line::remove(const session_actor& session, ticket number) {
  advice_job_ptr found;
  for_each_in_order([&](const pooled_question& waiting, std::uint32_t) {
    if (waiting.job->session == session && waiting.job->number == number) {
      found = waiting.job;
    }
  });
  return found ? std::optional{take(found)} : std::nullopt;
}

pooled_question waiting_line::take(const advice_job_ptr& job) {
  const auto is_it = [&](const pooled_question& waiting) { return waiting.job == job; };
  const auto first = std::find_if(firsts_.begin(), firsts_.end(), is_it);
  if (first == firsts_.end()) {
    return *others_.remove(job->asker(), is_it);
  }
  auto question = std::move(*first);
  firsts_.erase(first);
  return question;
}

std::vector<pooled_question> waiting_line::take_expired(time_point now) {
  std::vector<advice_job_ptr> late;
  for_each_in_order([&](const pooled_question& waiting, std::uint32_t) {
    if (now >= waiting.deadline) {
      late.push_back(waiting.job);
    }
  });
  std::vector<pooled_question> taken;
  for (const auto& job : late) {
    taken.push_back(take(job));
  }
  return taken;
}

std::vector<waiting_line::told_place> waiting_line::places_to_report(time_point now) {
  std::vector<told_place> news;
  for_each_in_order([&](pooled_question& waiting, std::uint32_t place) {
    const bool is_first = waiting.told_place == 0;
    if (is_first ||
        (now - waiting.told_at >= least_between_places && is_notable(waiting.told_place, place))) {
      waiting.told_place = place;
      waiting.told_at = now;
      news.push_back({waiting.job->session, waiting.job->number, place});
    }
  });
  return news;
}

}  // namespace aurawell::actors
