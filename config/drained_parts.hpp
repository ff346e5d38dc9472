#pragma once

#include <random>

#include "actors/actor_runtime.hpp"
#include "config/drain_run.hpp"
#include "domain/admission/connection_counts.hpp"
#include "net/dispatch/server.hpp"

namespace aurawell::config {

/// What the steps of a stop mean for the parts of the service, which must outlive it.
class drained_parts final : public drained_service {
 public:
  struct parts {
    net::server& server;
    actors::actor_runtime& runtime;
    const connection_counts& census;
    drain_board& board;
  };

  drained_parts(const parts& stopped, const drain_options& options)
      : all_{stopped}, options_{options} {}

  drain_course::view look() override;
  void refuse_questions() override;
  std::size_t close_done(std::size_t most) override;
  void end_answers() override;
  void show(const drain_status& status) override;

 private:
  parts all_;
  drain_options options_;
  std::minstd_rand random_{std::random_device{}()};
  std::uniform_real_distribution<double> draw_{0, 1};
};

}  // namespace aurawell::config
