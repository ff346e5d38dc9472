#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/loadtest/frame.hpp"
#include "tests/loadtest/load_options.hpp"
#include "tests/loadtest/load_results.hpp"
#include "tests/loadtest/target.hpp"

namespace aurawell::loadtest {

/// What a progress bar shows while the threads work.
struct live_counts {
  std::atomic<std::uint64_t> connected{0};
  /// Connections that have nothing more to do, for better or worse.
  std::atomic<std::uint64_t> over{0};
  std::atomic<std::uint64_t> lost{0};
  std::atomic<std::uint64_t> answers{0};
  std::atomic<std::uint64_t> text_frames{0};
  /// Slow readers that were welcomed, or not, for the first time.
  std::atomic<std::uint64_t> slow_settled{0};
};

class load_client;

/// What the clients of one thread share; all outlive them.
struct client_context {
  boost::asio::io_context& loop;
  const load_options& options;
  const target& server;
  /// Makes request ids of two runs differ.
  std::uint64_t run;
  live_counts& live;
  load_results& results;
  frame_reader& reader;
  /// Everyone who was made, to be settled at the end of a window.
  std::vector<std::weak_ptr<load_client>> clients{};
};

/// One connection: connects, asks its questions one after the other, checks the
/// answers, leaves. To be used on its context's thread.
class load_client {
 public:
  virtual ~load_client() = default;

  /// Connects after `delay`.
  virtual void start(std::chrono::milliseconds delay) = 0;

  /// The run is over in the middle of an answer: what is known to be wrong with it counts. To be
  /// called when the loop stands still.
  virtual void settle() {}
};

/// `number` names the user and makes questions differ.
std::shared_ptr<load_client> make_load_client(client_context& context, std::uint32_t number);

}  // namespace aurawell::loadtest
